"""Views of the parts of a strategy other than objectives, with their definitions, strands and figures."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.references import Relation
from generator.model.strands import Strand
from generator.model.strategy import Definition, Strategy, StrategyPart
from generator.views.shared.links import LinkGroup, LinkView, backlinks, links_from
from generator.views.strategy.figures import FiguresView, figures_view
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A word that the strategy defines."""

    anchor: str
    term: str
    means: Sentence
    examples: tuple[str, ...]
    attributed_to: str
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class StrandView:
    """A strand, as the strategy writes it."""

    anchor: str
    title: str
    written: str
    recorded: bool
    examples: str
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class StrategyPartView:
    """One part of the strategy, with its definitions, strands and figures."""

    anchor: str
    clause: str
    title: str
    paragraphs: tuple[Sentence, ...]
    points: tuple[Sentence, ...]
    figures: tuple[FiguresView, ...]
    note: Sentence
    bodies: tuple[LinkView, ...]
    strands: tuple[StrandView, ...]
    strands_title: str
    """What its strands are, in words."""
    definitions: tuple[DefinitionView, ...]
    backlinks: tuple[LinkGroup, ...]


def optional_sentence(text: str | None) -> Sentence:
    """Return a text as a sentence; an empty one for None or an empty text."""
    return sentence(text) if text else ()


def strategy_part_view(statement: StrategyPart, strategy: Strategy, base: KnowledgeBase) -> StrategyPartView:
    """Return the view of one part, with the definitions and strands of its clause."""
    strands, definitions = _terms_of(statement, strategy, base)
    return StrategyPartView(
        anchor=statement.id,
        clause=statement.source.clause,
        title=statement.title,
        paragraphs=tuple(map(sentence, statement.text)),
        points=tuple(map(sentence, statement.points)),
        figures=tuple(map(figures_view, statement.figures)),
        note=optional_sentence(statement.note),
        bodies=links_from(statement.id, Relation.NAMES, base),
        strands=tuple(strand_view(strand, base) for strand in strands),
        strands_title=f"{base.subject.aimed_at[0].upper()}{base.subject.aimed_at[1:]}",
        definitions=tuple(_definition(definition, base) for definition in definitions),
        backlinks=backlinks(statement.id, base),
    )


def _terms_of(
    statement: StrategyPart, strategy: Strategy, base: KnowledgeBase
) -> tuple[list[Strand], list[Definition]]:
    """Return the strands and definitions of a part's clause. The last part has those of clauses without a part."""
    first = {s.source.clause: s.id for s in reversed(strategy.statements)}
    last = strategy.statements[-1].id if strategy.statements else strategy.vision.id

    def in_part(clause: str) -> bool:
        return first.get(clause, last) == statement.id

    sources = [(strand, strand.source) for strand in base.strands if strand.source]
    strands = [one for one, source in sources if source.document == strategy.document and in_part(source.clause)]
    return strands, [definition for definition in strategy.definitions if in_part(definition.source.clause)]


def strand_view(strand: Strand, base: KnowledgeBase) -> StrandView:
    """Return the view of a strand, with what names it."""
    return StrandView(
        strand.id,
        strand.title,
        strand.written or strand.title,
        strand.recorded,
        strand.examples or "",
        backlinks(strand.id, base),
    )


def _definition(definition: Definition, base: KnowledgeBase) -> DefinitionView:
    return DefinitionView(
        definition.id,
        definition.term,
        sentence(definition.means),
        definition.examples,
        definition.attributed_to or "",
        backlinks(definition.id, base),
    )
