"""Takes a file of ``data/`` out of a project, with everything that cannot stand without it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.build import check
from generator.diagnostics import Code, Severity
from generator.loading.records import record_class
from generator.model.kinds import FILES
from generator.model.leaflets import LeafletPanel
from generator.model.pages import FrontMatter
from generator.model.powers import Power
from generator.model.record import Record

_GONE = object()
_MOST_ROUNDS = 30
_INSTEAD = "contacts"
"""The page to which a page of the route leads on, in place of one that has gone."""
_NEEDED = {(Power, "relies_on"), (LeafletPanel, "promises")}
"""The fields without which a record says nothing, or something else; their models call them optional."""
_WORDS = {"concepts"}
"""Fields of plain words, some of which are ids too."""


def leave_out(project: Path, name: str, today: date) -> set[str]:
    """Remove ``data/NAME.yml``, then what names its records, until ``check`` finds nothing that is named and not there.

    Returns the names of the other files of ``data/`` that went with it.
    """
    before = _files(project)
    path = project / "data" / f"{name}.yml"
    gone = set(_ids(_read(path.read_text())))
    path.unlink()
    for _ in range(_MOST_ROUNDS):
        if lost := _without(project, gone) - gone:
            gone |= lost
            continue
        problems = [one for one in check(project, today)[1] if one.severity is Severity.ERROR]
        missing = [
            one for one in problems if one.code in {Code.UNKNOWN_REFERENCE, Code.MISSING_FILE, Code.RECORD_WITHOUT_PAGE}
        ]
        new = {found for one in missing for found in re.findall(r"'([a-z0-9-]+)'", one.message)} - gone
        if not new:
            return before - _files(project) - {name}
        gone |= new
    raise AssertionError("it does not end")


def _read(text: str) -> Any:
    """Return the values of a YAML text, each as it is written: yes stays yes."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def _files(project: Path) -> set[str]:
    return {path.relative_to(project / "data").with_suffix("").as_posix() for path in project.rglob("data/**/*.yml")}


def _ids(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(*(_ids(child) for child in value.values()))
    return set().union(*map(_ids, value)) if isinstance(value, list) else set()


def _without(project: Path, gone: set[str]) -> set[str]:
    """Take out of every file what names one of ``gone``; return the ids of the records that went."""
    lost: set[str] = set()
    for file in FILES:
        path = project / "data" / f"{file.file}.yml"
        if not path.exists():
            continue
        old = _read(path.read_text())
        new = _kept(old, file, gone)
        lost |= _ids(old) - (_ids(new) if new is not _GONE else set())
        if new is _GONE or not new:
            path.unlink()
        elif new != old:
            path.write_text(yaml.safe_dump(new, sort_keys=False, allow_unicode=True))
    for path in sorted((project / "content").rglob("*.md")):
        _, front, body = path.read_text().split("---\n", 2)
        old = _read(front)
        new = _kept(old, FrontMatter, gone)
        body = re.sub(r"\[([^]]*)\]\(ref:([a-z0-9-]+)\)", lambda m: m[1] if m[2] in gone else m[0], body)
        if new is _GONE:
            lost.add(old["id"])
            path.unlink()
        else:
            path.write_text(f"---\n{yaml.safe_dump(new, sort_keys=False, allow_unicode=True)}---\n{body}")
    return lost


def _kept(value: Any, model: type[Record] | None, gone: set[str]) -> Any:
    """Return a value without what names one of ``gone``; ``_GONE`` for a record that then lacks what it must have."""
    if isinstance(value, str):
        is_gone = value in gone or any(one in gone for one in re.findall(r"\{[a-z-]+:([a-z0-9-]+)\}", value))
        return _GONE if is_gone else value
    if isinstance(value, list):
        kept = [one for one in (_kept(child, model, gone) for child in value) if one is not _GONE]
        return kept if kept or not value else _GONE
    if not isinstance(value, dict):
        return value
    fields = {field.alias or name: field for name, field in model.model_fields.items()} if model else {}
    kept_fields: dict[str, Any] = {}
    for name, child in value.items():
        field = fields.get(name)
        kept_one: Any = (
            child
            if name == "id" or name in _WORDS
            else _kept(child, record_class(field.annotation) if field else None, gone)
        )
        fewest = next((mark.min_length for mark in field.metadata if hasattr(mark, "min_length")), 0) if field else 0
        if isinstance(kept_one, list) and len(kept_one) < fewest <= len(child):
            kept_one = _GONE
        if kept_one is not _GONE:
            kept_fields[name] = kept_one
        elif name == "next":
            kept_fields[name] = _INSTEAD
        elif field is None or field.is_required() or (model, name) in _NEEDED:
            return _GONE
    return kept_fields if value.get("id") not in gone else _GONE
