"""A page that an author wrote, with its references as links."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedPublication
from generator.model.pages import Layout
from generator.views.law.lines import LawLine, law_lines
from generator.views.prose.route import CheckedView, checked_view, route_view
from generator.views.shared.links import backlinks
from generator.views.shared.pages import PageView
from generator.views.shared.paths import path_of, relative
from generator.views.standards.standard_set import StandardSetView
from generator.words.text import sentence


def prose_page(
    linked: LinkedPage, base: KnowledgeBase, sets: dict[str, StandardSetView], *, with_prints: bool
) -> PageView:
    """One prose page; the home page shows the time limits of its set above the body."""
    front = linked.page.front
    path = path_of(linked)
    return PageView(
        path=path,
        title=front.title,
        description=front.description,
        template=_TEMPLATES[front.layout],
        lead=sentence(front.lead) if front.lead else (),
        body=_linked_body(linked, base, path, with_prints=with_prints),
        content=_content(linked, base, sets),
        backlinks=backlinks(front.id, base),
    )


_TEMPLATES = {Layout.PAGE: "prose", Layout.HOME: "home", Layout.ROUTE: "route"}


@dataclass(frozen=True, slots=True)
class DoorView:
    """A way on from the home page."""

    title: str
    says: str
    path: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What stands around the body of the home page: the ways on, and the set whose time limits it shows."""

    doors: tuple[DoorView, ...]
    set: StandardSetView | None


@dataclass(frozen=True, slots=True)
class PageRecords:
    """What stands under the body of a page: the provisions it names, and where its facts were read."""

    law: tuple[LawLine, ...]
    checked: CheckedView | None


def _content(linked: LinkedPage, base: KnowledgeBase, sets: dict[str, StandardSetView]) -> object:
    front = linked.page.front
    match front.layout:
        case Layout.ROUTE:
            return route_view(linked, base)
        case Layout.HOME:
            doors = tuple(DoorView(door.title, door.says, path_of(base.targets[door.to])) for door in front.doors)
            return HomeView(doors, sets[linked.standard_set.record.id] if linked.standard_set else None)
        case Layout.PAGE:
            checked = checked_view(front.evidence, base) if front.evidence else None
            return PageRecords(law_lines(front.provisions, base), checked)


def _linked_body(linked: LinkedPage, base: KnowledgeBase, path: str, *, with_prints: bool) -> str:
    """The body with every ``[words](ref:id)`` as a relative link; to a page by its Markdown file, as engines expect.

    Without prints, words that would link to one stand alone and say so.
    """
    body = linked.page.body
    for written in reversed(linked.page.links):
        if not written.target.startswith("ref:"):
            continue
        target = base.targets[written.target.removeprefix("ref:")]
        if isinstance(target, LinkedPublication) and not with_prints:
            shown = f"{written.words} (not made in this preview)"
        else:
            page, _, anchor = relative(path_of(target), from_page=path).partition("#")
            stem, extension = posixpath.splitext(page)
            address = stem + ".md" if extension == ".html" else page
            shown = f"[{written.words}]({address}{'#' if anchor else ''}{anchor})"
        body = body[: written.start] + shown + body[written.end :]
    return body
