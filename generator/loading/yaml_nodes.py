"""Read YAML as nodes that know where they stand, so that one value can be changed and every other byte stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place in the text: offsets in letters, ``end`` after its last letter that is not white space."""

    value: Any
    """A text, a dict of ``Field``, or a list of ``Node``."""
    start: int
    end: int
    column: int
    """How many letters stand before it in its line."""
    style: str
    """The sign that begins a text: a quotation mark, ``|``, ``>`` or nothing."""
    is_flow: bool = False
    """Whether a list or group is in brackets."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group: the place of its name, and its value."""

    start: int
    column: int
    node: Node = field(repr=False)


def read_nodes(text: str) -> Node | None:
    """Return the nodes of a text that ``compose`` has read without a problem; None if it has no value."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    top = yaml.compose(text, Loader=loader)
    return None if top is None else _node(top, text)


def _node(node: Any, text: str) -> Node:
    start, column = node.start_mark.index, node.start_mark.column
    if isinstance(node, yaml.MappingNode):
        fields = {
            key.value: Field(key.start_mark.index, key.start_mark.column, _node(value, text))
            for key, value in node.value
        }
        ends = [one.node.end for one in fields.values()]
        end = node.end_mark.index if node.flow_style or not ends else max(ends)
        return Node(fields, start, end, column, "", bool(node.flow_style))
    if isinstance(node, yaml.SequenceNode):
        entries = [_node(entry, text) for entry in node.value]
        end = node.end_mark.index if node.flow_style or not entries else max(entry.end for entry in entries)
        return Node(entries, start, end, column, "", bool(node.flow_style))
    end = start + len(text[start : node.end_mark.index].rstrip())
    return Node(node.value, start, end, column, node.style or "", is_flow=False)


def plain_value(node: Node) -> Any:
    """Return the value of a node as ``compose`` returns it."""
    if isinstance(node.value, dict):
        return {name: plain_value(one.node) for name, one in node.value.items()}
    if isinstance(node.value, list):
        return [plain_value(one) for one in node.value]
    return node.value
