"""Links easy-read booklets: each row with its picture and the time limit it takes from a standard."""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.checks.easy_read_rules import LocatedText, text_problems, unexplained_terms
from generator.linking.checks.repeated_pictures import repeated_pictures
from generator.linking.checks.time_limits import is_reported
from generator.linking.linked import LinkedBooklet, LinkedBookletRow, LinkedPicture
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.easy_read import Booklet, BookletRow, EasyReadFile
from generator.model.glossary import Term
from generator.model.standards import LIMIT, Standard
from generator.words.time_limits import amounts_of_time

_CONTACT_VALUE = re.compile(r"\b\d{3,}(?: \d{2,})*\b|https?://\S+|www\.\S+|(?<![^\s@])[^\s@]+@[^\s@]+\.\w+")
_ANY_AMOUNT = "1 working day"
"""In place of a limit that its promise lacks. That is an error, so nothing is published."""
_YEARS = range(1900, 2100)


def link_booklets(records: Records, pictures: dict[str, LinkedPicture], names: NameIndex) -> tuple[LinkedBooklet, ...]:
    """Return every booklet with its pictures. Add to ``names`` texts that are hard to read and facts typed by hand."""
    located = records.located(EasyReadFile)
    linked = []
    for n, record in enumerate(located.record.booklets if located else ()):
        assert located
        booklet = _booklet(located, n, record, pictures, names)
        if record.id not in names.incomplete_ids:
            names.problems += unexplained_terms(booklet.texts, records.all(Term))
            names.problems += repeated_pictures(booklet.rows)
        linked.append(booklet)
    return tuple(linked)


def _booklet(
    located: Located[EasyReadFile], n: int, record: Booklet, pictures: dict[str, LinkedPicture], names: NameIndex
) -> LinkedBooklet:
    groups = tuple(
        tuple(
            _row(row, located.span("booklets", n, "groups", g, "rows", r, "text"), pictures, names)
            for r, row in enumerate(group.rows)
        )
        for g, group in enumerate(record.groups)
    )
    cover = _picture(record.cover, located.span("booklets", n, "cover"), pictures, names)
    return LinkedBooklet(record, cover, groups, _answer_pictures(located, n, record, pictures, names))


def _answer_pictures(
    located: Located[EasyReadFile], n: int, record: Booklet, pictures: dict[str, LinkedPicture], names: NameIndex
) -> dict[str, LinkedPicture]:
    """Return the picture of each answer. Add to ``names`` a problem for each answer that no row has."""
    answers = {answer for group in record.groups for row in group.rows for answer in row.answers}
    linked = {}
    for k, one in enumerate(record.answer_pictures):
        picture = _picture(one.picture, located.span("booklets", n, "answer_pictures", k, "picture"), pictures, names)
        if one.answer not in answers and record.id not in names.incomplete_ids:
            span = located.span("booklets", n, "answer_pictures", k, "answer")
            hint = (
                f"write one of these: {', '.join(sorted(answers))}"
                if answers
                else "remove it, or give a row `answers:`"
            )
            names.problems.append(Diagnostic(span, Code.INVALID_VALUE, f"no row has the answer '{one.answer}'", hint))
        if picture:
            linked[one.answer] = picture
    return linked


def _row(row: BookletRow, span: Span, pictures: dict[str, LinkedPicture], names: NameIndex) -> LinkedBookletRow:
    located_text = LocatedText(_text_with_limit(row, span, names), span)
    names.problems += (*text_problems(located_text), *_typed_facts(row, span))
    return LinkedBookletRow(located_text, _picture(row.picture, span, pictures, names), row)


def _picture(identifier: str, span: Span, pictures: dict[str, LinkedPicture], names: NameIndex) -> LinkedPicture | None:
    if identifier not in pictures:
        names.report_missing("picture", identifier, span)
    return pictures.get(identifier)


def _text_with_limit(row: BookletRow, span: Span, names: NameIndex) -> str:
    """Return the text of a row with the time limit of its standard filled in."""
    if LIMIT not in row.text:
        return row.text
    standard = names.record(row.promise or "", Standard, "standard")
    amount = standard.deadline.amount if standard and standard.deadline else ""
    if standard and is_reported(standard):
        return row.text.replace(LIMIT, _ANY_AMOUNT)
    if not amount and (row.promise is None or standard):
        message = "this text has {limit} in it, but names no promise with a time limit"
        hint = "add `promise: the-id`, or remove {limit}"
        names.problems.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
    return row.text.replace(LIMIT, amount)


def _typed_facts(row: BookletRow, span: Span) -> list[Diagnostic]:
    """Return a problem for each number, address and time limit that is typed, and would not change with its record."""
    problems = []
    typed = [
        match[0] for match in _CONTACT_VALUE.finditer(row.text) if not (match[0].isdigit() and int(match[0]) in _YEARS)
    ]
    for words in typed:
        hint = "remove it and name the contact: `contact: the-id`; its number is then shown under the text"
        problems.append(
            Diagnostic(
                span, Code.EASY_READ, f"'{words}' is typed; a number or address must come from its contact", hint
            )
        )
    for one in amounts_of_time(row.text):
        if one.figures or one.limit:
            hint = "write {limit}, and name the promise: `promise: the-id`"
            message = f"'{one.words}' is typed; a time limit must come from its promise"
            problems.append(Diagnostic(span, Code.EASY_READ, message, hint))
    return problems
