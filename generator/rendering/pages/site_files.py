"""The files that every page of the site loads: style sheets, scripts and the logo."""

from __future__ import annotations

from generator.rendering.artefacts import Artefact
from generator.rendering.environment import TEMPLATES

SITE_STYLES = (
    "shared/tokens",
    "site/tokens-dark",
    "site/theme",
    "site/components",
    "shared/figures",
    "site/strategy",
    "site/law",
    "site/powers",
    "site/consultation",
    "site/contacts",
    "site/training",
)
"""The style sheets of every page, below ``templates/styles``, in the order in which they are loaded."""

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
