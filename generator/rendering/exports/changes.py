"""Snapshots of all records as JSON, and the changes between two of them as JSON and as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from generator.linking.history.snapshot import Snapshot
from generator.model.vocabulary import Edition
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.views.keeping.changes import TITLES, RecordChange

SCHEMA_VERSION = 1


def snapshot_export(records: Snapshot, edition: Edition = Edition.PUBLIC) -> Artefact:
    """Return ``api/snapshot.json``: every record with its fields and their fingerprint, for a later comparison.

    The edition says whether the file can be published.
    """
    by_id = {
        identifier: {
            "kind": record.kind,
            "title": record.title,
            "fingerprint": record.fingerprint,
            "fields": record.fields,
        }
        for identifier, record in records.items()
    }
    content = {"schema_version": SCHEMA_VERSION, "edition": edition.value, "records": by_id}
    return json_file("api/snapshot.json", content)


def build_export(today: date) -> Artefact:
    """Return ``api/build.json``: the day of the build. It is the only file that changes each day."""
    return json_file("api/build.json", {"schema_version": SCHEMA_VERSION, "built_on": today.isoformat()})


def changes_json(changes: Iterable[RecordChange], since: str) -> str:
    """Return the changes as JSON: ``schema_version``, ``since`` and ``changes``, which must be sorted by weight."""
    items = [
        {
            "weight": change.weight.name.lower().replace("_", "-"),
            "kind": change.kind,
            "id": change.record,
            "title": change.title,
            "field": change.field,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]
    return json.dumps(
        {"schema_version": SCHEMA_VERSION, "since": since, "changes": items}, indent=2, ensure_ascii=False
    )


def changes_text(changes: Iterable[RecordChange], since: str) -> str:
    """Return the changes as text. Under a heading for each weight is each record with its fields, old and new."""
    lines = []
    for weight, of_weight in groupby(changes, key=lambda change: change.weight):
        lines.append(f"{TITLES[weight]}\n")
        for _, of_record in groupby(of_weight, key=lambda change: change.record):
            first, *others = of_record
            lines.append(f"  {first.kind.capitalize()}: {first.title} ({first.record})")
            for change in (first, *others):
                lines.extend(_lines(change))
        lines.append("")
    return "\n".join(lines) if lines else f"Nothing changed since {since}.\n"


def _lines(change: RecordChange) -> list[str]:
    if not change.field:
        text = change.after or change.before
        return [f"      {text}"] if text else []
    return [
        f"    {change.field}",
        f"      was: {change.before or 'nothing'}",
        f"      is:  {change.after or 'nothing'}",
    ]
