"""Checks of ``mkdocs.yml`` against the records and the files in ``content/``."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import suggestion
from generator.model.partnership import Partnership
from generator.model.site_settings import LOGO


def check_site_settings(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for a second address of the site, and for each picture that is not in ``content/``."""
    located, partnership = records.settings, records.get(Partnership)
    if not located:
        return
    address, website = located.record.site_url, partnership.website if partnership else None
    if address and website and address.rstrip("/") != website.rstrip("/"):
        message = f"`website` in data/partnership.yml is another address of the site: {website}"
        hint = "take this line away; if it has the right address, write that as `website` there"
        names.problems.append(Diagnostic(located.span("site_url"), Code.INVALID_VALUE, message, hint))
    for field in ("favicon", "logo"):
        path = getattr(located.record.theme, field)
        if path != LOGO and path not in records.attachments:
            hint = suggestion(path, sorted(records.attachments)) or f"put the picture at content/{path}"
            message = f"there is no file content/{path}"
            names.problems.append(Diagnostic(located.span("theme", field), Code.MISSING_FILE, message, hint))
