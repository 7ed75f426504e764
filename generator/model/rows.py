"""Rows of the tables of kinds, pages and output formats. A row without one of its cells raises an error."""

from __future__ import annotations

from dataclasses import MISSING, field, fields
from enum import Enum
from typing import Any


class IncompleteRowError(Exception):
    """A row of a table in this package lacks a cell."""


def cell(meaning: str) -> Any:
    """Return a required dataclass field; ``meaning`` is what the error says to write there."""
    return field(metadata={"meaning": meaning})


class Row:
    """The base class of rows, which are frozen dataclasses with keyword-only cells and no defaults."""

    __slots__ = ()

    def __new__(cls, *_: Any, **cells: Any) -> Any:
        """Raise ``IncompleteRowError`` with the row and the cell if a cell is missing."""
        for one in fields(cls):  # type: ignore[arg-type]
            if one.default is MISSING and one.default_factory is MISSING and one.name not in cells:
                first = next(filter(None, cells.values()), "?")
                name = first.value if isinstance(first, Enum) else first
                raise IncompleteRowError(
                    f"the row '{name}' of {cls.__name__} leaves out `{one.name}`: {one.metadata.get('meaning', '')}"
                )
        return super().__new__(cls)

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]:
        """Return the cells for ``__new__`` when a row is unpickled, as in the jobs of workers."""
        return (), {one.name: getattr(self, one.name) for one in fields(self)}  # type: ignore[arg-type]
