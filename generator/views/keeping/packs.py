"""What comes from packs, what the project has in its place, and what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPublication
from generator.linking.resolve.references import readable_files
from generator.linking.walk import VisitedRecord, walk
from generator.loading.leave_out import PAGE
from generator.loading.project import Records
from generator.model.kinds import FILES, KINDS, kind_named, kind_of
from generator.model.packs import OTHER_AREAS, LeftOut, Pack, Replacement, pack_of
from generator.model.partnership import Partnership
from generator.model.vocabulary import counted
from generator.views.shared.links import link_to

_FILES = frozenset(file.file for file in FILES)


@dataclass(frozen=True, slots=True)
class ReplacedView:
    """A record or page that the project has in place of the pack's."""

    title: str
    path: str
    """Empty if it has no place on the site."""
    what: str
    """The fields that are the project's own, or that the whole is."""
    where: str


@dataclass(frozen=True, slots=True)
class PackView:
    """One pack: its records by kind, in words, and what the project has in place of some."""

    anchor: str
    title: str
    version: str
    kinds: tuple[str, ...]
    replaced: tuple[ReplacedView, ...]


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """What is left out for one reason: for each kind its number in words, and the ids."""

    reason: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PacksView:
    """All packs, and all that the project leaves out."""

    packs: tuple[PackView, ...]
    left_out: tuple[LeftOutView, ...]


def packs_view(base: KnowledgeBase) -> PacksView:
    """Return each pack that the project builds on, with what comes from it, and what is left out."""
    records = base.records
    by_reason = groupby(records.left_out, key=lambda one: one.because)
    return PacksView(
        tuple(_pack(pack, base) for pack in records.packs),
        tuple(LeftOutView(_reason(because, base), tuple(_by_kind(group))) for because, group in by_reason),
    )


def packs_line(records: Records) -> str:
    """Return one line that says how much of each pack is replaced and left out; empty without packs.

    Until an author replaces or leaves out something, what is for other areas is not told: they did nothing for it.
    """
    partnership = records.get(Partnership)
    is_told = bool(records.replaced or (partnership and partnership.leave_out))
    parts = []
    for pack in records.packs:
        replaced = sum(one.pack == pack.id for one in records.replaced)
        left_out = sum(one.pack == pack.id for one in records.left_out)
        counts = f": {counted(replaced, 'record')} replaced, {left_out} left out" if is_told else ""
        parts.append(f"The pack {pack.id}, version {pack.version}{counts}.")
    return " ".join([*parts, "The staff edition lists them."] if parts and is_told else parts)


def from_pack(path: str, records: Records) -> str:
    """Return in words that the file of a path is a pack's; empty if it is the project's."""
    found = next((pack for pack in records.packs if path.startswith(f"packs/{pack.id}/")), None)
    return f"from the pack {found.title}, version {found.version}" if found else ""


def _pack(pack: Pack, base: KnowledgeBase) -> PackView:
    counts = Counter(kind for kind, of in _kinds_with_packs(base.records) if of == pack.id)
    return PackView(
        anchor=f"pack-{pack.id}",
        title=pack.title,
        version=pack.version,
        kinds=tuple(_counted(row.key, counts[row.key]) for row in KINDS if counts[row.key]),
        replaced=tuple(_replaced(one, base) for one in base.records.replaced if one.pack == pack.id),
    )


def _kinds_with_packs(records: Records) -> Iterator[tuple[str, str]]:
    """Yield the kind of each record and page with the id of its pack."""
    for located in readable_files(records):
        for visit in walk(located):
            if isinstance(visit, VisitedRecord):
                yield kind_of(type(visit.record)).key, pack_of(visit.span)
    for page in records.pages:
        yield PAGE, pack_of(page.id_span)


def _replaced(one: Replacement, base: KnowledgeBase) -> ReplacedView:
    target = base.targets.get(one.id)
    link = None if target is None or isinstance(target, LinkedPublication) else link_to(one.id, base)
    what = f"in these fields: {', '.join(one.fields)}" if one.fields else "as a whole"
    return ReplacedView(
        link.title if link else one.id, link.path if link else "", what, f"{one.span.path}, line {one.span.line}"
    )


def _reason(because: str, base: KnowledgeBase) -> str:
    if because == OTHER_AREAS:
        return f"For other areas than {base.partnership.area}"
    if because in _FILES and because in base.partnership.leave_out:
        return f"What is in data/{because}.yml"
    return because if because in base.partnership.leave_out else f"What needs {because}"


def _by_kind(group: Iterable[LeftOut]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind, some in groupby(group, key=lambda one: one.kind):
        ids = tuple(one.id for one in some)
        yield _counted(kind, len(ids)), ids


def _counted(kind: str, count: int) -> str:
    row = kind_named(kind)
    return f"{count} {row.one if count == 1 else row.many}"
