"""Phrases for the basis of facts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.evidence import Basis, Evidenced
from generator.model.source_ranks import SourceRank, best_rank


@dataclass(frozen=True, slots=True)
class BasisWords:
    """The phrases for a basis."""

    basis: str
    """How the fact was established."""
    of_several: str
    """The same for facts from several sources."""
    checked: str
    """The verb before the date: only what was read in a source was checked."""
    doubt: str
    """A warning where the fact appears without its sources; empty for a verified fact."""


_KNOWN = "Known, not re-checked"

BASIS_WORDS = {
    Basis.VERIFIED: BasisWords("Read in a public source", "Read in public sources", "Checked", ""),
    Basis.KNOWN: BasisWords(_KNOWN, _KNOWN, "Noted", _KNOWN),
}
"""One row for each basis."""

_NOT_OFFICIAL = "Read in a copy or a summary, not on an official page"
_LAW_NOT_OFFICIAL = BasisWords(_NOT_OFFICIAL, _NOT_OFFICIAL, "Checked", "")
_AUTHORITIES = frozenset({SourceRank.OFFICIAL, SourceRank.PUBLIC_BODY})


def rechecked_in_part(record: Evidenced) -> str:
    """Return what of a record was not read again, as a clause; empty if all of it was."""
    return f"{_KNOWN}: {record.not_rechecked}" if record.not_rechecked else ""


def law_basis_words(record: Evidenced) -> BasisWords:
    """Return the phrases for a fact about law, which only an official page or one of a public body can verify."""
    if record.basis is Basis.VERIFIED and best_rank(record.sources) not in _AUTHORITIES:
        return _LAW_NOT_OFFICIAL
    return BASIS_WORDS[record.basis]
