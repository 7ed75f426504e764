"""Find what a project leaves out: what it names, and what packs have for other areas."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.leave_out import PAGE, SHARED, Gone, Named, named_in
from generator.loading.pack_records import Composed
from generator.loading.pages import Pages
from generator.loading.record_files import RecordFiles
from generator.model.contacts import AreasFile, ContactsFile
from generator.model.kinds import FILES
from generator.model.packs import OTHER_AREAS, pack_of
from generator.model.partnership import Partnership
from generator.words.near_names import nearest_name

_FILES = {file.file: file for file in FILES if not file.required}


def leave_out(files: RecordFiles, pages: Pages, generated: frozenset[str], problems: list[Diagnostic]) -> Gone:
    """Return what a project leaves out, and take it out of its files.

    ``generated`` has the ids of the pages made from records. A name of nothing is a problem, and so is one of what
    every page needs: then nothing is left out.
    """
    partnership = dict(files.values()).get(Partnership)
    value = partnership.value if partnership and isinstance(partnership.value, dict) else {}
    names = value.get("leave_out")
    listed = [*enumerate(names)] if partnership and isinstance(names, list) else []
    known = {one for file, composed in files.values() for one in named_in(file, composed.value)}
    known |= {(PAGE, identifier) for identifier in pages.ids}
    own = files.own_texts() | pages.own_texts()
    wanted: list[tuple[int, str]] = []
    for n, name in listed:
        if not isinstance(name, str):
            continue
        if name in _FILES or any(identifier == name for _, identifier in known):
            wanted.append((n, name))
        else:
            assert partnership
            problems.append(_unknown(name, partnership.places.value(("leave_out", n)), known, generated))
    state = files.state()
    gone, lost = _without(files, wanted, known, own, pages.home)
    if partnership and lost:
        least, most = 0, len(wanted)
        while most - least > 1:
            middle = (least + most) // 2
            files.restore(state)
            least, most = (
                (least, middle) if _without(files, wanted[:middle], known, own, pages.home)[1] else (middle, most)
            )
        files.restore(state)
        lost = _without(files, wanted[:most], known, own, pages.home)[1]
        n, name = wanted[most - 1]
        what = f"'{lost}'" if lost == name else f"'{lost}', which goes with '{name}'"
        hint = f"take {name} away here; what hangs on it can be left out by its own id"
        message = f"no page can be without {what}"
        problems.append(Diagnostic(partnership.places.value(("leave_out", n)), Code.INVALID_VALUE, message, hint))
        files.restore(state)
        gone, _ = _without(files, [], known, own, pages.home)
    gone.is_wanted = bool(wanted)
    return gone


def _without(
    files: RecordFiles, wanted: list[tuple[int, str]], known: Set[Named], own: Set[str], home: str
) -> tuple[Gone, str]:
    """Take what is wanted out of the files. Return what is gone, and the first id of it that no page can be without."""
    gone = Gone()
    partnership = dict(files.values()).get(Partnership)
    value = partnership.value if partnership and isinstance(partnership.value, dict) else {}
    _other_areas(files, value.get("covers"), own, gone)
    for _, name in wanted:
        if name in _FILES:
            files.drop(_FILES[name], gone)
        else:
            found = sorted(one for one in known if one[1] == name)
            # A picture may have the id of a page: then the page is meant.
            gone.add([one for one in found if one[0] in SHARED] or found, name)
    if gone:
        files.prune(gone)
    routes = (value.get(field) for field in ("emergency", "without_speaking", "non_emergency"))
    needed = [("contact", str(route.get("contact"))) for route in routes if isinstance(route, dict)]
    lost = next((one[1] for one in (*needed, (PAGE, home)) if one in gone.ids), "")
    return gone, lost


def _unknown(name: str, span: Span, known: Set[Named], generated: frozenset[str]) -> Diagnostic:
    if name in generated:
        message = f"the page '{name}' is made from records, and goes when they do"
        hint = f"write the ids of its records, or the files that they are in: {', '.join(_FILES)}"
        return Diagnostic(span, Code.INVALID_VALUE, message, hint)
    near = nearest_name(name, [*_FILES, *sorted(identifier for _, identifier in known)])
    hint = f"did you mean '{near}'?" if near else f"write the id of a record or page, or: {', '.join(_FILES)}"
    message = f"there is no file of data/ and no record or page '{name}'"
    return Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint)


def _other_areas(files: RecordFiles, covers: Any, own: Set[str], gone: Gone) -> None:
    """Add the areas of packs that do not touch the project's own, and the contacts of packs for these alone.

    What the project names itself stays; ``own`` has the texts of its values.
    """
    composed = dict(files.values())
    areas = _entries(composed.get(AreasFile), "areas")
    part_of = {area["id"]: str(area.get("part_of", "")) for area, _ in areas if isinstance(area.get("id"), str)}
    if not isinstance(covers, str) or covers not in part_of:
        return
    wider = _wider(covers, part_of)
    near = wider | {area for area in part_of if covers in _wider(area, part_of)}
    far = part_of.keys() - near - {wider for area in own & part_of.keys() for wider in _wider(area, part_of)}
    gone.add((("area", area["id"]) for area, is_own in areas if not is_own and area.get("id") in far), OTHER_AREAS)
    for field, kind in (("contacts", "contact"), ("services", "service"), ("venues", "venue")):
        for record, is_own in _entries(composed.get(ContactsFile), field):
            where = record.get("areas")
            if record.get("id") in own:
                continue
            if not is_own and isinstance(where, list) and where and not near & {str(one) for one in where}:
                gone.add([(kind, str(record.get("id")))], OTHER_AREAS)


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
