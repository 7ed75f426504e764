"""Views of every file to print: each publication in each of its formats and paper sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import (
    LinkedCourse,
    LinkedLeaflet,
    LinkedPage,
    LinkedPoster,
    LinkedPublication,
    LinkedSet,
    Part,
)
from generator.model.contacts import Need, Reachable
from generator.model.overrides import filled
from generator.model.pages import GeneratedPage, PrintedAs
from generator.model.papers import Paper
from generator.model.print_formats import layout_of
from generator.model.vocabulary import Edition, PrintFormat, PublicationAudience
from generator.views.directory.cards import channel_view, first_number
from generator.views.page_rows import PageRow
from generator.views.prints.check_note import check_note, contacts_for_need
from generator.views.prints.leaflets import leaflet_view
from generator.views.prints.needs import need_view
from generator.views.prints.papers import paper_view
from generator.views.prints.posters import poster_view
from generator.views.prints.prose import printed_prose
from generator.views.prints.to_print import AUDIENCE_WORDS
from generator.views.shared.context import ViewContext
from generator.views.shared.pages import (
    VERSION,
    CopyView,
    IndexTopic,
    PackItem,
    PageView,
    PrintedPage,
    PrintPart,
    PrintView,
)
from generator.views.shared.paths import copies_path, course_path, full_address, page_path, path_of
from generator.views.shared.publications import Download, downloads, file_in_pack
from generator.views.training.course_prints import IN_LARGE_PRINT, PACK_ITEMS, course_sections
from generator.words.text import sentence

_TEMPLATES = {
    PrintFormat.EASY_READ: "easy_read",
    PrintFormat.POSTER: "poster",
    PrintFormat.POSTER_WITH_MARKS: "poster",
    PrintFormat.LEAFLET: "leaflet",
}


def prints(context: ViewContext, pages: tuple[PageView, ...]) -> tuple[PrintView, ...]:
    """Return a view for every file to print. ``pages`` are the pages of the site that prints may show."""
    base = context.base
    by_path = {page.path: page for page in pages}
    rows = (page.row for page in pages)
    printed = {row.id: row.printed for row in rows if isinstance(row, PageRow) and row.printed}
    views = []
    for publication in base.publications:
        for file in downloads(publication):
            if file.print_format is PrintFormat.EASY_READ:
                assert publication.easy_read
                easy_read = context.easy_reads[publication.easy_read.record.id]
                parts: tuple[PrintPart, ...] = (PrintPart("easy_read", "", easy_read.title, easy_read),)
            elif isinstance(publication.first_part, LinkedCourse):
                views.append(_course_print(publication, file, context, printed))
                continue
            else:
                parts = tuple(_part(part, publication, context, by_path) for part in publication.parts)
            views.append(_print(publication, file, parts, printed, base))
    return tuple(views)


def _course_print(
    publication: LinkedPublication, file: Download, context: ViewContext, printed: Mapping[str, PrintedPage]
) -> PrintView:
    assert isinstance(publication.first_part, LinkedCourse)
    course = context.courses[publication.first_part.record.id]
    view = _print(publication, file, course_sections(file.print_format, course), printed, context.base)
    if file.print_format is not PrintFormat.PACK:
        return view
    files = [
        (file_in_pack(publication, one, file.output), section.title, copies) for one, section, copies in PACK_ITEMS
    ]
    items = (PackItem(title, copies, _course_print(publication, one, context, printed)) for one, title, copies in files)
    return replace(view, pack_items=tuple(items))


def _part(
    part: Part,
    publication: LinkedPublication,
    context: ViewContext,
    by_path: Mapping[str, PageView],
) -> PrintPart:
    base = context.base
    match part:
        case Paper():
            return PrintPart("paper", part.id, part.title, paper_view(part, base), sheet=True)
        case LinkedPoster():
            return PrintPart("poster", part.record.id, part.record.heading, poster_view(part, base))
        case LinkedLeaflet():
            return PrintPart("leaflet", part.record.id, part.record.heading, leaflet_view(part, base))
        case LinkedSet():
            view = context.sets[part.record.id]
            return PrintPart("standard_set", part.record.id, view.heading, view)
        case LinkedPage():
            in_same_print = {one.page.front.id for one in publication.parts if isinstance(one, LinkedPage)}
            prose = printed_prose(part, base, in_same_print)
            return PrintPart("prose", prose.anchor, part.page.front.title, prose)
        case Need():
            before = publication.parts[: publication.parts.index(part)]
            already_listed = {
                one for need in before if isinstance(need, Need) for one in contacts_for_need(need.id, base)
            }
            return PrintPart("need", part.id, part.title, need_view(part, base, already_listed))
        case LinkedCourse():
            raise AssertionError("a course is never a part of something longer")
        case GeneratedPage():
            page = by_path[path_of(part)]
            sheet = part.printed_as is PrintedAs.SHEET
            return PrintPart(page.template, part.id, page.title, page.content, sheet=sheet)


def _print(
    publication: LinkedPublication,
    file: Download,
    parts: tuple[PrintPart, ...],
    printed: Mapping[str, PrintedPage],
    base: KnowledgeBase,
) -> PrintView:
    record, whole_course = publication.record, isinstance(publication.first_part, LinkedCourse)
    for_staff = _for_staff(publication, base)
    return PrintView(
        path=file.path,
        template="course" if whole_course else _template(file.print_format, parts),
        print_format=file.print_format,
        output=file.output,
        paper=file.paper.value,
        title=file.title if whole_course else record.title,
        document_title=f"{file.title}, staff edition" if for_staff else file.title,
        subtitle=sentence(record.subtitle),
        subject=record.subject,
        for_public=record.audience is PublicationAudience.ANYONE,
        kind=_kind(publication, file),
        picture=publication.picture.record.file if publication.picture else "",
        parts=parts,
        cover=record.cover,
        back=record.back,
        index=_index(publication),
        copy=_copy(publication, file, printed, base),
        staff_only=base.records.overrides.words["staff-only"] if for_staff else "",
        shows_standards=any(_shows_standards(part, printed) for part in publication.parts),
        span=publication.span,
    )


def _kind(publication: LinkedPublication, file: Download) -> str:
    words = AUDIENCE_WORDS[publication.record.audience]
    return f"{words}, in large print" if file.print_format is PrintFormat.LARGE_PRINT else words


def _for_staff(publication: LinkedPublication, base: KnowledgeBase) -> bool:
    """Return whether a print is for staff only: the staff edition adds it, or it may show records of staff."""
    if base.edition is Edition.PUBLIC:
        return False
    if publication.record.edition is Edition.STAFF or publication.record.audience is PublicationAudience.STAFF:
        return True
    own = (part for part in publication.parts if isinstance(part, Paper) and part.id in base.staff_papers)
    return any(own) or any(isinstance(part, Need | LinkedPage | GeneratedPage) for part in publication.parts)


def _shows_standards(part: Part, printed: Mapping[str, PrintedPage]) -> bool:
    from_records = isinstance(part, GeneratedPage) and printed[part.id].shows_standards
    on_page = isinstance(part, LinkedPage) and any(one.kind == "standard" for one in part.page.references)
    on_paper = isinstance(part, Paper) and any(section.promises for section in part.sections)
    in_leaflet = isinstance(part, LinkedLeaflet) and bool(part.promises)
    return isinstance(part, LinkedSet | LinkedCourse) or from_records or on_page or on_paper or in_leaflet


def _template(print_format: PrintFormat, parts: tuple[PrintPart, ...]) -> str:
    if print_format is PrintFormat.POCKET_CARD:
        return f"{parts[0].template}_pocket_card"
    if len(parts) == 1 and parts[0].sheet:
        return parts[0].template
    return _TEMPLATES.get(print_format, "book")


def _index(publication: LinkedPublication) -> tuple[IndexTopic, ...]:
    """Return title and id of the promises it prints, by topic."""
    topics: dict[str, list[tuple[str, str]]] = {}
    for part in publication.parts:
        for standard in part.standards if isinstance(part, LinkedSet) else ():
            topics.setdefault(standard.topic.title, []).append((standard.record.title, standard.record.id))
    return tuple(IndexTopic(title, tuple(promises)) for title, promises in sorted(topics.items()))


def _copy(
    publication: LinkedPublication, file: Download, printed: Mapping[str, PrintedPage], base: KnowledgeBase
) -> CopyView:
    others = [one for one in downloads(publication) if one.path != file.path]
    if isinstance(publication.first_part, LinkedCourse):
        others = [one for one in others if one.print_format is PrintFormat.LARGE_PRINT]
        others = others if file.print_format in IN_LARGE_PRINT else []
    website, ask = base.partnership.website, _contact_line(base)
    return CopyView(
        checked=check_note(publication, printed, base),
        address=full_address(_page_address(publication), website),
        check_address=full_address(f"{copies_path(publication.record.id)}#{VERSION}", website),
        check_page=full_address(page_path("copies"), website),
        other_formats=tuple(_format_name(one) for one in others),
        ask=ask,
        ask_words=filled(base.records.overrides.words["ask-for-format"], who=ask) if ask else "",
    )


def _format_name(file: Download) -> str:
    words = (layout_of(file.print_format).title_suffix + file.output.title_suffix).strip() or "in print"
    return f"{words}, {file.paper.value}" if file.print_format is PrintFormat.POSTER else words


def _page_address(publication: LinkedPublication) -> str:
    """Return the path of the page of the website with the same content; empty for a poster or a leaflet."""
    match publication.first_part:
        case Paper():
            return f"{page_path('papers')}#{publication.first_part.id}"
        case Need():
            return page_path("contacts")
        case LinkedCourse():
            return course_path(publication.first_part.record.id)
        case LinkedPoster() | LinkedLeaflet():
            return ""
        case part:
            return path_of(part)


def _contact_line(base: KnowledgeBase) -> str:
    """Return name and channel of the accessibility statement's contact, who is asked for other formats."""
    entry = base.statement.contact if base.statement else None
    if not (entry and isinstance(entry.record, Reachable) and entry.record.channels):
        return ""
    channel = first_number(entry.record) or channel_view(entry.record.channels[0])
    return f"{entry.title}: {channel.text}"
