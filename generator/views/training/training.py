"""The pages of training: every course at a glance, each course, and its quiz to take alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedCourse
from generator.model.pages import GeneratedPage
from generator.views.shared.links import backlinks
from generator.views.shared.pages import PageView, generated_page
from generator.views.shared.paths import generated_path
from generator.views.shared.publications import Download, downloads_of
from generator.views.shared.titles import PAGE_TITLES
from generator.views.training.course_parts import CourseView, GuidanceView
from generator.views.training.courses import guidance_view


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course with the files to print it."""

    course: CourseView
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class TrainingView:
    """Every course, and what holds for all of them."""

    courses: tuple[CoursePage, ...]
    guidance: tuple[GuidanceView, ...]
    taught: str
    """The page of what is taught where."""


def training_pages(base: KnowledgeBase, courses: Mapping[str, CourseView]) -> tuple[PageView, ...]:
    """The list of courses, a page for each, and a page for each quiz."""
    page = GeneratedPage.TRAINING
    if page not in base.generated:
        return ()
    shown = tuple(_course(linked, courses, base) for linked in base.courses)
    guidance = tuple(guidance_view(one, base) for one in base.training.guidance)
    described = "Courses to give as they stand: guide, slides, cards, handouts and quiz, from today’s promises and law."
    view = TrainingView(shown, guidance, generated_path(GeneratedPage.TAUGHT))
    pages = [generated_page(page, PAGE_TITLES[page], described, "training", view, base)]
    for one in shown:
        pages.append(_course_page(one, base))
        if one.course.quiz_path:
            pages.append(_quiz_page(one.course))
    return tuple(pages)


def _course(linked: LinkedCourse, courses: Mapping[str, CourseView], base: KnowledgeBase) -> CoursePage:
    return CoursePage(courses[linked.record.id], downloads_of(linked, base=base))


def _course_page(shown: CoursePage, base: KnowledgeBase) -> PageView:
    course = shown.course
    described = f"A course of {course.length}, minute by minute, with everything to print."
    led = backlinks(course.anchor, base)
    return PageView(course.path, course.title, described, "course", shown, lead=course.summary, backlinks=led)


def _quiz_page(course: CourseView) -> PageView:
    title = f"{course.title}: quiz"
    described = f"{len(course.questions)} questions to ask yourself, each with its answer. Nothing leaves this page."
    return PageView(course.quiz_path, title, described, "quiz", course)
