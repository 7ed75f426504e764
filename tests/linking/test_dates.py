"""No field that says what has happened can lie in the future; the fields are listed from the model's own files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code, Diagnostic, Severity
from generator.linking.checks.dates import check_dates
from generator.linking.marked_values import marked_values
from generator.linking.resolve.references import readable_files
from generator.loading.project import Records, load
from generator.model.bodies import PartnersFile
from generator.model.consultation import ConsultationFile
from generator.model.record import RecordFile
from generator.model.standards import StandardsFile
from generator.model.strategy import StrategyFile
from generator.model.values import HasHappened
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, day_for, edit


def places(records: Records) -> list[tuple[str, str, str]]:
    """Return the file, the model and the description of every value that has happened."""
    located = (*readable_files(records), *records.fronts)
    return [
        (one.span.path, type(one.record).__name__, one.description)
        for file in located
        for one in marked_values(file, HasHappened)
    ]


RECORDS, _ = load(LOAMSHIRE)
FIELDS = {
    ("content/tell.md", "PageEvidence"),
    ("data/accessibility.yml", "AccessibilityStatement"),
    ("data/accessibility.yml", "Audit"),
    ("data/consultation.yml", "Consultation"),
    ("data/contacts.yml", "Contact"),
    ("data/contacts.yml", "Service"),
    ("data/contacts.yml", "Venue"),
    ("data/easy_read.yml", "EasyRead"),
    ("data/gaps.yml", "Gap"),
    ("data/legislation.yml", "Case"),
    ("data/legislation.yml", "CaseLaw"),
    ("data/legislation.yml", "Provision"),
    ("data/partners.yml", "Body"),
    ("data/powers.yml", "Power"),
    ("data/sources.yml", "SourceDocument"),
    ("data/staff/contacts.yml", "Contact"),
    ("data/stamps.yml", "Stamp"),
    ("data/standards.yml", "StandardSet"),
    ("data/strategy.yml", "Strategy"),
}
"""Every kind of record in Loamshire with a date of something that has happened."""


def test_every_record_that_says_what_has_happened_is_found() -> None:
    assert {(path, model) for path, model, _ in places(RECORDS)} >= FIELDS


def lines_with_dates(text: str) -> list[tuple[int, str, str]]:
    """Return the line, the field and the value of every date that says what has happened, from the text alone."""
    names = (
        "checked_on",
        "confirmed_on",
        "compared_on",
        "prepared_on",
        "made_on",
        "done_on",
        "published",
        "began",
        "ended",
    )
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        for name in names:
            for part in line.replace("{", " ").replace(",", " ").replace("}", " ").split(f" {name}: ")[1:]:
                found.append((number, name, part.split()[0] if not part.startswith("about") else "about 2016"))
    return found


FILES = sorted({path for path, _, _ in places(RECORDS)})


@pytest.mark.parametrize("path", FILES)
def test_any_date_of_a_file_is_refused_in_the_future_at_its_line(path: str, loamshire: Path) -> None:
    text = (loamshire / path).read_text()
    dates = lines_with_dates(text)
    assert dates
    lines = text.split("\n")
    for number, name, value in dates:
        changed = list(lines)
        changed[number - 1] = (
            changed[number - 1]
            .replace(f"{name}: {value}", f"{name}: 2027-01-01")
            .replace(f"{name}: '{value}'", f"{name}: 2027-01-01")
        )
        (loamshire / path).write_text("\n".join(changed))
        found = [one for one in (*load(loamshire)[1], *problems_of(loamshire)) if one.span.path == path]
        lines_at_fault = {one.span.line for one in found if one.code is Code.UNLIKELY_DATE}
        assert number in lines_at_fault or Code.IMPOSSIBLE_DATE in {one.code for one in found}, (name, value)


def problems_of(project: Path) -> tuple[Diagnostic, ...]:
    return check_dates(load(project)[0], TODAY)


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=lambda project: project.name)
def test_no_date_of_the_content_is_unlikely(project: Path) -> None:
    assert check_dates(load(project)[0], day_for(project)) == ()


@given(st.dates(date(2016, 1, 1), date(2030, 1, 1)))
def test_a_date_is_refused_on_every_day_before_it_and_on_no_other(day: date) -> None:
    refused = {str(one.span) for one in check_dates(RECORDS, day) if "has not come yet" in one.message}
    assert ("data/contacts.yml:25:17" in refused) is (day < date(2026, 11, 2))
    assert ("data/standards.yml:22:19" in refused) is (day < date(2026, 3, 1))
    assert ("data/standards.yml:20:16" in refused) is (day < date(2016, 5, 1))
    assert ("data/consultation.yml:7:10" in refused) is (day < date(2024, 7, 1))


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        ("2026", 0),
        ("2026-11", 0),
        ("about 2026-11", 0),
        ("2026-11-21", 0),
        ("unknown", 0),
        ("1986", 0),
        ("2026-11-22", 1),
        ("2026-12", 1),
        ("2027", 1),
        ("about 2027", 1),
        ("1686", 1),
    ],
)
def test_a_date_in_part_is_in_the_future_if_its_first_day_is(written: str, problems: int, loamshire: Path) -> None:
    edit(loamshire, "data/sources.yml", ("published: about 2016", f"published: {written}"))
    at_the_value = [one for one in problems_of(loamshire) if one.span.path == "data/sources.yml"]
    assert len(at_the_value) == problems


@pytest.mark.parametrize(
    ("written", "problems"),
    [("1361-01-01", 0), ("1986-11-07", 0), ("2027-10-01", 0), ("2031", 0), ("2032", 1), ("2062-10-01", 1), ("0210", 1)],
)
def test_law_may_be_old_or_to_come_but_not_by_centuries(written: str, problems: int, loamshire: Path) -> None:
    edit(loamshire, "data/legislation.yml", ("from: 2010-10-01", f"from: {written}"))
    found = problems_of(loamshire)
    assert len(found) == problems
    assert all(one.severity is Severity.WARNING for one in found)


@pytest.mark.parametrize(("written", "meant"), [("2062", "2026"), ("2206", "2026"), ("2126", "2026"), ("2036", "2026")])
def test_the_hint_names_the_year_that_was_meant(written: str, meant: str, loamshire: Path) -> None:
    edit(loamshire, "data/standards.yml", ("confirmed_on: 2026-03-01", f"confirmed_on: {written}-03-01"))
    (problem,) = problems_of(loamshire)
    assert problem.hint.startswith(f"did you mean {meant}-03-01?")


def test_a_warning_of_a_date_does_not_stop_a_build(loamshire: Path) -> None:
    edit(loamshire, "data/legislation.yml", ("review_every: 12", "review_every: 365"))
    base, problems = check(loamshire, TODAY)
    assert base
    assert [(one.code, str(one.span)) for one in problems] == [(Code.UNLIKELY_DATE, "data/legislation.yml:2:15")]


OWNER_SAID = "this is the day the owner said so"
IN_FORCE = "this is the day it came into force, or unknown"
PUBLISHED = "this is when it was published, or unknown"
MONTHS = "write the number of months, such as 12 for once a year"


def likely(meant: str, about: str) -> str:
    return f"did you mean {meant}? {about[0].upper()}{about[1:]}"


@pytest.mark.parametrize(
    ("file", "before", "after", "message", "hint"),
    [
        ("legislation", "review_every: 12", "review_every: 121", "121 months are 10 years", MONTHS),
        ("legislation", "review_every: 12", "review_every: 365", "365 months are 30 years", MONTHS),
        ("standards", "on: 2026-03-01", "on: 2026-12-02", "has not come yet", likely("2026-02-12", OWNER_SAID)),
        ("standards", "on: 2026-03-01", "on: 2026-11-22", "has not come yet", f"look at the date again: {OWNER_SAID}"),
        ("standards", "on: 2026-03-01", "on: 2027-03-01", "has not come yet", likely("2026-03-01", OWNER_SAID)),
        ("standards", "on: 2026-03-01", "on: 2027-12-25", "has not come yet", likely("2025-12-25", OWNER_SAID)),
        ("standards", "on: 2026-03-01", "on: 3926-03-01", "has not come yet", likely("2026-03-01", OWNER_SAID)),
        ("standards", "on: 2026-03-01", "on: 2034-03-01", "has not come yet", likely("2024-03-01", OWNER_SAID)),
        ("standards", "on: 2026-03-01", "on: 2028-02-29", "has not come yet", likely("2024-02-29", OWNER_SAID)),
        ("standards", "on: 2026-03-01", "on: 5678-03-01", "has not come yet", f"look at the date again: {OWNER_SAID}"),
        ("sources", ": about 2016", ": about 2061", "has not come yet", f"look at the date again: {PUBLISHED}"),
        ("sources", ": about 2016", ": about 2062-05", "has not come yet", likely("about 2026-05", PUBLISHED)),
        ("legislation", "from: 2010-10-01", "from: 1199", "1199 is long ago", f"look at the date again: {IN_FORCE}"),
        ("legislation", "from: 2010-10-01", "from: 2052-10-01", "26 years away", likely("2025-10-01", IN_FORCE)),
        ("legislation", "from: 2010-10-01", "from: 2206", "2206 is 180 years away", likely("2026", IN_FORCE)),
        ("legislation", "from: 2010-10-01", "from: 3029-10-01", "1003 years away", likely("2029-10-01", IN_FORCE)),
        (
            "legislation",
            "from: 2010-10-01",
            "from: 3030-10-01",
            "1004 years away",
            f"look at the date again: {IN_FORCE}",
        ),
        ("legislation", "from: 2010-10-01", "from: 3023-10-01", "997 years away", likely("2023-10-01", IN_FORCE)),
        (
            "legislation",
            "from: 2010-10-01",
            "from: 2122-10-01",
            "96 years away",
            f"look at the date again: {IN_FORCE}",
        ),
    ],
)
def test_the_hint_has_the_likeliest_date_or_what_the_field_is_for(
    file: str, before: str, after: str, message: str, hint: str, loamshire: Path
) -> None:
    edit(loamshire, f"data/{file}.yml", (before, after))
    (problem,) = problems_of(loamshire)
    assert message in problem.message
    assert problem.hint == hint
    assert problem.code is Code.UNLIKELY_DATE


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("legislation", "review_every: 12", "review_every: 120"),
        ("legislation", "from: 2010-10-01", "from: 1200"),
        ("standards", "on: 2026-03-01", "on: 2026-11-21"),
        ("standards", "on: 2026-03-01", "on: 2016-05-01"),
    ],
)
def test_the_last_date_that_may_be_right_is_no_problem(file: str, before: str, after: str, loamshire: Path) -> None:
    edit(loamshire, f"data/{file}.yml", (before, after))
    assert problems_of(loamshire) == ()


@pytest.mark.parametrize(
    ("file", "before", "after", "severity"),
    [
        ("standards", "on: 2026-03-01", "on: 1999-12-31", Severity.ERROR),
        ("sources", "published: about 2016", "published: about 1799", Severity.WARNING),
    ],
)
def test_a_check_long_ago_is_an_error_and_a_document_is_not(
    file: str, before: str, after: str, severity: Severity, loamshire: Path
) -> None:
    edit(loamshire, f"data/{file}.yml", (before, after))
    (found,) = [one for one in problems_of(loamshire) if "is long ago" in one.message]
    assert found.severity is severity


@pytest.mark.parametrize("file", [StandardsFile, StrategyFile, ConsultationFile, PartnersFile])
def test_a_project_without_one_of_these_files_has_no_unlikely_date(file: type[RecordFile]) -> None:
    assert RECORDS.located(file)
    assert check_dates(replace(RECORDS, files={**RECORDS.files, file: None}), TODAY) == ()


LATER = "look at the year here, and at `published:` of the document in data/sources.yml"


@pytest.mark.parametrize(
    ("file", "before", "after", "published", "what", "severity"),
    [
        ("standards", "on: 2026-03-01", "on: 2016-04-30", "about 2016", "confirmed on 2016-04-30", Severity.ERROR),
        ("standards", "on: 2026-03-01", "on: 2016-05-09", "2016-05-10", "confirmed on 2016-05-09", Severity.ERROR),
        ("standards", "on: 2026-03-01", "on: 2026-11-20", "2026-11-21", "confirmed on 2026-11-20", Severity.ERROR),
        ("strategy", "on: 2026-11-01", "on: 2016-05-09", "2016-05-10", "checked on 2016-05-09", Severity.ERROR),
        ("partners", "on: 2026-11-01", "on: 2016-05-09", "2016-05-10", "checked on 2016-05-09", Severity.WARNING),
    ],
)
def test_nothing_is_checked_before_its_document_is_published(
    file: str, before: str, after: str, published: str, what: str, severity: Severity, loamshire: Path
) -> None:
    path = loamshire / "data" / f"{file}.yml"
    path.write_text(path.read_text().replace(before, after, 1))
    edit(loamshire, "data/sources.yml", ("published: about 2016", f"published: {published}"))
    (found,) = [one for one in problems_of(loamshire) if one.span.path == f"data/{file}.yml"]
    day = "2016-05" if published == "about 2016" else published
    assert found.message == f"this was {what}, before its document was published ({day})"
    assert (found.hint, found.severity) == (LATER, severity)


@pytest.mark.parametrize(("published", "problems"), [("2024-06-30", 1), ("2024-07", 0), ("2024", 0), ("about 2016", 0)])
def test_a_consultation_begins_before_its_report(published: str, problems: int, loamshire: Path) -> None:
    edit(loamshire, "data/sources.yml", ("published: about 2016", f"published: {published}"))
    found = [one for one in problems_of(loamshire) if one.span.path == "data/consultation.yml"]
    assert [str(one.span) for one in found] == ["data/consultation.yml:7:10"] * problems
