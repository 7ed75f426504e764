"""Files beside the pages: only kinds that show or hold something, which are what their names say and do nothing."""

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from generator.build import check
from generator.diagnostics import Code
from generator.model.attachments import ATTACHMENT_KINDS
from generator.model.drawings import DEEPEST, LARGEST_DRAWING, LARGEST_NUMBER, MOST_DRAWN, MOST_ELEMENTS, MOST_LETTERS
from generator.rendering.attached_files import LARGEST_UNPACKED, MOST_PACKED_FILES, MOST_PIXELS
from tests.conftest import REPOSITORY, TODAY


def pdf(*, script: str = "", inside: str = "", action: str = "", password: str = "", pages: int = 1) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if script == "opening":
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    elif script:
        names = pikepdf.Array([pikepdf.String("a"), pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")])
        document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))
    if action:
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name("/" + action)))
        document.pages[0].Annots = pikepdf.Array([link])
    if inside:
        document.attachments[inside] = pikepdf.AttachedFileSpec(
            document, b"a", filename=inside, mime_type="", creation_date="", mod_date="", description=""
        )
    written = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(written, encryption=encryption, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def picture(form: str, size: tuple[int, int] = (4, 4)) -> bytes:
    written = io.BytesIO()
    Image.new("1" if form == "PNG" else "RGB", size).save(written, form)
    return written.getvalue()


def packed(**files: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return written.getvalue()


TYPES = {"[Content_Types].xml": "<Types/>"}
WORD = packed(**TYPES, word__document_dot_xml="<w/>")
RELATION = '<Relationship Id="a" Type="http://example.org/{}" Target="https://example.org/" TargetMode="External"/>'
LINKED = packed(**TYPES, word__document_dot_xml="", word___rels__a_dot_rels=RELATION.format("hyperlink"))
TEMPLATE = packed(**TYPES, word__document_dot_xml="", word___rels__a_dot_rels=RELATION.format("attachedTemplate"))
OTHER_PREFIX = packed(
    **TYPES,
    word__document_dot_xml="",
    word___rels__a_dot_rels="<r:Relationships xmlns:r='urn:a'><r:Relationship Target='a>b' Type='image' "
    "TargetMode = 'Extern&#97;l'/></r:Relationships>",
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'

ALLOWED = {
    "form.pdf": pdf(),
    "with-table.pdf": pdf(inside="sums.csv"),
    "late.pdf": b"\n\n" + pdf(),
    "photo.png": picture("PNG"),
    "photo.JPG": picture("JPEG"),
    "photo.jpeg": picture("JPEG"),
    "moving.gif": picture("GIF"),
    "photo.webp": picture("WEBP"),
    "tab.ico": picture("ICO"),
    "plan.svg": SVG,
    "letter.docx": WORD,
    "linked.docx": LINKED,
    "sums.xlsx": packed(**TYPES, xl__workbook_dot_xml="<w/>"),
    "talk.pptx": packed(**TYPES, ppt__presentation_dot_xml="<p/>"),
    "letter.odt": packed(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<a/>"),
    "sums.ods": packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "all.zip": packed(forms__a_dot_pdf="a", list_dot_csv="b"),
    "numbers.csv": "name,number\nCafé,1\n".encode("cp1252"),
    "notes.txt": b"Ring if x < y.\n",
    "places.geojson": b'{"type": "FeatureCollection"}',
    "dates.ics": b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "desk.vcf": b"BEGIN:VCARD\r\nEND:VCARD\r\n",
    "film.vtt": b"WEBVTT\n\n",
    "words.mp3": b"ID3\x04" + bytes(20),
    "film.mp4": b"\0\0\0\x18ftypmp42",
    "guide.pl.pdf": pdf(),
    "minutes.2024.v2.pdf": pdf(),
    "CNAME": b"www.example.org\n",
}
PAGE = b"<!doctype html><script>alert(1)</script>"
REFUSED = {
    "page.html": (PAGE, "a web page in content/ could run programs", "write it as a page in Markdown"),
    "page.HTM": (PAGE, "a web page in content/ could run programs", "write it as a page in Markdown"),
    "page.xhtml": (PAGE, "a web page in content/ could run programs", "save it as a PDF"),
    "code.js": (b"alert(1)", "a program in content/", "take it away"),
    "code.mjs": (b"alert(1)", "a program in content/", "take it away"),
    "code.wasm": (b"\0asm", "a program in content/", "take it away"),
    "setup.exe": (b"MZ", "a program in content/", "take it away"),
    "shell.php": (b"<?php ?>", "could run on the web server", "docs/hosting.md"),
    "web.config": (b"<configuration/>", "could run on the web server", "docs/hosting.md"),
    "staticwebapp.config.json": (b"{}", "the name of a setting of the web server", "rename it"),
    "look.css": (b"a{}", "a style sheet in content/", "take it away"),
    "feed.xml": (b"<a/>", "an XML file in content/", "(.csv)"),
    "map.kml": (b"<kml/>", "an XML file in content/", "(.csv)"),
    "plan.svgz": (b"\x1f\x8b", "a compressed drawing", "plain SVG"),
    "letter.doc": (b"\xd0\xcf\x11\xe0", "this old form", ".docx"),
    "sums.xlsm": (WORD, "may hold macros", ".xlsx"),
    "page.html.gz": (b"\x1f\x8b", "a packed file of this kind", ".zip"),
    "photo.heic": (b"ftyp", "not every browser can show a picture", ".jpg"),
    "film.mov": (b"ftyp", "not every browser can show a film", ".mp4"),
    "records.yml": (b"a: b", "read by nothing", "data/"),
    "notes.wxyz": (b"a", "a file that ends in .wxyz is not published", "(.pdf)"),
    "notes": (b"a", "has no ending", "(.pdf)"),
    "CNAME": (PAGE, "this is not one line with a domain", "ending"),
    "photo.php.png": (picture("PNG"), "two endings, and a server may go by the first: .php", "without .php"),
    "page.html.txt": (b"hello", "two endings", "without .html"),
    "photo.png": (PAGE, "this is not a PNG picture, as its name says: it is a web page", "save it again"),
    "photo.jpg": (picture("PNG"), "this is not a JPEG picture, as its name says: it is a PNG picture", "ending"),
    "photo.webp": (pdf(), "this is not a WebP picture", "ending"),
    "photo.gif": (SVG, "this is not a GIF picture", "ending"),
    "form.pdf": (b"<html>%PDF-1.7", "this is not a PDF, as its name says: it is a web page", "ending"),
    "plan.svg": (PAGE, "this is a web page, not a drawing", "plain SVG"),
    "live.SVG": (SVG.replace(b"<path", b"<script/><path"), "this drawing holds a script", "plain SVG"),
    "notes.txt": (
        b"\n <SCRIPT>alert(1)</SCRIPT>",
        "this is not plain text, as its name says: it is a web page",
        "ending",
    ),
    "numbers.csv": (SVG, "this is not a table as text, as its name says: it is a drawing", "ending"),
    "zeros.csv": (b"a,b\n\0", "this is not a table as text", "ending"),
    "dates.ics": (b"hello", "this is not a calendar", "ending"),
    "film.vtt": (b"hello", "this is not subtitles", "ending"),
    "words.mp3": (PAGE, "this is not a sound recording", "ending"),
    "letter.docx": (b"\xd0\xcf\x11\xe0", "has a password, or is in the form of before 2007", "password"),
    "other.docx": (packed(a_dot_txt="a"), "this is not a document that ends in .docx", "PDF"),
    "sums.ods": (packed(mimetype="application/vnd.oasis.opendocument.text"), "not a document that ends in .ods", "PDF"),
    "macro.docx": (packed(**TYPES, word__vbaProject_dot_bin="", word__document_dot_xml=""), "holds macros", "PDF"),
    "macro.odt": (packed(mimetype="application/vnd.oasis.opendocument.text", Basic__a_dot_xml=""), "macros", "PDF"),
    "template.docx": (TEMPLATE, "loads something from another place", "template"),
    "prefix.docx": (OTHER_PREFIX, "loads something from another place", "template"),
    "half.docx": (WORD[:60], "this file is damaged", "save it again"),
    "bad.zip": (packed(a__page_dot_html="a"), "in this zip file, 'a/page.html': a web page", "pack the rest again"),
    "out.zip": (packed(**{"../a.pdf": ""}), "leads out of the folder", "pack the rest again"),
    "huge.zip": (packed(a_dot_txt="0" * 310_000_000), "more than 300 MB", "smaller"),
    "half.png": (picture("PNG")[:40], "this picture is damaged", "save it again"),
    "wide.png": (picture("PNG", (40_000, 3_000)), "40,000 by 3,000 dots are more than a browser", "2,000 dots"),
    "wider.png": (picture("PNG", (80_000, 3_000)), "more dots than a browser can show", "2,000 dots"),
    "half.pdf": (pdf()[:-200], "this PDF is damaged", "print it to a new PDF"),
    "none.pdf": (b"%PDF-1.7\nnothing", "this PDF is damaged", "print it to a new PDF"),
    "empty.pdf": (pdf(pages=0), "this PDF has no pages", "save it again"),
    "locked.pdf": (pdf(password="a"), "this PDF has a password", "without one"),
    "script.pdf": (pdf(script="opening"), "this PDF holds a script", "print it to a new PDF"),
    "named.pdf": (pdf(script="named"), "this PDF holds a script", "print it to a new PDF"),
    "launch.pdf": (pdf(action="Launch"), "this PDF can start a program", "print it to a new PDF"),
    "sends.pdf": (pdf(action="SubmitForm"), "this PDF sends what a reader types", "print it to a new PDF"),
    "inside.pdf": (pdf(inside="setup.exe"), "in this PDF, 'setup.exe': a program", "take that file out"),
    "takes.pdf": (pdf(action="ImportData"), "this PDF takes data", "print it to a new PDF"),
    "nothing.txt": (b"", "this file is empty", "take it away"),
}


def test_the_page_about_files_names_every_ending_and_every_bound() -> None:
    text = (REPOSITORY / "docs" / "files.md").read_text()
    named = set(re.findall(r"`\.([a-z0-9]+)`", text)) - {"html", "doc", "xls", "ppt"}
    assert named == {ending for kind in ATTACHMENT_KINDS for ending in kind.endings}
    for bound in (MOST_ELEMENTS, MOST_DRAWN, DEEPEST, MOST_LETTERS, LARGEST_NUMBER, MOST_PACKED_FILES):
        assert f"{bound:,}" in text
    assert f"{LARGEST_DRAWING // 1_000_000} MB" in text
    assert f"{LARGEST_UNPACKED // 1_000_000} MB" in text
    assert f"{MOST_PIXELS // 1_000_000} million dots" in text


def test_every_kind_that_readers_open_or_download_is_published_as_it_is(loamshire: Path) -> None:
    for name, content in ALLOWED.items():
        (loamshire / "content" / name).write_bytes(content)
    base, problems = check(loamshire, TODAY)
    assert problems == ()
    assert base
    assert {name: base.attachments[name] for name in ALLOWED} == ALLOWED


def test_a_file_that_acts_or_is_not_what_its_name_says_is_refused(loamshire: Path) -> None:
    for name, (content, _, _) in REFUSED.items():
        (loamshire / "content" / "guides" / name).write_bytes(content)
    found = {one.span.path: one for one in check(loamshire, TODAY)[1]}
    assert set(found) == {f"content/guides/{name}" for name in REFUSED}
    for name, (_, message, hint) in REFUSED.items():
        one = found[f"content/guides/{name}"]
        assert message in one.message, name
        assert hint in one.hint, name
        assert one.code in {Code.UNSAFE_FILE, Code.UNSAFE_DRAWING, Code.EMPTY_FILE}


def test_a_link_to_a_refused_file_is_not_a_second_problem(loamshire: Path) -> None:
    page = loamshire / "content" / "guides" / "ringing.md"
    page.write_text(page.read_text() + "\nThere is [a slip](slip.html).\n")
    (page.parent / "slip.html").write_bytes(PAGE)
    assert [one.code for one in check(loamshire, TODAY)[1]] == [Code.UNSAFE_FILE]


@pytest.mark.parametrize("name", ["page.html", "shell.php", "code.js"])
def test_a_refused_file_is_published_nowhere(loamshire: Path, name: str) -> None:
    (loamshire / "content" / name).write_bytes(b"x")
    assert check(loamshire, TODAY)[0] is None
