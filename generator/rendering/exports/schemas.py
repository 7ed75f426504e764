"""JSON Schemas of the exports, made from the same models as the exports: ``api/schema/NAME.json`` (draft 2020-12)."""

from __future__ import annotations

import types
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from generator.model.channels import Channel
from generator.model.contacts import Reachable
from generator.model.legislation import Certainty, LegalStatus, Provision
from generator.model.record import Identified, Record
from generator.model.values import PartialDate
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_PLAIN: dict[object, dict[str, Any]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: _DAY,
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    PartialDate: {"type": "string", "pattern": r"^(about )?\d{4}(-\d{2}){0,2}$"},
    type(None): {"type": "null"},
}
ADDED: dict[type[Record], dict[str, dict[str, Any]]] = {
    Identified: {"path": {**_TEXT, "description": "where it stands on the site; absent if it has no place there"}},
    Provision: {
        "status_on": {
            "type": "object",
            "description": "its status on the day of the build, and whether that is known",
            "properties": {
                "day": _DAY,
                "status": {"enum": [status.value for status in LegalStatus]},
                "certainty": {"enum": [certainty.value for certainty in Certainty]},
            },
            "required": ["day", "status", "certainty"],
            "additionalProperties": False,
        }
    },
    Reachable: {
        "review_by": {**_DAY, "description": "the day by which it must be checked again"},
        "staff_only": {"type": "boolean", "description": "whether only the staff edition has it"},
    },
    Channel: {
        "shown": {**_TEXT, "description": "as it is read and said"},
        "link": {**_TEXT, "description": "what it opens: tel:, sms:, mailto: or the address; empty for a place"},
    },
}
"""What the exports add to the fields that an author writes; only ``path`` may be absent."""


def export_schema(name: str, shape: dict[str, Any]) -> Artefact:
    """The schema of an export of records. ``shape`` holds its parts: a record's class, or a type: ``tuple[…]``."""
    definitions: dict[str, Any] = {}
    parts = {part: _schema(kind, definitions) for part, kind in shape.items()}
    return schema_of(name, parts, dict(sorted(definitions.items())))


def schema_of(name: str, parts: dict[str, Any], definitions: dict[str, Any]) -> Artefact:
    """The schema of one export, from the schemas of its parts: each of them is there, and nothing else."""
    head = {"$schema": _TEXT, "schema_version": {"const": 1}, "partnership": _TEXT, "as_of": _DAY}
    whole = {
        "$schema": DRAFT,
        "title": f"The export {name}.json",
        "type": "object",
        "properties": head | parts,
        "required": [*head, *parts],
        "additionalProperties": False,
        "$defs": definitions,
    }
    return json_file(f"api/schema/{name}.json", whole)


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _schema(arguments[0], definitions)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema(one, definitions) for one in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if isinstance(kind, type) and issubclass(kind, Record):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _record(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return dict(_PLAIN[kind])


def _record(kind: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        described = {"description": field.description} if field.description else {}
        properties[field.alias or name] = _schema(field.annotation, definitions) | described
    added = {name: schema for base, more in ADDED.items() if issubclass(kind, base) for name, schema in more.items()}
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip().splitlines()[0],
        "properties": properties | added,
        "required": sorted((properties | added).keys() - {"path"}),
        "additionalProperties": False,
    }
