"""Pages an author writes as prose: front matter, and a body of Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code, Span
from generator.model.addresses import WebAddress
from generator.model.evidence import Basis
from generator.model.record import Identified, Record
from generator.model.reviews import ReviewTerms, review_terms
from generator.model.values import CheckDate, MonthsBetweenChecks, Slug, Text, WholeNumber, Wording, id_of, value_error


class Layout(Enum):
    """The layout of a prose page."""

    PAGE = "page"
    HOME = "home"
    """The first page: a heading, the time limits of ``standard_set``, then the body."""
    ROUTE = "route"
    """A page of the public route: it answers one question, shows the records it names, and ends with a next step."""


class MenuPart(Enum):
    """The part of the menu that a page stands under, where it is none of the route."""

    RIGHTS = "rights"
    PROFESSIONALS = "professionals"


class PrintedAs(Enum):
    """How a page made from records is printed."""

    CHAPTER = "chapter"
    """A part of a publication, beside others or alone."""
    SHEET = "sheet"
    """A print with its own template, which cannot be a part of a longer one."""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page generated from records, as a target of references. Its id is reserved."""

    id: str
    title: str
    """The title in lists and links."""
    printed_as: PrintedAs | None
    """None where no publication can print it."""


class RouteStep(Record):
    """One step of the route, with the promises about it."""

    title: Text = Field(description="what happens, in a few words")
    text: Wording = Field(description="what happens, in short sentences; what agencies do only as its promises have it")
    advice: Wording | None = Field(None, description="what you advise the reader to do, which nobody promised")
    promises: Annotated[tuple[Slug, ...], id_of("standard")] = Field((), description="the ids of the promises about it")


class Door(Record):
    """A large link on the home page."""

    to: Annotated[Slug, id_of("page", "set")] = Field(
        description="the id of the page, or of the set of promises, that it leads to"
    )
    title: Text = Field(description="whom or what it is for, in one to three words")
    says: Text = Field(description="what is behind it, in one line")


class PageEvidence(Record):
    """The sources of a page's facts, and who checks them again."""

    basis: Basis = Field(description="verified (read in a public source) or known (not re-checked)")
    checked_on: CheckDate = Field(description="the day its facts were looked up")
    sources: tuple[WebAddress, ...] = Field((), description="the public pages that were read")
    owner: Text = Field(description="the role that looks after it, never a person's name; or: unknown")
    review_every: MonthsBetweenChecks = Field(description="months from one check to the next")


CLAIM = "claim"
"""The kind of a reference in a claim, whose target is of any of ``CLAIM_KINDS``."""

CLAIM_KINDS = (
    "standard",
    "set",
    "provision",
    "power",
    "contact",
    "service",
    "venue",
    "body",
    "strand",
    "term",
    "document",
    "objective",
    "page",
)
"""The kinds of records that a claim on a page may rest on."""


class Claim(Record):
    """A sentence of a page that states a duty, a right, a time limit, a law or what somebody does, and its origin."""

    begins: Text = Field(description="the first words of the sentence, as many as it takes to tell it from the others")
    records: Annotated[tuple[Slug, ...], id_of(*CLAIM_KINDS)] = Field(
        (), description="the ids of the promises, provisions, contacts or other records that it rests on"
    )
    source: WebAddress | None = Field(None, description="the page it was read on, one of the page's own sources")
    advice: bool = Field(False, description="yes if it is advice, or what anybody can see, and no record is needed")

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if [bool(self.records), bool(self.source), self.advice].count(True) != 1:
            raise value_error(
                Code.INVALID_VALUE,
                "a claim rests on records, on a source, or is advice: one of the three",
                "write `records: [the-id]`, or `source: https://…`, or `advice: yes`",
                field="begins",
            )
        return self


class FrontMatter(Identified):
    """The front matter of a page: the YAML between its ``---`` lines."""

    title: Text = Field(description="the page's one main heading")
    description: Text = Field(description="one sentence on what the page answers")
    lead: Wording | None = Field(None, description="the first answer, in larger type under the heading")
    layout: Layout = Field(Layout.PAGE, description="page or home")
    standard_set: Annotated[Slug | None, id_of("set")] = Field(
        None, description="on the home page: the set whose time limits it shows"
    )
    also_under: tuple[Text, ...] = Field((), description="other words people may look it up by in the A to Z")
    search_words: tuple[Text, ...] = Field(
        (), description="words and short phrases that people type and this page answers: search puts it first for them"
    )
    doors: tuple[Door, ...] = Field((), description="on the home page: the ways on, the most urgent first")
    place: WholeNumber | None = Field(None, description="on a page of the route: its place there, counted from 1")
    menu: Text | None = Field(None, description="what it is called in the menu, where its title is long")
    menu_part: MenuPart | None = Field(
        None,
        description="of a page outside the route, where the menu has it, if not under About: rights, professionals",
    )
    next: Annotated[Slug | None, id_of("page")] = Field(
        None, description="on a page of the route: the id of the page that comes next"
    )
    steps: tuple[RouteStep, ...] = Field((), description="what happens, step by step")
    promises: Annotated[tuple[Slug, ...], id_of("standard")] = Field(
        (), description="the ids of promises that it shows"
    )
    needs: Annotated[tuple[Slug, ...], id_of("need")] = Field(
        (), description="the ids of needs: it shows who helps with each"
    )
    provisions: Annotated[tuple[Slug, ...], id_of("provision")] = Field(
        (), description="the ids of provisions that it shows, each with its status"
    )
    calculator: Annotated[Slug | None, id_of("set")] = Field(
        None, description="the id of the set whose time limits it turns into dates"
    )
    claims: tuple[Claim, ...] = Field((), description="the records that its sentences rest on")
    evidence: PageEvidence | None = Field(
        None, description="where its facts were read, when, and who checks them again"
    )

    def review_terms(self, _: Record | None) -> ReviewTerms | None:
        """Return when its facts are looked up again and by whom; None where it names no evidence."""
        if self.evidence is None:
            return None
        return review_terms(self.evidence.owner, self.evidence.checked_on, self.evidence.review_every)

    @model_validator(mode="after")
    def _a_route_leads_on(self) -> Self:
        if self.layout is Layout.ROUTE and not (self.place and self.next):
            raise value_error(
                Code.MISSING_FIELD,
                "this page is on the route, and does not say its place there and what comes next",
                "add `place: 1` and `next:` with the id of the next page",
                field="layout",
            )
        return self


@dataclass(frozen=True, slots=True)
class PageReference:
    """A reference in a page's front matter: the kind and the id of its target, and its place in the file."""

    kind: str
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link in a page's body. Its target is ``ref:`` with an id, or an address; positions are offsets in the body."""

    words: str
    target: str
    start: int
    end: int
    target_start: int
    target_end: int
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class HtmlAddress:
    """An address in HTML on a page, and its place. ``is_fetched``: the page shows what is there, as a picture does."""

    target: str
    is_fetched: bool
    span: Span


@dataclass(frozen=True, slots=True)
class ScreenOnly:
    """Something on a page that a print cannot have: its name in ``ALLOWED`` of ``model/markdown.py``, and its place."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProsePage:
    """One page of ``content/``; ``path`` is relative to that folder, with ``/``."""

    path: str
    file: str
    """The path of its file below the project, or in its pack."""
    front: FrontMatter
    body: str
    links: tuple[ProseLink, ...]
    link_spans: tuple[Span, ...]
    """The place of each link's target in the file."""
    id_span: Span
    set_span: Span
    """The place of ``standard_set`` in the file."""
    references: tuple[PageReference, ...] = ()
    """The other references in its front matter."""
    first_line: int = 1
    """The first line of the body in the file."""
    addresses: tuple[HtmlAddress, ...] = ()
    """The addresses in its HTML."""
    claim_spans: tuple[Span, ...] = ()
    """The place of each claim in the file."""
    screen_only: tuple[ScreenOnly, ...] = ()
    """The first of each thing in its body that a print cannot have."""

    @property
    def named(self) -> frozenset[str]:
        """The ids of the records that its front matter or its links name."""
        linked = (link.target.removeprefix("ref:") for link in self.links if link.target.startswith("ref:"))
        return frozenset((*(one.target for one in self.references), *linked))

    left_out_claims: tuple[str, ...] = ()
    """How the sentences begin whose records the project leaves out."""
