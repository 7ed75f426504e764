"""Values of fields as text, for comparisons and stamps."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from generator.model.standards import AS_AGREED, Deadline
from generator.words.deadlines import limit_phrase

_LINK = re.compile(r"\[([^\[\]]+)\]\([^)\[]*\)")
"""A link in Markdown; its first group is the words."""


def field_text(name: str, value: Any) -> str:
    """Return the JSON value of the field ``name`` as text; empty for None and an empty list."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return _time_limit(value) if name == "deadline" else _pairs(value)
    if isinstance(value, list):
        return "; ".join(field_text(name, part) for part in value)
    return _LINK.sub(r"\1", str(value)).replace("**", "")


def _pairs(value: dict[str, Any]) -> str:
    """Return the fields of an entry that are not empty, separated by commas."""
    if "record" in value:
        return ": ".join(filter(None, (field_text(name, value.get(name)) for name in ("record", "how"))))
    filled = {name: inner for name, inner in value.items() if inner not in (None, [], False)}
    return ", ".join(f"{name.replace('_', ' ')} {field_text(name, inner)}" for name, inner in filled.items())


def _time_limit(value: dict[str, Any]) -> str:
    fields = {name: str(inner) for name, inner in value.items() if inner is not None}
    try:
        return limit_phrase(Deadline.model_validate({"within": AS_AGREED, **fields}))
    except ValidationError:
        # An earlier version may have had other units or triggers.
        return _pairs(value)
