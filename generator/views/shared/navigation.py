"""The navigation: its pages, their order and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.views.shared.pages import MenuGroup, PageView


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page in the navigation, or a group of pages; the path of a group is empty."""

    title: str
    path: str = ""
    children: tuple[NavigationEntry, ...] = ()


LONGEST_GROUP = 20
"""The most entries a group may have before its optional ones are left out.

Every page carries the menu, so a long one costs every page; the A to Z lists all pages."""


def navigation(pages: Iterable[PageView]) -> tuple[NavigationEntry, ...]:
    """Return the entries of the menu, in the order of ``MenuGroup``; a group of one page becomes that page."""
    ordered = sorted(pages, key=lambda page: (page.row.menu.order, page.menu.order))
    return tuple(entry for group in MenuGroup for entry in _group(group, ordered))


def _group(group: MenuGroup, pages: Iterable[PageView]) -> tuple[NavigationEntry, ...]:
    """Return the entry of a group, or nothing for an empty one."""
    members = [page for page in pages if page.row.menu.group is group]
    if len(members) > LONGEST_GROUP:
        members = [page for page in members if not page.menu.optional]
    entries = tuple(NavigationEntry(page.menu.title, page.path) for page in members)
    return (NavigationEntry(group.value, children=entries),) if len(entries) > 1 else entries


def footer(entries: tuple[NavigationEntry, ...]) -> tuple[NavigationEntry, ...]:
    """Return the links in the foot of every page: the pages outside any group, then those about the site.

    The first entry, the home page, is left out.
    """
    about = next((entry.children for entry in entries if entry.title == MenuGroup.ABOUT.value), ())
    return (*(entry for entry in entries[1:] if entry.path), *about)
