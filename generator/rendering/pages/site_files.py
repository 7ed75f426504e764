"""The style sheets, the scripts and the logo of the site, and which style sheets a page loads."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from generator.rendering.artefacts import Artefact
from generator.rendering.environment import TEMPLATES
from generator.rendering.stylesheets import leading_classes, selectors

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
