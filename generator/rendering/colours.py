"""The colours of the style sheets, with those of the partnership in place of the program's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from generator.model.colours import dark_tokens, light_tokens
from generator.rendering.environment import TEMPLATES
from generator.rendering.stylesheets import declarations_of

_TOKENS, _DARK_TOKENS = "shared/tokens", "site/tokens-dark"
_PARTNERSHIPS: Mapping[str, Callable[[str, Iterable[str]], dict[str, str]]] = {
    _TOKENS: light_tokens,
    _DARK_TOKENS: dark_tokens,
}
"""The style sheets that name colours, each with what makes those that follow from a partnership's."""

_DRAWING = "image/svg+xml"
"""What a style sheet has that holds a drawing, in which no role can be named."""

_GROUNDS = ("page", "sunk", "deadline-tint", "urgent-tint", "force-tint", "repealed-tint", "staff-tint")
"""The roles of the surfaces on which links stand."""


def style_sheet(name: str, own: str = "") -> str:
    """Return a style sheet below ``templates/styles``, without its ending, in the partnership's ``own`` colour."""
    sheet = (TEMPLATES / "styles" / f"{name}.css").read_text(encoding="utf-8")
    return _recoloured(name, sheet, own) if own else sheet


@cache
def _recoloured(name: str, sheet: str, own: str) -> str:
    if name not in _PARTNERSHIPS:
        return recoloured_drawing(sheet, own) if _DRAWING in sheet else sheet
    grounds = [_colours(sheet)[role] for role in _GROUNDS]
    for role, value in _PARTNERSHIPS[name](own, grounds).items():
        sheet = re.sub(rf"(--kb-{role}: )#[0-9a-f]{{3,6}};", rf"\g<1>{value};", sheet)
    return sheet


def mark(own: str = "") -> str:
    """Return the program's own logo as SVG, in the partnership's colour."""
    drawing = (TEMPLATES / "styles" / "site" / "mark.svg").read_text(encoding="utf-8")
    return recoloured_drawing(drawing, own)


def recoloured_drawing(markup: str, own: str) -> str:
    """Return markup with SVG in it, also as an address, with the partnership's accent and tint in place of ours."""
    for role in ("accent", "accent-tint") if own else ():
        for sign in ("#", "%23"):
            markup = markup.replace(colour(role).replace("#", sign), colour(role, own).replace("#", sign))
    return markup


def colour(role: str, own: str = "") -> str:
    """Return the colour of a role in light mode, as ``#rrggbb``, where the partnership's own colour is ``own``."""
    return _colours(style_sheet(_TOKENS, own))[role]


@cache
def _colours(sheet: str) -> Mapping[str, str]:
    """Return the first colour of each role in a style sheet; what follows is for print alone."""
    values: dict[str, str] = {}
    for one in declarations_of(sheet):
        if one.name.startswith("--kb-"):
            values.setdefault(one.name.removeprefix("--kb-"), one.value)
    return values
