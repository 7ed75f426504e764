"""The numbers that every page may show, each taken from the contact that holds it."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic
from generator.linking.linked import LinkedRoute, Routes
from generator.linking.names import Names
from generator.linking.resolve.entries import Entry
from generator.loading.project import Records
from generator.model.channels import ChannelKind
from generator.model.contacts import Contact
from generator.model.partnership import Route


def link_routes(records: Records, names: Names) -> Routes | None:
    """The partnership's three routes; None with a diagnostic where one has no number to call."""
    if not records.partnership:
        return None
    partnership = records.partnership.record
    found = [
        _route(getattr(partnership, field), field, records, names)
        for field in ("emergency", "without_speaking", "non_emergency")
    ]
    emergency, without_speaking, non_emergency = found
    if emergency and without_speaking and non_emergency:
        return Routes(emergency, without_speaking, non_emergency)
    return None


def check_hidden_visit(records: Records, names: Names) -> None:
    """Add a diagnostic to ``names`` where the partnership names a page on hiding a visit that is not there."""
    if not records.partnership or names.unreadable:
        return
    page = records.partnership.record.hide_visit
    if page and page not in names.by_kind.get("page", {}):
        names.missing("page", page, records.partnership.span("hide_visit"))


def _route(route: Route, field: str, records: Records, names: Names) -> LinkedRoute | None:
    assert records.partnership
    span = records.partnership.span(field, "contact")
    entry = names.by_kind.get("contact", {}).get(route.contact)
    if not (isinstance(entry, Entry) and isinstance(entry.record, Contact)):
        names.missing("contact", route.contact, span)
        return None
    number = next((channel for channel in entry.record.channels if channel.kind is ChannelKind.PHONE), None)
    if number is None:
        message = f"every page shows this number, and '{route.contact}' has no phone number"
        hint = "name a contact that has a channel with `kind: phone`"
        names.found.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
        return None
    return LinkedRoute(route, entry.record, number)
