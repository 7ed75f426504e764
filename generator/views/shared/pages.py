"""One page and one print: an address, a template, and the view that the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.diagnostics import Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.pages import GeneratedPage
from generator.model.vocabulary import BackMatter, Cover, PrintFormat
from generator.views.shared.links import LinkGroup, backlinks
from generator.views.shared.paths import path_of
from generator.words.text import Sentence


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
    "course": ("Training", Audience.STAFF),
    "quiz": ("Training", Audience.STAFF),
    "taught": ("Training", Audience.STAFF),
    "training": ("Training", Audience.STAFF),
    "contacts": ("Who can help", Audience.ANYONE),
    "deadlines": ("Promises", Audience.STAFF),
    "dependents": ("About these pages", Audience.STAFF),
    "easy_read": ("Easy read", Audience.ANYONE),
    "home": ("Advice", Audience.ANYONE),
    "law": ("Law", Audience.STAFF),
    "organisations": ("Strategy", Audience.STAFF),
    "papers": ("Forms", Audience.ANYONE),
    "pictures": ("About these pages", Audience.STAFF),
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
    "to_print": ("About these pages", Audience.ANYONE),
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
class PrintPart:
    """One thing that a print shows: its template, where it can be led to, and the view that the template shows."""

    template: str
    anchor: str
    title: str
    content: object
    copies: str = ""
    """How many of it somebody needs who prints it as part of a pack."""


@dataclass(frozen=True, slots=True)
class IndexTopic:
    """A topic with the promises on it, each by its title and its anchor in the print."""

    title: str
    promises: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CopyView:
    """How to tell whether a copy is still right, and how to have it in another way."""

    checked: str
    """When what it says was checked, in words that stand alone; the foot of every page says it."""
    address: str
    """The live page; empty while the website has no address."""
    other_formats: tuple[str, ...]
    """The other forms of the same publication, in words."""
    ask: str
    """Whom to ask for another; empty while nobody is named."""


@dataclass(frozen=True, slots=True)
class PrintView:
    """One print: its file, its template, what its cover says, and the views of what it is made of."""

    path: str
    template: str
    print_format: PrintFormat
    paper: str
    title: str
    subtitle: Sentence
    subject: str
    parts: tuple[PrintPart, ...]
    cover: Cover
    back: tuple[BackMatter, ...]
    index: tuple[IndexTopic, ...]
    copy: CopyView
    staff_only: str
    """What a print says of itself that the public must not have; empty for every other."""
    promises: bool
    """Whether it prints promises, which nobody may have confirmed."""
    span: Span
    """Where the publication was written."""

    @property
    def content(self) -> object:
        """The view of the first part, for a sheet that has no other."""
        return self.parts[0].content

    @property
    def large(self) -> bool:
        """Whether it is set in large print."""
        return self.print_format is PrintFormat.LARGE_PRINT

    def ends_with(self, matter: str) -> bool:
        """Whether something stands at its end."""
        return BackMatter(matter) in self.back


def generated_page(
    page: GeneratedPage, title: str, description: str, template: str, content: object, base: KnowledgeBase
) -> PageView:
    """A page made wholly from records, with what leads to it."""
    return PageView(path_of(page), title, description, template, content, backlinks=backlinks(page.value, base))
