"""The views of the whole site and of all prints, for the stage of rendering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedBooklet, LinkedEasyRead
from generator.views.page_rows import FamilyRow, PageRow
from generator.views.prints.prints import prints
from generator.views.shared.context import ViewContext
from generator.views.shared.links import backlinks
from generator.views.shared.navigation import NavigationEntry, navigation
from generator.views.shared.pages import MenuEntry, PageContent, PageView, PrintView, TemplateRow
from generator.views.shared.paths import page_path
from generator.views.shared.surroundings import Surroundings, surroundings_view
from generator.views.site_map import SITE_MAP
from generator.views.standards.easy_read import easy_read_view
from generator.views.standards.standard_set import standard_set_view
from generator.views.training.course_parts import CourseView
from generator.views.training.courses import course_view


@dataclass(frozen=True, slots=True)
class SiteView:
    """The views of all pages and prints."""

    surroundings: Surroundings
    pages: tuple[PageView, ...]
    prints: tuple[PrintView, ...]
    courses: tuple[CourseView, ...]
    navigation: tuple[NavigationEntry, ...]


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
    early_pages = tuple(page for row in SITE_MAP if not _is_last(row) for page in _pages(row, context))
    files = prints(context, early_pages) if with_prints else ()
    context = replace(context, pages=early_pages, prints=files)
    late_pages = (page for row in SITE_MAP if _is_last(row) for page in _pages(row, context))
    pages = tuple(sorted((*early_pages, *late_pages), key=lambda page: page.path))
    return SiteView(surroundings_view(base), pages, files, tuple(context.courses.values()), navigation(pages))


def _is_last(row: TemplateRow) -> bool:
    return isinstance(row, PageRow) and row.last


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
            description=content.description or row.description,
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
    )
