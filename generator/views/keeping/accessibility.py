"""The accessibility statement: what its record says, and what each automatic test covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedStatement
from generator.linking.resolve.entries import Entry
from generator.model.accessibility import Audit, Check, Compliance, Ground, Shortcoming
from generator.model.output_formats import OutputFormat, counted_files, output_of
from generator.model.reviews import months_later
from generator.model.vocabulary import counted
from generator.views.shared.context import ViewContext
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.words.dates import day
from generator.words.text import Sentence, sentence

_STANDARD = "the Web Content Accessibility Guidelines version 2.2, AA standard"
_COMPLIANCE = {
    Compliance.FULL: f"This website is fully compliant with {_STANDARD}.",
    Compliance.PARTIAL: f"This website is partially compliant with {_STANDARD}, because of what is listed here.",
    Compliance.NONE: f"This website is not compliant with {_STANDARD}. What fails is listed here.",
}
"""The sentence of the model accessibility statement for each result of an audit."""

_UNAUDITED = (
    f"Nobody has checked the whole of this website against {_STANDARD}. Until somebody has, it does not say how much "
    "of that standard it meets."
)
_GROUNDS = {
    Ground.FAILS: "What breaks a rule of the standard",
    Ground.BURDEN: "What would be too great a burden to mend",
    Ground.OUT_OF_SCOPE: "What the regulations do not reach",
    Ground.BEYOND: "What no rule asks for, and you may miss",
}

_ALWAYS_LISTED = f"short-{Ground.FAILS.value}"
"""The anchor of the ground that is listed even if it is empty: that nothing is known to fail is worth saying."""


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page or file by its title."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class ShortcomingView:
    """Something that not everybody can use, and what to use in its place."""

    title: str
    what: Sentence
    why: Sentence
    instead: Sentence
    criteria: str


@dataclass(frozen=True, slots=True)
class GroundView:
    """The shortcomings on one ground."""

    title: str
    anchor: str
    rows: tuple[ShortcomingView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """The last run of one automatic test: what it covered of this edition, and in how many pages it found a fault."""

    title: str
    tool: str
    day: str
    coverage: str


@dataclass(frozen=True, slots=True)
class PagesOfChecks:
    """The pages or files for which the same tests found a fault, or at which the same tests did not look."""

    checks: tuple[str, ...]
    """The titles of the tests."""
    pages: tuple[NamedPage, ...]


@dataclass(frozen=True, slots=True)
class AccessibilityStatementView:
    """The whole accessibility statement."""

    covers: Sentence
    can: tuple[Sentence, ...]
    compliance: str
    audit_note: str
    report: str
    grounds: tuple[GroundView, ...]
    contact: NamedPage | None
    enforcer: Sentence
    enforcement: NamedPage | None
    law: NamedPage | None
    untried: tuple[Sentence, ...]
    checks: tuple[CheckView, ...]
    faults: tuple[PagesOfChecks, ...]
    """Each page with a fault, once."""
    untested: tuple[PagesOfChecks, ...]
    prepared: str
    last_checked: str
    check_by: str
    overdue: bool
    owner: str


def accessibility_statement_page(context: ViewContext) -> PageContent:
    """Return the page of the statement, which names the other pages and prints of the site by title."""
    base = context.base
    assert base.statement
    titles = {path_of(page): page.title for page in base.generated_pages}
    titles |= {page.path: page.title for page in context.pages}
    files = {one.path: f"{one.title} ({one.output.name})" for one in context.prints}
    return PageContent(_statement(base.statement, base, base.today, titles, files))


def _statement(
    linked: LinkedStatement, base: KnowledgeBase, today: date, pages: dict[str, str], files: dict[str, str]
) -> AccessibilityStatementView:
    record = linked.record
    grounds = [_ground(ground, record.shortcomings) for ground in Ground]
    check_by = months_later(record.checked_on, record.review_every)
    return AccessibilityStatementView(
        covers=sentence(record.covers),
        can=tuple(map(sentence, record.can)),
        compliance=_COMPLIANCE[record.audit.result] if record.audit else _UNAUDITED,
        audit_note=_audit_note(record.audit) if record.audit else "",
        report=(record.audit.report or "") if record.audit else "",
        grounds=tuple(ground for ground in grounds if ground.rows or ground.anchor == _ALWAYS_LISTED),
        contact=_named_page(linked.contact, base),
        enforcer=sentence(record.enforcer) if record.enforcer else (),
        enforcement=_named_page(linked.enforcement, base),
        law=_named_page(linked.law, base),
        untried=tuple(map(sentence, record.untried)),
        checks=tuple(_check(check, pages, files) for check in linked.checks),
        faults=_by_checks({check.title: set(check.at_fault) for check in linked.checks}, pages | files),
        untested=_by_checks(
            {check.title: {*_titles(check, pages, files)} - {*check.looked_at} for check in linked.checks},
            pages | files,
        ),
        prepared=day(record.prepared_on),
        last_checked=day(record.checked_on),
        check_by=day(check_by),
        overdue=today > check_by,
        owner=record.owner,
    )


def _audit_note(audit: Audit) -> str:
    return f"{audit.by} checked it on {day(audit.made_on)}."


def _named_page(entry: Entry | None, base: KnowledgeBase) -> NamedPage | None:
    return NamedPage(title_of(entry, base), path_of(entry)) if entry else None


def _ground(ground: Ground, shortcomings: Iterable[Shortcoming]) -> GroundView:
    rows = tuple(_shortcoming(record) for record in shortcomings if record.ground is ground)
    return GroundView(_GROUNDS[ground], f"short-{ground.value}", rows)


def _shortcoming(record: Shortcoming) -> ShortcomingView:
    instead = sentence(record.instead) if record.instead else ()
    return ShortcomingView(
        record.title, sentence(record.what), sentence(record.why), instead, ", ".join(record.criteria)
    )


def _check(check: Check, pages: dict[str, str], files: dict[str, str]) -> CheckView:
    """Return one test's coverage of the pages or prints that exist now."""
    titles = _titles(check, pages, files)
    outputs = _outputs(check)
    count = counted_files(len(titles), outputs) if outputs else counted(len(titles), "page")
    tested = set(check.looked_at) & set(titles)
    faults = set(check.at_fault) & set(titles)
    result = f"It found a fault in {len(faults)}." if faults else "It found no fault in any of them."
    coverage = f"It looked at {len(tested)} of {count}. {result}"
    return CheckView(check.title, check.tool, day(check.done_on), coverage)


def _titles(check: Check, pages: dict[str, str], files: dict[str, str]) -> dict[str, str]:
    """Return the titles of what a test is for: all pages, or all prints in the formats that it looked at."""
    outputs = _outputs(check)
    return {path: title for path, title in files.items() if output_of(path) in outputs} if outputs else pages


def _outputs(check: Check) -> frozenset[OutputFormat]:
    """Return the formats of the files to print that a test looked at; none if it looked at pages."""
    return frozenset(filter(None, map(output_of, check.looked_at)))


def _by_checks(paths: dict[str, set[str]], titles: dict[str, str]) -> tuple[PagesOfChecks, ...]:
    """Return each path that a test names and that exists now, once, with the titles of all tests that name it."""
    groups: dict[tuple[str, ...], list[NamedPage]] = {}
    for path in sorted(set().union(*paths.values()) & set(titles)):
        checks = tuple(title for title, named in paths.items() if path in named)
        groups.setdefault(checks, []).append(NamedPage(titles[path], path))
    return tuple(PagesOfChecks(checks, tuple(pages)) for checks, pages in groups.items())
