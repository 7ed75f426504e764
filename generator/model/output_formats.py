"""The table of output formats: one row for each file format of publications.

Everything that depends on the format is in its row. To add a format, add a row, and a package
beside ``rendering/pdf/`` that turns a print's HTML into its files.
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
    signature: bytes = cell("the bytes that its files start with, by which the leak scan knows them")
    layouts: frozenset[PrintFormat] = cell("the formats of publications that it can be used for")
    write: str = cell("MODULE:FUNCTION that turns a PrintJob into a Printed")
    collate: str = cell(
        "MODULE:FUNCTION that turns the PrintJob of a pack and the files of its items into a Printed; '' without packs"
    )
    check_templates: str = cell("MODULE:FUNCTION that returns the problems of the templates and of some style sheets")
    read: str = cell(
        "MODULE:FUNCTION that returns the texts of a file, and the files inside it, up to a number of bytes"
    )
    count_pages: str = cell("MODULE:FUNCTION that returns the number of pages of a file; 0 if it cannot be read")

    def call(self, name: str, *arguments: Any) -> Any:
        """Call the function named by the cell ``name``."""
        return _function(getattr(self, name))(*arguments)


def _function(reference: str) -> Callable[..., Any]:
    module, _, name = reference.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


OUTPUT_FORMATS = (
    OutputFormat(
        key="pdf",
        name="PDF",
        plural="PDFs",
        extension=".pdf",
        signature=b"%PDF",
        layouts=frozenset(PrintFormat),
        write="generator.rendering.pdf.make:make_print",
        collate="generator.rendering.pdf.collate:make_pack",
        check_templates="generator.rendering.pdf.rules:template_problems",
        read="generator.rendering.pdf.text:text_and_attachments",
        count_pages="generator.rendering.pdf.text:count_pages",
    ),
)


def outputs_of(layout: PrintFormat) -> tuple[OutputFormat, ...]:
    """Return the file formats of a layout; links lead to the first."""
    return tuple(output for output in OUTPUT_FORMATS if layout in output.layouts)


def output_of(path: str) -> OutputFormat | None:
    """Return the format of a published file by the end of its name; None for a page, a picture or an export."""
    return next((output for output in OUTPUT_FORMATS if PurePosixPath(path).suffix == output.extension), None)


def counted_prints(count: int) -> str:
    """Return a number of files to print in words: ``12 PDFs`` if every format is PDF."""
    if len(OUTPUT_FORMATS) > 1:
        return f"{counted(count, 'file')} to print"
    return f"{count} {OUTPUT_FORMATS[0].name if count == 1 else OUTPUT_FORMATS[0].plural}"
