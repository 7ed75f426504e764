"""Words for the values of fields, as stamps and comparisons record them."""

from __future__ import annotations

import re
from typing import Any

from generator.model.standards import AS_AGREED, Deadline
from generator.words.deadlines import limit_phrase

_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
"""A link in the Markdown of a page: its words are what it says."""


def field_text(name: str, value: Any) -> str:
    """Return the value of the field ``name``, given as JSON has it, in words; empty for None and an empty list."""
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
    """Return the fields of an entry one after the other, without those that are empty or no."""
    if "record" in value:
        return ": ".join(filter(None, (value["record"], value.get("how"))))
    fields = {name: part for name, part in value.items() if part not in (None, [], False)}
    return ", ".join(f"{name.replace('_', ' ')} {field_text(name, part)}" for name, part in fields.items())


def _time_limit(value: dict[str, Any]) -> str:
    written = {name: str(part) for name, part in value.items() if part is not None}
    return limit_phrase(Deadline.model_validate({"within": AS_AGREED, **written}))
