"""Phrases for the basis of facts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.evidence import Basis


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
