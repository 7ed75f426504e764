"""Links the partnership's routes: the phone numbers that every page may show."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.linked import LinkedRoute, Routes
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.model.channels import ChannelKind
from generator.model.contacts import Contact
from generator.model.partnership import Partnership, Route


def link_routes(records: Records, names: NameIndex) -> Routes | None:
    """Return the partnership's three routes; None and a problem in ``names`` if one has no phone number."""
    located = records.located(Partnership)
    if not located:
        return None
    routes = [
        _route(getattr(located.record, field), located.span(field, "contact"), names)
        for field in ("emergency", "without_speaking", "non_emergency")
    ]
    emergency, without_speaking, non_emergency = routes
    if emergency and without_speaking and non_emergency:
        return Routes(emergency, without_speaking, non_emergency)
    return None


def check_hide_visit_page(records: Records, names: NameIndex) -> None:
    """Add a problem to ``names`` if the page named under ``hide_visit:`` does not exist."""
    located = records.located(Partnership)
    if not located:
        return
    page = located.record.hide_visit
    if page and not names.has(["page"], page):
        names.report_missing("page", page, located.span("hide_visit"))


def _route(route: Route, span: Span, names: NameIndex) -> LinkedRoute | None:
    contact = names.record(route.contact, Contact, "contact")
    if not contact:
        names.report_missing("contact", route.contact, span)
        return None
    number = next((channel for channel in contact.channels if channel.kind is ChannelKind.PHONE), None)
    if number is None and route.contact in names.incomplete_ids:
        return None
    if number is None:
        message = f"this number is on every page, but '{route.contact}' has no phone number"
        hint = "name a contact that has a channel with `kind: phone`"
        names.problems.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
        return None
    return LinkedRoute(route, contact, number)
