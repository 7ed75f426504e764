"""Pages an author writes as prose: front matter, and a body of Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pydantic import Field

from generator.diagnostics import Span
from generator.model.record import Identified
from generator.model.values import Slug, Text, Wording


class Layout(Enum):
    """How a prose page is set."""

    PAGE = "page"
    HOME = "home"
    """The first page: the time limits of ``standard_set`` stand under its heading, then the body."""


class GeneratedPage(Enum):
    """Pages made wholly from records; their ids can be linked to and are taken."""

    SOURCES = "sources"
    A_TO_Z = "a-to-z"
    COMPARISON = "comparison"
    WORDS = "words"
    STRATEGY = "strategy"
    STRATEGY_IN_BRIEF = "strategy-in-brief"
    REDRAFT = "draft-to-final"
    CONTACTS = "contacts"
    CONSULTATION = "consultation"
    LAW = "law"
    ORGANISATIONS = "organisations"
    REVIEWS = "reviews"
    """For staff only: what each owner must check again."""
    SPOCS = "spocs"
    """For staff only: whom one agency reaches at another."""


PRINTABLE = (
    GeneratedPage.STRATEGY,
    GeneratedPage.STRATEGY_IN_BRIEF,
    GeneratedPage.LAW,
    GeneratedPage.CONTACTS,
    GeneratedPage.SPOCS,
)
"""The generated pages that a publication can print."""


class FrontMatter(Identified):
    """What stands between the ``---`` lines at the top of a page."""

    title: Text = Field(description="the page's one main heading")
    description: Text = Field(description="one sentence on what the page answers")
    lead: Wording | None = Field(None, description="the first answer, in larger type under the heading")
    layout: Layout = Field(Layout.PAGE, description="page or home")
    standard_set: Slug | None = Field(None, description="on the home page: the set whose time limits it shows")
    also_under: tuple[Text, ...] = Field((), description="other words people may look it up by in the A to Z")


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link in a page's body, as written: a record's id after ``ref:``, or an address. Positions are in the body."""

    words: str
    target: str
    start: int
    end: int
    target_start: int


@dataclass(frozen=True, slots=True)
class ProsePage:
    """One page of ``content/``; ``path`` is relative to that folder, with ``/``."""

    path: str
    front: FrontMatter
    body: str
    links: tuple[ProseLink, ...]
    link_spans: tuple[Span, ...]
    """Where each link's target stands in its file."""
    id_span: Span
    set_span: Span
    """Where the page names the set it shows."""
