"""No two things are published at one address: what an author writes never hides what is made, nor the reverse."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.paths import prose_path

_ENGINE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "search", "_headers", "staticwebapp.config.json")
"""What every site engine writes by itself."""

_HINT = "give the file a name of its own"


def taken_addresses(base: KnowledgeBase, made: Iterable[str]) -> tuple[Diagnostic, ...]:
    """A problem for each file of ``content/`` whose address is taken; ``made`` are the paths made from records.

    Addresses are compared without case: many disks and hosts do not tell it apart.
    """
    owners = {path.casefold(): "what is made from the records" for path in (*_ENGINE, *made)}
    found = []
    written = [(prose_path(linked.page.path), linked.page.path) for linked in base.pages]
    for address, path in (*written, *((path, path) for path in base.attachments)):
        owner = owners.setdefault(address.casefold(), f"content/{path}")
        if owner != f"content/{path}":
            message = f"this would be published as {address}, which is the address of {owner}"
            found.append(Diagnostic(Span(f"content/{path}"), Code.ADDRESS_TAKEN, message, _HINT))
    return tuple(found)
