"""Files to fetch, each with what it is called on a page that offers it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase, LinkedPublication, LinkedSet
from generator.model.pages import GeneratedPage
from generator.model.vocabulary import PrintFormat
from generator.views.paths import pdf_path


@dataclass(frozen=True, slots=True)
class Download:
    """A file to fetch, by its address on the site."""

    title: str
    path: str
    label: str
    print_format: PrintFormat


_IN_FORMAT = {
    PrintFormat.PRINT: "",
    PrintFormat.EASY_READ: " in easy read",
    PrintFormat.FILL_IN: " to fill in",
    PrintFormat.POCKET_CARD: "",
}


def downloads(publication: LinkedPublication) -> tuple[Download, ...]:
    """A publication's files, one for each of its formats."""
    record = publication.record
    return tuple(
        Download(
            title=record.title + _IN_FORMAT[print_format],
            path=pdf_path(record.id, print_format),
            label=f"PDF, {record.paper.value}",
            print_format=print_format,
        )
        for print_format in record.formats
    )


def downloads_of(*shown: LinkedSet | GeneratedPage, base: KnowledgeBase) -> tuple[Download, ...]:
    """The files of every publication that prints one of these."""
    return tuple(file for p in base.publications if any(p.shows is one for one in shown) for file in downloads(p))
