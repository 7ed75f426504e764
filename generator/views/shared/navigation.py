"""The navigation: its pages, their order and their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.views.shared.pages import MenuGroup, PageView, SearchSection


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page in the navigation, or a group of pages; the path of a group is empty."""

    title: str
    path: str = ""
    children: tuple[NavigationEntry, ...] = ()


MENU = (
    ("Home", (MenuGroup.HOME,)),
    (None, (MenuGroup.REPORT,)),
    ("menu-help", (MenuGroup.HELP,)),
    ("menu-promises", (MenuGroup.PROMISES,)),
    ("menu-easy-read", (MenuGroup.EASY_READ,)),
    ("menu-professionals", (MenuGroup.STAFF, MenuGroup.LAW, MenuGroup.STRATEGY, MenuGroup.TRAINING)),
    ("A to Z", (MenuGroup.A_TO_Z,)),
    ("menu-about", (MenuGroup.ABOUT,)),
)
"""The entries of the menu, in order, and the groups of pages under each. That without a title has the subject's words.
Another is the id of a wording that a partnership may override, or, of a page that stands alone, its title.

The tabs leave out the first and the last two: the logo leads home, and the foot of every page has the others."""

_RIGHTS_ALONE = "menu-rights"
"""The wording of the entry of the promises where it has pages on rights and no promise."""

LONGEST_ENTRY = 20
"""The most pages that an entry may have before its optional ones are left out.

Every page carries the menu, so a long one costs every page; the A to Z lists all pages."""


def navigation(pages: Iterable[PageView], report: str, words: Mapping[str, str]) -> tuple[NavigationEntry, ...]:
    """Return the entries of ``MENU`` that have pages; an entry of one page is that page.

    ``report`` is the title of the pages on reporting, and ``words`` are the wordings by their ids.

    The page of one record is not in the menu: the page that lists it is.
    """
    listed = (page for page in pages if not page.listed_on)
    ordered = sorted(listed, key=lambda page: (page.row.menu.order, page.menu.order))
    return tuple(entry for title, groups in MENU for entry in _entry(title or report, groups, ordered, words))


def _entry(
    title: str, groups: tuple[MenuGroup, ...], pages: Iterable[PageView], words: Mapping[str, str]
) -> tuple[NavigationEntry, ...]:
    """Return the entry with this title, or nothing if there are no pages for it."""
    by_group = {
        group: [page for page in pages if (page.menu.group or page.row.menu.group) is group] for group in groups
    }
    members = [page for group in groups for page in by_group[group]]
    if len(members) > LONGEST_ENTRY:
        members = [page for page in members if not page.menu.optional]
    if MenuGroup.PROMISES in groups and all(page.row.section is not SearchSection.PROMISES for page in members):
        title = _RIGHTS_ALONE
    entries = tuple(NavigationEntry(page.menu.title, page.path) for page in members)
    return (NavigationEntry(words.get(title, title), children=entries),) if len(entries) > 1 else entries


def footer(entries: tuple[NavigationEntry, ...], words: Mapping[str, str]) -> tuple[NavigationEntry, ...]:
    """Return the groups of links in the foot of every page: the entries of the menu, then the pages about the site.

    An entry leads to its first page. The first entry, the home page, is left out.
    """
    last = words["menu-about"]
    parts = (one for one in entries[1:] if one.title != last)
    menu = tuple(NavigationEntry(one.title, one.path or one.children[0].path) for one in parts)
    about = tuple(child for one in entries if one.title == last for child in one.children or (one,))
    groups = (NavigationEntry(words["foot-ways"], children=menu), NavigationEntry(words["foot-about"], children=about))
    return tuple(group for group in groups if group.children)
