"""How a fact was established, in words: whether it was read or is known, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from generator.model.evidence import Evidenced
from generator.words.dates import day
from generator.words.evidence import BASIS_WORDS
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A public page that was read, called by its host; pages of one host are numbered."""

    words: str
    web: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """How a fact was established, when and where."""

    basis: str
    """How, up to the pages that were read, which follow it."""
    checked: str
    sources: tuple[SourcePage, ...]
    sources_dated: str
    note: Sentence


def evidence_view(record: Evidenced, check_by: date | None = None) -> EvidenceView:
    """What a record says about its evidence, and by when it must be checked again."""
    words = BASIS_WORDS[record.basis]
    read_without_proof = ". Pages read" if words.doubt and record.sources else ""
    return EvidenceView(
        basis=words.basis + read_without_proof,
        checked=f"{words.checked} {day(record.checked_on)}" + (f"; check again by {day(check_by)}" if check_by else ""),
        sources=source_pages(record.sources),
        sources_dated=record.sources_dated or "",
        note=sentence(record.note) if record.note else (),
    )


def source_pages(addresses: tuple[str, ...]) -> tuple[SourcePage, ...]:
    """Each address by its host; those of one host are numbered."""
    hosts = [(urlsplit(address).hostname or address).removeprefix("www.") for address in addresses]
    numbered = (
        f"{host} ({hosts[: at + 1].count(host)})" if hosts.count(host) > 1 else host for at, host in enumerate(hosts)
    )
    return tuple(SourcePage(words, address) for words, address in zip(numbered, addresses, strict=True))
