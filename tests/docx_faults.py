"""What in a Word file a screen reader or a keyboard could not use, found in its parts; empty for a good file."""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_WORDS_AND_GAPS = (f"{W}t", f"{W}p", f"{W}tab")
LOOKS = {f"{W}{name}" for name in ("b", "i", "u", "sz", "color", "rFonts", "highlight", "shd", "jc", "ind", "pBdr")}


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def words(element: etree._Element) -> str:
    """Return the words of an element, with a space between paragraphs and between cells."""
    parts = ((one.text or "") if one.tag == f"{W}t" else " " for one in element.iter(*_WORDS_AND_GAPS))
    return " ".join("".join(parts).split())


def value(element: etree._Element | None, attribute: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{attribute}", "")


def _has(element: etree._Element, *names: str) -> bool:
    return next(element.iter(*(f"{W}{name}" for name in names)), None) is not None


def headings(body: etree._Element) -> list[tuple[int, str]]:
    styles = ((one, value(one.find(f"{W}pPr/{W}pStyle"))) for one in body.iter(f"{W}p"))
    return [(int(style.removeprefix("Heading")), words(one)) for one, style in styles if style.startswith("Heading")]


def docx_faults(content: bytes) -> list[str]:
    """Return a sentence for each fault of a Word file."""
    body = part(content, "word/document.xml")
    return [
        *_facts(content, body),
        *_headings(body),
        *_tables(body),
        *_controls(body),
        *_paragraphs(body),
        *_pictures(body),
    ]


def _facts(content: bytes, body: etree._Element) -> Iterator[str]:
    facts = part(content, "docProps/core.xml")
    title, language = facts.findtext(TITLE), facts.findtext(LANGUAGE)
    if not title or (1, title) not in headings(body):
        yield "its title is not its heading"
    styles = part(content, "word/styles.xml")
    spoken = value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"))
    if not language or spoken != language:
        yield "its language is not that of its words"


def _headings(body: etree._Element) -> Iterator[str]:
    levels = [level for level, _ in headings(body)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "it does not have one heading of the first level"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


def _tables(body: etree._Element) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if [bool(row.findall(f"{W}trPr/{W}tblHeader")) for row in rows] != [True] + [False] * (len(rows) - 1):
            yield "the first row of a table is not its header, or another is"
        if len({len(row.findall(f"{W}tc")) for row in rows}) != 1 or _has(table, "gridSpan", "vMerge"):
            yield "a table has merged cells"
        if not all(words(cell) for row in rows[:1] for cell in row.iter(f"{W}tc")):
            yield "a heading of a table is empty"
        if not value(table.find(f"{W}tblPr/{W}tblCaption")):
            yield "a table has no title"
        following = table.getnext()
        if following is not None and following.tag == table.tag:
            yield "a table follows another without words between them"


def _controls(body: etree._Element) -> Iterator[str]:
    controls = list(body.iter(f"{W}sdt"))
    for name in ("alias", "tag", "id"):
        values = [value(one.find(f"{W}sdtPr/{W}{name}")) for one in controls]
        if not all(values) or any(len(one) > 64 for one in values):
            yield f"a field has no {name}, or one that is too long"
        if name != "alias" and len(set(values)) != len(values):
            yield f"two fields have the same {name}"


def _paragraphs(body: etree._Element) -> Iterator[str]:
    for one in body.iter(f"{W}p"):
        if not words(one) and not _has(one, "sdt") and next(one.iterancestors(f"{W}sdt"), None) is None:
            yield "a paragraph is empty"
    for properties in body.iter(f"{W}rPr", f"{W}pPr"):
        if looks := LOOKS & {one.tag for one in properties}:
            yield f"{min(looks).removeprefix(W)} is set without a style"


def _pictures(body: etree._Element) -> Iterator[str]:
    if not all(one.get("descr") for one in body.iter(f"{DRAWN}docPr")):
        yield "a picture has no alternative text"
