"""Lists the reviews of records, and finds those that are overdue or stop a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.knowledge_base import Review
from generator.linking.resolve.references import readable_files
from generator.linking.walk import VisitedRecord, walk
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.contacts import Contact
from generator.model.kinds import KINDS, Kind, kind_of, title_of_record
from generator.model.partnership import Partnership
from generator.model.record import Identified, Record, RecordFile


def reviews_of(records: Records) -> tuple[Review, ...]:
    """Return a review of each record that must be checked again, in the order of the table of kinds."""
    return tuple(sorted(_reviews(records), key=lambda review: _ORDER[review.kind]))


_ORDER = {kind.key: n for n, kind in enumerate(KINDS)}


def _reviews(records: Records) -> Iterator[Review]:
    partnership = records.get(Partnership)
    on_every_page = partnership.route_contacts if partnership else frozenset()
    for located in readable_files(records):
        for record, within, span in _reviewable(located):
            kind = kind_of(type(record))
            terms = kind.review(record, located.record) if kind.review else None
            if terms and isinstance(record, Contact) and record.id in on_every_page:
                terms = replace(terms, unverified=record.unverified)
            if terms:
                yield Review(_review_id(record, kind), kind.key, title_of_record(record, within), span, terms)
    for page in records.pages:
        if terms := page.front.review_terms(None):
            yield Review(page.front.id, "page", page.front.title, page.id_span, terms)


def _reviewable(located: Located[RecordFile]) -> Iterator[tuple[Record, tuple[Identified, ...], Span]]:
    """Yield each record with an id and each single record of a file, with the records that contain it and its span."""
    for name in type(located.record).model_fields:
        value = getattr(located.record, name)
        if isinstance(value, Record) and not isinstance(value, Identified) and type(value) in _MODELS:
            yield value, (), located.span(name, "checked_on")
    for visit in walk(located):
        if isinstance(visit, VisitedRecord):
            yield visit.record, visit.within, visit.span


_MODELS = frozenset(kind.model for kind in KINDS)


def _review_id(record: Record, kind: Kind) -> str:
    """Return the id of a record; if it has none, that of the page that shows it."""
    return record.id if isinstance(record, Identified) else kind.page or ""


def review_problems(reviews: Iterable[Review], today: date) -> tuple[Diagnostic, ...]:
    """Return an error for each overdue check and each unverified life-saving contact, as of ``today``.

    Promises that nobody has confirmed give a warning, because the pages say so and only their owner can confirm them.
    """
    return tuple(problem for review in reviews for problem in _problems_of(review, today))


def _problems_of(review: Review, today: date) -> Iterator[Diagnostic]:
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
        message = f"nobody has confirmed that '{review.record}' is still current"
        hint = "ask its owner; then write `confirmed_current: yes`, `confirmed_on:` and `confirmed_by:`"
        yield Diagnostic(review.span, Code.NOT_CONFIRMED, message, hint, Severity.WARNING)


def overdue_checks(reviews: Iterable[Review], today: date) -> Iterator[Diagnostic]:
    """Yield a warning for each file with overdue checks. ``check_currency`` has the warnings on law."""
    reviews_by_path: dict[str, list[Review]] = {}
    for review in reviews:
        if review.kind != "provision":
            reviews_by_path.setdefault(review.span.path, []).append(review)
    for in_file in reviews_by_path.values():
        late = [review for review in in_file if review.overdue_on(today)]
        if late:
            some = ", ".join(review.record for review in late[:3]) + (" and others" if len(late) > 3 else "")
            message = f"{len(late)} of {len(in_file)} checks are overdue on {today}: {some}"
            hint = "the pages say so; check them again and write the new day (`check --release` lists each)"
            yield Diagnostic(late[0].span, Code.REVIEW_OVERDUE, message, hint, Severity.WARNING)
