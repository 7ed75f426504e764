"""Pages that an author wrote, with their references as links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedPublication
from generator.model.pages import Layout
from generator.views.law.lines import LawLine, law_lines
from generator.views.prose.route import CheckedView, checked_view, route_page_view
from generator.views.shared.pages import MenuEntry, PageContent, ViewContext
from generator.views.shared.paths import path_of, relative
from generator.views.standards.standard_set import StandardSetView
from generator.words.text import sentence


def home_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the home page: the time limits of its set stand above its body."""
    for linked in _with_layout(Layout.HOME, context):
        doors = linked.page.front.doors
        yield _content(
            linked,
            context,
            HomeView(
                tuple(DoorView(door.title, door.says, path_of(context.base.targets[door.to])) for door in doors),
                context.sets[linked.standard_set.record.id] if linked.standard_set else None,
            ),
            MenuEntry("Home", ()),
        )


def route_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the pages of the public route; in the menu each has its place on the route."""
    for linked in _with_layout(Layout.ROUTE, context):
        shown = route_page_view(linked, context.base)
        yield _content(linked, context, shown, MenuEntry(shown.menu, (shown.place,)))


def prose_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield every other page that an author wrote."""
    for linked in _with_layout(Layout.PAGE, context):
        front, base = linked.page.front, context.base
        checked = checked_view(front.evidence, base) if front.evidence else None
        shown = PageRecords(law_lines(front.provisions, base), checked)
        yield _content(linked, context, shown, MenuEntry(front.title, (), optional=True))


def _with_layout(layout: Layout, context: ViewContext) -> Iterator[LinkedPage]:
    return (linked for linked in context.base.pages if linked.page.front.layout is layout)


def _content(linked: LinkedPage, context: ViewContext, content: object, menu: MenuEntry) -> PageContent:
    front, path = linked.page.front, path_of(linked)
    return PageContent(
        content,
        path=path,
        title=front.title,
        description=front.description,
        lead=sentence(front.lead) if front.lead else (),
        body=_linked_body(linked, context.base, path, with_prints=context.with_prints),
        link_ids=(front.id,),
        menu=menu,
    )


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
