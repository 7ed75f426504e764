"""What must be looked at again, by whom and by when: one list, for pages, the calendar and the release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.knowledge_base import Review
from generator.linking.linked import LinkedSet
from generator.linking.resolve.entries import Entry
from generator.linking.staff.editions import contacts_of
from generator.loading.project import Records
from generator.model.contacts import Contact, ContactState, Reachable
from generator.model.evidence import Basis
from generator.model.pages import GeneratedPage, ProsePage
from generator.model.reviews import UNKNOWN_OWNER, months_later
from generator.model.values import Confirmed


def reviews_of(
    records: Records,
    sets: Iterable[LinkedSet],
    entries: Mapping[str, Entry],
    spans: Mapping[str, Span],
) -> tuple[Review, ...]:
    """Every record that goes out of date, in the order of the files: promises, law, whom to reach."""
    return (
        *_promises(sets, spans),
        *_law(records, spans),
        *_powers(records, spans),
        *_directory(records, entries, spans),
        *_pages(records.pages, spans),
        *_statement(records),
    )


def _promises(sets: Iterable[LinkedSet], spans: Mapping[str, Span]) -> Iterator[Review]:
    """The sets, each reviewed as a whole: an owner who says that it still stands says so of every promise in it."""
    for linked in sets:
        record = linked.record
        if record.confirmed_current is not Confirmed.NO:
            months, span = record.review_every, spans[record.id]
            last = record.confirmed_on if record.confirmed_current is Confirmed.YES else None
            due = months_later(last, months) if last else None
            yield Review(record.id, "set of promises", record.title, record.owner, last, months, due, span, "")


def _law(records: Records, spans: Mapping[str, Span]) -> Iterator[Review]:
    file = records.legislation.record if records.legislation else None
    for instrument in file.instruments if file else ():
        for part in instrument.provisions:
            if file and not part.settled:
                title = f"{instrument.title}, {part.ref}"
                owner, months = _named(part.owner or file.owner), part.review_every or file.review_every
                due = part.review_by(file.review_every)
                yield Review(part.id, "provision", title, owner, part.checked_on, months, due, spans[part.id], "")


def _powers(records: Records, spans: Mapping[str, Span]) -> Iterator[Review]:
    for power in records.powers.record.powers if records.powers else ():
        span, owner = spans[power.id], _named(power.owner)
        yield Review(
            power.id, "power", power.name, owner, power.checked_on, power.review_every, power.review_by, span, ""
        )


def _pages(pages: Iterable[ProsePage], spans: Mapping[str, Span]) -> Iterator[Review]:
    for page in pages:
        if found := page.front.evidence:
            due = months_later(found.checked_on, found.review_every)
            owner, span = _named(found.owner), spans[page.front.id]
            yield Review(
                page.front.id, "page", page.front.title, owner, found.checked_on, found.review_every, due, span, ""
            )


def _statement(records: Records) -> Iterator[Review]:
    located = records.accessibility
    if located and (found := located.record.statement):
        due, page = months_later(found.checked_on, found.review_every), GeneratedPage.ACCESSIBILITY.value
        span, owner = located.span("statement", "checked_on"), _named(found.owner)
        title = "The accessibility statement"
        yield Review(page, "statement", title, owner, found.checked_on, found.review_every, due, span, "")


def _directory(records: Records, entries: Mapping[str, Entry], spans: Mapping[str, Span]) -> Iterator[Review]:
    for record in contacts_of(records).everyone:
        yield Review(
            record=record.id,
            kind=entries[record.id].kind,
            title=record.name,
            owner=_named(record.owner),
            last=record.checked_on,
            months=record.review_every,
            due=record.review_by,
            span=spans[record.id],
            unverified=_unverified(record),
        )


def _named(owner: str) -> str:
    return "" if owner == UNKNOWN_OWNER else owner


def _unverified(record: Reachable) -> str:
    if not (isinstance(record, Contact) and record.safety_critical):
        return ""
    if record.state is not ContactState.ACTIVE or not record.channels:
        return "nobody has established that it is there"
    if record.basis is not Basis.VERIFIED:
        return "it is known, and was not read in a public source"
    unread = [channel.value for channel in record.channels if channel.basis is not Basis.VERIFIED]
    return f"{unread[0]} is known, and was not read in a public source" if unread else ""


def release_problems(reviews: Iterable[Review], today: date) -> tuple[Diagnostic, ...]:
    """What must not be published on ``today``: what is overdue, and life-saving contacts that nobody can vouch for.

    Promises that nobody has confirmed are told as a warning: the pages say so, and only their owner can change it.
    """
    return tuple(problem for review in reviews for problem in _stops(review, today))


def _stops(review: Review, today: date) -> Iterator[Diagnostic]:
    if review.overdue_on(today):
        who = f"{review.owner} looks after it" if review.owner else "nobody looks after it yet"
        message = f"the check of '{review.record}' is overdue on {today}: it was due by {review.due}"
        hint = f"check it again and write the new day; {who}"
        yield Diagnostic(review.span, Code.REVIEW_OVERDUE, message, hint)
    if review.unverified:
        message = f"lives may depend on '{review.record}', and {review.unverified}"
        hint = "read it on its owner's public page, then write `basis: verified` and the page under `sources:`"
        yield Diagnostic(review.span, Code.CONTACT_NOT_VERIFIED, message, hint)
    if review.last is None:
        message = f"nobody has confirmed that '{review.record}' still stands"
        hint = "ask its owner; then write `confirmed_current: yes`, `confirmed_on:` and `confirmed_by:`"
        yield Diagnostic(review.span, Code.NOT_CONFIRMED, message, hint, Severity.WARNING)


def overdue_checks(reviews: Iterable[Review], today: date) -> Iterator[Diagnostic]:
    """A warning for each file with checks that are overdue; law has a warning of its own."""
    files: dict[str, list[Review]] = {}
    for review in reviews:
        if review.kind != "provision":
            files.setdefault(review.span.path, []).append(review)
    for held in files.values():
        late = [review for review in held if review.overdue_on(today)]
        if late:
            some = ", ".join(review.record for review in late[:3]) + (" and others" if len(late) > 3 else "")
            message = f"{len(late)} of {len(held)} checks are overdue on {today}: {some}"
            hint = "the pages say so; check them again and write the new day (`check --release` lists each)"
            yield Diagnostic(late[0].span, Code.REVIEW_OVERDUE, message, hint, Severity.WARNING)
