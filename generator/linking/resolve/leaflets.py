"""Links each leaflet to its picture, its contacts and its promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.linking.linked import LinkedLeaflet, LinkedPanel, LinkedPicture, LinkedSet, LinkedStandard
from generator.linking.name_index import NameIndex
from generator.linking.resolve.callable_contacts import FieldSpan, check_number, reachable
from generator.loading.project import Records
from generator.model.leaflets import Leaflet, LeafletPanel, LeafletsFile


def link_leaflets(
    records: Records, sets: Mapping[str, LinkedSet], pictures: Mapping[str, LinkedPicture], names: NameIndex
) -> dict[str, LinkedLeaflet]:
    """Return by its id each leaflet whose number is known. Add to ``names`` what a leaflet names and is not there."""
    located = records.located(LeafletsFile)
    standards = {one.record.id: one for linked in sets.values() for one in linked.standards}
    leaflets = {}
    for n, record in enumerate(located.record.leaflets if located else ()):
        assert located
        span = partial(located.span, "leaflets", n)
        panels = tuple(
            _panel(panel, partial(span, "inside", k), standards, names) for k, panel in enumerate(record.inside)
        )
        leaflet = _leaflet(record, panels, span, pictures, names)
        if leaflet:
            leaflets[record.id] = leaflet
    return leaflets


def _leaflet(
    record: Leaflet,
    panels: tuple[LinkedPanel, ...],
    span: FieldSpan,
    pictures: Mapping[str, LinkedPicture],
    names: NameIndex,
) -> LinkedLeaflet | None:
    picture = pictures.get(record.picture) if record.picture else None
    call = reachable(record.call, span("call"), names)
    if record.picture and picture is None:
        names.report_missing("picture", record.picture, span("picture"))
    if call is None:
        return None
    check_number(call, span("call"), "a leaflet has this number on its cover", names)
    return LinkedLeaflet(record, picture, call, panels)


def _panel(
    panel: LeafletPanel, span: FieldSpan, standards: Mapping[str, LinkedStandard], names: NameIndex
) -> LinkedPanel:
    found = (reachable(one, span("contacts", n), names) for n, one in enumerate(panel.contacts))
    contacts = tuple(one for one in found if one)
    return LinkedPanel(panel, contacts, tuple(_promises(panel, span, standards, names)))


def _promises(
    panel: LeafletPanel, span: FieldSpan, standards: Mapping[str, LinkedStandard], names: NameIndex
) -> Iterator[LinkedStandard]:
    for n, identifier in enumerate(panel.promises):
        if identifier in standards:
            yield standards[identifier]
        else:
            names.report_missing("standard", identifier, span("promises", n))
