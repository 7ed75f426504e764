"""Links each publication to the parts it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.linked import (
    LinkedBooklet,
    LinkedCourse,
    LinkedEasyRead,
    LinkedLeaflet,
    LinkedPage,
    LinkedPicture,
    LinkedPoster,
    LinkedPublication,
    LinkedSet,
    Part,
)
from generator.linking.name_index import NameIndex
from generator.linking.resolve.callable_contacts import FieldSpan, check_number, reachable
from generator.linking.resolve.entries import Entry
from generator.linking.resolve.leaflets import link_leaflets
from generator.loading.project import Records
from generator.model.contacts import Need
from generator.model.pages import GeneratedPage, PrintedAs
from generator.model.papers import Paper
from generator.model.posters import PostersFile
from generator.model.print_formats import COURSE_FORMATS, layout_of
from generator.model.publications import Publication, PublicationsFile, StaffPublicationsFile
from generator.model.vocabulary import Edition, PrintFormat


def publication_records(records: Records, edition: Edition) -> Iterator[tuple[Publication, FieldSpan]]:
    """Yield every publication of an edition, those for staff last, and the spans of its fields."""
    for located in (records.located(PublicationsFile), records.located(StaffPublicationsFile)):
        for n, record in enumerate(located.record.publications if located else ()):
            assert located is not None
            if edition is Edition.STAFF or record.edition is Edition.PUBLIC:
                yield record, partial(located.span, "publications", n)


def link_publications(
    records: Records,
    edition: Edition,
    sets: dict[str, LinkedSet],
    pages: Iterable[LinkedPage],
    generated: Iterable[GeneratedPage],
    easy_reads: Iterable[LinkedEasyRead | LinkedBooklet],
    courses: Iterable[LinkedCourse],
    pictures: Mapping[str, LinkedPicture],
    names: NameIndex,
) -> tuple[LinkedPublication, ...]:
    """Return each publication with its parts. Add to ``names`` unknown parts, and formats that do not fit."""
    printable: dict[str, Part] = {
        **sets,
        **{page.page.front.id: page for page in pages},
        **{page.id: page for page in generated if page.printed_as},
        **{course.record.id: course for course in courses},
        **_posters(records, pictures, names),
        **link_leaflets(records, sets, pictures, names),
        **_entries(names, "paper", Paper),
        **_entries(names, "need", Need),
    }
    easy_reads_by_id = {one.record.id: one for one in easy_reads}
    linked = []
    for record, span in publication_records(records, edition):
        parts = tuple(_parts(record, span, printable, names))
        _check_formats(record, parts, span, names)
        easy_read = easy_reads_by_id.get(record.easy_read) if record.easy_read else None
        if record.easy_read:
            names.report_missing("easy read", record.easy_read, span("easy_read"))
        picture = pictures.get(record.picture) if record.picture else None
        if record.picture and not picture:
            names.report_missing("picture", record.picture, span("picture"))
        if parts:
            linked.append(LinkedPublication(record, parts, easy_read, picture, span("id")))
    return tuple(linked)


def _entries(names: NameIndex, kind: str, model: type[Paper] | type[Need]) -> dict[str, Part]:
    entries = names.by_kind.get(kind, {}).items()
    return {
        name: entry.record for name, entry in entries if isinstance(entry, Entry) and isinstance(entry.record, model)
    }


def _posters(records: Records, pictures: Mapping[str, LinkedPicture], names: NameIndex) -> dict[str, Part]:
    located = records.located(PostersFile)
    linked: dict[str, Part] = {}
    for n, record in enumerate(located.record.posters if located else ()):
        assert located
        call = reachable(record.call, located.span("posters", n, "call"), names)
        scan = reachable(record.scan, located.span("posters", n, "scan"), names) if record.scan else None
        picture = pictures.get(record.picture) if record.picture else None
        if record.picture and not picture:
            names.report_missing("picture", record.picture, located.span("posters", n, "picture"))
        if call:
            check_number(call, located.span("posters", n, "call"), "a poster shows this number large", names)
            linked[record.id] = LinkedPoster(record, picture, call, scan)
    return linked


def _parts(record: Publication, span: FieldSpan, printable: dict[str, Part], names: NameIndex) -> Iterator[Part]:
    for n, identifier in enumerate(record.made_of):
        part = printable.get(identifier)
        if part is None:
            _report_unprintable(identifier, span("made_of", n), sorted(printable), names)
        elif len(record.made_of) > 1 and _is_a_sheet(part):
            message = f"'{identifier}' is printed as a sheet of its own and cannot be part of a longer print"
            names.problems.append(
                Diagnostic(span("made_of", n), Code.INVALID_VALUE, message, "give it a publication of its own")
            )
        else:
            yield part


def _is_a_sheet(part: Part) -> bool:
    """Return whether a part is printed as a sheet of its own, not as a chapter."""
    if isinstance(part, GeneratedPage):
        return part.printed_as is PrintedAs.SHEET
    return isinstance(part, Paper | LinkedPoster | LinkedLeaflet | LinkedCourse)


_PRINTABLE_KINDS = ("set", "page", "need", "paper", "poster", "leaflet", "course")

_PARTS_OF_FORMATS = {
    PrintFormat.FILL_IN: ("a paper", "name a paper of data/papers.yml or data/staff/papers.yml under `made_of:`"),
    PrintFormat.LEAFLET: ("a leaflet", "name a leaflet of data/leaflets.yml under `made_of:`"),
    PrintFormat.POCKET_CARD: ("a set of promises or the powers", "name one set, or powers, under `made_of:`"),
    **dict.fromkeys(
        (PrintFormat.POSTER, PrintFormat.POSTER_WITH_MARKS),
        ("a poster", "name a poster of data/posters.yml under `made_of:`"),
    ),
    **dict.fromkeys(COURSE_FORMATS, ("a course", "name one course of data/training.yml under `made_of:`")),
}


def _check_formats(record: Publication, parts: tuple[Part, ...], span: FieldSpan, names: NameIndex) -> None:
    """Add to ``names`` a problem for each format that does not fit the parts or the paper of a publication."""
    for n, form in enumerate(record.formats):
        if parts and isinstance(parts[0], LinkedCourse) and not _suits(form, parts[0]):
            message = f"a course has no format {form.value}"
            hint = f"it can have {', '.join(sorted(one.value for one in COURSE_FORMATS))}, large-print"
            names.problems.append(Diagnostic(span("formats", n), Code.INVALID_VALUE, message, hint))
        elif parts and form in _PARTS_OF_FORMATS and not (len(parts) == 1 and _suits(form, parts[0])):
            what, hint = _PARTS_OF_FORMATS[form]
            message = f"the format {form.value} needs exactly one part: {what}"
            names.problems.append(Diagnostic(span("formats", n), Code.INVALID_VALUE, message, hint))
        if not layout_of(form).sheets & set(record.paper):
            fitting = " or ".join(sorted(sheet.value for sheet in layout_of(form).sheets))
            message = f"the format {form.value} is not laid out for {record.paper[0].value}"
            hint = f"write `paper: {fitting}`, or add that to the list of papers"
            names.problems.append(Diagnostic(span("paper"), Code.INVALID_VALUE, message, hint))
        if form is PrintFormat.EASY_READ and not record.easy_read:
            hint = "write one in data/easy_read.yml and name it here with `easy_read:`, or remove easy-read"
            message = "the format easy-read needs an easy read, and none is named"
            names.problems.append(Diagnostic(span("formats", n), Code.EASY_READ, message, hint))
    for sheet in record.paper if all(layout_of(form).sheets & set(record.paper) for form in record.formats) else ():
        if not any(sheet in layout_of(form).sheets for form in record.formats):
            message = f"no format of this publication is laid out for {sheet.value}"
            names.problems.append(Diagnostic(span("paper"), Code.INVALID_VALUE, message, "remove it from `paper:`"))


def _suits(form: PrintFormat, part: Part) -> bool:
    match form:
        case PrintFormat.LARGE_PRINT:
            return True
        case _ if isinstance(part, LinkedCourse) or form in COURSE_FORMATS:
            return isinstance(part, LinkedCourse) and form in COURSE_FORMATS
        case PrintFormat.FILL_IN:
            return isinstance(part, Paper)
        case PrintFormat.LEAFLET:
            return isinstance(part, LinkedLeaflet)
        case PrintFormat.POSTER | PrintFormat.POSTER_WITH_MARKS:
            return isinstance(part, LinkedPoster)
        case _:
            return isinstance(part, LinkedSet) or (isinstance(part, GeneratedPage) and part.id == "powers")


def _report_unprintable(identifier: str, span: Span, known: list[str], names: NameIndex) -> None:
    message = f"nothing with the id '{identifier}' can be printed"
    otherwise = f"what can be printed: {', '.join(known) or 'nothing yet'}"
    if names.has(["page"], identifier):
        names.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, otherwise))
    else:
        names.report_unknown(_PRINTABLE_KINDS, identifier, span, message, otherwise)
