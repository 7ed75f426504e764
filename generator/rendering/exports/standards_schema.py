"""The shape of ``api/standards.json``: its own, since it says promises in words and compares the sets."""

from __future__ import annotations

from generator.model.standards import AS_AGREED
from generator.model.values import Confirmed
from generator.model.vocabulary import Condition, Sense, Strength, Trigger, Unit
from generator.rendering.exports.json_shapes import MAYBE_TEXT, TEXT, Schema, list_of, maybe, object_of, one_of

_NAMED = object_of(id=TEXT, title=TEXT)
_SOURCE = object_of(document=TEXT, clause=TEXT, note=MAYBE_TEXT)
_DEADLINE = object_of(
    within={"anyOf": [{"type": "integer", "minimum": 1}, {"const": AS_AGREED}]},
    unit=one_of(Unit, None),
    from_=one_of(Trigger),
    when=one_of(Condition, None),
    sense=one_of(Sense),
)
_POINT = object_of(id=TEXT, text=TEXT, deadline=maybe(_DEADLINE), source=_SOURCE)
_STANDARD = object_of(
    id=TEXT,
    title=TEXT,
    text=TEXT,
    strength=one_of(Strength),
    stage=TEXT,
    topic=TEXT,
    section=MAYBE_TEXT,
    deadline=maybe(_DEADLINE),
    points=list_of(_POINT),
    source=_SOURCE,
    path=TEXT,
)
_PACK = object_of(id=TEXT, title=TEXT, text=TEXT, source=_SOURCE, items=list_of(_POINT))
_SET = object_of(
    id=TEXT,
    title=TEXT,
    owner=TEXT,
    area=TEXT,
    document=TEXT,
    published=TEXT,
    confirmed_current=one_of(Confirmed),
    path=TEXT,
    standards=list_of(_STANDARD),
    support_pack=maybe(_PACK),
)
_SAID = object_of(path=TEXT, time=MAYBE_TEXT, verdict=TEXT, points=list_of(TEXT))

STANDARDS: Schema = {
    "topics": list_of(_NAMED),
    "stages": list_of(_NAMED),
    "sets": list_of(_SET),
    "comparison": list_of(
        object_of(topic=TEXT, sets={"type": "object", "additionalProperties": list_of(_SAID)}),
    ),
}
"""The parts of the export, each with its schema."""
