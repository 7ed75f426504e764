"""Check that no file of ``content/`` is published at an address that something else has."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.rendering.pages.site_files import OWN_STYLES
from generator.views.shared.paths import prose_path

_ENGINE_PATHS = (
    OWN_STYLES,
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search",
    "_headers",
    "_redirects",
    "staticwebapp.config.json",
)
"""The files that the site engine writes, or that are for a host."""

_HINT = "give the file a name of its own"


def address_problems(base: KnowledgeBase, generated: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return a problem for each file of ``content/`` whose address is in use.

    ``generated`` are the paths of all files made from records. Addresses are compared without case, since many disks
    and hosts ignore it.
    """
    owners = {path.casefold(): "what is made from the records" for path in (*_ENGINE_PATHS, *generated)}
    problems = []
    pages = [(prose_path(linked.page.path), linked.page.path) for linked in base.pages]
    for address, path in (*pages, *((path, path) for path in base.attachments)):
        owner = owners.setdefault(address.casefold(), f"content/{path}")
        if owner != f"content/{path}":
            message = f"this would be published as {address}, which is the address of {owner}"
            problems.append(Diagnostic(Span(f"content/{path}"), Code.ADDRESS_TAKEN, message, _HINT))
    return tuple(problems)
