"""Find the packs that a project builds on. Their files are read as those of the project are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.cache import PACKAGE
from generator.diagnostics import Code, Diagnostic
from generator.loading.files import read_text
from generator.loading.pack_records import Composed
from generator.loading.records import read_record
from generator.loading.yaml_values import compose
from generator.model.packs import PACKS_FOLDER, Pack, PackFile, pack_of
from generator.words.near_names import nearest_name

FIELD = "builds_on"


def pack_ids() -> tuple[str, ...]:
    """Return the ids of all packs that ship with the program, sorted."""
    return tuple(sorted(path.parent.name for path in (PACKAGE / PACKS_FOLDER).glob("*/pack.yml")))


def packs_named(partnership: Composed | None, text: str, problems: list[Diagnostic]) -> tuple[Pack, ...]:
    """Return the packs that ``builds_on`` names, in its order; append a problem for each name of none.

    Where the field or a name is misspelt, the pack that was meant is returned: without it, every record that names one
    of the pack would have a problem too. So are those that ``text`` names, the text of a file that could not be read.
    """
    known = pack_ids()
    found: dict[str, Pack] = {}
    if partnership is None:
        for name in _named_in_text(text, known):
            if pack := _read_pack(name, problems):
                found[name] = pack
        return tuple(found.values())
    fields = partnership.value if isinstance(partnership.value, dict) else {}
    is_written = FIELD in fields
    field = FIELD if is_written else nearest_name(FIELD, (name for name in fields if isinstance(name, str)))
    value = fields.get(field)
    for n, name in enumerate([value] if isinstance(value, str) else value if isinstance(value, list) else []):
        if not isinstance(name, str):
            continue
        meant = name if name in known else nearest_name(name, known)
        if name not in known and is_written:
            hint = f"did you mean '{meant}'?" if meant else f"the packs are: {', '.join(known)}"
            span = partnership.places.value((field, n))
            problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, f"there is no pack '{name}'", hint))
        if meant and (pack := _read_pack(meant, problems)):
            found[meant] = pack
    return tuple(found.values())


def _named_in_text(text: str, known: Iterable[str]) -> list[str]:
    """Return the packs whose ids stand in a text outside its remarks, the first first."""
    places: dict[str, int] = {}
    for name in known:
        if found := re.search(rf"(?m)^[^#\n]*?(?<![\w-])({re.escape(name)})(?![\w-])", text):
            places[name] = found.start(1)
    return sorted(places, key=lambda name: places[name])


def _read_pack(name: str, problems: list[Diagnostic]) -> Pack | None:
    path = f"{PACKS_FOLDER}/{name}/pack.yml"
    text, text_problems = read_text(PACKAGE, path)
    problems += text_problems
    if text is None:
        return None
    value, places, value_problems = compose(path, text)
    located, record_problems = read_record(PackFile, value, places)
    problems += [*value_problems, *record_problems]
    return Pack(name, located.record.title, located.record.version) if located else None


def as_problems_of_packs(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the problems; those in a pack's files with what the author of a project can do about them."""
    for problem in problems:
        pack = pack_of(problem.span)
        newer = "update the program, or " if problem.code is Code.REVIEW_OVERDUE else ""
        own = f"this is in a pack, which is not yours to mend: {newer}report it to whoever looks after the program"
        hint = f"{own}; until then, a record of yours with `instead_of:` can take its place" if pack else problem.hint
        yield replace(problem, hint=hint) if pack else problem
