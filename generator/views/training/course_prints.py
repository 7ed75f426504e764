"""The sections that each format of a course prints, and the prints that a pack puts together."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.vocabulary import PrintFormat
from generator.views.shared.pages import PrintPart
from generator.views.training.course_parts import CourseView


@dataclass(frozen=True, slots=True)
class CourseSection:
    """A section of a print: its template and its title."""

    template: str
    title: str

    @property
    def anchor(self) -> str:
        """Its anchor in the print."""
        return self.template.replace("_", "-")


def _cover(title: str) -> CourseSection:
    return CourseSection("course_cover", title)


_COPY = CourseSection("course_copy", "")
_ORDER = CourseSection("course_order", "What is in this pack")
_GUIDE = CourseSection("course_guide", "Trainer’s guide")
_SLIDES = CourseSection("course_slides", "Slides")
_HANDOUTS = CourseSection("course_handouts", "Handouts")
_CASES = CourseSection("course_cases", "Scenarios")
_CARDS = CourseSection("course_cards", "Scenario cards")
_REFERENCE = CourseSection("course_reference", "Quick-reference card")
_QUIZ = CourseSection("course_quiz", "Quiz")
_ANSWERS = CourseSection("course_answers", "Quiz answers")
_SIGN_IN = CourseSection("course_sign_in", "Sign-in sheet")
_EVALUATION = CourseSection("course_evaluation", "Evaluation form")

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
    PrintFormat.PACK: (_cover("Everything a trainer prints"), _ORDER),
}
"""The sections that each format lays out, in order."""

PACK_ITEMS = (
    (PrintFormat.SIGN_IN, _SIGN_IN, "One for every sixteen people"),
    (PrintFormat.TRAINERS_GUIDE, _GUIDE, "One for each trainer"),
    (PrintFormat.SLIDES, _SLIDES, "One, to hold up or to pin up where there is no screen"),
    (PrintFormat.SCENARIO_CARDS, _CARDS, "One set for each small group, on both sides of thick paper"),
    (PrintFormat.HANDOUTS, _HANDOUTS, "One for each person"),
    (PrintFormat.QUIZ, _QUIZ, "One for each person"),
    (PrintFormat.ANSWERS, _ANSWERS, "One for each person, after the quiz"),
    (PrintFormat.QUICK_REFERENCE, _REFERENCE, "One for each person"),
    (PrintFormat.EVALUATION, _EVALUATION, "One for each person"),
)
"""The prints of a pack after its cover and its list, as a trainer needs them: format, section, number of copies."""

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
        PrintPart(section.template, section.anchor, section.title, course) for section in SECTIONS[print_format]
    )
