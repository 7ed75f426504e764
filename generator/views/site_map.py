"""The table of pages: one row for each page generated from records, and one for each family of pages.

A row holds the address, title and template of its pages, their place in the menu and in search, their edition, and
whether they can be linked to and printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.linking.resolve.strands import strands_apart
from generator.loading.project import Records
from generator.model.accessibility import AccessibilityFile
from generator.model.bodies import Body
from generator.model.consultation import ConsultationFile
from generator.model.contacts import Contact, Service, StaffContactsFile
from generator.model.easy_read import CheckedEasyRead
from generator.model.glossary import Term
from generator.model.kinds import KINDS
from generator.model.legislation import Instrument, Provision
from generator.model.pages import PrintedAs
from generator.model.papers import Paper
from generator.model.partnership import Partnership
from generator.model.pictures import Picture
from generator.model.powers import Power
from generator.model.publications import Publication
from generator.model.rows import IncompleteRowError
from generator.model.sources import SourceDocument
from generator.model.standards import StandardSet
from generator.model.strategy import Strategy, StrategyFile
from generator.model.training import Course
from generator.model.vocabulary import Edition
from generator.views.directory.a_to_z import document_views
from generator.views.directory.contacts import contact_pages, directory_view
from generator.views.directory.desk import desk_view
from generator.views.directory.search import search_view
from generator.views.directory.spocs import spocs_view
from generator.views.keeping.accessibility import accessibility_statement_page
from generator.views.keeping.checks import checks_view
from generator.views.keeping.claims import claims_view
from generator.views.keeping.copies import copies_index, copy_pages
from generator.views.keeping.dependents import dependents_view
from generator.views.keeping.moved import moved_pages
from generator.views.keeping.packs import packs_view
from generator.views.keeping.releases import version_views
from generator.views.keeping.reviews import reviews_view
from generator.views.keeping.traceability import traceability_view
from generator.views.keeping.version_summaries import version_summaries
from generator.views.law.law import case_pages, instrument_pages, law_page, subject_pages
from generator.views.law.powers import power_pages, powers_view
from generator.views.page_rows import FamilyRow, PageRow
from generator.views.prints.papers import paper_views
from generator.views.prints.to_print import publications_by_audience
from generator.views.prose.pages import home_pages, prose_pages, route_pages
from generator.views.shared.holdings import (
    a_to_z_description,
    changes_description,
    dependents_description,
    reviews_description,
    taught_description,
    to_print_description,
    training_description,
)
from generator.views.shared.pages import (
    MenuGroup,
    MenuPlace,
    PageContent,
    PrintedPage,
    SearchAudience,
    SearchSection,
    TemplateRow,
)
from generator.views.shared.pictures import pictures_view
from generator.views.standards.comparison import comparison
from generator.views.standards.deadlines import deadlines_view
from generator.views.standards.easy_read import word_views
from generator.views.standards.pages import easy_read_pages, local_set_pages, other_set_pages
from generator.views.strategy.consultation import consultation_page, question_pages
from generator.views.strategy.organisations import body_groups
from generator.views.strategy.redraft import redraft_page
from generator.views.strategy.strands import strand_lists
from generator.views.strategy.strategy import aim_pages, strategy_in_brief_page, strategy_page
from generator.views.training.coverage import coverage_view
from generator.views.training.training import course_pages, quiz_pages, training_page


def _strategy(records: Records) -> Strategy | None:
    file = records.get(StrategyFile)
    return file.strategy if file else None


def _consultation(records: Records) -> bool:
    file = records.get(ConsultationFile)
    return bool(file and file.consultation)


def _statement(records: Records) -> bool:
    file = records.get(AccessibilityFile)
    return bool(file and file.statement)


def _redraft(records: Records) -> bool:
    strategy = _strategy(records)
    return bool(strategy and strategy.redraft)


def _local_time_limits(records: Records) -> bool:
    """Return whether a standard for the partnership's own area has a time limit."""
    partnership = records.get(Partnership)
    area = partnership.area if partnership else ""
    return any(one.has_time_limits for one in records.all(StandardSet) if one.area == area)


def _spocs(records: Records) -> bool:
    file = records.get(StaffContactsFile)
    return any(contact.role for contact in (file.contacts if file else ()))


def _nothing(_: KnowledgeBase) -> tuple[str, ...]:
    return ()


def _provisions(base: KnowledgeBase) -> Iterator[str]:
    entries = (target for target in base.targets.values() if isinstance(target, Entry))
    yield from (entry.record.id for entry in entries if isinstance(entry.record, Provision))


def _no_document(_: KnowledgeBase) -> None:
    return None


def _strategy_document(base: KnowledgeBase) -> str | None:
    return base.strategy.document if base.strategy else None


def _consultation_report(base: KnowledgeBase) -> str | None:
    return base.consultation.document if base.consultation else None


def _chapter(
    review_ids: Callable[[KnowledgeBase], Iterable[str]],
    source_document: Callable[[KnowledgeBase], str | None] = _no_document,
) -> PrintedPage:
    return PrintedPage(PrintedAs.CHAPTER, shows_standards=False, review_ids=review_ids, source_document=source_document)


SITE_MAP: tuple[PageRow | FamilyRow, ...] = (
    FamilyRow(
        id="home",
        template="home",
        section=SearchSection.ADVICE,
        audience=SearchAudience.ANYONE,
        contents=False,
        menu=MenuPlace(MenuGroup.HOME, 1),
        written=True,
        last=False,
        pages=home_pages,
    ),
    FamilyRow(
        id="route",
        template="route",
        section=SearchSection.ADVICE,
        audience=SearchAudience.ANYONE,
        contents=True,
        menu=MenuPlace(MenuGroup.REPORT, 1),
        written=True,
        last=False,
        pages=route_pages,
    ),
    FamilyRow(
        id="prose",
        template="prose",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 1),
        written=True,
        last=False,
        pages=prose_pages,
    ),
    FamilyRow(
        id="promises",
        template="standard_set",
        section=SearchSection.PROMISES,
        audience=SearchAudience.ANYONE,
        contents=True,
        menu=MenuPlace(MenuGroup.PROMISES, 1),
        written=False,
        last=False,
        pages=local_set_pages,
    ),
    PageRow(
        id="deadlines",
        title="Deadlines of a case",
        description="Every promise with a time limit by what starts its clock, and the days of one case to copy.",
        template="deadlines",
        section=SearchSection.PROMISES,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.PROMISES, 2),
        has_records=_local_time_limits,
        printed=PrintedPage(
            PrintedAs.SHEET,
            shows_standards=True,
            review_ids=lambda base: (linked.record.id for linked in base.local_sets),
            source_document=_no_document,
        ),
        view=lambda context: PageContent(deadlines_view(context.base)),
        last=False,
    ),
    PageRow(
        id="comparison",
        title="Compare the standards",
        description="The same topic side by side, in every set of standards that we hold.",
        template="comparison",
        section=SearchSection.PROMISES,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.PROMISES, 3),
        has_records=lambda records: len(records.all(StandardSet)) > 1,
        printed=PrintedPage(
            PrintedAs.SHEET,
            shows_standards=True,
            review_ids=lambda base: (linked.record.id for linked in base.sets),
            source_document=_no_document,
        ),
        view=lambda context: PageContent(comparison(context.base)),
        last=False,
    ),
    FamilyRow(
        id="promises-elsewhere",
        template="standard_set",
        section=SearchSection.PROMISES,
        audience=SearchAudience.ANYONE,
        contents=True,
        menu=MenuPlace(MenuGroup.PROMISES, 4),
        written=False,
        last=False,
        pages=other_set_pages,
    ),
    PageRow(
        id="easy-read",
        title="Easy read",
        description="Short sentences with pictures. Choose one to read or to print.",
        template="easy_reads",
        section=SearchSection.EASY_READ,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.EASY_READ, 0),
        has_records=lambda records: bool(records.all(CheckedEasyRead)),
        printed=None,
        view=lambda context: PageContent(tuple(context.easy_reads.values())),
        last=False,
    ),
    FamilyRow(
        id="easy-reads",
        template="easy_read",
        section=SearchSection.EASY_READ,
        audience=SearchAudience.ANYONE,
        contents=True,
        menu=MenuPlace(MenuGroup.EASY_READ, 1),
        written=False,
        last=False,
        pages=easy_read_pages,
    ),
    PageRow(
        id="contacts",
        title="Who can help",
        description="Who to call, write to or visit: by what you need, by where you live, and from A to Z.",
        template="contacts",
        section=SearchSection.HELP,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.HELP, 1),
        has_records=lambda records: bool(records.all(Contact) or records.all(Service)),
        printed=_chapter(lambda base: (record.id for record in base.directory.everyone)),
        view=lambda context: PageContent(directory_view(context.base, context.base.today)),
        last=False,
    ),
    FamilyRow(
        id="contact-pages",
        template="contact",
        section=SearchSection.HELP,
        audience=SearchAudience.ANYONE,
        contents=False,
        menu=MenuPlace(MenuGroup.HELP, 1),
        written=False,
        last=False,
        pages=contact_pages,
    ),
    PageRow(
        id="papers",
        title="Forms and papers",
        description="Forms to print and write on, or to fill in on a screen.",
        template="papers",
        section=SearchSection.FORMS,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.HELP, 2),
        has_records=lambda records: bool(records.all(Paper)),
        printed=None,
        view=lambda context: PageContent(paper_views(context.base)),
        last=False,
    ),
    PageRow(
        id="to-print",
        title="To print",
        description=to_print_description,
        template="to_print",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.HELP, 3),
        has_records=lambda records: bool(records.all(Publication)),
        printed=None,
        view=lambda context: PageContent(publications_by_audience(context.base)),
        last=False,
    ),
    PageRow(
        id="strategy",
        title="The strategy",
        description="",
        template="strategy",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.STRATEGY, 1),
        has_records=lambda records: _strategy(records) is not None,
        printed=_chapter(_nothing, _strategy_document),
        view=strategy_page,
        last=False,
    ),
    FamilyRow(
        id="aim-pages",
        template="aim",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.STRATEGY, 1),
        written=False,
        last=False,
        pages=aim_pages,
    ),
    PageRow(
        id="strategy-in-brief",
        title="The strategy in brief",
        description="The vision, the aims and every objective of the strategy, at a glance.",
        template="strategy_in_brief",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.STRATEGY, 2),
        has_records=lambda records: _strategy(records) is not None,
        printed=PrintedPage(
            PrintedAs.SHEET, shows_standards=False, review_ids=_nothing, source_document=_strategy_document
        ),
        view=strategy_in_brief_page,
        last=False,
    ),
    PageRow(
        id="traceability",
        title="From aim to page",
        description="What carries out each objective of the strategy, where it is published, and what is missing.",
        template="traceability",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.STRATEGY, 3),
        has_records=lambda records: _strategy(records) is not None,
        printed=None,
        view=lambda context: PageContent(traceability_view(context.base, context.base.today)),
        last=False,
    ),
    PageRow(
        id="consultation",
        title="The consultation",
        description="",
        template="consultation",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.STRATEGY, 4),
        has_records=_consultation,
        printed=_chapter(_nothing, _consultation_report),
        view=consultation_page,
        last=False,
    ),
    FamilyRow(
        id="question-pages",
        template="question",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.STRATEGY, 4),
        written=False,
        last=False,
        pages=question_pages,
    ),
    PageRow(
        id="draft-to-final",
        title="From draft to final",
        description="",
        template="redraft",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.STRATEGY, 5),
        has_records=_redraft,
        printed=None,
        view=redraft_page,
        last=False,
    ),
    PageRow(
        id="organisations",
        title="Organisations then and now",
        description="Every organisation the documents name, what became of it, and who does its work now.",
        template="organisations",
        section=SearchSection.STRATEGY,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.STRATEGY, 6),
        has_records=lambda records: bool(records.all(Body)),
        printed=None,
        view=lambda context: PageContent(body_groups(context.base, context.base.today)),
        last=False,
    ),
    PageRow(
        id="training",
        title="Training",
        description=training_description,
        template="training",
        section=SearchSection.TRAINING,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.TRAINING, 1),
        has_records=lambda records: bool(records.all(Course)),
        printed=None,
        view=training_page,
        last=False,
    ),
    FamilyRow(
        id="courses",
        template="course",
        section=SearchSection.TRAINING,
        audience=SearchAudience.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.TRAINING, 2),
        written=False,
        last=False,
        pages=course_pages,
    ),
    FamilyRow(
        id="quizzes",
        template="quiz",
        section=SearchSection.TRAINING,
        audience=SearchAudience.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.TRAINING, 2),
        written=False,
        last=False,
        pages=quiz_pages,
    ),
    PageRow(
        id="taught",
        title="What is taught where",
        description=taught_description,
        template="taught",
        section=SearchSection.TRAINING,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.TRAINING, 3),
        has_records=lambda records: bool(records.all(Course)),
        printed=None,
        view=lambda context: PageContent(coverage_view(context.base, context.courses)),
        last=False,
    ),
    PageRow(
        id="powers",
        title="Tools and powers",
        description="Who may use which tool or power, for what, and whether it is law.",
        template="powers",
        section=SearchSection.LAW,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.LAW, 1),
        has_records=lambda records: bool(records.all(Power)),
        printed=_chapter(lambda base: (power.id for power in base.powers.powers)),
        view=lambda context: PageContent(powers_view(context.base, context.base.today)),
        last=False,
    ),
    FamilyRow(
        id="power-pages",
        template="power",
        section=SearchSection.LAW,
        audience=SearchAudience.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.LAW, 1),
        written=False,
        last=False,
        pages=power_pages,
    ),
    PageRow(
        id="law",
        title="The law and its status",
        description="Which law can be relied on and which cannot: every provision with its status.",
        template="law",
        section=SearchSection.LAW,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.LAW, 2),
        has_records=lambda records: bool(records.all(Instrument)),
        printed=_chapter(_provisions),
        view=law_page,
        last=False,
    ),
    FamilyRow(
        id="instrument-pages",
        template="instrument",
        section=SearchSection.LAW,
        audience=SearchAudience.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.LAW, 2),
        written=False,
        last=False,
        pages=instrument_pages,
    ),
    FamilyRow(
        id="subject-pages",
        template="law_subject",
        section=SearchSection.LAW,
        audience=SearchAudience.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.LAW, 2),
        written=False,
        last=False,
        pages=subject_pages,
    ),
    FamilyRow(
        id="case-pages",
        template="case",
        section=SearchSection.LAW,
        audience=SearchAudience.STAFF,
        contents=False,
        menu=MenuPlace(MenuGroup.LAW, 2),
        written=False,
        last=False,
        pages=case_pages,
    ),
    FamilyRow(
        id="copy-pages",
        template="copies",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        contents=False,
        menu=MenuPlace(MenuGroup.ABOUT, 6),
        written=False,
        last=False,
        pages=copy_pages,
    ),
    PageRow(
        id="copies",
        title="Is my copy still right?",
        description="The code in the foot of a paper says which version it is. Look here whether it is the newest.",
        template="copies_index",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.ABOUT, 6),
        has_records=lambda records: bool(records.all(Publication)),
        printed=None,
        view=lambda context: PageContent(copies_index(context)),
        last=False,
    ),
    PageRow(
        id="a-to-z",
        title="A to Z",
        description=a_to_z_description,
        template="a_to_z",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.A_TO_Z, 1),
        has_records=lambda _: True,
        printed=None,
        view=lambda context: PageContent(
            search_view(context.base, {page.row.section for page in context.pages}, with_prints=context.with_prints)
        ),
        last=True,
    ),
    PageRow(
        id="desk",
        title="For professionals",
        description="What to do by when, what to use, whom to ring and what to print.",
        template="desk",
        section=SearchSection.FOR_STAFF,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.STAFF, 0),
        has_records=lambda records: bool(records.all(Power) or records.all(Instrument) or _local_time_limits(records)),
        printed=None,
        view=lambda context: PageContent(desk_view(context.base)),
        last=False,
    ),
    PageRow(
        id="spocs",
        title="Single points of contact (SPOCs)",
        description="Whom to reach at each agency about a case, and which of these contacts are missing.",
        template="spocs",
        section=SearchSection.FOR_STAFF,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.STAFF, 1),
        has_records=_spocs,
        printed=_chapter(lambda base: iter(base.directory.staff_only)),
        view=lambda context: PageContent(spocs_view(context.base, context.base.today)),
        last=False,
    ),
    PageRow(
        id="reviews",
        title="What to check again",
        description=reviews_description,
        template="reviews",
        section=SearchSection.FOR_STAFF,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.STAFF, 2),
        has_records=lambda _: True,
        printed=None,
        view=lambda context: PageContent(reviews_view(context.base, context.base.today)),
        last=False,
    ),
    PageRow(
        id="packs",
        title="From the pack",
        description="What comes with the program, what your own records say in its place, and what is left out.",
        template="packs",
        section=SearchSection.FOR_STAFF,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.STAFF, 5),
        has_records=lambda records: bool(records.packs),
        printed=None,
        view=lambda context: PageContent(packs_view(context.base)),
        last=False,
    ),
    PageRow(
        id="claims",
        title="What each page rests on",
        description="The sentences of the public route that state a duty, a right or a law, each with its record.",
        template="claims",
        section=SearchSection.FOR_STAFF,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.STAFF, 3),
        has_records=lambda records: any(page.front.claims for page in records.pages),
        printed=None,
        view=lambda context: PageContent(claims_view(context.base)),
        last=False,
    ),
    PageRow(
        id="words",
        title="Words explained",
        description="The hard words on these pages, and what each one means.",
        template="words",
        section=SearchSection.WORDS,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.ABOUT, 2),
        has_records=lambda records: bool(records.all(Term)),
        printed=None,
        view=lambda context: PageContent(word_views(context.base.terms, context.base)),
        last=False,
    ),
    PageRow(
        id="strands",
        title="Who it is aimed at",
        description="Each characteristic that people are targeted for, and what on these pages is about it.",
        template="strands",
        section=SearchSection.WORDS,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=False,
        menu=MenuPlace(MenuGroup.ABOUT, 2),
        has_records=lambda records: bool(strands_apart(records)),
        printed=None,
        view=lambda context: PageContent(strand_lists(context.base)),
        last=False,
    ),
    PageRow(
        id="pictures",
        title="Pictures and who drew them",
        description="Every picture in easy reads, covers and posters: what it shows, who made it, and its licence.",
        template="pictures",
        section=SearchSection.ABOUT,
        audience=SearchAudience.STAFF,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 3),
        has_records=lambda records: bool(records.all(Picture)),
        printed=None,
        view=lambda context: PageContent(pictures_view(context.base)),
        last=False,
    ),
    PageRow(
        id="sources",
        title="Where these words come from",
        description="The documents these pages restate, and what comes from which clause.",
        template="sources",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 4),
        has_records=lambda records: bool(records.all(SourceDocument)),
        printed=None,
        view=lambda context: PageContent(document_views(context.base)),
        last=False,
    ),
    PageRow(
        id="dependents",
        title="What depends on what",
        description=dependents_description,
        template="dependents",
        section=SearchSection.ABOUT,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 5),
        has_records=lambda records: bool(records.all(Power)),
        printed=None,
        view=lambda context: PageContent(dependents_view(context.base)),
        last=False,
    ),
    PageRow(
        id="what-changed",
        title="What changed",
        description=changes_description,
        template="changes",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 6),
        has_records=lambda records: bool(records.versions),
        printed=None,
        view=lambda context: PageContent(version_summaries(context.base)),
        last=False,
    ),
    PageRow(
        id="every-change",
        title="Every change",
        description="Every record that was added, withdrawn, re-timed or reworded since each published version.",
        template="every_change",
        section=SearchSection.FOR_STAFF,
        audience=SearchAudience.STAFF,
        edition=Edition.STAFF,
        contents=True,
        menu=MenuPlace(MenuGroup.STAFF, 4),
        has_records=lambda records: bool(records.versions),
        printed=None,
        view=lambda context: PageContent(version_views(context.base)),
        last=False,
    ),
    PageRow(
        id="checks",
        title="What was checked, how and when",
        description="What somebody has checked, on which day, and what nobody has confirmed.",
        template="checks",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 4),
        has_records=lambda _: True,
        printed=None,
        view=lambda context: PageContent(checks_view(context.base)),
        last=False,
    ),
    PageRow(
        id="accessibility",
        title="Accessibility statement",
        description="How this website was tested, what not everybody can use, and whom to tell.",
        template="accessibility",
        section=SearchSection.ABOUT,
        audience=SearchAudience.ANYONE,
        edition=Edition.PUBLIC,
        contents=True,
        menu=MenuPlace(MenuGroup.ABOUT, 7),
        has_records=_statement,
        printed=None,
        view=accessibility_statement_page,
        last=True,
    ),
)

MOVED_PAGES = FamilyRow(
    id="moved-pages",
    template="moved",
    section=SearchSection.ABOUT,
    audience=SearchAudience.ANYONE,
    contents=False,
    menu=MenuPlace(MenuGroup.ABOUT, 6),
    written=False,
    last=True,
    pages=moved_pages,
)
"""The pages at the addresses of earlier releases that no other page has. They are made after all others."""

PAGES: tuple[PageRow, ...] = tuple(row for row in SITE_MAP if isinstance(row, PageRow))
"""The rows of one page each, which have an id to link to."""


def _check_kinds(rows: tuple[TemplateRow, ...]) -> None:
    """Raise ``IncompleteRowError`` if a kind of record names a page that has no row, or if two rows have one id."""
    ids = [row.id for row in rows]
    for kind in KINDS:
        for page in kind.pages:
            if page not in ids:
                raise IncompleteRowError(f"the kind '{kind.key}' is shown on the page '{page}', which SITE_MAP lacks")
    duplicates = sorted({one for one in ids if ids.count(one) > 1})
    if duplicates:
        raise IncompleteRowError(f"two rows of SITE_MAP have the id '{duplicates[0]}'")


_check_kinds(SITE_MAP)
