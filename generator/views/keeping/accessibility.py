"""The accessibility statement: what its author knows, and what the tests looked at, never more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedStatement
from generator.linking.resolve.entries import Entry
from generator.model.accessibility import Audit, Check, Compliance, Ground, Shortcoming
from generator.model.output_formats import counted_prints
from generator.model.reviews import months_later
from generator.model.vocabulary import counted
from generator.views.shared.pages import PageContent, ViewContext
from generator.views.shared.paths import DOWNLOADS, path_of
from generator.views.shared.titles import title_of
from generator.words.text import Sentence, day, sentence

_STANDARD = "the Web Content Accessibility Guidelines version 2.2, AA standard"
_COMPLIANCE = {
    Compliance.FULL: f"This website is fully compliant with {_STANDARD}.",
    Compliance.PARTIAL: f"This website is partially compliant with {_STANDARD}, because of what is listed here.",
    Compliance.NONE: f"This website is not compliant with {_STANDARD}. What fails is listed here.",
}
"""The sentence that the model statement asks for, by what an audit found."""

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

_ALWAYS = f"short-{Ground.FAILS.value}"
"""That nothing is known to break a rule is itself worth saying."""


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page or file by its title."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class ShortcomingView:
    """Something that not everybody can use."""

    title: str
    what: Sentence
    why: Sentence
    instead: Sentence
    criteria: str


@dataclass(frozen=True, slots=True)
class GroundView:
    """The shortcomings of one kind."""

    title: str
    anchor: str
    rows: tuple[ShortcomingView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """One test as it last ran: what it saw of this edition, and what it did not see."""

    title: str
    tool: str
    day: str
    coverage: str
    faulty_pages: tuple[NamedPage, ...]
    untested_pages: tuple[NamedPage, ...]


@dataclass(frozen=True, slots=True)
class AccessibilityStatementView:
    """The whole statement."""

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
    prepared: str
    last_checked: str
    check_by: str
    overdue: bool
    owner: str


def accessibility_statement_page(context: ViewContext) -> PageContent:
    """Return the statement, given every other page and print of the site."""
    base = context.base
    assert base.statement
    own = next(page for page in base.generated if page.id == "accessibility")
    titles = {path_of(own): own.title} | {page.path: page.title for page in context.pages}
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
        audit_note=_audited(record.audit) if record.audit else "",
        report=(record.audit.report or "") if record.audit else "",
        grounds=tuple(ground for ground in grounds if ground.rows or ground.anchor == _ALWAYS),
        contact=_named(linked.contact, base),
        enforcer=sentence(record.enforcer) if record.enforcer else (),
        enforcement=_named(linked.enforcement, base),
        law=_named(linked.law, base),
        untried=tuple(map(sentence, record.untried)),
        checks=tuple(_check(check, pages, files) for check in linked.checks),
        prepared=day(record.prepared_on),
        last_checked=day(record.checked_on),
        check_by=day(check_by),
        overdue=today > check_by,
        owner=record.owner,
    )


def _audited(audit: Audit) -> str:
    return f"{audit.by} checked it on {day(audit.made_on)}."


def _named(entry: Entry | None, base: KnowledgeBase) -> NamedPage | None:
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
    """A test counts for what it looked at and is still there; what was added since is named as not looked at."""
    of_files = all(path.startswith(DOWNLOADS) for path in check.looked_at)
    there, count = (files, counted_prints(len(files))) if of_files else (pages, counted(len(pages), "page"))
    seen = sorted(set(check.looked_at) & set(there))
    faults = [path for path in check.at_fault if path in there]
    found = f"It found a fault in {len(faults)}." if faults else "It found no fault in any of them."
    return CheckView(
        title=check.title,
        tool=check.tool,
        day=day(check.done_on),
        coverage=f"It looked at {len(seen)} of {count}. {found}",
        faulty_pages=tuple(NamedPage(there[path], path) for path in sorted(faults)),
        untested_pages=tuple(NamedPage(there[path], path) for path in sorted(set(there) - set(seen))),
    )
