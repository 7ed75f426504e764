"""Checks that a project has one home page, ``content/index.md``."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.loading.pages import HOME_PAGE
from generator.loading.project import Records
from generator.model.pages import Layout


def check_home_page(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each second home page, or for a home page that is not there."""
    for page, front in zip(records.pages, records.fronts, strict=True):
        span = front.span("layout")
        if page.front.layout is Layout.HOME and page.path != HOME_PAGE:
            hint = "take this line out; the home page is content/index.md"
            names.problems.append(Diagnostic(span, Code.INVALID_VALUE, "a second page with `layout: home`", hint))
    homes = {page.path for page in records.pages if page.front.layout is Layout.HOME}
    if not homes and not {"content", f"content/{HOME_PAGE}"} & records.faulty_paths:
        hint = "create it with `layout: home` between its --- lines"
        message = "there is no home page: no readable content/index.md with `layout: home`"
        names.problems.append(Diagnostic(Span(f"content/{HOME_PAGE}"), Code.MISSING_FILE, message, hint))
