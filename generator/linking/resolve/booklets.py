"""Booklets in easy read: each row with its picture, and with what it says of other records taken from them."""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.checks.easy_read_rules import LocatedText, text_problems, unexplained
from generator.linking.linked import LinkedBooklet, LinkedBookletRow, LinkedPicture
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.easy_read import Booklet, BookletRow, EasyReadFile
from generator.model.glossary import Term
from generator.model.standards import LIMIT, Standard

_TYPED = re.compile(r"\b\d{3,}(?: \d{2,})*\b|https?://\S+|www\.\S+|\S+@\S+\.\w+")
_YEARS = range(1900, 2100)
_TIMES = re.compile(r"\b\d+ (?:working )?(?:hour|day|week|month)s?\b")


def link_booklets(records: Records, pictures: dict[str, LinkedPicture], names: NameIndex) -> tuple[LinkedBooklet, ...]:
    """Every booklet with its pictures; what makes one hard to read, or says a fact of another record, is noted."""
    located = records.located(EasyReadFile)
    linked = []
    for n, record in enumerate(located.record.booklets if located else ()):
        assert located
        booklet = _booklet(located, n, record, pictures, names)
        names.problems += unexplained(booklet.texts, records.all(Term))
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
    return LinkedBooklet(record, _picture(record.cover, located.span("booklets", n, "cover"), pictures, names), groups)


def _row(row: BookletRow, span: Span, pictures: dict[str, LinkedPicture], names: NameIndex) -> LinkedBookletRow:
    written = LocatedText(_with_limit(row, span, names), span)
    names.problems += (*text_problems(written), *_facts_typed(row, span))
    return LinkedBookletRow(written, _picture(row.picture, span, pictures, names), row)


def _picture(identifier: str, span: Span, pictures: dict[str, LinkedPicture], names: NameIndex) -> LinkedPicture | None:
    if identifier not in pictures:
        names.missing("picture", identifier, span)
    return pictures.get(identifier)


def _with_limit(row: BookletRow, span: Span, names: NameIndex) -> str:
    """The text with the time limit of the promise it tells; what the record says is never typed again."""
    if LIMIT not in row.text:
        return row.text
    standard = names.record(row.promise or "", Standard, "standard")
    amount = standard.deadline.amount if standard and standard.deadline else ""
    if not amount and (row.promise is None or standard):
        message = "these words have {limit} in them, and no promise with a time limit is named"
        hint = "name it: `promise: the-id`, or take {limit} out of the words"
        names.problems.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
    return row.text.replace(LIMIT, amount)


def _facts_typed(row: BookletRow, span: Span) -> list[Diagnostic]:
    """Numbers, addresses and time limits that stand in a text and would not follow their record."""
    found = []
    typed = [match[0] for match in _TYPED.finditer(row.text) if not (match[0].isdigit() and int(match[0]) in _YEARS)]
    for words in typed:
        hint = "take it out, and name the contact: `contact: the-id`; its number stands under the text"
        found.append(Diagnostic(span, Code.EASY_READ, f"'{words}' is a number or address of a contact", hint))
    for match in _TIMES.finditer(row.text):
        hint = "write {limit}, and name the promise: `promise: the-id`"
        found.append(Diagnostic(span, Code.EASY_READ, f"'{match[0]}' is a time limit of a promise", hint))
    return found
