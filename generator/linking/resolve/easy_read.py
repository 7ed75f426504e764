"""Links easy reads of standard sets, and checks that each restates every standard in texts that are easy to read."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.checks.easy_read_rules import LocatedText, term_problems, text_problems, unexplained_terms
from generator.linking.checks.repeated_pictures import repeated_pictures
from generator.linking.linked import LinkedEasyRead, LinkedPicture, LinkedRow, LinkedSet
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import Located, suggestion
from generator.loading.yaml_values import Location
from generator.model.easy_read import EasyRead, EasyReadFile, EasyReadRow
from generator.model.glossary import GlossaryFile, Term
from generator.model.pictures import PicturesFile


def link_pictures(records: Records, names: NameIndex) -> dict[str, LinkedPicture]:
    """Return by its id every picture that has a drawing. Add a problem to ``names`` for each that has none."""
    linked: dict[str, LinkedPicture] = {}
    located = records.located(PicturesFile)
    for n, picture in enumerate(located.record.pictures if located else ()):
        assert located
        if picture.id in linked:
            message = f"the id '{picture.id}' is already used by another picture"
            span = located.span("pictures", n, "id")
            names.problems.append(Diagnostic(span, Code.DUPLICATE_IDENTIFIER, message, "give this picture its own id"))
        elif picture.file in records.drawings:
            linked[picture.id] = LinkedPicture(picture, records.drawings[picture.file])
        elif f"data/pictures/{picture.file}" in records.faulty_paths:
            names.invalid_ids.add(picture.id)
        else:
            message = f"there is no file data/pictures/{picture.file}"
            hint = (
                suggestion(picture.file, sorted(records.drawings)) or "put the drawing there, or correct its name here"
            )
            names.problems.append(Diagnostic(located.span("pictures", n, "file"), Code.MISSING_FILE, message, hint))
            names.invalid_ids.add(picture.id)
    names.by_kind["picture"] = dict(linked)
    return linked


def link_easy_reads(
    records: Records, sets: dict[str, LinkedSet], pictures: dict[str, LinkedPicture], names: NameIndex
) -> tuple[LinkedEasyRead, ...]:
    """Return every easy read with its set, its pictures, and its promises in the set's order."""
    linked: dict[str, LinkedEasyRead] = {}
    located = records.located(EasyReadFile)
    for n, record in enumerate(located.record.sets if located else ()):
        assert located
        span = located.span("sets", n, "standard_set")
        if record.standard_set in linked:
            message = f"the set '{record.standard_set}' already has an easy read"
            names.problems.append(Diagnostic(span, Code.EASY_READ, message, "make one of the two"))
        elif record.standard_set in sets:
            linker = _EasyReadLinker(located, ("sets", n), record, sets[record.standard_set], pictures, names)
            linked[record.standard_set] = linker.link()
        elif not names.has(["set"], record.standard_set):
            names.report_missing("set", record.standard_set, span)
    for easy_read in linked.values():
        if _has_all_rows(easy_read, names):
            names.problems += unexplained_terms(easy_read.texts, records.all(Term))
            # A promise that has no rows yet may be what joins two others.
            if len(easy_read.promises) == len(easy_read.standard_set.standards):
                names.problems += repeated_pictures(easy_read.rows)
    _check_glossary(records, names)
    return tuple(linked.values())


def _has_all_rows(easy_read: LinkedEasyRead, names: NameIndex) -> bool:
    """Return whether no row of an easy read was left out, as one may be that explains a word."""
    record = easy_read.record
    return record.id not in names.incomplete_ids and len(easy_read.promises) == len(record.promises)


class _EasyReadLinker:
    """Links one easy read and adds its problems to ``names``."""

    def __init__(
        self,
        located: Located[EasyReadFile],
        place: Location,
        record: EasyRead,
        standard_set: LinkedSet,
        pictures: dict[str, LinkedPicture],
        names: NameIndex,
    ) -> None:
        self.located, self.place, self.record = located, place, record
        self.standard_set, self.pictures, self.names = standard_set, pictures, names

    def link(self) -> LinkedEasyRead:
        """Return the linked easy read."""
        promises = self._promises()
        ordered = {s.record.id: promises[s.record.id] for s in self.standard_set.standards if s.record.id in promises}
        return LinkedEasyRead(
            self.record,
            self.standard_set,
            self._picture(self.record.cover, self._span("cover")),
            self._rows(self.record.introduction, "introduction"),
            ordered,
            self._rows(self.record.help, "help"),
        )

    def _span(self, *below: str | int) -> Span:
        return self.located.span(*self.place, *below)

    def _picture(self, identifier: str, span: Span) -> LinkedPicture | None:
        if identifier not in self.pictures:
            self.names.report_missing("picture", identifier, span)
        return self.pictures.get(identifier)

    def _rows(self, rows: tuple[EasyReadRow, ...], *place: str | int) -> tuple[LinkedRow, ...]:
        linked = []
        for n, row in enumerate(rows):
            located_text = LocatedText(row.text, self._span(*place, n, "text"))
            self.names.problems += text_problems(located_text)
            linked.append(LinkedRow(located_text, self._picture(row.picture, self._span(*place, n, "picture"))))
        return tuple(linked)

    def _promises(self) -> dict[str, tuple[LinkedRow, ...]]:
        standards = {standard.id: standard for standard in self.standard_set.record.standards}
        rows_by_standard: dict[str, tuple[LinkedRow, ...]] = {}
        has_unknown = False
        for n, promise in enumerate(self.record.promises):
            span = self._span("promises", n, "standard")
            rows = self._rows(promise.rows, "promises", n, "rows")
            if promise.standard in rows_by_standard:
                self._problem(span, f"the promise '{promise.standard}' appears twice", "put all its rows in one place")
            elif promise.standard in standards:
                rows_by_standard[promise.standard] = rows
            elif self.names.has(["standard"], promise.standard):
                message = f"'{promise.standard}' is not a promise of the set '{self.record.standard_set}'"
                self._problem(span, message, "put it in the easy read of its own set")
            else:
                self.names.report_missing("standard", promise.standard, span)
                has_unknown = True
        # Rows of an unknown promise may be those of one that seems to have none, and has another id now.
        uncertain = has_unknown or self.record.id in self.names.incomplete_ids
        for identifier in standards if not uncertain else ():
            if identifier not in rows_by_standard:
                hint = f"add `- standard: {identifier}` with its `rows:`"
                message = f"no row restates the promise '{identifier}'"
                self._problem(self.located.places.key((*self.place, "promises")), message, hint)
        return rows_by_standard

    def _problem(self, span: Span, message: str, hint: str) -> None:
        self.names.problems.append(Diagnostic(span, Code.EASY_READ, message, hint))


def _check_glossary(records: Records, names: NameIndex) -> None:
    located = records.located(GlossaryFile)
    for n, term in enumerate(located.record.terms if located else ()):
        assert located
        names.problems += term_problems(term, located.span("terms", n, "easy"))
