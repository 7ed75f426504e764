"""The faults of ``mutants.yml`` can be planted: the code to replace occurs once, and the test file exists."""

import pytest

from tests.mutants import PACKAGE, REPOSITORY, Mutant, mutants


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.fault)
def test_a_fault_can_be_planted(mutant: Mutant) -> None:
    assert (REPOSITORY / PACKAGE / mutant.file).read_text().count(mutant.before) == 1
    assert (REPOSITORY / mutant.test.partition("::")[0]).is_file()


def test_there_are_at_least_thirteen() -> None:
    assert len(mutants()) >= 13
