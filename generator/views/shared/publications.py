"""The files of publications that a page offers for download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPublication, Part
from generator.model.output_formats import OutputFormat, outputs_of
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.model.print_formats import layout_of
from generator.model.publications import Publication
from generator.model.vocabulary import PaperSize, PrintFormat
from generator.views.shared.paths import download_path


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download; ``path`` is its address on the site."""

    title: str
    path: str
    label: str
    print_format: PrintFormat
    paper: PaperSize
    output: OutputFormat


def downloads(publication: LinkedPublication) -> tuple[Download, ...]:
    """Return a publication's files: one for each format, paper and output format."""
    return tuple(_files(publication))


def _files(publication: LinkedPublication) -> Iterator[Download]:
    record = publication.record
    for print_format in record.formats:
        sheets = [sheet for sheet in record.paper if sheet in layout_of(print_format).sheets]
        for n, paper in enumerate(sheets):
            size = paper.value if n else ""
            paper_name = f", {paper.value}" if len(sheets) > 1 else ""
            for output in outputs_of(print_format, of_a_paper=isinstance(publication.first_part, Paper)):
                yield _file(record, print_format, paper, output, size, paper_name)


def _file(
    record: Publication,
    print_format: PrintFormat,
    paper: PaperSize,
    output: OutputFormat,
    size: str = "",
    paper_name: str = "",
) -> Download:
    has_sheets = output.page_noun and paper is not PaperSize.SLIDE
    return Download(
        title=record.title + layout_of(print_format).title_suffix + paper_name + output.title_suffix,
        path=download_path(record.id, print_format, output, size),
        label=f"{output.name}, {paper.value}" if has_sheets else output.name,
        print_format=print_format,
        paper=paper,
        output=output,
    )


def file_in_pack(publication: LinkedPublication, print_format: PrintFormat, output: OutputFormat) -> Download:
    """Return the file that a course's pack includes in a format, whether or not the course also offers it alone."""
    (paper,) = layout_of(print_format).sheets
    return _file(publication.record, print_format, paper, output)


def files_title(files: Iterable[Download]) -> str:
    """Return the heading for a list of files: the plural of their format, or ``Files to print`` for several."""
    plurals = {file.output.plural for file in files}
    return plurals.pop() if len(plurals) == 1 else "Files to print"


def downloads_of(*parts: Part | str, base: KnowledgeBase) -> tuple[Download, ...]:
    """Return the files of every publication that prints one of these parts and nothing else.

    A page generated from records is given by its id.
    """
    return tuple(
        file
        for publication in base.publications
        if len(publication.parts) == 1 and any(_prints_only(publication, part) for part in parts)
        for file in downloads(publication)
    )


def _prints_only(publication: LinkedPublication, part: Part | str) -> bool:
    whole = publication.first_part
    return whole.id == part if isinstance(part, str) and isinstance(whole, GeneratedPage) else whole is part
