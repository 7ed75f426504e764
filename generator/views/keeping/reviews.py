"""What is to be checked again: what is overdue, what is next, and each owner's list for staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.linking.knowledge_base import KnowledgeBase, Review
from generator.model.kinds import KINDS, kind_named
from generator.model.values import slug_of
from generator.model.vocabulary import counted
from generator.views.shared.paths import path_of
from generator.words.text import day

SOON = timedelta(days=60)
"""What is due within this time is listed apart: two months hold a round of meetings."""


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """How many of one kind were to be checked again and were not: words, and where they are, if in one place."""

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
    """The file and line to change."""
    unverified: bool


@dataclass(frozen=True, slots=True)
class ReviewList:
    """Records of one owner that are equally urgent."""

    title: str
    rows: tuple[ReviewRow, ...]
    urgent: bool


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Everything that one role looks after."""

    anchor: str
    owner: str
    summary: str
    lists: tuple[ReviewList, ...]


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The whole list on a day."""

    day: str
    count: int
    overdue: int
    never_checked: int
    unverified: int
    owners: tuple[OwnerView, ...]


def kind_noun(kind: str, count: int) -> str:
    """Return what a reader calls one, or several, of a kind of record."""
    row = kind_named(kind)
    return row.one if count == 1 else row.many


def overdue_counts(base: KnowledgeBase, today: date) -> tuple[OverdueCount, ...]:
    """One line for each kind of record with checks that are overdue."""
    lines = []
    for kind in (row.key for row in KINDS if row.review):
        held = [review for review in base.reviews if review.kind == kind]
        late = [review for review in held if review.overdue_on(today)]
        if late:
            page, _, anchor = path_of(base.targets[late[0].record]).partition("#")
            words = f"{len(late)} of {len(held)} {kind_noun(kind, len(held))}"
            if kind == "page" and len(late) > 1:
                lines.append(OverdueCount(words, ""))
                continue
            lines.append(OverdueCount(words, f"{page}#{anchor}" if len(late) == 1 and anchor else page))
    return tuple(lines)


def next_check(base: KnowledgeBase, today: date) -> str:
    """When the first check is due that is not overdue already; empty if none will be."""
    coming = [review.due for review in base.reviews if review.due and review.due >= today]
    return day(min(coming)) if coming else ""


def reviews_view(base: KnowledgeBase, today: date) -> ReviewsView:
    """Every record that goes out of date, by owner; what nobody owns stands first."""
    owners = sorted({review.owner for review in base.reviews}, key=lambda owner: (owner != "", owner.casefold()))
    return ReviewsView(
        day=day(today),
        count=len(base.reviews),
        overdue=sum(1 for review in base.reviews if review.overdue_on(today)),
        never_checked=sum(1 for review in base.reviews if review.last is None),
        unverified=sum(1 for review in base.reviews if review.unverified),
        owners=tuple(_owner(owner, base, today) for owner in owners),
    )


def _owner(owner: str, base: KnowledgeBase, today: date) -> OwnerView:
    held = sorted(
        (review for review in base.reviews if review.owner == owner),
        key=lambda review: (review.due or date.min, review.kind, review.title.casefold(), review.record),
    )
    late = [review for review in held if review.overdue_on(today)]
    never = [review for review in held if review.due is None]
    soon = [review for review in held if review.due and today <= review.due <= today + SOON]
    later = [review for review in held if review.due and review.due > today + SOON]
    lists = (
        ("Overdue", late, True),
        ("Never confirmed", never, True),
        (f"Due by {day(today + SOON)}", soon, False),
        ("Due later", later, False),
    )
    summary = f"{counted(len(held), 'record')}, {len(late)} overdue."
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
            where=f"{review.span.path}, line {review.span.line}",
            unverified=bool(review.unverified),
        )
        for review in reviews
    )
