"""Tools and powers: the right ones first, none of them dead law, the same by script as by the order worked out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.build import check
from generator.linking.entries import Entry
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.legislation import ENDED, LegalStatus, Provision
from generator.views.powers import answers, levels, powers_view, ranked
from tests.conftest import REPOSITORY, TODAY

SITUATIONS = Path(__file__).parent / "situations.yml"


@dataclass(frozen=True)
class Situation:
    """A case, and what somebody who knows the work would answer first."""

    says: str
    who: str
    what: str
    how_far: str
    first: list[str]
    never: tuple[str, ...] = ()

    def asked(self, base: KnowledgeBase, today: date) -> tuple[str, ...]:
        return answers(base, f"user-{self.who}", f"happens-{self.what}", f"level-{self.how_far}", today)


def situations() -> list[Situation]:
    return [Situation(**entry) for entry in yaml.safe_load(SITUATIONS.read_text())]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    knowledge, _ = check(REPOSITORY, TODAY)
    assert knowledge
    return knowledge


def test_there_are_twenty_situations() -> None:
    assert len(situations()) == 20


@pytest.mark.parametrize("situation", situations(), ids=lambda situation: situation.says)
def test_what_is_expected_comes_first_and_is_law_today(base: KnowledgeBase, situation: Situation) -> None:
    found = situation.asked(base, TODAY)
    assert list(found[: len(situation.first)]) == situation.first
    assert not set(found) & set(situation.never)
    for identifier in found:
        entry = base.targets[identifier]
        assert isinstance(entry, Entry)
        for relied_on in entry.record.relies_on:
            provision = base.targets[relied_on]
            assert isinstance(provision, Entry)
            assert isinstance(provision.record, Provision)
            assert provision.record.status not in ENDED | {LegalStatus.NOT_FOUND}


def test_every_power_that_is_not_law_yet_is_told_apart(base: KnowledgeBase) -> None:
    shown = powers_view(base, TODAY)
    not_usable = [power.anchor for power in shown.powers if not power.usable]
    assert not_usable == ["respect-order"]
    assert shown.not_usable == 1


def test_what_is_asked_about_comes_first_then_milder_then_stronger(base: KnowledgeBase) -> None:
    order = levels(base)
    level_of = {power.id: order.index(power.level) for power in base.powers.powers}
    for at, level in enumerate(order):
        met = [level_of[power] for power in ranked(base, level)]
        expected = [at, *range(at - 1, -1, -1), *range(at + 1, len(order))]
        assert list(dict.fromkeys(met)) == [number for number in expected if number in set(met)]
        assert sorted(ranked(base, level)) == sorted(level_of)
