"""What was checked, how and when: the one public page that says what nobody has confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.contacts import ContactState
from generator.model.evidence import Basis, Evidenced
from generator.model.kinds import KINDS
from generator.views.directory.cards import unconfirmed_reason
from generator.views.keeping.reviews import kind_noun
from generator.views.shared.links import link_to
from generator.words.dates import day
from generator.words.evidence import BASIS_WORDS
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class CheckedKind:
    """The checks of all records of one kind."""

    records: str
    """Their number with its noun, such as "70 contacts"."""
    verified: int
    """How many were read in a public source on the day of their check."""
    known: int
    """How many were known and not read again."""
    days: str
    """The days of the oldest and the newest check."""


@dataclass(frozen=True, slots=True)
class UnconfirmedContact:
    """A contact of which something is not confirmed, and what."""

    name: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChecksView:
    """All checks on a day."""

    read: str
    """The words for what was read in a public source."""
    not_read: str
    """The words for what was known and not read again."""
    status: Sentence
    """The partnership's own sentence on what these pages are."""
    kinds: tuple[CheckedKind, ...]
    unconfirmed: tuple[UnconfirmedContact, ...]


def checks_view(base: KnowledgeBase) -> ChecksView:
    """Return the checks by kind, and every contact with the sign "Unconfirmed", by name."""
    records = base.directory.everyone if base.has_page("contacts") else ()
    contacts = sorted(records, key=lambda record: (record.name.casefold(), record.id))
    doubts = ((record, unconfirmed_reason(record)) for record in contacts if record.state is not ContactState.CLOSED)
    links = ((link_to(record.id, base), reason) for record, reason in doubts if reason)
    return ChecksView(
        read=BASIS_WORDS[Basis.VERIFIED].basis,
        not_read=BASIS_WORDS[Basis.KNOWN].basis,
        status=sentence(base.partnership.status),
        kinds=tuple(kind for row in KINDS if row.review for kind in _checked_kind(row.key, base)),
        unconfirmed=tuple(UnconfirmedContact(link.title, link.path, reason) for link, reason in links),
    )


def _checked_kind(kind: str, base: KnowledgeBase) -> tuple[CheckedKind, ...]:
    """Return the checks of one kind; nothing if no record of it was ever checked."""
    reviews = [review for review in base.reviews if review.kind == kind and review.last]
    days = sorted(review.last for review in reviews if review.last)
    if not days:
        return ()
    entries = (base.targets.get(review.record) for review in reviews)
    records = (entry.record for entry in entries if isinstance(entry, Entry))
    bases = [record.basis for record in records if isinstance(record, Evidenced)]
    return (
        CheckedKind(
            records=f"{len(reviews)} {kind_noun(kind, len(reviews))}",
            verified=bases.count(Basis.VERIFIED),
            known=bases.count(Basis.KNOWN),
            days=day(days[0]) if days[0] == days[-1] else f"{day(days[0])} to {day(days[-1])}",
        ),
    )
