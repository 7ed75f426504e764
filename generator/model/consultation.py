"""A consultation: its respondents, its questions with their answers, and its themes: ``data/consultation.yml``."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Citation, Identified, Record, RecordFile
from generator.model.references import Carrier, CarrierMark, DocumentId, Relation, refers_to
from generator.model.tallies import Tally
from generator.model.values import Count, PastDate, Slug, Text, Wording, value_error


class ConsultedGroup(Identified):
    """A group that the consultation set out to ask, or a way in which it reached people."""

    title: Text = Field(description="the group or the way, in a few words")
    source: Citation = Field(description="the document and clause")


class AskedActivity(Record):
    """An activity that a question listed, and the objective it became."""

    text: Wording = Field(description="the activity, in our words")
    objective: Annotated[Slug, refers_to(Relation.ASKS_ABOUT, "objective")] = Field(
        description="the id of the objective of the final strategy that it became"
    )


class Question(Identified):
    """A question with the figures of its answers and a summary of the comments."""

    number: Text = Field(description="its number in the report")
    title: Text = Field(description="the question, in plain English")
    about: Annotated[Slug | None, refers_to(Relation.ABOUT, "aim")] = Field(
        None, description="the id of the aim it asks about"
    )
    activities: tuple[AskedActivity, ...] = Field((), description="the activities it listed, in the form's order")
    answered: Count | None = Field(None, description="how many answered it, as the report says")
    skipped: Count | None = Field(None, description="how many skipped it, as the report says")
    skipped_slip: Wording | None = Field(None, description="the report's slip, where those two miss the responses")
    tally: Tally | None = Field(None, description="the answers, where they were counted")
    comments: Count | None = Field(None, description="how many wrote a comment, as the report says")
    text: tuple[Wording, ...] = Field((), description="what the comments said, as themes; never quoted")
    slips: tuple[Wording, ...] = Field((), description="where the report's own figures disagree")
    source: Citation = Field(description="the document and clause")


class Theme(Identified):
    """Something that people asked for, and the records that answer it."""

    title: Text = Field(description="what people said, in a few words")
    text: Wording = Field(description="what people said, in our words")
    questions: Annotated[tuple[Slug, ...], refers_to(Relation.RAISED_UNDER, "question")] = Field(
        (), description="the ids of the questions it came up under"
    )
    answered_by: Annotated[tuple[Carrier, ...], CarrierMark(Relation.ANSWERED_BY)] = Field(
        (), description="what in the strategy or the promises answers it"
    )
    gap: Wording | None = Field(None, description="what nothing answers")
    source: Citation = Field(description="the document and clause")


class MissingGroup(Identified):
    """A kind of organisation that people found missing among the partners."""

    title: Text = Field(description="the kind of organisation")
    often: Text | None = Field(None, description="how often it was named, as the report says")
    answered_by: Annotated[tuple[Carrier, ...], CarrierMark(Relation.ANSWERED_BY)] = Field(
        (), description="what brings it in since, if anything"
    )
    source: Citation = Field(description="the document and clause")


class Consultation(Identified):
    """One consultation, as its report describes it, in our words."""

    title: Text = Field(description="the report's official title")
    heading: Text = Field(description="what its page is called")
    summary: Wording = Field(description="what was asked of whom, and when, in a sentence or two")
    document: DocumentId = Field(description="the id of the report")
    began: PastDate = Field(description="the day it began")
    ended: PastDate = Field(description="the day it ended")
    text: tuple[Wording, ...] = Field((), description="how it was done")
    responses: Count = Field(description="how many responded")
    respondents: Question = Field(description="who they were")
    asked: tuple[ConsultedGroup, ...] = Field((), description="whom it set out to ask")
    reached: tuple[ConsultedGroup, ...] = Field((), description="how it reached them")
    questions: tuple[Question, ...] = Field(min_length=1, description="the questions, in the report's order")
    people: tuple[Question, ...] = Field((), description="the questions about the people who answered")
    themes: tuple[Theme, ...] = Field((), description="what people asked for")
    missing_groups: tuple[MissingGroup, ...] = Field((), description="the kinds of organisation people missed")
    limits: tuple[Wording, ...] = Field((), description="what the figures cannot say: who did not answer")
    conclusions: tuple[Wording, ...] = Field((), description="what the report concluded")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ended < self.began:
            raise value_error(
                Code.IMPOSSIBLE_DATE, "this ends before it begins", "look at `began:` and `ended:`", field="ended"
            )
        return self


class ConsultationFile(RecordFile):
    """The content of ``data/consultation.yml``, an optional file."""

    file = "consultation"

    consultation: Consultation | None = Field(None, description="the consultation")
