"""Any file gives records or diagnostics, never an exception, and scalars keep their text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Code
from generator.loading.files import LARGEST_FILE, read_text
from generator.loading.project import load
from generator.loading.records import read_record
from generator.loading.yaml_values import compose
from generator.model.standards import StandardsFile

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.dates()
FIELDS = st.sampled_from(
    ["stages", "topics", "sets", "standards", "id", "title", "deadline", "source", "from", "within"]
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS | st.text(max_size=8), inner, max_size=5),
    max_leaves=25,
)


@given(TREES)
@settings(deadline=None, max_examples=300)
def test_any_yaml_gives_records_or_diagnostics(tree: object) -> None:
    text = yaml.safe_dump(tree)
    value, places, problems = compose("data/standards.yml", text)
    if not problems:
        located, problems = read_record(StandardsFile, {} if value is None else value, places)
        assert (located is not None) or problems


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=300)
def test_any_text_gives_a_value_or_a_diagnostic_inside_it(text: str) -> None:
    _, _, problems = compose("a.yml", text)
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    assert all(1 <= problem.span.line <= lines + 1 for problem in problems)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_text_or_a_diagnostic(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.yml").write_bytes(content)
    text, problems = read_text(folder, "any.yml")
    assert text is not None or problems


@pytest.mark.parametrize("scalar", ["no", "12:30", "010", "1e3", "~", "2026-99-01", "0x1F", "null"])
def test_a_scalar_keeps_its_text(scalar: str) -> None:
    assert compose("a.yml", f"field: {scalar}")[0] == {"field": scalar}


def test_places_are_lines_and_columns() -> None:
    _, places, _ = compose("a.yml", "one: 1\ntwo:\n  - three: 3\n")
    assert str(places.value(("two", 0, "three"))) == "a.yml:3:12"
    assert str(places.key(("two", 0, "three"))) == "a.yml:3:5"
    assert str(places.value(("two", 0, "four"))) == "a.yml:3:5"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "'", '"', "a: ["])
def test_a_large_file_of_opening_brackets_gives_a_diagnostic(tmp_path: Path, opening: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "standards.yml").write_text(opening * (LARGEST_FILE // len(opening)))
    _, problems = load(tmp_path)
    assert any(problem.span.path == "data/standards.yml" for problem in problems)


def test_an_empty_folder_gives_diagnostics(tmp_path: Path) -> None:
    _, problems = load(tmp_path)
    assert [problem.code for problem in problems] == [Code.MISSING_FILE, Code.MISSING_FILE]
