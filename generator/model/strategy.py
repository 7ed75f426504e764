"""A strategy: its period, parts, definitions, aims and objectives: ``data/strategy.yml``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.evidence import Evidenced
from generator.model.record import Citation, Identified, Record, RecordFile
from generator.model.redraft import Redraft
from generator.model.references import Carrier, CarrierMark, DocumentId, Relation, refers_to
from generator.model.tallies import Tally
from generator.model.values import PeriodEnd, PlannedDate, Slug, Text, Wording, value_error
from generator.model.vocabulary import Strength


class Period(Record):
    """The time a strategy covers, both ends included."""

    first: PlannedDate = Field(alias="from", description="its first year, month or day")
    last: PeriodEnd = Field(alias="to", description="its last year, month or day")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first and self.last and self.last.latest < self.first.earliest:
            hint = "look at `from:` and `to:`"
            raise value_error(Code.IMPOSSIBLE_DATE, "this ends before it begins", hint, field="to")
        return self

    def ended_by(self, day: date) -> bool:
        """Return whether its last day is before ``day``."""
        return self.last is not None and self.last.latest < day

    def begun_by(self, day: date) -> bool:
        """Return whether its first day is on or before ``day``."""
        return self.first is None or self.first.earliest <= day


class Strand(Identified):
    """A characteristic of people that the strategy is about."""

    title: Text = Field(description="its name today, in respectful words")
    written: Text = Field(description="its name in the document")
    recorded: bool = Field(description="yes if it was one of the strands that government recorded")
    examples: Text | None = Field(None, description="what the document counts under it, if it says")
    source: Citation = Field(description="the document and clause")


class Definition(Identified):
    """A word that the strategy defines."""

    term: Text = Field(description="the word")
    means: Wording = Field(description="the definition, restated in plain English")
    examples: tuple[Text, ...] = Field((), description="the examples the document gives")
    attributed_to: Text | None = Field(None, description="whose definition it is, as the document says")
    source: Citation = Field(description="the document and clause")


class Series(Record):
    """One column of figures."""

    title: Text = Field(description="the column's heading")
    tally: Tally = Field(description="its rows")


class Figures(Identified):
    """A table of figures: columns for places or years, each a tally with the same rows."""

    title: Text = Field(description="what is counted, where and when")
    series: tuple[Series, ...] = Field(min_length=1, description="the columns")
    note: Wording | None = Field(None, description="what a reader should know about these numbers")
    source: Citation = Field(description="the document and clause")


class StrategyPart(Identified):
    """One part of a strategy that is not an objective: paragraphs, with points or figures."""

    title: Text = Field(description="what it is about: its heading")
    text: tuple[Wording, ...] = Field(min_length=1, description="its paragraphs, in plain English")
    points: tuple[Wording, ...] = Field((), description="what it lists, point by point")
    figures: tuple[Figures, ...] = Field((), description="what it counts")
    bodies: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "body")] = Field(
        (), description="the ids of the organisations it is about"
    )
    note: Wording | None = Field(None, description="what this project adds, such as the document's own slip")
    source: Citation = Field(description="the document and clause it restates")


class Objective(Identified):
    """One objective, restated at the strength of its clause."""

    title: Text = Field(description="the objective in a few words")
    text: tuple[Wording, ...] = Field(min_length=1, description="the objective in plain English")
    points: tuple[Wording, ...] = Field((), description="its parts, if it is made of several")
    strength: Strength = Field(description="will, aim, where-appropriate or offer, as the source says it")
    carried_by: Annotated[tuple[Carrier, ...], CarrierMark(Relation.CARRIED_BY)] = Field(
        (), description="what carries it out; leave out if nothing is known to"
    )
    gap: Wording | None = Field(None, description="what is missing, where nothing or not enough carries it out")
    note: Wording | None = Field(None, description="what this project adds, such as the document's own slip")
    source: Citation = Field(description="the document and clause it restates")


class Aim(Identified):
    """A group of objectives with one purpose."""

    title: Text = Field(description="the aim, as the document calls it")
    number: Text = Field(description="its number in the document")
    text: tuple[Wording, ...] = Field(min_length=1, description="the aim in plain English")
    objectives: tuple[Objective, ...] = Field(min_length=1, description="its objectives")
    source: Citation = Field(description="the document and clause it restates")


class Chapter(Identified):
    """A numbered chapter of the document that is split into parts, such as 7 into 7.1 to 7.10."""

    title: Text = Field(description="its heading")
    source: Citation = Field(description="the document and clause")


class Level(Identified):
    """A level of the intervention pyramid."""

    title: Text = Field(description="what it is called")
    text: Wording = Field(description="what it means here")


class Pyramid(Identified):
    """The pyramid of levels of response, from the base up."""

    title: Text = Field(description="what it is called")
    text: Wording = Field(description="what the drawing says, in a sentence or two")
    base: Text = Field(description="the label at its base")
    top: Text = Field(description="the label at its top")
    levels: tuple[Level, ...] = Field(min_length=2, description="its levels, from the base up")
    source: Citation = Field(description="the document and clause")


class Strategy(Evidenced):
    """A partnership's strategy."""

    title: Text = Field(description="its official title")
    heading: Text = Field(description="what its page is called")
    summary: Wording = Field(description="what it is and for whom, in a sentence or two")
    area: Text = Field(description="where it holds")
    document: DocumentId = Field(description="the id of the source document")
    covers: Period = Field(description="the time it covers")
    succeeded_by: Text | None = Field(None, description="the strategy that followed it, if one is known")
    vision: StrategyPart = Field(description="its vision")
    chapters: tuple[Chapter, ...] = Field((), description="the chapters whose parts stand together under one heading")
    statements: tuple[StrategyPart, ...] = Field((), description="its parts before the aims, in the document's order")
    definitions: tuple[Definition, ...] = Field((), description="the words it defines")
    outcomes: tuple[StrategyPart, ...] = Field((), description="the outcomes it is meant to show")
    aims: tuple[Aim, ...] = Field(min_length=1, description="its aims")
    pyramid: Pyramid | None = Field(None, description="the intervention pyramid, if it draws one")
    redraft: Redraft | None = Field(None, description="what changed between its draft and its final text")


class StrategyFile(RecordFile):
    """The content of ``data/strategy.yml``, an optional file."""

    file = "strategy"

    strands: tuple[Strand, ...] = Field((), description="the characteristics of people that the strategy names")
    strategy: Strategy | None = Field(None, description="the strategy")
