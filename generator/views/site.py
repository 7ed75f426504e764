"""The whole site and every print, as views: what build.py hands to rendering."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase, LinkedPage, LinkedPublication
from generator.model.pages import GeneratedPage, Layout
from generator.model.partnership import Partnership, Route
from generator.model.vocabulary import PrintFormat
from generator.views.comparison import Comparison, comparison
from generator.views.directory import DocumentView, Letter, a_to_z, document_views
from generator.views.easy_read import EasyReadView, WordView, easy_read_view, word_views
from generator.views.paths import path_of, pdf_path, relative
from generator.views.standard_set import StandardSetView, standard_set_view
from generator.views.words import Sentence, day, plain, sentence


@dataclass(frozen=True, slots=True)
class RouteView:
    """A number and when to use it."""

    name: str
    number: str
    dial: str
    use: Sentence
    checked: str
    source: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page and every print carries around its own content."""

    name: str
    short_name: str
    area: str
    status: str
    language: str
    exit_to: str
    made_on: str
    emergency: RouteView
    without_speaking: RouteView
    non_emergency: RouteView


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its address, its template and what that template shows."""

    path: str
    title: str
    description: str
    template: str
    lead: Sentence = ()
    body: str = ""
    standard_set: StandardSetView | None = None
    letters: tuple[Letter, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    comparison: Comparison | None = None
    easy_read: EasyReadView | None = None
    words: tuple[WordView, ...] = ()

    @property
    def from_records(self) -> bool:
        """Whether the page is made wholly from records, and no file of an author's."""
        return self.template not in {"home", "prose"}


@dataclass(frozen=True, slots=True)
class PrintView:
    """One print: its file, its format and what it shows."""

    path: str
    print_format: PrintFormat
    title: str
    subtitle: Sentence
    subject: str
    standard_set: StandardSetView
    easy_read: EasyReadView | None = None


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page in the navigation, or a group of them (``path`` is then empty)."""

    title: str
    path: str = ""
    children: tuple[NavigationEntry, ...] = ()


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
    prose = [_prose(page, base, sets, with_prints=with_prints) for page in base.pages]
    generated = _generated(base, sets, with_prints=with_prints)
    easy_reads = tuple(easy_read_view(told, base) for told in base.easy_reads)
    told = _easy_read_pages(easy_reads, base)
    pages = tuple(sorted((*prose, *generated, *told), key=lambda page: page.path))
    prints = _prints(base, sets, easy_reads) if with_prints else ()
    navigation = _navigation(pages, [linked.record.id for linked in base.sets])
    return SiteView(_surroundings(base.partnership, today), pages, prints, navigation)


def _generated(base: KnowledgeBase, sets: dict[str, StandardSetView], *, with_prints: bool) -> list[PageView]:
    """The pages made wholly from records."""
    pages = [
        PageView(s.path, s.heading, plain(linked.record.summary), "standard_set", standard_set=s)
        for s, linked in zip(sets.values(), base.sets, strict=True)
    ]
    pages += [
        PageView(
            path_of(GeneratedPage.A_TO_Z),
            "A to Z",
            "Every page, promise and document, by the words you may look for.",
            "a_to_z",
            letters=a_to_z(base, with_prints=with_prints),
        ),
        PageView(
            path_of(GeneratedPage.SOURCES),
            "Where these words come from",
            "The documents these pages restate, and which promise comes from which clause.",
            "sources",
            documents=document_views(base),
        ),
    ]
    if len(base.sets) > 1:
        pages.append(
            PageView(
                path_of(GeneratedPage.COMPARISON),
                "Compare the standards",
                "The same topic side by side, in every set of standards that we hold.",
                "comparison",
                comparison=comparison(base),
            )
        )
    return pages


def _easy_read_pages(easy_reads: tuple[EasyReadView, ...], base: KnowledgeBase) -> tuple[PageView, ...]:
    pages = tuple(PageView(e.path, e.page_title, e.description, "easy_read", easy_read=e) for e in easy_reads)
    if not base.terms:
        return pages
    description = "The hard words in the promises, and what each one means."
    path = path_of(GeneratedPage.WORDS)
    return (*pages, PageView(path, "Words explained", description, "words", words=word_views(base.terms)))


def _prints(
    base: KnowledgeBase, sets: dict[str, StandardSetView], easy_reads: tuple[EasyReadView, ...]
) -> tuple[PrintView, ...]:
    by_set = {easy_read.set_identifier: easy_read for easy_read in easy_reads}
    return tuple(
        PrintView(
            pdf_path(p.record.id, print_format),
            print_format,
            p.record.title,
            sentence(p.record.subtitle),
            p.record.subject,
            sets[p.standard_set.record.id],
            by_set.get(p.standard_set.record.id) if print_format is PrintFormat.EASY_READ else None,
        )
        for p in base.publications
        for print_format in p.record.formats
    )


def _navigation(pages: tuple[PageView, ...], set_order: list[str]) -> tuple[NavigationEntry, ...]:
    """Home, the promises, their easy read, the A to Z, the hard words, the sources, then everything an author added.

    Where there are several sets of promises they make a group: those of this area, their comparison, then the others.
    """
    order = {"home": 0, "easy_read": 1, "a_to_z": 2, "words": 3, "sources": 4, "prose": 5}
    plain_pages = sorted((p for p in pages if p.template in order), key=lambda page: (order[page.template], page.path))
    alone = sum(p.template == "easy_read" for p in plain_pages) == 1
    short = {"home": "Home", **({"easy_read": "Easy read"} if alone else {})}
    entries = [NavigationEntry(short.get(p.template, p.title), p.path) for p in plain_pages]
    by_set = {
        page.standard_set.identifier: page for page in pages if page.template == "standard_set" and page.standard_set
    }
    sets = [by_set[identifier] for identifier in set_order]
    local = [page for page in sets if page.standard_set and page.standard_set.local]
    compared = [page for page in pages if page.template == "comparison"]
    others = [page for page in sets if page not in local]
    grouped = tuple(NavigationEntry(page.title, page.path) for page in (*local, *compared, *others))
    promises = (NavigationEntry("Promises", children=grouped),) if len(grouped) > 1 else grouped
    return (*entries[:1], *promises, *entries[1:])


def _prose(linked: LinkedPage, base: KnowledgeBase, sets: dict[str, StandardSetView], *, with_prints: bool) -> PageView:
    front = linked.page.front
    path = path_of(linked)
    return PageView(
        path=path,
        title=front.title,
        description=front.description,
        template="home" if front.layout is Layout.HOME else "prose",
        lead=sentence(front.lead) if front.lead else (),
        body=_linked_body(linked, base, path, with_prints=with_prints),
        standard_set=sets[linked.standard_set.record.id] if linked.standard_set else None,
    )


def _linked_body(linked: LinkedPage, base: KnowledgeBase, path: str, *, with_prints: bool) -> str:
    """The body with every ``[words](ref:id)`` as a relative link; to a page by its Markdown file, as engines expect.

    Without prints, words that would link to one stand alone and say so.
    """
    body = linked.page.body
    for written in reversed(linked.page.links):
        if not written.target.startswith("ref:"):
            continue
        target = base.targets[written.target.removeprefix("ref:")]
        if isinstance(target, LinkedPublication) and not with_prints:
            shown = f"{written.words} (not made in this preview)"
        else:
            page, _, anchor = relative(path_of(target), from_page=path).partition("#")
            stem, extension = posixpath.splitext(page)
            address = stem + ".md" if extension == ".html" else page
            shown = f"[{written.words}]({address}{'#' if anchor else ''}{anchor})"
        body = body[: written.start] + shown + body[written.end :]
    return body


def _surroundings(partnership: Partnership, today: date) -> Surroundings:
    return Surroundings(
        name=partnership.name,
        short_name=partnership.short_name,
        area=partnership.area,
        status=plain(partnership.status),
        language=partnership.language,
        exit_to=partnership.exit_to,
        made_on=day(today),
        emergency=_route(partnership.emergency),
        without_speaking=_route(partnership.without_speaking),
        non_emergency=_route(partnership.non_emergency),
    )


def _route(route: Route) -> RouteView:
    return RouteView(
        name=route.name,
        number=route.number.replace(" ", "\u00a0"),
        dial=route.number.replace(" ", ""),
        use=sentence(route.use),
        checked=("Checked " if route.basis.value == "verified" else "Known, not re-checked; noted ")
        + day(route.checked_on),
        source=route.source,
    )
