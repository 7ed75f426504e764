"""Repair lines of YAML whose meaning is certain although their spaces or quotes are wrong.

Which column a line belongs in is decided by the records: the groups and lists that are open above it, and which of
these has a field of that name. Where two have, the line is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.diagnostics import Code
from generator.loading.records import fields_at, is_list_at
from generator.loading.value_fixes import CURLY, MISSING_SPACE, QUOTES
from generator.loading.yaml_values import Location, Places, compose, error_line, scalar_lines
from generator.model.record import Record

INDENTATION = "spaces at the start of a line"
LINE_ENDS = "spaces at the end of a line"
ORDER = "id not in the first line of its record"

WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are none in YAML, as the inside of a character class: word processors and web pages have them."""

MOST_SUSPECTS = 20
"""The most lines above a problem that are looked at for its cause."""

LINES_BELOW = 2
"""How many lines below the place of an error may be its cause."""

_FIELD = re.compile(
    rf"(?P<space>[ \t{WIDE}]*)(?:(?P<dash>-)(?P<gap>[ \t{WIDE}]*))?(?P<name>[a-z_]+):(?P<wide>[{WIDE}]*)(?P<rest>.*)"
)
_OTHER = re.compile(rf"(?P<space>[ \t{WIDE}]*)(?P<dash>-[ {WIDE}]+)?(?P<rest>.*)")
"""A line without a field: an entry of a list of texts, the next line of a text, a comment, or nothing."""
_NAME_START = re.compile(r"\w+ ?:")
_NAME_IN_BRACES = re.compile(r"\{ *([a-z_]+):")
_CURLY_VALUE = re.compile(rf'(\s*)(?:[{CURLY}]([^{CURLY}"\\]+)[{CURLY}"]|"([^{CURLY}"\\]+)[{CURLY}])(\s*)')
_NOT_SPACES = re.compile(rf"[\t{WIDE}]")
_LINE_END = re.compile(rf"(?<![ \t{WIDE}])[ \t{WIDE}]+$")
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


def syntax_fixes(lines: Sequence[str], line: int, model: type[Record]) -> list[LineFix]:
    """Return the repairs of one line that an error in ``line`` (from 0) may come from: there, above or just below.

    There are several if records could have the line in several columns.
    """
    last = min(line, len(lines) - 1)
    order = (*range(last, -1, -1), *range(last + 1, min(last + 1 + LINES_BELOW, len(lines))))
    suspects = (n for n in order if is_suspect(lines[n], here=n == line))
    for _, n in zip(range(MOST_SUSPECTS), suspects, strict=False):
        if fixes := _line_fixes(lines, n, model, here=n == line):
            return fixes
    return []


def has_other_spaces(line: str) -> bool:
    """Return whether a line is indented with anything but spaces."""
    return bool(_NOT_SPACES.search(line[: len(line) - len(line.lstrip())]))


def is_suspect(line: str, *, here: bool = False) -> bool:
    """Return whether a line has the look of a slip: other spaces, no space after a colon or a dash, or curly quotes.

    ``here``: an error was noticed in it.
    """
    match = _FIELD.fullmatch(line)
    if not match:
        return has_other_spaces(line)
    joined = bool(match["dash"]) and (not match["gap"] or bool(_NOT_SPACES.search(match["gap"])))
    unspaced = bool(match["wide"]) or match["rest"][:1] not in {"", " ", "\t"}
    return (
        here or joined or unspaced or bool(_NOT_SPACES.search(match["space"]) or _CURLY_VALUE.fullmatch(match["rest"]))
    )


def _line_fixes(lines: Sequence[str], n: int, model: type[Record], *, here: bool) -> list[LineFix]:
    """Return the repairs of one line, one for each column that it may have."""
    opened = _open_blocks(lines[:n])
    if opened is None:
        return []
    match = _FIELD.fullmatch(lines[n])
    if match:
        columns = _columns(model, opened, match["name"], match["space"], is_entry=bool(match["dash"]))
        if here and not match["dash"] and _is_odd(lines, n, opened, columns):
            likely: Sequence[int] = columns
        else:
            likely = _likely(match["space"], columns)
        texts = (_field_line(match, column) for column in likely)
        fixes = [LineFix(n, text, kind) for text, kind in texts]
    else:
        fixes = _other_fixes(lines, n, model, opened)
    return [fix for fix in fixes if fix.text != lines[n]]


def _field_line(match: re.Match[str], column: int) -> tuple[str, str]:
    """Return the line ``name: value`` as it should be, in a column, and what was wrong with it."""
    rest, kind = match["rest"], INDENTATION
    if match["wide"] or rest[:1] not in {"", " ", "\t"}:
        rest, kind = f" {rest.lstrip()}".rstrip(), MISSING_SPACE
    if curly := _CURLY_VALUE.fullmatch(rest):
        rest, kind = f'{curly[1]}"{curly[2] or curly[3]}"{curly[4]}', QUOTES
    gap = match["gap"] if match["gap"] and not _NOT_SPACES.search(match["gap"]) else " "
    return f"{' ' * column}{f'-{gap}' if match['dash'] else ''}{match['name']}:{rest}", kind


def _other_fixes(lines: Sequence[str], n: int, model: type[Record], opened: _Opened) -> list[LineFix]:
    """Return the repairs of a line without a field that starts with a tab or with spaces of another kind."""
    match = _OTHER.fullmatch(lines[n])
    if not match or not _NOT_SPACES.search(match["space"]):
        return []
    if not match["rest"]:
        return [LineFix(n, "", LINE_ENDS)]
    if match["rest"].startswith("#"):
        columns = [_indent(next((line for line in reversed(lines[:n]) if line.strip()), ""))]
    elif match["dash"]:
        name = _NAME_IN_BRACES.match(match["rest"])
        found = _columns(model, opened, name[1] if name else "", match["space"], is_entry=True)
        columns = [*_likely(match["space"], found)]
    else:
        continues = opened.is_plain_text and not _NAME_START.match(match["rest"])
        columns = [opened.blocks[-1].column + 2] if continues else []
    dash = "- " if match["dash"] else ""
    return [LineFix(n, f"{' ' * column}{dash}{match['rest']}", INDENTATION) for column in columns]


def _likely(space: str, columns: Sequence[int]) -> Sequence[int]:
    """Return those of ``columns`` that a line can have which is indented with ``space``."""
    return columns if "\t" in space else [column for column in columns if column == len(space)]


def _is_odd(lines: Sequence[str], n: int, opened: _Opened, columns: Sequence[int]) -> bool:
    """Return whether a line is one space out of line with the lines above it, and the next line is not like it."""
    indent = _indent(lines[n])
    below = next((line for line in lines[n + 1 :] if line.strip()), "")
    is_next_different = _indent(below) != indent
    is_column_certain = any(
        block.column in columns and (len(block.names) > 1 or outer.is_list) for outer, block in pairwise(opened.blocks)
    )
    return len(columns) == 1 and abs(indent - columns[0]) == 1 and is_next_different and is_column_certain


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


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
        is_flat = is_entry and any(a.column == b.column for a, b in pairwise(opened.blocks))
        columns.append(len(space) if is_free else outer if is_flat else outer + 2)
    return columns


def _open_blocks(lines: Sequence[str]) -> _Opened | None:
    """Return what is open after the lines; None if they have an error."""
    text = "\n".join((*lines, ""))
    if error_line(text) is not None:
        return None
    value, places, problems = compose("", text)
    if value is None and problems:
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
    is_unquoted = bool(blocks) and letter not in {'"', "'", "|", ">"}
    return _Opened(blocks, location, is_empty=is_unquoted and not value, is_plain_text=is_unquoted and bool(value))


def _letter(lines: Sequence[str], places: Places, location: Location) -> str:
    """Return the first letter of the value at ``location``."""
    span = places.value(location)
    return lines[span.line - 1][span.column - 1 : span.column] if span.line <= len(lines) else ""


def tidy(lines: Sequence[str], model: type[Record]) -> list[LineFix]:
    """Return what makes valid lines tidy without changing a value: no spaces at their ends, and each id first."""
    value, places, problems = compose("", "\n".join((*lines, "")))
    if value is None or any(problem.code is Code.DUPLICATE_KEY for problem in problems):
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
    fixed, _, _ = compose("", "\n".join((*changed, "")))
    return bool(_without_outer_spaces(fixed) == _without_outer_spaces(value))


def _without_outer_spaces(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_outer_spaces(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_without_outer_spaces(child) for child in value]
    return " ".join(value.split()) if isinstance(value, str) else value
