"""The style sheets, the scripts and the logo of the site, and which style sheets a page loads."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath

from generator.rendering.artefacts import Artefact
from generator.rendering.environment import TEMPLATES

COMMON_STYLES = ("shared/tokens", "site/tokens-dark", "site/theme", "site/components")
"""The style sheets that every page loads."""

COMPONENT_STYLES = (
    "site/fold",
    "site/tables",
    "site/filter",
    "site/status",
    "shared/figures",
    "site/figures-screen",
    "site/strategy",
    "site/law",
    "site/powers",
    "site/consultation",
    "site/contacts",
    "site/route",
    "site/training",
)
"""The style sheets that only those pages load which have one of their components."""

SITE_STYLES = (*COMMON_STYLES, *COMPONENT_STYLES)
"""All style sheets, below ``templates/styles``, in the order in which they are loaded."""

SITE_SCRIPTS = ("site", "filter", "contacts", "when", "deadlines", "quiz", "search")
"""The scripts of every page, below ``templates/scripts``, in the order in which they are loaded."""

SITE_FILES = (
    *(f"styles/{name}.css" for name in SITE_STYLES),
    *(f"scripts/{name}.js" for name in SITE_SCRIPTS),
    "styles/site/mark.svg",
)


def site_files() -> tuple[Artefact, ...]:
    """Return the files of SITE_FILES, each under ``assets/`` with its own name."""
    paths = (TEMPLATES / name for name in SITE_FILES)
    return tuple(Artefact(f"assets/{path.name}", path.read_bytes()) for path in paths)


def style_asset(name: str) -> str:
    """Return the path of a style sheet in the site."""
    return f"assets/{PurePosixPath(name).name}.css"


@cache
def style_components() -> dict[str, frozenset[str]]:
    """Return the classes of the components that each sheet of COMPONENT_STYLES styles, by its path in the site."""
    sheets = {name: (TEMPLATES / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in COMPONENT_STYLES}
    return {
        style_asset(name): frozenset(one for selector in selectors(sheet) for one in leading_classes(selector))
        for name, sheet in sheets.items()
    }


def selectors(sheet: str) -> tuple[str, ...]:
    """Return the selectors of a style sheet, without those of its queries."""
    plain = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet, flags=re.DOTALL)
    heads = (head.strip() for head in re.findall(r"([^{};]+)\{", plain))
    return tuple(one for head in heads if not head.startswith("@") for one in _alternatives(head))


def leading_classes(selector: str) -> tuple[str, ...]:
    """Return our classes in the first part of a selector that has any: those of the component that it styles."""
    selector = re.sub(r":(?:has|not)\([^()]*(?:\([^()]*\)[^()]*)*\)", "", selector)
    parts = re.findall(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s>+~(])+", selector)
    return next((found for part in parts if (found := tuple(re.findall(r"\.(kb-[\w-]+)", part)))), ())


def _alternatives(head: str) -> list[str]:
    return [one.strip() for one in re.split(r",(?![^(]*\))", head)]
