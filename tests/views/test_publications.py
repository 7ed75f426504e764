"""Which files a page offers: those that print it and nothing else, each by its format and its paper."""

import pytest

from generator.linking.linked import LinkedPage, LinkedSet, Part
from generator.model.vocabulary import Edition
from generator.views.shared.publications import downloads, downloads_of
from tests.conftest import LOAMSHIRE, knowledge_base

BASE = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)


def part(identifier: str) -> Part:
    """Return a set or a page of Loamshire."""
    found = BASE.targets[identifier]
    assert isinstance(found, LinkedSet | LinkedPage)
    return found


@pytest.mark.parametrize(
    ("shown", "files"),
    [
        # The book `telling-print` prints the page `tell`, the need `need-talk` and the charter: none of them offers it.
        (part("charter"), ["downloads/charter-print.pdf"]),
        (part("tell"), []),
        (BASE.directory.needs[0], []),
        (part("home"), []),
        ("contacts", ["downloads/contacts-print.pdf"]),
        ("strategy", ["downloads/plan-print.pdf"]),
    ],
)
def test_a_page_offers_the_files_that_print_it_alone(shown: Part | str, files: list[str]) -> None:
    assert [file.path for file in downloads_of(shown, base=BASE)] == files


def test_a_page_that_shows_two_things_offers_the_files_of_both() -> None:
    shown = downloads_of("strategy", "strategy-in-brief", base=BASE)
    assert [file.path for file in shown] == ["downloads/plan-print.pdf", "downloads/plan-in-brief.pdf"]


@pytest.mark.parametrize(
    ("publication", "files"),
    [
        (
            "telling-print",
            [
                ("Telling us", "PDF, A4", "downloads/telling-print.pdf"),
                ("Telling us in large print", "PDF, A4", "downloads/telling-print-large-print.pdf"),
            ],
        ),
        (
            "door-poster",
            [
                ("You can tell us here, A4", "PDF, A4", "downloads/door-poster.pdf"),
                ("You can tell us here, A3", "PDF, A3", "downloads/door-poster-a3.pdf"),
            ],
        ),
        (
            "visit-record",
            [
                ("Record of a visit", "PDF, A4", "downloads/visit-record.pdf"),
                ("Record of a visit for Word", "Word file", "downloads/visit-record.docx"),
                ("Record of a visit to fill in", "PDF, A4", "downloads/visit-record-fill-in.pdf"),
            ],
        ),
        (
            "bells-training",
            [
                ("When a bell rings: whole pack", "PDF, A4", "downloads/bells-training-pack.pdf"),
                ("When a bell rings: slides", "PDF", "downloads/bells-training-slides.pdf"),
                (
                    "When a bell rings: slides for PowerPoint",
                    "PowerPoint file",
                    "downloads/bells-training-slides.pptx",
                ),
            ],
        ),
    ],
)
def test_a_publication_has_a_file_for_each_format_on_each_paper(
    publication: str, files: list[tuple[str, str, str]]
) -> None:
    (record,) = (one for one in BASE.publications if one.record.id == publication)
    assert [(file.title, file.label, file.path) for file in downloads(record)] == files
