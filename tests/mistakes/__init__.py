"""A corpus of everyday mistakes: the edit, the place a person would point at, and what must be said there.

One YAML file per topic. Each lists its kinds of mistake, and under each kind the mistakes:

- ``name``: a short name; ``file``: the file that is edited, of a copy of Loamshire;
- the edit, one of: ``before`` and ``after`` (a text that the file has once, and what is typed in its place),
  ``append``, ``write`` (a whole file), ``delete``, ``rename`` (its new path), ``save_as`` (another encoding);
- ``also``: more edits that belong to the same slip;
- ``where``: line and column, after a path if the place is in another file than the edit;
- ``code``: the code, or several that would do; ``says``: phrases of the message or its hint;
- ``problems``: how many errors there are, if not one; ``release: yes`` for what only a release refuses.

``python -m tests.mistakes`` writes the table of kinds in the docs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parent
LOAMSHIRE = CORPUS.parent / "projects" / "loamshire"
DOCUMENT = CORPUS.parents[1] / "docs" / "mistakes.md"
EDITS = ("before", "after", "append", "write", "delete", "rename", "save_as")


@dataclass(frozen=True)
class Mistake:
    """One mistake in a copy of Loamshire, and how it must be answered."""

    topic: str
    kind: str
    name: str
    file: str
    edit: dict[str, str]
    where: str
    codes: tuple[str, ...]
    says: tuple[str, ...]
    also: tuple[dict[str, str], ...] = ()
    problems: int = 1
    release: bool = False
    today: date | None = None

    @property
    def place(self) -> str:
        """The path, line and column that a person would point at."""
        return self.where if self.where.count(":") == 2 else f"{self.file}:{self.where}"

    def summary(self) -> str:
        """Return the mistake as an example for the docs: what was typed, in Markdown."""
        if "delete" in self.edit:
            return f"{_as_code(self.file)} is deleted"
        if "rename" in self.edit:
            return f"{_as_code(self.file)} is renamed {_as_code(self.edit['rename'])}"
        if "save_as" in self.edit:
            return f"{_as_code(self.file)} is saved as {self.edit['save_as']}"
        original = LOAMSHIRE / self.file
        if "write" in self.edit and not original.exists():
            return f"there is a file {_as_code(self.file)}"
        if not self.edit.get("after", "x"):
            return f"{_as_code(_shortened(self.edit['before'].splitlines()[0].strip()))} is taken away"
        path, line, _ = self.place.rsplit(":", 2)
        lines = _edited(original.read_text() if original.exists() else "", self.edit).splitlines()
        new = lines[int(line) - 1] if path == self.file else self.edit.get("after", "")
        return _as_code(_shortened(new.strip().removeprefix("- ")))

    def _edits(self) -> list[dict[str, str]]:
        return [{"file": self.file, **self.edit}, *self.also]

    def originals(self, project: Path) -> dict[Path, bytes | None]:
        """Return the bytes of every file that the mistake touches; None for a file that is not there yet."""
        names = [edit[key] for edit in self._edits() for key in ("file", "rename") if key in edit]
        missing = [folder for name in names for folder in Path(name).parents if not (project / folder).exists()]
        files = {project / name for name in names}
        return {
            **{path: path.read_bytes() if path.is_file() else None for path in sorted(files)},
            **{project / folder: None for folder in missing},
        }

    def apply(self, project: Path) -> None:
        """Make the mistake."""
        for edit in self._edits():
            _make_edit(project, edit)


def _make_edit(project: Path, edit: Mapping[str, str]) -> None:
    path = project / edit["file"]
    if "write" in edit:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(edit["write"].encode())
    elif "delete" in edit:
        path.unlink()
    elif "rename" in edit:
        (project / edit["rename"]).parent.mkdir(parents=True, exist_ok=True)
        path.rename(project / edit["rename"])
    else:
        text = _edited(path.read_bytes().decode(), edit)
        path.write_bytes(text.encode(edit.get("save_as", "utf-8")))


def _edited(text: str, edit: Mapping[str, str]) -> str:
    """Return the text of a file with an edit made in it."""
    if "write" in edit:
        return edit["write"]
    if "before" in edit:
        count = text.count(edit["before"])
        assert count == 1, f"{edit['before']!r} occurs {count} times"
        text = text.replace(edit["before"], edit["after"])
    return text + edit.get("append", "")


def _shortened(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"


def _as_code(text: str) -> str:
    """Return a text as code in a cell of a table; letters that nobody sees are written as their numbers."""
    unseen = {"Cf", "Co", "Cc", "Zl", "Zp"}
    text = "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in unseen or c == "\u00a0" else c for c in text)
    fence = "``" if "`" in text else "`"
    padding = " " if "`" in text else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("|", "\\|")


def mistakes() -> list[Mistake]:
    """Return every mistake of the corpus, in the order of its files."""
    return [
        _mistake(path.stem, kind, entry)
        for path in sorted(CORPUS.glob("*.yml"))
        for kind, entries in yaml.load(path.read_text(), yaml.BaseLoader).items()
        for entry in entries
    ]


def _mistake(topic: str, kind: str, entry: dict[str, Any]) -> Mistake:
    edit = {key: entry.pop(key) for key in EDITS if key in entry}
    codes, says = (
        (entry.pop(key),) if isinstance(entry[key], str) else tuple(entry.pop(key)) for key in ("code", "says")
    )
    return Mistake(
        topic=topic,
        kind=kind,
        name=entry.pop("name"),
        file=entry.pop("file"),
        edit=edit,
        where=entry.pop("where"),
        codes=codes,
        says=says,
        also=tuple(entry.pop("also", ())),
        problems=int(entry.pop("problems", 1)),
        release=entry.pop("release", "no") == "yes",
        today=date.fromisoformat(entry.pop("today")) if "today" in entry else None,
        **entry,
    )


SUBJECTS = {
    "numbers": "Numbers to dial",
    "addresses": "Addresses",
    "dates": "Dates",
    "limits": "Time limits",
    "letters": "Letters",
    "syntax": "Signs that have a meaning in YAML",
    "references": "Names of other records",
    "fields": "Fields and their values",
    "directory": "Pages of the route, gaps and reviews",
    "law": "Law",
    "figures": "Figures",
    "training": "Courses",
    "easy-read": "Easy read",
    "prints": "Prints",
    "prose": "Prose",
    "markdown": "Markdown",
    "settings": "Settings",
    "files": "Files",
}
"""The title of each file of the corpus, in the order of the docs."""

OPENING = """\
# Mistakes that check finds

`./kb check` was tried with {count} mistakes that people make when they type, paste, copy, rename and delete. Each is
answered first at its line and column, with what is wrong and what to type instead. They are in `tests/mistakes/`, and
every run of the tests tries them all. In turn, 200 projects without a mistake must give not one problem
(`tests/valid_projects.py`).

This page is written by `.venv/bin/python -m tests.mistakes`.
"""

CLOSING = """\
## What check cannot see

- Whether a number, an address or a time is the right one. It sees only whether there can be such a number. Somebody
  must read it at its source, and say when.
- Whether a promise says what its clause says, as firmly as the clause does.
- Whether a text is true, kind, well spelled, or fit for its readers.
- Whether another website is still there, and still says what somebody read.
- A wrong record of the right kind: `door-mended` where you meant `answer-soon`.
- A wrong day that could be right: 2 November for 3 November.
- A name of a person, or something that only staff may see, in the text of a public page. `./kb build` looks for what
  `data/staff/` has.
- What needs a page as it is printed, such as words that do not fit. `./kb build` says so.
"""


def document(corpus: Iterable[Mistake]) -> str:
    """Return the page of the docs that counts the mistakes of each kind, with an example of each."""
    corpus = list(corpus)
    parts = [OPENING.format(count=len(corpus))]
    for topic, title in SUBJECTS.items():
        kinds: dict[str, list[Mistake]] = {}
        for mistake in (mistake for mistake in corpus if mistake.topic == topic):
            kinds.setdefault(mistake.kind, []).append(mistake)
        rows = [f"| {kind} | {len(mistakes)} | {mistakes[0].summary()} |" for kind, mistakes in kinds.items()]
        if rows:
            parts.append(
                "\n".join((f"## {title}", "", "| What | Mistakes | For example |", "|---|---|---|", *rows, ""))
            )
    return "\n".join((*parts, CLOSING))
