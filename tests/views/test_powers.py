"""Tools and powers: the right ones first, none of them dead law, the same by script as by the order worked out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.legislation import ENDED, LegalStatus, Provision
from generator.model.powers import Power
from generator.views.law.powers import levels, order_for_level, powers_view, usable_powers
from tests.browsing import Watched
from tests.conftest import REPOSITORY, TODAY, day_for, knowledge_base

SITUATIONS = Path(__file__).parents[1] / "situations.yml"


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
        return usable_powers(base, f"user-{self.who}", f"happens-{self.what}", f"level-{self.how_far}", today)


def situations() -> list[Situation]:
    return [Situation(**entry) for entry in yaml.safe_load(SITUATIONS.read_text())]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge_base(REPOSITORY)


def test_there_are_twenty_situations() -> None:
    assert len(situations()) == 20


@pytest.mark.parametrize("situation", situations(), ids=lambda situation: situation.says)
def test_what_is_expected_comes_first_and_is_law_today(base: KnowledgeBase, situation: Situation) -> None:
    found = situation.asked(base, day_for(REPOSITORY))
    assert list(found[: len(situation.first)]) == situation.first
    assert not set(found) & set(situation.never)
    for identifier in found:
        entry = base.targets[identifier]
        assert isinstance(entry, Entry)
        assert isinstance(entry.record, Power)
        for relied_on in entry.record.relies_on:
            provision = base.targets[relied_on]
            assert isinstance(provision, Entry)
            assert isinstance(provision.record, Provision)
            assert provision.record.status not in ENDED | {LegalStatus.NOT_FOUND}


def test_every_power_that_is_not_law_yet_is_told_apart(base: KnowledgeBase) -> None:
    shown = powers_view(base, day_for(REPOSITORY))
    not_usable = [power.anchor for power in shown.powers if not power.usable]
    assert not_usable == ["respect-order"]
    assert shown.not_usable == 1


def test_the_list_goes_from_the_mildest_level_to_the_strongest(base: KnowledgeBase) -> None:
    shown = [levels(base).index(power.level_id) for power in powers_view(base, day_for(REPOSITORY)).powers]
    assert shown == sorted(shown)


def test_what_is_asked_about_comes_first_then_milder_then_stronger(base: KnowledgeBase) -> None:
    order = levels(base)
    level_of = {power.id: order.index(power.level) for power in base.powers.powers}
    for at, level in enumerate(order):
        met = [level_of[power] for power in order_for_level(base, level)]
        expected = [at, *range(at - 1, -1, -1), *range(at + 1, len(order))]
        assert list(dict.fromkeys(met)) == [number for number in expected if number in set(met)]
        assert sorted(order_for_level(base, level)) == sorted(level_of)


def test_law_that_begins_makes_a_power_usable_and_law_that_is_not_checked_does_not(loamshire: Path) -> None:
    register, powers = loamshire / "data/legislation.yml", loamshire / "data/powers.yml"
    another = """      - id: sound-act-s2
        ref: section 2
        about: Courts tell councils to answer.
        status: in-force
        from: 2027-05-01
        basis: known
        checked_on: 2026-11-01
  - id: old-act
"""
    register.write_text(register.read_text().replace("  - id: old-act\n", another))
    powers.write_text(powers.read_text().replace("sound-act-s1", "sound-act-s2"))
    for day, usable in ((TODAY, False), (date(2027, 5, 1), True), (date(2040, 5, 1), False)):
        knowledge, _ = check(loamshire, day)
        assert knowledge
        order = next(power for power in powers_view(knowledge, day).powers if power.anchor == "power-order")
        assert order.usable is usable, day
        asked = usable_powers(knowledge, "user-court", "happens-silence", "level-few", day)
        assert asked == (("power-order",) if usable else ())


@pytest.mark.slow
def test_the_page_answers_every_question_as_the_order_worked_out_does(browser: Any, server: str) -> None:
    knowledge = knowledge_base(REPOSITORY)
    usable = {power.anchor for power in powers_view(knowledge, day_for(REPOSITORY)).powers if power.usable}
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "powers.html")
    asked = page.evaluate("""() => {
        const choice = name => document.querySelector(`form[data-filter] select[name=${name}]`);
        const values = name => [...choice(name).options].map(option => option.value).filter(Boolean);
        const answers = {};
        for (const who of values("who")) for (const what of values("what")) for (const level of values("level")) {
            for (const [name, value] of Object.entries({ who, what, level })) choice(name).value = value;
            choice("level").dispatchEvent(new Event("change", { bubbles: true }));
            const shown = [...document.querySelectorAll("[data-filter-item]:not([hidden])")];
            answers[`${who} ${what} ${level}`] = shown.map(power => power.id);
        }
        return answers;
    }""")
    assert len(asked) == len(knowledge.powers.users) * len(knowledge.powers.happenings) * len(levels(knowledge))
    for question, shown in asked.items():
        who, what, level = question.split(" ")
        expected = usable_powers(knowledge, who, what, level, day_for(REPOSITORY))
        assert tuple(power for power in shown if power in usable) == expected, question
        assert not [power for power in shown[: len(expected)] if power not in usable], question
    watched.context.close()


@pytest.mark.slow
def test_a_choice_stays_out_of_the_address_and_a_link_to_one_power_opens_it(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "powers.html")
    for name, value in (("who", "user-school"), ("what", "happens-radicalised"), ("level", "level-targeted")):
        page.select_option(f"#power-{name}", value)
    assert page.locator("[data-filter-item]:visible").first.get_attribute("id") == "prevent-channel"
    assert page.url == server + "powers.html"
    page.goto(server + "powers.html#civil-injunction")
    page.wait_for_url(server + "powers/civil-injunction.html")
    assert page.locator("h1").inner_text() == "Civil injunction (Part 1 of the Act of 2014)"
    assert page.locator(".kb-power .kb-facts").is_visible()
    assert watched.wrong == []
    watched.context.close()


@pytest.mark.slow
def test_without_scripts_every_power_is_there_by_what_happens_and_by_who_may_use_it(browser: Any, server: str) -> None:
    knowledge = knowledge_base(REPOSITORY)
    watched = Watched(browser, server, java_script_enabled=False)
    page = watched.page
    page.goto(server + "powers.html")
    assert page.locator("form[data-filter]").is_hidden()
    names = {power.id: power.name for power in knowledge.powers.powers}
    for identifier, name in names.items():
        link = page.locator(f"[data-filter-item]#{identifier} > a[href='powers/{identifier}.html']")
        assert link.is_visible()
        assert link.inner_text() == name

    def listed(heading: str) -> list[str]:
        fold = page.locator(f"details.kb-fold:has(h3#{heading})")
        fold.locator("summary").press("Enter")
        links = fold.locator("li a:visible")
        return sorted(links.evaluate_all("all => all.map(link => link.getAttribute('href'))"))

    for user in knowledge.powers.users:
        expected = [f"powers/{power.id}.html" for power in knowledge.powers.powers if user.id in power.used_by]
        assert listed(user.id) == sorted(expected), user.id
    for happening in knowledge.powers.happenings:
        expected = [f"powers/{power.id}.html" for power in knowledge.powers.powers if happening.id in power.fits]
        assert listed(happening.id) == sorted(expected), happening.id
    watched.context.close()
