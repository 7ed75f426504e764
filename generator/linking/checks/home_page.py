"""Checks that a project has one home page, ``content/index.md``."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.model.pages import Layout

_PATH = "index.md"


def check_home_page(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each second home page, or for a home page that is not there."""
    for front in records.fronts:
        span = front.span("layout")
        if front.record.layout is Layout.HOME and span.path != f"content/{_PATH}":
            hint = "take this line out; the home page is content/index.md"
            names.problems.append(Diagnostic(span, Code.INVALID_VALUE, "a second page with `layout: home`", hint))
    homes = {page.path for page in records.pages if page.front.layout is Layout.HOME}
    if not homes and not {"content", f"content/{_PATH}"} & records.faulty_paths:
        hint = "create it with `layout: home` between its --- lines"
        message = "there is no home page: no readable content/index.md with `layout: home`"
        names.problems.append(Diagnostic(Span(f"content/{_PATH}"), Code.MISSING_FILE, message, hint))
