"""Read the file of a fleet: its partnerships, with the folders that they lie in and go to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span, has_errors, sort_diagnostics
from generator.loading.files import read_text
from generator.loading.records import Located, read_record
from generator.loading.yaml_values import compose
from generator.model.fleets import FleetFile, FleetMember

STORE = ".store"
"""The store of a fleet whose file names none, in the folder of all sites. No site can have this name."""
_INPUTS = ("content", "data", "overrides")


@dataclass(frozen=True, slots=True)
class Fleet:
    """A fleet whose file has no error. All paths are absolute."""

    home: Path
    """The folder of its file."""
    members: tuple[FleetMember, ...]
    """In the order of the file; each ``folder`` is an absolute path."""
    output: Path
    output_span: Span
    store: str
    """A path, or an address for fsspec."""
    store_span: Span


def read_fleet(path: Path) -> tuple[Fleet | None, tuple[Diagnostic, ...]]:
    """Return the fleet of a file, or None if it has an error, and every problem in the file."""
    home, name = Path(os.path.realpath(path.parent)), path.name
    text, problems = read_text(home, name)
    if text is None:
        return None, problems
    value, places, yaml_problems = compose(name, text)
    problems += yaml_problems
    if has_errors(problems):
        return None, sort_diagnostics(problems)
    located, record_problems = read_record(FleetFile, {} if value is None else value, places)
    problems += record_problems
    if located:
        problems += tuple(_problems_between(located, home))
    if located is None or has_errors(problems):
        return None, sort_diagnostics(problems)
    file = located.record
    output = _path(home, file.output)
    members = tuple(
        one.model_copy(update={"folder": os.fspath(_path(home, one.folder))}) if one.folder else one
        for one in file.partnerships
    )
    store = os.fspath(output / STORE)
    if file.store:
        store = file.store if is_address(file.store) else os.fspath(_path(home, file.store))
    fleet = Fleet(home, members, output, located.span("output"), store, located.span("store"))
    return fleet, sort_diagnostics(problems)


def is_address(store: str) -> bool:
    """Return whether a store is an address for fsspec, and not a path."""
    return "://" in store or "::" in store


def _path(home: Path, name: str) -> Path:
    return Path(os.path.realpath(home / name))


def _problems_between(located: Located[FleetFile], home: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with names and folders of a file whose every value can be read."""
    file, output = located.record, _path(home, located.record.output)
    seen: set[str] = set()
    for n, member in enumerate(file.partnerships):
        span = located.span("partnerships", n, "name")
        if member.name in seen:
            hint = "give each partnership a name of its own: its site is put into a folder of that name"
            yield Diagnostic(span, Code.DUPLICATE_IDENTIFIER, f"'{member.name}' is the name of two partnerships", hint)
        seen.add(member.name)
        if member.folder:
            folder = _path(home, member.folder)
            yield from _folder_problems(folder, member.folder, output, located.span("partnerships", n, "folder"))
    if file.store and not is_address(file.store):
        store, span = _path(home, file.store), located.span("store")
        if store == output or any(_overlaps(store, output / name) for name in seen):
            hint = f"name a folder of its own, or take the line away: it is then {STORE} there"
            yield Diagnostic(span, Code.INVALID_VALUE, "the store cannot be where the sites go to", hint)


def _folder_problems(folder: Path, name: str, output: Path, span: Span) -> Iterator[Diagnostic]:
    if not folder.is_dir():
        hint = "write the path of its project, seen from this file, or fetch it with `git:` and `ref:`"
        yield Diagnostic(span, Code.MISSING_FILE, f"there is no folder '{name}'", hint)
    elif not (folder / "data").is_dir():
        hint = "name the folder that has data/ in it"
        yield Diagnostic(span, Code.MISSING_FILE, f"'{name}' has no folder data, so it is no project", hint)
    elif folder.is_relative_to(output):
        hint = "name another folder after `output:`, for sites alone: each build replaces what is in it"
        yield Diagnostic(span, Code.INVALID_VALUE, f"'{name}' is in the folder that all sites go to", hint)
    elif any(output.is_relative_to(folder / one) for one in _INPUTS):
        hint = "name another folder after `output:`, outside of all projects"
        yield Diagnostic(span, Code.INVALID_VALUE, f"the sites would go into what '{name}' is built from", hint)


def _overlaps(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)
