"""The parts of a course, as its page, its prints and its quiz show them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.shared.links import LinkView
from generator.views.training.currency import Currency
from generator.views.training.facts import FactView
from generator.views.training.slides import SlidePicture, SlideView
from generator.words.text import Sentence


@dataclass(frozen=True, slots=True)
class PromptView:
    """A question to discuss, and the points that a good discussion raises."""

    question: Sentence
    listen_for: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """A scenario, question or handout of an activity: its number, title and anchor on the page of the course."""

    number: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity of a module; times are in minutes from the start of the course."""

    anchor: str
    title: str
    kind: str
    start_minute: int
    minutes: int
    aim: Sentence
    do: tuple[Sentence, ...]
    say: tuple[Sentence, ...]
    facts: tuple[FactView, ...]
    prompts: tuple[PromptView, ...]
    watch_for: tuple[Sentence, ...]
    slides: tuple[SlideView, ...]
    scenarios: tuple[NumberedItem, ...]
    questions: tuple[NumberedItem, ...]
    handouts: tuple[NumberedItem, ...]
    changed_records: tuple[LinkView, ...]
    """The records it uses that changed since its text was last checked against them."""

    @property
    def clock(self) -> str:
        """Its start, in hours and minutes from the start of the course: ``1:05``."""
        return f"{self.start_minute // 60}:{self.start_minute % 60:02}"


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module: a part of the course that can be taught on its own."""

    anchor: str
    number: int
    title: str
    outcome: Sentence
    minutes: int
    activities: tuple[ActivityView, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario: the story and questions, and the answers for the back of its card."""

    anchor: str
    number: int
    title: str
    story: Sentence
    tasks: tuple[tuple[Sentence, Sentence], ...]
    """Pairs of a question and its answer."""
    verdict: str
    explanation: Sentence
    open: bool
    """Whether its verdict is not known yet."""
    strands: tuple[LinkView, ...]
    content_note: Sentence
    source_records: tuple[LinkView, ...]
    """The records that its answers depend on."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """An answer of a quiz question to choose from."""

    letter: str
    text: Sentence
    right: bool


@dataclass(frozen=True, slots=True)
class QuizQuestionView:
    """A question of the quiz."""

    anchor: str
    number: int
    text: Sentence
    options: tuple[OptionView, ...]
    several: bool
    explanation: Sentence
    source_records: tuple[LinkView, ...]

    @property
    def answer(self) -> str:
        """The letters of the right answers, such as ``B`` or ``A and C``."""
        *letters, last = (option.letter for option in self.options if option.right)
        return f"{', '.join(letters)} and {last}" if letters else last


@dataclass(frozen=True, slots=True)
class HandoutView:
    """A handout for the people on the course."""

    anchor: str
    number: int
    title: str
    words: tuple[Sentence, ...]
    points: tuple[Sentence, ...]
    facts: tuple[FactView, ...]
    write: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class GuidanceView:
    """Guidance for trainers that applies to any course."""

    anchor: str
    title: str
    words: tuple[Sentence, ...]
    steps: tuple[Sentence, ...]
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course as its page, its prints and its quiz show it."""

    anchor: str
    path: str
    quiz_path: str
    title: str
    short_title: str
    audience: Sentence
    summary: Sentence
    picture: SlidePicture | None
    """The picture of its first slide."""
    trainer: Sentence
    group: str
    length: str
    outcomes: tuple[Sentence, ...]
    objectives: tuple[LinkView, ...]
    teaches: tuple[LinkView, ...]
    """The records that it or one of its parts teaches, by title."""
    currency: Currency
    content_note: Sentence
    before: tuple[Sentence, ...]
    materials: tuple[Sentence, ...]
    guidance: tuple[GuidanceView, ...]
    modules: tuple[ModuleView, ...]
    scenarios: tuple[ScenarioView, ...]
    questions: tuple[QuizQuestionView, ...]
    handouts: tuple[HandoutView, ...]
    card: tuple[tuple[str, tuple[Sentence, ...]], ...]
    follow_up: tuple[tuple[str, tuple[Sentence, ...]], ...]
    evaluation: tuple[tuple[Sentence, tuple[str, ...]], ...]
    """The questions of the evaluation form, each with the answers to tick, if it has any."""

    @property
    def has_break(self) -> bool:
        """Whether it has a break."""
        return any(activity.kind == "Break" for module in self.modules for activity in module.activities)

    @property
    def slides(self) -> tuple[SlideView, ...]:
        """All its slides, in order."""
        return tuple(slide for module in self.modules for activity in module.activities for slide in activity.slides)
