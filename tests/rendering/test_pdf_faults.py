"""``tests.pdf_faults`` finds the faults that it looks for."""

import pytest
from pikepdf import Name, Pdf

from generator.rendering.pdf.structure_tree import elements, kids, set_kids
from tests.pdf import SQUARE, pdf_of, repaired_pdf, weasyprint_pdf
from tests.pdf_faults import index_faults, structure_faults

pytestmark = pytest.mark.slow


SOUND = (
    "<h2>Two</h2><p>See <a href=https://example.org/>the law</a>.<ul><li>A</ul>"
    "<table><tr><th>A<th>B<tr><th>C<td>D</table>"
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h3>Three</h3>", "H3 after H1"),
        ("<p><a href=https://example.org/>Click here</a>", "Link with the text 'Click here'"),
        ("<p><a href=https://example.org/>page 12</a>", "Link with the text 'page 12'"),
        ("<a href=https://example.org/><div>A</div></a>", "Link with the text ''"),
        (f'<p><img src="{SQUARE}">', "Figure without Alt"),
        ("<table><tr><th>A<th>B<tr><td>C</table>", "Table with rows of [1, 2] cells"),
        ("<form><p><input name=a>", "a field on page 1 has no name or no description: a"),
    ],
)
def test_a_fault_of_the_author_is_found(body: str, fault: str) -> None:
    with pdf_of(repaired_pdf(body)) as pdf:
        assert fault in structure_faults(pdf)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<ul><li><p>A</ul>", "LI of ['/Lbl', '/P']: • A"),
        ("<table><tr><th>A</table>", "TH without Scope"),
        ("<p><a id=a>A</a>", "Link that leads nowhere: A"),
        ("<p><a href=https://example.org/>A <b>B</b></a>", "/Link on page 1 is in /NonStruct"),
        (
            "<style>@page { @top-left { content: 'Head' } }</style>",
            "1 marked-content sequences are in no element and no artifact",
        ),
    ],
)
def test_a_fault_of_weasyprint_is_found(body: str, fault: str) -> None:
    with pdf_of(weasyprint_pdf(body)) as pdf:
        assert fault in structure_faults(pdf)


def test_a_sound_file_has_no_fault() -> None:
    with pdf_of(repaired_pdf(SOUND)) as pdf:
        assert structure_faults(pdf) == []
        del pdf.Root.Outlines
        assert structure_faults(pdf) == ["headings, and no bookmarks"]


def test_a_link_without_a_description_or_tab_order_is_found() -> None:
    with pdf_of(repaired_pdf(SOUND)) as pdf:
        del pdf.pages[0].Annots[0].Contents
        pdf.pages[0].Tabs = Name.R
        faults = ["page 1 is not tabbed through in the order of its structure", "a link on page 1 has no Contents"]
        assert structure_faults(pdf) == faults


def _move_text(pdf: Pdf) -> None:
    item, paragraph = (
        next(one for one in elements(pdf.Root.StructTreeRoot) if structure_type == one.S) for structure_type in TYPES
    )
    (span,) = kids(item)
    set_kids(paragraph, [*kids(paragraph), *kids(span)])
    set_kids(span, [])


def _move_element(pdf: Pdf) -> None:
    body = next(one for one in elements(pdf.Root.StructTreeRoot) if TYPES[0] == one.S)
    (span,) = kids(body)
    span.P = pdf.Root.StructTreeRoot


def _own_twice(pdf: Pdf) -> None:
    body = next(one for one in elements(pdf.Root.StructTreeRoot) if TYPES[0] == one.S)
    (span,) = kids(body)
    set_kids(span, [*kids(span), *kids(span)])


TYPES = (Name.LBody, Name.P)


@pytest.mark.parametrize(
    ("break_structure", "fault"),
    [
        (_move_text, "the parent tree is wrong about"),
        (_move_element, "names another parent"),
        (_own_twice, "two owners"),
    ],
)
def test_a_parent_tree_that_disagrees_with_the_structure_is_found(break_structure: object, fault: str) -> None:
    with pdf_of(repaired_pdf(SOUND)) as pdf:
        assert index_faults(pdf) == []
        break_structure(pdf)  # type: ignore[operator]
        assert any(fault in one for one in index_faults(pdf))
