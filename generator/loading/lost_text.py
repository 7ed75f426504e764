"""Text that YAML reads, and loses on the way: behind a # or a comma, by a backslash, into the line above.

Each loss is reported at its sign, with the line as it should be typed, and mended, so that one sign is one problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics import Code, Diagnostic, Fix, Severity, Span
from generator.loading.field_names import field_names
from generator.loading.letters import is_hidden, quoted_for_yaml
from generator.loading.value_fixes import MISSING_SPACE


class Scalar(NamedTuple):
    """A text in YAML, its style ("" if it has no quotes), and where it starts and ends: lines and columns from 0."""

    value: str
    style: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class _Loss:
    """A place, counted from 0, its problem, and the lines to read instead of those from ``first`` to ``last``."""

    line: int
    column: int
    message: str
    hint: str
    first: int
    last: int
    text: str
    severity: Severity = Severity.ERROR
    fix: Fix | None = None


_COMMENT = re.compile(r"[^\s#][ \t]+#")
_STRAY = re.compile(r"[ ]*(?:- +)*(?:\w+: +)?[^\s\"'\[{|>#&*!%@`:-][^\"\n]*[^\"\n\d]\"\n")
_BACKSLASH = re.compile(r"\\(?:[abtnvfre0NLP](?=\w)|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")


def yaml_lines(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text)


def text_with_colon(value: object) -> str:
    """Return, in quotes, the text that YAML has read as one field because of a colon in it; empty if it is none."""
    if not isinstance(value, dict) or len(value) != 1:
        return ""
    ((name, rest),) = value.items()
    if name in field_names() or not isinstance(rest, str | None):
        return ""
    return quoted_for_yaml(f"{name}: {rest or ''}".strip())


def may_lose(text: str) -> bool:
    """Return whether a text has a sign behind which text can be lost; few files have one."""
    comment = (" #" in text or "\t#" in text) and _COMMENT.search(text)
    return "\\" in text or bool(comment) or any(_STRAY.match(text, text.rfind("\n", 0, at) + 1) for at in _ends(text))


def _ends(text: str) -> Iterator[int]:
    """Yield the position of each straight double quote at the end of a line."""
    at = text.find('"\n')
    while at >= 0:
        yield at
        at = text.find('"\n', at + 1)


def lost_text(path: str, text: str, first_line: int, scalars: Iterable[Scalar]) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a text in which nothing is lost, and a problem for each loss in what is written.

    ``scalars`` are the texts in it, in order.
    """
    lines = yaml_lines(text)
    first_of_line: dict[int, _Loss] = {}
    for loss in sorted(_losses(lines, tuple(scalars)), key=lambda loss: (loss.first, loss.line, loss.column)):
        first_of_line.setdefault(loss.first, loss)
    losses = tuple(first_of_line.values())
    problems = []
    for loss in losses:
        span = Span(path, loss.line + first_line, loss.column + 1)
        problems.append(Diagnostic(span, Code.LOST_TEXT, loss.message, loss.hint, loss.severity, loss.fix))
    for loss in reversed(losses):
        lines[loss.first : loss.last + 1] = [loss.text, *[""] * (loss.last - loss.first)]
    return "\n".join(lines), tuple(problems)


def _losses(lines: list[str], scalars: tuple[Scalar, ...]) -> Iterator[_Loss]:
    for n, scalar in enumerate(scalars):
        if scalar.style == '"':
            yield from _escaped(lines, scalar)
        elif scalar.style in {"|", ">"} and not scalar.value.strip():
            yield from _empty_block(lines, scalar)
        elif not scalar.style and scalar.value:
            yield from _cut_off(lines, scalar)
            yield from _stray_quote(lines, scalar)
            if " - " in scalar.value and scalar.end_line > scalar.line:
                yield from _joined_entries(lines, scalar)
        elif not scalar.style:
            yield from _nothing_but_comment(lines, scalar)
            yield from _name_without_value(lines, scalars, n)


def _ready(lines: list[str], scalar: Scalar, end: str, rest: str = "") -> tuple[str, str]:
    """Return a scalar's line with its text and ``end`` in quotes, as it is read and as the hint shows it."""
    before = lines[scalar.line][: scalar.column]
    text = f"{before}{quoted_for_yaml(scalar.value + end)}{rest}"
    return text, text.strip()


def _cut_off(lines: list[str], scalar: Scalar) -> Iterator[_Loss]:
    """Yield the loss of what follows a # that was not meant to start a comment."""
    after = lines[scalar.end_line][scalar.end_column :]
    comment = re.match(r"([ \t]+)#(.*)", after)
    if not comment or (len(comment[1]) > 1 and not comment[2][:1].isalnum()):
        return
    lost = after.strip()
    _, ready = _ready(lines, scalar, after.rstrip())
    whole = "" if scalar.line == scalar.end_line else f"lines {scalar.line + 1} to {scalar.end_line + 1} as one, "
    shown = lost if len(lost) <= 40 else f"{lost[:40].rstrip()} …"
    column = scalar.end_column + len(comment[1])
    doubtful = comment[2][:1] in {" ", "\t"} and comment[2].strip()
    message = f"the text ends before this #: '{shown}' is a comment and is not shown"
    hint = f"if it belongs to the text, write {whole or 'it '}like this: `{ready}`"
    severity = Severity.ERROR
    if doubtful:
        severity = Severity.WARNING
        hint = f"if it is a comment, put two spaces before the #; if it belongs to the text, write: `{ready}`"
    same = lines[scalar.end_line]
    yield _Loss(scalar.end_line, column, message, hint, scalar.end_line, scalar.end_line, same, severity)


def _stray_quote(lines: list[str], scalar: Scalar) -> Iterator[_Loss]:
    """Yield the mark that closes a quotation which was never opened."""
    if scalar.value.endswith('"') and scalar.value.count('"') == 1 and not re.search(r'\d"', scalar.value):
        line = lines[scalar.end_line]
        text = f"{line[: scalar.end_column - 1]}{line[scalar.end_column :]}"
        message = 'this quotation mark (") closes a text that no mark opens, and is shown'
        hint = f"write it like this: `{text.strip()}`"
        yield _Loss(scalar.end_line, scalar.end_column - 1, message, hint, scalar.end_line, scalar.end_line, text)


def _nothing_but_comment(lines: list[str], scalar: Scalar) -> Iterator[_Loss]:
    """Yield the loss of a text that starts with a #."""
    after = lines[scalar.line][scalar.column :] if scalar.line < len(lines) else ""
    sign = re.match(r"[ \t]+(#[^\s#].*)", after)
    if sign:
        before = f"{lines[scalar.line][: scalar.column]} "
        text = f"{before}{quoted_for_yaml(sign[1].rstrip())}"
        message = "a text that starts with # is read as a comment, and is not shown"
        hint = f"write it like this: `{text.strip()}`"
        column = scalar.column + sign.start(1)
        yield _Loss(scalar.line, column, message, hint, scalar.line, scalar.line, text)


def _escaped(lines: list[str], scalar: Scalar) -> Iterator[_Loss]:
    """Yield the loss of a letter after a backslash, and a hidden letter that is written as a code."""
    if scalar.line != scalar.end_line:
        return
    line = lines[scalar.line]
    source = line[scalar.column : scalar.end_column]
    for sign in _BACKSLASH.finditer(source.replace("\\\\", "\0\0")):
        code = sign[0][2:]
        letter = chr(int(code, 16)) if code else ""
        if letter and not is_hidden(letter):
            continue
        inner = source[1:-1]
        text = f"{line[: scalar.column]}{quoted_for_yaml(inner)}{line[scalar.end_column :]}"
        message = 'a backslash between " and " changes the letter after it'
        if letter:
            text = line.replace(sign[0], "")
            message = f"the code {sign[0]} stands for a letter that nobody sees"
        hint = f"write it like this: `{text.strip()}`"
        yield _Loss(scalar.line, scalar.column + sign.start(), message, hint, scalar.line, scalar.line, text)
        return


def _empty_block(lines: list[str], scalar: Scalar) -> Iterator[_Loss]:
    """Yield the loss of a number after a > or a |."""
    line = lines[scalar.line]
    value = line[scalar.column :].rstrip()
    if re.match(r"[|>][+-]?[0-9]", value):
        text = f"{line[: scalar.column]}{quoted_for_yaml(value)}"
        message = f"a text that starts with {value[0]} must be in quotes, or it is not shown"
        hint = f"write it like this: `{text.strip()}`"
        yield _Loss(scalar.line, scalar.column, message, hint, scalar.line, scalar.line, text)


def _joined_entries(lines: list[str], scalar: Scalar) -> Iterator[_Loss]:
    """Yield the loss of a list entry that is read as part of the text above it."""
    for number in range(scalar.line + 1, scalar.end_line + 1):
        indent = len(lines[number]) - len(lines[number].lstrip())
        if lines[number].lstrip().startswith("- "):
            if indent == scalar.column and not lines[scalar.line][:indent].strip():
                entry = re.sub(r"^-(?=\S)", "", lines[scalar.line].strip())
                text = f"{' ' * indent}- {entry}"
                message = "a list entry starts with a dash and one space"
                hint = f"write it like this: `- {entry}`"
                yield _Loss(scalar.line, indent, message, hint, scalar.line, scalar.line, text)
                return
            message = "this line is read as part of the text above it, not as an entry of a list"
            text, ready = _ready(lines, scalar, "")
            hint = f"line the dash up with the list it belongs to; if it is part of the text, write `{ready}`"
            yield _Loss(number, indent, message, hint, scalar.line, scalar.end_line, text)
            return


def _name_without_value(lines: list[str], scalars: tuple[Scalar, ...], n: int) -> Iterator[_Loss]:
    """Yield the loss of what follows a comma between braces: it is read as a field's name without a value."""
    value, name = scalars[n], scalars[n - 1]
    line = lines[value.line] if value.line < len(lines) else ""
    if not n or not name.value or name.style or line[: value.column].rstrip().endswith((":", "-", "?")):
        return
    if (name.end_line, name.end_column) != (value.line, value.column) or name.line != name.end_line:
        return
    pair = re.match(r"([a-z_]+)(:(?=\S)|[ ]*=[ ]*)", name.value)
    if pair and pair[1] in field_names():
        text = f"{line[: name.column]}{pair[1]}: {line[name.column + pair.end() :]}"
        message = f"there is no space after the colon of '{pair[1]}'"
        if "=" in pair[2]:
            message = f"a colon and a space belong after '{pair[1]}', not ="
        hint = f"write it like this: `{_spaced(text).strip()}`"
        fix = None if "=" in pair[2] else Fix(rest := name.value[pair.end() :], f" {rest}", MISSING_SPACE)
        column = name.column + pair.end()
        yield _Loss(name.line, column, message, hint, name.line, name.line, _spaced(text), fix=fix)
        return
    first = scalars[n - 2] if n > 1 else None
    if first and not first.style and first.value and first.line == name.line and ":" in line[: first.column]:
        inside = line[first.column :]
        end = re.match(r"[^{}\[\]\"]*?(?<!\s)(?=\s*(?:,\s*[a-z_]+:\s|[}\]]))", inside)
        whole = end[0].rstrip() if end else line[first.column : value.column]
        text = f"{line[: first.column]}{quoted_for_yaml(whole)}{inside[len(whole) :]}"
        comma = line.rindex(",", 0, name.column)
        message = f"the text ends at this comma: '{name.value}' is not read as part of it"
        hint = f"put a text with a comma in quotes: `{text.strip()}`"
        yield _Loss(name.line, comma, message, hint, name.line, name.line, text)


def _spaced(line: str) -> str:
    """Return a line with a space after the colon of every field between braces."""

    def spaced(match: re.Match[str]) -> str:
        return f"{match[1]}: " if match[1] in field_names() else match[0]

    return re.sub(r"(?<=[{, ])([a-z_]+)(?::(?=[^\s/])|[ ]*=[ ]*)", spaced, line)
