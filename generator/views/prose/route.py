"""A page of the public route: the records that it names, and its next step."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedSet, LinkedStandard
from generator.model.pages import FrontMatter, PageEvidence, RouteStep
from generator.model.reviews import months_later
from generator.views.directory.contacts import ContactListView, need_list
from generator.views.shared.evidence import SourcePage, source_pages
from generator.views.shared.links import LinkView, link_to
from generator.views.standards.calculator import CalculatorView, calculator_view
from generator.views.standards.standard_set import StandardView, standard_view
from generator.views.standards.standing import warning_of
from generator.words import evidence
from generator.words.dates import day
from generator.words.standing import ASK
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class RouteStepView:
    """One step of a page, with the standards about it."""

    number: int
    title: str
    text: Sentence
    advice: Sentence
    standards: tuple[StandardView, ...]


@dataclass(frozen=True, slots=True)
class CheckedView:
    """The evidence for the facts of a page: its sources, and when they must be checked again."""

    words: str
    overdue: str
    sources: tuple[SourcePage, ...]


@dataclass(frozen=True, slots=True)
class RoutePageView:
    """The records below the body of a page of the route."""

    place: int
    menu: str
    steps: tuple[RouteStepView, ...]
    standards: tuple[StandardView, ...]
    standing: str
    """A warning about standards that are not confirmed; empty if all are, or if it shows none."""
    lists: tuple[ContactListView, ...]
    calculator: CalculatorView | None
    checked: CheckedView | None
    next: LinkView


def route_page_view(linked: LinkedPage, base: KnowledgeBase) -> RoutePageView:
    """Return the records that a page of the route names."""
    front = linked.page.front
    assert front.place
    assert front.next
    warning = warning_of(standards_on(front), base)
    return RoutePageView(
        place=front.place,
        menu=front.menu or front.title,
        steps=tuple(_step(n, step, base) for n, step in enumerate(front.steps, 1)),
        standards=_standards(front.promises, base),
        standing=f"{warning} {ASK}" if warning else "",
        lists=tuple(need_list(need, base) for need in base.directory.needs if need.id in front.needs),
        calculator=_calculator(front.calculator, base),
        checked=checked_view(front.evidence, base) if front.evidence else None,
        next=link_to(front.next, base),
    )


def _calculator(identifier: str | None, base: KnowledgeBase) -> CalculatorView | None:
    target = base.targets[identifier] if identifier else None
    return calculator_view(target, base) if isinstance(target, LinkedSet) else None


def _step(number: int, step: RouteStep, base: KnowledgeBase) -> RouteStepView:
    advice = sentence(step.advice) if step.advice else ()
    return RouteStepView(number, step.title, sentence(step.text), advice, _standards(step.promises, base))


def _standards(identifiers: tuple[str, ...], base: KnowledgeBase) -> tuple[StandardView, ...]:
    targets = (base.targets[identifier] for identifier in identifiers)
    return tuple(standard_view(target, base) for target in targets if isinstance(target, LinkedStandard))


def standards_on(front: FrontMatter) -> tuple[str, ...]:
    """Return the ids of the standards that a page shows, and of the set that its calculator uses."""
    calculator_set = (front.calculator,) if front.calculator else ()
    return (*front.promises, *(promise for step in front.steps for promise in step.promises), *calculator_set)


def checked_view(record: PageEvidence, base: KnowledgeBase) -> CheckedView:
    """Return the evidence for the facts of a page in words."""
    due = months_later(record.checked_on, record.review_every)
    words = evidence.BASIS_WORDS[record.basis]
    return CheckedView(
        words=f"{words.of_several}. {words.checked} on {day(record.checked_on)}; check again by {day(due)}.",
        overdue="This check is overdue: ask before you rely on this page." if base.today > due else "",
        sources=source_pages(record.sources),
    )
