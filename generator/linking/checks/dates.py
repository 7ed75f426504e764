"""Checks that dates are likely: nothing has happened after today, and no plan is many years away by a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.marked_values import MarkedValue, marked_values
from generator.linking.resolve.references import readable_files
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.bodies import Body, PartnersFile
from generator.model.consultation import ConsultationFile
from generator.model.sources import SourceDocument
from generator.model.standards import StandardsFile
from generator.model.strategy import StrategyFile
from generator.model.values import FIRST_CHECKS, HasHappened, MostMonths, PartialDate, WithinYears

_FIRST_LAW = 1200
"""No law that still matters is older, nor any organisation."""

_NEAR = range(-3, 4)
"""How far from the year of today a year lies that somebody may have meant."""


def check_dates(records: Records, today: date) -> tuple[Diagnostic, ...]:
    """Return the errors of dates that cannot be true on ``today``, and the warnings of those that are most unlikely."""
    problems: list[Diagnostic] = []
    for located in (*readable_files(records), *records.fronts):
        for marked in marked_values(located, HasHappened, WithinYears, MostMonths):
            problems += _problems_of(marked, today)
    return (*problems, *_before_its_document(records, today))


def _problems_of(marked: MarkedValue, today: date) -> Iterator[Diagnostic]:
    value, mark = marked.value, marked.mark
    if isinstance(mark, MostMonths) and isinstance(value, int):
        if value > mark.most:
            message = f"{value} months are {value // 12} years"
            yield _warning(marked.span, message, "write the number of months, such as 12 for once a year")
        return
    day = value if isinstance(value, PartialDate) else _partial(value)
    if isinstance(mark, HasHappened):
        yield from _unlikely_past(marked, day, mark.since, today)
    elif isinstance(mark, WithinYears):
        yield from _unlikely_plan(marked, day, mark.ahead, today)


def _partial(value: object) -> PartialDate:
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    assert isinstance(value, int), value
    return PartialDate(value)


def _unlikely_past(marked: MarkedValue, day: PartialDate, first: int, today: date) -> Iterator[Diagnostic]:
    if day.earliest > today:
        message, severity = f"{_text(day)} has not come yet: today is {today}", Severity.ERROR
    elif day.year < first:
        message = f"{_text(day)} is long ago"
        severity = Severity.ERROR if first == FIRST_CHECKS else Severity.WARNING
    else:
        return
    yield Diagnostic(marked.span, Code.UNLIKELY_DATE, message, _hint(marked, day, today, latest=today), severity)


def _unlikely_plan(marked: MarkedValue, day: PartialDate, ahead: int, today: date) -> Iterator[Diagnostic]:
    away = day.year - today.year
    if away > ahead:
        yield _warning(marked.span, f"{_text(day)} is {away} years away", _hint(marked, day, today, latest=None))
    elif day.year < _FIRST_LAW:
        yield _warning(marked.span, f"{_text(day)} is long ago", _hint(marked, day, today, latest=None))


def _warning(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, Code.UNLIKELY_DATE, message, hint, Severity.WARNING)


def _hint(marked: MarkedValue, day: PartialDate, today: date, latest: date | None) -> str:
    """Return what the field is for, after the likeliest date that differs by one slip and is not after ``latest``."""
    about = f"this is {marked.description}"
    years = sorted((today.year + n for n in _NEAR), key=lambda year: (abs(year - today.year), year))
    likely = [_with_year(day, year) for year in years if _one_slip(f"{day.year:04}", f"{year:04}")]
    if day.year == today.year and day.month and day.day:
        likely = [_in_calendar(day.year, day.day, day.month, about=day.about)]
    meant = next((one for one in likely if one and (latest is None or one.earliest <= latest)), None)
    if meant is None:
        return f"look at the date again: {about}"
    return f"did you mean {_text(meant)}? {about[0].upper()}{about[1:]}"


def _with_year(day: PartialDate, year: int) -> PartialDate | None:
    return _in_calendar(year, day.month, day.day, about=day.about)


def _in_calendar(year: int, month: int | None, day: int | None, *, about: bool) -> PartialDate | None:
    """Return the date; None if the calendar has none."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day, about)


def _one_slip(written: str, meant: str) -> bool:
    """Return whether two years of four digits differ in one digit, in the order of two, or in the century."""
    places = [n for n in range(4) if written[n] != meant[n]]
    swapped = len(places) == 2 and sorted(written) == sorted(meant)
    return len(places) == 1 or swapped or written[2:] == meant[2:]


def _text(day: PartialDate) -> str:
    parts = [f"{day.year:04}", *(f"{part:02}" for part in (day.month, day.day) if part)]
    return ("about " if day.about else "") + "-".join(parts)


def _before_its_document(records: Records, today: date) -> Iterator[Diagnostic]:
    """Yield a problem for each record that was confirmed or checked before its document was published."""
    documents = records.all(SourceDocument)
    published = {one.id: one.published for one in documents if one.published and one.published.earliest <= today}
    if standards := records.located(StandardsFile):
        for n, one in enumerate(standards.record.sets):
            span = standards.span("sets", n, "confirmed_on")
            days = [day for day in (published.get(one.document), one.published) if day and day.earliest <= today]
            yield from _too_soon(one.confirmed_on, days, span, "confirmed")
    strategy_file, consultation_file = records.located(StrategyFile), records.located(ConsultationFile)
    if strategy_file and (strategy := strategy_file.record.strategy):
        span = strategy_file.span("strategy", "checked_on")
        yield from _too_soon(strategy.checked_on, _known(published.get(strategy.document)), span, "checked")
    if consultation_file and (consultation := consultation_file.record.consultation):
        report = published.get(consultation.document)
        if report and not report.about and report.latest < consultation.began:
            message = f"this began on {consultation.began}, and its report was published in {_text(report)}"
            hint = "look at `began:` here, and at `published:` of the report in data/sources.yml"
            yield Diagnostic(consultation_file.span("consultation", "began"), Code.UNLIKELY_DATE, message, hint)
    yield from _bodies_before_their_documents(records.located(PartnersFile), published)


def _bodies_before_their_documents(
    located: Located[PartnersFile] | None, published: dict[str, PartialDate]
) -> Iterator[Diagnostic]:
    bodies: tuple[Body, ...] = located.record.bodies if located else ()
    for n, body in enumerate(bodies):
        assert located
        days = [day for citation in body.named if (day := published.get(citation.document))]
        span = located.span("bodies", n, "checked_on")
        yield from _too_soon(body.checked_on, days, span, "checked", Severity.WARNING)


def _known(day: PartialDate | None) -> list[PartialDate]:
    return [day] if day else []


def _too_soon(
    done: date | None, published: list[PartialDate], span: Span, what: str, severity: Severity = Severity.ERROR
) -> Iterator[Diagnostic]:
    """Yield a problem if something was done before the latest of these publications."""
    latest = max(published, key=lambda day: day.earliest, default=None)
    if done and latest and not latest.about and done < latest.earliest:
        message = f"this was {what} on {done}, before its document was published ({_text(latest)})"
        hint = "look at the year here, and at `published:` of the document in data/sources.yml"
        yield Diagnostic(span, Code.UNLIKELY_DATE, message, hint, severity)
