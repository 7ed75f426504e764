"""The navigation: which pages it holds, in which order, under which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.views.shared.pages import MenuGroup, PageView


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page in the navigation, or a group of them (``path`` is then empty)."""

    title: str
    path: str = ""
    children: tuple[NavigationEntry, ...] = ()


LONGEST_GROUP = 20
"""Entries of one group that somebody can still look through. What may be many is in the menu only while it is few: the
A to Z lists every page, and a menu that held them all would be in every page."""


def navigation(pages: Iterable[PageView]) -> tuple[NavigationEntry, ...]:
    """Return the groups of the menu, in the order of ``MenuGroup``; a group of one page is that page."""
    in_order = sorted(pages, key=lambda page: (page.row.menu.order, page.menu.order))
    return tuple(entry for group in MenuGroup for entry in _group(group, in_order))


def _group(group: MenuGroup, pages: Iterable[PageView]) -> tuple[NavigationEntry, ...]:
    """Return a group's entries as one, without the optional ones where they are too many."""
    members = [page for page in pages if page.row.menu.group is group]
    if len(members) > LONGEST_GROUP:
        members = [page for page in members if not page.menu.optional]
    entries = tuple(NavigationEntry(page.menu.title, page.path) for page in members)
    return (NavigationEntry(group.value, children=entries),) if len(entries) > 1 else entries


def footer(entries: tuple[NavigationEntry, ...]) -> tuple[NavigationEntry, ...]:
    """Return what the foot of every page links to: the pages that are in no group, and those about the site itself."""
    about = next((entry.children for entry in entries if entry.title == MenuGroup.ABOUT.value), ())
    return (*(entry for entry in entries[1:] if entry.path), *about)
