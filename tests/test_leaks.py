"""A staff-only value is found wherever it hides: planted in every kind of artefact, spelled in every way."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from generator.diagnostics import Span
from generator.linking.staff import StaffValue
from generator.publishing.leak_scan import leaks

NUMBER = "01632 960777"
EMAIL = "desk.seven@example.org"
NAME = "Night desk seven"


def value(text: str) -> StaffValue:
    return StaffValue("contact-desk", "number", text, Span("data/staff/contacts.yml", 7, 14))


def pdf(path: Path, body: str = "<p>Nothing here.", **metadata: str) -> None:
    weasyprint.HTML(string=f"<html lang=en><title>A title</title>{body}").write_pdf(path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for name, text in metadata.items():
            document.docinfo[f"/{name}"] = text
        document.save(path)


def attached(path: Path) -> None:
    pdf(path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        list_ = f"Ring {NUMBER}".encode()
        document.attachments["list.txt"] = pikepdf.AttachedFileSpec(
            document, list_, filename="list.txt", mime_type="text/plain", creation_date="", mod_date="", description=""
        )
        document.save(path)


def form(path: Path) -> None:
    pdf(path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("desk"), V=pikepdf.String(EMAIL))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])
        document.save(path)


PLANTED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a page": (NUMBER, lambda p: (p / "a.html").write_text(f"<p>{NUMBER}</p>")),
    "other spaces": (NUMBER, lambda p: (p / "a.html").write_text("<p>016 329\u00a060-777</p>")),
    "the international form": (NUMBER, lambda p: (p / "a.html").write_text('<a href="tel:+441632960777">ring</a>')),
    "the international form with its nought": (NUMBER, lambda p: (p / "a.csv").write_text("+44 (0)1632 960777")),
    "split by tags": (NUMBER, lambda p: (p / "a.html").write_text("<b>01632</b><i> 960</i>777")),
    "character references": (
        NUMBER,
        lambda p: (p / "a.html").write_text("".join(f"&#{ord(c)};" for c in NUMBER)),
    ),
    "a comment": (NAME, lambda p: (p / "a.html").write_text(f"<!-- {NAME.upper()} -->")),
    "the search index": (EMAIL, lambda p: (p / "search_index.json").write_text(json.dumps({"text": EMAIL}))),
    "JSON escapes": (
        EMAIL,
        lambda p: (p / "a.json").write_text('{"x": "' + "".join(f"\\u{ord(c):04x}" for c in EMAIL) + '"}'),
    ),
    "a web address": (EMAIL, lambda p: (p / "a.html").write_text('<a href="?to=desk.seven%40example.org">x</a>')),
    "a spreadsheet": (NAME, lambda p: (p / "a.csv").write_text(f"name,number\n{NAME},1")),
    "a calendar": (NUMBER, lambda p: (p / "a.ics").write_text("DESCRIPTION:Ring 01632 9\r\n 60777\r\n")),
    "a drawing": (NAME, lambda p: (p / "a.svg").write_text("<svg><text>Night desk</text><text>seven</text></svg>")),
    "a file's name": (NAME, lambda p: (p / "night-desk-seven.txt").write_text("x")),
    "a compressed file": (NUMBER, lambda p: (p / "sitemap.xml.gz").write_bytes(gzip.compress(NUMBER.encode()))),
    "a style sheet": (NAME, lambda p: (p / "a.css").write_text('p::before{content:"Night\\20 desk\\20 seven"}')),
    "a PDF's text": (NUMBER, lambda p: pdf(p / "a.pdf", f"<p>Ring {NUMBER} now")),
    "a number across a PDF's lines": (NUMBER, lambda p: pdf(p / "a.pdf", "<p style='width:5em'>Ring 01632 960<br>777")),
    "a PDF's title": (NAME, lambda p: pdf(p / "a.pdf", Title=f"For {NAME}")),
    "a PDF's keywords": (EMAIL, lambda p: pdf(p / "a.pdf", Keywords=EMAIL)),
    "a PDF's bookmark": (NAME, lambda p: pdf(p / "a.pdf", f"<h1 style='bookmark-label:\"{NAME}\"'>Hello</h1>")),
    "a PDF's link": (EMAIL, lambda p: pdf(p / "a.pdf", f"<a href='mailto:{EMAIL}'>write</a>")),
    "a PDF's picture in words": (
        NAME,
        lambda p: pdf(p / "a.pdf", f"<p lang='en' title='{NAME}'>x</p><!--{NAME}-->", Subject=NAME),
    ),
    "what is attached to a PDF": (NUMBER, lambda p: attached(p / "a.pdf")),
    "a PDF's form": (EMAIL, lambda p: form(p / "a.pdf")),
}


@pytest.mark.parametrize("where", PLANTED)
def test_a_planted_value_is_found(where: str, tmp_path: Path) -> None:
    text, plant = PLANTED[where]
    plant(tmp_path)
    found = leaks(tmp_path, [value(text)])
    assert len(found) == 1
    assert "the number of 'contact-desk' (data/staff/contacts.yml:7:14)" in found[0].message


@pytest.mark.parametrize(
    "innocent",
    [
        "01632 960778",
        "101632 9607771",
        "Ring 0163 and 2960777000",
        "Night desk sevenfold",
        "1632 960 and page 777 of 9",
    ],
)
def test_another_value_is_not_taken_for_it(innocent: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{innocent}</p>")
    assert leaks(tmp_path, [value(NUMBER), value(NAME), value(EMAIL)]) == ()


def test_a_clean_folder_is_clean(site: Path) -> None:
    assert leaks(site, [value(NUMBER), value(NAME), value(EMAIL)]) == ()
