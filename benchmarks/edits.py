"""One small edit of a file, another one each time, and undone again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import FailedError


@dataclass(frozen=True, slots=True)
class Edit:
    """A new word in a file: behind the last of ``behind``, each looked for after the one before; or at the end."""

    name: str
    path: Path
    behind: tuple[str, ...] = ()
    written: str = " {word}"

    @contextmanager
    def made(self, turn: int) -> Iterator[None]:
        """Make the edit, with a word that only this turn has, and undo it."""
        before = self.path.read_text(encoding="utf-8")
        place = self._place(before)
        after = before[:place] + self.written.format(word=new_word(turn)) + before[place:]
        self.path.write_text(after, encoding="utf-8")
        try:
            yield
        finally:
            self.path.write_text(before, encoding="utf-8")

    def _place(self, text: str) -> int:
        place = 0 if self.behind else len(text)
        for mark in self.behind:
            found = text.find(mark, place)
            if found < 0:
                raise FailedError(f"{self.path.name} has no {mark!r} to edit")
            place = found + len(mark)
        return place


def new_word(turn: int) -> str:
    """A word of letters only, as figures in a text may have to be found in a record."""
    return "novel" + "".join("abcdefghij"[int(digit)] for digit in str(turn))


def edits_of_partnership(project: Path, code: Path) -> tuple[Edit, ...]:
    """What is edited in a made-up partnership."""
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
            written="{{# {word} #}}",
        ),
    )


def edits_of_default(project: Path) -> tuple[Edit, ...]:
    """What is edited in the partnership that this repository publishes."""
    return (
        Edit("a promise edited", project / "data" / "standards.yml", ("id: response-not-high-risk", "text: If")),
        Edit("a partner edited", project / "data" / "partners.yml", ("id: bcw", "name: Borough")),
        Edit("a page of prose edited", project / "content" / "not-happy.md", ("\n## ", "\n\nTell")),
    )
