"""The quizzes of the courses as JSON: ``api/quizzes.json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.rendering.exports.json_shapes import TEXT, list_of, object_of
from generator.rendering.exports.schemas import schema_of
from generator.views.training.course_parts import CourseView, QuestionView
from generator.words.text import NO_BREAK, Sentence

SCHEMA_VERSION = 1

_RECORD = object_of(title=TEXT, path=TEXT)
_OPTION = object_of(letter=TEXT, text=TEXT, right={"type": "boolean"})
_QUESTION = object_of(
    id=TEXT,
    asks=TEXT,
    several={"type": "boolean"},
    options=list_of(_OPTION),
    explanation=TEXT,
    rests_on=list_of(_RECORD),
)
_QUIZ = object_of(id=TEXT, title=TEXT, path=TEXT, teaches=TEXT, current=TEXT, questions=list_of(_QUESTION))


def quizzes_export(courses: Iterable[CourseView], base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return every quiz, with its answers and the records behind them, and the schema; nothing if there is no quiz."""
    quizzes = [_quiz(course) for course in courses if course.questions]
    if not quizzes:
        return ()
    content = {
        "$schema": "schema/quizzes.json",
        "schema_version": SCHEMA_VERSION,
        "partnership": base.partnership.name,
        "as_of": base.today.isoformat(),
        "quizzes": quizzes,
    }
    return json_file("api/quizzes.json", content), schema_of("quizzes", {"quizzes": list_of(_QUIZ)}, {})


def _quiz(course: CourseView) -> dict[str, Any]:
    return {
        "id": course.anchor,
        "title": course.title,
        "path": course.quiz_path,
        "teaches": _plain_spaces(course.currency.teaches),
        "current": _plain_spaces(course.currency.until),
        "questions": [_question(question) for question in course.questions],
    }


def _question(question: QuestionView) -> dict[str, Any]:
    return {
        "id": question.anchor,
        "asks": _text(question.asks),
        "several": question.several,
        "options": [
            {"letter": option.letter, "text": _text(option.text), "right": option.right} for option in question.options
        ],
        "explanation": _text(question.explanation),
        "rests_on": [{"title": link.title, "path": link.path} for link in question.rests_on],
    }


def _text(sentence: Sentence) -> str:
    return _plain_spaces("".join(run.text for run in sentence))


def _plain_spaces(text: str) -> str:
    return text.replace(NO_BREAK, " ")
