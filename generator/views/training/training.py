"""The pages of training: the list of courses, each course, and its quiz."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.views.shared.context import ViewContext
from generator.views.shared.holdings import taught_words
from generator.views.shared.pages import MenuEntry, PageContent
from generator.views.shared.paths import page_path
from generator.views.shared.publications import Download, downloads_of
from generator.views.training.course_parts import CourseView, GuidanceView
from generator.views.training.courses import guidance_view


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course with its files to download."""

    course: CourseView
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class TrainingView:
    """The list of courses, and the guidance for all of them."""

    courses: tuple[CoursePage, ...]
    guidance: tuple[GuidanceView, ...]
    coverage_path: str
    """The path of the page on the coverage of courses; empty in an edition without it."""
    coverage_words: str
    """What that page compares the courses with."""

    @property
    def standing(self) -> str:
        """Whether the promises of the courses are confirmed, if that is the same for all courses; else empty."""
        standings = {one.course.currency.standing for one in self.courses}
        return standings.pop() if len(standings) == 1 else ""


def training_page(context: ViewContext) -> PageContent:
    """Return the page with the list of courses and the guidance for all of them."""
    base = context.base
    guidance = tuple(guidance_view(one, base) for one in base.training.guidance)
    coverage_path = page_path("taught") if base.has_page("taught") else ""
    return PageContent(TrainingView(_courses(context), guidance, coverage_path, taught_words(base)))


def course_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each course, in the order of their file."""
    for n, page in enumerate(_courses(context)):
        course = page.course
        yield PageContent(
            page,
            path=course.path,
            title=course.title,
            description=f"A course of {course.length}, minute by minute, with everything to print.",
            lead=course.summary,
            link_ids=(course.anchor,),
            menu=MenuEntry(course.short_title, (n, 0)),
        )


def quiz_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each quiz; the menu lists it after its course."""
    for n, page in enumerate(_courses(context)):
        course = page.course
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
