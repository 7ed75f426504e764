"""Checks of the jurisdiction: its calendar of bank holidays, and the names of the nations whose law differs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.linking.resolve.bank_holidays import has_calendar, places_with_calendars
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.jurisdiction import Jurisdiction
from generator.model.legislation import LegislationFile, Nation


def check_jurisdiction(records: Records, names: NameIndex) -> None:
    """Add to ``names`` the problems of an unknown calendar and of a nation that law names and that has no name."""
    located = records.located(Jurisdiction)
    if located:
        names.problems += _unknown_calendar(located)
        names.problems += _unnamed_nations(located.record, records.located(LegislationFile))


def _unknown_calendar(located: Located[Jurisdiction]) -> Iterator[Diagnostic]:
    calendar = located.record.bank_holidays
    if has_calendar(calendar.country, calendar.subdivision):
        return
    parts = places_with_calendars().get(calendar.country)
    if parts is None:
        message = f"no bank holidays are known of a country '{calendar.country}'"
        hint = "write the two capital letters that ISO 3166 has for the country, as GB"
        yield Diagnostic(located.span("bank_holidays", "country"), Code.INVALID_VALUE, message, hint)
    elif calendar.subdivision and calendar.subdivision not in parts:
        message = f"no bank holidays are known of a part '{calendar.subdivision}' of {calendar.country}"
        hint = f"write one of these: {', '.join(parts)}" if parts else "take `subdivision:` away"
        yield Diagnostic(located.span("bank_holidays", "subdivision"), Code.INVALID_VALUE, message, hint)


def _unnamed_nations(jurisdiction: Jurisdiction, law: Located[LegislationFile] | None) -> Iterator[Diagnostic]:
    """Yield a problem at the first provision with another status in a nation, if the jurisdiction lacks a name."""
    unnamed = [nation.value for nation in Nation if nation not in jurisdiction.nation_names]
    places = (
        law.span("instruments", n, "provisions", k, "in_wales")
        for n, instrument in enumerate(law.record.instruments if law else ())
        for k, provision in enumerate(instrument.provisions)
        if law and provision.elsewhere()
    )
    if unnamed and (span := next(places, None)):
        entries = " and ".join(f"`- {{id: {nation}, name: ...}}`" for nation in unnamed)
        message = f"no name is given for {' and '.join(unnamed)}, and the status of this part differs between nations"
        yield Diagnostic(span, Code.UNKNOWN_REFERENCE, message, f"add {entries} to `nations:` in data/jurisdiction.yml")
