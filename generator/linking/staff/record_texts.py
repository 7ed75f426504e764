"""Finds the texts of records: what an author worded freely, with the record, the field and the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.diagnostics import Span
from generator.loading.project import Records
from generator.loading.records import Located
from generator.loading.yaml_values import Location
from generator.model.channels import Channel
from generator.model.record import Citation, Identified, Record, RecordFile
from generator.model.references import CarrierMark, RefersTo
from generator.model.values import IdOf


@dataclass(frozen=True, slots=True)
class RecordText:
    """A text of a record, in its field or in a list there."""

    record: str
    """The id of the record, or of the one that it is in; the name of the file if it has none."""
    text: str
    _part: Record
    """The record or the part of one that has the field."""
    _located: Located[Record]
    _place: Location

    @property
    def span(self) -> Span:
        """The place of the text in its file."""
        return self._located.span(*self._place)

    @property
    def field(self) -> str:
        """The field in plain words, such as ``what for``; that of a part without an id also says which part."""
        names = [part for part in self._place if isinstance(part, str)]
        plain = names[-1].replace("_", " ")
        if isinstance(self._part, Channel):
            return f"{self._part.kind.value} {plain}"
        is_whole = isinstance(self._part, Identified) or len(names) == 1
        return plain if is_whole else f"{plain} in {names[-2].replace('_', ' ')}"


def texts_of_files(records: Records, files: Iterable[type[RecordFile]]) -> Iterator[RecordText]:
    """Yield every text in these files, in their order."""
    for file in files:
        if located := records.located(file):
            yield from texts_of(located, file.file)


def texts_of(located: Located[Record], name: str) -> Iterator[RecordText]:
    """Yield every text of a record and of those in it. ``name`` stands for the id of a record that has none.

    Members of a list, dates, counts and references to other records are no texts.
    """
    yield from _texts(located, located.record, (), name)


def _texts(located: Located[Record], part: Record, place: Location, record: str) -> Iterator[RecordText]:
    record = part.id if isinstance(part, Identified) else record
    for name, yaml_name in _worded_fields(type(part)):
        value = getattr(part, name)
        if isinstance(value, str):
            yield RecordText(record, value, part, located, (*place, yaml_name))
        elif isinstance(value, Record | tuple) and value:
            yield from _below(located, part, value, (*place, yaml_name), record)


def _below(located: Located[Record], part: Record, value: object, place: Location, record: str) -> Iterator[RecordText]:
    if isinstance(value, str):
        yield RecordText(record, value, part, located, place)
    elif isinstance(value, Record):
        yield from _texts(located, value, place, record)
    elif isinstance(value, tuple):
        for n, child in enumerate(value):
            yield from _below(located, part, child, (*place, n), record)


@cache
def _worded_fields(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the name of each field that refers to no record or clause, with its name in YAML."""
    return tuple(
        (name, one.alias or name)
        for name, one in model.model_fields.items()
        if not any(isinstance(mark, RefersTo | IdOf | CarrierMark) for mark in one.metadata)
        and not (issubclass(model, Citation) and name == "clause")
    )
