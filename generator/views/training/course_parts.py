"""What a course is made of, as its page, its prints and its quiz show it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.shared.links import LinkView
from generator.views.training.currency import Currency
from generator.views.training.facts import FactView
from generator.words.text import Sentence


@dataclass(frozen=True, slots=True)
class PromptView:
    """A question to discuss, and what a good discussion brings up."""

    asks: Sentence
    listen_for: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SlideView:
    """One picture on the wall."""

    title: str
    points: tuple[Sentence, ...]
    facts: tuple[FactView, ...]
    question: Sentence
    number: int


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """Something that an activity uses: its number, its title and its anchor on the page of the course."""

    number: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A stretch of the course; times are minutes from its beginning."""

    anchor: str
    title: str
    kind: str
    starts: int
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
    changed: tuple[LinkView, ...]
    """The records it tells of that have said something else since anybody compared the two."""

    @property
    def clock(self) -> str:
        """When it begins, as hours and minutes from the start: 1:05."""
        return f"{self.starts // 60}:{self.starts % 60:02}"


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A part of the course that can be given on its own."""

    anchor: str
    number: int
    title: str
    outcome: Sentence
    minutes: int
    activities: tuple[ActivityView, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A case: the front of its card, then the back."""

    anchor: str
    number: int
    title: str
    story: Sentence
    tasks: tuple[tuple[Sentence, Sentence], ...]
    """Each question with its answer."""
    verdict: str
    why: Sentence
    open: bool
    """Whether it is not known yet what it is."""
    strands: tuple[LinkView, ...]
    content_note: Sentence
    rests_on: tuple[LinkView, ...]
    """The records that its answers take facts from."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """An answer to choose."""

    letter: str
    text: Sentence
    right: bool


@dataclass(frozen=True, slots=True)
class QuizQuestionView:
    """A question of the quiz."""

    anchor: str
    number: int
    asks: Sentence
    options: tuple[OptionView, ...]
    several: bool
    explanation: Sentence
    rests_on: tuple[LinkView, ...]

    @property
    def answer(self) -> str:
        """The letters of the right answers: B; or: A and C."""
        *letters, last = (option.letter for option in self.options if option.right)
        return f"{', '.join(letters)} and {last}" if letters else last


@dataclass(frozen=True, slots=True)
class HandoutView:
    """A page that people take away."""

    anchor: str
    number: int
    title: str
    words: tuple[Sentence, ...]
    points: tuple[Sentence, ...]
    facts: tuple[FactView, ...]
    write: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class GuidanceView:
    """What a trainer must know whatever the course."""

    anchor: str
    title: str
    words: tuple[Sentence, ...]
    steps: tuple[Sentence, ...]
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course, ready to show."""

    anchor: str
    path: str
    quiz_path: str
    title: str
    short_title: str
    audience: Sentence
    summary: Sentence
    trainer: Sentence
    group: str
    length: str
    outcomes: tuple[Sentence, ...]
    objectives: tuple[LinkView, ...]
    teaches: tuple[LinkView, ...]
    """Every record that it, or a part of it, teaches, by title."""
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
    """What people are asked at its end, each question with the answers to tick, if it has any."""

    @property
    def has_break(self) -> bool:
        """Whether there is a break in it."""
        return any(activity.kind == "Break" for module in self.modules for activity in module.activities)

    @property
    def slides(self) -> tuple[SlideView, ...]:
        """Everything that stands on the wall, in order."""
        return tuple(s for module in self.modules for activity in module.activities for s in activity.slides)
