"""Everything the generator can tell an author about their files, in one place."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any


class Severity(Enum):
    """How a diagnostic affects the build."""

    ERROR = "error"
    """Nothing is published until it is mended."""
    WARNING = "warning"
    """Published, and said again at every build."""


class Code(Enum):
    """The stable name of each diagnostic, and what it means."""

    ADDRESS_TAKEN = ("address-taken", "Two things would be published at one address.")
    BROKEN_LINK = ("broken-link", "A page links to something that is not there.")
    CLAUSE_CITED_TWICE = ("clause-cited-twice", "Two promises say they restate the same clause.")
    CONTACT_NOT_VERIFIED = ("contact-not-verified", "Lives may depend on a contact that nobody can vouch for.")
    DEADLINE_WITHOUT_TRIGGER = (
        "deadline-without-trigger",
        "A time limit does not say what starts its clock.",
    )
    DUPLICATE_IDENTIFIER = ("duplicate-identifier", "Two records carry the same id.")
    DUPLICATE_KEY = ("duplicate-key", "A mapping repeats a key.")
    EASY_READ = ("easy-read", "A text of an easy read is hard to read, or a promise is not told in it.")
    EMPTY_FILE = ("empty-file", "A file that must hold records holds nothing.")
    ENGINE_PROBLEM = ("engine-problem", "The site engine refused its settings, or complained about a page.")
    FILE_TOO_LARGE = ("file-too-large", "A file is larger than any file an author writes by hand.")
    GAP_CLOSED = ("gap-closed", "A gap is explained that is there no more.")
    GAP_NOT_EXPLAINED = ("gap-not-explained", "Something is missing, and nobody has said why.")
    IMPOSSIBLE_DATE = ("impossible-date", "A date is not in the calendar, or not written as a date.")
    INVALID_VALUE = ("invalid-value", "A value does not have the form its field requires.")
    LAW_NOT_CHECKED = ("law-not-checked", "A record relies on law whose status on that day nobody has checked.")
    LAW_NOT_IN_FORCE = ("law-not-in-force", "A record relies on law that is not in force.")
    LONG_SENTENCE = ("long-sentence", "A sentence on the public route is longer than people can follow.")
    MISSING_FIELD = ("missing-field", "A required field is absent.")
    MISSING_FILE = ("missing-file", "A file or folder that every project needs is absent.")
    NOT_CONFIRMED = ("not-confirmed", "Nobody has confirmed that a set of promises still stands.")
    NOT_TAUGHT = ("not-taught", "No answer in any course depends on something that people must know.")
    NOT_TEXT = ("not-text", "A file holds bytes that are not text.")
    PERIOD_ENDED = ("period-ended", "A strategy's period does not cover the day.")
    PRINT_PROBLEM = ("print-problem", "A PDF could not be made as designed.")
    REVIEW_OVERDUE = ("review-overdue", "A record was not looked at again by the day that was set for it.")
    STAFF_ONLY_LEAK = ("staff-only-leak", "A public file holds a value that only staff may see.")
    STANDARD_WITHOUT_SOURCE = ("standard-without-source", "A promise does not cite the clause it restates.")
    SUSPECT_TEXT = ("suspect-text", "A text was written from a record that says something else now.")
    TOO_DEEP = ("too-deep", "Values are nested deeper than any record goes.")
    TOTAL_DIFFERS = (
        "total-differs",
        "Figures do not add up to their total, and nothing says that the source is wrong.",
    )
    TYPED_FACT = ("typed-fact", "A text of a course holds a fact that would not follow its record.")
    UNKNOWN_FIELD = ("unknown-field", "A mapping has a field the record does not define.")
    UNKNOWN_FILE = ("unknown-file", "A file or folder in data/ that nothing reads.")
    UNKNOWN_REFERENCE = ("unknown-reference", "A reference names a record that does not exist.")
    UNREADABLE_FILE = ("unreadable-file", "A file could not be opened.")
    WRONG_TYPE = ("wrong-type", "A value is a list, a mapping or a text where another of these belongs.")
    YAML_ALIAS = ("yaml-alias", "A YAML anchor, alias or tag, which records do not use.")
    YAML_SYNTAX = ("yaml-syntax", "Text that is not YAML.")

    def __init__(self, slug: str, meaning: str) -> None:
        self.slug = slug
        self.meaning = meaning


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Where a value was written: a file (relative, with ``/``), and a 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong, where it is, and what to type instead."""

    span: Span
    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        text = f"{self.span}: {self.severity.value}[{self.code.slug}] {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, so that an author can work down the file; drop exact repeats."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.span, d.code.slug, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything stands in the way of publishing."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def _as_github(diagnostic: Diagnostic) -> str:
    """One workflow command, as GitHub's runner reads it: data escaped as its toolkit does."""

    def escaped(text: str, *, within: str = "") -> str:
        for character in "%\r\n" + within:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    span = diagnostic.span
    place = f"file={escaped(span.path, within=':,')},line={span.line},col={span.column}"
    message = f"{diagnostic.message} {diagnostic.hint}".strip()
    return f"::{diagnostic.severity.value} {place},title={diagnostic.code.slug}::{escaped(message)}"


def _as_record(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        **asdict(diagnostic.span),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.slug,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def to_records(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Diagnostics in JSON's terms."""
    return [_as_record(diagnostic) for diagnostic in diagnostics]


def from_records(told: Iterable[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    """Diagnostics from what ``to_records`` says of them."""
    codes = {code.slug: code for code in Code}
    return tuple(
        Diagnostic(
            Span(one["path"], one["line"], one["column"]),
            codes[one["code"]],
            one["message"],
            one["hint"],
            Severity(one["severity"]),
        )
        for one in told
    )


FORMATS = ("text", "github", "json")


def formatted(diagnostics: Iterable[Diagnostic], style: str) -> str:
    """All diagnostics in one of ``FORMATS``: for a person, for a GitHub run, for a program."""
    if style == "json":
        return json.dumps(to_records(diagnostics), indent=2, ensure_ascii=False)
    show = _as_github if style == "github" else str
    return "\n".join(show(d) for d in diagnostics)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def overheard(logger_name: str) -> Iterator[list[str]]:
    """What a library warns of in its log while it works: said here as diagnostics, and nowhere else.

    WeasyPrint only logs a missing picture and writes its file all the same; mkdocs only logs a link to nothing.
    """
    logger, listener = logging.getLogger(logger_name), _Listener()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
