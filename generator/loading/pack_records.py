"""Merge the records of one file of a pack with those of the project's own file.

Values are merged before they are validated, each with its place in the file that it comes from. A record of the project
that has the id of one in the pack must say what it replaces, so that nobody does it by accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.yaml_values import Location, Places
from generator.model.packs import ALL, NONE, Replacement, pack_of
from generator.words.near_names import nearest_name

_KEY = "instead_of"
_AFTER = "listed_after"


@dataclass(frozen=True, slots=True)
class Composed:
    """The plain value of one file, with the places of its parts."""

    value: Any
    places: Places
    pruned: Mapping[Location, str] = field(default_factory=dict)
    """Where something was taken out that the project leaves out, with the id of what is gone."""


def merged(
    pack_id: str, pack: Composed | None, own: Composed, leave_out: Set[str] = frozenset()
) -> tuple[Composed, list[Replacement], list[Diagnostic]]:
    """Return the pack's value with the project's own added, what that replaces, and every problem of it.

    Lists of both are joined, the pack's first; of other fields the project's own counts. What is no group of fields is
    returned as it is, for validation to report. ``leave_out`` has the names of what the project leaves out.
    """
    merging = _Merging(pack_id, own, leave_out)
    if pack is None:
        return merging.without_pack(), [], merging.problems
    if not isinstance(own.value, dict) or not isinstance(pack.value, dict):
        return own, [], []
    merging.join(pack)
    return Composed(merging.value, merging.places), merging.replaced, merging.problems


class _Merging:
    """The project's own file, and what it becomes."""

    def __init__(self, pack_id: str, own: Composed, leave_out: Set[str]) -> None:
        self.pack_id, self.own, self.leave_out = pack_id, own, leave_out
        self.value: dict[str, Any] = {}
        texts = dict(own.places.pack_texts)
        self.places = Places(own.places.path, own.places.text, own.places.first_line, texts)
        self.replaced: list[Replacement] = []
        self.problems: list[Diagnostic] = []

    def without_pack(self) -> Composed:
        """Return the own file, after a problem for each record that replaces what is not there."""
        fields = self.own.value.items() if isinstance(self.own.value, dict) else ()
        for name, entries in fields:
            for n, entry in enumerate(entries if isinstance(entries, list) else ()):
                self._new(entry, (name, n), {})
        return self.own

    def join(self, pack: Composed) -> None:
        """Take over every field of both files."""
        self.places.pack_texts[pack.places.path] = pack.places.text
        self.places.values[()] = self.own.places.values.get((), pack.places.value(()))
        for name in dict.fromkeys((*pack.value, *self.own.value)):
            of_pack, of_own = pack.value.get(name), self.own.value.get(name)
            if isinstance(of_pack, list) and isinstance(of_own, list):
                self._join_lists(pack, name)
            elif name in pack.value and name in self.own.value and isinstance(of_pack, list | dict) and not of_own:
                # Nothing is written after its name: validation says so.
                self._put(self.own, (name,), (name,))
            else:
                self._put(self.own if name in self.own.value else pack, (name,), (name,))

    def _join_lists(self, pack: Composed, field: str) -> None:
        entries, own_entries = pack.value[field], self.own.value[field]
        known = {
            entry["id"]: entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)
        }
        own_places = {id_: n for n, entry in reversed([*enumerate(own_entries)]) if (id_ := _id(entry)) in known}
        self.value[field] = []
        self._copy_place(self.own, (field,), (field,))
        if own_places and own_places.keys() >= known.keys() - self.leave_out:
            self._join_in_own_order(pack, field, known)
            return
        followers = self._followers(field, known, {*own_places.values()})
        for n, entry in enumerate(entries):
            at: Location = (field, len(self.value[field]))
            own = own_places.get(_id(entry))
            if own is None or not self._replace(pack, (field, n), (field, own), at):
                self._put(pack, (field, n), at)
            if _id(entry):
                self._put_new(field, followers.pop(_id(entry), []), known)
        self._put_new(field, followers.pop("", []), known)

    def _put_new(self, field: str, positions: list[int], known: dict[str, Any]) -> None:
        """Add records of the project that replace none, by their positions in its list."""
        for n in positions:
            self._new(self.own.value[field][n], (field, n), known)
            self._put(self.own, (field, n), (field, len(self.value[field])))

    def _followers(self, field: str, known: dict[str, Any], taken: set[int]) -> dict[str, list[int]]:
        """Return the positions of the project's own records by the id of the pack's record they follow, or by ""."""
        found: dict[str, list[int]] = {}
        for n, entry in enumerate(self.own.value[field]):
            after = entry.get(_AFTER, "") if isinstance(entry, dict) else ""
            if n in taken:
                continue
            if after and after not in known:
                near = nearest_name(str(after), known)
                message = f"the pack {self.pack_id} has no record '{after}' in this list"
                hint = (
                    f"did you mean '{near}'?"
                    if near
                    else "write the id of a record of the pack, or take this line away"
                )
                span = self.own.places.value((field, n, _AFTER))
                self.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))
            found.setdefault(after if after in known else "", []).append(n)
        return found

    def _join_in_own_order(self, pack: Composed, field: str, known: dict[str, Any]) -> None:
        """Take over the entries of a list in which the project names every record of the pack: its order counts.

        Those that it leaves out stand at the end, to be taken away with all that names them.
        """
        theirs = {_id(entry): n for n, entry in enumerate(pack.value[field])}
        for n, entry in enumerate(self.own.value[field]):
            at: Location = (field, len(self.value[field]))
            their = theirs.pop(_id(entry), None)
            if their is None:
                self._new(entry, (field, n), known)
                self._put(self.own, (field, n), at)
            elif not self._replace(pack, (field, their), (field, n), at):
                self._put(pack, (field, their), at)
        for their in theirs.values():
            self._put(pack, (field, their), (field, len(self.value[field])))

    def _replace(self, pack: Composed, theirs: Location, ours: Location, at: Location) -> bool:
        """Put the project's record at ``at``, whole or in some fields. Return False after a problem."""
        entry, before = _at(self.own.value, ours), _at(pack.value, theirs)
        replaces = entry.get(_KEY)
        fields = [replaces] if isinstance(replaces, str) else replaces
        if not isinstance(fields, list) or not fields or not all(isinstance(one, str) for one in fields):
            message = f"the pack {self.pack_id} has a record with the id '{entry['id']}'"
            hint = (
                f"write `{_KEY}: {ALL}` to replace it, or `{_KEY}: [field]` with the fields that are other here, or "
                "choose another id"
            )
            self.problems.append(
                Diagnostic(self.own.places.value((*ours, "id")), Code.DUPLICATE_IDENTIFIER, message, hint)
            )
            return False
        span = self.own.places.value((*ours, "id"))
        fields = [] if fields == [NONE] else fields
        if fields == [ALL]:
            self._put(self.own, ours, at)
            self.replaced.append(Replacement(entry["id"], self.pack_id, (), span))
            return True
        problems = list(self._field_problems(entry, ours, fields, before))
        self.problems += problems
        if problems:
            return False
        self._append({}, at)
        self._copy_place(self.own, ours, at)
        for name in before:
            if name not in fields and name not in {"id", _KEY}:
                self._put(pack, (*theirs, name), (*at, name))
        for name in ("id", *fields, _KEY):
            if name in entry:
                self._put(self.own, (*ours, name), (*at, name))
        if fields:
            self.replaced.append(Replacement(entry["id"], self.pack_id, tuple(fields), span))
        return True

    def _field_problems(
        self, entry: dict[str, Any], ours: Location, fields: list[str], before: dict[str, Any]
    ) -> Iterator[Diagnostic]:
        """Yield a problem for each field that is written and not named, and for each that is named and nowhere."""
        places = self.own.places
        for name in entry:
            if name not in fields and name not in {"id", _KEY}:
                message = f"'{name}' is not among the fields that `{_KEY}` names, so the pack's value would count"
                hint = f"add {name} to `{_KEY}`, or take this line away"
                yield Diagnostic(places.key((*ours, name)), Code.INVALID_VALUE, message, hint)
        for n, name in enumerate(fields):
            span = places.value((*ours, _KEY, n))
            if name == "id":
                hint = f"take it out of the list; to replace the whole record, write `{_KEY}: {ALL}`"
                yield Diagnostic(span, Code.INVALID_VALUE, "the id cannot be replaced", hint)
            elif name not in entry and name not in before:
                near = nearest_name(name, [*entry, *before])
                hint = (
                    f"did you mean '{near}'?" if near else f"write `{name}:` with its value, or take it out of the list"
                )
                message = f"neither this record nor the pack's has a field '{name}'"
                yield Diagnostic(span, Code.UNKNOWN_FIELD, message, hint)

    def _new(self, entry: Any, ours: Location, known: dict[str, Any]) -> None:
        """Add a problem if a record replaces one that no pack has."""
        if not isinstance(entry, dict) or _KEY not in entry or _id(entry) in known:
            return
        near = nearest_name(_id(entry), known)
        message = f"no pack that this project builds on has a record '{_id(entry)}' here"
        hint = f"did you mean '{near}'?" if near else f"take `{_KEY}:` away, or correct the id"
        self.problems.append(Diagnostic(self.own.places.value((*ours, _KEY, 0)), Code.UNKNOWN_REFERENCE, message, hint))

    def _append(self, value: Any, at: Location) -> None:
        holder = _at(self.value, at[:-1])
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[at[-1]] = value

    def _copy_place(self, source: Composed, old: Location, new: Location) -> None:
        if old in source.places.values:
            self.places.values[new] = source.places.values[old]
        if old in source.places.keys:
            self.places.keys[new] = source.places.keys[old]

    def _put(self, source: Composed, old: Location, new: Location) -> None:
        """Add a value with the places of all its parts."""
        self._append(_at(source.value, old), new)
        self._copy_places(source, _at(source.value, old), old, new)

    def _copy_places(self, source: Composed, value: Any, old: Location, new: Location) -> None:
        self._copy_place(source, old, new)
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, part in parts:
            self._copy_places(source, part, (*old, key), (*new, key))


def own_texts(composed: Composed) -> Iterator[str]:
    """Yield every text of a value that is not in a pack, ids of records left out."""

    def texts(value: Any, at: Location) -> Iterator[str]:
        if isinstance(value, str) and at[-1:] != ("id",) and not pack_of(composed.places.value(at)):
            yield value
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, part in parts:
            yield from texts(part, (*at, key))

    yield from texts(composed.value, ())


def _at(value: Any, location: Location) -> Any:
    for key in location:
        value = value[key]
    return value


def _id(entry: Any) -> str:
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""
