"""Each defect of WeasyPrint's tagged PDF: present without the repair, absent with it, and nothing else broken."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from pikepdf import Name, Pdf

from generator.diagnostics import captured_log
from generator.rendering.pdf.repair import repair_pdf
from generator.rendering.pdf.structure_tree import elements
from tests import verapdf
from tests.pdf import SQUARE, marked_text, pdf_of, repaired_pdf, structure, unowned_content, weasyprint_pdf, words_of
from tests.pdf_faults import structure_faults

pytestmark = pytest.mark.slow


SMALL = "<style>@page { size: 100mm 45mm; margin: 8mm }</style>"
LONG = "and so it goes on, " * 40


class Defect(NamedTuple):
    """Markup that causes a defect, and a function that is true of a PDF with the defect."""

    body: str
    is_present: Callable[[Pdf], object]


def structure_after_heading(body: str) -> str:
    """Return the structure of the repaired PDF, as text, after its heading."""
    with pdf_of(repaired_pdf(body)) as pdf:
        return structure(pdf).partition("Span: One\n")[2]


def count(kind: str) -> Callable[[Pdf], int]:
    return lambda pdf: sum(str(element.S) == f"/{kind}" for element in elements(pdf.Root.StructTreeRoot))


def link_descriptions(pdf: Pdf) -> list[str]:
    annotations = [one for page in pdf.pages for one in page.get("/Annots", []) if Name.Link == one.Subtype]
    return [str(one.Contents) for one in annotations]


def lacks(line: str) -> Callable[[Pdf], bool]:
    return lambda pdf: line not in structure(pdf)


def _headers(pdf: Pdf) -> list[list[str]]:
    cells = [element for element in elements(pdf.Root.StructTreeRoot) if Name.TD == element.S]
    return [[str(name) for name in cell.A.Headers] for cell in cells if "/Headers" in cell.A]


def words_in_order(pdf: Pdf) -> list[str]:
    return words_of(pdf.Root.StructTreeRoot, marked_text(pdf)).split()


def _field_faults(pdf: Pdf) -> Iterator[str]:
    yield from (fault for fault in structure_faults(pdf) if "a field" in fault)


def _radios_listed_twice(pdf: Pdf) -> bool:
    return any("/Parent" in field for field in pdf.Root.AcroForm.Fields)


TABLE = "<table><thead><tr><th scope=col>A<th>B<tbody><tr><th scope=row>C<td>1<tr><th>D<td>2</table>"
LONG_TABLE = f"{SMALL}<table><thead><tr><th>A<th>B<tbody>{'<tr><th scope=row>C<td>1' * 9}</table>"
PARTS = "<p lang=cy>Bore da</p><p>Say <span lang=pl>dzień dobry</span></p>"

DEFECTS = {
    "running heads are spoken": Defect("<style>@page { @top-left { content: 'Head' } }</style>", unowned_content),
    "decoration is a figure": Defect(f'<p>A <img alt="" src="{SQUARE}"> B', count("Figure")),
    "hidden decoration is a figure": Defect(f'<p>A <img alt=b aria-hidden=true src="{SQUARE}"> B', count("Figure")),
    "a paragraph over the page is two": Defect(f"{SMALL}<p>{LONG}", lambda pdf: count("P")(pdf) > 1),
    "an item over the page is two": Defect(f"{SMALL}<ul><li>{LONG}<li>B</ul>", lambda pdf: count("LI")(pdf) > 2),
    "a table over the page is two": Defect(LONG_TABLE, lambda pdf: count("Table")(pdf) > 1),
    "the head of a table is read again": Defect(LONG_TABLE, lambda pdf: count("THead")(pdf) > 1),
    "a row over the page is two": Defect(
        f"{SMALL}<table><tr><th scope=row>A<td>{LONG}</table>", lambda pdf: count("TR")(pdf) > 1
    ),
    "a paragraph with a field holds paragraphs": Defect(
        "<form><p>A <input name=a title='Your name'> B", lambda pdf: count("P")(pdf) > 1
    ),
    "a heading with a block holds headings": Defect(
        "<h2>A <b style='display: block'>B</b></h2>", lambda pdf: count("H2")(pdf) > 1
    ),
    "the language of a paragraph is lost": Defect(PARTS, lacks("P [Lang cy]")),
    "the language of words is lost": Defect(PARTS, lacks("Span [Lang pl]")),
    "header cells have no scope": Defect(TABLE, lacks("TH [Column]")),
    "header cells in a row have no scope": Defect(TABLE, lacks("TH [Row]")),
    "a merged header cell heads one column": Defect(
        "<table><thead><tr><th colspan=2>A<tbody><tr><td>1<td>2</table>",
        lambda pdf: [] in _headers(pdf),
    ),
    "cells name headers nobody can find": Defect(TABLE, lambda pdf: "/IDTree" not in pdf.Root.StructTreeRoot),
    "items hold paragraphs": Defect(
        "<ul><li><p>A</p><li>B<p>C</p></ul>", lambda pdf: any("LI of" in one for one in structure_faults(pdf))
    ),
    "a term and its meaning are two items": Defect("<dl><dt>A<dd>B</dl>", lambda pdf: count("LI")(pdf) > 1),
    "grouped terms stand in no list": Defect(
        "<dl><div><dt>A<dd>B</div></dl>", lambda pdf: any("L of" in one for one in structure_faults(pdf))
    ),
    "a list in an item stands beside it": Defect(
        "<ol><li>A<ul><li>B</ul></ol>", lambda pdf: any("L of" in one for one in structure_faults(pdf))
    ),
    "no list says its numbering": Defect("<ol><li>A</ol>", lacks("L [Decimal]")),
    "a link with strong words is several": Defect(
        "<p><a href=https://example.org/>A <strong>B</strong> C</a>", lambda pdf: len(link_descriptions(pdf)) > 1
    ),
    "a link over lines is several": Defect(
        f"<p><a href=https://example.org/>{LONG}</a>", lambda pdf: count("Link")(pdf) > 1
    ),
    "a link over the page is several": Defect(
        f"{SMALL}<p><a href=https://example.org/><b>{LONG}</b></a>", lambda pdf: count("Link")(pdf) > 1
    ),
    "an anchor is a link": Defect("<p><a id=here>A</a>", count("Link")),
    "a link is described by its address": Defect(
        f'<p><a href=https://example.org/>A<br>B <img alt="C" src="{SQUARE}"></a>',
        lambda pdf: set(link_descriptions(pdf)) != {"A B C"},
    ),
    "a field in its label has no description": Defect(
        "<form><p><label><input type=checkbox name=a> Agree</label>", lambda pdf: [*_field_faults(pdf)]
    ),
    "a field outside a form has no description": Defect(
        "<p><label for=a>Your name</label> <input id=a name=a>", lambda pdf: [*_field_faults(pdf)]
    ),
    "the reader is asked to make appearances": Defect(
        "<form><p><input name=a title='Your name'>", lambda pdf: "/NeedAppearances" in pdf.Root.AcroForm
    ),
    "a text field has no appearance": Defect(
        "<form><p><textarea name=a title='Your story'></textarea>",
        lambda pdf: any("/AP" not in one for one in pdf.pages[0].Annots),
    ),
    "a button has no appearance when off": Defect(
        "<form><p><input type=checkbox name=a title=Yes>",
        lambda pdf: any("/Off" not in one.AP.N for one in pdf.pages[0].Annots),
    ),
    "radio buttons on two pages are two fields": Defect(
        f"{SMALL}<form><p><input type=radio name=a value=1 title='A 1'><p>{LONG}"
        "<p><input type=radio name=a value=2 title='A 2'>",
        lambda pdf: sum("/Kids" in field for field in pdf.Root.AcroForm.Fields) > 1,
    ),
    "radio buttons are fields twice": Defect(
        "<form><p><input type=radio name=a value=1 title=Yes> <input type=radio name=a value=2 title=No>",
        _radios_listed_twice,
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_weasyprint_still_has_the_defect(name: str) -> None:
    with pdf_of(weasyprint_pdf(DEFECTS[name].body)) as pdf:
        assert DEFECTS[name].is_present(pdf), "the repair is no longer needed"


@pytest.mark.parametrize("name", DEFECTS)
def test_the_repair_removes_the_defect_and_leaves_a_sound_file(name: str, tmp_path: Path) -> None:
    content = repaired_pdf(DEFECTS[name].body)
    assert content == repaired_pdf(DEFECTS[name].body)
    with pdf_of(content) as pdf:
        assert not DEFECTS[name].is_present(pdf)
        assert [fault for fault in structure_faults(pdf) if "bookmarks" not in fault] == []
        assert pdf.check_pdf_syntax() == []
    (tmp_path / "repaired.pdf").write_bytes(content)
    assert verapdf.check(tmp_path / "repaired.pdf").broken == {}


@pytest.mark.parametrize("name", [name for name in DEFECTS if DEFECTS[name].body != LONG_TABLE])
def test_the_repair_loses_no_word_and_moves_none(name: str) -> None:
    before, after = pdf_of(weasyprint_pdf(DEFECTS[name].body)), pdf_of(repaired_pdf(DEFECTS[name].body))
    assert words_in_order(before) == words_in_order(after)


def test_an_item_has_its_marker_as_label_and_all_else_in_its_body() -> None:
    assert structure_after_heading("<ul><li><p>A</p><li>B<p>C</p><li style='list-style: none'>D</ul>").splitlines() == [
        "  L [Disc]",
        "    LI",
        "      Lbl",
        "        Span: •",
        "      LBody",
        "        P",
        "          Span: A",
        "    LI",
        "      Lbl",
        "        Span: •",
        "      LBody",
        "        NonStruct",
        "          Span: B",
        "        P",
        "          Span: C",
        "    LI",
        "      LBody",
        "        Span: D",
    ]


@pytest.mark.parametrize(
    ("markup", "numbering"),
    [
        ("<ol><li>A</ol>", "Decimal"),
        ("<ol style='list-style: none'><li>1. A</ol>", "Decimal"),
        ("<ol style='list-style: lower-alpha'><li>A</ol>", "LowerAlpha"),
        ("<ul><li>A</ul>", "Disc"),
        ("<ul style='list-style: none'><li>A</ul>", "None"),
        ("<dl><dt>A<dd>B</dl>", "None"),
    ],
)
def test_a_list_says_how_it_is_numbered(markup: str, numbering: str) -> None:
    assert structure_after_heading(markup).splitlines()[0] == f"  L [{numbering}]"


def test_a_list_in_an_item_is_read_within_it() -> None:
    lines = structure_after_heading("<ol><li>A<ul><li>B</ul><li>C</ol>").splitlines()
    assert [line for line in lines if "L [" in line] == ["  L [Decimal]", "        L [Circle]"]
    assert sum(line == "    LI" for line in lines) == 2


def test_a_term_labels_every_meaning_it_has() -> None:
    assert structure_after_heading("<dl><dt>A<dt>B<dd>C<dd>D<dt>E<dd>F</dl>").splitlines() == [
        "  L [None]",
        "    LI",
        "      Lbl",
        "        Span: A",
        "      Lbl",
        "        Span: B",
        "      LBody",
        "        Div",
        "          Span: C",
        "        Div",
        "          Span: D",
        "    LI",
        "      Lbl",
        "        Span: E",
        "      LBody",
        "        Span: F",
    ]


@pytest.mark.parametrize(
    ("rows", "scopes"),
    [
        ("<tr><th>A<th>B<tr><th>C<td>D", "Column Column Row"),
        ("<thead><tr><th>A<th>B<tbody><tr><td>C<td>D", "Column Column"),
        ("<thead><tr><th scope=row>A<td>B<tbody><tr><th scope=col>C<th scope=rowgroup>D", "Row Column Row"),
    ],
)
def test_a_header_cell_heads_what_html_says_or_else_where_it_stands(rows: str, scopes: str) -> None:
    text = structure_after_heading(f"<table>{rows}</table>")
    assert re.findall(r"TH \[(\w+)\]", text) == scopes.split()


def test_the_cells_of_a_table_that_goes_on_name_the_one_head_it_has() -> None:
    with pdf_of(repaired_pdf(LONG_TABLE)) as pdf:
        assert len(pdf.pages) > 2
        headers = _headers(pdf)
        columns = [str(cell.ID) for cell in elements(pdf.Root.StructTreeRoot) if Name.TH == cell.S]
        assert {columns[1]} == set.intersection(*map(set, headers))
        assert len({tuple(ids) for ids in headers}) == 9


@pytest.mark.parametrize("rows", ["<tr><th>A<td>1", "<tr><th scope=row rowspan=2>A<td>1<tr><td>2"])
def test_cells_name_no_headers_where_weasyprint_would_name_the_wrong_ones(rows: str) -> None:
    table = f"<table><thead><tr><th>X<th>Y<tbody>{rows}</table>"
    before, after = (_headers(pdf_of(content)) for content in (weasyprint_pdf(table), repaired_pdf(table)))
    assert any(len(ids) < 2 for ids in before), "the repair is no longer needed"
    assert after == []


def test_what_goes_on_over_the_page_is_read_without_a_break() -> None:
    words = " ".join(f"word{n}" for n in range(400))
    text = structure_after_heading(f"{SMALL}<ul><li><p>{words}</ul>")
    assert re.findall(r"word\d+", text) == words.split()
    assert [line.split(":")[0].strip() for line in text.splitlines() if "Span" not in line] == [
        "L [Disc]",
        "LI",
        "Lbl",
        "LBody",
        "P",
    ]


def test_every_line_of_a_link_can_be_pressed() -> None:
    with pdf_of(repaired_pdf(f"<p><a href=https://example.org/>Go on <strong>{LONG}</strong></a>")) as pdf:
        annotations = list(pdf.pages[0].Annots)
        heights = [sorted((float(one.Rect[1]), float(one.Rect[3]))) for one in annotations]
        assert len(annotations) > 3
        assert all(below[1] <= above[0] + 1 for above, below in pairwise(heights))


def test_radio_buttons_on_two_pages_are_one_question_with_a_state_for_each_answer() -> None:
    body = DEFECTS["radio buttons on two pages are two fields"].body
    with pdf_of(repaired_pdf(body)) as pdf:
        (group,) = pdf.Root.AcroForm.Fields
        assert str(group.TU) == "A"
        assert [sorted(kid.AP.N.keys()) for kid in group.Kids] == [["/0", "/Off"], ["/1", "/Off"]]
        assert [str(answer) for answer in group.Opt] == ["1", "2"]
        assert [str(kid.TU) for kid in group.Kids] == ["A 1", "A 2"]


def test_a_text_field_takes_no_more_letters_than_its_box_shows() -> None:
    style = "<style>textarea { width: 200pt; height: 60pt; font-size: 10pt }</style>"
    with pdf_of(repaired_pdf(f"{style}<form><p><textarea name=a title='Your story'></textarea>")) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        width, height = (float(field.Rect[n + 2] - field.Rect[n]) for n in (0, 1))
        assert int(field.MaxLen) == int((width - 4) / 8.29) * int((height - 2) / 13.5)
        assert str(field.DA).endswith("10 Tf 0 g")


def test_two_links_to_one_place_stay_two() -> None:
    link = "<a href=https://example.org/>A</a>"
    with pdf_of(repaired_pdf(f"<p>{link}{link}")) as pdf:
        assert count("Link")(pdf) == 2


def test_a_language_is_said_where_it_changes_and_not_again() -> None:
    assert structure_after_heading(
        "<section lang=cy><p lang=cy>A <b lang=en-GB>B</b></p></section><p lang=en-GB>C"
    ).splitlines() == [
        "  Sect [Lang cy]",
        "    P",
        "      Span: A",
        "      NonStruct [Lang en-GB]",
        "        Span: B",
        "  P",
        "    Span: C",
    ]


def test_only_a_picture_without_alt_is_warned_about() -> None:
    for attributes, count_of_warnings in (('alt=""', 0), ("", 1), ("alt=A", 0)):
        with captured_log("weasyprint") as warnings:
            repaired_pdf(f'<p>A <img {attributes} src="{SQUARE}">')
        assert len(warnings) == count_of_warnings, attributes
    assert "Figure [Alt A]" in structure_after_heading(f'<p><img alt=A src="{SQUARE}">')


def test_decoration_is_an_artifact_and_no_running_head() -> None:
    with pdf_of(repaired_pdf(f'<p>A <img alt="" src="{SQUARE}">')) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
    assert b"/Artifact BMC" in stream
    assert b"/Pagination" not in stream


def test_a_file_without_tags_from_html_is_repaired_as_far_as_possible() -> None:
    repaired = repair_pdf(weasyprint_pdf(LONG_TABLE))
    assert repaired.pages > 2
    assert repaired.fonts
    with pdf_of(repaired.content) as pdf:
        assert [fault for fault in structure_faults(pdf) if "bookmarks" not in fault] == []


def test_weasyprint_tags_as_before_once_the_file_is_written() -> None:
    before = weasyprint_pdf(PARTS)
    repaired_pdf(PARTS)
    assert weasyprint_pdf(PARTS) == before
    assert b"KBSource" not in before
