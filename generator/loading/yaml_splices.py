"""Change values in the text of a YAML file, so that comments, order, quotes and folding of all others stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from generator.loading.yaml_nodes import Field, Node
from generator.loading.yaml_writing import WIDTH, entry, group_in_brackets, named, scalar

Edit = tuple[int, int, str]
"""The offsets of a part of a text, and what to write in its place."""


class Entry(dict[str, Any]):
    """A record of a list, as it is wanted: ``origin`` is its number in the list that is written now, from 0."""

    def __init__(self, fields: Mapping[str, Any], origin: int | None = None) -> None:
        super().__init__(fields)
        self.origin = origin


@dataclass(frozen=True, slots=True)
class _ListChange:
    """What becomes of a list: kept entries with what is wanted of them, removed ones, and new ones after a number."""

    kept: Mapping[int, Any]
    new: Mapping[int, list[Any]] = field(default_factory=dict)


def one_line(text: str) -> str:
    """Return a text as its field reads it: runs of white space count as one space."""
    return " ".join(text.split())


def edits_of(text: str, top: Node, wanted: Mapping[str, Any]) -> list[Edit]:
    """Return the edits, in order, that give a text the values that are wanted; lists of records are of ``Entry``."""
    return sorted(_group(text, top, wanted), key=lambda edit: edit[:2])


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits in order."""
    parts, last = [], 0
    for start, end, new in edits:
        parts += [text[last:start], new]
        last = end
    return "".join((*parts, text[last:]))


def _is_same(node: Node, wanted: Any) -> bool:
    if isinstance(node.value, dict):
        return (
            isinstance(wanted, dict)
            and node.value.keys() == wanted.keys()
            and all(_is_same(one.node, wanted[name]) for name, one in node.value.items())
        )
    if isinstance(node.value, list):
        if not isinstance(wanted, list) or len(node.value) != len(wanted):
            return False
        order = [one.origin for one in wanted if isinstance(one, Entry)]
        return order in ([], [*range(len(wanted))]) and all(map(_is_same, node.value, wanted))
    return isinstance(wanted, str) and one_line(node.value) == one_line(wanted)


def _value(text: str, name: str, one: Field, wanted: Any) -> Iterator[Edit]:
    """Yield the edits of the value of a field in a group that is not in brackets."""
    node = one.node
    if _is_same(node, wanted):
        return
    if type(node.value) not in {dict, list, str} or not isinstance(wanted, type(node.value)):
        yield one.start, node.end, "\n".join(named(name, wanted, one.column)).lstrip()
    elif node.is_flow:
        yield node.start, node.end, _in_brackets(text, node, wanted)
    elif isinstance(node.value, dict):
        yield from _group(text, node, wanted)
    elif isinstance(node.value, list):
        yield from _list(text, node, _list_change(node, wanted))
    else:
        yield _scalar(text, node, wanted, one.column + 2)


def _scalar(text: str, node: Node, wanted: str, indent: int) -> Edit:
    # A comment behind a text that is folded would be a part of it.
    may_fold = not text[node.end : _line_end(text, node.end)].strip()
    new = scalar(one_line(wanted), node.column, indent, node.style, may_fold=may_fold)
    comment = ""
    if node.style in {"|", ">"}:
        header = text[node.start : _line_end(text, node.start)]
        comment = f"  {header[header.index(' #') + 1 :]}" if " #" in header else ""
    first, line_break, rest = new.partition("\n")
    return node.start, node.end, f"{first}{comment}{line_break}{rest}"


def _in_brackets(text: str, node: Node, wanted: Any) -> str:
    """Return what is wanted in brackets, with what stays as it is written now."""
    if _is_same(node, wanted):
        return text[node.start : node.end]
    if isinstance(wanted, dict) and isinstance(node.value, dict):
        now = {name: one.node for name, one in node.value.items()}
        values = (
            _in_brackets(text, now[name], one) if name in now else group_in_brackets(one)
            for name, one in wanted.items()
        )
        parts = [f"{name}: {value}" for name, value in zip(wanted, values, strict=True)]
        return "{" + _joined(parts, node.column) + "}"
    if isinstance(wanted, list) and isinstance(node.value, list):
        change = _list_change(node, wanted)
        parts = [group_in_brackets(one) for one in change.new.get(-1, [])]
        for n, child in enumerate(node.value):
            parts += [_in_brackets(text, child, change.kept[n])] if n in change.kept else []
            parts += [group_in_brackets(one) for one in change.new.get(n, [])]
        return "[" + _joined(parts, node.column) + "]"
    if isinstance(wanted, str) and isinstance(node.value, str):
        return scalar(one_line(wanted), 0, 0, node.style, in_brackets=True)
    return group_in_brackets(wanted)


def _joined(parts: Iterable[str], column: int) -> str:
    """Return the parts with commas, in lines that are not too long."""
    lines = [""]
    for part in parts:
        if lines[-1] and column + 1 + len(lines[-1]) + len(part) > WIDTH - 2:
            lines.append("")
        lines[-1] += f"{part}, "
    return f"\n{' ' * (column + 1)}".join(line.rstrip() for line in lines).removesuffix(",")


def _list_change(node: Node, wanted: Sequence[Any]) -> _ListChange:
    """Return which entries stay, by their numbers or, of texts, by their words."""
    new: dict[int, list[Any]] = {}
    if any(isinstance(one, dict) for one in wanted):
        kept, last = {}, -1
        for one in wanted:
            origin = one.origin if isinstance(one, Entry) else None
            if origin is None:
                new.setdefault(last, []).append(one)
            else:
                kept[origin] = one
                last = origin
        return _ListChange(kept, new)
    old = [one_line(one.value) if isinstance(one.value, str) else None for one in node.value]
    kept = {}
    matcher = SequenceMatcher(None, old, [one_line(one) for one in wanted], autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        count = min(i2 - i1, j2 - j1)
        kept |= {i1 + n: wanted[j1 + n] for n in range(count)}
        if added := [*wanted[j1 + count : j2]]:
            new[i1 + count - 1] = added
    return _ListChange(kept, new)


def _list(text: str, node: Node, change: _ListChange) -> Iterator[Edit]:
    """Yield the edits of a list whose entries have dashes."""
    starts = [_dash_line(text, child, node.column) for child in node.value]
    for n, child in enumerate(node.value):
        if n not in change.kept:
            yield _without_lines(text, starts[n], child.end)
        elif _is_same(child, change.kept[n]):
            continue
        elif child.is_flow:
            yield child.start, child.end, _in_brackets(text, child, change.kept[n])
        elif isinstance(child.value, dict):
            yield from _group(text, child, change.kept[n])
        else:
            yield _scalar(text, child, change.kept[n], node.column + 2)
    has_gaps = len(starts) > 1 and "\n\n" in text[node.value[0].end : starts[1]].replace(" ", "")
    for n, values in change.new.items():
        blocks = ["\n".join(entry(one, node.column)) for one in values]
        gap = "\n\n" if has_gaps else "\n"
        if n < 0:
            yield starts[0], starts[0], "".join(block + gap for block in blocks)
        else:
            end = _line_end(text, node.value[n].end)
            yield end, end, "".join(gap + block for block in blocks)


def _group(text: str, node: Node, wanted: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield the edits of a group of fields, each on lines of its own."""
    kept = [name for name in node.value if name in wanted]
    if not kept:
        lines = [line for name, one in wanted.items() for line in named(name, one, node.column)]
        yield node.start, node.end, "\n".join(lines).lstrip()
        return
    names, first = [*node.value], 0
    line_start = text.rfind("\n", 0, node.start) + 1
    if names[0] not in wanted and text[line_start : node.start].strip():
        # The dash of an entry stands before its first field: what follows moves up to it.
        first = names.index(kept[0])
        yield node.start, node.value[kept[0]].start, ""
    for name in names[first:]:
        one = node.value[name]
        if name in wanted:
            yield from _value(text, name, one, wanted[name])
        else:
            yield _without_lines(text, text.rfind("\n", 0, one.start) + 1, one.node.end)
    after = ""
    for name, value in wanted.items():
        if name in node.value:
            after = name
            continue
        one = node.value[after or kept[0]]
        end = _line_end(text, one.node.end)
        yield end, end, "".join(f"\n{line}" for line in named(name, value, one.column))


def _dash_line(text: str, child: Node, column: int) -> int:
    """Return the offset of the line with the dash of an entry, which may be above its first field."""
    start = text.rfind("\n", 0, child.start) + 1
    while text[start : start + column + 1].strip() != "-" and start > 0:
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _without_lines(text: str, start: int, end: int) -> Edit:
    """Return the edit that takes away whole lines, and the empty ones below if there are such above too."""
    end = min(_line_end(text, end) + 1, len(text))
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    while not above.strip() and end < len(text) and not text[end : _line_end(text, end)].strip():
        end = min(_line_end(text, end) + 1, len(text))
    return start, end, ""
