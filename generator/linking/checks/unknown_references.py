"""Reports references to records that do not exist: one problem for each absent record or file, with every place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import PAGE_WITHOUT_RECORDS, NameIndex, UnknownReference
from generator.linking.walk import named_kinds
from generator.loading.history import Deletion
from generator.loading.project import Records
from generator.loading.records import record_class
from generator.model.kinds import KINDS, kind_named, kinds_in
from generator.model.record import Record, RecordFile
from generator.model.values import slug_of
from generator.words.near_names import nearest_name

MOST_IDS = 10
"""The most ids that a hint lists."""

MOST_PLACES = 10
"""The most further places that a hint lists."""

Deletions = Callable[[Iterable[str]], Mapping[str, Deletion]]
"""Returns what is known of the deletion of the records with these ids."""


def no_deletions(_: Iterable[str]) -> Mapping[str, Deletion]:
    """Return that no record is known to have been deleted."""
    return {}


def unknown_reference_problems(
    records: Records, names: NameIndex, deletions: Deletions = no_deletions
) -> Iterator[Diagnostic]:
    """Yield one problem for each id that nothing has and for each absent file that references point into.

    References to what could not be read are left out. ``deletions`` is called only if a reference is unknown.
    """
    yield from _invalid_references(records, names)
    places = _Places(records, names)
    for file, references in places.by_absent_file().items():
        names.unreadable_kinds |= _kinds_of_file(file)
        first = references[0].identifier
        yield _absent_file(file, references, deletions([first]).get(first))
    by_id = places.by_id()
    if by_id:
        deleted = deletions(by_id)
        for identifier, references in by_id.items():
            yield _absent_record(references, names, records, deleted.get(identifier))


@dataclass(frozen=True, slots=True)
class _Places:
    """The unknown references of a project."""

    records: Records
    names: NameIndex

    def _unknown(self) -> list[UnknownReference]:
        """Return the references that are certainly unknown, by place, without those of one place twice."""
        by_place = {
            (one.span, one.identifier): one
            for one in self.names.unknown_references
            if self.names.is_unknown(one.kinds, one.identifier)
        }
        return [by_place[place] for place in sorted(by_place)]

    def by_absent_file(self) -> dict[type[RecordFile], list[UnknownReference]]:
        """Return the references whose records could only be in a file that does not exist, by that file."""
        found: dict[type[RecordFile], list[UnknownReference]] = {}
        for one in self._unknown():
            files = [file for kind in sorted(one.kinds - {PAGE_WITHOUT_RECORDS}) for file in _files(kind)]
            if files and all(self.records.is_absent(file) for file in files) and "page" not in one.kinds:
                found.setdefault(files[0], []).append(one)
        return found

    def by_id(self) -> dict[str, list[UnknownReference]]:
        """Return the references by the id that they name, in the order of the first place of each."""
        found: dict[str, list[UnknownReference]] = {}
        for one in self._unknown():
            found.setdefault(one.identifier, []).append(one)
        return found


def _files(kind: str) -> tuple[type[RecordFile], ...]:
    return kind_named(kind).files


def _kinds_of_file(file: type[RecordFile]) -> set[str]:
    return {kind.key for kind in kinds_in(file)}


def _invalid_references(records: Records, names: NameIndex) -> Iterator[Diagnostic]:
    """Yield the problem of each value that cannot be an id, but is nearly one that exists or may exist.

    All others name nothing, and are added to the unknown references of ``names``.
    """
    for one in records.invalid_references:
        kinds = named_kinds(one.kinds)
        meant = slug_of(one.value)
        if names.has(kinds, meant):
            yield Diagnostic(one.span, one.code, one.message, f"write {meant}")
        elif kinds and names.is_unknown(kinds, meant):
            what = _one_of(kinds)
            names.report_unknown(kinds, one.value, one.span, f"there is no {what} '{one.value}'")
        else:
            yield Diagnostic(one.span, one.code, one.message, one.hint)


def _absent_file(file: type[RecordFile], references: list[UnknownReference], deletion: Deletion | None) -> Diagnostic:
    path = f"data/{file.file}.yml"
    ids = list(dict.fromkeys(one.identifier for one in references))
    listed = ", ".join(f"'{one}'" for one in ids[:MOST_IDS]) + (" and others" if len(ids) > MOST_IDS else "")
    kind = min(references[0].kinds & _kinds_of_file(file))
    message = f"there is no file {path}, and records name what should be in it: {listed}"
    hint = f"create {path} with {_entry_of(file, kind, ids[0])}; it is named in {_places(references)}"
    if deletion:
        message = f"{message}; '{ids[0]}' was deleted {deletion.when}"
    return Diagnostic(Span(path), Code.MISSING_FILE, message, hint)


def _absent_record(
    references: list[UnknownReference], names: NameIndex, records: Records, deletion: Deletion | None
) -> Diagnostic:
    # The field that allows the fewest kinds says best what is missing.
    one = min(references, key=lambda reference: len(reference.kinds))
    message, hint = one.message, _hint(one, names, records)
    if deletion and names.has(one.kinds, deletion.renamed_to):
        message, hint = f"{message}: {deletion.renaming}", f"write '{deletion.renamed_to}'"
    elif deletion:
        message, hint = f"{message}: {deletion.deletion}", f"{deletion.hint}; {_instead(one, names, records)}"
    if len(references) > 1:
        hint += f"; it is also named in {_places(references[1:])}"
    return Diagnostic(references[0].span, Code.UNKNOWN_REFERENCE, message, hint)


def _hint(one: UnknownReference, names: NameIndex, records: Records) -> str:
    if near := nearest_name(one.identifier, names.ids_of(one.kinds)):
        return f"did you mean '{near}'?"
    if names.has([PAGE_WITHOUT_RECORDS], one.identifier):
        files = {file.file for kind in KINDS if one.identifier in kind.pages for file in kind.files}
        where = f" to data/{min(files)}.yml" if files else ""
        return f"the page '{one.identifier}' has no records to show yet; add them{where}, or remove it here"
    instead = _instead(one, names, records)
    other_kind = names.kind_of_id(one.identifier)
    return f"'{one.identifier}' is the id of {_a(other_kind)}; {instead}" if other_kind else instead


def _instead(one: UnknownReference, names: NameIndex, records: Records) -> str:
    """Return what can be written in place of an unknown id, or how to add the record that it names."""
    return _list(one.kinds, names) or one.otherwise or _to_create(one, records)


def _list(kinds: frozenset[str], names: NameIndex) -> str:
    """Return the ids that a field can have, or where they are if there are many; empty if there are none."""
    ids = names.ids_of(kinds)
    if not ids:
        return ""
    if len(ids) <= MOST_IDS:
        many = f"the {_plural(min(kinds))}" if len(kinds) == 1 else "it"
        return f"{many} {'are' if len(kinds) == 1 else 'can be'}: {', '.join(ids)}"
    if len(kinds) > 1:
        return ""
    files = [f"data/{file.file}.yml" for file in _files(min(kinds))]
    return f"write the id of {_a(min(kinds))} in {' or '.join(files) or 'content/'}"


def _to_create(one: UnknownReference, records: Records) -> str:
    """Return how to write the record that a reference names, for a kind of which there is none."""
    kind = min(one.kinds)
    if len(one.kinds) > 1 or not _files(kind):
        return f"it can be the id of one of these: {', '.join(sorted(one.kinds))}"
    file = _files(kind)[0]
    verb = "create" if records.is_absent(file) else "add it to"
    return f"no {kind} is defined: {verb} data/{file.file}.yml with {_entry_of(file, kind, one.identifier)}"


def _entry_of(file: type[RecordFile], kind: str, identifier: str) -> str:
    """Return how a record of a kind begins in its file: the list that it is in, its id and its required fields."""
    model = kind_named(kind).model
    fields = ", ".join(f"`{name}:`" for name in _required(model) if name != "id")
    start = f"`- id: {slug_of(identifier)}`" + (f" and {fields}" if fields else "")
    name = next((n for n, one in file.model_fields.items() if record_class(one.annotation) is model), "")
    return f"`{name}:` and, under it, {start}" if name else start


def _required(model: type[Record]) -> list[str]:
    return [one.alias or name for name, one in model.model_fields.items() if one.is_required()]


def _one_of(kinds: frozenset[str]) -> str:
    return min(kinds) if len(kinds) == 1 else "record"


def _a(kind: str) -> str:
    """Return a kind's key with its article."""
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


def _plural(kind: str) -> str:
    """Return the plural of a kind's key."""
    if kind in {"figures", "guidance"}:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _places(references: list[UnknownReference]) -> str:
    """Return the places of references by file, as many as fit in a hint."""
    spans = [one.span for one in references]
    lines: dict[str, list[str]] = {}
    for span in spans[:MOST_PLACES]:
        lines.setdefault(span.path, []).append(str(span.line))
    some = "; ".join(f"{path} line{'s' * (len(of) > 1)} {', '.join(of)}" for path, of in lines.items())
    more = len(spans) - MOST_PLACES
    return f"{some} and {more} more" if more > 0 else some
