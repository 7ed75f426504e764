"""Loamshire as a campaign writes it: every field of every kind of record, each text on a line of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from generator.model.kinds import KINDS
from generator.model.pages import FrontMatter

SETTINGS = {
    "site_name": "Loamshire",
    "site_url": "https://example.org/kb/",
    "site_description": "What Loamshire promises",
    "site_author": "The desk",
    "theme": {"name": "material", "logo": "guides/phone.svg", "favicon": "guides/phone.svg"},
}
"""The settings of Loamshire for the campaign: every one that a partnership has."""

Way = tuple[str | int, ...]

_UNSEEN = re.compile(r"[^\S ]|[\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")

ABSENT = ""
"""Stands for a field that Loamshire leaves out. It is written only while it has a payload."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of a project: its file, and the way to it through groups and lists."""

    file: str
    way: Way
    words: str

    @property
    def field(self) -> str:
        """The field without the numbers of list items, which counts as one however often it is used."""
        return ".".join([self.file, *(part for part in self.way if isinstance(part, str))])


@dataclass
class SourceFile:
    """A file of a project as values: YAML, or Markdown with front matter."""

    name: str
    values: Any
    body: str | None = None

    def leaves(self) -> Iterator[Leaf]:
        """Yield each text in it."""
        yield from (Leaf(self.name, way, words) for way, words in _texts(self.values, ()))

    def write(self, project: Path, changed: dict[Way, str], bare: dict[Way, str]) -> dict[int, Way]:
        """Write the file with some texts changed; return the texts by the numbers of their lines."""
        lines: list[str] = [] if self.body is None else ["---"]
        places: dict[int, Way] = {}
        _write(_present(self.values, (), {*changed, *bare}), (), 0, lines, places, changed, bare)
        text = "\n".join(lines) + "\n"
        if self.body is not None:
            text += f"---\n{self.body}"
        (project / self.name).write_text(text, encoding="utf-8")
        return places


def _texts(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, (*way, name))
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _texts(one, (*way, n))
    else:
        yield way, value


def _present(value: Any, way: Way, wanted: set[Way]) -> Any:
    """Return a value without the fields that Loamshire leaves out, but for the ``wanted``."""
    if isinstance(value, dict):
        parts = {name: _present(one, (*way, name), wanted) for name, one in value.items()}
        return {name: one for name, one in parts.items() if one != ABSENT or (*way, name) in wanted}
    if isinstance(value, list):
        if value == [ABSENT] and (*way, 0) not in wanted:
            return ABSENT
        return [_present(one, (*way, n), wanted) for n, one in enumerate(value)]
    return value


def _write(
    value: Any,
    way: Way,
    indent: int,
    lines: list[str],
    places: dict[int, Way],
    changed: dict[Way, str],
    bare: dict[Way, str],
) -> None:
    """Append the lines of a group or list, with a line for each text in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in items:
        head = " " * indent + (f"{json.dumps(name)}:" if isinstance(value, dict) else "-")
        if isinstance(one, dict | list) and one:
            lines.append(head)
            _write(one, (*way, name), indent + 2, lines, places, changed, bare)
            continue
        place = (*way, name)
        text = bare.get(place) or _quoted(changed.get(place, one))
        lines.append(f"{head} {text}")
        places[len(lines)] = place


@lru_cache(maxsize=10_000)
def _quoted(value: str) -> str:
    """Return a text in double quotes, with codes for the signs that nobody sees."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _completed(value: Any, model: type[BaseModel]) -> Any:
    """Return the values of a record with every scalar field that it leaves out, also in records in it."""
    whole = dict(value)
    for name, info in model.model_fields.items():
        name, inner = info.alias or name, [*_models(info.annotation)]
        if name not in value:
            if not inner:
                whole[name] = [ABSENT] if "tuple" in str(info.annotation) else ABSENT
        elif inner and isinstance(value[name], dict):
            whole[name] = _completed(value[name], inner[0])
        elif inner and isinstance(value[name], list):
            first, *rest = value[name]
            whole[name] = [_completed(first, inner[0]) if isinstance(first, dict) else first, *rest]
    return whole


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _source(clause: int) -> dict[str, str]:
    return {"document": "charter-document", "clause": str(clause)}


_MORE: dict[str, dict[tuple[str | int, ...], Any]] = {
    "data/standards.yml": {
        ("sets", 0, "standards", 0, "points"): [{"id": "more-point", "text": "A bell.", "source": _source(12)}],
        ("sets", 0, "support_pack"): {
            "id": "more-pack",
            "title": "What the pack includes",
            "text": "The pack includes this.",
            "source": _source(13),
            "items": [{"id": "more-pack-bell", "text": "A bell.", "source": _source(14)}],
        },
    },
    "data/easy_read.yml": {
        # A picture may come again here because of a word of its concepts, where other words are typed.
        ("sets", 0, "promises", 1, "rows", 0, "picture"): "door",
        ("sets", 0, "help", 0, "picture"): "door",
        ("booklets",): [
            {
                "id": "more-booklet",
                "tells": ["tell"],
                "title": "Telling us",
                "description": "How to tell us.",
                "cover": "bell",
                "checked_by": "nobody yet",
                "groups": [{"title": "Tell us", "rows": [{"picture": "bell", "text": "You can tell us."}]}],
            }
        ],
    },
    "data/staff/papers.yml": {
        ("papers",): [
            {
                "id": "more-paper",
                "title": "A list for the desk",
                "purpose": "For the desk.",
                "source": _source(15),
                "sections": [
                    {"title": "Order", "agenda": [{"text": "Who rang?", "source": _source(16)}]},
                    {"title": "Look", "checks": [{"text": "Is the bell there?", "source": _source(17)}]},
                    {"title": "Write", "blanks": [{"label": "Day"}]},
                    {"title": "Who", "grid": {"columns": ["Who", "When"], "rows": "3"}},
                ],
            }
        ]
    },
}
"""Records and values that Loamshire does not have, by their files and places."""


def _with_more(name: str, values: Any) -> Any:
    for way, more in _MORE.get(name, {}).items():
        group = values
        for part in way[:-1]:
            group = group[part]
        group[way[-1]] = json.loads(json.dumps(more))
    return values


@lru_cache(maxsize=1)
def source_files(project: Path) -> tuple[SourceFile, ...]:
    """Return every file of a project that a person writes, as values, with the fields that it leaves out."""
    models = {f"data/{model.file}.yml": model for kind in KINDS for model in kind.files}
    files = [SourceFile("mkdocs.yml", SETTINGS)]
    names = {path.relative_to(project).as_posix() for path in (project / "data").rglob("*.yml")}
    for name in sorted({*names, *_MORE}):
        text = (project / name).read_text(encoding="utf-8") if name in names else "{}"
        values = _with_more(name, yaml.load(text, yaml.BaseLoader))
        files.append(SourceFile(name, _completed(values, models[name])))
    for path in sorted((project / "content").rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        values = yaml.load(front, yaml.BaseLoader)
        files.append(SourceFile(path.relative_to(project).as_posix(), _completed(values, FrontMatter), body))
    return tuple(files)
