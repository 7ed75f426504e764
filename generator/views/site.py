"""The views of the whole site and of all prints, for the stage of rendering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedBooklet, LinkedEasyRead
from generator.model.overrides import Overrides
from generator.views.keeping.addresses import addresses, moves
from generator.views.keeping.copies import release_days
from generator.views.page_rows import FamilyRow, PageRow
from generator.views.prints.prints import prints
from generator.views.shared.context import ViewContext
from generator.views.shared.links import backlinks
from generator.views.shared.moves import Moves
from generator.views.shared.navigation import NavigationEntry, navigation
from generator.views.shared.pages import MenuEntry, PageContent, PageView, PrintView, TemplateRow
from generator.views.shared.paths import page_path
from generator.views.shared.surroundings import Surroundings, surroundings_view
from generator.views.site_map import MOVED_PAGES, SITE_MAP
from generator.views.standards.easy_read import easy_read_view
from generator.views.standards.standard_set import standard_set_view
from generator.views.training.course_parts import CourseView
from generator.views.training.courses import course_view
from generator.words.dates import day


@dataclass(frozen=True, slots=True)
class SiteView:
    """The views of all pages and prints."""

    surroundings: Surroundings
    pages: tuple[PageView, ...]
    prints: tuple[PrintView, ...]
    courses: tuple[CourseView, ...]
    navigation: tuple[NavigationEntry, ...]
    overrides: Overrides
    """What the partnership overrides."""
    owners: dict[str, str]
    """The id of the page or record at each address, by the address."""
    moves: Moves
    """What becomes of the addresses of earlier releases."""
    released: dict[tuple[str, str], date] | None
    """The day of release of each file to print, by its path and version; None if no release is kept."""

    def release_words(self, path: str, version: str) -> str:
        """Return what follows the version of a print: the day of its release, or that it is a draft."""
        if self.released is None:
            return ""
        released = self.released.get((path, version))
        return f", released on {day(released)}" if released else ", a draft that is not released"


def view(base: KnowledgeBase, *, with_prints: bool = True) -> SiteView:
    """Return the views of all pages and prints; without prints, no page links to one."""
    easy_reads: tuple[LinkedEasyRead | LinkedBooklet, ...] = (*base.easy_reads, *base.booklets)
    context = ViewContext(
        base,
        with_prints,
        sets={linked.record.id: standard_set_view(linked, base) for linked in base.sets},
        easy_reads={one.record.id: easy_read_view(one, base) for one in easy_reads},
        courses={course.record.id: course_view(course, base) for course in base.courses},
    )
    early_pages = tuple(page for row in SITE_MAP if not row.last for page in _pages(row, context))
    files = prints(context, early_pages) if with_prints else ()
    context = replace(context, pages=early_pages, prints=files)
    late_pages = tuple(page for row in SITE_MAP if row.last for page in _pages(row, context))
    pages = (*early_pages, *late_pages)
    owners = addresses(base, pages, with_prints=with_prints)
    moved = moves(base, owners, with_prints=with_prints)
    pages = (*_with_former_places(pages, moved), *_pages(MOVED_PAGES, replace(context, moves=moved)))
    return SiteView(
        surroundings=surroundings_view(base),
        pages=tuple(sorted(pages, key=lambda page: page.path)),
        prints=files,
        courses=tuple(context.courses.values()),
        navigation=navigation(pages, base.subject.report, base.records.overrides.words),
        overrides=base.records.overrides,
        owners=owners,
        moves=moved,
        released=release_days(base, owners) if any(one.manifest for one in base.versions) else None,
    )


def _with_former_places(pages: Iterable[PageView], moved: Moves) -> Iterator[PageView]:
    """Yield the pages, with the places that they had in a release."""
    for page in pages:
        yield replace(
            page,
            former_anchors=tuple(moved.former_anchors.get(page.path, ())),
            moved_anchors=tuple(moved.moved_anchors.get(page.path, ())),
        )


def _pages(row: PageRow | FamilyRow, context: ViewContext) -> Iterator[PageView]:
    """Yield the pages of one row; none if the project has no records for it."""
    if not isinstance(row, PageRow):
        for content in row.pages(context):
            yield _page(row, content, content.link_ids, context)
    elif context.base.has_page(row.id):
        content = row.view(context)
        complete = replace(
            content,
            path=page_path(row.id),
            title=content.title or row.title,
            description=content.description or row.described(context.base),
            menu=MenuEntry(row.title, ()),
        )
        yield _page(row, complete, (row.id, *content.link_ids), context)


def _page(row: TemplateRow, content: PageContent, link_ids: tuple[str, ...], context: ViewContext) -> PageView:
    assert content.menu or content.listed_on
    return PageView(
        path=content.path,
        title=content.title,
        description=content.description,
        row=row,
        content=content.content,
        lead=content.lead,
        body=content.body,
        backlinks=tuple(group for identifier in link_ids for group in backlinks(identifier, context.base)),
        menu=content.menu or MenuEntry(content.title, ()),
        listed_on=content.listed_on,
        moved_to=content.moved_to,
        waits=content.waits,
    )
