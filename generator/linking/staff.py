"""What only staff may see: the values of ``data/staff/``, each with the record it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Span


@dataclass(frozen=True, slots=True)
class StaffValue:
    """One value that must not be in anything public."""

    record: str
    field: str
    text: str
    span: Span
