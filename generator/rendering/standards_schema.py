"""The shape of ``api/standards.json``: its own, since it says promises in words and compares the sets."""

from __future__ import annotations

from enum import Enum
from typing import Any

from generator.model.standards import AS_AGREED
from generator.model.values import Confirmed
from generator.model.vocabulary import Condition, Sense, Strength, Trigger, Unit

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}


def _object(**properties: Schema) -> Schema:
    """An object that has each of these and nothing else; a trailing underscore keeps a name out of Python's way."""
    named = {name.rstrip("_"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(kind: type[Enum], *others: None) -> Schema:
    return {"enum": [*(member.value for member in kind), *others]}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_NAMED = _object(id=_TEXT, title=_TEXT)
_SOURCE = _object(document=_TEXT, clause=_TEXT, note=_MAYBE_TEXT)
_DEADLINE = _object(
    within={"anyOf": [{"type": "integer", "minimum": 1}, {"const": AS_AGREED}]},
    unit=_one_of(Unit, None),
    from_=_one_of(Trigger),
    when=_one_of(Condition, None),
    sense=_one_of(Sense),
)
_POINT = _object(id=_TEXT, text=_TEXT, deadline=_maybe(_DEADLINE), source=_SOURCE)
_STANDARD = _object(
    id=_TEXT,
    title=_TEXT,
    text=_TEXT,
    strength=_one_of(Strength),
    stage=_TEXT,
    topic=_TEXT,
    section=_MAYBE_TEXT,
    deadline=_maybe(_DEADLINE),
    points=_list(_POINT),
    source=_SOURCE,
    path=_TEXT,
)
_PACK = _object(id=_TEXT, title=_TEXT, text=_TEXT, source=_SOURCE, items=_list(_POINT))
_SET = _object(
    id=_TEXT,
    title=_TEXT,
    owner=_TEXT,
    area=_TEXT,
    document=_TEXT,
    published=_TEXT,
    confirmed_current=_one_of(Confirmed),
    path=_TEXT,
    standards=_list(_STANDARD),
    support_pack=_maybe(_PACK),
)
_SAID = _object(path=_TEXT, time=_MAYBE_TEXT, verdict=_TEXT, points=_list(_TEXT))

STANDARDS: Schema = {
    "topics": _list(_NAMED),
    "stages": _list(_NAMED),
    "sets": _list(_SET),
    "comparison": _list(
        _object(topic=_TEXT, sets={"type": "object", "additionalProperties": _list(_SAID)}),
    ),
}
"""The parts of the export, each with its schema."""
