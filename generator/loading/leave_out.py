"""Take records out of a project, with every reference to them.

A partnership leaves out what it does not need, and what a pack has for other areas. A reference in a list is taken out
of it. A record that cannot be without what it names goes too, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from annotated_types import MinLen
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.diagnostics import Span
from generator.loading.pack_records import Composed
from generator.loading.records import record_classes
from generator.loading.yaml_values import Location, Places
from generator.model.kinds import KINDS
from generator.model.packs import pack_of
from generator.model.pages import FrontMatter
from generator.model.record import Record
from generator.model.references import CARRIER, RefersTo, Relation
from generator.model.values import IdOf, Needed, NeededFor

_CARRIERS = frozenset(kind.key for kind in KINDS if kind.carries)
_TOKEN = re.compile(r"\{[a-z]+:([a-z0-9-]+)\}")
"""A fact of a record in a text."""


Named = tuple[str, str]
"""The key of a kind of record, or "page", and an id."""

PAGE = "page"
SHARED = frozenset(kind.key for kind in KINDS if kind.shared_id) | {PAGE}
"""The kinds of which no two records have the same id: a link in a text may name them."""


@dataclass(slots=True)
class Gone:
    """The records and pages that a project leaves out."""

    because: dict[Named, str] = field(default_factory=dict)
    """Why each is gone: what the project leaves out that it is in, or the id of what it cannot be without."""
    of_packs: set[Named] = field(default_factory=set)
    """What only the records and pages of packs may name although it is not there."""
    is_wanted: bool = False
    """Whether the project says that it leaves something out; else packs have something for other areas only."""
    whole_kinds: set[str] = field(default_factory=set)
    """The keys of the kinds of which the project leaves out the file, and so every record."""
    next_pages: dict[str, str] = field(default_factory=dict)
    """The id of the page that comes next on the route, by that of the page before it."""

    @property
    def ids(self) -> Set[Named]:
        """What is gone."""
        return self.because.keys()

    def add(self, named: Iterable[Named], because: str) -> None:
        """Add records and pages. What is gone already keeps its reason."""
        for one in named:
            self.because.setdefault(one, because)

    def has(self, identifier: str, span: Span, kinds: frozenset[str] = SHARED) -> bool:
        """Return whether a reference at ``span`` to a record of one of ``kinds`` is to be taken out."""
        named = {(kind, identifier) for kind in kinds}
        return bool(self.ids & named) or (bool(named & self.of_packs) and bool(pack_of(span)))

    def __bool__(self) -> bool:
        return bool(self.because or self.of_packs)


def named_in(model: type[Record], value: Any) -> Iterator[Named]:
    """Yield the kind and the id of every record in a value of class ``model``."""
    return (named for named, _ in named_places(model, value))


def named_places(model: type[Record], value: Any, at: Location = ()) -> Iterator[tuple[Named, Location]]:
    """Yield the kind and the id of every record in a value of class ``model``, each with its place in the value."""
    if not isinstance(value, dict):
        return
    if isinstance(value.get("id"), str):
        yield (_kind(model), value["id"]), at
    for name, info in _fields(model).items():
        classes = record_classes(info.annotation)
        part = value.get(name) if classes else None
        children = [((*at, name, n), child) for n, child in enumerate(part)] if isinstance(part, list) else []
        for place, child in children or [((*at, name), part)]:
            if isinstance(child, dict):
                yield from named_places(_class_of(child, classes), child, place)


def names_of(composed: Composed) -> frozenset[str]:
    """Return every text of a value, and every id that a text of it names: all that it could name of what is gone."""
    texts = set(_texts(composed.value))
    return frozenset(texts | {match[1] for text in texts for match in _TOKEN.finditer(text)})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


@cache
def _kind(model: type[Record]) -> str:
    """Return the kind of a class of records; empty for one whose ids nothing else names."""
    kinds = {kind.model: kind.key for kind in KINDS}
    return PAGE if model is FrontMatter else next((kinds[base] for base in model.__mro__ if base in kinds), "")


def pruned(model: type[Record], composed: Composed, gone: Gone) -> Composed | None:
    """Return a value without what is gone and what cannot be without it; None if nothing of it can be.

    The ids of records that go too are added to ``gone``. The same value is returned if it names nothing that is gone.
    """
    rest = _without_gone(model, composed, gone)
    if rest is not None and rest is not composed:
        # A part that nothing uses any more, such as a question of a quiz, goes with what used it.
        unused = _used(model, composed.value) - _used(model, rest.value) - gone.ids
        gone.add(sorted(unused), next(iter(rest.pruned.values()), ""))
    return rest


def _used(model: type[Record], value: Any) -> set[Named]:
    """Return the records that others in a value of class ``model`` use."""
    found: set[Named] = set()
    for name, info in _fields(model).items() if isinstance(value, dict) else ():
        part = value.get(name)
        parts = part if isinstance(part, list) else [part]
        mark, classes = _reference(info), record_classes(info.annotation)
        if isinstance(mark, RefersTo) and mark.relation is Relation.USES:
            found |= {(kind, one) for one in parts if isinstance(one, str) for kind in mark.kinds}
        for child in parts if classes else ():
            if isinstance(child, dict):
                found |= _used(_class_of(child, classes), child)
    return found


def _without_gone(model: type[Record], composed: Composed, gone: Gone) -> Composed | None:
    while True:
        pruning = _Pruning(composed.places, gone)
        if pruning.record(composed.value, model, ()):
            gone.add(named_in(model, composed.value), pruning.reason)
            return None
        if not pruning.dropped and not composed.pruned:
            return composed
        for location, reason in pruning.dropped.items():
            gone.add(_named_at(model, composed.value, location), reason)
        if pruning.dropped:
            composed = without(composed, pruning.dropped)
        invalid = dict(_invalid_entries(model, composed))
        if not invalid and not pruning.dropped:
            return composed
        for location, reason in invalid.items():
            gone.add(_named_at(model, composed.value, location), reason)
        if () in invalid:
            return None
        if invalid:
            composed = without(composed, invalid)


def _invalid_entries(model: type[Record], composed: Composed) -> Iterator[tuple[Location, str]]:
    """Yield the innermost list entries that are invalid because something was taken out of them, with the reason."""
    try:
        model.model_validate(composed.value, by_alias=True, by_name=False)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            location = detail["loc"]
            entry = next((location[:n] for n in range(len(location), 0, -1) if isinstance(location[n - 1], int)), ())
            reasons = (why for one, why in composed.pruned.items() if one[: len(entry)] == entry)
            if reason := next(reasons, ""):
                yield entry, reason


class _Pruning:
    """Finds what to take out of one value."""

    def __init__(self, places: Places, gone: Gone) -> None:
        self.places, self.gone = places, gone
        self.dropped: dict[Location, str] = {}
        """Where something is to be taken out, and the id of what is gone there."""
        self.reason = ""
        """The id that was found last of what is gone."""

    def record(self, value: Any, model: type[Record], at: Location) -> bool:
        """Note what is to be taken out of a record. Return whether the record itself must go."""
        if not isinstance(value, dict):
            return False
        if self._is_gone(value.get("id"), (*at, "id"), frozenset({_kind(model)}) if "id" in value else frozenset()):
            return True
        for name, info in _fields(model).items():
            if name in value and name not in {"id", "formerly"} and self._part(value[name], info, (*at, name)):
                if info.is_required() or self._needs_it(value, info, at):
                    return True
                self.dropped[(*at, name)] = self.reason
        return False

    def _needs_it(self, value: dict[str, Any], info: FieldInfo, at: Location) -> bool:
        """Note the values of other fields that cannot be without this one. Return whether the record cannot either."""
        for mark in info.metadata:
            if isinstance(mark, Needed) and not (mark.if_any_left and _kinds_named(info) <= self.gone.whole_kinds):
                return True
            others = value.get(mark.field) if isinstance(mark, NeededFor) else None
            if isinstance(others, list):
                going = {(*at, mark.field, n): self.reason for n, other in enumerate(others) if other == mark.value}
                if len(going) == len(others):
                    return True
                self.dropped |= going
        return False

    def _part(self, part: Any, info: FieldInfo, at: Location) -> bool:
        """Note what is to be taken out of the value of a field. Return whether all of it must go."""
        mark = _reference(info)
        classes = record_classes(info.annotation)

        def must_go(value: Any, place: Location) -> bool:
            if isinstance(value, dict) and classes:
                return self.record(value, _class_of(value, classes), place)
            return self._is_gone(value, place, _kinds(mark)) if mark else self._has_gone_fact(value, place)

        if not isinstance(part, list):
            return must_go(part, at)
        going = {(*at, n): self.reason for n, value in enumerate(part) if must_go(value, (*at, n))}
        least = next((mark.min_length for mark in info.metadata if isinstance(mark, MinLen)), 1)
        if going and len(part) - len(going) < least:
            return True
        self.dropped |= going
        return False

    def _is_gone(self, value: Any, at: Location, kinds: frozenset[str] = SHARED) -> bool:
        if not isinstance(value, str) or not self.gone.has(value, self.places.value(at), kinds):
            return False
        self.reason = value
        return True

    def _has_gone_fact(self, value: Any, at: Location) -> bool:
        return isinstance(value, str) and any(self._is_gone(match[1], at) for match in _TOKEN.finditer(value))


def _reference(info: FieldInfo) -> RefersTo | IdOf | None:
    return next((mark for mark in info.metadata if isinstance(mark, RefersTo | IdOf)), None)


def _kinds_named(info: FieldInfo) -> frozenset[str]:
    mark = _reference(info)
    return mark.kinds if mark else frozenset()


def _kinds(mark: RefersTo | IdOf) -> frozenset[str]:
    return _CARRIERS if CARRIER in mark.kinds else mark.kinds


@cache
def _fields(model: type[Record]) -> Mapping[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _class_of(value: dict[str, Any], classes: tuple[type[Record], ...]) -> type[Record]:
    """Return the class that has most of the fields of a value."""
    if len(classes) == 1:
        return classes[0]
    return max(classes, key=lambda one: len(_fields(one).keys() & value.keys()))


def _named_at(model: type[Record], value: Any, location: Location) -> Iterator[Named]:
    """Yield what ``named_in`` yields, for the part of a value at ``location``."""
    classes: tuple[type[Record], ...] = (model,)
    for key in location:
        if isinstance(key, str):
            info = _fields(_class_of(value, classes)).get(key)
            classes = record_classes(info.annotation) if info else ()
        value = value[key]
        if not classes:
            return
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield from named_in(_class_of(part, classes), part)


def _at(value: Any, location: Location) -> Any:
    for key in location:
        value = value[key]
    return value


def without(composed: Composed, dropped: Mapping[Location, str]) -> Composed:
    """Return a value without the entries and fields at ``dropped``. Where something was taken out is in ``pruned``."""
    old_places = composed.places
    places = Places(old_places.path, old_places.text, old_places.first_line, old_places.pack_texts)
    taken_out: dict[Location, str] = {}

    def copy(part: Any, old: Location, new: Location) -> Any:
        if old in old_places.values:
            places.values[new] = old_places.values[old]
        if old in old_places.keys:
            places.keys[new] = old_places.keys[old]
        if old in composed.pruned:
            taken_out[new] = composed.pruned[old]
        if isinstance(part, dict):
            remaining = {key: child for key, child in part.items() if (*old, key) not in dropped}
            if lost := next((key for key in part if key not in remaining), None):
                taken_out[new] = dropped[*old, lost]
            return {key: copy(child, (*old, key), (*new, key)) for key, child in remaining.items()}
        if isinstance(part, list):
            left: list[Any] = []
            for n, child in enumerate(part):
                if (*old, n) in dropped:
                    taken_out[new] = dropped[*old, n]
                else:
                    left.append(copy(child, (*old, n), (*new, len(left))))
            return left
        return part

    value = copy(composed.value, (), ())
    return Composed(value, places, taken_out)
