"""A page of the public route: what its author wrote, the records it names, and the one next step."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedSet, LinkedStandard
from generator.model.pages import FrontMatter, PageEvidence, Step
from generator.model.reviews import months_later
from generator.views.directory.contacts import ContactListView, need_list
from generator.views.shared.evidence import PageRead, pages_read
from generator.views.shared.links import LinkView, link_to
from generator.views.standards.calculator import CalculatorView, calculator_view
from generator.views.standards.standard_set import PromiseView, promise_view
from generator.views.standards.standing import warning_of
from generator.words import evidence
from generator.words.standing import ASK
from generator.words.text import Sentence, day, sentence


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing that happens, with the promises about it."""

    number: int
    title: str
    text: Sentence
    promises: tuple[PromiseView, ...]


@dataclass(frozen=True, slots=True)
class CheckedView:
    """Where the facts of the page were read, and when they must be looked up again."""

    words: str
    overdue: str
    sources: tuple[PageRead, ...]


@dataclass(frozen=True, slots=True)
class RouteView:
    """What stands under the author's words."""

    place: int
    menu: str
    steps: tuple[StepView, ...]
    promises: tuple[PromiseView, ...]
    standing: str
    """What a reader must know of the promises on the page; empty where all are confirmed, or there are none."""
    lists: tuple[ContactListView, ...]
    calculator: CalculatorView | None
    checked: CheckedView | None
    next: LinkView


def route_view(linked: LinkedPage, base: KnowledgeBase) -> RouteView:
    """The records that a page of the route names, resolved."""
    front = linked.page.front
    assert front.place
    assert front.next
    warned = warning_of(shown_on(front), base)
    return RouteView(
        place=front.place,
        menu=front.menu or front.title,
        steps=tuple(_step(n, step, base) for n, step in enumerate(front.steps, 1)),
        promises=_promises(front.promises, base),
        standing=f"{warned} {ASK}" if warned else "",
        lists=tuple(need_list(need, base) for need in base.directory.needs if need.id in front.needs),
        calculator=_calculator(front.calculator, base),
        checked=checked_view(front.evidence, base) if front.evidence else None,
        next=link_to(front.next, base),
    )


def _calculator(identifier: str | None, base: KnowledgeBase) -> CalculatorView | None:
    target = base.targets[identifier] if identifier else None
    return calculator_view(target, base) if isinstance(target, LinkedSet) else None


def _step(number: int, step: Step, base: KnowledgeBase) -> StepView:
    return StepView(number, step.title, sentence(step.text), _promises(step.promises, base))


def _promises(identifiers: tuple[str, ...], base: KnowledgeBase) -> tuple[PromiseView, ...]:
    found = (base.targets[identifier] for identifier in identifiers)
    return tuple(promise_view(target, base) for target in found if isinstance(target, LinkedStandard))


def shown_on(front: FrontMatter) -> tuple[str, ...]:
    """Return the ids of the promises that a page shows, and of the set whose time limits it reckons."""
    calculated = (front.calculator,) if front.calculator else ()
    return (*front.promises, *(promise for step in front.steps for promise in step.promises), *calculated)


def checked_view(found: PageEvidence, base: KnowledgeBase) -> CheckedView:
    """Where the facts of a page were read, and when they must be looked up again."""
    due = months_later(found.checked_on, found.review_every)
    words = evidence.WORDS[found.basis]
    return CheckedView(
        words=f"{words.of_several}. {words.checked} on {day(found.checked_on)}; check again by {day(due)}.",
        overdue="This check is overdue: ask before you rely on this page." if base.today > due else "",
        sources=pages_read(found.sources),
    )
