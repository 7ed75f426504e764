"""A staff-only value is found wherever it hides: planted in every kind of artefact, spelled in every way."""

import gzip
import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.cache import Cache
from generator.diagnostics import Code, Span
from generator.linking.staff.staff_values import StaffValue
from generator.publishing.proofs.leak_scan import find_leaks
from generator.publishing.publish import PublishResult, publish
from generator.rendering.exports.workbook import Column, Sheet, xlsx
from generator.rendering.fonts import web_fonts
from tests.campaign.file_kinds import docx, png, zipped
from tests.conftest import TODAY

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
    "the international form as it is dialled": (NUMBER, lambda p: (p / "a.txt").write_text("Dial 00441632960777.")),
    "the international form with its nought": (NUMBER, lambda p: (p / "a.csv").write_text("+44 (0)1632 960777")),
    "split by tags": (NUMBER, lambda p: (p / "a.html").write_text("<b>01632</b><i> 960</i>777")),
    "character references": (
        NUMBER,
        lambda p: (p / "a.html").write_text("".join(f"&#{ord(c)};" for c in NUMBER)),
    ),
    "a comment": (NAME, lambda p: (p / "a.html").write_text(f"<!-- {NAME.upper()} -->")),
    "the search index": (
        NAME,
        lambda p: (p / "search-index.js").write_text(
            'globalThis.kbSearchIndex={"pages":[["a.html","","Night desk seven"]]};'
        ),
    ),
    "JSON escapes": (
        EMAIL,
        lambda p: (p / "a.json").write_text('{"x": "' + "".join(f"\\u{ord(c):04x}" for c in EMAIL) + '"}'),
    ),
    "letters put together of two": (
        "T\u0177 Canol desk",
        lambda p: (p / "a.txt").write_text("At Ty\u0302 Canol-desk."),
    ),
    "letters that are not ours": ("\u0422\u044b", lambda p: (p / "a.html").write_text("<p>\u0422<b>\u042b</b></p>")),
    "wide digits": (NUMBER, lambda p: (p / "a.txt").write_text("".join(chr(ord(c) + 0xFEE0) for c in "01632960777"))),
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


IN_PDFS = [where for where in PLANTED if "PDF" in where]


@pytest.mark.parametrize(
    "where", [pytest.param(where, marks=pytest.mark.slow if where in IN_PDFS else ()) for where in PLANTED]
)
def test_a_planted_value_is_found(where: str, tmp_path: Path) -> None:
    text, plant = PLANTED[where]
    plant(tmp_path)
    found = find_leaks(tmp_path, [value(text)])
    assert len(found) == 1
    assert "the number of 'contact-desk' (data/staff/contacts.yml:7:14)" in found[0].message


@given(between=st.lists(st.text(" \t\n-–.()/_\u00a0\u00ad\u200b", max_size=8), min_size=10, max_size=10))
def test_a_number_is_found_whatever_stands_between_its_digits(between: list[str]) -> None:
    digits = NUMBER.replace(" ", "")
    spaced = "".join(part for pair in zip(digits, [*between, ""], strict=True) for part in pair)
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(f"Ring {spaced}.")
        assert len(find_leaks(Path(folder), [value(NUMBER)])) == 1


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
    assert find_leaks(tmp_path, [value(NUMBER), value(NAME), value(EMAIL)]) == ()


SPELLED = {
    "an address in words": (EMAIL, "desk.seven at example dot org"),
    "an address in brackets": (EMAIL, "desk.seven [at] example [dot] org"),
    "an address without signs": (EMAIL, "desk dot seven (at) example.org"),
    "a local number": (NUMBER, "Ring 960777, please"),
    "a local number with a gap": (NUMBER, "Ring 960-777."),
    "a local number of seven digits": ("0116 496 0777", "<td>496 0777</td>"),
    "a local number in London": ("020 7946 0777", "tel: 7946 0777"),
    "a number between cells with figures": (NUMBER, "<td>2016</td><td>01632</td><td>960777</td><td>12</td>"),
    "a plural": (NAME.replace(" seven", ""), "Both night desks know."),
    "a plural within": ("Duty officer at Loam", "the duty officers at Loam"),
    "a possessive": ("Ardal Penhallow", "Ardal Penhallow\u2019s phone"),
    "an agency in the plural": ("Loam agency", "the Loam agencies"),
    "the last name first": ("Ardal Penhallow", "PENHALLOW, Ardal"),
    "the last name first in a table": ("Ardal Penhallow", "<td>Penhallow</td><td>Ardal</td>"),
    "letters beside a length in the index": (NAME, 'x\\nNight desk seven\\n"'),
    "base64 in a word": (EMAIL, "ZGVzay5zZXZlbkBleGFtcGxlLm9yZw"),
    "a code of four digits": ("4471", "The code is 4471."),
    "a short name": ("Bell", "Ask <b>BELL</b> there."),
    "a name in Chinese, which has no spaces": (
        "\u591c\u95f4\u670d\u52a1\u53f0",
        "\u8bf7\u627e\u591c\u95f4\u670d\u52a1\u53f0\u95ee",
    ),
    "a promise with a link in it": (
        "Ring [the desk](ref:contact-desk) at night",
        "Ring <a href=#>the desk</a> at night",
    ),
    "a name in bold": ("<b>Ardal</b> Penhallow", "Ardal Penhallow"),
    "a name in bold, as it was typed": ("<b>Ardal</b> Penhallow", "&lt;b&gt;Ardal&lt;/b&gt; Penhallow"),
    "a name in a link, as it was typed": ("<a href=desk>Penhallow</a>", "&lt;a href=desk&gt;Penhallow&lt;/a&gt;"),
    "a web address without its scheme": ("https://www.example.org/rota/desk", "see example.org/rota/desk."),
    "a word in Greek, in capitals": (
        "\u03bd\u03cd\u03c7\u03c4\u03b1 \u03b3\u03c1\u03b1\u03c6\u03b5\u03af\u03bf",
        "\u039d\u03a5\u03a7\u03a4\u0391 \u0393\u03a1\u0391\u03a6\u0395\u0399\u039f",
    ),
}


@pytest.mark.parametrize("spelling", SPELLED)
def test_a_value_is_found_as_people_spell_it(spelling: str, tmp_path: Path) -> None:
    text, spelled = SPELLED[spelling]
    (tmp_path / "a.html").write_text(f"<p>{spelled}</p>")
    assert len(find_leaks(tmp_path, [value(text)])) == 1


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        (EMAIL, "front.desk.seven@example.org"),
        (EMAIL, "help-desk.seven@example.org"),
        (EMAIL, "desk.seventy@example.org"),
        (NUMBER, "Ring 020 7960 777 or 01633 960777"),
        (NUMBER, "0808 960777, 5 960777, 960777 2"),
        (NUMBER, "#960777; &#960777; x960777; 0.960777; 1,960,777"),
        (NUMBER, "<td>960</td><td>777</td>"),
        (NUMBER, "960,777"),
        ("Ardal Penhallow", "Penhallow, Ardale"),
        ("Duty officer", "on the officer. Duty begins"),
        ("4471", "14471, 44715, 44-71, a4471 and 44 71"),
        ("Bell", "Bellamy, B-ell, Isabell"),
        ("12", "Chapter 12"),
        ("abc", "abc"),
        ("Loam library", "Loam libraryx"),
        ("https://example.org/", "someone@example.org and example.org"),
        ("A single point of contact <img src=desk.png>", "A single point of contact"),
    ],
)
def test_what_only_looks_like_it_is_no_leak(text: str, innocent: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{innocent}</p>")
    assert find_leaks(tmp_path, [value(text)]) == ()


@pytest.mark.parametrize(
    "unit", ["a", " ", "<a '", '="<', "<!--", "&", "%25", "\\", "aa ", "AAAA", "[a](", "é", "0", "=3D"]
)
def test_a_line_of_a_megabyte_is_searched_to_its_end(unit: str, tmp_path: Path) -> None:
    """No pattern may take longer than in proportion; one that does makes this test run for hours."""
    (tmp_path / "a.html").write_text(unit * (1_000_000 // len(unit)) + f" \n{EMAIL}")
    assert len(find_leaks(tmp_path, [value(EMAIL)])) == 1


def test_six_hundred_values_are_told_apart(tmp_path: Path) -> None:
    values = [
        StaffValue(f"contact-{n}", "name", f"Desk {n:03} of Loam", Span("data/staff/contacts.yml", n + 1))
        for n in range(600)
    ]
    (tmp_path / "a.html").write_text("<p>Desk 017 of Loam</p><p>Desk 599 of Loam</p><p>Desk 600 of Loam</p>")
    assert [problem.message for problem in find_leaks(tmp_path, values)] == [
        "this holds a staff-only value, the name of 'contact-17' (data/staff/contacts.yml:18:1)",
        "this holds a staff-only value, the name of 'contact-599' (data/staff/contacts.yml:600:1)",
    ]


def test_the_fonts_of_the_package_are_known_by_their_bytes(tmp_path: Path) -> None:
    font = web_fonts()[0]
    (tmp_path / "a.bin").write_bytes(font.content)
    assert find_leaks(tmp_path, [value(NAME)]) == ()
    (tmp_path / "a.bin").write_bytes(font.content + b" ")
    assert [problem.code for problem in find_leaks(tmp_path, [value(NAME)])] == [Code.UNREADABLE_ARTEFACT]


def workbook(put: Callable[[Workbook, Worksheet], object], **options: object) -> bytes:
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, **options}) as book:
        put(book, book.add_worksheet("Public"))
    return stream.getvalue()


def rich(book: Workbook, sheet: Worksheet, *parts: str) -> None:
    """Write a cell whose parts have different looks, each an element of its own."""
    sheet.write_rich_string(0, 0, parts[0], book.add_format({"bold": True}), parts[1])


WORKBOOKS: dict[str, bytes] = {
    "a cell": workbook(lambda _, sheet: sheet.write_string(0, 0, f"Ring {NUMBER}")),
    "a cell that has its text in itself": workbook(lambda _, s: s.write_string(0, 0, NAME), constant_memory=True),
    "a name half of it bold": workbook(lambda book, sheet: rich(book, sheet, "Night d", "esk seven")),
    "a number half of it bold": workbook(lambda book, sheet: rich(book, sheet, "01632 ", "960777")),
    "a number without its 0": workbook(lambda _, sheet: sheet.write_number(0, 0, 1632960777)),
    "two cells": workbook(lambda _, sheet: sheet.write_row(0, 0, ["01632", "960777"])),
    "lines as Excel writes them": workbook(lambda _, sheet: sheet.write_string(0, 0, "Night\r\ndesk\r\nseven")),
    "a formula's result": workbook(lambda _, sheet: sheet.write_formula(0, 0, "=A2", None, NAME)),
    "a note": workbook(lambda _, sheet: sheet.write_comment(0, 0, NAME)),
    "a hidden sheet": workbook(lambda book, _: book.add_worksheet(NAME).hide()),
    "the head of a printed page": workbook(lambda _, sheet: sheet.set_header(f'&L&"Arial,Bold"&12Loam&C{NAME}')),
    "a list to choose from": workbook(
        lambda _, sheet: sheet.data_validation(0, 0, 0, 0, {"validate": "list", "source": [NAME, "another"]})
    ),
    "its properties": workbook(lambda book, _: book.set_properties({"manager": NAME})),
    "the title of a column of ours": xlsx(
        Sheet("Contacts", "Who can help", "Loam", date(2026, 11, 1), (Column(NAME, 20),), (("x",),))
    ),
    "a cell of ours": xlsx(
        Sheet("Contacts", "Who can help", "Loam", date(2026, 11, 1), (Column("number", 20),), ((NUMBER,),))
    ),
}


@pytest.mark.parametrize("where", WORKBOOKS)
def test_a_value_in_an_excel_workbook_is_found(where: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(WORKBOOKS[where])
    problems = find_leaks(tmp_path, [value(NUMBER), value(NAME)])
    assert [(problem.code, problem.span.path) for problem in problems] == [(Code.STAFF_ONLY_LEAK, "a.xlsx")]


def test_an_excel_workbook_without_a_value_is_clean(tmp_path: Path) -> None:
    words = "Ring 01632 960778, the night desk six"
    (tmp_path / "a.xlsx").write_bytes(workbook(lambda _, sheet: sheet.write_string(0, 0, words)))
    assert find_leaks(tmp_path, [value(NUMBER), value(NAME)]) == ()


def plant(where: str, project: Path) -> None:
    """Put a staff-only value of Loamshire's where an author might."""
    home, standards = project / "content" / "index.md", project / "data" / "standards.yml"
    match where:
        case "a page":
            home.write_text(home.read_text() + f"\n\nRing {NUMBER}.\n")
        case "a promise":
            standards.write_text(standards.read_text().replace("We will answer", "We (01632-960\u00a0777) will answer"))
        case "a note on a contact":
            contacts = project / "data" / "contacts.yml"
            contacts.write_text(contacts.read_text().replace("cost: free,", "cost: free at 01632 960777,"))
        case "a description":
            home.write_text(home.read_text().replace("description: ", "description: The night desk of Loam. ", 1))
        case "an attached file":
            (project / "content" / "list.csv").write_text("name,number\nx,+44 1632 960777\n")
        case "attached files of other kinds":
            (project / "content" / "rota.docx").write_bytes(docx("Ring", comment="the night desk of Loam"))
            (project / "content" / "rota.xlsx").write_bytes(WORKBOOKS["a number without its 0"])
            (project / "content" / "bell.png").write_bytes(png(b"tEXt", b"Comment\0ring 960777"))
            (project / "content" / "papers.zip").write_bytes(zipped({"contact-night-desk/rota.txt": b"-"}))
        case "a setting":
            settings = project / "mkdocs.yml"
            settings.write_text(settings.read_text() + "\nsite_author: contact-night-desk\n")


MADE_OF = {
    "a page": {"index.html"},
    "a promise": {
        "promises/charter.html",
        "downloads/charter-print.pdf",
        "api/standards.json",
    },
    "a description": {"index.html", "assets/search-index.js"},
    "a note on a contact": {"api/contacts.csv", "api/contacts.xlsx", "contacts/contact-desk.html"},
    "an attached file": {"list.csv"},
    "attached files of other kinds": {"rota.docx", "rota.xlsx", "bell.png", "papers.zip"},
    "a setting": {"index.html", "law.html"},
}


@pytest.mark.slow
@pytest.mark.parametrize("where", MADE_OF)
def test_a_value_planted_in_a_project_is_in_what_is_made_of_it_and_nothing_is_published(
    where: str, loamshire: Path, shared_cache: Cache
) -> None:
    plant(where, loamshire)
    published = publish(loamshire, today=TODAY, cache=shared_cache)
    assert published.folder is None
    assert not (loamshire / "build" / "public").exists()
    found = {problem.span.path for problem in published.diagnostics if problem.code is Code.STAFF_ONLY_LEAK}
    assert found >= MADE_OF[where]
    leaks = [problem for problem in published.diagnostics if problem.code is not Code.SUSPECT_TEXT]
    assert all("'contact-night-desk' (data/staff/contacts.yml:" in leak.message for leak in leaks)


@pytest.mark.slow
def test_a_value_planted_in_a_template_of_ours_is_found(
    loamshire: Path, monkeypatch: pytest.MonkeyPatch, shared_cache: Cache
) -> None:
    from generator.rendering import environment

    templates = loamshire / "templates"
    shutil.copytree(environment.TEMPLATES, templates)
    page = templates / "site" / "words.md.jinja"
    page.write_text(page.read_text() + "\nTHE NIGHT DESK OF LOAM\n")
    book = templates / "partials" / "print_words.jinja"
    book.write_text(book.read_text().replace("In danger now?", "In danger now? Ring 01632 <br>960777."))
    monkeypatch.setattr(environment, "TEMPLATES", templates)
    environment.environment.cache_clear()
    try:
        published = publish(loamshire, today=TODAY, cache=shared_cache)
    finally:
        environment.environment.cache_clear()
    assert published.folder is None
    found = {problem.span.path for problem in published.diagnostics if problem.code is Code.STAFF_ONLY_LEAK}
    assert {"words.html", "downloads/charter-print.pdf"} <= found


@pytest.mark.slow
def test_a_clean_folder_is_clean(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    assert find_leaks(loamshire_published.folder, [value(NUMBER), value(NAME), value(EMAIL)]) == ()
