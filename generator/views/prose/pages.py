"""Pages written in ``content/``, with their references as links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedPublication
from generator.model.pages import Layout, MenuPart
from generator.views.law.lines import LawLine, law_lines
from generator.views.prose.route import CheckedView, checked_view, route_page_view
from generator.views.shared.context import ViewContext
from generator.views.shared.pages import MenuEntry, MenuGroup, PageContent
from generator.views.shared.paths import path_of, relative
from generator.views.standards.standard_set import StandardSetView
from generator.words.text import sentence


def home_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the home page, with the time limits of its set above its body."""
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
    """Yield the pages of the public route; the menu lists them in the order of the route."""
    for linked in _with_layout(Layout.ROUTE, context):
        view = route_page_view(linked, context.base)
        yield _content(linked, context, view, MenuEntry(view.menu, (view.place,)))


def prose_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield all other pages written in ``content/``."""
    for linked in _with_layout(Layout.PAGE, context):
        front, base = linked.page.front, context.base
        checked = checked_view(front.evidence, base) if front.evidence else None
        records = PageRecords(law_lines(front.provisions, base), checked)
        group = _GROUPS[front.menu_part] if front.menu_part else None
        menu = MenuEntry(front.menu or front.title, (), optional=group is None, group=group)
        yield _content(linked, context, records, menu)


_GROUPS = {
    MenuPart.RIGHTS: MenuGroup.PROMISES,
    MenuPart.PROFESSIONALS: MenuGroup.STAFF,
}


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
    """A link on the home page to a page that readers look for."""

    title: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page besides its body: the links to other pages, and the set whose time limits it shows."""

    doors: tuple[DoorView, ...]
    set: StandardSetView | None


@dataclass(frozen=True, slots=True)
class PageRecords:
    """The records below the body of a page: the provisions it names, and the evidence for its facts."""

    law: tuple[LawLine, ...]
    checked: CheckedView | None


def _linked_body(linked: LinkedPage, base: KnowledgeBase, path: str, *, with_prints: bool) -> str:
    """Return the body of a page with every ``[words](ref:id)`` as a relative link.

    A link to a page names its Markdown file, as site engines expect. Without prints, the words of a link to a print
    stay without the link, with a note.
    """
    body = linked.page.body
    for written in reversed(linked.page.links):
        if not written.target.startswith("ref:"):
            continue
        target = base.targets[written.target.removeprefix("ref:")]
        if isinstance(target, LinkedPublication) and not with_prints:
            text = f"{written.words} (not made in this preview)"
            body = body[: written.start] + text + body[written.end :]
        else:
            page, _, anchor = relative(path_of(target), from_page=path).partition("#")
            stem, extension = posixpath.splitext(page)
            address = (stem + ".md" if extension == ".html" else page) + ("#" if anchor else "") + anchor
            body = body[: written.target_start] + address + body[written.target_end :]
    return body
