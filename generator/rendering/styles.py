"""Style sheets, script and mark of the site, as files."""

from __future__ import annotations

from generator.rendering.artefacts import Artefact
from generator.rendering.environment import TEMPLATES

_SHEETS = (
    "tokens",
    "tokens-dark",
    "theme",
    "components",
    "figures",
    "strategy",
    "law",
    "powers",
    "consultation",
    "contacts",
    "training",
)
SITE_FILES = (
    *(f"{name}.css" for name in _SHEETS),
    "site.js",
    "law.js",
    "powers.js",
    "contacts.js",
    "when.js",
    "deadlines.js",
    "quiz.js",
    "search.js",
    "mark.svg",
)


def site_styles() -> tuple[Artefact, ...]:
    """What every page of the site links to."""
    return tuple(Artefact(f"assets/{name}", (TEMPLATES / "styles" / name).read_bytes()) for name in SITE_FILES)
