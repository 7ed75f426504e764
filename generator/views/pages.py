"""One page and one print: an address, a template, and the view that the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.pages import GeneratedPage
from generator.model.vocabulary import PrintFormat
from generator.views.links import LinkGroup, backlinks
from generator.views.paths import path_of
from generator.views.words import Sentence


class Audience(Enum):
    """For whom a page is written, as search tells pages apart."""

    ANYONE = "Anyone who has met hate"
    STAFF = "Staff and partners"


_KINDS = {
    "accessibility": ("About these pages", Audience.ANYONE),
    "a_to_z": ("About these pages", Audience.ANYONE),
    "changes": ("About these pages", Audience.STAFF),
    "comparison": ("Promises", Audience.STAFF),
    "consultation": ("Strategy", Audience.STAFF),
    "contacts": ("Who can help", Audience.ANYONE),
    "deadlines": ("Promises", Audience.STAFF),
    "dependents": ("About these pages", Audience.STAFF),
    "easy_read": ("Easy read", Audience.ANYONE),
    "home": ("Advice", Audience.ANYONE),
    "law": ("Law", Audience.STAFF),
    "organisations": ("Strategy", Audience.STAFF),
    "papers": ("For staff", Audience.STAFF),
    "powers": ("Law", Audience.STAFF),
    "prose": ("About these pages", Audience.ANYONE),
    "redraft": ("Strategy", Audience.STAFF),
    "reviews": ("For staff", Audience.STAFF),
    "route": ("Advice", Audience.ANYONE),
    "sources": ("About these pages", Audience.ANYONE),
    "spocs": ("For staff", Audience.STAFF),
    "standard_set": ("Promises", Audience.ANYONE),
    "strategy": ("Strategy", Audience.STAFF),
    "strategy_in_brief": ("Strategy", Audience.STAFF),
    "traceability": ("Strategy", Audience.STAFF),
    "words": ("Words", Audience.ANYONE),
}
"""The kind of page that each template makes, and for whom: what search filters by."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``content`` is the view that its template is written for; None where the body says all."""

    path: str
    title: str
    description: str
    template: str
    content: object = None
    lead: Sentence = ()
    body: str = ""
    backlinks: tuple[LinkGroup, ...] = ()
    """What leads to the page as a whole."""

    @property
    def from_records(self) -> bool:
        """Whether the page is made wholly from records, and no file of an author's."""
        return self.template not in {"home", "prose", "route"}

    @property
    def kind(self) -> str:
        """What kind of page it is, in a word or two."""
        return _KINDS[self.template][0]

    @property
    def weight(self) -> int:
        """How much its words count in search, from 1 to 10: what to do comes first, then whom to ask, then study."""
        if self.kind == "Advice":
            return 10
        return 5 if self.audience is Audience.ANYONE else 1

    @property
    def audience(self) -> Audience:
        """For whom it is written."""
        return _KINDS[self.template][1]


@dataclass(frozen=True, slots=True)
class PrintView:
    """One print: its file, its template, what its cover says, and the view that the template shows."""

    path: str
    template: str
    print_format: PrintFormat
    title: str
    subtitle: Sentence
    subject: str
    content: object


def generated_page(
    page: GeneratedPage, title: str, description: str, template: str, content: object, base: KnowledgeBase
) -> PageView:
    """A page made wholly from records, with what leads to it."""
    return PageView(path_of(page), title, description, template, content, backlinks=backlinks(page.value, base))
