"""The sections that each format of a course prints."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.vocabulary import PrintFormat
from generator.views.shared.pages import PrintPart
from generator.views.training.course_parts import CourseView


@dataclass(frozen=True, slots=True)
class CourseSection:
    """A section of a print: its template, its title, and how many copies a trainer needs."""

    template: str
    title: str
    copies: str

    @property
    def anchor(self) -> str:
        """Its anchor in the print."""
        return self.template.replace("_", "-")


def _cover(title: str) -> CourseSection:
    return CourseSection("course_cover", title, "")


_COPY = CourseSection("course_copy", "", "")
_ORDER = CourseSection("course_order", "What is in this pack", "")
_GUIDE = CourseSection("course_guide", "Trainer’s guide", "One for each trainer")
_SLIDES = CourseSection("course_slides", "Slides", "One, to hold up or to pin up where there is no screen")
_HANDOUTS = CourseSection("course_handouts", "Handouts", "One for each person")
_CASES = CourseSection("course_cases", "Scenarios", "One for each person who needs large print")
_CARDS = CourseSection("course_cards", "Scenario cards", "One set for each small group, on both sides of thick paper")
_REFERENCE = CourseSection("course_reference", "Quick-reference card", "One for each person")
_QUIZ = CourseSection("course_quiz", "Quiz", "One for each person")
_ANSWERS = CourseSection("course_answers", "Quiz answers", "One for each person, after the quiz")
_SIGN_IN = CourseSection("course_sign_in", "Sign-in sheet", "One for every sixteen people")
_EVALUATION = CourseSection("course_evaluation", "Evaluation form", "One for each person")

SECTIONS = {
    PrintFormat.TRAINERS_GUIDE: (_cover("Trainer’s guide"), _GUIDE, _COPY),
    PrintFormat.SLIDES: (_SLIDES,),
    PrintFormat.HANDOUTS: (_HANDOUTS, _COPY),
    PrintFormat.LARGE_PRINT: (
        _cover("What people are given, in large print"),
        *(_HANDOUTS, _CASES, _QUIZ, _ANSWERS, _REFERENCE, _EVALUATION, _COPY),
    ),
    PrintFormat.SCENARIO_CARDS: (_CARDS,),
    PrintFormat.QUICK_REFERENCE: (_REFERENCE,),
    PrintFormat.QUIZ: (_QUIZ,),
    PrintFormat.ANSWERS: (_ANSWERS,),
    PrintFormat.SIGN_IN: (_SIGN_IN,),
    PrintFormat.EVALUATION: (_EVALUATION,),
    PrintFormat.PACK: (
        _cover("Everything a trainer prints"),
        *(_ORDER, _SIGN_IN, _GUIDE, _SLIDES, _CARDS, _HANDOUTS, _QUIZ, _ANSWERS, _REFERENCE, _EVALUATION),
    ),
}
"""The sections of each format, in order; a pack lists them as a trainer needs them."""

IN_LARGE_PRINT = frozenset(
    {
        PrintFormat.HANDOUTS,
        PrintFormat.SCENARIO_CARDS,
        PrintFormat.QUICK_REFERENCE,
        PrintFormat.QUIZ,
        PrintFormat.ANSWERS,
        PrintFormat.EVALUATION,
    }
)
"""The formats whose content the large print of a course includes."""


def course_sections(print_format: PrintFormat, course: CourseView) -> tuple[PrintPart, ...]:
    """Return the sections that a format of a course prints; the content of each is the whole course."""
    return tuple(
        PrintPart(section.template, section.anchor, section.title, course, section.copies)
        for section in SECTIONS[print_format]
    )
