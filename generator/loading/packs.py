"""Find the packs that a project builds on. Their files are read as those of the project are."""

from __future__ import annotations

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


def pack_ids() -> tuple[str, ...]:
    """Return the ids of all packs that ship with the program, sorted."""
    return tuple(sorted(path.parent.name for path in (PACKAGE / PACKS_FOLDER).glob("*/pack.yml")))


def packs_named(partnership: Composed | None, problems: list[Diagnostic]) -> tuple[Pack, ...]:
    """Return the packs that ``builds_on`` names, in its order; append a problem for each name of none."""
    value = partnership.value.get("builds_on") if partnership and isinstance(partnership.value, dict) else None
    known = pack_ids()
    found: dict[str, Pack] = {}
    for n, name in enumerate([value] if isinstance(value, str) else value if isinstance(value, list) else []):
        if name in known and (pack := _read_pack(name, problems)):
            found[name] = pack
        elif isinstance(name, str) and partnership:
            near = nearest_name(name, known)
            hint = f"did you mean '{near}'?" if near else f"the packs are: {', '.join(known)}"
            span = partnership.places.value(("builds_on", n))
            problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, f"there is no pack '{name}'", hint))
    return tuple(found.values())


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
        own = "this is in a pack, which is not yours to mend: report it to whoever looks after the program"
        hint = f"{own}; until then, a record of yours with `instead_of:` can take its place" if pack else problem.hint
        yield replace(problem, hint=hint) if pack else problem
