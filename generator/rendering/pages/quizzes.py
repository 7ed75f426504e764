"""The quizzes of the courses as JSON: ``api/quizzes.json``."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.knowledge_base import KnowledgeBase
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.schemas import Export, ExportPart, export_files, head
from generator.views.training.course_parts import CourseView, QuizQuestionView
from generator.words.text import NO_BREAK, Sentence


class RecordLink(ExportPart):
    """A record that an answer rests on."""

    title: str
    path: str


class OptionExport(ExportPart):
    """One answer to choose, and whether it is right."""

    letter: str
    text: str
    right: bool


class QuestionExport(ExportPart):
    """One question; with ``several`` more than one answer is right."""

    id: str
    asks: str
    several: bool
    options: tuple[OptionExport, ...]
    explanation: str
    rests_on: tuple[RecordLink, ...]


class QuizExport(ExportPart):
    """The quiz of one course."""

    id: str
    title: str
    path: str
    teaches: str
    current: str
    questions: tuple[QuestionExport, ...]


class QuizzesExport(Export):
    """Every quiz with its answers."""

    quizzes: tuple[QuizExport, ...]


def quizzes_export(courses: Iterable[CourseView], base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return ``api/quizzes.json`` and its schema; nothing where there is no quiz."""
    quizzes = tuple(_quiz(course) for course in courses if course.questions)
    return export_files("quizzes", QuizzesExport(**head("quizzes", base), quizzes=quizzes)) if quizzes else ()


def _quiz(course: CourseView) -> QuizExport:
    return QuizExport(
        id=course.anchor,
        title=course.title,
        path=course.quiz_path,
        teaches=_plain_spaces(course.currency.teaches),
        current=_plain_spaces(" ".join(filter(None, (course.currency.until, course.currency.standing)))),
        questions=tuple(_question(one) for one in course.questions),
    )


def _question(question: QuizQuestionView) -> QuestionExport:
    return QuestionExport(
        id=question.anchor,
        asks=_text(question.text),
        several=question.several,
        options=tuple(
            OptionExport(letter=one.letter, text=_text(one.text), right=one.right) for one in question.options
        ),
        explanation=_text(question.explanation),
        rests_on=tuple(RecordLink(title=link.title, path=link.path) for link in question.source_records),
    )


def _text(sentence: Sentence) -> str:
    return _plain_spaces("".join(run.text for run in sentence))


def _plain_spaces(text: str) -> str:
    return text.replace(NO_BREAK, " ")
