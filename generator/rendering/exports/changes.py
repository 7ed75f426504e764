"""Snapshots and what changed between two of them, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from generator.linking.history.snapshot import Snapshot
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.views.keeping.changes import TITLES, Change

SCHEMA_VERSION = 1


def snapshot_export(records: Snapshot, day: str) -> Artefact:
    """``api/snapshot.json``: every record with its own fields and their fingerprint, to compare a later build with."""
    held = {
        identifier: {
            "kind": one.kind,
            "title": one.title,
            "fingerprint": one.fingerprint,
            "fields": one.fields,
        }
        for identifier, one in records.items()
    }
    whole = {"schema_version": SCHEMA_VERSION, "as_of": day, "records": held}
    return json_file("api/snapshot.json", whole)


def changes_json(found: Iterable[Change], since: str) -> str:
    """The changes as one JSON object: ``schema_version``, ``since`` and ``changes``, the weightiest first."""
    listed = [
        {
            "weight": change.weight.name.lower().replace("_", "-"),
            "kind": change.kind,
            "id": change.record,
            "title": change.title,
            "field": change.field,
            "before": change.before,
            "after": change.after,
        }
        for change in found
    ]
    return json.dumps(
        {"schema_version": SCHEMA_VERSION, "since": since, "changes": listed}, indent=2, ensure_ascii=False
    )


def changes_text(found: Iterable[Change], since: str) -> str:
    """The changes for reading: under each heading every record once, with what it was and what it is."""
    lines = []
    for weight, of_weight in groupby(found, key=lambda change: change.weight):
        lines.append(f"{TITLES[weight]}\n")
        for _, of_record in groupby(of_weight, key=lambda change: change.record):
            held = list(of_record)
            lines.append(f"  {held[0].kind.capitalize()}: {held[0].title} ({held[0].record})")
            for change in held:
                lines.extend(_lines(change))
        lines.append("")
    return "\n".join(lines) if lines else f"Nothing changed since {since}.\n"


def _lines(change: Change) -> list[str]:
    if not change.field:
        words = change.after or change.before
        return [f"      {words}"] if words else []
    return [
        f"    {change.field}",
        f"      was: {change.before or 'nothing'}",
        f"      is:  {change.after or 'nothing'}",
    ]
