"""Resolves a contact that a print asks people to call."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.model.channels import DIALLED
from generator.model.contacts import ContactState, Reachable

FieldSpan = Callable[..., Span]
"""Returns where a field of one record was written; takes the field's name, then the position in a list."""


def reachable(identifier: str, span: Span, names: NameIndex) -> Reachable | None:
    """Return the contact, service or venue with this id. Add a problem to ``names`` if there is none."""
    record = names.record(identifier, Reachable, "contact", "service", "venue")
    if record is None:
        names.report_missing("contact", identifier, span, "service", "venue")
    return record


def check_number(contact: Reachable, span: Span, shown: str, names: NameIndex) -> None:
    """Add to ``names`` a problem if a contact that people are asked to call has no number or is closed.

    ``shown`` says where they are asked to.
    """
    has_number = any(channel.kind in DIALLED for channel in contact.channels)
    if contact.id in names.incomplete_ids or (has_number and contact.state is not ContactState.CLOSED):
        return
    fault = "is closed" if has_number else "has no number"
    hint = "name a contact that has a channel with `kind: phone`"
    names.problems.append(Diagnostic(span, Code.INVALID_VALUE, f"{shown}, but '{contact.id}' {fault}", hint))
