"""Check that the templates and sheet styles named in the table of pages exist."""

from __future__ import annotations

from functools import cache

from generator.model.pages import PrintedAs
from generator.model.rows import IncompleteRowError
from generator.rendering.environment import TEMPLATES
from generator.rendering.prints.styles import STYLES
from generator.views.page_rows import FamilyRow, PageRow
from generator.views.site_map import SITE_MAP


@cache
def check_rows() -> None:
    """Raise ``IncompleteRowError`` if the template or the print of a row is missing. Check only once per process."""
    for row in SITE_MAP:
        for name in _templates(row):
            if not (TEMPLATES / name).is_file():
                raise IncompleteRowError(f"the row '{row.id}' of SITE_MAP needs generator/templates/{name}")
        if _printed_as(row) is PrintedAs.SHEET and row.template not in STYLES:
            raise IncompleteRowError(f"the row '{row.id}' of SITE_MAP is printed as a sheet; add its styles to STYLES")


def _templates(row: PageRow | FamilyRow) -> tuple[str, ...]:
    """Return the paths of a row's templates, below ``generator/templates``: of its page, and of its print if any."""
    prints = {
        PrintedAs.CHAPTER: (f"prints/parts/{row.template}.jinja",),
        PrintedAs.SHEET: (f"prints/{row.template}.html.jinja",),
    }
    printed_as = _printed_as(row)
    return (f"site/{row.template}.md.jinja", *(prints[printed_as] if printed_as else ()))


def _printed_as(row: PageRow | FamilyRow) -> PrintedAs | None:
    return row.printed.printed_as if isinstance(row, PageRow) and row.printed else None
