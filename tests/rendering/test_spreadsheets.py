"""In a spreadsheet words stay words: no cell becomes a date, a number or a formula."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.build import build_site
from generator.model.vocabulary import Edition
from generator.rendering.exports.spreadsheet import contacts_tables
from generator.rendering.exports.workbook import Column, Sheet, xlsx
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, knowledge_base

_NAMESPACES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
WORDS = (
    "9-5",
    "10-12",
    "1/2",
    "24/7",
    "9am",
    "9:30",
    "0300 123 4567",
    "01632960001",
    "999",
    "+44 1632 960001",
    "=1+1",
    "=HYPERLINK(1)",
    "-1",
    "@SUM(A1)",
    "1e5",
    "10%",
    "TRUE",
    "March 2026",
    "2026-03-01",
    "'quoted",
    "_x0041_",
    "https://example.org/",
    'a, "b" <c> & d',
    "Gwasanaeth heddlu, 警察, 🙂",
)


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def cells(content: bytes) -> list[list[str]]:
    """Return what the cells say. Each is a text and has the format of text, so each is read by no other rule."""
    sheet, formats = part(content, "xl/worksheets/sheet1.xml"), part(content, "xl/styles.xml")
    strings = ["".join(one.itertext()) for one in part(content, "xl/sharedStrings.xml").iterfind("x:si", _NAMESPACES)]
    formats = [one.get("numFmtId") for one in formats.iterfind("x:cellXfs/x:xf", _NAMESPACES)]
    rows = []
    for row in sheet.iterfind("x:sheetData/x:row", _NAMESPACES):
        written = row.findall("x:c", _NAMESPACES)
        assert {formats[int(cell.get("s"))] for cell in written} == {"49"}
        values = [cell.findtext("x:v", None, _NAMESPACES) for cell in written]
        assert {cell.get("t") for cell, value in zip(written, values, strict=True) if value} <= {"s"}
        rows.append([strings[int(value)] if value else "" for value in values])
    assert sheet.xpath("//*[local-name()='f' or local-name()='hyperlink']") == []
    return rows


def sheet_of(*rows: tuple[str, ...], title: str = "Who can help") -> bytes:
    columns = tuple(Column(f"column {n}", 20) for n in range(len(rows[0])))
    return xlsx(Sheet("Contacts", title, "Loamshire Safer Together", date(2026, 11, 1), columns, rows))


def test_every_cell_of_a_workbook_is_the_text_that_it_was_given() -> None:
    assert cells(sheet_of(*((word, "x") for word in WORDS))) == [
        ["column 0", "column 1"],
        *([word.replace("_x0041_", "_x005F_x0041_"), "x"] for word in WORDS),
    ]


def test_a_workbook_has_the_same_bytes_whenever_it_is_made() -> None:
    assert sheet_of(("a", "b")) == sheet_of(("a", "b"))
    facts = part(sheet_of(("a", "b")), "docProps/core.xml")
    assert [one.text for one in facts] == [
        "Who can help",
        "Loamshire Safer Together",
        "Loamshire Safer Together",
        "2026-11-01T00:00:00Z",
        "2026-11-01T00:00:00Z",
    ]
    with zipfile.ZipFile(io.BytesIO(sheet_of(("a", "b")))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_first_row_is_a_head_that_stays_in_sight() -> None:
    content = sheet_of(("a", "b"), ("c", "word " * 30))
    sheet, table = part(content, "xl/worksheets/sheet1.xml"), part(content, "xl/tables/table1.xml")
    assert dict(sheet.find(".//x:pane", _NAMESPACES).attrib) == {
        "ySplit": "1",
        "topLeftCell": "A2",
        "activePane": "bottomLeft",
        "state": "frozen",
    }
    assert (table.get("ref"), table.get("displayName"), table.get("headerRowCount")) == (
        "A1:B3",
        "Table_Contacts",
        None,
    )
    assert [one.get("name") for one in table.iterfind(".//x:tableColumn", _NAMESPACES)] == ["column 0", "column 1"]
    assert table.xpath("//@altText") == ["Who can help"]
    wraps = part(content, "xl/styles.xml").xpath("//@wrapText")
    assert wraps == ["1", "1"]
    assert [float(one.get("width")) > 20 for one in sheet.iterfind("x:cols/x:col", _NAMESPACES)] == [True]
    heights = [row.get("ht") for row in sheet.iterfind("x:sheetData/x:row", _NAMESPACES)]
    assert heights == [None, None, "120"], "8 lines of 4 words"
    book = part(content, "xl/workbook.xml")
    assert book.xpath("//@name") == ["Contacts", "_xlnm.Print_Titles"]


def test_a_cell_holds_what_excel_can_hold_and_says_that_there_was_more() -> None:
    longest = "word " * 8_000
    assert cells(sheet_of((longest, "x")))[1] == [f"{'word ' * 6_399}word…", "x"]


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=lambda project: project.name)
def test_the_workbook_of_the_directory_says_what_the_csv_says_without_its_marks(
    project: Path, edition: Edition
) -> None:
    text, workbook = contacts_tables(knowledge_base(project, edition=edition))
    assert (text.path, workbook.path) == ("api/contacts.csv", "api/contacts.xlsx")
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"), newline="")))
    assert cells(workbook.content) == [
        [cell[1:] if cell[:2] in {"'=", "'+", "'-", "'@"} else cell for cell in row] for row in rows
    ]


def test_the_workbook_of_the_public_has_no_row_of_the_staff() -> None:
    ids = {
        edition: {row[0] for row in cells(contacts_tables(knowledge_base(LOAMSHIRE, edition=edition))[1].content)}
        for edition in Edition
    }
    assert ids[Edition.STAFF] - ids[Edition.PUBLIC] == {"contact-night-desk", "contact-spoc-police"}


def test_the_page_offers_the_workbook_to_people_and_the_csv_to_programs() -> None:
    site = build_site(LOAMSHIRE, today=TODAY, edition=Edition.PUBLIC, with_prints=False)
    (page,) = (page.markdown for page in site.pages if page.path == "contacts.md")
    assert (
        '<li><a href="api/contacts.xlsx">A spreadsheet of everyone here</a> <span class="kb-num">XLSX</span> '
        "Open this one to read it, in Excel or LibreOffice.</li>\n"
        '<li><a href="api/contacts.csv">The same for other programs</a> <span class="kb-num">CSV</span> '
        "A spreadsheet may turn some of its words into dates.</li>\n"
    ) in page
    assert {"api/contacts.csv", "api/contacts.xlsx"} <= {artefact.path for artefact in site.artefacts}


def hours_in(words: str) -> tuple[str, str]:
    """Return the hours of a contact as the CSV and as the workbook give them."""
    base = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)
    contacts = tuple(
        one.model_copy(update={"channels": (one.channels[0].model_copy(update={"hours": words}),)})
        for one in base.directory.contacts
        if one.id == "contact-desk"
    )
    directory = replace(base.directory, contacts=contacts, services=(), venues=())
    text, workbook = contacts_tables(replace(base, directory=directory))
    (row,) = csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"), newline=""))
    titles, of_workbook = cells(workbook.content)
    return row["hours"], of_workbook[titles.index("hours")]


@pytest.mark.parametrize(
    ("hours", "written"),
    {
        "24/7": "24 hours a day, 7 days a week",
        "9-5": "9 to 5",
        "9 - 5": "9 to 5",
        "10-12": "10 to 12",
        "9.30-5.30": "9.30 to 5.30",
        "9:00-17:00": "9:00 to 17:00",
        "1/2": "hours: 1/2",
        "9": "hours: 9",
        "9.30": "hours: 9.30",
        "9:30": "hours: 9:30",
        "9:30:00": "hours: 9:30:00",
        "9am": "hours: 9am",
        "9:30 PM": "hours: 9:30 PM",
        "1-2-27": "hours: 1-2-27",
    }.items(),
)
def test_hours_that_a_spreadsheet_would_read_as_a_date_are_words_in_the_csv(hours: str, written: str) -> None:
    assert hours_in(hours) == (written, hours)


@pytest.mark.parametrize(
    "hours",
    ["9am to 5pm", "9am-5pm", "9–5", "24 hours a day", "9 to 5", "9-5 on weekdays", "evenings, nights and weekends"],
)
def test_hours_that_are_words_stay_as_they_are(hours: str) -> None:
    assert hours_in(hours) == (hours, hours)
