"""The two kinds of row in the table of pages: one page made from records, and a family of pages of one template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.loading.project import Records
from generator.model.pages import GeneratedPage
from generator.model.rows import cell
from generator.model.vocabulary import Edition
from generator.views.shared.context import ViewContext
from generator.views.shared.pages import PageContent, PrintedPage, TemplateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow(TemplateRow):
    """The row of one page generated from records."""

    title: str = cell("what it is called in the menu, in lists and in links")
    description: str | Callable[[KnowledgeBase], str] = cell("one sentence on what it shows, or how to write it")
    edition: Edition = cell("Edition.PUBLIC, or Edition.STAFF if only the staff edition has it")
    has_records: Callable[[Records], bool] = cell("whether a project has the records for it")
    printed: PrintedPage | None = cell("how a publication prints it, or None if none can")
    view: Callable[[ViewContext], PageContent] = cell("returns what it shows")
    last: bool = cell("True if it speaks of the other pages and prints, and so is made after them")

    @property
    def page(self) -> GeneratedPage:
        """The page as a target of references."""
        return GeneratedPage(self.id, self.title, self.printed.printed_as if self.printed else None)

    def described(self, base: KnowledgeBase) -> str:
        """Return its description in a project."""
        return self.description if isinstance(self.description, str) else self.description(base)

    def exists(self, records: Records, edition: Edition) -> bool:
        """Return whether the edition includes the page and the project has records for it."""
        return (edition is Edition.STAFF or self.edition is Edition.PUBLIC) and self.has_records(records)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow(TemplateRow):
    """The row of a family of pages with one template: one per record of a kind, or per file in ``content/``."""

    pages: Callable[[ViewContext], Iterable[PageContent]] = cell("yields what each of them shows, with path and menu")
    written: bool = cell("True if an author wrote them in content/")
    last: bool = cell("True if they speak of the other pages and prints, and so are made after them")

    @property
    def from_records(self) -> bool:
        """Whether its pages are generated from records alone, without a file in ``content/``."""
        return not self.written
