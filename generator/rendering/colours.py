"""The colours of the style sheets, for what is not made from HTML."""

from __future__ import annotations

from generator.rendering.environment import TEMPLATES
from generator.rendering.stylesheets import declarations_of


def tokens() -> str:
    """Return the style sheet that names every colour by its role."""
    return (TEMPLATES / "styles" / "shared" / "tokens.css").read_text(encoding="utf-8")


def colour(role: str) -> str:
    """Return the colour of a role in light mode, as ``#rrggbb``."""
    return next(one.value for one in declarations_of(tokens()) if one.name == f"--kb-{role}")
