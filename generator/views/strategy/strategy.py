"""Views of the strategy and its summary: objectives, what carries each out, and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.references import Relation
from generator.model.strategy import Aim, Objective, Period, Pyramid, Strategy, StrategyPart
from generator.model.vocabulary import Strength, counted
from generator.views.shared.context import ViewContext
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to, links_from
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import page_path, path_of
from generator.views.shared.publications import Download, downloads_of
from generator.views.strategy.statements import StrategyPartView, optional_sentence, strategy_part_view
from generator.words import strengths
from generator.words.dates import known_date
from generator.words.text import NO_BREAK, Sentence, clause_order, plain, sentence


@dataclass(frozen=True, slots=True)
class ChapterView:
    """Parts under one heading. A part outside every chapter is a chapter with an empty title."""

    anchor: str
    title: str
    parts: tuple[StrategyPartView, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """One objective, with links to what carries it out."""

    anchor: str
    path: str
    clause: str
    title: str
    paragraphs: tuple[Sentence, ...]
    points: tuple[Sentence, ...]
    strength: str
    """The name of its strength; empty for "will"."""
    note: Sentence
    carried_by: tuple[LinkView, ...]
    gap: Sentence
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class AimView:
    """An aim and its objectives."""

    anchor: str
    path: str
    number: str
    title: str
    paragraphs: tuple[Sentence, ...]
    objectives: tuple[ObjectiveView, ...]
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class LevelView:
    """One level of the pyramid."""

    anchor: str
    title: str
    text: Sentence
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class PyramidView:
    """The pyramid in words, with its levels from the top down, as it is drawn."""

    anchor: str
    title: str
    text: Sentence
    base: str
    top: str
    levels: tuple[LevelView, ...]


@dataclass(frozen=True, slots=True)
class StrategyView:
    """The whole strategy as of a day."""

    anchor: str
    path: str
    brief_path: str
    title: str
    summary: Sentence
    area: str
    period_status: str
    """Whether its period is over on the day, and what followed it."""
    current: bool
    note: Sentence
    vision: StrategyPartView
    chapters: tuple[ChapterView, ...]
    """The parts before the outcomes."""
    outcomes: tuple[StrategyPartView, ...]
    before_aims: tuple[ChapterView, ...]
    """The parts between the outcomes and the aims."""
    pyramid: PyramidView | None
    aims: tuple[AimView, ...]
    objectives: int
    gaps: tuple[ObjectiveView, ...]
    document: str
    document_path: str
    document_note: Sentence
    clauses: str
    restates: tuple[LinkView, ...]
    """Links to the documents it restates."""
    downloads: tuple[Download, ...]


def strategy_page(context: ViewContext) -> PageContent:
    """Return the page of the strategy, under the strategy's own heading."""
    strategy = context.base.strategy
    assert strategy
    view = strategy_view(strategy, context.base, context.base.today)
    return PageContent(view, title=strategy.heading, description=plain(strategy.summary))


def aim_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each aim, with its objectives."""
    base = context.base
    for aim in base.strategy.aims if base.strategy else ():
        view = _aim(aim, base)
        yield PageContent(
            view,
            path=view.path,
            title=f"{aim.number} {aim.title}",
            description=f"An aim of the strategy: {counted(len(aim.objectives), 'objective')}, "
            "and what carries out each.",
            listed_on=link_to("strategy", base),
        )


def strategy_in_brief_page(context: ViewContext) -> PageContent:
    """Return the page of the summary: the same view, of which its template shows less."""
    strategy = context.base.strategy
    assert strategy
    return PageContent(strategy_view(strategy, context.base, context.base.today))


def strategy_view(strategy: Strategy, base: KnowledgeBase, today: date) -> StrategyView:
    """Return the whole view of a strategy as of ``today``."""
    document = next(document for document in base.documents if document.id == strategy.document)
    aims = tuple(_aim(aim, base) for aim in strategy.aims)
    objectives = [objective for aim in aims for objective in aim.objectives]
    outcome = clause_order(strategy.outcomes[0].source.clause) if strategy.outcomes else ()
    before = [statement for statement in strategy.statements if clause_order(statement.source.clause) <= outcome]
    after = [statement for statement in strategy.statements if statement not in before]
    return StrategyView(
        anchor=strategy.id,
        path=page_path("strategy"),
        brief_path=page_path("strategy-in-brief"),
        title=strategy.title,
        summary=sentence(strategy.summary),
        area=strategy.area,
        period_status=period_words(strategy.covers, strategy.succeeded_by, today),
        current=strategy.covers.begun_by(today) and not strategy.covers.ended_by(today),
        note=optional_sentence(strategy.note),
        vision=strategy_part_view(strategy.vision, strategy, base),
        chapters=_chapters(before, strategy, base),
        outcomes=tuple(strategy_part_view(outcome, strategy, base) for outcome in strategy.outcomes),
        before_aims=_chapters(after, strategy, base),
        pyramid=_pyramid(strategy.pyramid, base) if strategy.pyramid else None,
        aims=aims,
        objectives=len(objectives),
        gaps=tuple(objective for objective in objectives if not objective.carried_by),
        document=document.title,
        document_path=path_of(document),
        document_note=optional_sentence(document.note),
        clauses=document.clauses,
        restates=links_from(strategy.id, Relation.RESTATES, base),
        downloads=downloads_of("strategy", "strategy-in-brief", base=base),
    )


def period_words(covers: Period, succeeded_by: str | None, today: date) -> str:
    """Return in sentences whether a period is over on ``today``, and what followed it."""
    years = f"{known_date(covers.first)} to{NO_BREAK}{known_date(covers.last)}"
    if not covers.begun_by(today):
        return f"This strategy is for {years}. It has not begun."
    if not covers.ended_by(today):
        return f"This strategy covers {years}."
    followed = f"{succeeded_by} followed it." if succeeded_by else "We know of no strategy that followed it."
    return f"This strategy covered {years}. Its period has ended. {followed}"


def _chapters(statements: list[StrategyPart], strategy: Strategy, base: KnowledgeBase) -> tuple[ChapterView, ...]:
    chapters: list[ChapterView] = []
    for statement in statements:
        part = strategy_part_view(statement, strategy, base)
        inside = (c for c in strategy.chapters if statement.source.clause.startswith(f"{c.source.clause}."))
        chapter = next(inside, None)
        if chapter and chapters and chapters[-1].anchor == chapter.id:
            chapters[-1] = ChapterView(chapter.id, chapter.title, (*chapters[-1].parts, part))
        elif chapter:
            chapters.append(ChapterView(chapter.id, chapter.title, (part,)))
        else:
            chapters.append(ChapterView("", "", (part,)))
    return tuple(chapters)


def _objective(objective: Objective, base: KnowledgeBase) -> ObjectiveView:
    return ObjectiveView(
        anchor=objective.id,
        path=path_of(base.targets[objective.id]),
        clause=objective.source.clause,
        title=objective.title,
        paragraphs=tuple(map(sentence, objective.text)),
        points=tuple(map(sentence, objective.points)),
        strength="" if objective.strength is Strength.WILL else strengths.STRENGTH_WORDS[objective.strength].name,
        note=optional_sentence(objective.note),
        carried_by=links_from(objective.id, Relation.CARRIED_BY, base),
        gap=optional_sentence(objective.gap),
        backlinks=backlinks(objective.id, base),
    )


def _aim(aim: Aim, base: KnowledgeBase) -> AimView:
    objectives = tuple(_objective(objective, base) for objective in aim.objectives)
    return AimView(
        anchor=aim.id,
        path=path_of(base.targets[aim.id]),
        number=aim.number,
        title=aim.title,
        paragraphs=tuple(map(sentence, aim.text)),
        objectives=objectives,
        backlinks=backlinks(aim.id, base),
    )


def _pyramid(pyramid: Pyramid, base: KnowledgeBase) -> PyramidView:
    levels = tuple(
        LevelView(level.id, level.title, sentence(level.text), backlinks(level.id, base))
        for level in reversed(pyramid.levels)
    )
    return PyramidView(pyramid.id, pyramid.title, sentence(pyramid.text), pyramid.base, pyramid.top, levels)
