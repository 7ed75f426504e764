"""Find what a project leaves out: what it names, and what packs have for other areas."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.leave_out import PAGE, Gone, named_in
from generator.loading.pack_records import Composed
from generator.loading.record_files import RecordFiles
from generator.model.contacts import AreasFile, ContactsFile
from generator.model.kinds import FILES
from generator.model.packs import pack_of
from generator.model.partnership import Partnership
from generator.words.near_names import nearest_name

_FILES = {file.file: file for file in FILES if not file.required}


def leave_out(files: RecordFiles, page_ids: frozenset[str], problems: list[Diagnostic]) -> Gone:
    """Return what a project leaves out, and take it out of its files.

    ``page_ids`` has the ids of all pages, those made from records among them. A name of nothing is a problem.
    """
    gone = Gone()
    partnership = dict(files.values()).get(Partnership)
    value = partnership.value if partnership and isinstance(partnership.value, dict) else {}
    _other_areas(files, value.get("covers"), gone)
    names = value.get("leave_out")
    gone.is_wanted = bool(names)
    for n, name in enumerate(names if isinstance(names, list) else []):
        if name in _FILES:
            files.drop(_FILES[name], gone)
        elif isinstance(name, str):
            records = {one for file, composed in files.values() for one in named_in(file, composed.value)}
            known = {identifier for _, identifier in records} | page_ids
            if name in known:
                gone.ids |= {one for one in (*records, (PAGE, name)) if one[1] == name}
                continue
            assert partnership
            near = nearest_name(name, [*_FILES, *sorted(known)])
            hint = f"did you mean '{near}'?" if near else f"write the id of a record or page, or: {', '.join(_FILES)}"
            message = f"there is no file of data/ and no record or page '{name}'"
            span = partnership.places.value(("leave_out", n))
            problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))
    if gone:
        files.prune(gone)
    _check_what_every_page_carries(partnership, gone, problems)
    return gone


def _check_what_every_page_carries(partnership: Composed | None, gone: Gone, problems: list[Diagnostic]) -> None:
    for field in ("emergency", "without_speaking", "non_emergency"):
        route = partnership.value.get(field) if partnership and isinstance(partnership.value, dict) else None
        if partnership and isinstance(route, dict) and ("contact", route.get("contact")) in gone.ids:
            message = f"every page carries the number of '{route['contact']}', and it is left out"
            hint = f"write another contact under `{field}:`, or take what leaves this one out away from `leave_out:`"
            span = partnership.places.value((field, "contact"))
            problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))


def _other_areas(files: RecordFiles, covers: Any, gone: Gone) -> None:
    """Add the areas of packs that do not touch the project's own, and the contacts of packs for these alone."""
    composed = dict(files.values())
    areas = _entries(composed.get(AreasFile), "areas")
    part_of = {area["id"]: str(area.get("part_of", "")) for area, _ in areas if isinstance(area.get("id"), str)}
    if not isinstance(covers, str) or covers not in part_of:
        return
    wider = _wider(covers, part_of)
    near = wider | {area for area in part_of if covers in _wider(area, part_of)}
    far = part_of.keys() - near
    gone.ids |= {("area", area["id"]) for area, is_own in areas if not is_own and area.get("id") in far}
    for field, kind in (("contacts", "contact"), ("services", "service"), ("venues", "venue")):
        for record, is_own in _entries(composed.get(ContactsFile), field):
            where = record.get("areas")
            if not is_own and isinstance(where, list) and where and not near & {str(one) for one in where}:
                gone.ids.add((kind, str(record.get("id"))))


def _wider(area: str, part_of: dict[str, str]) -> set[str]:
    """Return an area and all that it lies in."""
    found: set[str] = set()
    while area in part_of and area not in found:
        found.add(area)
        area = part_of[area]
    return found


def _entries(composed: Composed | None, field: str) -> list[tuple[dict[str, Any], bool]]:
    """Return the records of a list, each with whether it is the project's own."""
    value = composed.value.get(field) if composed and isinstance(composed.value, dict) else None
    if not composed or not isinstance(value, list):
        return []
    return [
        (entry, not pack_of(composed.places.value((field, n))))
        for n, entry in enumerate(value)
        if isinstance(entry, dict)
    ]
