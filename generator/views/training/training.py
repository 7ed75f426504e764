"""The pages of training: every course at a glance, each course, and its quiz to take alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.views.shared.pages import MenuEntry, PageContent, ViewContext
from generator.views.shared.paths import page_path
from generator.views.shared.publications import Download, downloads_of
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


def training_page(context: ViewContext) -> PageContent:
    """Return the list of courses, and what holds for all of them."""
    base = context.base
    guidance = tuple(guidance_view(one, base) for one in base.training.guidance)
    return PageContent(TrainingView(_courses(context), guidance, page_path("taught")))


def course_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each course, in the order of their file."""
    for n, shown in enumerate(_courses(context)):
        course = shown.course
        yield PageContent(
            shown,
            path=course.path,
            title=course.title,
            description=f"A course of {course.length}, minute by minute, with everything to print.",
            lead=course.summary,
            link_ids=(course.anchor,),
            menu=MenuEntry(course.short_title, (n, 0)),
        )


def quiz_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each quiz; in the menu it follows its course."""
    for n, shown in enumerate(_courses(context)):
        course = shown.course
        if course.quiz_path:
            count = len(course.questions)
            yield PageContent(
                course,
                path=course.quiz_path,
                title=f"{course.title}: quiz",
                description=f"{count} questions to ask yourself, each with its answer. Nothing leaves this page.",
                menu=MenuEntry(f"{course.short_title}: quiz", (n, 1)),
            )


def _courses(context: ViewContext) -> tuple[CoursePage, ...]:
    courses, base = context.courses, context.base
    return tuple(CoursePage(courses[one.record.id], downloads_of(one, base=base)) for one in base.courses)
