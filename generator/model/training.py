"""Training: courses with their modules, activities, scenarios, quizzes and handouts: ``data/training.yml``.

Texts of a course take facts from records: ``{limit:ID}`` is replaced by the time limit of a promise, ``{number:ID}`` by
the number of a contact, and so on (``Fact``).
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Identified, Record, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.values import Needed, Slug, Text, WholeNumber, Wording, id_of, value_error

TEACHABLE = (
    *("standard", "power", "provision", "definition", "term", "contact", "service", "body", "level", "strand"),
    *("page", "paper"),
)
"""The kinds of record that a course can show in full."""


class Fact(Enum):
    """A fact of a record that a text can name, as ``{limit:the-id}``."""

    LIMIT = "limit"
    """The time limit of a promise: 5 working days; or: as agreed with the person."""
    CLAUSE = "clause"
    """The set and the number of a promise."""
    NAME = "name"
    """The name of a record."""
    NUMBER = "number"
    """The first number of a contact, or else its first other channel."""
    MEANS = "means"
    """The meaning of a word, or the description of a power, in the record's own words."""
    LAW = "law"
    """A provision with its status on the day."""


class ActivityKind(Enum):
    """The kind of an activity."""

    TALK = "talk"
    DISCUSSION = "discussion"
    PAIRS = "pairs"
    SCENARIOS = "scenarios"
    PRACTICE = "practice"
    QUIZ = "quiz"
    REFLECTION = "reflection"
    BREAK = "break"


TaughtIds = Annotated[tuple[Slug, ...], refers_to(Relation.TEACHES, *TEACHABLE)]
"""The ids of records that are shown in full."""


class Prompt(Record):
    """A question to discuss, which has no one right answer."""

    asks: Wording = Field(description="the question, as the trainer asks it")
    listen_for: tuple[Wording, ...] = Field((), description="what a good discussion brings up")


class Slide(Record):
    """One slide: a heading with points, facts or a question."""

    title: Text = Field(description="its heading: the point, in a few words")
    points: tuple[Wording, ...] = Field((), max_length=5, description="5 short lines at most")
    facts: TaughtIds = Field((), max_length=3, description="the ids of 3 records at most, shown large")
    question: Wording | None = Field(None, description="in place of both: one question, in large letters")
    picture: Annotated[Slug | None, id_of("picture")] = Field(
        None, description="the id of a picture in pictures.yml that shows the idea, beside points or one fact"
    )

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.points or self.facts or self.question):
            raise value_error(
                Code.MISSING_FIELD,
                "this slide shows nothing but its heading",
                "add `points:`, `facts:` or `question:`",
            )
        if self.question and self.picture:
            message = "this slide has a question, which is shown alone, and a picture"
            raise value_error(Code.INVALID_VALUE, message, "remove `picture:`", field="picture")
        return self


class Activity(Identified):
    """An activity of a course, with what the trainer says and does."""

    title: Text = Field(description="what it is called in the running order")
    kind: ActivityKind = Field(description="talk, discussion, pairs, scenarios, practice, quiz, reflection or break")
    minutes: WholeNumber = Field(description="how long it takes")
    aim: Wording | None = Field(None, description="what people can do after it, in one sentence")
    do: tuple[Wording, ...] = Field((), description="what the trainer does, step by step, in the imperative")
    say: tuple[Wording, ...] = Field((), description="what the trainer says, in words that can be read out")
    facts: TaughtIds = Field((), description="the ids of records that people learn here, shown in full")
    prompts: tuple[Prompt, ...] = Field((), description="questions to discuss")
    watch_for: tuple[Wording, ...] = Field((), description="what can go wrong, and what to do then")
    slides: tuple[Slide, ...] = Field((), description="what is shown on the screen meanwhile")
    scenarios: Annotated[tuple[Slug, ...], refers_to(Relation.USES, "scenario")] = Field(
        (), description="the ids of the scenarios of this course that are worked on"
    )
    questions: Annotated[tuple[Slug, ...], refers_to(Relation.USES, "quiz question")] = Field(
        (), description="the ids of the quiz questions of this course that are asked"
    )
    handouts: Annotated[tuple[Slug, ...], refers_to(Relation.USES, "handout")] = Field(
        (), description="the ids of the handouts of this course that are given out"
    )


class Module(Identified):
    """A part of a course that can be given on its own."""

    title: Text = Field(description="what it is called")
    outcome: Wording = Field(description="what people can do after it")
    activities: tuple[Activity, ...] = Field(min_length=1, description="its activities, in order")

    @property
    def minutes(self) -> int:
        """The minutes of its activities."""
        return sum(activity.minutes for activity in self.activities)


class Task(Record):
    """A question about a scenario, with its answer. Facts in the answer make it depend on their records."""

    asks: Wording = Field(description="the question on the front of the card")
    answer: Wording = Field(description="the answer on its back")


class Scenario(Identified):
    """A case to discuss, about people in roles."""

    title: Text = Field(description="where it happens, in one to three words")
    story: Wording = Field(description="what happens, in a few short sentences, without any slur")
    strands: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "strand"), Needed(if_any_left=True)] = Field(
        (), description="the ids of the strands it is about"
    )
    verdict: Annotated[Slug, id_of("verdict")] = Field(description="the id of a verdict in subject.yml")
    why: Wording = Field(description="why it is that, in one or two sentences")
    tasks: tuple[Task, ...] = Field(min_length=1, max_length=3, description="1 to 3 questions with their answers")
    content_note: Wording | None = Field(None, description="what somebody may find hard in it, for a warning before")


class Option(Record):
    """One answer to choose from."""

    text: Wording = Field(description="the answer")
    right: bool = Field(False, description="yes if it is right")


class QuizQuestion(Identified):
    """A multiple-choice question. Facts in its answers make it depend on their records."""

    asks: Wording = Field(description="the question")
    options: tuple[Option, ...] = Field(min_length=2, max_length=5, description="2 to 5 answers to choose from")
    explanation: Wording = Field(description="why the right answer is right")
    cites: TaughtIds = Field(min_length=1, description="the ids of the records that say so")

    @model_validator(mode="after")
    def _has_a_right_and_a_wrong_answer(self) -> Self:
        if len({option.right for option in self.options}) != 2:
            lacking = "wrong" if all(option.right for option in self.options) else "right"
            hint = "write `right: yes` under each answer that is right, and nothing under the others"
            raise value_error(Code.INVALID_VALUE, f"this question has no {lacking} answer", hint)
        return self

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return sum(option.right for option in self.options) > 1


class Handout(Identified):
    """A handout to take away or to write on."""

    title: Text = Field(description="its heading")
    words: tuple[Wording, ...] = Field((), description="its paragraphs")
    points: tuple[Wording, ...] = Field((), description="a list")
    facts: TaughtIds = Field((), description="the ids of records that it shows in full")
    write: tuple[Wording, ...] = Field((), description="questions with room to write under each")


class CardPanel(Record):
    """One quarter of the quick-reference card."""

    title: Text = Field(description="its heading, in a few words")
    points: tuple[Wording, ...] = Field(min_length=1, max_length=6, description="6 short lines at most")


class FollowUp(Record):
    """A follow-up in supervision."""

    when: Text = Field(description="when, in words: at the next supervision")
    do: tuple[Wording, ...] = Field(min_length=1, description="what supervisor and worker do or talk about then")


class Course(Identified):
    """One course."""

    title: Text = Field(description="what it is called")
    short_title: Text = Field(description="what it is called in lists and tables, in one to three words")
    audience: Wording = Field(description="whom it is for")
    summary: Wording = Field(description="what it is about, in a sentence or two")
    picture: Annotated[Slug | None, id_of("picture")] = Field(
        None, description="the id of a picture in pictures.yml, for its first slide"
    )
    trainer: Wording = Field(description="who should give it, and what they must know before")
    group: Text = Field(description="how many people it is meant for")
    outcomes: tuple[Wording, ...] = Field(min_length=1, description="what people can do after it")
    objectives: Annotated[tuple[Slug, ...], refers_to(Relation.TEACHES, "objective")] = Field(
        (), description="the ids of the objectives of the strategy that it serves"
    )
    sets: Annotated[tuple[Slug, ...], refers_to(Relation.TEACHES, "set")] = Field(
        (), description="the ids of the sets of promises that it teaches"
    )
    content_note: Wording = Field(description="what people must know beforehand about what they will hear")
    before: tuple[Wording, ...] = Field((), description="what the trainer does beforehand")
    materials: tuple[Wording, ...] = Field(min_length=1, description="what must be in the room")
    guidance: Annotated[tuple[Slug, ...], refers_to(Relation.USES, "guidance")] = Field(
        (), description="the ids of the guidance for trainers that its guide prints"
    )
    modules: tuple[Module, ...] = Field(min_length=1, description="its modules, in order")
    scenarios: tuple[Scenario, ...] = Field((), description="the cases that its activities use")
    questions: tuple[QuizQuestion, ...] = Field((), description="its quiz")
    handouts: tuple[Handout, ...] = Field((), description="what people take away")
    card: tuple[CardPanel, ...] = Field((), max_length=4, description="the 4 quarters of its quick-reference card")
    follow_up: tuple[FollowUp, ...] = Field((), description="what supervision comes back to")

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The activities of all modules, in order."""
        return tuple(activity for module in self.modules for activity in module.activities)

    @property
    def minutes(self) -> int:
        """The minutes of all modules, breaks included."""
        return sum(module.minutes for module in self.modules)


class Guidance(Identified):
    """Guidance for the trainers of every course."""

    title: Text = Field(description="its heading")
    words: tuple[Wording, ...] = Field((), description="its paragraphs")
    steps: tuple[Wording, ...] = Field((), description="what to do, step by step")
    facts: TaughtIds = Field((), description="the ids of records that it shows in full")


class EvaluationQuestion(Record):
    """A question of the evaluation form."""

    asks: Wording = Field(description="what it asks")
    choices: tuple[Text, ...] = Field((), description="the answers to tick; without any there are lines to write on")


class TrainingFile(RecordFile):
    """The content of ``data/training.yml``, an optional file."""

    file = "training"

    guidance: tuple[Guidance, ...] = Field((), description="what holds for every course")
    evaluation: tuple[EvaluationQuestion, ...] = Field(
        (), description="what people are asked at the end of every course"
    )
    courses: tuple[Course, ...] = Field((), description="the courses")
