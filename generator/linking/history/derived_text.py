"""Derived texts: texts that an author wrote from a record, and whether the record has changed since their review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from generator.diagnostics import Span
from generator.model.stamps import Line, Stamp


@dataclass(frozen=True, slots=True)
class DerivedText:
    """A text written from a record, with what the record says now and the stamp of the last review."""

    text: str
    """The id of the text, as in ``data/stamps.yml``."""
    kind: str
    """The kind of the text in words, as in "easy read"."""
    source: str
    """The id of the record."""
    span: Span
    lines: tuple[Line, ...]
    """What the record says now, field by field."""
    stamp: Stamp | None
    """The last review; None if there was none."""

    @property
    def suspect(self) -> bool:
        """Whether nobody has compared the text with what its source says now."""
        return self.stamp is None or self.stamp.fingerprint != fingerprint(self.lines)

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """Each field of the source that has changed since the review, as (field, before, after)."""
        before = {line.field: line.said for line in self.stamp.lines} if self.stamp else {}
        now = {line.field: line.said for line in self.lines}
        changed = (name for name in dict.fromkeys((*now, *before)) if before.get(name) != now.get(name))
        return tuple((name, before.get(name, ""), now.get(name, "")) for name in changed)

    def mark_reviewed(self, by: str, on: date) -> Stamp:
        """Return the stamp of a review of the present source by the role ``by`` on the day ``on``."""
        return Stamp(
            text=self.text,
            source=self.source,
            by=by,
            compared_on=on.isoformat(),
            fingerprint=fingerprint(self.lines),
            lines=self.lines,
        )


def fingerprint(lines: Iterable[Line]) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the lines."""
    text = "\n".join(f"{line.field}: {line.said}" for line in lines)
    return sha256(text.encode()).hexdigest()[:16]
