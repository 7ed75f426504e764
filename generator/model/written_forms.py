"""What an author may write in a field, as a JSON Schema of the value that an editor reads from YAML 1.2.

An editor reads ``12`` as a number and ``true`` as a boolean, where loading has every scalar as text. These are marks of
the types in ``values.py``, and count in validation mode only: what the exports say of their fields stays the same.
"""

from __future__ import annotations

from typing import Any

from pydantic import WithJsonSchema


def written(schema: dict[str, Any]) -> WithJsonSchema:
    """Return the mark of a type or field whose values authors write as ``schema`` says."""
    return WithJsonSchema(schema, mode="validation")


def _scalar(**rules: object) -> dict[str, Any]:
    """Return the schema of one line of text with these rules, which may look like a number or a boolean.

    Booleans are let through by a condition: a type `boolean` would make editors offer true and false for every text.
    """
    return {"if": {"type": "boolean"}, "then": {}, "else": {"type": ["string", "number"], **rules}}


def _number(least: int, most: int, pattern: str, **rules: object) -> dict[str, Any]:
    return {"type": ["integer", "string"], "minimum": least, "maximum": most, "pattern": pattern, **rules}


TEXT = written(_scalar())
SLUG = written(_scalar(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=80))
WHOLE_NUMBER = written(_number(1, 999_999, "^[1-9][0-9]{0,5}$"))
AMOUNT = written(_number(1, 999_999, "^([1-9][0-9]{0,5}|as-agreed)$", examples=["as-agreed"]))
COUNT = written(_number(0, 9_999_999, "^(0|[1-9][0-9]{0,6})$"))
COLOUR = written(_scalar(pattern="^#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$", examples=["#0b5757"]))
LINES = written(_number(1, 12, "^([1-9]|1[0-2]|yes|no)$", examples=["yes"]))
PERCENT = written(
    {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": r"^[0-9]{1,3}(\.[0-9]{1,2})?$"}
)
DAY = written({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"})
PARTIAL_DATE = written(
    {
        "type": ["string", "integer"],
        "minimum": 1000,
        "maximum": 9999,
        "pattern": r"^\s*(unknown|(about\s+)?[0-9]{4}(-[0-9]{2}){0,2})\s*$",
        "examples": ["unknown"],
    }
)
