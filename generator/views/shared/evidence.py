"""Evidence in words: how, where and when a fact was established."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from generator.model.evidence import Evidenced
from generator.model.source_ranks import SourceRank, rank_of
from generator.words.dates import day
from generator.words.evidence import law_basis_words, rechecked_in_part
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A public page that a fact was read from: its host, with a number if there are several, and its address.

    ``web`` is empty for a page of the lowest rank: a reader must not take a copy that anybody could change for the law.
    """

    words: str
    web: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """How a fact was established, when and where."""

    basis: str
    """How it was established; the template adds the list of ``sources``."""
    checked: str
    sources: tuple[SourcePage, ...]
    sources_dated: str
    note: Sentence


def evidence_view(record: Evidenced, check_by: date | None = None) -> EvidenceView:
    """Return the evidence of a record of law in words; ``check_by`` is the day by which it must be checked again."""
    words = law_basis_words(record)
    checked = f"{words.checked} {day(record.checked_on)}" + (f"; check again by {day(check_by)}" if check_by else "")
    read_without_proof = ". Pages read" if words.doubt and record.sources else ""
    return EvidenceView(
        basis=words.basis + read_without_proof,
        checked=". ".join(filter(None, (checked, rechecked_in_part(record)))),
        sources=source_pages(record.sources),
        sources_dated=record.sources_dated or "",
        note=sentence(record.note) if record.note else (),
    )


def source_pages(addresses: tuple[str, ...]) -> tuple[SourcePage, ...]:
    """Return one source page per address, in the same order; pages of one host are numbered.

    All pages of the lowest rank are one row at the end.
    """
    originals = [address for address in addresses if rank_of(address) is not SourceRank.COPY]
    hosts = [(urlsplit(address).hostname or address).removeprefix("www.") for address in originals]
    numbered = (
        f"{host} ({hosts[: at + 1].count(host)})" if hosts.count(host) > 1 else host for at, host in enumerate(hosts)
    )
    pages = tuple(SourcePage(words, address) for words, address in zip(numbered, originals, strict=True))
    return pages if len(originals) == len(addresses) else (*pages, _COPY)


_COPY = SourcePage("a copy on another website", "")
