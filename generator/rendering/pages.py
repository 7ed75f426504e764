"""Page views to Markdown pages, and what surrounds them."""

from __future__ import annotations

import json
import posixpath
from dataclasses import asdict
from typing import Any

from generator.rendering.artefacts import Page, PrintFacts
from generator.rendering.environment import environment
from generator.views.site import PageView, SiteView

_WITHOUT_CONTENTS = {"home", "a_to_z"}
"""Templates whose own body leads to its parts; a list of contents beside it would say it twice."""


def render_page(page: PageView, site: SiteView, prints: dict[str, PrintFacts]) -> Page:
    """One page as Markdown with front matter (JSON values, which are YAML)."""
    template = environment().get_template(f"pages/{page.template}.md.jinja")
    body = template.render(page=page, around=site.surroundings, prints=prints).strip()
    front = {
        "title": page.title,
        "description": page.description,
        "hide": ["navigation", "toc"] if page.template in _WITHOUT_CONTENTS else ["navigation"],
    }
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items())
    return Page(markdown_path(page.path), f"---\n{head}\n---\n{body}\n")


def markdown_path(path: str) -> str:
    """Where a page's Markdown stands in the tree."""
    return posixpath.splitext(path)[0] + ".md"


def render_surroundings(site: SiteView) -> dict[str, Any]:
    """What the theme shows on every page; the foot links to everything that is not the journey itself."""
    footer = [{"title": title, "path": path} for title, path in site.navigation if title != "Home"]
    return {**asdict(site.surroundings), "footer": footer}
