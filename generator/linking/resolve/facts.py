"""Facts that a text takes from records: ``{limit:ID}`` and its like, and facts that were typed instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.loading.records import suggestion
from generator.model.contacts import ContactState, Reachable
from generator.model.record import Identified
from generator.model.standards import Standard
from generator.model.training import Fact
from generator.model.vocabulary import AMOUNT_OF_TIME

KINDS_OF = {
    Fact.LIMIT: ("standard",),
    Fact.CLAUSE: ("standard",),
    Fact.NAME: ("power", "contact", "service", "venue", "body", "provision", "definition", "term", "set", "level"),
    Fact.NUMBER: ("contact", "service", "venue"),
    Fact.MEANS: ("definition", "term", "power", "provision"),
    Fact.LAW: ("provision",),
}
"""The kinds of record that each fact can be taken from."""

_TOKEN = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class FactReference:
    """A fact that a text takes, as it was written in the text, and the id of the record it is taken from."""

    token: str
    fact: Fact
    record: str


def fact_references(text: str) -> tuple[FactReference, ...]:
    """The facts that a text takes, in order; what is not written as one is left out."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[FactReference]:
    for match in _TOKEN.finditer(text):
        name, _, identifier = match[1].partition(":")
        if identifier and name in {fact.value for fact in Fact}:
            yield FactReference(match[0], Fact(name), identifier)


def fact_problems(text: str, span: Span, names: NameIndex) -> Iterator[Diagnostic]:
    """What is wrong with the facts of a text: those that no record has, and those that were typed."""
    yield from _braces(text, span)
    for one in fact_references(text):
        yield from _lost(one, span, names)
    yield from _typed(_TOKEN.sub("", text), span)


def _braces(text: str, span: Span) -> Iterator[Diagnostic]:
    read = {one.token for one in fact_references(text)}
    for match in _TOKEN.finditer(text):
        if match[0] not in read:
            facts = ", ".join(f"{{{fact.value}:ID}}" for fact in Fact)
            yield Diagnostic(span, Code.INVALID_VALUE, f"'{match[0]}' is no fact of a record", f"it can be {facts}")


def _lost(one: FactReference, span: Span, names: NameIndex) -> Iterator[Diagnostic]:
    kinds = KINDS_OF[one.fact]
    if one.record in names.broken or set(kinds) & names.unreadable:
        return
    entry = names.entry(one.record, *kinds)
    record = entry.record if entry else None
    if record is None:
        hint = (
            suggestion(one.record, names.known(kinds))
            or f"{{{one.fact.value}:ID}} takes the id of a {' or '.join(kinds)}"
        )
        message = f"no record with the id '{one.record}' has a {one.fact.value}"
        yield Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint)
    elif one.fact is Fact.LIMIT and isinstance(record, Standard) and not record.deadline:
        hint = f"name another promise, or write {{clause:{one.record}}} for which promise it is"
        yield Diagnostic(span, Code.INVALID_VALUE, f"the promise '{one.record}' has no time limit", hint)
    elif one.fact is Fact.NUMBER and not _reached(record):
        hint = f"write {{name:{one.record}}}, and what to do while nobody knows a number"
        yield Diagnostic(span, Code.INVALID_VALUE, f"no way to reach '{one.record}' is known", hint)


def _reached(record: Identified) -> bool:
    return isinstance(record, Reachable) and record.state is not ContactState.CLOSED and bool(record.channels)


_YEARS = range(1900, 2100)
_TYPED = (
    (
        re.compile(rf"{AMOUNT_OF_TIME}|\b\d+ years?\b"),
        "a time limit",
        "write {limit:ID} for a promise’s; in a story, say it in words: three weeks",
    ),
    (re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+"), "an address", "write {number:ID}, with the id of the contact"),
    (
        re.compile(r"\b(?:[Ss]ections?|Schedules?|Articles?|Parts?) \d+\w*|\bAct (?:19|20)\d\d\b|\b[Ss]\. ?\d+"),
        "a law",
        "write {law:ID} or {name:ID}, with the id of the provision: its status then goes with it",
    ),
    (re.compile(r"\d+(?:\.\d+)? ?(?:%|per ?cent)"), "a figure", "say it in words: one in four; or leave it out"),
    (re.compile(r"(?<![\w£])\d(?: ?\d){2,}\b"), "a number", "write {number:ID}, with the id of the contact"),
)


def _typed(text: str, span: Span) -> Iterator[Diagnostic]:
    """Facts that stand in a text and would not follow their record; of each stretch, the first that it can be."""
    rest = text
    for pattern, what, hint in _TYPED:
        for match in pattern.finditer(rest):
            if not (match[0].isdigit() and int(match[0]) in _YEARS):
                message = f"'{match[0]}' is typed here, and it is {what} of a record"
                yield Diagnostic(span, Code.TYPED_FACT, message, hint)
        rest = pattern.sub(" ", rest)
