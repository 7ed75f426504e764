"""Repair lines of YAML whose meaning is certain although their spaces or quotes are wrong.

Which column a line belongs in is decided by the records: the groups and lists that are open above it, and which of
these has a field of that name. Where two have, the line is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Code
from generator.loading.records import fields_at, is_list_at
from generator.loading.value_fixes import CURLY, NAME, QUOTES
from generator.loading.yaml_values import Location, Places, compose, scalar_lines
from generator.model.record import Record

INDENTATION = "spaces at the start of a line"
LINE_ENDS = "spaces at the end of a line"
ORDER = "id not in the first line of its record"

WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are none in YAML, as the inside of a character class: word processors and web pages have them."""

MOST_SUSPECTS = 50
"""The most lines above a problem that are looked at for its cause."""

_FIELD = re.compile(
    rf"(?P<space>[ \t{WIDE}]*)(?:(?P<dash>-)(?P<gap>[ \t{WIDE}]*))?(?P<name>[a-z_]+):(?P<wide>[{WIDE}]*)(?P<rest>.*)"
)
_OTHER = re.compile(rf"(?P<space>[ \t{WIDE}]*)(?P<dash>- +)?(?P<rest>.*)")
"""A line without a field: an entry of a list of texts, the next line of a text, a comment, or nothing."""
_NAME_START = re.compile(r"\w+ ?:")
_CURLY_VALUE = re.compile(rf'(\s*)(?:[{CURLY}]([^{CURLY}"\\]+)[{CURLY}"]|"([^{CURLY}"\\]+)[{CURLY}])(\s*)')
_NOT_SPACES = re.compile(rf"[\t{WIDE}]")
_LINE_END = re.compile(rf"[ \t{WIDE}]+$")
_ID_LINE = re.compile(r""" *id: *["']?[\w-]+["']?""")


@dataclass(frozen=True, slots=True)
class LineFix:
    """A line to replace: its index from 0, its new text, and what was wrong; empty if that is said of another line."""

    line: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A group of fields or a list that a line could continue: its column from 0, its place, and its fields so far."""

    column: int
    location: Location
    is_list: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Opened:
    """What is open at the end of some lines, from the outside in, and the place of their last value."""

    blocks: list[_Block]
    location: Location
    is_empty: bool
    """Whether the last field has no value yet."""
    is_plain_text: bool
    """Whether the last value is a text without quotes, which a further line could continue."""


def syntax_fix(lines: Sequence[str], line: int, model: type[Record]) -> LineFix | None:
    """Return the repair of a syntax error that was noticed in ``line`` (from 0), whose cause is there or above."""
    suspects = (n for n in range(min(line, len(lines) - 1), -1, -1) if _is_suspect(lines[n], here=n == line))
    for _, n in zip(range(MOST_SUSPECTS), suspects, strict=False):
        if fix := _line_fix(lines, n, model, here=n == line):
            return fix
    return None


def _is_suspect(line: str, *, here: bool) -> bool:
    match = _FIELD.fullmatch(line)
    if not match:
        return "\t" in line[: len(line) - len(line.lstrip())]
    joined = bool(match["dash"]) and (not match["gap"] or bool(_NOT_SPACES.search(match["gap"])))
    unspaced = bool(match["wide"]) or match["rest"][:1] not in {"", " ", "\t"}
    return (
        here or joined or unspaced or bool(_NOT_SPACES.search(match["space"]) or _CURLY_VALUE.fullmatch(match["rest"]))
    )


def _line_fix(lines: Sequence[str], n: int, model: type[Record], *, here: bool) -> LineFix | None:
    """Return the repair of one line, if its column is certain."""
    opened = _open_blocks(lines[:n])
    if opened is None:
        return None
    match = _FIELD.fullmatch(lines[n])
    fix = _field_fix(n, match, model, opened, here=here) if match else _other_fix(lines, n, model, opened)
    return None if fix is None or fix.text == lines[n] else fix


def _field_fix(n: int, match: re.Match[str], model: type[Record], opened: _Opened, *, here: bool) -> LineFix | None:
    """Return the repair of a line of the form ``name: value``."""
    columns = _columns(model, opened, match["name"], match["space"], is_entry=bool(match["dash"]))
    if (column := _column(match["space"], columns, here=here)) is None:
        return None
    rest, kind = match["rest"], INDENTATION
    if match["wide"] or rest[:1] not in {"", " ", "\t"}:
        rest, kind = f" {rest.lstrip()}".rstrip(), NAME
    if curly := _CURLY_VALUE.fullmatch(rest):
        rest, kind = f'{curly[1]}"{curly[2] or curly[3]}"{curly[4]}', QUOTES
    gap = match["gap"] if match["gap"] and not _NOT_SPACES.search(match["gap"]) else " "
    return LineFix(n, f"{' ' * column}{f'-{gap}' if match['dash'] else ''}{match['name']}:{rest}", kind)


def _other_fix(lines: Sequence[str], n: int, model: type[Record], opened: _Opened) -> LineFix | None:
    """Return the repair of a line that starts with a tab and has no field."""
    match = _OTHER.fullmatch(lines[n])
    if not match or "\t" not in match["space"]:
        return None
    if not match["rest"]:
        return LineFix(n, "", LINE_ENDS)
    if match["rest"].startswith("#"):
        above = next((line for line in reversed(lines[:n]) if line.strip()), "")
        column: int | None = len(above) - len(above.lstrip())
    elif match["dash"]:
        column = _column(match["space"], _columns(model, opened, "", match["space"], is_entry=True), here=True)
    else:
        continues = opened.is_plain_text and not _NAME_START.match(match["rest"])
        column = opened.blocks[-1].column + 2 if continues else None
    return None if column is None else LineFix(n, " " * column + lines[n].lstrip(), INDENTATION)


def _column(space: str, columns: Sequence[int], *, here: bool) -> int | None:
    """Return which of ``columns`` a line has that is indented with ``space``; None if that is not certain."""
    if "\t" not in space and len(space) in columns:
        return len(space)
    if len(columns) == 1 and ("\t" in space or (here and abs(len(space) - columns[0]) == 1)):
        return columns[0]
    return None


def _columns(model: type[Record], opened: _Opened, name: str, space: str, *, is_entry: bool) -> list[int]:
    """Return the columns at which a field, or a list entry that starts with it, may follow; no name: a text."""

    def fits(location: Location) -> bool:
        return name in fields_at(model, location) if name else not fields_at(model, location)

    columns = [
        block.column
        for block in opened.blocks
        if block.is_list == is_entry and name not in block.names and fits(block.location)
    ]
    location = opened.location
    if opened.is_empty and is_list_at(model, location) == is_entry and fits(location):
        outer = opened.blocks[-1].column
        is_free = "\t" not in space and (len(space) > outer or (is_entry and len(space) == outer))
        columns.append(len(space) if is_free else outer + 2)
    return columns


def _open_blocks(lines: Sequence[str]) -> _Opened | None:
    """Return what is open after the lines; None if they have an error, or a block of text could go on."""
    value, places, problems = compose("", "\n".join((*lines, "")))
    if any(problem.code is not Code.DUPLICATE_KEY for problem in problems):
        return None
    if value is None:
        return _Opened([_Block(0, (), is_list=False, names=frozenset())], (), is_empty=False, is_plain_text=False)
    blocks: list[_Block] = []
    location: Location = ()
    while isinstance(value, dict | list) and value:
        if _letter(lines, places, location) in {"{", "["}:
            return _Opened(blocks, location, is_empty=False, is_plain_text=False)
        names = frozenset(value) if isinstance(value, dict) else frozenset()
        column = places.value(location).column - 1
        blocks.append(_Block(column, location, isinstance(value, list), names))
        key = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        value, location = value[key], (*location, key)
    letter = _letter(lines, places, location)
    if isinstance(value, str) and letter in {"|", ">"}:
        return None
    is_plain = isinstance(value, str) and bool(blocks) and letter not in {'"', "'"}
    return _Opened(blocks, location, is_empty=value is None and bool(blocks), is_plain_text=is_plain)


def _letter(lines: Sequence[str], places: Places, location: Location) -> str:
    """Return the first letter of the value at ``location``."""
    span = places.value(location)
    return lines[span.line - 1][span.column - 1 : span.column] if span.line <= len(lines) else ""


def tidy(lines: Sequence[str], model: type[Record]) -> list[LineFix]:
    """Return what makes valid lines tidy without changing a value: no spaces at their ends, and each id first."""
    value, places, problems = compose("", "\n".join((*lines, "")))
    if problems:
        return []
    inside = scalar_lines("\n".join((*lines, "")))
    ends = [
        LineFix(n, text, LINE_ENDS)
        for n, line in enumerate(lines)
        if n not in inside and (text := _LINE_END.sub("", line)) != line
    ]
    if ends:
        return ends if _same_values(lines, ends, value) else []
    order: list[LineFix] = []
    for start, end, column in _late_ids(lines, value, places, model):
        if not order or start > max(fix.line for fix in order):
            order += _id_first(lines, start, end, column)
    return order if _same_values(lines, order, value) else []


def _late_ids(
    lines: Sequence[str], value: Any, places: Places, model: type[Record], location: Location = ()
) -> Iterator[tuple[int, int, int]]:
    """Yield the first line, the line of the id, and the column of each entry whose id is not first and can be moved."""
    if isinstance(value, dict) and location and isinstance(location[-1], int) and "id" in value:
        first, own = places.key((*location, next(iter(value)))), places.key((*location, "id"))
        start, end, column = first.line - 1, own.line - 1, first.column - 1
        between = lines[start : end + 1]
        movable = (
            end > start
            and own.column == first.column
            and lines[start][:column].strip() == "-"
            and _ID_LINE.fullmatch(lines[end])
            and all(line.strip() and "#" not in line for line in between)
        )
        if movable and "id" in fields_at(model, location):
            yield start, end, column
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _late_ids(lines, child, places, model, (*location, key))


def _id_first(lines: Sequence[str], start: int, end: int, column: int) -> Iterator[LineFix]:
    moved = (
        lines[start][:column] + lines[end][column:],
        " " * column + lines[start][column:],
        *lines[start + 1 : end],
    )
    return (LineFix(start + n, text, "" if n else ORDER) for n, text in enumerate(moved))


def _same_values(lines: Sequence[str], fixes: Sequence[LineFix], value: Any) -> bool:
    changed = list(lines)
    for fix in fixes:
        changed[fix.line] = fix.text
    fixed, _, problems = compose("", "\n".join((*changed, "")))
    return not problems and _without_outer_spaces(fixed) == _without_outer_spaces(value)


def _without_outer_spaces(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_outer_spaces(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_without_outer_spaces(child) for child in value]
    return " ".join(value.split()) if isinstance(value, str) else value
