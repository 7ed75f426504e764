"""How a fact was established, in words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.evidence import Basis


@dataclass(frozen=True, slots=True)
class BasisWords:
    """The forms in which a basis is worded."""

    basis: str
    """How the fact was established."""
    of_several: str
    """The same of facts from more than one source."""
    checked: str
    """What was done on the day of the record: only what was read in a source was checked."""
    doubt: str
    """What a reader must know who sees the fact without its sources; empty where there is no doubt."""


_KNOWN = "Known, not re-checked"

BASIS_WORDS = {
    Basis.VERIFIED: BasisWords("Read in a public source", "Read in public sources", "Checked", ""),
    Basis.KNOWN: BasisWords(_KNOWN, _KNOWN, "Noted", _KNOWN),
}
"""One row for each basis."""
