"""A text that was written from a record, and whether that record still says what it said then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from generator.diagnostics import Span
from generator.model.stamps import Line, Stamp


@dataclass(frozen=True, slots=True)
class DerivedText:
    """A text written from a promise, what that promise says now, and what it said when the two were last compared."""

    text: str
    kind: str
    source: str
    span: Span
    lines: tuple[Line, ...]
    stamp: Stamp | None

    @property
    def suspect(self) -> bool:
        """Whether nobody has compared it with what its source says now."""
        return self.stamp is None or self.stamp.fingerprint != fingerprint(self.lines)

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """What the source said and says, field by field: field, before, after."""
        before = {line.field: line.said for line in self.stamp.lines} if self.stamp else {}
        now = {line.field: line.said for line in self.lines}
        changed = (name for name in dict.fromkeys((*now, *before)) if before.get(name) != now.get(name))
        return tuple((name, before.get(name, ""), now.get(name, "")) for name in changed)

    def mark_reviewed(self, by: str, on: date) -> Stamp:
        """The stamp of somebody who has compared it with its source as that is now."""
        return Stamp(
            text=self.text,
            source=self.source,
            by=by,
            compared_on=on.isoformat(),
            fingerprint=fingerprint(self.lines),
            lines=self.lines,
        )


def fingerprint(lines: Iterable[Line]) -> str:
    """The same for the same words, and for no others: 16 hexadecimal digits."""
    written = "\n".join(f"{line.field}: {line.said}" for line in lines)
    return sha256(written.encode()).hexdigest()[:16]
