"""The table of output formats: one row for each file format of publications.

Everything that depends on the format is in its row. To add a format, add a row, and a package beside
``rendering/pdf/`` that makes its files. The first row is the format that every publication has and that links lead to.

The function in ``write`` makes the file of a ``PrintJob``. PDFs are made from the HTML in it, which templates write. A
format that is not made from HTML has a function in ``content``: it makes, from the view of a print, a frozen value with
all that the file says, and the job carries that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from generator.model.rows import Row, cell
from generator.model.vocabulary import PrintFormat, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat(Row):
    """One file format. Functions are named as MODULE:FUNCTION and imported when first needed."""

    key: str = cell("a short name, such as 'pdf'")
    name: str = cell("what readers call one file of it, such as 'PDF'")
    plural: str = cell("what readers call several")
    extension: str = cell("what its file names end with, such as '.pdf'")
    title_suffix: str = cell("what it adds to the title of a file, such as ' for Word'; '' for nothing")
    layouts: frozenset[PrintFormat] = cell("the formats of publications that it is used for")
    of_papers_only: bool = cell("True if it is used for the papers of papers.yml and for no other publication")
    page_noun: str = cell("what a page of it is called, such as 'page'; '' if how many it has depends on the program")
    content: str = cell(
        "MODULE:FUNCTION that returns what a file says, from a PrintView, the SiteView and the drawings by their "
        "names, as a frozen value whose repr is always the same; '' if files are made from HTML"
    )
    write: str = cell("MODULE:FUNCTION that turns a PrintJob into a Printed")
    collate: str = cell(
        "MODULE:FUNCTION that turns the PrintJob of a pack and the files of its items into a Printed; '' without packs"
    )
    check_templates: str = cell(
        "MODULE:FUNCTION that returns the problems of the templates and of some style sheets; '' if it has none"
    )
    damage: str = cell("MODULE:FUNCTION that returns what shows that a file is cut off or damaged; '' if nothing does")
    count_pages: str = cell(
        "MODULE:FUNCTION that returns the number of pages of a file, 0 if it cannot be read; '' without a `page_noun`"
    )
    signature: bytes = cell(
        "the bytes that its files start with, by which the leak scan knows them; b'' for zip archives, which it opens"
    )
    read: str = cell(
        "MODULE:FUNCTION that returns the texts of a file, and the files inside it, up to a number of bytes; "
        "'' without a `signature`"
    )

    def call(self, name: str, *arguments: Any) -> Any:
        """Call the function named by the cell ``name``."""
        return _function(getattr(self, name))(*arguments)


class MissingLibrary(Exception):  # noqa: N818
    """A module cannot be imported, because a library of the system is absent. Its text is what the system says."""


def _function(reference: str) -> Callable[..., Any]:
    module, _, name = reference.partition(":")
    try:
        function: Callable[..., Any] = getattr(import_module(module), name)
    except OSError as error:
        raise MissingLibrary(str(error)) from error
    return function


OUTPUT_FORMATS = (
    OutputFormat(
        key="pdf",
        name="PDF",
        plural="PDFs",
        extension=".pdf",
        title_suffix="",
        layouts=frozenset(PrintFormat),
        of_papers_only=False,
        page_noun="page",
        content="",
        write="generator.rendering.pdf.make:make_print",
        collate="generator.rendering.pdf.collate:make_pack",
        check_templates="generator.rendering.pdf.rules:template_problems",
        damage="generator.rendering.pdf.text:damage",
        count_pages="generator.rendering.pdf.text:count_pages",
        signature=b"%PDF",
        read="generator.rendering.pdf.text:text_and_attachments",
    ),
    OutputFormat(
        key="docx",
        name="Word file",
        plural="Word files",
        extension=".docx",
        title_suffix=" for Word",
        layouts=frozenset({PrintFormat.PRINT}),
        of_papers_only=True,
        page_noun="",
        content="generator.rendering.docx.papers:paper_document",
        write="generator.rendering.docx.write:make_docx",
        collate="",
        check_templates="",
        damage="generator.rendering.zip_files:damage",
        count_pages="",
        signature=b"",
        read="",
    ),
    OutputFormat(
        key="pptx",
        name="PowerPoint file",
        plural="PowerPoint files",
        extension=".pptx",
        title_suffix=" for PowerPoint",
        layouts=frozenset({PrintFormat.SLIDES}),
        of_papers_only=False,
        page_noun="slide",
        content="generator.rendering.pptx.content:course_deck",
        write="generator.rendering.pptx.write:make_pptx",
        collate="",
        check_templates="",
        damage="generator.rendering.zip_files:damage",
        count_pages="generator.rendering.pptx.count:count_slides",
        signature=b"",
        read="",
    ),
)

MAIN_OUTPUT = OUTPUT_FORMATS[0]
"""The format that every publication has, and that links lead to."""


def outputs_of(layout: PrintFormat, *, of_a_paper: bool) -> tuple[OutputFormat, ...]:
    """Return the file formats of a publication in one layout, the main one first."""
    return tuple(
        output for output in OUTPUT_FORMATS if layout in output.layouts and (of_a_paper or not output.of_papers_only)
    )


def output_of(path: str) -> OutputFormat | None:
    """Return the format of a published file by the end of its name; None for a page, a picture or an export."""
    return next((output for output in OUTPUT_FORMATS if PurePosixPath(path).suffix == output.extension), None)


def counted_prints(count: int) -> str:
    """Return a number of files of any format in words: ``12 files to print``."""
    return f"{counted(count, 'file')} to print"


def counted_files(count: int, outputs: frozenset[OutputFormat]) -> str:
    """Return a number of files in words, with the name of their format if they have one: ``12 PDFs``."""
    if len(outputs) != 1:
        return counted_prints(count)
    (output,) = outputs
    return f"{count} {output.name if count == 1 else output.plural}"
