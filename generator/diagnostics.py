"""Diagnostics: problems in an author's files, with their place and what to type instead."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any


class Severity(Enum):
    """The effect of a diagnostic on the build."""

    ERROR = "error"
    """Nothing is published."""
    WARNING = "warning"
    """The site is published. Every build reports it again."""


class Code(Enum):
    """The code of each diagnostic, and its meaning."""

    ADDRESS_LOST = ("address-lost", "An address that was published would lead nowhere.")
    ADDRESS_TAKEN = ("address-taken", "Two things would be published at one address.")
    BROKEN_LINK = ("broken-link", "A page links to something that is not there.")
    BUILD_FOLDER = (
        "build-folder",
        "The folder to build to, or something in it, is not the program's own, or may not be written.",
    )
    CLAUSE_CITED_TWICE = ("clause-cited-twice", "Two promises say they restate the same clause.")
    CONTACT_NOT_VERIFIED = (
        "contact-not-verified",
        "Lives may depend on a contact that nobody has read in a public source.",
    )
    DEADLINE_WITHOUT_TRIGGER = (
        "deadline-without-trigger",
        "A time limit does not say what starts its clock.",
    )
    DISK_FULL = ("disk-full", "The disk has no room for the site, or will have none for the next one.")
    DUPLICATE_IDENTIFIER = ("duplicate-identifier", "Two records carry the same id.")
    DUPLICATE_KEY = ("duplicate-key", "A group of fields has the same name twice.")
    EASY_READ = ("easy-read", "A text of an easy read is hard to read, or leaves out a promise.")
    EMPTY_FILE = ("empty-file", "A file that needs records is empty.")
    ENGINE_PROBLEM = ("engine-problem", "The site engine reported a problem with its settings or a page.")
    EXAMPLE_VALUE = ("example-value", "A number or an address that is kept for examples is to be published.")
    FILE_TOO_LARGE = ("file-too-large", "A file, a page, a paragraph or a line is longer than any that people write.")
    GAP_CLOSED = ("gap-closed", "A gap has a reason, but does not exist any more.")
    GAP_NOT_EXPLAINED = ("gap-not-explained", "Something is missing, and there is no reason for it.")
    HIDDEN_LETTER = ("hidden-letter", "A letter that nobody sees, or that looks like another one.")
    ID_USED_AGAIN = ("id-used-again", "An id that something published had is used for something else.")
    IMPOSSIBLE_DATE = ("impossible-date", "A date is not in the calendar, or not written as a date.")
    INCOMPLETE_FILE = ("incomplete-file", "A file of the new site is not what was to be written.")
    INVALID_VALUE = ("invalid-value", "A value does not have the form its field requires.")
    LAW_NOT_CHECKED = ("law-not-checked", "A record relies on law whose status on that day nobody has checked.")
    LAW_NOT_IN_FORCE = ("law-not-in-force", "A record relies on law that is not in force.")
    LIMIT_WITHOUT_DEADLINE = (
        "limit-without-deadline",
        "Words state a time limit that no deadline of a promise has.",
    )
    LONG_SENTENCE = ("long-sentence", "A sentence on the public route is longer than people can follow.")
    LOST_TEXT = ("lost-text", "A text that a sign in it cuts off or changes, or that was damaged when it was saved.")
    MISSING_FIELD = ("missing-field", "A required field is absent.")
    MISSING_FILE = ("missing-file", "A file or folder that the project needs is absent.")
    NEWER_FORMAT = ("newer-format", "The data is written in a form that this version of the program does not know.")
    NOT_CONFIRMED = ("not-confirmed", "Nobody has confirmed that a set of promises is still valid.")
    NOT_TAUGHT = ("not-taught", "No answer in any course depends on something that people must know.")
    NOT_TEXT = ("not-text", "A file has bytes that are not text.")
    NOT_YOUR_SETTING = ("not-your-setting", "A setting in mkdocs.yml is set by the generator, the same for every site.")
    OLDER_FORMAT = ("older-format", "The data is written in a form that an earlier version of the program read.")
    OUTSIDE_PROJECT = ("outside-project", "A link leads out of the project's folder.")
    PERIOD_ENDED = ("period-ended", "A strategy's period does not cover the day.")
    PRINT_PROBLEM = ("print-problem", "A file to print could not be made as designed.")
    RECORD_WITHOUT_PAGE = ("record-without-page", "No page shows a record, so that links to it would lead nowhere.")
    REVIEW_OVERDUE = ("review-overdue", "A record was not checked again by its date.")
    STAFF_ONLY_LEAK = ("staff-only-leak", "A public file has a value that only staff may see.")
    STANDARD_WITHOUT_SOURCE = ("standard-without-source", "A promise does not cite the clause it restates.")
    SUSPECT_TEXT = ("suspect-text", "A text was written from a record that has changed since.")
    TOO_DEEP = ("too-deep", "Values or lists are nested deeper than any record or page goes.")
    TOTAL_DIFFERS = (
        "total-differs",
        "Figures do not add up to their total, and nothing says that the source is wrong.",
    )
    TYPED_FACT = ("typed-fact", "A text of a course has a typed fact, which would not change with its record.")
    UNKNOWN_FIELD = ("unknown-field", "A record has a field that its kind does not have.")
    UNKNOWN_FILE = ("unknown-file", "A file or folder in data/ that nothing reads.")
    UNKNOWN_MARKDOWN = ("unknown-markdown", "A text has markup that nothing here understands.")
    UNKNOWN_OVERRIDE = ("unknown-override", "The folder overrides/ has something that cannot be overridden.")
    UNKNOWN_REFERENCE = ("unknown-reference", "A reference names a record that does not exist.")
    UNLIKELY_DATE = ("unlikely-date", "A date cannot be true today, or is most likely a slip.")
    UNREADABLE_ARTEFACT = (
        "unreadable-artefact",
        "A public file is of a kind that cannot be searched for what only staff may see.",
    )
    UNREADABLE_FILE = ("unreadable-file", "A file could not be opened.")
    UNREADABLE_PROSE = ("unreadable-prose", "A page has something that a screen reader cannot read out properly.")
    UNSAFE_DRAWING = ("unsafe-drawing", "A drawing holds something that acts, loads or never ends.")
    UNSAFE_FILE = ("unsafe-file", "A file in content/ is of a kind that may act, or is not what its name says.")
    UNSAFE_HTML = ("unsafe-html", "A page has HTML that could run, fetch, send or cover something.")
    UNSOURCED_CLAIM = ("unsourced-claim", "A page states a duty, a right or a law, and names no record for it.")
    WRONG_TYPE = ("wrong-type", "A list, a group of fields or a text is where another of these belongs.")
    YAML_ALIAS = ("yaml-alias", "A value starts with a sign of YAML that records do not use: &, * or !.")
    YAML_SYNTAX = ("yaml-syntax", "A line is not in the form of these files, YAML.")

    def __init__(self, slug: str, meaning: str) -> None:
        self.slug = slug
        self.meaning = meaning


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The place of a value: a file (relative, with ``/``), and a line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fix:
    """The one way to put a value right, for ``check --fix``."""

    before: str
    """The text at the place of the diagnostic, without quotes around it."""
    after: str
    """What to write instead."""
    kind: str
    """What is wrong, as the summary of the changes says it: ``a date in another form``."""
    only_if_id: bool = False
    """Whether it is right only if a record has the id ``after``."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, its place, and what to type instead."""

    span: Span
    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None

    def __str__(self) -> str:
        text = f"{self.span}: {self.severity.value}[{self.code.slug}] {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, code and message, each once: as an error if it is a warning too."""

    def order(one: Diagnostic) -> tuple[Span, str, str, bool, str]:
        return one.span, one.code.slug, one.message, one.severity is not Severity.ERROR, one.hint

    found: dict[tuple[Span, Code, str], Diagnostic] = {}
    for one in sorted(set(diagnostics), key=order):
        found.setdefault((one.span, one.code, one.message), one)
    return tuple(found.values())


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any diagnostic is an error, which stops publishing."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def _github_command(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as a workflow command of GitHub Actions, escaped as GitHub's toolkit does."""

    def escape(text: str, *, also: str = "") -> str:
        for character in "%\r\n" + also:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    span = diagnostic.span
    place = f"file={escape(span.path, also=':,')},line={span.line},col={span.column}"
    message = f"{diagnostic.message} {diagnostic.hint}".strip()
    return f"::{diagnostic.severity.value} {place},title={diagnostic.code.slug}::{escape(message)}"


def _to_dict(diagnostic: Diagnostic) -> dict[str, object]:
    fields: dict[str, object] = {
        **asdict(diagnostic.span),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.slug,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
    return fields | {"fix": asdict(diagnostic.fix)} if diagnostic.fix else fields


def to_dicts(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return the diagnostics as dictionaries for JSON."""
    return [_to_dict(diagnostic) for diagnostic in diagnostics]


def from_dicts(items: Iterable[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of ``to_dicts``."""
    codes = {code.slug: code for code in Code}
    return tuple(
        Diagnostic(
            Span(item["path"], item["line"], item["column"]),
            codes[item["code"]],
            item["message"],
            item["hint"],
            Severity(item["severity"]),
            Fix(**item["fix"]) if "fix" in item else None,
        )
        for item in items
    )


FORMATS = ("text", "github", "json")


def format_diagnostics(diagnostics: Iterable[Diagnostic], output_format: str) -> str:
    """Return the diagnostics in one of ``FORMATS``: for a terminal, for GitHub Actions, for a program.

    Of each kind of problem, a terminal and GitHub show ``MOST_OF_A_KIND``, and then how many more there are. GitHub
    shows ten beside the lines of a file anyway. A program gets all.
    """
    if output_format == "json":
        return json.dumps(to_dicts(diagnostics), indent=2, ensure_ascii=False)
    to_text = _github_command if output_format == "github" else str
    rest = _rest_as_github_command if output_format == "github" else _rest_as_text
    diagnostics = tuple(diagnostics)
    counts = Counter(map(_kind, diagnostics))
    shown: Counter[tuple[Severity, Code, str]] = Counter()
    lines = []
    for diagnostic in diagnostics:
        kind = _kind(diagnostic)
        shown[kind] += 1
        if shown[kind] <= MOST_OF_A_KIND:
            lines.append(to_text(diagnostic))
        if shown[kind] == MOST_OF_A_KIND < counts[kind]:
            lines.append(rest(diagnostic, counts[kind] - MOST_OF_A_KIND))
    return "\n".join(lines)


MOST_OF_A_KIND = 10
"""The most problems of one kind that are shown: those with one code whose messages differ in names and numbers only."""

_NAMES_AND_NUMBERS = re.compile(r"'[^']*'|“[^“”]*”|\d+")


def _kind(diagnostic: Diagnostic) -> tuple[Severity, Code, str]:
    return diagnostic.severity, diagnostic.code, _NAMES_AND_NUMBERS.sub("", diagnostic.message)


def _rest_as_text(diagnostic: Diagnostic, count: int) -> str:
    return f"… and {count} more of {diagnostic.code.slug} (see all with --format json)"


def _rest_as_github_command(diagnostic: Diagnostic, count: int) -> str:
    slug = diagnostic.code.slug
    return f"::{diagnostic.severity.value} title={slug}::… and {count} more of {slug} (see all with --format json)"


class _MessageHandler(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def captured_log(logger_name: str) -> Iterator[list[str]]:
    """Collect the warnings and errors of a library's log, and keep them out of the terminal.

    WeasyPrint logs a missing picture and writes its file all the same; mkdocs only logs a broken link. Both are
    problems for an author.
    """
    logger, handler = logging.getLogger(logger_name), _MessageHandler()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
