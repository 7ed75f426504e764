"""The style sheets, the scripts and the logo of the site, as they are in the written tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from generator.model.site_settings import LOGO
from generator.rendering.artefacts import Artefact
from generator.rendering.colours import mark, style_sheet
from generator.rendering.environment import TEMPLATES

COMMON_STYLES = ("shared/tokens", "site/tokens-dark", "site/theme", "site/frame", "site/components")
"""The style sheets of what is on every page, and of what many pages have."""

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
"""The style sheets of one component each."""

SITE_STYLES = (*COMMON_STYLES, *COMPONENT_STYLES)
"""All style sheets, below ``templates/styles``, in the order in which they apply."""


@dataclass(frozen=True, slots=True)
class Script:
    """A component that needs scripts."""

    name: str
    mark: str
    """The attribute of the component."""
    parts: tuple[str, ...]
    """Its scripts, below ``templates/scripts``, in the order in which they run."""


EXIT_SCRIPT = "exit"
"""The script that leaves the site. It works before anything else has loaded, so a page has it in itself."""

PAGE_SCRIPT = "site"
"""The script of every page."""

OPEN_CHECK_MARK = "data-open-check"
"""The attribute of the warning that anybody can read the staff edition. It names the file to ask for."""

COMPONENT_SCRIPTS = (
    Script("filter", "data-filter", ("filter",)),
    Script("contacts", "data-who-finder", ("contacts",)),
    Script("when", "data-when", ("due-days", "when")),
    Script("deadlines", "data-deadlines", ("due-days", "deadlines")),
    Script("quiz", "data-quiz-score", ("quiz",)),
    Script("search", "data-search", ("search",)),
    Script("open", OPEN_CHECK_MARK, ("open",)),
)

SITE_SCRIPTS = (EXIT_SCRIPT, PAGE_SCRIPT, *dict.fromkeys(part for one in COMPONENT_SCRIPTS for part in one.parts))
"""All scripts, in the order in which they run."""


def site_files(own_colour: str = "", own_styles: str = "") -> tuple[Artefact, ...]:
    """Return all style sheets, all scripts and the program's logo, in a partnership's own colour if it has one.

    ``own_styles`` is its own style sheet; empty if it has none.
    """
    scripts = ((script_asset(name), TEMPLATES / "scripts" / f"{name}.js") for name in SITE_SCRIPTS)
    return (
        *(Artefact(style_asset(name), style_sheet(name, own_colour).encode()) for name in SITE_STYLES),
        *((Artefact(OWN_STYLES, own_styles.encode()),) if own_styles else ()),
        *(Artefact(path, script.read_bytes()) for path, script in scripts),
        Artefact(LOGO, mark(own_colour).encode()),
    )


def own_styles_of(artefacts: Iterable[Artefact]) -> str:
    """Return the partnership's own style sheet among the files of a site; empty if it has none."""
    return next((one.content.decode() for one in artefacts if one.path == OWN_STYLES), "")


def style_asset(name: str) -> str:
    """Return the path of a style sheet in the tree."""
    return f"assets/{PurePosixPath(name).name}.css"


def script_asset(name: str) -> str:
    """Return the path of a script in the tree."""
    return f"assets/{name}.js"


@cache
def script_text(name: str) -> str:
    """Return a script without its indentation and its remarks, each of which stands on lines of its own."""
    source = (TEMPLATES / "scripts" / f"{name}.js").read_text(encoding="utf-8")
    plain = re.sub(r"^[ \t]*/\*[^*]*(?:\*(?!/)[^*]*)*\*/\n", "", source, flags=re.MULTILINE)
    return re.sub(r"^[ \t]+", "", plain, flags=re.MULTILINE)


OWN_STYLES = "assets/own-styles.css"
"""The path of the partnership's own style sheet in the tree, if it has one. It applies after all others."""

PARTS = frozenset({OWN_STYLES, *map(style_asset, SITE_STYLES), *map(script_asset, SITE_SCRIPTS)})
"""The files of the tree that are not published: pages have styles in themselves, and load a script, made from them."""
