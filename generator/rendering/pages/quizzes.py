"""The quizzes of the courses as plain JSON that calls nobody: ``api/quizzes.json``."""

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
    """Every quiz with its answers and the records they rest on, and its schema; nothing where there is none."""
    quizzes = [_quiz(course) for course in courses if course.questions]
    if not quizzes:
        return ()
    whole = {
        "$schema": "schema/quizzes.json",
        "schema_version": SCHEMA_VERSION,
        "partnership": base.partnership.name,
        "as_of": base.today.isoformat(),
        "quizzes": quizzes,
    }
    made = json_file("api/quizzes.json", whole)
    return made, schema_of("quizzes", {"quizzes": list_of(_QUIZ)}, {})


def _quiz(course: CourseView) -> dict[str, Any]:
    return {
        "id": course.anchor,
        "title": course.title,
        "path": course.quiz_path,
        "teaches": _said(course.currency.teaches),
        "current": _said(course.currency.until),
        "questions": [_question(one) for one in course.questions],
    }


def _question(question: QuestionView) -> dict[str, Any]:
    return {
        "id": question.anchor,
        "asks": _words(question.asks),
        "several": question.several,
        "options": [{"letter": one.letter, "text": _words(one.text), "right": one.right} for one in question.options],
        "explanation": _words(question.explanation),
        "rests_on": [{"title": link.title, "path": link.path} for link in question.rests_on],
    }


def _words(sentence: Sentence) -> str:
    return _said("".join(run.text for run in sentence))


def _said(words: str) -> str:
    return words.replace(NO_BREAK, " ")
