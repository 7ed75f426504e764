"""The navigation: which pages stand in it, in which order, under which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.pages import GeneratedPage
from generator.views.prose.route import RouteView
from generator.views.shared.pages import PageView
from generator.views.shared.paths import generated_path
from generator.views.shared.titles import PAGE_TITLES
from generator.views.standards.standard_set import StandardSetView
from generator.views.training.training import TrainingView


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page in the navigation, or a group of them (``path`` is then empty)."""

    title: str
    path: str = ""
    children: tuple[NavigationEntry, ...] = ()


_STRATEGY = (
    GeneratedPage.STRATEGY,
    GeneratedPage.STRATEGY_IN_BRIEF,
    GeneratedPage.TRACEABILITY,
    GeneratedPage.CONSULTATION,
    GeneratedPage.REDRAFT,
    GeneratedPage.ORGANISATIONS,
)
_STAFF = (GeneratedPage.SPOCS, GeneratedPage.REVIEWS)
_ABOUT = (
    GeneratedPage.WORDS,
    GeneratedPage.PICTURES,
    GeneratedPage.SOURCES,
    GeneratedPage.DEPENDENTS,
    GeneratedPage.CHANGES,
    GeneratedPage.ACCESSIBILITY,
)


def navigation(pages: Iterable[PageView], sets: Iterable[StandardSetView]) -> tuple[NavigationEntry, ...]:
    """Home, the promises, their easy read, the strategy, powers and law, the A to Z, and what is about the site itself.

    Several pages of one kind make a group; one page stands alone.
    """
    by_path = {page.path: page for page in pages}
    home = [NavigationEntry("Home", page.path) for page in by_path.values() if page.template == "home"]
    route = sorted(
        (page.content.place, page.content.menu, page.path)
        for page in by_path.values()
        if isinstance(page.content, RouteView)
    )
    easy = [page for page in by_path.values() if page.template == "easy_read"]
    about = [NavigationEntry(page.title, page.path) for page in by_path.values() if page.template == "prose"]
    return (
        *home,
        *_group("Report hate", [NavigationEntry(menu, path) for _, menu, path in route]),
        *_group("Promises", *_promises(by_path, tuple(sets))),
        *_group("Easy read", [NavigationEntry(p.title if len(easy) > 1 else "Easy read", p.path) for p in easy]),
        *_group("Who can help", _made(by_path, GeneratedPage.CONTACTS, GeneratedPage.PAPERS, GeneratedPage.TO_PRINT)),
        *_group("Strategy", _made(by_path, *_STRATEGY)),
        *_group("Training", _training(by_path)),
        *_group("Powers and law", _made(by_path, GeneratedPage.POWERS, GeneratedPage.LAW)),
        *_made(by_path, GeneratedPage.A_TO_Z),
        *_group("For staff", _made(by_path, *_STAFF)),
        *_group("About", _made(by_path, *_ABOUT), before=about),
    )


def footer(entries: tuple[NavigationEntry, ...]) -> tuple[NavigationEntry, ...]:
    """What the foot of every page links to: the pages that stand alone, and those about the site itself."""
    about = next((entry.children for entry in entries if entry.title == "About"), ())
    return (*(entry for entry in entries[1:] if entry.path), *about)


LONGEST = 20
"""Entries of one group that somebody can still look through. What may be many stands there only while it is few: the
A to Z lists every page, and a menu that held them all would stand in every page."""


def _group(
    title: str,
    entries: list[NavigationEntry],
    after: Sequence[NavigationEntry] = (),
    *,
    before: Sequence[NavigationEntry] = (),
) -> tuple[NavigationEntry, ...]:
    """A group of ``entries``, with those before and after them unless that makes too many."""
    whole = (*before, *entries, *after)
    kept = whole if len(whole) <= LONGEST else tuple(entries)
    return (NavigationEntry(title, children=kept),) if len(kept) > 1 else kept


def _made(by_path: dict[str, PageView], *pages: GeneratedPage) -> list[NavigationEntry]:
    there = (page for page in pages if generated_path(page) in by_path)
    return [NavigationEntry(PAGE_TITLES[page], generated_path(page)) for page in there]


def _training(by_path: dict[str, PageView]) -> list[NavigationEntry]:
    """The list of courses, the courses in its order with their quizzes, and what is taught where."""
    listed = by_path.get(generated_path(GeneratedPage.TRAINING))
    courses = listed.content.courses if listed and isinstance(listed.content, TrainingView) else ()
    shown = []
    for course in (one.course for one in courses):
        shown.append(NavigationEntry(course.short_title, course.path))
        if course.quiz_path:
            shown.append(NavigationEntry(f"{course.short_title}: quiz", course.quiz_path))
    return [*_made(by_path, GeneratedPage.TRAINING), *shown, *_made(by_path, GeneratedPage.TAUGHT)]


def _promises(
    by_path: dict[str, PageView], sets: tuple[StandardSetView, ...]
) -> tuple[list[NavigationEntry], list[NavigationEntry]]:
    """The sets of this area, the deadlines of a case and the comparison of all; then the sets of others."""
    local, others = (
        [NavigationEntry(shown.heading, shown.path) for shown in sets if shown.local is here] for here in (True, False)
    )
    return [*local, *_made(by_path, GeneratedPage.DEADLINES, GeneratedPage.COMPARISON)], others
