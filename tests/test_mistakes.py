"""Everyday mistakes: each is answered first at its line and column, with what is wrong and what to type instead."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import Code, Severity
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of
from tests.mistakes import DOCUMENT, SUBJECTS, Mistake, document, mistakes

MISTAKES = mistakes()


@pytest.fixture(scope="module")
def partnership(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of Loamshire that every mistake is made in, and taken out of again."""
    return copy_of(LOAMSHIRE, tmp_path_factory.mktemp("mistakes") / "loamshire")


@pytest.fixture
def mistaken(partnership: Path, mistake: Mistake) -> Iterator[Path]:
    """The copy with one mistake in it."""
    before = mistake.originals(partnership)
    mistake.apply(partnership)
    yield partnership
    for path, content in before.items():
        if content is None and path.is_dir():
            shutil.rmtree(path)
        elif content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.topic}-{mistake.name}")
def test_a_mistake_is_answered_first_where_it_is_with_what_to_type(mistake: Mistake, mistaken: Path) -> None:
    problems = check(mistaken, mistake.today or TODAY, release=mistake.release)[1]
    found = [problem for problem in problems if problem.code is not Code.SUSPECT_TEXT]
    everything = "\n".join(map(str, found))
    assert found, "nothing was said"
    first = found[0]
    assert str(first.span) == mistake.place, everything
    assert first.code.slug in mistake.codes, everything
    answer = f"{first.message} {first.hint}"
    assert [phrase for phrase in mistake.says if phrase not in answer] == [], everything
    errors = [problem for problem in found[1:] if problem.severity is Severity.ERROR]
    assert len(errors) + 1 == (mistake.problems or len(errors) + 1), everything


def test_the_partnership_without_a_mistake_has_no_problem(partnership: Path) -> None:
    assert check(partnership, TODAY)[1] == ()


def test_there_are_300_mistakes_of_many_kinds_and_no_two_alike() -> None:
    kinds = Counter(mistake.kind for mistake in MISTAKES)
    assert len(MISTAKES) >= 300
    assert len(kinds) >= 30
    assert [name for name, count in Counter((m.topic, m.name) for m in MISTAKES).items() if count > 1] == []
    edits = Counter(repr((m.file, m.edit, m.also, m.release)) for m in MISTAKES)
    assert [edit for edit, count in edits.items() if count > 1] == []


def test_every_file_of_mistakes_has_its_place_in_the_docs() -> None:
    assert {mistake.topic for mistake in MISTAKES} == set(SUBJECTS)


def test_every_mistake_names_a_code_that_there_is() -> None:
    assert {code for mistake in MISTAKES for code in mistake.codes} <= {code.slug for code in Code}


def test_the_table_of_mistakes_in_the_docs_is_current(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        DOCUMENT.write_text(document(MISTAKES))
    shown = DOCUMENT.relative_to(REPOSITORY)
    assert DOCUMENT.read_text() == document(MISTAKES), f"{shown} is old; run .venv/bin/python -m tests.mistakes"
