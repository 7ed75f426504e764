"""Views of reviews: counts of overdue ones, the next due day, and each owner's list for staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.linking.knowledge_base import KnowledgeBase, Review
from generator.model.allowed_html import EXTRA_HTML
from generator.model.kinds import KINDS, kind_named
from generator.model.values import slug_of
from generator.model.vocabulary import counted
from generator.views.keeping.packs import from_pack
from generator.views.shared.paths import page_path, path_of
from generator.words.dates import day

SOON = timedelta(days=60)
"""Reviews due within this time have a list of their own: two months include a round of meetings."""


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """The number of overdue reviews of one kind, in words, and the page of the first; an empty path if on several."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One record to look at again."""

    title: str
    path: str
    kind: str
    last: str
    due: str
    where: str
    """The file and line to change, or the pack that it comes from."""
    unverified: bool


@dataclass(frozen=True, slots=True)
class ReviewList:
    """Records of one owner with the same urgency."""

    title: str
    rows: tuple[ReviewRow, ...]
    urgent: bool


@dataclass(frozen=True, slots=True)
class OwnerView:
    """All records of one owner, by urgency."""

    anchor: str
    owner: str
    summary: str
    lists: tuple[ReviewList, ...]


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """All reviews on a day, by owner, with counts."""

    count: int
    overdue: int
    never_checked: int
    unverified: int
    owners: tuple[OwnerView, ...]
    has_packs: bool
    """Whether some may come from a pack."""
    extra_html: tuple[str, ...]
    """What the settings allow on pages beyond the HTML that every page may have, in words."""


def kind_noun(kind: str, count: int) -> str:
    """Return the noun for a kind of record, in the singular if ``count`` is 1."""
    row = kind_named(kind)
    return row.one if count == 1 else row.many


def overdue_counts(base: KnowledgeBase, today: date) -> tuple[OverdueCount, ...]:
    """Return a count for each kind of record that has overdue reviews, in the order of ``KINDS``."""
    lines = []
    for kind in (row.key for row in KINDS if row.review):
        reviews = [review for review in base.reviews if review.kind == kind]
        overdue_reviews = [review for review in reviews if review.overdue_on(today)]
        if overdue_reviews:
            page, _, anchor = path_of(base.targets[overdue_reviews[0].record]).partition("#")
            words = f"{len(overdue_reviews)} of {len(reviews)} {kind_noun(kind, len(reviews))}"
            if kind == "page" and len(overdue_reviews) > 1:
                lines.append(OverdueCount(words, ""))
                continue
            alone = len(overdue_reviews) == 1
            listing = kind_named(kind).page
            whole = page_path(listing) if listing and not alone else page
            lines.append(OverdueCount(words, f"{page}#{anchor}" if alone and anchor else whole))
    return tuple(lines)


def next_check(base: KnowledgeBase, today: date) -> str:
    """Return the day of the next review from ``today`` on; empty if there is none."""
    due_days = [review.due for review in base.reviews if review.due and review.due >= today]
    return day(min(due_days)) if due_days else ""


def reviews_view(base: KnowledgeBase, today: date) -> ReviewsView:
    """Return every review as of ``today``, by owner. Records without an owner come first."""
    owners = sorted({review.owner for review in base.reviews}, key=lambda owner: (owner != "", owner.casefold()))
    return ReviewsView(
        count=len(base.reviews),
        overdue=sum(1 for review in base.reviews if review.overdue_on(today)),
        never_checked=sum(1 for review in base.reviews if review.last is None),
        unverified=sum(1 for review in base.reviews if review.unverified),
        owners=tuple(_owner(owner, base, today) for owner in owners),
        has_packs=bool(base.records.packs),
        extra_html=_extra_html(base),
    )


def _extra_html(base: KnowledgeBase) -> tuple[str, ...]:
    settings = base.records.settings
    allowed = settings.record.allowed_html if settings else ()
    return tuple(f"{one.value}: {EXTRA_HTML[one].use}" for one in sorted({*allowed}, key=lambda one: one.value))


def _owner(owner: str, base: KnowledgeBase, today: date) -> OwnerView:
    reviews = sorted(
        (review for review in base.reviews if review.owner == owner),
        key=lambda review: (review.due or date.min, review.kind, review.title.casefold(), review.record),
    )
    overdue = [review for review in reviews if review.overdue_on(today)]
    never_checked = [review for review in reviews if review.due is None]
    due_soon = [review for review in reviews if review.due and today <= review.due <= today + SOON]
    due_later = [review for review in reviews if review.due and review.due > today + SOON]
    lists = (
        ("Overdue", overdue, True),
        ("Never confirmed", never_checked, True),
        (f"Due by {day(today + SOON)}", due_soon, False),
        ("Due later", due_later, False),
    )
    summary = f"{counted(len(reviews), 'record')}, {len(overdue)} overdue."
    return OwnerView(
        anchor=f"owner-{slug_of(owner) if owner else 'nobody'}",
        owner=owner or "Nobody yet",
        summary=summary,
        lists=tuple(ReviewList(title, _rows(rows, base), urgent) for title, rows, urgent in lists if rows),
    )


def _rows(reviews: Iterable[Review], base: KnowledgeBase) -> tuple[ReviewRow, ...]:
    return tuple(
        ReviewRow(
            title=review.title,
            path=path_of(base.targets[review.record]),
            kind=kind_noun(review.kind, 1),
            last=day(review.last) if review.last else "never",
            due=day(review.due) if review.due else "ask now",
            where=from_pack(review.span.path, base.records) or f"{review.span.path}, line {review.span.line}",
            unverified=bool(review.unverified),
        )
        for review in reviews
    )
