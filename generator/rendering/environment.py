"""The one Jinja environment: strict about names, and escaping everything it is not told is safe."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from generator.cache import key_of_folder, programs
from generator.rendering.pages.structured_data import structured_data
from generator.rendering.prints.prose import printed_body
from generator.rendering.prints.square_code import square_code
from generator.views.shared.paths import relative

TEMPLATES = Path(__file__).parent.parent / "templates"


def templates_key() -> str:
    """A name for all templates and styles as they are."""
    return key_of_folder(TEMPLATES)


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Where templates are kept compiled: a folder of this user's alone, since what lies there is run.

    Never in a project's folder, which somebody else may have filled.
    """
    try:
        return FileSystemBytecodeCache(pattern=f"kb-{programs()[:16]}-%s")
    except (OSError, RuntimeError):
        return None


@pass_context
def _link(context: Context, path: str) -> str:
    """A site path as a link on the page being rendered."""
    return relative(path, from_page=context["page"].path)


def _markdown_text(text: str) -> str:
    """Text that Markdown shows as it stands; what HTML would read is escaped afterwards, with everything else."""
    return re.sub(r"([\\`*_{}\[\]#|!])", r"\\\1", text)


@cache
def environment() -> Environment:
    """The environment, made once."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled_templates(),
    )
    made.filters["link"] = _link
    made.filters["printed_body"] = printed_body
    made.filters["qr"] = square_code
    made.filters["md"] = _markdown_text
    made.filters["structured_data"] = structured_data
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made
