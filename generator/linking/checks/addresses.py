"""Check that no address of a release is lost, and that no id means something else than it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.history.former_ids import FormerIds, current_ids, identified
from generator.linking.history.snapshot import snapshot
from generator.linking.name_index import NameIndex
from generator.linking.resolve.references import in_edition
from generator.linking.staff.editions import edition_records
from generator.loading.project import Records
from generator.model.manifest import Manifest
from generator.model.releases import Release, ReleasesFile
from generator.model.vocabulary import Edition


def check_addresses(
    everything: Records, public_pages: Callable[[Records], Iterable[str]], names: NameIndex, former: FormerIds
) -> None:
    """Add to ``names`` each id whose published addresses would be lost, and each that is used again.

    ``public_pages`` returns the ids of the generated pages of the public edition of some records.
    """
    located = everything.files[ReleasesFile]
    if not (everything.manifests and everything.is_complete and located):
        return
    public = edition_records(everything, Edition.PUBLIC)
    visits = [visit for visit in identified(public) if in_edition(visit, Edition.PUBLIC)]
    public_ids = {visit.record.id for visit in visits} | {*public_pages(public)}
    all_releases = everything.all(Release)
    places = {one.id: located.span("releases", n, "id") for n, one in enumerate(all_releases)}
    newest_first = sorted(all_releases, key=lambda one: (one.published_on, one.id), reverse=True)
    manifests = everything.manifests
    released = [(one, manifests[one.id], places[one.id]) for one in newest_first if one.id in manifests]
    names.problems += lost_addresses(released, public_ids, current_ids(names), former)
    exported = [(one, everything.versions[one.id]) for one in reversed(newest_first) if one.id in everything.versions]
    same = {visit.record.id for visit in identified(everything) if visit.record.id in visit.record.formerly}
    current = {name: (one.kind, one.title) for name, one in snapshot(everything, Edition.PUBLIC).items()}
    names.problems += ids_used_again(exported, current, names.spans, same)


def lost_addresses(
    releases: Iterable[tuple[Release, Manifest, Span]], public: Set[str], existing: Set[str], former: FormerIds
) -> Iterator[Diagnostic]:
    """Yield a problem for each id of a release, newest first, whose addresses would lead nowhere.

    ``public`` has the ids of the public edition, ``existing`` those of all editions.
    """
    reported: set[str] = set()
    for release, manifest, span in releases:
        lost: dict[str, list[str]] = {}
        for address, owner in sorted(manifest.addresses.items()):
            if owner not in reported and not former.successor(owner, public):
                lost.setdefault(owner, []).append(address)
        for owner, addresses in lost.items():
            reported.add(owner)
            others = len(addresses) - 1
            count = f" and {others} more address{'' if others == 1 else 'es'} of it" if others else ""
            now = "only staff may see it now" if owner in existing else "it is gone"
            message = f"{addresses[0]}{count} would lead nowhere: '{owner}' was in {release.title}, and {now}"
            hint = (
                f"write 'formerly: [{owner}]' in what took its place; or, if nothing did, add to 'withdrawn:' "
                f"in data/releases.yml: {{was: {owner}, leads_to: the id of the page or record to look at instead}}"
            )
            yield Diagnostic(span, Code.ADDRESS_LOST, message, hint)


def ids_used_again(
    releases: Iterable[tuple[Release, Mapping[str, Mapping[str, str]]]],
    current: Mapping[str, tuple[str, str]],
    spans: Mapping[str, Span],
    same: Set[str],
) -> Iterator[Diagnostic]:
    """Yield a problem for each current id that meant something else in a release.

    ``releases`` are the exported records of each, oldest first; ``current`` has the kind and the title of each record.
    An id means something else if its kind differs, or if it was away in between and comes back with another title;
    ``same`` has the ids of those that say they are the same.
    """
    versions = list(releases)
    for identifier, (kind, title) in current.items():
        had = [(release, records.get(identifier)) for release, records in versions]
        last = next(((release, one) for release, one in reversed(had) if one), None)
        if last is None or identifier in same or identifier not in spans:
            continue
        release, one = last
        was_away = bool(had) and had[-1][1] is None
        if one["kind"] == kind and not (was_away and one["title"] != title):
            continue
        message = f"'{identifier}' was the id of the {one['kind']} '{one['title']}' in {release.title}"
        hint = (
            f"give this {kind} another id: old addresses with '{identifier}' mean the other one; "
            f"or, if it is the same under a new name, write 'formerly: [{identifier}]' in it"
        )
        yield Diagnostic(spans[identifier], Code.ID_USED_AGAIN, message, hint)
