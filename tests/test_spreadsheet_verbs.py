"""``./kb export`` and ``./kb import``: a workbook and back changes no byte, and one change changes one line."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook as NewWorkbook

from generator.cli import main
from generator.loading.workbooks import CellForm, read_workbook
from generator.model.kinds import FILES, KINDS
from generator.spreadsheets.layout import IN, NUMBER, tables
from generator.spreadsheets.outgoing import export, files_with_lists
from generator.spreadsheets.plan import plan_file
from generator.spreadsheets.sheets import find_sheets
from generator.spreadsheets.sources import Source, path_of_file, read_source
from tests.conftest import LOAMSHIRE, REPOSITORY, copy_of, edit, tool
from tests.valid_projects import valid_projects, write_project
from tests.workbook_edits import add_row, columns_of, edit_at_random, open_for_edits, row_of, set_text
from tests.written_yaml import COMMENTS

CONTACTS = "data/contacts.yml"
ALL = files_with_lists()
OWN = [name for name in ALL if (REPOSITORY / "data" / f"{name}.yml").exists()]
"""The files of the default project: others come from its pack."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of(LOAMSHIRE, tmp_path / "project")


@pytest.fixture
def book(project: Path, tmp_path: Path) -> Path:
    """A workbook of the contacts of Loamshire."""
    path = tmp_path / "contacts.xlsx"
    path.write_bytes(export(project, ["contacts"]).content)
    return path


def take(project: Path, book: Path, *options: str) -> int:
    return main(["import", "--project", str(project), "--today", "2026-11-21", str(book), *options])


def changed(book: Path, change: Callable[[Any], object]) -> Path:
    """Change a workbook as in a spreadsheet program, and save it."""
    opened = open_for_edits(book)
    change(opened)
    opened.save(book)
    return book


def data(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in sorted(project.glob("data/**/*.yml"))}


def lines(project: Path, path: str = CONTACTS) -> list[str]:
    return (project / path).read_text().splitlines()


def refusal(project: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a workbook that is refused; nothing is written, whatever is answered."""
    before = data(project)
    assert take(project, book, "--yes") in {1, 2}
    assert data(project) == before
    out = capsys.readouterr()
    assert "Traceback" not in out.out + out.err
    return out.out + out.err


# What is in a workbook


def test_every_kind_that_is_a_list_has_a_sheet() -> None:
    listed = {table.file for table in tables().values()}
    assert {file for kind in KINDS for file in kind.files} - listed == set()
    assert set(ALL) == {file.file for file in FILES}


def test_no_field_has_the_title_of_a_column_that_says_where_a_record_is() -> None:
    for name, table in tables().items():
        titles = [title.casefold() for title in table.titles]
        assert len(set(titles)) == len(titles), name
        assert not {IN, NUMBER} & {column.title for column in table.columns}, name
        assert len(name) <= 31, name


def test_every_record_and_value_of_the_default_content_is_in_the_workbook_as_text(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(export(REPOSITORY, OWN).content)
    book = read_workbook(path)
    assert not isinstance(book, str)
    texts = {cell.text for rows in book.sheets.values() for row in rows for cell in row.cells.values()}
    assert {cell.form for rows in book.sheets.values() for row in rows for cell in row.cells.values()} == {
        CellForm.TEXT
    }
    assert {"service-northants-mental-health", "111", "response-not-high-risk", "24 hours a day", "2026-11-21"} <= texts


def test_the_same_records_give_the_same_bytes() -> None:
    assert export(LOAMSHIRE, []).content == export(LOAMSHIRE, []).content


def test_without_a_name_no_record_for_staff_only_is_written() -> None:
    assert not [name for name in export(LOAMSHIRE, []).sheets if name.startswith("staff.")]
    assert "staff.contacts" in export(LOAMSHIRE, ["staff/contacts"]).sheets


def test_export_writes_a_workbook_and_never_over_one(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "contacts.xlsx"
    command = ["export", "--project", str(project), "contacts", "--xlsx", str(target)]
    assert main(command) == 0
    assert "contacts, contacts.channels" in capsys.readouterr().out
    before = target.read_bytes()
    assert main(command) == 2
    assert "is there already" in capsys.readouterr().err
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("names", "file", "said"),
    [
        (["contact"], "x.xlsx", "did you mean 'contacts'?"),
        (["contacts"], "x.csv", "ends in .xlsx"),
        (["contacts"], "content/x.xlsx", "hold what is published"),
        (["contacts"], "absent/x.xlsx", "there is no folder"),
    ],
)
def test_export_says_why_it_writes_nothing(
    project: Path, names: list[str], file: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--project", str(project), *names, "--xlsx", str(project / file)]) == 2
    assert said in capsys.readouterr().err
    assert not (project / file).exists()


def test_export_needs_files_that_can_be_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, CONTACTS, ("id: contact-desk\n", "id: contact-desk\n    nmae: The desk\n"))
    assert main(["export", "--project", str(project), "contacts", "--xlsx", str(project / "x.xlsx")]) == 1
    assert "nmae" in capsys.readouterr().out


# There and back


PRESENT = [
    pytest.param(root, name, id=f"{root.name}-{name}")
    for root in (REPOSITORY, LOAMSHIRE)
    for name in ALL
    if (root / "data" / f"{name}.yml").exists()
]


@pytest.mark.parametrize(("root", "name"), PRESENT)
def test_a_workbook_that_nobody_changed_changes_nothing(
    root: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(export(root, [name]).content)
    before = data(root)
    assert take(root, path, "--yes") == 0
    assert capsys.readouterr().out == "The workbook says what the files say. There is nothing to change.\n"
    assert data(root) == before


def test_between_them_the_two_projects_have_every_file() -> None:
    assert {param.values[1] for param in PRESENT} == set(ALL)


def planned(project: Path, path: Path) -> dict[str, tuple[list[str], bytes | None]]:
    """The changes and the new bytes of each file of which a workbook has sheets, without a check of the result."""
    book = read_workbook(path)
    assert not isinstance(book, str), book
    found, problems = find_sheets(path.name, book)
    assert not problems
    result = {}
    for file in FILES:
        sheets = {name: table for name, table in tables().items() if table.file is file}
        if found.keys() & sheets.keys():
            source = read_source(project, file)
            assert isinstance(source, Source)
            plan = plan_file(path.name, source.value, sheets, found)
            assert not plan.problems
            content = source.with_values(plan.wanted)
            result[path_of_file(file)] = (plan.changes, content)
    return result


GENERATED = tuple(valid_projects(12, seed=2016))


@pytest.mark.parametrize("number", range(len(GENERATED)))
def test_a_generated_project_comes_back_byte_for_byte_and_keeps_what_is_not_changed(
    number: int, tmp_path: Path
) -> None:
    project = write_project(GENERATED[number], (LOAMSHIRE / "mkdocs.yml").read_text(), tmp_path / "project")
    names = [name for name in ALL if (project / "data" / f"{name}.yml").exists()]
    path = tmp_path / "book.xlsx"
    path.write_bytes(export(project, names).content)
    for name, (changes, content) in planned(project, path).items():
        assert not changes
        assert content == (project / name).read_bytes()
    texts = Path(shutil.copy(path, tmp_path / "texts.xlsx"))
    changed(texts, lambda book: edit_at_random(book, Random(number), 20, only_texts=True))
    wanted = planned(project, texts)
    assert any(changes for changes, _ in wanted.values())
    for name, (_, content) in wanted.items():
        assert content is not None, name
        before, after = (project / name).read_bytes().decode(), content.decode()
        for comment in COMMENTS:
            assert before.count(f"# {comment}") == after.count(f"# {comment}"), name
        assert before.startswith("\ufeff") == after.startswith("\ufeff")
        assert ("\r\n" in before) == ("\r\n" in after)
    changed(path, lambda book: edit_at_random(book, Random(number), 25))
    for name, (changes, content) in planned(project, path).items():
        # None: what is wanted could not be written without a change of something else.
        assert content is not None, name
        assert bool(changes) == (content != (project / name).read_bytes())


@pytest.mark.slow
def test_a_workbook_saved_again_by_libreoffice_changes_no_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(export(REPOSITORY, OWN).content)
    saved = tmp_path / "saved"
    command = [tool("soffice", "libreoffice"), f"-env:UserInstallation=file://{tmp_path}/settings", "--headless"]
    convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(path)]
    subprocess.run([*command, *convert], check=True, capture_output=True)
    assert (saved / "book.xlsx").read_bytes() != path.read_bytes()
    before = data(REPOSITORY)
    assert take(REPOSITORY, saved / "book.xlsx", "--yes") == 0
    assert "There is nothing to change" in capsys.readouterr().out
    assert data(REPOSITORY) == before


# Changes


def test_a_changed_number_changes_its_line_and_no_other(
    project: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, CONTACTS, ("cost: free, basis: verified}\n", "cost: free, basis: verified}  # asked twice\n"))
    before = lines(project)
    others = {path: content for path, content in data(project).items() if path != CONTACTS}
    changed(book, lambda opened: set_channel(opened, "01632 960055"))
    assert take(project, book) == 1
    shown = capsys.readouterr()
    assert "  contacts.channels!D4: contact-desk/1: value: '01632 960001' -> '01632 960055'\n" in shown.out
    assert "add --yes" in shown.err
    assert lines(project) == before
    assert take(project, book, "--yes") == 0
    after = lines(project)
    line = "      - {kind: phone, value: %s, hours: 9am to 5pm, cost: free, basis: verified}  # asked twice"
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        (line % "01632 960001", line % "01632 960055")
    ]
    assert {path: content for path, content in data(project).items() if path != CONTACTS} == others
    assert (project / "build/.fixed/2026-11-21" / CONTACTS).read_text().splitlines() == before


def set_channel(opened: Any, value: object) -> None:
    """Give the first number of the desk another value, as it is in the cell."""
    sheet = opened["contacts.channels"]
    sheet.cell(row_of(sheet, within="contact-desk", no="1"), 4).value = value


def test_a_changed_field_of_the_default_content_changes_its_line_and_no_other(tmp_path: Path) -> None:
    project = copy_of(REPOSITORY, tmp_path / "project")
    path = tmp_path / "book.xlsx"
    path.write_bytes(export(project, ["contacts"]).content)
    before = lines(project)

    def change(opened: Any) -> None:
        sheet = opened["contacts.channels"]
        set_text(sheet, row_of(sheet, within="contact-wnc-hate", no="2"), "hours", "day and night")

    changed(path, change)
    assert take(project, path, "--yes") == 0
    different = [(old, new) for old, new in zip(before, lines(project), strict=True) if old != new]
    assert different == [("        hours: 9am to 5pm, Monday to Friday", "        hours: day and night")]


def test_a_row_more_is_a_record_more_and_a_row_less_one_less(
    project: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lines(project)
    text = "Ring to ask where else you can go, if the desk is closed or if nobody listened to you."

    def change(opened: Any) -> None:
        contacts, channels = opened["contacts"], opened["contacts.channels"]
        contacts.delete_rows(row_of(contacts, id="contact-closed"))
        add_row(
            contacts,
            id="contact-second-desk",
            name="=1+1",
            what_for=text,
            areas="area-loam\narea-country",
            state="active",
            basis="known",
            checked_on="2026-11-20",
            owner="unknown",
            review_every="6",
        )
        add_row(channels, within="contact-second-desk", kind="phone", value="01632 960077", basis="known")
        channels.delete_rows(row_of(channels, within="contact-desk", no="4"))

    assert take(project, changed(book, change), "--yes") == 0
    shown = capsys.readouterr().out
    for said in ("contact-closed: removed", "contact-second-desk: added", "contact-second-desk/1: added"):
        assert said in shown
    after = lines(project)
    first = before.index("  - id: contact-closed")
    new = """\
  - id: contact-second-desk
    name: =1+1
    what_for: Ring to ask where else you can go, if the desk is closed or if nobody listened to you.
    areas: [area-loam, area-country]
    channels:
      - kind: phone
        value: 01632 960077
        basis: known
    state: active
    basis: known
    checked_on: 2026-11-20
    owner: unknown
    review_every: 6""".splitlines()
    kept = [line for line in before[:first] if "The Desk, Loam NN1 1AA" not in line]
    assert after == [*kept, *new, *before[before.index("services:") :]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1632 960001", "@desk", "-1", "0016", "yes", "2026-11-21", "=cmd|' /C calc'!A0"]
)
def test_a_text_like_a_formula_or_a_number_goes_there_and_back(project: Path, book: Path, text: str) -> None:
    changed(book, lambda opened: set_text(sheet := opened["contacts"], row_of(sheet, id="contact-desk"), "name", text))
    assert take(project, book, "--yes") == 0
    content = export(project, ["contacts"]).content
    book.write_bytes(content)
    read = read_workbook(book)
    assert not isinstance(read, str)
    (row,) = (row for row in read.sheets["contacts"] if row.cells[0].text == "contact-desk")
    (cell,) = (cell for cell in row.cells.values() if cell.text == text and cell.address.startswith("M"))
    assert cell.form is CellForm.TEXT
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_rows_in_another_order_and_columns_left_out_change_nothing(
    project: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(opened: Any) -> None:
        for name in opened.sheetnames:
            sheet = opened[name]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
            for n, row in enumerate(reversed(rows), start=2):
                for column, value in enumerate(row, start=1):
                    sheet.cell(n, column).value = value
        contacts = opened["contacts"]
        contacts.delete_cols(columns_of(contacts)["owner"])
        opened.remove(opened["venues"])

    assert take(project, changed(book, change)) == 0
    assert "There is nothing to change" in capsys.readouterr().out


# Refusals


CELLS: list[tuple[object, str]] = [
    (1632960001, "contacts.xlsx:contacts.channels!D4: error: this is the number 1632960001, and a 0"),
    (datetime(2026, 5, 9), "contacts.xlsx:contacts.channels!D4: error: this is a date or a time, 2026-05-09"),
    (True, "contacts.xlsx:contacts.channels!D4: error: this is TRUE, which the program made of a word"),
    ("=1+1", "contacts.xlsx:contacts.channels!D4: error: this is a formula, '=1+1'"),
    ("#N/A", "contacts.xlsx:contacts.channels!D4: error: this is an error, '#N/A'"),
    ("01632 96000", "contacts.xlsx:contacts.channels!D4: error: "),
]


@pytest.mark.parametrize(("value", "said"), CELLS, ids=lambda one: str(one)[:20])
def test_a_cell_that_lost_what_was_typed_is_refused_by_its_name(
    project: Path, book: Path, value: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = refusal(project, changed(book, lambda opened: set_channel(opened, value)), capsys)
    assert said in shown
    assert "hint: " in shown


def test_a_day_a_number_and_a_yes_that_became_cells_of_their_own_are_turned_back(
    project: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lines(project)

    def change(opened: Any) -> None:
        sheet = opened["contacts"]
        row, columns = row_of(sheet, id="contact-desk"), columns_of(sheet)
        sheet.cell(row, columns["checked_on"]).value = date(2026, 11, 19)
        sheet.cell(row, columns["review_every"]).value = 6
        sheet.cell(row, columns["safety_critical"]).value = False

    assert take(project, changed(book, change), "--yes") == 0
    shown = capsys.readouterr().out
    assert "this date is read as 2026-11-19" in shown
    assert "FALSE is read as no" in shown
    different = [(old, new) for old, new in zip(before, lines(project), strict=True) if old != new]
    assert different == [
        ("    safety_critical: yes", "    safety_critical: no"),
        ("    checked_on: 2026-11-01", "    checked_on: 2026-11-19"),
        ("    review_every: 3", "    review_every: 6"),
    ]


def rename(opened: Any, before: str, after: str) -> None:
    opened[before].title = after


SHEETS: dict[str, tuple[Callable[[Any], object], str]] = {
    "unknown sheet": (
        lambda b: rename(b, "contacts", "contcts"),
        "xlsx:contcts: error: no list of records has the name",
    ),
    "unknown column": (lambda b: set_text(b["contacts"], 1, "name", "nmae"), "did you mean 'name'?"),
    "two columns": (lambda b: set_text(b["contacts"], 1, "name", "owner"), "has the title 'owner' too"),
    "no id column": (lambda b: b["contacts"].delete_cols(1), "xlsx:contacts!1: error: the column 'id' is missing"),
    "no title": (lambda b: b["needs"].cell(2, 9, "x"), "xlsx:needs!I2: error: this column has no title"),
    "id twice": (
        lambda b: add_row(b["needs"], id="need-talk", title="Again"),
        "xlsx:needs!A3: error: row 2 has 'need-talk'",
    ),
    "no id": (lambda b: add_row(b["needs"], title="Again"), "xlsx:needs!A3: error: this row has no id"),
    "no parent": (
        lambda b: add_row(b["contacts.channels"], within="contact-x"),
        "!A8: error: the sheet 'contacts' has no row",
    ),
    "no number": (lambda b: set_text(b["contacts.channels"], 2, "no.", "one"), "!B2: error: 'one' is not a number"),
    "id is a date": (
        lambda b: b["needs"].cell(2, 1, date(2026, 1, 1)),
        "!A2: error: this is a date, and should be a text",
    ),
    "parent is gone": (lambda b: b["contacts"].delete_rows(4), "the sheet 'contacts' has no row 'contact-desk'"),
    "required": (lambda b: set_text(b["contacts"], 4, "name", ""), "contacts.xlsx:contacts!"),
    "wrong id": (lambda b: set_text(b["contacts"], 4, "areas", "area-lom"), "contacts.xlsx:contacts!"),
    "still named": (lambda b: b["needs"].delete_rows(2), "there is no need 'need-talk'"),
    "too many columns": (lambda b: b["needs"].cell(2, 500, "x"), "has something in column SF"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_cannot_be_understood_or_would_fail_the_check_is_refused(
    project: Path, book: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change, said = SHEETS[name]
    assert said in refusal(project, changed(book, change), capsys)


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bomb(content: bytes) -> bytes:
    return packed({**parts_of(content), "xl/media/image1.png": b"\0" * 150_000_000})


def entities(content: bytes) -> bytes:
    parts = parts_of(content)
    strings = parts["xl/sharedStrings.xml"]
    head = b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts["xl/sharedStrings.xml"] = strings.replace(b"<sst", head + b"<sst", 1)
    return packed(parts)


def many_rows(content: bytes) -> bytes:
    parts = parts_of(content)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 1_000_000))
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", rows + b"</sheetData>")
    return packed(parts)


FILES_THAT_ARE_NONE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "text": (lambda _: b"id,name\ncontact-desk,The desk\n", "this is not an Excel workbook"),
    "empty": (lambda _: b"", "this is not an Excel workbook"),
    "old": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of the old format, or has a password"),
    "zip": (lambda _: packed({"a.txt": b"a"}), "this is not an Excel workbook"),
    "cut off": (lambda content: content[: len(content) // 2], "this is not an Excel workbook"),
    "macros": (lambda content: packed({**parts_of(content), "xl/vbaProject.bin": b"x"}), "has macros"),
    "bomb": (bomb, "would be too large when unpacked"),
    "entities": (entities, "has declarations that no spreadsheet program writes"),
    "a million rows": (many_rows, "the sheet 'needs' has more than 20,000 rows"),
    "a broken part": (lambda content: packed({**parts_of(content), "xl/workbook.xml": b"<workbook"}), "is damaged"),
    "too large": (lambda _: bytes(21_000_000), "larger than 20 MB"),
    "no sheets": (lambda _: packed_workbook(), "has no rows"),
}


def packed_workbook() -> bytes:
    stream = io.BytesIO()
    NewWorkbook().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", FILES_THAT_ARE_NONE)
def test_a_file_that_is_no_workbook_or_too_much_of_one_is_refused(
    project: Path, book: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change, said = FILES_THAT_ARE_NONE[name]
    book.write_bytes(change(book.read_bytes()))
    shown = refusal(project, book, capsys)
    assert said in shown
    assert "contacts.xlsx: " in shown


def test_a_workbook_that_is_not_there_or_is_a_folder_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "there is no file absent.xlsx" in refusal(project, tmp_path / "absent.xlsx", capsys)
    (tmp_path / "folder.xlsx").mkdir()
    assert "this is not a file" in refusal(project, tmp_path / "folder.xlsx", capsys)


def test_problems_that_were_there_before_do_not_stop_a_change(
    project: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, "data/gaps.yml", ("gaps:", "gasp:"))
    changed(book, lambda opened: set_channel(opened, "01632 960055"))
    assert take(project, book, "--yes") == 0
    assert "gasp" not in capsys.readouterr().out
    assert "01632 960055" in (project / CONTACTS).read_text()
