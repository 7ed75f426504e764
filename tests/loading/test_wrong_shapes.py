"""A value of the wrong shape, in every field of every record: problems with places in the file, and an end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import check
from generator.diagnostics import Span
from generator.loading.records import read_record
from generator.loading.yaml_values import Places
from generator.model.kinds import FILES
from generator.model.pages import FrontMatter
from generator.model.record import Record
from generator.model.site_settings import SiteSettings
from tests.conftest import REPOSITORY, TODAY

Path_ = tuple[str | int, ...]

LOAMSHIRE = REPOSITORY / "tests/projects/loamshire"

SHAPES: dict[str, Any] = {
    "text": "a4",
    "nothing": None,
    "huge number": "9" * 5_000,
    "yes": "yes",
    "date": "9999-12-31",
    "no date": "0000-00-00",
    "empty list": [],
    "list": ["a4"],
    "list of lists": [["a4"], [["a4"]]],
    "list of groups": [{"id": "a4"}, {"a4": "b"}],
    "empty group": {},
    "group": {"id": "a4", "text": ["a4"]},
}


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes more processor time than that; without it, a loop without an end would hang the tests."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"still busy after {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def places_of(value: Any) -> Places:
    """Return a place for each value, on a line of its own."""
    places = Places("a.yml")

    def add(part: Any, at: Path_) -> None:
        span = Span("a.yml", len(places.values) + 1)
        places.values[at] = span
        if at and isinstance(at[-1], str):
            places.keys[at] = span
        for key, child in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
            add(child, (*at, key))

    add(value, ())
    return places


def front_matter(path: Path) -> Any:
    return yaml.load(path.read_text().split("---")[1], yaml.BaseLoader)


def files() -> Iterator[tuple[type[Record], Any]]:
    """Yield each model of a file with an example of it, as full as there is one."""
    for model in FILES:
        path = LOAMSHIRE / "data" / f"{model.file}.yml"
        path = path if path.exists() else REPOSITORY / "data" / f"{model.file}.yml"
        if path.exists():
            yield model, yaml.load(path.read_text(), yaml.BaseLoader)
    for path in sorted((LOAMSHIRE / "content").rglob("*.md")):
        yield FrontMatter, front_matter(path)
    settings = (
        "site_name: Loam\nsite_url: https://example.org/\ntheme: {name: material, logo: a.svg}\nhooks: [mkdocs_hook.py]"
    )
    yield SiteSettings, yaml.load(settings + "\nstrict: false\ndev_addr: 127.0.0.1:8000\n", yaml.BaseLoader)


def short(value: Any) -> Any:
    """Return a value with one entry of each list, so that it is read quickly."""
    if isinstance(value, dict):
        return {key: short(child) for key, child in value.items()}
    return [short(child) for child in value[:1]] if isinstance(value, list) else value


def fields(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Yield the way to every field and every entry."""
    children = [*value.items()] if isinstance(value, dict) else [*enumerate(value)] if isinstance(value, list) else []
    for key, child in children:
        yield (*at, key)
        yield from fields(child, (*at, key))


def with_shape(value: Any, at: Path_, shape: Any) -> Any:
    if not at:
        return shape
    key, *rest = at
    if isinstance(value, dict):
        return {k: with_shape(v, tuple(rest), shape) if k == key else v for k, v in value.items()}
    return [with_shape(v, tuple(rest), shape) if n == key else v for n, v in enumerate(value)]


def kinds_of_fields() -> Iterator[Any]:
    """Yield each field of each model once: the model, the whole file, and the way to the field."""
    seen = set()
    for model, whole in files():
        value = short(whole)
        for at in ((), *fields(value)):
            names = tuple(part if isinstance(part, str) else "-" for part in at)
            if (model, names) not in seen:
                seen.add((model, names))
                yield model, value, at


def test_every_value_of_a_wrong_shape_is_a_problem_at_a_place_that_the_author_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Path_] = []
    value_of = Places.value

    def value(self: Places, location: Path_) -> Span:
        is_missing_field = bool(location) and isinstance(location[-1], str) and location[:-1] in self.values
        asked.extend([location] if location not in self.values and not is_missing_field else [])
        return value_of(self, location)

    monkeypatch.setattr(Places, "value", value)
    wrong: list[str] = []
    tried = 0
    for model, whole, at in kinds_of_fields():
        for name, shape in SHAPES.items():
            tried += 1
            content = with_shape(whole, at, shape)
            places = places_of(content)
            with at_most(5):
                located, problems = read_record(model, content, places)
            bad = [p for p in problems if p.span not in places.values.values() or not p.message or not p.hint]
            if bad or asked or (located is None and not problems):
                wrong.append(f"{model.__name__} {at} {name}: {bad or asked or 'no problem'}")
            asked.clear()
    assert wrong == []
    assert tried > 10_000


@pytest.mark.parametrize(
    "paper", ["a4", "Letter", "[a4]", "[A4, [A3]]", "{size: A4}", "''", "[]", "", "null", "7", "[[]]"]
)
def test_a_paper_of_any_form_ends_with_a_problem_at_its_line(loamshire: Path, paper: str) -> None:
    path = loamshire / "data/publications.yml"
    text = path.read_text()
    line = text[: text.index("paper: A5")].count("\n") + 1
    path.write_text(text.replace("paper: A5", f"paper: {paper}", 1))
    with at_most(10):
        problems = check(loamshire, TODAY)[1]
    assert {problem.span.line for problem in problems if problem.span.path.endswith("publications.yml")} == {line}
    assert all(problem.hint for problem in problems)
