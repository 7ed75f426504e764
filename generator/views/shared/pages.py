"""One page and one print: an address, a template, and the view that the template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from generator.diagnostics import Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.loading.project import Records
from generator.model.output_formats import OutputFormat
from generator.model.pages import GeneratedPage, PrintedAs
from generator.model.rows import Row, cell
from generator.model.vocabulary import BackMatter, Cover, Edition, PrintFormat
from generator.views.shared.links import LinkGroup
from generator.words.text import Sentence

if TYPE_CHECKING:
    from generator.views.standards.easy_read import EasyReadView
    from generator.views.standards.standard_set import StandardSetView
    from generator.views.training.course_parts import CourseView


class SearchAudience(Enum):
    """For whom a page is written, as search tells pages apart."""

    ANYONE = "Anyone who has met hate"
    STAFF = "Staff and partners"


class SearchSection(Enum):
    """What kind of page it is, as search tells pages apart."""

    ADVICE = "Advice"
    PROMISES = "Promises"
    EASY_READ = "Easy read"
    HELP = "Who can help"
    LAW = "Law"
    STRATEGY = "Strategy"
    TRAINING = "Training"
    FORMS = "Forms"
    WORDS = "Words"
    FOR_STAFF = "For staff"
    ABOUT = "About these pages"


class MenuGroup(Enum):
    """The groups of the menu, in its order."""

    HOME = "Home"
    REPORT = "Report hate"
    PROMISES = "Promises"
    EASY_READ = "Easy read"
    HELP = "Who can help"
    STRATEGY = "Strategy"
    TRAINING = "Training"
    LAW = "Powers and law"
    A_TO_Z = "A to Z"
    STAFF = "For staff"
    ABOUT = "About"


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """The group of the menu that a page is in, and its place among the group's pages."""

    group: MenuGroup
    order: int


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """What the menu says of one page of a family, and its place in its group."""

    title: str
    order: tuple[int, ...]
    optional: bool = False
    """Whether it is left out where its group would have too many entries to look through."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page shows; what is left empty is taken from the page's row."""

    content: object
    path: str = ""
    title: str = ""
    description: str = ""
    lead: Sentence = ()
    body: str = ""
    link_ids: tuple[str, ...] = ()
    """The ids by which other records link to it, where its row has none or they are more than its row's."""
    menu: MenuEntry | None = None


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """How a page made from records is printed."""

    printed_as: PrintedAs
    shows_standards: bool
    """Whether it shows promises, which nobody may have confirmed."""
    review_ids: Callable[[KnowledgeBase], Iterable[str]]
    """Returns the ids of the records it shows that must be checked again."""
    source_document: Callable[[KnowledgeBase], str | None]
    """Returns the id of the document whose words it restates; None where it restates none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow(Row):
    """What every row of the table of pages says, whether it makes one page or several."""

    id: str = cell("its id: of one page, what ref: links to; of several, what they are")
    template: str = cell("its template: templates/site/TEMPLATE.md.jinja")
    section: SearchSection = cell("what search calls it, such as SearchSection.LAW")
    audience: SearchAudience = cell("for whom it is written: SearchAudience.ANYONE or SearchAudience.STAFF")
    contents: bool = cell("True for a list of its headings beside it; False where its body leads to its parts itself")
    menu: MenuPlace = cell("its place in the menu: MenuPlace(MenuGroup.LAW, 3)")

    @property
    def from_records(self) -> bool:
        """Whether its pages are made wholly from records, and no file of an author's."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow(TemplateRow):
    """One page made from records."""

    title: str = cell("what it is called in the menu, in lists and in links")
    description: str = cell("one sentence on what it shows; {day} stands for the day of the build")
    edition: Edition = cell("Edition.PUBLIC, or Edition.STAFF if only the staff edition has it")
    has_records: Callable[[Records], bool] = cell("whether a project has the records for it")
    printed: PrintedPage | None = cell("how a publication prints it, or None if none can")
    view: Callable[[ViewContext], PageContent] = cell("returns what it shows")
    last: bool = cell("True if it speaks of the other pages and prints, and so is made after them")

    @property
    def page(self) -> GeneratedPage:
        """The page as references to it see it."""
        return GeneratedPage(self.id, self.title, self.printed.printed_as if self.printed else None)

    def exists(self, records: Records, edition: Edition) -> bool:
        """Whether an edition has the page, and a project the records for it."""
        return (edition is Edition.STAFF or self.edition is Edition.PUBLIC) and self.has_records(records)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow(TemplateRow):
    """Several pages of one template: one for each record of a kind, or each page an author wrote."""

    pages: Callable[[ViewContext], Iterable[PageContent]] = cell("yields what each of them shows, with path and menu")
    written: bool = cell("True if an author wrote them in content/")

    @property
    def from_records(self) -> bool:
        """Whether its pages are made wholly from records, and no file of an author's."""
        return not self.written


@dataclass(frozen=True, slots=True)
class ViewContext:
    """What views are made from: the knowledge base, and the views that several pages share, by the ids of records."""

    base: KnowledgeBase
    with_prints: bool
    sets: Mapping[str, StandardSetView]
    easy_reads: Mapping[str, EasyReadView]
    courses: Mapping[str, CourseView]
    pages: tuple[PageView, ...] = ()
    """Every other page, for a row that is made last."""
    prints: tuple[PrintView, ...] = ()
    """Every print, for a row that is made last."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``content`` is the view that its template is written for; None where the body says all."""

    path: str
    title: str
    description: str
    row: TemplateRow
    content: object = None
    lead: Sentence = ()
    body: str = ""
    backlinks: tuple[LinkGroup, ...] = ()
    """What leads to the page as a whole."""
    menu: MenuEntry = MenuEntry("", ())

    @property
    def template(self) -> str:
        """The name of its template."""
        return self.row.template

    @property
    def from_records(self) -> bool:
        """Whether the page is made wholly from records, and no file of an author's."""
        return self.row.from_records

    @property
    def kind(self) -> str:
        """What kind of page it is, in a word or two."""
        return self.row.section.value

    @property
    def weight(self) -> int:
        """How much its words count in search, from 1 to 10: what to do comes first, then whom to ask, then study."""
        if self.row.section is SearchSection.ADVICE:
            return 10
        return 5 if self.audience is SearchAudience.ANYONE else 1

    @property
    def audience(self) -> SearchAudience:
        """For whom it is written."""
        return self.row.audience


@dataclass(frozen=True, slots=True)
class PrintPart:
    """One thing that a print shows: its template, where it can be led to, and the view that the template shows."""

    template: str
    anchor: str
    title: str
    content: object
    copies: str = ""
    """How many of it somebody needs who prints it as part of a pack."""
    sheet: bool = False
    """Whether its print is a sheet of its own, with no cover and no back."""


@dataclass(frozen=True, slots=True)
class IndexTopic:
    """A topic with the promises on it, each by its title and its anchor in the print."""

    title: str
    standards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CopyView:
    """How to tell whether a copy is still right, and how to have it in another way."""

    checked: str
    """When what it says was checked, in words that stand alone; the foot of every page says it."""
    address: str
    """The live page; empty while the website has no address."""
    other_formats: tuple[str, ...]
    """The other forms of the same publication, in words."""
    ask: str
    """Whom to ask for another; empty while nobody is named."""


@dataclass(frozen=True, slots=True)
class PrintView:
    """One print: its file, its template, what its cover says, and the views of what it is made of."""

    path: str
    template: str
    print_format: PrintFormat
    output: OutputFormat
    paper: str
    title: str
    subtitle: Sentence
    subject: str
    parts: tuple[PrintPart, ...]
    cover: Cover
    back: tuple[BackMatter, ...]
    index: tuple[IndexTopic, ...]
    copy: CopyView
    staff_only: str
    """What a print says of itself that the public must not have; empty for every other."""
    shows_standards: bool
    """Whether it prints promises, which nobody may have confirmed."""
    span: Span
    """Where the publication was written."""

    @property
    def content(self) -> object:
        """The view of the first part, for a sheet that has no other."""
        return self.parts[0].content

    @property
    def large(self) -> bool:
        """Whether it is set in large print."""
        return self.print_format is PrintFormat.LARGE_PRINT

    def ends_with(self, matter: str) -> bool:
        """Whether something stands at its end."""
        return BackMatter(matter) in self.back
