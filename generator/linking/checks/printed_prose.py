"""Checks that every page of prose that is printed has only what a print can have."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Code, Diagnostic
from generator.linking.linked import LinkedPage, LinkedPublication
from generator.linking.name_index import NameIndex
from generator.model.markdown import ALLOWED

_INSTEAD = {one.name: one.paper for one in ALLOWED if not one.on_paper}


def check_printed_prose(publications: Iterable[LinkedPublication], names: NameIndex) -> None:
    """Add to ``names`` a problem for the first of each thing on a printed page that a PDF would not read out."""
    printed = {part.page.path: part.page for one in publications for part in one.parts if isinstance(part, LinkedPage)}
    pages = names.by_kind.get("page", {})
    for page in printed.values():
        for one in page.screen_only if pages.get(page.front.id) is page else ():
            what = one.name.removeprefix("other ")
            message = f"{what} on a page that is printed: a print would not be read out correctly"
            names.problems.append(Diagnostic(one.span, Code.PRINT_PROBLEM, message, _INSTEAD[one.name]))
