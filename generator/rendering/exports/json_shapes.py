"""The shapes that schemas of exports are put together from, where an export is not made of records as they are."""

from __future__ import annotations

from enum import Enum
from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}


def object_of(**properties: Schema) -> Schema:
    """An object that has each of these and nothing else; a trailing underscore keeps a name out of Python's way."""
    named = {name.rstrip("_"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def list_of(items: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": items}


def one_of(kind: type[Enum], *others: None) -> Schema:
    """A member of a closed list, or nothing where nothing may stand."""
    return {"enum": [*(member.value for member in kind), *others]}


def maybe(schema: Schema) -> Schema:
    """This or null."""
    return {"anyOf": [schema, {"type": "null"}]}
