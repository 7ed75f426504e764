"""Pages and prints as views: an address, a template, and the content for that template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from generator.diagnostics import Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.output_formats import OutputFormat
from generator.model.pages import PrintedAs
from generator.model.rows import Row, cell
from generator.model.vocabulary import BackMatter, Cover, PrintFormat
from generator.views.shared.links import LinkGroup, LinkView
from generator.views.shared.moves import MovedAnchor
from generator.words.text import Sentence


class SearchAudience(Enum):
    """The readers of a page, by whom search ranks it."""

    ANYONE = "Anyone"
    STAFF = "Staff and partners"


class SearchSection(Enum):
    """The kind of a page, as search filters it, in the order in which search lists them."""

    ADVICE = "Advice"
    EASY_READ = "Easy read"
    HELP = "Who can help"
    FORMS = "Forms"
    PROMISES = "Promises"
    WORDS = "Words"
    LAW = "Law"
    STRATEGY = "Strategy"
    TRAINING = "Training"
    FOR_STAFF = "For staff"
    ABOUT = "About these pages"


class MenuGroup(Enum):
    """The groups of pages that stand together in the menu; ``navigation.MENU`` says under which entry."""

    HOME = "home"
    REPORT = "report"
    HELP = "help"
    PROMISES = "promises"
    EASY_READ = "easy-read"
    STAFF = "staff"
    LAW = "law"
    STRATEGY = "strategy"
    TRAINING = "training"
    A_TO_Z = "a-to-z"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """A group of the menu, and the position of a row's pages in it."""

    group: MenuGroup
    order: int


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """The title of a page in the menu, and its position among the pages of its row."""

    title: str
    order: tuple[int, ...]
    optional: bool = False
    """Whether the menu leaves it out when its entry has more than ``LONGEST_ENTRY`` pages."""
    group: MenuGroup | None = None
    """Its group, where that is not the group of its row."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """The content of one page; empty fields are filled from the page's row."""

    content: object
    path: str = ""
    title: str = ""
    description: str = ""
    lead: Sentence = ()
    body: str = ""
    link_ids: tuple[str, ...] = ()
    """The ids whose backlinks it shows, besides the id of its row."""
    menu: MenuEntry | None = None
    listed_on: LinkView | None = None
    """For the page of one record: the page that lists it, which stands in the menu in its place."""
    moved_to: str = ""
    """For the address of a page that is gone: the path that it leads to; otherwise empty."""
    waits: bool = False
    """Whether a reader of such a page chooses where to go on; otherwise a browser goes on by itself."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """How a page generated from records is printed."""

    printed_as: PrintedAs
    shows_standards: bool
    """Whether it shows standards, so that a print must say how current they are."""
    review_ids: Callable[[KnowledgeBase], Iterable[str]]
    """Returns the ids of the records on it that are due for review."""
    source_document: Callable[[KnowledgeBase], str | None]
    """Returns the id of the document that it restates, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow(Row):
    """The cells that every row of the table of pages has."""

    id: str = cell("its id: of one page, what ref: links to; of several, what they are")
    template: str = cell("its template: templates/site/TEMPLATE.md.jinja")
    section: SearchSection = cell("what search calls it, such as SearchSection.LAW")
    audience: SearchAudience = cell("for whom it is written: SearchAudience.ANYONE or SearchAudience.STAFF")
    contents: bool = cell("True for a list of its headings beside it; False where its body leads to its parts itself")
    menu: MenuPlace = cell("its place in the menu: MenuPlace(MenuGroup.LAW, 3)")

    @property
    def from_records(self) -> bool:
        """Whether its pages are generated from records alone, without a file in ``content/``."""
        return True


@dataclass(frozen=True, slots=True)
class PageView:
    """One page; ``content`` is the view that its template shows, or None if it only shows the body."""

    path: str
    title: str
    description: str
    row: TemplateRow
    content: object = None
    lead: Sentence = ()
    body: str = ""
    backlinks: tuple[LinkGroup, ...] = ()
    """The records that link to the page as a whole."""
    menu: MenuEntry = MenuEntry("", ())
    listed_on: LinkView | None = None
    """For the page of one record: the page that lists it, which stands in the menu in its place."""
    moved_to: str = ""
    """For the address of a page that is gone: the path that it leads to; otherwise empty."""
    waits: bool = False
    """Whether a reader of such a page chooses where to go on; otherwise a browser goes on by itself."""
    former_anchors: tuple[tuple[str, str], ...] = ()
    """Pairs of an anchor that it had in a release, and the one that has its place."""
    moved_anchors: tuple[MovedAnchor, ...] = ()
    """The places that were on it in a release and are on another page now."""

    @property
    def template(self) -> str:
        """The name of its template."""
        return self.row.template

    @property
    def from_records(self) -> bool:
        """Whether it is generated from records alone, without a file in ``content/``."""
        return self.row.from_records

    @property
    def kind(self) -> str:
        """The kind of page, as search shows it."""
        return self.row.section.value

    @property
    def weight(self) -> int:
        """Its rank in search, from 1 to 10: advice first, then the other public pages, then those for staff."""
        if self.row.section is SearchSection.ADVICE:
            return 10
        return 5 if self.audience is SearchAudience.ANYONE else 1

    @property
    def is_of_versions(self) -> bool:
        """Whether it tells of the versions of other pages and prints, and so changes with each release."""
        return self.row.id in {"copies", "copy-pages", "what-changed", "every-change"}

    @property
    def shows_ways(self) -> bool:
        """Whether the ways to tell somebody stand above it: on the first page and on those on reporting."""
        return self.row.menu.group in {MenuGroup.HOME, MenuGroup.REPORT}

    @property
    def audience(self) -> SearchAudience:
        """The readers it is written for."""
        return self.row.audience


@dataclass(frozen=True, slots=True)
class PrintPart:
    """One part of a print: its template, its anchor and the view that the template shows."""

    template: str
    anchor: str
    title: str
    content: object
    sheet: bool = False
    """Whether it is printed as a single sheet, without cover and back matter."""


@dataclass(frozen=True, slots=True)
class IndexTopic:
    """A topic of the index, and the title and anchor of each standard on it."""

    title: str
    standards: tuple[tuple[str, str], ...]


VERSION = "kb:version"
"""Stands for the version of a print, which is computed from what the print says."""


RELEASED = "kb:released"
"""Stands for what follows the version of a print: the day of its release, or that it is a draft."""


@dataclass(frozen=True, slots=True)
class CopyView:
    """How to check that a printed copy is still current, and how to get it in another format."""

    checked: str
    """When its content was checked, as a clause; the foot of every page shows it."""
    address: str
    """The address of the current page; empty while the website has none."""
    check_address: str
    """The address that says whether this version is still right; empty while the website has none."""
    check_page: str
    """The shorter address of the page that lists all versions; empty while the website has none."""
    other_formats: tuple[str, ...]
    """The other formats of the same publication, in words."""
    ask: str
    """The contact to ask for another format; empty while none is named."""
    ask_words: str
    """The sentence that names this contact; empty while there is none."""
    version: str = VERSION
    """The version of the print."""
    released: str = RELEASED
    """What follows it."""


@dataclass(frozen=True, slots=True)
class PrintView:
    """One print: its file, its template, its cover and its parts."""

    path: str
    template: str
    print_format: PrintFormat
    output: OutputFormat
    paper: str
    title: str
    document_title: str
    """The title of the file itself, which also says its format and its edition."""
    subtitle: Sentence
    subject: str
    for_public: bool
    """Whether anyone may be its reader, not only staff or trainers."""
    kind: str
    """Whom it is for, and its format if that is a special one, in words: For anyone, in large print."""
    picture: str
    """The file of the picture on its cover; empty for none."""
    parts: tuple[PrintPart, ...]
    cover: Cover
    back: tuple[BackMatter, ...]
    index: tuple[IndexTopic, ...]
    copy: CopyView
    staff_only: str
    """The warning on a print that the public must not see; empty for all others."""
    shows_standards: bool
    """Whether it prints standards, so that it must say how current they are."""
    span: Span
    """Where the publication is defined in its data file."""
    pack_items: tuple[PackItem, ...] = ()
    """The prints whose pages follow its own, if it is a pack."""

    @property
    def content(self) -> object:
        """The view of the first part, for templates of prints that have only one."""
        return self.parts[0].content

    @property
    def large(self) -> bool:
        """Whether it is in large print."""
        return self.print_format is PrintFormat.LARGE_PRINT

    def ends_with(self, matter: str) -> bool:
        """Return whether it has this back matter; ``matter`` is a value of ``BackMatter``."""
        return BackMatter(matter) in self.back


@dataclass(frozen=True, slots=True)
class PackItem:
    """A print in a pack, and how many copies of it are needed, in words."""

    title: str
    copies: str
    print: PrintView
