"""YAML as editors read it: by the core schema of YAML 1.2, in which yes and dates are text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.model.kinds import FILES


class _Core(yaml.CSafeLoader):
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


def editor_value(text: str) -> Any:
    """Return the value of a text in YAML, as an editor reads it."""
    return yaml.load(text, _Core)


def authors_files(project: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the schema's name, the path and the text of each file of ``data/`` and of each page's front matter."""
    for file in FILES:
        path = project / "data" / f"{file.file}.yml"
        if path.exists():
            yield file.file.replace("/", "-"), f"data/{file.file}.yml", path.read_text()
    for path in sorted((project / "content").rglob("*.md")):
        yield "page", path.relative_to(project).as_posix(), path.read_text().split("---\n")[1]
