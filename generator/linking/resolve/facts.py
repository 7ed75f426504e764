"""References to facts of records in a text, such as ``{limit:ID}``, and facts typed by hand instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.checks.time_limits import is_reported
from generator.linking.name_index import NameIndex
from generator.model.contacts import ContactState, Reachable
from generator.model.record import Identified
from generator.model.standards import Standard
from generator.model.training import Fact
from generator.model.vocabulary import Unit
from generator.words.time_limits import amounts_of_time

FACT_KINDS = {
    Fact.LIMIT: ("standard",),
    Fact.CLAUSE: ("standard",),
    Fact.NAME: ("power", "contact", "service", "venue", "body", "provision", "definition", "term", "set", "level"),
    Fact.NUMBER: ("contact", "service", "venue"),
    Fact.MEANS: ("definition", "term", "power", "provision"),
    Fact.LAW: ("provision",),
}
"""The kinds of record that have each fact."""

_TOKEN = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class FactReference:
    """A reference in a text: the token as written, the fact, and the id of the record it is taken from."""

    token: str
    fact: Fact
    record: str


def fact_references(text: str) -> tuple[FactReference, ...]:
    """Return the references to facts in a text, in order. Other words in braces are left out."""
    return tuple(_references(text))


def _references(text: str) -> Iterator[FactReference]:
    for match in _TOKEN.finditer(text):
        name, _, identifier = match[1].partition(":")
        if identifier and name in {fact.value for fact in Fact}:
            yield FactReference(match[0], Fact(name), identifier)


def fact_problems(text: str, span: Span, names: NameIndex) -> Iterator[Diagnostic]:
    """Yield a problem for each reference to a fact that no record has, and for each fact typed by hand."""
    yield from _unknown_tokens(text, span)
    for one in fact_references(text):
        yield from _reference_problems(one, span, names)
    yield from _typed_facts(_TOKEN.sub("", text), span)


def _unknown_tokens(text: str, span: Span) -> Iterator[Diagnostic]:
    tokens = {one.token for one in fact_references(text)}
    for match in _TOKEN.finditer(text):
        if match[0] not in tokens:
            facts = ", ".join(f"{{{fact.value}:ID}}" for fact in Fact)
            yield Diagnostic(span, Code.INVALID_VALUE, f"'{match[0]}' is not a fact of a record", f"it can be {facts}")


def _reference_problems(one: FactReference, span: Span, names: NameIndex) -> Iterator[Diagnostic]:
    kinds = FACT_KINDS[one.fact]
    entry = names.entry(one.record, *kinds)
    record = entry.record if entry else None
    if record is None:
        otherwise = f"{{{one.fact.value}:ID}} takes the id of a {' or '.join(kinds)}"
        message = f"no record with the id '{one.record}' has a {one.fact.value}"
        names.report_unknown(kinds, one.record, span, message, otherwise)
    elif one.fact is Fact.LIMIT and isinstance(record, Standard) and not record.deadline:
        if is_reported(record):
            return
        hint = f"name another promise, or write {{clause:{one.record}}} for which promise it is"
        yield Diagnostic(span, Code.INVALID_VALUE, f"the promise '{one.record}' has no time limit", hint)
    elif one.fact is Fact.NUMBER and not _is_reachable(record) and one.record not in names.incomplete_ids:
        hint = f"write {{name:{one.record}}}, and what to do while nobody knows a number"
        yield Diagnostic(span, Code.INVALID_VALUE, f"no way to reach '{one.record}' is known", hint)


def _is_reachable(record: Identified) -> bool:
    return isinstance(record, Reachable) and record.state is not ContactState.CLOSED and bool(record.channels)


_MAY_HAVE_A_LIMIT = re.compile(r"[\d½¼¾]|(?:working|business)\W*days", re.IGNORECASE)
_YEARS = range(1900, 2100)
_FACT_PATTERNS = (
    (
        re.compile(r"https?://\S+|www\.\S+|(?<![^\s@])[^\s@]+@[^\s@]+\.\w+"),
        "an address",
        "write {number:ID}, with the id of the contact",
    ),
    (
        re.compile(r"\b(?:[Ss]ections?|Schedules?|Articles?|Parts?) \d+\w*|\bAct (?:19|20)\d\d\b|\b[Ss]\. ?\d+"),
        "a law",
        "write {law:ID} or {name:ID}, with the id of the provision: its status then goes with it",
    ),
    (re.compile(r"(?<!\d)\d+(?:\.\d+)? ?(?:%|per ?cent)"), "a figure", "say it in words: one in four; or leave it out"),
    (re.compile(r"(?<![\w£])\d(?: ?\d){2,}\b"), "a number", "write {number:ID}, with the id of the contact"),
)


def _typed_facts(text: str, span: Span) -> Iterator[Diagnostic]:
    """Yield a problem for each fact typed by hand. Text that one pattern matches is hidden from the next patterns."""
    rest = text
    for one in reversed(amounts_of_time(text) if _MAY_HAVE_A_LIMIT.search(text) else ()):
        if one.unit is not Unit.MINUTE and (one.figures or (one.unit is Unit.WORKING_DAY and one.most > 1)):
            hint = "write {limit:ID} for a promise’s; in a story, say it in words: three weeks"
            yield Diagnostic(
                span, Code.TYPED_FACT, f"'{one.words}' is typed; a time limit must come from its record", hint
            )
            rest = f"{rest[: one.start]} {rest[one.end :]}"
    for pattern, what, hint in _FACT_PATTERNS:
        for match in pattern.finditer(rest):
            if not (match[0].isdigit() and int(match[0]) in _YEARS):
                message = f"'{match[0]}' is typed; {what} must come from its record"
                yield Diagnostic(span, Code.TYPED_FACT, message, hint)
        rest = pattern.sub(" ", rest)
