"""The pages at addresses that were published and have gone: each says where to look now."""

from __future__ import annotations

from collections.abc import Iterator

from generator.views.shared.context import ViewContext
from generator.views.shared.moves import MovedPage
from generator.views.shared.pages import PageContent


def moved_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each address of a release that no page has now."""
    for moved in context.moves.pages if context.moves else ():
        yield PageContent(
            moved,
            path=moved.path,
            title="This page is no longer here",
            description=f"Look here instead: {moved.link.title}.",
            listed_on=moved.link,
            moved_to=moved.link.path,
            # A browser that goes on by itself forgets the anchor, which may have led to another page.
            waits=not _is_one_page(moved),
        )


def _is_one_page(moved: MovedPage) -> bool:
    page = moved.link.path.partition("#")[0]
    return all(one.link.path.partition("#")[0] == page for one in moved.anchors)
