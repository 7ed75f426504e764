"""The pages of sets of standards, and of easy reads: one for each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.linked import LinkedSet
from generator.views.shared.context import ViewContext
from generator.views.shared.pages import MenuEntry, PageContent
from generator.words.text import plain


def local_set_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each set of this area."""
    return (_set_page(linked, context) for linked in context.base.local_sets)


def other_set_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each set of another area; the menu may leave them out."""
    local = context.base.local_sets
    return (_set_page(linked, context, optional=True) for linked in context.base.sets if linked not in local)


def _set_page(linked: LinkedSet, context: ViewContext, *, optional: bool = False) -> PageContent:
    view, position = context.sets[linked.record.id], context.base.sets.index(linked)
    return PageContent(
        view,
        path=view.path,
        title=view.heading,
        description=plain(linked.record.summary),
        link_ids=(linked.record.id,),
        menu=MenuEntry(view.heading, (position,), optional=optional),
    )


def easy_read_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each easy read; if there is only one, the menu calls it "Easy read"."""
    for identifier, view in context.easy_reads.items():
        yield PageContent(
            view,
            path=view.path,
            title=view.page_title,
            description=view.description,
            link_ids=(identifier,),
            menu=MenuEntry(view.page_title if len(context.easy_reads) > 1 else "Easy read", ()),
        )
