"""The whole site and every print, as views: what build.py hands to rendering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedBooklet, LinkedEasyRead, LinkedSet
from generator.views.directory.a_to_z import directory_pages
from generator.views.directory.contacts import contact_pages
from generator.views.directory.spocs import spoc_pages
from generator.views.keeping.accessibility import statement_pages
from generator.views.keeping.dependents import dependents_pages
from generator.views.keeping.releases import release_pages
from generator.views.keeping.reviews import review_pages
from generator.views.keeping.traceability import traceability_pages
from generator.views.law.law import law_pages
from generator.views.law.powers import powers_pages
from generator.views.prints.papers import paper_pages
from generator.views.prints.prints import prints
from generator.views.prints.to_print import to_print_pages
from generator.views.prose.pages import prose_page
from generator.views.shared.links import backlinks
from generator.views.shared.navigation import NavigationEntry, navigation
from generator.views.shared.pages import PageView, PrintView
from generator.views.shared.pictures import picture_pages
from generator.views.shared.surroundings import Surroundings, surroundings_view
from generator.views.standards.comparison import comparison_pages
from generator.views.standards.deadlines import deadline_pages
from generator.views.standards.easy_read import EasyReadView, easy_read_view, word_pages
from generator.views.standards.standard_set import StandardSetView, standard_set_view
from generator.views.strategy.consultation import consultation_pages
from generator.views.strategy.organisations import organisation_pages
from generator.views.strategy.redraft import redraft_pages
from generator.views.strategy.strategy import strategy_pages
from generator.views.training.course_parts import CourseView
from generator.views.training.courses import course_view
from generator.views.training.taught import taught_pages
from generator.views.training.training import training_pages
from generator.words.text import plain


@dataclass(frozen=True, slots=True)
class SiteView:
    """Everything there is to render."""

    surroundings: Surroundings
    pages: tuple[PageView, ...]
    prints: tuple[PrintView, ...]
    courses: tuple[CourseView, ...]
    navigation: tuple[NavigationEntry, ...]


def view(base: KnowledgeBase, *, today: date, with_prints: bool = True) -> SiteView:
    """What the knowledge base shows its readers on ``today``; without prints nothing links to one."""
    sets = {linked.record.id: standard_set_view(linked, base) for linked in base.sets}
    told_easily: tuple[LinkedEasyRead | LinkedBooklet, ...] = (*base.easy_reads, *base.booklets)
    easy_reads = {told.record.id: easy_read_view(told, base) for told in told_easily}
    courses = {course.record.id: course_view(course, base) for course in base.courses}
    pages = (
        *(prose_page(page, base, sets, with_prints=with_prints) for page in base.pages),
        *(_set_page(linked, sets[linked.record.id], base) for linked in base.sets),
        *(_easy_read_page(told.record.id, easy_reads[told.record.id], base) for told in told_easily),
        *comparison_pages(base),
        *deadline_pages(base),
        *dependents_pages(base),
        *word_pages(base),
        *strategy_pages(base, today),
        *release_pages(base),
        *to_print_pages(base),
        *traceability_pages(base, today),
        *training_pages(base, courses),
        *taught_pages(base, courses),
        *consultation_pages(base),
        *redraft_pages(base),
        *picture_pages(base),
        *powers_pages(base, today),
        *law_pages(base, today),
        *organisation_pages(base, today),
        *contact_pages(base, today),
        *review_pages(base, today),
        *spoc_pages(base, today),
        *paper_pages(base),
        *directory_pages(base, today, with_prints=with_prints),
    )
    made = prints(base, sets, easy_reads, courses, pages) if with_prints else ()
    everything = (*pages, *statement_pages(base, today, pages, made))
    in_order = tuple(sorted(everything, key=lambda page: page.path))
    return SiteView(
        surroundings_view(base, today), in_order, made, tuple(courses.values()), navigation(in_order, sets.values())
    )


def _set_page(linked: LinkedSet, shown: StandardSetView, base: KnowledgeBase) -> PageView:
    summary, led = plain(linked.record.summary), backlinks(linked.record.id, base)
    return PageView(shown.path, shown.heading, summary, "standard_set", shown, backlinks=led)


def _easy_read_page(identifier: str, shown: EasyReadView, base: KnowledgeBase) -> PageView:
    led = backlinks(identifier, base)
    return PageView(shown.path, shown.page_title, shown.description, "easy_read", shown, backlinks=led)
