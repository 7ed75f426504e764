"""Write values as the YAML that authors write: texts without quotes where they need none, long ones folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from generator.loading.yaml_values import compose

WIDTH = 120
"""The most letters of a line, where a text can be folded."""

_NAMES = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
"""What needs no quotes in brackets: ids and members of lists."""
_MISREAD_NUMBER = re.compile(r"[+-]?0[0-9]+|[+-][0-9]+|[0-9]{5,}")
"""What other programs would read as a number, and change: a code that begins with 0, a long row of digits."""
_OTHER_WORDS = {"true", "false", "null", "~", "on", "off", "y", "n"}


def scalar(
    text: str, column: int, indent: int, style: str = "", *, in_brackets: bool = False, may_fold: bool = True
) -> str:
    """Return a text of one line as YAML that reads as the same text.

    ``column`` is where it begins, ``indent`` the letters before the lines below it, ``style`` the sign it began with
    until now.
    """
    plain = "" if text.lower() in _OTHER_WORDS or _MISREAD_NUMBER.fullmatch(text) else text
    single, double = "'" + text.replace("'", "''") + "'", _double(text)
    quoted: tuple[str, ...] = {"'": (single, double), '"': (double,)}.get(style, ())
    length = column + len(text)
    is_long = length > WIDTH and " " in text
    was_folded = style in {">", "|"} and length > WIDTH // 2
    folded = (_folded(text, indent),) if may_fold and not in_brackets and (is_long or was_folded) else ()
    candidates: tuple[str, ...] = (*quoted, *folded, plain, double)
    for candidate in candidates:
        if candidate and _reads_as(candidate, text, indent, in_brackets=in_brackets):
            return candidate
    return double


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _folded(text: str, indent: int) -> str:
    lines = wrap(text, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False)
    return "\n".join((">-", *(" " * indent + line for line in lines)))


def _reads_as(candidate: str, text: str, indent: int, *, in_brackets: bool) -> bool:
    margin = " " * max(indent - 2, 0)
    lines = (
        (f"{margin}x: [{candidate}]\n", f"{margin}x: {{y: {candidate}}}\n")
        if in_brackets
        else (f"{margin}x: {candidate}\n{margin}z: z\n",)
    )
    wanted: list[Any] = [[text], {"y": text}] if in_brackets else [text]
    for line, value in zip(lines, wanted, strict=True):
        found, _, problems = compose("", line)
        if problems or not isinstance(found, dict) or found.get("x") != value:
            return False
    return True


def fields(group: dict[str, Any], indent: int) -> list[str]:
    """Return the lines of a group of fields, each moved in by ``indent``."""
    return [line for name, value in group.items() for line in named(name, value, indent)]


def named(name: str, value: Any, indent: int) -> list[str]:
    """Return the lines of one field."""
    margin = " " * indent
    if isinstance(value, str):
        return f"{margin}{name}: {scalar(value, indent + len(name) + 2, indent + 2)}".split("\n")
    if isinstance(value, dict):
        return [f"{margin}{name}:", *fields(value, indent + 2)]
    flow = in_brackets(value)
    if flow and indent + len(name) + 2 + len(flow) <= WIDTH:
        return [f"{margin}{name}: {flow}"]
    return [f"{margin}{name}:", *(line for one in value for line in entry(one, indent + 2))]


def in_brackets(values: Sequence[Any]) -> str:
    """Return a list of ids in brackets; empty if it is better written over lines."""
    is_short = all(isinstance(one, str) and _NAMES.fullmatch(one) for one in values)
    return f"[{', '.join(values)}]" if is_short else ""


def entry(value: Any, indent: int) -> list[str]:
    """Return the lines of one entry of a list, whose dash is moved in by ``indent``."""
    margin = " " * indent
    if isinstance(value, str):
        return f"{margin}- {scalar(value, indent + 2, indent + 2)}".split("\n")
    first, *rest = fields(value, indent + 2)
    return [f"{margin}- {first[indent + 2 :]}", *rest]


def group_in_brackets(value: Any) -> str:
    """Return any value in brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {group_in_brackets(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(group_in_brackets(one) for one in value) + "]"
    return scalar(value, 0, 0, in_brackets=True)
