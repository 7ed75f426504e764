"""Read YAML as plain values, with all scalars as text, and the place of each value.

Values are composed from the events of the parser. The parser's own objects would lose the text of scalars and duplicate
keys. They would also expand aliases and deep nesting before either can be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.lost_text import Scalar, lost_text, may_lose

MAX_DEPTH = 20
MAX_VALUES = 200_000
MOST_DUPLICATES = 200
"""The most names written twice that are reported of one file."""

WORD_BREAK = r"(?:[\s*_]|&nbsp;)+"
"""A pattern for what is between two words of a text: white space, and stars where one of them is bold."""

Location = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to one value."""

_SYNTAX_MESSAGES = {
    "mapping values are not allowed in this context": (
        "a colon is not allowed here",
        "put text that holds a colon in quotes, and check that the line above is complete and this one lines up",
    ),
    "did not find expected key": (
        "the text does not line up here",
        "start the line under the first letter of the field above, and close any quotes before it",
    ),
    "found character that cannot start any token": (
        "a text cannot start with this character",
        "use spaces, not tabs, and put text that starts with @, ` or % in quotes",
    ),
    "found unexpected end of stream": ("a quotation mark is never closed", "add the missing quotation mark"),
    "could not find expected ':'": (
        "a field name without its colon",
        "write `name: value`, with a space after the colon",
    ),
    "did not find expected '-' indicator": (
        "this line does not line up with the ones above",
        "start a field under the first letter of the field above it, and a new entry with `- ` under the dash above",
    ),
    "found a tab character that violates indentation": ("this line starts with a tab", "use spaces instead of the tab"),
    "did not find expected ',' or ']'": ("a list in brackets is never closed", "add the missing ]"),
    "did not find expected ',' or '}'": ("fields in braces are never closed", "add the missing }"),
}
"""What to say where no slip is found, by the words of the parser."""
_NOT_READABLE = (
    "this line, or one just above it, cannot be read",
    "compare it with the lines around it: dashes, colons, quotation marks and the spaces at its start",
)


@dataclass(slots=True)
class Places:
    """The place of each key and value in one file, and in the file of a pack that it was merged with."""

    path: str
    text: str = field(default="", repr=False)
    """The text that was read, which starts on ``first_line`` of the file."""
    first_line: int = 1
    pack_texts: dict[str, str] = field(default_factory=dict, repr=False)
    """The texts of the files of packs, by path."""
    keys: dict[Location, Span] = field(default_factory=dict)
    values: dict[Location, Span] = field(default_factory=dict)

    def value(self, location: Location) -> Span:
        """Return the place of a value, or of the nearest value around it that has one."""
        while location not in self.values and location:
            location = location[:-1]
        return self.values.get(location, Span(self.path))

    def key(self, location: Location) -> Span:
        """Return the place of a field's name, or of its value if it has none."""
        return self.keys.get(location) or self.value(location)

    def words(self, location: Location, words: str, occurrence: int = 0) -> Span:
        """Return the place of words in the text of a value, however its lines are folded.

        ``occurrence`` counts the same words in the value from 0. Words that the file has in another form, as with an
        escape, have the place of the value.
        """
        start = self.value(location)
        text = self._text(start)
        if not text or not words.strip() or location not in self.values:
            return start
        pattern = rf"(?<![^\W_]){WORD_BREAK.join(map(re.escape, words.split()))}(?![^\W_])"
        first = self._offset(start)
        found = list(re.finditer(pattern, text[first : self._end(start)]))
        return self._span(start.path, first + found[occurrence].start()) if occurrence < len(found) else start

    def _text(self, span: Span) -> str:
        """Return the text of the file that a place is in."""
        return self.pack_texts.get(span.path, self.text)

    def _first_line(self, path: str) -> int:
        return 1 if path in self.pack_texts else self.first_line

    def _end(self, start: Span) -> int:
        """Return the offset in the text at which the next key or value after ``start`` begins."""
        spans = (span for spans in (self.keys, self.values) for span in spans.values())
        later = [span for span in spans if span.path == start.path and span > start]
        return self._offset(min(later)) if later else len(self._text(start))

    def _offset(self, span: Span) -> int:
        lines = self._text(span).splitlines(keepends=True)[: span.line - self._first_line(span.path)]
        return sum(map(len, lines)) + span.column - 1

    def _span(self, path: str, offset: int) -> Span:
        lines = self._text(Span(path))[:offset].splitlines(keepends=True) or [""]
        ended = lines[-1].endswith(("\n", "\r"))
        line = self._first_line(path) + len(lines) - (not ended)
        return Span(path, line, 1 if ended else len(lines[-1]) + 1)


@dataclass(slots=True)
class _Frame:
    """An open mapping or list; ``key`` is the field whose value comes next."""

    container: dict[str, Any] | list[Any]
    location: Location
    key: str | None = None
    has_two_entries: bool = False


class _RefusalError(Exception):
    """Ends the reading of a file with a diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Composer:
    """Composes values from the events of the parser."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.places = Places(path, text, first_line)
        self.problems: list[Diagnostic] = []
        self.frames: list[_Frame] = []
        self.top: Any = None
        self.documents = 0
        self.size = 0
        """How many values there are so far, those for a name that is written twice among them."""
        self.last: yaml.ScalarEvent | None = None
        self.doubtful = False
        """Whether a name has no value, or a text may have taken in the entries of a list below it."""

    def span(self, mark: Any) -> Span:
        return Span(self.path, mark.line + self.first_line, mark.column + 1)

    def refuse(self, mark: Any, code: Code, message: str, hint: str) -> None:
        raise _RefusalError(Diagnostic(self.span(mark), code, message, hint))

    def handle(self, event: yaml.Event) -> None:
        """Add one event of the parser, in order."""
        mark = event.start_mark
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse(mark, Code.YAML_SYNTAX, "a second document starts here", "take the line `---` away")
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(mark, Code.YAML_ALIAS, "records do not use YAML aliases (*name)", "write the value out again")
        elif isinstance(event, yaml.ScalarEvent):
            self.refuse_tag(event)
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.refuse_tag(event)
            self.start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop()

    def refuse_tag(self, event: Any) -> None:
        if event.anchor:
            hint = "write the value out wherever it is needed"
            self.refuse(event.start_mark, Code.YAML_ALIAS, "records do not use YAML anchors (&name)", hint)
        if event.tag:
            hint = "put text that starts with an exclamation mark in quotes"
            self.refuse(event.start_mark, Code.YAML_ALIAS, f"records do not use YAML tags ({event.tag})", hint)

    def start(self, event: Any) -> None:
        if len(self.frames) >= MAX_DEPTH:
            hint = "look for a stray bracket or brace"
            self.refuse(event.start_mark, Code.TOO_DEEP, f"values are nested more than {MAX_DEPTH} deep", hint)
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self.frames and isinstance(self.frames[-1].container, dict) and self.frames[-1].key is None:
            hint = "write a short name before the colon"
            self.refuse(event.start_mark, Code.YAML_SYNTAX, "a field's name cannot be a list or a group", hint)
        self.frames.append(_Frame(container, self.place(container, event.start_mark)))

    def scalar(self, event: Any) -> None:
        self.last = event
        if not event.value or (" - " in event.value and event.end_mark.line > event.start_mark.line):
            self.doubtful = True
        frame = self.frames[-1] if self.frames else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            frame.key = event.value
            location = (*frame.location, event.value)
            if event.value in frame.container:
                self.duplicate(event, frame, location)
            else:
                self.places.keys[location] = self.span(event.start_mark)
            return
        empty = event.style is None and not event.value
        self.place(None if empty else event.value, event.start_mark)

    def duplicate(self, event: Any, frame: _Frame, location: Location) -> None:
        """Add the problem of a field that is written twice; where an entry begins without its dash, that one only."""
        first = self.places.keys[location]
        message, hint = (
            f"'{event.value}' is written twice here; the first is on line {first.line}",
            "keep one of the two",
        )
        if event.value == "id" and isinstance(location[-2:][0], int):
            line = self.places.text.split("\n")[event.start_mark.line].strip()
            hint = f"to begin another entry here, put a dash in front, under the dash above: `- {line}`"
            frame.has_two_entries = True
        elif frame.has_two_entries or len(self.problems) >= MOST_DUPLICATES:
            return
        self.problems.append(Diagnostic(self.span(event.start_mark), Code.DUPLICATE_KEY, message, hint))

    def place(self, value: Any, mark: Any) -> Location:
        """Add a value to the open container and return its location; of two values for one key the first stays."""
        self.size += 1
        if self.size > MAX_VALUES:
            message = f"this file has more than {MAX_VALUES:,} values"
            self.refuse(mark, Code.FILE_TOO_LARGE, message, "check that it is the file you meant")
        if not self.frames:
            self.top = value
            self.places.values[()] = self.span(mark)
            return ()
        frame = self.frames[-1]
        if isinstance(frame.container, list):
            location: Location = (*frame.location, len(frame.container))
            frame.container.append(value)
        else:
            key = frame.key or ""
            frame.key = None
            location = (*frame.location, key)
            if key in frame.container:
                return (*location, "(written twice)")
            frame.container[key] = value
        self.places.values[location] = self.span(mark)
        return location


def compose(path: str, text: str, *, first_line: int = 1) -> tuple[Any, Places, tuple[Diagnostic, ...]]:
    """Return the document in ``text`` as dicts, lists, str and None (empty), its places and its problems.

    ``first_line`` is the line of ``path`` on which ``text`` starts. On a syntax error the value is None. Text that a
    sign in it cuts off or changes is a problem too.
    """
    composer, problem, error = _composed(path, text, first_line)
    if problem and problem.code in {Code.YAML_SYNTAX, Code.YAML_ALIAS}:
        problem = _with_its_slip(problem, text, first_line, _opened(composer.last, error))
    if problem:
        return None, composer.places, (*composer.problems, problem)
    losses: tuple[Diagnostic, ...] = ()
    if composer.doubtful or may_lose(text):
        mended, losses = lost_text(path, text, first_line, _scalars(text))
        again, problem, _ = _composed(path, mended, first_line) if mended != text else (composer, None, None)
        composer = composer if problem else again
    return composer.top, composer.places, (*composer.problems, *losses)


def _scalars(text: str) -> Iterator[Scalar]:
    for event in _events(text):
        if isinstance(event, yaml.ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            yield Scalar(event.value, event.style or "", start.line, start.column, end.line, end.column)


def _composed(path: str, text: str, first_line: int) -> tuple[_Composer, Diagnostic | None, yaml.YAMLError | None]:
    """Return what was composed, the problem that ended it, and the error of the parser behind that."""
    composer = _Composer(path, text, first_line)
    try:
        for event in _events(text):
            composer.handle(event)
    except _RefusalError as refusal:
        return composer, refusal.diagnostic, None
    except yaml.YAMLError as error:
        return composer, _syntax_error(composer, error), error
    return composer, None, None


def _with_its_slip(problem: Diagnostic, text: str, first_line: int, opened: tuple[list[int], list[int]]) -> Diagnostic:
    """Return the problem of text that cannot be read, at the place of the slip behind it if that can be found."""
    from generator.loading.yaml_slips import find_slip

    def reader(mended: str) -> int | None:
        composer, stop, _ = _composed(problem.span.path, mended, 0)
        stop = stop or next(iter(composer.problems), None)
        return stop.span.line if stop else None

    slip = find_slip(text, problem.span.line - first_line, *opened, reader)
    if slip is None:
        return problem
    span = Span(problem.span.path, slip.line + first_line, slip.column + 1)
    return Diagnostic(span, problem.code, slip.message, slip.hint)


def _opened(last: yaml.ScalarEvent | None, error: yaml.YAMLError | None) -> tuple[list[int], list[int]]:
    """Return where what is open when the parser gives up starts: quotation marks and brackets; lists and groups."""
    lines: list[int] = []
    begun: list[int] = []
    start: Any = last.start_mark if last else None
    end: Any = last.end_mark if last else None
    if last and last.style in {"'", '"'} and end.line > start.line:
        lines.append(start.line)
    context, mark = getattr(error, "context", None) or "", getattr(error, "context_mark", None)
    if mark and ("quoted" in context or "flow" in context):
        lines.append(mark.line)
    elif mark:
        begun.append(mark.line)
    return lines, begun


def error_line(text: str) -> int | None:
    """Return the line, from 1, at which the parser gives up; None if it reads the whole text."""
    try:
        for _ in _events(text):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return mark.line + 1 if mark else 1
    return None


def scalar_lines(text: str) -> frozenset[int]:
    """Return the lines, from 0, whose ends are inside a text in quotes or a block of text. ``text`` must be valid."""
    lines: set[int] = set()
    for event in _events(text):
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) and event.style and start and end:
            lines |= set(range(start.line, end.line))
    return frozenset(lines)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return iter(yaml.parse(text, Loader=loader))


def _syntax_error(composer: _Composer, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    message, hint = _SYNTAX_MESSAGES.get(getattr(error, "problem", None) or "", _NOT_READABLE)
    span = composer.span(mark) if mark else Span(composer.path, composer.first_line)
    return Diagnostic(span, Code.YAML_SYNTAX, message, hint)
