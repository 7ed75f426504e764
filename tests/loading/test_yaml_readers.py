"""Every YAML file reads the same with PyYAML, with and without libyaml, and with ruamel.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.loading.yaml_values import compose
from tests.conftest import LOAMSHIRE, REPOSITORY

READERS: dict[str, Callable[[str], Any]] = {
    "libyaml": lambda text: yaml.load(text, yaml.CBaseLoader),
    "PyYAML without libyaml": lambda text: yaml.load(text, yaml.BaseLoader),
    "ruamel.yaml": lambda text: YAML(typ="base", pure=True).load(text),
}
"""Each returns every scalar as text."""


def project_files() -> Iterator[tuple[str, str]]:
    """Yield the path and text of every YAML file of both projects, and of the front matter of every page."""
    for project in (REPOSITORY, LOAMSHIRE):
        for path in (project / "mkdocs.yml", *sorted((project / "data").rglob("*.yml"))):
            yield path.relative_to(REPOSITORY).as_posix(), path.read_text()
        for path in sorted((project / "content").rglob("*.md")):
            front, _, _ = path.read_text().removeprefix("---\n").partition("\n---\n")
            yield path.relative_to(REPOSITORY).as_posix(), front


TEXTS = dict(project_files())


def read_with_each(text: str) -> dict[str, Any]:
    """Return the value that each reader reads, or its error, by the name of the reader."""
    results = {}
    for name, read in READERS.items():
        try:
            results[name] = read(text)
        except (yaml.YAMLError, YAMLError) as error:
            results[name] = f"{type(error).__name__}: {error}"
    return results


@pytest.mark.parametrize("path", TEXTS)
def test_every_reader_reads_the_same(path: str) -> None:
    first, *others = read_with_each(TEXTS[path]).values()
    assert isinstance(first, dict)
    assert others == [first] * len(others)


@pytest.mark.parametrize("planted", ["{text: Done?}", "[Is it hate?, Hijab]", "{a: 1, a: 2}", "a: 1\na: 2\n"])
def test_readers_differ_on_ambiguous_yaml(planted: str) -> None:
    first, *others = read_with_each(planted).values()
    assert others != [first] * len(others)


@pytest.mark.parametrize("path", TEXTS)
def test_without_libyaml_values_and_places_are_the_same(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = compose(path, TEXTS[path])
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert compose(path, TEXTS[path]) == with_libyaml
