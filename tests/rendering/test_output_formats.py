"""The table of output formats, and what is common to the formats whose files are zip archives."""

from dataclasses import replace
from importlib import import_module

import pytest

from generator.model.output_formats import MAIN_OUTPUT, OUTPUT_FORMATS, OutputFormat, counted_files, counted_prints
from generator.model.vocabulary import PrintFormat
from generator.rendering.prints.jobs import PrintJob
from generator.rendering.prints.limits import Limits
from generator.rendering.zip_files import damage, packed, unpacked

PARTS = (("first.xml", b"<a>first</a>"), ("folder/second.xml", b"<b>second</b>" * 50))
ARCHIVE = packed(PARTS)


def test_links_lead_to_a_format_that_every_publication_has() -> None:
    assert MAIN_OUTPUT.key == "pdf"
    assert MAIN_OUTPUT.layouts == frozenset(PrintFormat)
    assert not MAIN_OUTPUT.of_papers_only


@pytest.mark.parametrize("output", OUTPUT_FORMATS, ids=lambda output: output.key)
def test_what_a_row_names_exists_and_its_cells_agree(output: OutputFormat) -> None:
    for cell in ("content", "write", "check_templates", "damage", "count_pages", "read"):
        if reference := getattr(output, cell):
            module, _, function = reference.partition(":")
            assert callable(getattr(import_module(module), function)), reference
    assert bool(output.page_noun) == bool(output.count_pages)
    assert bool(output.signature) == bool(output.read)


def test_files_are_counted_by_the_name_of_their_format_if_they_have_one() -> None:
    word = replace(MAIN_OUTPUT, key="docx", name="Word file", plural="Word files")
    assert counted_prints(1) == "1 file to print"
    assert counted_files(12, frozenset({MAIN_OUTPUT})) == "12 PDFs"
    assert counted_files(1, frozenset({word})) == "1 Word file"
    assert counted_files(3, frozenset({MAIN_OUTPUT, word})) == "3 files to print"


def test_what_a_file_says_is_in_the_key_of_its_job() -> None:
    job = PrintJob("downloads/a.docx", MAIN_OUTPUT, "", (), "A4", (), fill_in=False, limits=Limits(), content=("one",))
    assert job.key == replace(job, path="downloads/b.docx").key
    assert job.key != replace(job, content=("two",)).key


def test_an_archive_has_its_parts_in_order_and_the_same_bytes_each_time() -> None:
    assert unpacked(ARCHIVE) == PARTS
    assert packed(unpacked(ARCHIVE)) == ARCHIVE
    assert damage(ARCHIVE) == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it does not start as files of its kind do"),
        (ARCHIVE[1:], "it does not start as files of its kind do"),
        (ARCHIVE[:-1], "it does not end as files of its kind do"),
        (ARCHIVE[: len(ARCHIVE) // 2], "it does not end as files of its kind do"),
    ],
)
def test_an_archive_that_is_cut_off_is_found(content: bytes, reason: str) -> None:
    assert damage(content) == reason


@pytest.mark.parametrize("place", range(40, 55))
def test_a_byte_that_changed_in_an_archive_is_found(place: int) -> None:
    changed = bytearray(ARCHIVE)
    changed[place] ^= 0xFF
    assert damage(bytes(changed))
