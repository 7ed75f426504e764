"""The Jinja environment of all templates: undefined names are errors, and HTML is escaped."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from generator.cache import hash_folder, package_fingerprint
from generator.disk import read_file, replace_file
from generator.model.vocabulary import counted, plural
from generator.rendering.pages.structured_data import structured_data
from generator.rendering.prints.prose import printed_body
from generator.rendering.prints.qr_code import qr_code
from generator.views.shared.paths import relative

_CHECKSUM_BYTES = 32
_LARGEST_TEMPLATE = 10_000_000
"""Bytes of a compiled template, more than any has."""

TEMPLATES = Path(__file__).parent.parent / "templates"


def templates_fingerprint() -> str:
    """Return a hash of all templates, styles and scripts."""
    return hash_folder(TEMPLATES)


class _CompiledTemplates(FileSystemBytecodeCache):
    """A cache of compiled templates whose files start with a checksum. A damaged one is compiled again.

    A full disk only costs time: nothing is stored.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template, if its file is as it was written."""
        with suppress(OSError):
            content = read_file(Path(self._get_cache_filename(bucket)), _LARGEST_TEMPLATE)
            if content[:_CHECKSUM_BYTES] == sha256(content[_CHECKSUM_BYTES:]).digest():
                bucket.bytecode_from_string(content[_CHECKSUM_BYTES:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template."""
        content = bucket.bytecode_to_string()
        with suppress(OSError):
            replace_file(Path(self._get_cache_filename(bucket)), sha256(content).digest() + content, durable=False)


def template_bytecode_cache() -> FileSystemBytecodeCache | None:
    """Return a cache of compiled templates in a private folder of this user; None if there is no such folder.

    Its files are executed, so it is never in a project's folder, which may come from somebody else.
    """
    try:
        return _CompiledTemplates(pattern=f"kb-{package_fingerprint()[:16]}-%s")
    except (OSError, RuntimeError):
        return None


@pass_context
def _link(context: Context, path: str) -> str:
    """Return a site path as a link relative to the current page."""
    return relative(path, from_page=context["page"].path)


def _escape_markdown(text: str) -> str:
    """Escape Markdown's special characters. Autoescaping escapes HTML afterwards."""
    return re.sub(r"([\\`*_{}\[\]#|!])", r"\\\1", text)


@cache
def environment() -> Environment:
    """Return the environment, created at the first call."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=template_bytecode_cache(),
    )
    jinja.filters["link"] = _link
    jinja.filters["printed_body"] = printed_body
    jinja.filters["qr"] = qr_code
    jinja.filters["md"] = _escape_markdown
    jinja.filters["counted"] = counted
    jinja.filters["plural"] = plural
    jinja.filters["structured_data"] = structured_data
    jinja.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return jinja
