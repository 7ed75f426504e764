"""A record's value in JSON's own terms: what exports and comparisons are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from generator.model.record import Record
from generator.model.values import PartialDate


def nothing_more(_: Record) -> Mapping[str, Any]:
    """No fields beside those of the record itself."""
    return {}


def plain(value: object, more: Callable[[Record], Mapping[str, Any]] = nothing_more) -> Any:
    """Records become objects by the names authors write; ``more`` gives a record fields beside its own."""
    match value:
        case Record():
            fields = type(value).model_fields.items()
            own = {field.alias or name: plain(getattr(value, name), more) for name, field in fields}
            return own | dict(more(value))
        case tuple() | list():
            return [plain(child, more) for child in value]
        case Enum():
            return value.value
        case PartialDate():
            return _partial(value)
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def _partial(value: PartialDate) -> str:
    parts = [f"{value.year:04}", *(f"{part:02}" for part in (value.month, value.day) if part)]
    return ("about " if value.about else "") + "-".join(parts)
