"""Find the slip behind a file that YAML cannot read, and the line as it should be typed.

YAML notices many slips lines after them. So the lines before are mended one at a time, as an author would: the first
mended line with which YAML reads on is the answer, and it is known to be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.loading.field_names import field_names
from generator.loading.letters import quoted_for_yaml
from generator.loading.lost_text import yaml_lines

MOST_CHARACTERS = 2_000_000
"""The most characters that are read again in search of a slip: about a second."""

LONGEST_LINE = 5_000
"""The most characters of a line that is mended."""

LINES_AFTER = 30
"""How many lines after that are read again."""

LINES_BACK = 8
"""How many lines before the place where YAML gave up are mended."""

Reader = Callable[[str], int | None]
"""Returns the line, counted from 0, on which YAML gives up reading a text; None if it reads it all."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its line and column, counted from 0, what is wrong, and what to type instead."""

    line: int
    column: int
    message: str
    hint: str
    lines: tuple[str, ...] = ()
    """The lines to read instead of the line and those below it."""
    replaced: int = 1
    """The number of lines that are replaced."""
    first: int = -1
    """The first of these, if it is not the line of the slip."""

    @property
    def start(self) -> int:
        """The first line that is replaced."""
        return self.line if self.first < 0 else self.first


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and its parts: indentation, dashes of lists, a field's name with its colon, a value, a comment."""

    number: int
    text: str
    lead: str
    key: str
    value: str
    comment: str
    above: tuple[str, ...]
    """The lines with text before it."""
    below: str
    """The line with text after it."""

    @property
    def at_value(self) -> bool:
        """Whether the value follows a name or a dash, or the line above is a name without a value."""
        return bool(self.key or "-" in self.lead or (self.above and re.search(r":\s*$", self.above[-1])))

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t"))

    @property
    def column(self) -> int:
        return len(self.lead) + len(self.key)

    def slip(self, value: str, message: str, *, column: int | None = None, lead: str | None = None) -> Slip:
        """Return a slip of this line, to be typed with another value."""
        text = f"{self.lead if lead is None else lead}{self.key}{value}{self.comment}"
        return self.typed(text, message, self.column if column is None else column)

    def typed(self, text: str, message: str, column: int = 0) -> Slip:
        """Return a slip of this line, to be typed as ``text``."""
        indent = len(text) - len(text.lstrip())
        if indent != self.indent:
            return Slip(self.number, column, message, _with_spaces(text, indent, "write it like this"), (text,))
        return Slip(self.number, column, message, f"write it like this: `{text.strip()}`", (text,))


_PARTS = re.compile(
    r"""(?P<lead>[ \t]*(?:-[ \t]+)*)
    (?P<key>(?:[A-Za-z_][\w-]*|"[\w-]+"|'[\w-]+')[ \t]*:(?:[ \t]+|$))?
    (?P<value>.*?)
    (?P<comment>(?<![ \t])[ \t]{2,}\#(?:[ ].*)?)?(?:(?<![ \t])[ \t]+)?$""",
    re.VERBOSE,
)
_SIGNS = "*&!%@`|>,]}?-#:["
_STRAIGHT = "\"'"
_CURLY = "“”„‘’"


def find_slip(text: str, error_line: int, opened: list[int], begun: list[int], reader: Reader) -> Slip | None:
    """Return the slip because of which YAML gave up on ``error_line``, or None if none is known.

    ``opened`` are the lines of quotation marks and brackets that YAML takes to be open there, ``begun`` those on which
    the list or the group of fields around it starts.
    """
    lines = yaml_lines(text)
    numbers = _candidates(lines, error_line, opened, begun)
    if not numbers or lines[error_line : error_line + 1] in (["---"], ["--- "]):
        return None
    start, top = _context(lines, min(numbers))
    unmended = reader("\n".join([*top, *lines[start : error_line + LINES_AFTER]]) + "\n")
    if unmended is None or unmended - len(top) + start != error_line:
        start, top = 0, []
    left = MOST_CHARACTERS

    def reach(slip: Slip) -> int:
        """Return the line up to which the mended text can be read; that of the error if it is no better."""
        nonlocal left
        after = lines[slip.start + slip.replaced : error_line + LINES_AFTER]
        mended = [*top, *lines[start : slip.start], *slip.lines, *after]
        left -= sum(map(len, mended))
        if left < 0:
            return error_line
        stop = reader("\n".join(mended) + "\n")
        return len(lines) if stop is None else stop - len(top) + start - len(slip.lines) + slip.replaced

    def best(slips: Iterable[Slip]) -> Slip | None:
        farthest = max(((reach(slip), -n, slip) for n, slip in enumerate(slips)), default=None, key=lambda one: one[:2])
        return farthest[2] if farthest and farthest[0] > error_line else None

    for number in numbers:
        for rule in _SPECIFIC:
            if slip := best(rule(_line(lines, number))):
                return slip
    slip = best(slip for number in numbers if number in opened for slip in _open_quote(lines, number, error_line))
    return slip or best(slip for rule in _LAYOUT for number in numbers for slip in rule(_line(lines, number)))


def _candidates(lines: list[str], error_line: int, opened: list[int], begun: list[int]) -> list[int]:
    """Return the numbers of the lines to mend, in the order in which they are tried."""
    last = min(error_line, len(lines) - 1)
    near = [n for n in range(last, max(last - 3 * LINES_BACK, -1), -1) if _has_text(lines[n])]
    numbers = dict.fromkeys([*opened, *near[: LINES_BACK + 1], *_first_below(lines, last), *begun])
    return [n for n in numbers if n <= last and _has_text(lines[n])]


def _first_below(lines: list[str], number: int) -> list[int]:
    """Return the first line of the list that a line seems to belong to."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    above = (n for n in range(number - 1, -1, -1) if _has_text(lines[n]))
    parent = next((n for n in above if len(lines[n]) - len(lines[n].lstrip()) < indent), None)
    if parent is None:
        return []
    return [n for n in range(parent + 1, number) if _has_text(lines[n])][:1]


def _has_text(line: str) -> bool:
    """Return whether a line is worth a look: a comment is not, nor is one longer than anybody writes by hand."""
    return len(line) <= LONGEST_LINE and bool(line.strip()) and not line.lstrip().startswith("#")


def _context(lines: list[str], number: int) -> tuple[int, list[str]]:
    """Return the line from which to read so that a line keeps its place, and the lines above in which that one is."""
    start = next((n for n in range(number - 2, -1, -1) if re.match(r" *- [a-z_]+:", lines[n])), 0)
    indent = len(lines[start]) - len(lines[start].lstrip())
    top: list[str] = []
    for line in reversed(lines[:start]):
        around = len(line) - len(line.lstrip())
        if around < indent and re.match(r" *(?:- +)*[\w-]+:(?: |$)", line):
            top.insert(0, line)
            indent = around
    return start, top


def _line(lines: list[str], number: int) -> _Line:
    text = lines[number]
    parts = _PARTS.match(text)
    assert parts
    above = tuple(line for line in lines[max(0, number - 30) : number] if _has_text(line))
    key = parts["key"] or ""
    below = next((line for line in lines[number + 1 : number + 30] if _has_text(line)), "")
    return _Line(number, text, parts["lead"], key, parts["value"], parts["comment"] or "", above, below)


def _closes_early(value: str) -> int:
    """Return the position after the mark that closes a quoted value although text follows; 0 if there is none."""
    closing = value.find(value[0], 1)
    return closing + 1 if closing > 0 and value[closing + 1 :].strip() else 0


def _quotes(line: _Line) -> Iterator[Slip]:
    """Yield the slips of a value that starts with a straight quotation mark."""
    value = line.value
    if not value or value[0] not in _STRAIGHT or not (line.at_value):
        return
    mark, early = value[0], _closes_early(value)
    if re.match(rf"{mark}{mark}+[^{mark}]", value) or re.fullmatch(rf"{mark}[^{mark}]+{mark}{mark}+", value):
        inner = value.strip(mark)
        yield line.slip(quoted_for_yaml(inner), "one quotation mark on each side is enough")
    elif early:
        closed = value[early - 2].isspace() or value[early : early + 1].isalnum() or value[early:].strip() in _STRAIGHT
        inside = value[1:-1] if value[-1] in _STRAIGHT + _CURLY else value[1:]
        if closed and value.count(mark) % 2 and value[-1] not in _STRAIGHT + _CURLY:
            inside = value
        meant = inside if closed else value
        message = f"the text ends at this quotation mark ({mark}), and more follows it"
        yield line.slip(quoted_for_yaml(meant), message, column=line.column + early - 1)
    elif value[-1] in _CURLY + _STRAIGHT and value[-1] != mark and len(value) > 1:
        message = f"this text starts with {mark} and ends with {value[-1]}: both marks must be the same"
        yield line.slip(quoted_for_yaml(value[1:-1]), message)
    if "\\" in value and mark == '"':
        inner = value[1:].removesuffix('"')
        backslash = line.column + value.index("\\")
        message = 'a backslash between " and " changes the letter after it'
        yield line.slip(quoted_for_yaml(inner), message, column=backslash)
    if value.count(mark) == 1:
        yield line.slip(quoted_for_yaml(value[1:].strip()), f"this quotation mark ({mark}) is never closed")


def _open_quote(lines: list[str], number: int, error_line: int) -> Iterator[Slip]:
    """Yield the slips of a quotation mark that could be closed at the end of one of the lines below it."""
    first = _line(lines, number)
    if first.value[:1] not in _STRAIGHT or not first.value:
        return
    for last in range(number + 1, min(number + LINES_BACK, error_line, len(lines))):
        closed = f"{lines[last].rstrip()}{first.value[0]}"
        hint = f"close it, for example at the end of line {last + 1}: `{closed.strip()}`"
        message = f"this quotation mark ({first.value[0]}) is never closed"
        yield Slip(number, first.column, message, hint, (*lines[number:last], closed), last - number + 1)


def _sign(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a text that starts with a sign that YAML has a use for."""
    value = line.value
    if not value or value[0] not in _SIGNS + "{" or not line.at_value or (value[0] in "[{" and _is_open(value)):
        return
    what = {"-": "a dash", ":": "a colon", ",": "a comma", "`": "a backtick"}.get(value[0], value[0])
    message = f"a text that starts with {what} must be in quotes"
    if value[0] == "-":
        message += "; a list starts on a line of its own"
    yield line.slip(quoted_for_yaml(value), message)


def _colon(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a text with a colon that is followed by a space or by nothing."""
    if not line.key or not line.value or line.value[0] in _STRAIGHT + "[{":
        return
    colon = re.search(r":(?=\s|$)", line.value)
    second = re.search(r",\s*([a-z_]+):\s", line.value)
    if "-" in line.lead and second and second[1] in field_names():
        braces = f"{line.lead}{{{line.text[len(line.lead) :].rstrip()}}}"
        yield line.typed(braces, "several fields in one line must be in braces", len(line.lead))
    elif colon:
        message = "a colon in this text: a text with a colon must be in quotes"
        yield line.slip(quoted_for_yaml(line.value), message, column=line.column + colon.start())


def _continued_colon(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a text on several lines, with a colon in one of those below the first."""
    field = re.match(r"[\w-]+", line.key)
    starts_sign = line.text.lstrip()[:1] in _SIGNS
    if not line.above or starts_sign or (field and field[0] in field_names()):
        return
    first = _PARTS.match(line.above[-1])
    colon = re.search(r":(?=\s|$)", line.text)
    if not first or not first["key"] or not first["value"] or first["value"][0] in _STRAIGHT + "[{|>" or not colon:
        return
    whole = f"{first['value']} {line.text.strip()}"
    text = f"{first['lead']}{first['key']}{quoted_for_yaml(whole)}"
    message = "a colon in this text: a text with a colon must be in quotes"
    hint = f"write both lines as one: `{text.strip()}`"
    yield Slip(line.number, colon.start(), message, hint, (text,), 2, line.number - 1)


def _space_after_colon(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a field without a space after its colon."""
    match = re.match(r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?P<name>[A-Za-z_]\w*)[ \t]*:(?P<value>[^\s:].*)", line.text)
    if not match or match["value"].startswith("//") or (match["name"] not in field_names() and line.key):
        return
    value = match["value"].strip()
    text = f"{match['lead']}{match['name']}: {value if _reads_plain(value) else quoted_for_yaml(value)}"
    message = f"there is no space after the colon of '{match['name']}'"
    yield line.typed(text, message, match.start("value"))


def _reads_plain(value: str) -> bool:
    """Return whether a value can follow a name as it is: quoted, in brackets, or without a sign that YAML uses."""
    return value[:1] in _STRAIGHT + "[{" or not (value[:1] in _SIGNS or re.search(r":(\s|$)|\s#", value))


def _no_colon(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a field without the colon after its name."""
    match = re.match(
        r"([ \t]*(?:-[ \t]+)*)([a-z_]+)([ \t]*[;=.,–-]?=?>?)(?=\s|$)[ \t]*(.*?)(?:(?<![ \t])[ \t]+)?$", line.text
    )
    opens = len(line.below) - len(line.below.lstrip()) > line.indent or line.below.lstrip().startswith("- ")
    goes_on = bool(line.above) and line.above[-1].rstrip()[-1] not in ".!?]}\"'" and "-" not in line.lead
    if match and goes_on and not match[3].strip() and match[4].endswith((".", "!", "?")):
        named = re.compile(rf" *(?:- +)*{match[2]}:")
        opens, match = False, match if any(named.match(one) for one in (*line.above, line.below)) else None
    if match and not line.key and match[2] in field_names() and (match[4] or opens):
        value = match[4] if not match[4] or _reads_plain(match[4]) else quoted_for_yaml(match[4])
        text = f"{match[1]}{match[2]}: {value}".rstrip()
        yield line.typed(text, f"there is no colon after '{match[2]}'", match.end(2))


def _quoted_line(line: _Line) -> Iterator[Slip]:
    """Yield the slip of quotation marks around a field's name and value, instead of the value only."""
    match = re.fullmatch(r"([ \t]*(?:-[ \t]+)*)([\"'])([a-z_]+):[ \t]*(.+?)\2?(?:(?<![ \t])[ \t]+)?", line.text)
    if match and match[3] in field_names():
        message = "quotation marks belong around the text, not around the name too"
        yield line.typed(f"{match[1]}{match[3]}: {quoted_for_yaml(match[4])}", message, match.start(2))


def _dash(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a list entry that starts with anything else than a dash and a space."""
    match = re.match(r"([ \t]*)(- +-(?= )|[-*+•–—]+|[0-9]+[.)])([ \t]*)(?=\S)(.*)", line.text)
    if not match or (match[2] == "-" and match[3] == " "):
        return
    rest = match[4]
    named = re.match(r"([A-Za-z_]\w*)[ \t]*:", rest)
    beside = rest[0] in _STRAIGHT + "[{" or _beside_entries(line, len(match[1]))
    sibling = match[2] == "-" and not match[3] and beside
    if not named and not sibling and not (match[2] in "-*+•–—" and match[3]):
        return
    if (named and named[1] in field_names()) or match[3] or match[2] == "-":
        message = "a list entry starts with a dash and one space"
        if named and not rest[named.end() :].startswith(" ") and rest[named.end() :]:
            rest = f"{named[1]}: {rest[named.end() :]}"
        yield line.typed(f"{match[1].replace(chr(9), '  ')}- {rest}", message, match.start(2))
        if named and match[2] != "-":
            yield line.typed(f"{match[1]}{rest}", f"there is no {match[2]} before a field", match.start(2))


def _foreign_line(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a comment or a fence as other languages write them."""
    stripped = line.text.strip()
    if stripped.startswith(("```", "~~~")) or stripped == "...":
        message = f"this line ({stripped}) does not belong in this file"
        yield Slip(line.number, line.indent, message, "take the line away", ("",))
    elif stripped.startswith(("//", "<!--", "/*", ";;", "-- ")):
        words = re.sub(r"^(//+|<!--|/\*|;;+|--)\s*|(?<!\s)\s*(-->|\*/)$", "", stripped)
        indent = line.text[: line.indent]
        yield line.typed(f"{indent}# {words}", "a comment starts with # and a space", line.indent)


def _is_open(value: str) -> bool:
    """Return whether brackets are the first and the last of a value, or are never closed."""
    depth, quote = 0, ""
    for n, letter in enumerate(value):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _STRAIGHT and value[:n].rstrip()[-1:] in "[{,:":
            quote = letter
        elif letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
            if depth == 0 and value[n + 1 :].strip(" ]},"):
                return False
    return not value.startswith(("{{", "{%"))


def _brackets(line: _Line) -> Iterator[Slip]:
    """Yield the slips of a list in brackets, or of fields in braces."""
    value = line.value + line.comment
    if re.fullmatch(r"\([a-z_]+: .*\)", value):
        yield line.slip(f"{{{value[1:-1]}}}", "fields in one line are between braces, not round brackets")
    if value[:1] not in "[{" or not value or not _is_open(value):
        return
    plain = replace(line, comment="")
    for way in (_empty_item, _missing_comma, _bracket_texts, _bracket_ends):
        for mended, message, at in way(value):
            if mended != value:
                yield plain.slip(mended, message, column=line.column + at)


def _bracket_texts(value: str) -> Iterator[tuple[str, str, int]]:
    """Yield a value in brackets with quotes around the first text in it that needs them, and around each."""
    needing: list[tuple[int, int, str]] = []
    for match in re.finditer(r"(?<=[\[{,])\s*(?P<key>[a-z_]+:\s+)?(?P<text>[^\s\[{,\"'][^,\]}]*|[\"'][^,\]}]*)", value):
        text = match["text"].rstrip()
        needs = text[0] in "*&!%@`|>#?-" or bool(re.search(r":(\s|$)|\s#", text))
        if text[0] in _STRAIGHT:
            needs = text.count(text[0]) != 2 or not text.endswith(text[0])
        if needs:
            needing.append((match.start("text"), match.start("text") + len(text), text))
    if not needing:
        return
    mended = value
    for start, end, text in reversed(needing):
        bare = text.strip("\"'") if text[0] in _STRAIGHT else text
        mended = f"{mended[:start]}{quoted_for_yaml(bare)}{mended[end:]}"
    start, _, text = needing[0]
    hash_sign = re.search(r"\s#", text)
    if text[0] in _STRAIGHT:
        yield mended, f"this quotation mark ({text[0]}) is never closed", start
    elif hash_sign:
        at = start + hash_sign.start() + 1
        yield mended, "from the # on, this line is a comment: a text with a # must be in quotes", at
    elif colon := re.search(r":(\s|$)", text):
        yield mended, "a colon in this text: a text with a colon must be in quotes", start + colon.start()
    else:
        yield mended, f"a text that starts with {text[0]} must be in quotes", start


def _missing_comma(value: str) -> Iterator[tuple[str, str, int]]:
    """Yield fields in braces with the comma that is missing between them."""
    with_commas = re.sub(r"(?<!\s)\s*;\s*(?=[a-z_]+:\s)", ", ", value)
    if value.startswith("{") and with_commas != value:
        yield with_commas, "a comma belongs here, not a semicolon", value.index(";")
    for match in re.finditer(r"(?<=[^\s,{\[])[ ]+([a-z_]+):(?=\s)", value):
        if value.startswith("{") and match[1] in field_names():
            mended = f"{value[: match.start()]}, {value[match.start(1) :]}"
            yield mended, f"there is no comma before '{match[1]}'", match.start(1)


def _empty_item(value: str) -> Iterator[tuple[str, str, int]]:
    """Yield a value in brackets without a comma that follows nothing."""
    if match := re.search(r"(?<=[\[{,])\s*,", value):
        yield value[: match.start()] + value[match.end() :], "there is nothing before this comma", match.end() - 1


def _bracket_ends(value: str) -> Iterator[tuple[str, str, int]]:
    """Yield a value with the brackets that are missing at its end, or without those too many."""
    stack, quote = "", ""
    for n, letter in enumerate(value):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _STRAIGHT and value[:n].rstrip()[-1:] in "[{,:":
            quote = letter
        elif letter in "[{":
            stack += "]" if letter == "[" else "}"
        elif letter in "]}" and stack.endswith(letter):
            stack = stack[:-1]
        elif letter in "]}" and stack:
            yield f"{value[:n]}{stack[-1]}{value[n + 1 :]}", f"this {letter} closes what {value[0]} opened", n
            return
        elif letter in "]}":
            yield value[:n] + value[n + 1 :], f"there is one {letter} too many", n
            return
    if stack:
        missing = stack[::-1]
        comma = "" if not value.rstrip().endswith(",") else value.rstrip()[:-1]
        what = "a list in brackets is" if value[0] == "[" else "fields in braces are"
        yield f"{comma or value.rstrip()}{missing}", f"{what} never closed: a {missing} is missing", len(value.rstrip())


def _tab(line: _Line) -> Iterator[Slip]:
    """Yield the slips of tabs in the indentation, or after a dash."""
    lead = re.match(r"[ \t]*(?:-[ \t]+)*", line.text)
    if not lead or "\t" not in lead[0]:
        return
    rest = line.text[lead.end() :]
    at = lead[0].index("\t")
    where = "this line starts with a tab" if not lead[0][:at].strip() else "a tab after the dash"
    same_field = re.compile(rf"( *){re.escape(line.key.partition(':')[0])}:") if line.key else None
    alike = (len(found[1]) for above in reversed(line.above) if same_field and (found := same_field.match(above)))
    usual = next(alike, -1)
    for indent in sorted(_indents(line), key=lambda indent: indent != usual):
        dash = "- " if "-" in lead[0] else ""
        text = f"{' ' * indent}{dash}{rest}"
        yield Slip(line.number, at, where, _with_spaces(text, indent, "use spaces instead"), (text,))


def _with_spaces(text: str, indent: int, first: str) -> str:
    spaces = "no space" if not indent else "1 space" if indent == 1 else f"{indent} spaces"
    return f"{first}, {spaces} before its first letter: `{text.rstrip()}`"


def _indents(line: _Line) -> list[int]:
    """Return the indentations of the lines above, the nearest line first, and those of their fields after a dash."""
    indents: list[int] = []
    for above in reversed(line.above):
        lead = re.match(r"( *)((?:- +)*)", above)
        assert lead
        indents += [len(lead[1]) + len(lead[2]), len(lead[1])]
        if above.rstrip().endswith(":"):
            indents.insert(0, len(lead[1]) + len(lead[2]) + 2)
    return list(dict.fromkeys(indents))[:12]


def _indentation(line: _Line) -> Iterator[Slip]:
    """Yield the slips of a line that starts too far left or right, the smallest step first."""
    rest, now = line.text.lstrip(" "), line.indent
    for indent in sorted(_indents(line), key=lambda one: abs(one - now)):
        if indent == now or not (line.key or line.lead.strip()):
            continue
        off = abs(indent - now)
        way = "left" if indent > now else "right"
        message = f"this line starts {off} space{'s' if off > 1 else ''} too far {way}"
        text = " " * indent + rest
        yield Slip(line.number, now, message, _with_spaces(text, indent, "line it up"), (text,))


def _missing_dash(line: _Line) -> Iterator[Slip]:
    """Yield the slip of the first field of a list entry without its dash."""
    if line.key and "-" not in line.lead:
        indents = [line.indent, *([line.indent - 2] if line.indent >= 2 else [])]
        for indent in indents:
            text = f"{' ' * indent}- {line.text.strip()}"
            yield line.typed(text, "there is no dash before the first field of this list entry", line.indent)


def _beside_entries(line: _Line, indent: int) -> bool:
    """Return whether a line stands below or above an entry of a list with the same indentation."""
    nearest = next((one for one in reversed(line.above) if len(one) - len(one.lstrip()) <= indent), "")
    return any(one.startswith(f"{' ' * indent}- ") for one in (nearest, line.below))


def _entry_without_dash(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a list entry that stands in line with the dashes of the others, or starts with its id."""
    if line.text.lstrip().startswith("-") or not (_beside_entries(line, line.indent) or line.key.startswith("id:")):
        return
    if line.key:
        yield from _missing_dash(line)
    else:
        text = f"{' ' * line.indent}- {line.text.strip()}"
        yield line.typed(text, "there is no dash before this list entry", line.indent)


def _extra_dash(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a dash before a field that starts no list entry."""
    lead = re.match(r" *(?:- +)*", line.above[-1]) if line.above else None
    if line.key and "-" in line.lead and lead and len(lead[0]) == line.indent:
        text = f"{' ' * line.indent}{line.key}{line.value}{line.comment}"
        yield line.typed(text, "this dash starts a new list entry, and the field belongs to the one above", line.indent)


def _continuation(line: _Line) -> Iterator[Slip]:
    """Yield the slip of a text that goes on in a line that is not indented."""
    first = next((one for above in reversed(line.above) if (one := _PARTS.match(above)) and one["key"]), None)
    if line.key or "-" in line.lead or not first or not line.value:
        return
    indent = len(first["lead"]) + 2
    text = " " * indent + line.text.strip()
    message = "this line goes on with the text above it, and does not start to the right of its name"
    yield Slip(line.number, line.indent, message, _with_spaces(text, indent, "move it to the right"), (text,))


Rule = Callable[[_Line], Iterator[Slip]]
_SPECIFIC: tuple[Rule, ...] = (
    _tab,
    _quoted_line,
    _quotes,
    _dash,
    _foreign_line,
    _space_after_colon,
    _brackets,
    _sign,
    _colon,
    _no_colon,
    _continued_colon,
)
"""Slips that a line shows by itself."""
_LAYOUT: tuple[Rule, ...] = (_extra_dash, _entry_without_dash, _indentation, _missing_dash, _continuation)
"""Slips in how lines stand below each other."""
