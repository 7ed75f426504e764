"""What the search page shows: the A to Z, and the words by which search leads to a page."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.pages import Layout
from generator.views.directory.a_to_z import Letter, a_to_z
from generator.views.shared.pages import SearchSection
from generator.views.shared.paths import path_of
from generator.words.fillers import FILLERS


@dataclass(frozen=True, slots=True)
class SearchLead:
    """A page that search puts first when somebody types one of its ``words``."""

    title: str
    description: str
    path: str
    kind: str
    """What kind of page it is, as search calls it."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page, ready to show."""

    letters: tuple[Letter, ...]
    leads: tuple[SearchLead, ...]
    """In the order of the route, then of the other pages: the order of pages that match equally well."""
    help: str
    """The kind of who can help, whose names search lists before everything but what leads to advice."""
    kinds: tuple[str, ...]
    """The kinds of pages, in the order in which search lists them."""
    fillers: tuple[str, ...]
    """The words that search leaves out."""


def search_view(base: KnowledgeBase, sections: Set[SearchSection], *, with_prints: bool) -> SearchView:
    """Return the A to Z, and every page with the words that lead to it. ``sections`` are those of the other pages."""
    letters = a_to_z(base, base.today, with_prints=with_prints)
    found = {*sections, *(entry.section for letter in letters for entry in letter.entries)}
    return SearchView(
        letters=letters,
        leads=_leads(base),
        help=SearchSection.HELP.value,
        kinds=tuple(section.value for section in SearchSection if section in found),
        fillers=tuple(sorted(FILLERS)),
    )


def _leads(base: KnowledgeBase) -> tuple[SearchLead, ...]:
    pages = sorted(
        (page for page in base.pages if page.page.front.layout is not Layout.HOME),
        key=lambda page: (page.page.front.place is None, page.page.front.place or 0, page.page.front.title),
    )
    return tuple(
        SearchLead(
            title=front.title,
            description=front.description,
            path=path_of(page),
            kind=(SearchSection.ADVICE if front.layout is Layout.ROUTE else SearchSection.ABOUT).value,
            words=(front.title, *front.also_under, *front.search_words),
        )
        for page in pages
        for front in (page.page.front,)
    )
