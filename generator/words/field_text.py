"""A field's value in words: what a comparison shows of it."""

from __future__ import annotations

import re
from typing import Any

from generator.model.standards import AS_AGREED, Deadline
from generator.words.deadlines import limit_phrase

_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
"""A link in the Markdown of a page: its words are what it says."""


def field_text(name: str, value: Any) -> str:
    """The value of the field ``name``, in JSON's terms, as words; empty for nothing."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return _time_limit(value) if name == "deadline" else _pairs(value)
    if isinstance(value, list):
        return "; ".join(field_text(name, one) for one in value)
    return _LINK.sub(r"\1", str(value)).replace("**", "")


def _pairs(value: dict[str, Any]) -> str:
    """An entry's fields that say something, one after the other."""
    if "record" in value:
        return ": ".join(filter(None, (value["record"], value.get("how"))))
    spoken = {name: inner for name, inner in value.items() if inner not in (None, [], False)}
    return ", ".join(f"{name.replace('_', ' ')} {field_text(name, inner)}" for name, inner in spoken.items())


def _time_limit(value: dict[str, Any]) -> str:
    written = {name: str(inner) for name, inner in value.items() if inner is not None}
    return limit_phrase(Deadline.model_validate({"within": AS_AGREED, **written}))
