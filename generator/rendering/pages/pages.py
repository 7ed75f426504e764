"""Render page views as Markdown pages, and the navigation and footer around them."""

from __future__ import annotations

import json
import posixpath
from dataclasses import asdict
from typing import Any

from generator.rendering.artefacts import MarkdownPage, PrintFacts
from generator.rendering.environment import environment
from generator.rendering.override_templates import site_foot
from generator.rendering.pages.theme_text import theme_text
from generator.rendering.prints.jobs import print_version
from generator.views.shared.navigation import NavigationEntry, footer
from generator.views.shared.pages import PageView
from generator.views.shared.paths import relative
from generator.views.site import SiteView


def render_page(page: PageView, site: SiteView, prints: dict[str, PrintFacts]) -> MarkdownPage:
    """Return one page as Markdown with YAML front matter, whose values are HTML, written as JSON."""
    template = environment().get_template(f"site/{page.template}.md.jinja")
    context = {"page": page, "content": page.content, "around": site.surroundings, "prints": prints}
    foot = environment().get_template("partials/about_page.md.jinja")
    body = f"{template.render(context).strip()}\n\n{foot.render(context).strip()}".strip()
    in_menu = page.listed_on.path if page.listed_on else page.path
    entry = _menu_entry(in_menu, site.navigation)
    beside_others = entry is not None and bool(entry.children) and not page.listed_on
    front = {
        "title": page.title,
        "tab": page.menu.title,
        "description": page.description,
        "kind": "" if page.moved_to else page.kind,
        "weight": page.weight,
        "ways": page.shows_ways,
        "entry": entry.title if entry else "",
        "listed_on": asdict(page.listed_on) if page.listed_on else None,
        "hide": [
            *(() if beside_others else ("navigation",)),
            *_hidden_contents(page),
        ],
    }
    if page.former_anchors:
        front["former"] = " ".join(word for pair in page.former_anchors for word in pair)
    if page.moved_to:
        front |= {"moved_to": relative(page.moved_to, from_page=page.path), "waits": page.waits}
    else:
        front["version"] = print_version(json.dumps(front), body)
    head = "\n".join(f"{name}: {json.dumps(theme_text(value), ensure_ascii=False)}" for name, value in front.items())
    return MarkdownPage(markdown_path(page.path), f"---\n{head}\n---\n{body}\n")


def _menu_entry(path: str, entries: tuple[NavigationEntry, ...]) -> NavigationEntry | None:
    """Return the entry of the menu that the page at ``path`` is or belongs to."""
    return next((one for one in entries if path in (one.path, *(child.path for child in one.children))), None)


def _hidden_contents(page: PageView) -> tuple[str, ...]:
    return () if page.row.contents else ("toc",)


def markdown_path(path: str) -> str:
    """Return the path of a page's Markdown in the tree."""
    return posixpath.splitext(path)[0] + ".md"


def render_navigation(entries: tuple[NavigationEntry, ...]) -> tuple[dict[str, Any], ...]:
    """Return the navigation in the form of ``nav`` in mkdocs.yml."""
    return tuple(
        {entry.title: list(render_navigation(entry.children)) if entry.children else markdown_path(entry.path)}
        for entry in entries
    )


def render_surroundings(site: SiteView) -> dict[str, Any]:
    """Return what the theme shows on every page, with the links of the footer."""
    groups = [
        {
            "title": group.title,
            "links": [{"title": one.title, "path": one.path} for one in group.children],
        }
        for group in footer(site.navigation, site.surroundings.words)
    ]
    own_foot = site_foot(site.overrides, site.surroundings)
    return {**asdict(site.surroundings), "footer": groups, "own_foot": own_foot}
