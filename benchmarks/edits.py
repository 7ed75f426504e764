"""Small edits of a project's files, different each time, and undone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measurement import CommandError


@dataclass(frozen=True, slots=True)
class Edit:
    """Inserts a new word into a file, after the last of ``markers``, or at the end if there are none.

    Each marker is searched for after the previous one.
    """

    name: str
    path: Path
    markers: tuple[str, ...] = ()
    insertion: str = " {word}"

    @contextmanager
    def apply(self, turn: int) -> Iterator[None]:
        """Insert a word that is unique to ``turn``, and restore the file afterwards."""
        original = self.path.read_text(encoding="utf-8")
        position = self._position(original)
        edited = original[:position] + self.insertion.format(word=new_word(turn)) + original[position:]
        self.path.write_text(edited, encoding="utf-8")
        try:
            yield
        finally:
            self.path.write_text(original, encoding="utf-8")

    def _position(self, text: str) -> int:
        position = 0 if self.markers else len(text)
        for marker in self.markers:
            start = text.find(marker, position)
            if start < 0:
                raise CommandError(f"{self.path.name} has no {marker!r} to edit")
            position = start + len(marker)
        return position


def new_word(turn: int) -> str:
    """Return a word without digits: ``check`` would look for digits in the records."""
    return "novel" + "".join("abcdefghij"[int(digit)] for digit in str(turn))


def partnership_edits(project: Path, code: Path) -> tuple[Edit, ...]:
    """Return the edits of a generated partnership, and of a template in ``code``."""
    return (
        Edit(
            "a promise edited",
            project / "data" / "standards.yml",
            ('"id": "set-0-1-promise-1"', '"text": "We will **answer** you'),
        ),
        Edit("a partner edited", project / "data" / "partners.yml", ('"id": "partner-0-3"', '"name": "Partner')),
        Edit("a page of prose edited", project / "content" / "area-0" / "page-1.md", ("\nSee",)),
        Edit(
            "a template edited",
            code / "generator" / "templates" / "site" / "prose.md.jinja",
            insertion="{{# {word} #}}",
        ),
    )


def default_edits(project: Path) -> tuple[Edit, ...]:
    """Return the edits of the partnership that this repository publishes."""
    return (
        Edit("a promise edited", project / "data" / "standards.yml", ("id: response-not-high-risk", "text: If")),
        Edit("a partner edited", project / "data" / "partners.yml", ("id: bcw", "name: Borough")),
        Edit("a page of prose edited", project / "content" / "not-happy.md", ("\n## ", "\n\nTell")),
    )
