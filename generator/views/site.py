"""The whole site and every print, as views: what build.py hands to rendering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase, LinkedEasyRead, LinkedPublication, LinkedSet
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.model.vocabulary import PrintFormat
from generator.views.accessibility import statement_pages
from generator.views.comparison import comparison_pages
from generator.views.consultation import consultation_pages
from generator.views.contacts import contact_pages
from generator.views.deadlines import deadline_pages
from generator.views.dependents import dependents_pages
from generator.views.directory import directory_pages
from generator.views.easy_read import EasyReadView, easy_read_view, word_pages
from generator.views.law import law_pages
from generator.views.links import backlinks
from generator.views.navigation import NavigationEntry, navigation
from generator.views.organisations import organisation_pages
from generator.views.pages import PageView, PrintView
from generator.views.papers import paper_pages, paper_view
from generator.views.paths import path_of, pdf_path
from generator.views.powers import powers_pages
from generator.views.prose import prose_page
from generator.views.redraft import redraft_pages
from generator.views.releases import release_pages
from generator.views.reviews import review_pages
from generator.views.spocs import spoc_pages
from generator.views.standard_set import StandardSetView, standard_set_view
from generator.views.strategy import strategy_pages
from generator.views.surroundings import Surroundings, surroundings_view
from generator.views.traceability import traceability_pages
from generator.views.words import plain, sentence


@dataclass(frozen=True, slots=True)
class SiteView:
    """Everything there is to render."""

    surroundings: Surroundings
    pages: tuple[PageView, ...]
    prints: tuple[PrintView, ...]
    navigation: tuple[NavigationEntry, ...]


def view(base: KnowledgeBase, *, today: date, with_prints: bool = True) -> SiteView:
    """What the knowledge base shows its readers on ``today``; without prints nothing links to one."""
    sets = {linked.record.id: standard_set_view(linked, base) for linked in base.sets}
    easy_reads = {told.standard_set.record.id: easy_read_view(told, base) for told in base.easy_reads}
    pages = (
        *(prose_page(page, base, sets, with_prints=with_prints) for page in base.pages),
        *(_set_page(linked, sets[linked.record.id], base) for linked in base.sets),
        *(_easy_read_page(told, easy_reads[told.standard_set.record.id], base) for told in base.easy_reads),
        *comparison_pages(base),
        *deadline_pages(base),
        *dependents_pages(base),
        *word_pages(base),
        *strategy_pages(base, today),
        *release_pages(base),
        *traceability_pages(base, today),
        *consultation_pages(base),
        *redraft_pages(base),
        *powers_pages(base, today),
        *law_pages(base, today),
        *organisation_pages(base, today),
        *contact_pages(base, today),
        *review_pages(base, today),
        *spoc_pages(base, today),
        *paper_pages(base),
        *directory_pages(base, today, with_prints=with_prints),
    )
    prints = _prints(base, sets, easy_reads, pages) if with_prints else ()
    everything = (*pages, *statement_pages(base, today, pages, prints))
    in_order = tuple(sorted(everything, key=lambda page: page.path))
    return SiteView(surroundings_view(base, today), in_order, prints, navigation(in_order, sets.values()))


def _set_page(linked: LinkedSet, shown: StandardSetView, base: KnowledgeBase) -> PageView:
    summary, led = plain(linked.record.summary), backlinks(linked.record.id, base)
    return PageView(shown.path, shown.heading, summary, "standard_set", shown, backlinks=led)


def _easy_read_page(linked: LinkedEasyRead, shown: EasyReadView, base: KnowledgeBase) -> PageView:
    led = backlinks(linked.record.id, base)
    return PageView(shown.path, shown.page_title, shown.description, "easy_read", shown, backlinks=led)


def _prints(
    base: KnowledgeBase,
    sets: dict[str, StandardSetView],
    easy_reads: dict[str, EasyReadView],
    pages: tuple[PageView, ...],
) -> tuple[PrintView, ...]:
    """Every publication in each of its formats: a set, its easy read, or what a page made from records shows."""
    by_path = {page.path: page for page in pages}
    prints = []
    for publication in base.publications:
        for print_format in publication.record.formats:
            shows = publication.shows
            if isinstance(shows, Paper):
                prints.append(_print(publication, print_format, "paper", paper_view(shows, base)))
            elif isinstance(shows, GeneratedPage):
                page = by_path[path_of(shows)]
                small = "_pocket_card" if print_format is PrintFormat.POCKET_CARD else ""
                prints.append(_print(publication, print_format, page.template + small, page.content))
            elif print_format is PrintFormat.EASY_READ:
                prints.append(_print(publication, print_format, "easy_read", easy_reads[shows.record.id]))
            else:
                prints.append(_print(publication, print_format, "standard_set", sets[shows.record.id]))
    return tuple(prints)


def _print(publication: LinkedPublication, print_format: PrintFormat, template: str, content: object) -> PrintView:
    record = publication.record
    path = pdf_path(record.id, print_format)
    return PrintView(path, template, print_format, record.title, sentence(record.subtitle), record.subject, content)
