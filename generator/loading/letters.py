"""Letters that nobody sees, or that look like others: each is reported at its line and column, and mended.

What follows reads the mended text, so that one letter is one problem. Rules for joiners, selectors and look-alikes are
those of the Unicode Standard (chapters 9, 12 and 23) and of its technical standard 39.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span

MOST_PROBLEMS = 200
"""The most letters that are reported of one file."""

_NONE = "an invisible letter"
_TURN = "a letter that turns the writing direction"
_BREAK = "a line break that editors do not show"
_CONTROL = "a control character"
_PRIVATE = "a letter of a private alphabet"
_NO_LETTER = "a code that is no letter"
_HIDDEN = (
    (0x00, 0x08, _CONTROL),
    (0x0B, 0x0C, "a line break of a word processor"),
    (0x0E, 0x1F, _CONTROL),
    (0x7F, 0x84, _CONTROL),
    (0x85, 0x85, _BREAK),
    (0x86, 0x9F, _CONTROL),
    (0xAD, 0xAD, _NONE),
    (0x34F, 0x34F, _NONE),
    (0x61C, 0x61C, _TURN),
    (0x115F, 0x1160, _NONE),
    (0x17B4, 0x17B5, _NONE),
    (0x180B, 0x180F, _NONE),
    (0x200B, 0x200D, _NONE),
    (0x200E, 0x200F, _TURN),
    (0x2028, 0x2029, _BREAK),
    (0x202A, 0x202E, _TURN),
    (0x2060, 0x2065, _NONE),
    (0x2066, 0x2069, _TURN),
    (0x206A, 0x206F, _NONE),
    (0x2800, 0x2800, _NONE),
    (0x3164, 0x3164, _NONE),
    (0xE000, 0xF8FF, _PRIVATE),
    (0xFDD0, 0xFDEF, _NO_LETTER),
    (0xFE00, 0xFE0F, _NONE),
    (0xFEFF, 0xFEFF, _NONE),
    (0xFFA0, 0xFFA0, _NONE),
    (0xFFF0, 0xFFFB, _NONE),
    (0xFFFC, 0xFFFC, "the place of a picture that was not copied"),
    (0xFFFE, 0xFFFF, _NO_LETTER),
    (0x1BCA0, 0x1BCA3, _NONE),
    (0x1D173, 0x1D17A, _NONE),
    *((plane + 0xFFFE, plane + 0xFFFF, _NO_LETTER) for plane in range(0x10000, 0xE0000, 0x10000)),
    (0xE0000, 0xE0FFF, _NONE),
    (0xEFFFE, 0xEFFFF, _NO_LETTER),
    (0xF0000, 0x10FFFF, _PRIVATE),
)
"""Code points that no reader sees, or that no font has: first, last, and what they are."""

_NAMES = {
    0x0B: "vertical tab",
    0x0C: "page break",
    0x85: "next line",
    0xFEFF: "byte order mark",
    0xFFFC: "object replacement",
    0xF0A7: "a bullet from Word",
    0xF0B7: "a bullet from Word",
    0xF0D8: "an arrow from Word",
    0xF0E0: "an arrow from Word",
    0xF0FC: "a tick from Word",
}
"""Plain names, where Unicode has none or a long one."""

_PARTING = "\x0b\x0c\x85\u2028\u2029"
"""Letters that part two words: a space takes their place."""

_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_JOINED = re.compile(r"[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00011fff]")
"""Letters of scripts in which a joiner (U+200C, U+200D) changes how letters look."""
_IDEOGRAPH = re.compile(r"[\u1100-\u11ff\u2e80-\u2fdf\u3040-\ud7af\uf900-\ufaff]")

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХЗаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYX3aesijopcyxhdqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιυρκχϲϳ", "ABEZHIKMNOPTYXaoiupkxcj", strict=True))
_ARMENIAN = dict(zip("օսոցհԼՕ", "ounghLO", strict=True))
_SCRIPTS = ((0x3FF, "Greek", _GREEK), (0x52F, "Cyrillic", _CYRILLIC), (0x58F, "Armenian", _ARMENIAN))
"""The last code point of each script with letters that look Latin, its name, and what each of them looks like."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_BULLETS = "•·●○▪▫■□◦‣⁃∙➢➤✓✔*"
_DIGITS = "٠-٩۰-۹߀-߉०-९০-৯੦-੯૦-૯୦-୯௦-௯౦-౯೦-೯൦-൯๐-๙໐-໙༠-༩၀-၉០-៩"
_WIDE = "\uff01-\uff0c\uff0e-\uff5e\U0001d400-\U0001d7ff\u2236\ua789"
_OPENING = {"“": "”“„", "„": "“”", "‘": "’‘", "‚": "‘’", "«": "»", "»": "«", "″": "″", '"': ""}
"""Quotation marks of a word processor, each with those that close it."""

_C = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_DAMAGE = re.compile(rf"(?:[Â-ß]{_C}|[à-ï]{_C}{{2}}|[ð-ô]{_C}{{3}})+")
"""What UTF-8 looks like when it is read as Windows-1252."""

_HIDDEN_CLASS = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last, _ in _HIDDEN)
_HIDDEN_LETTER = re.compile(f"[{_HIDDEN_CLASS}]")
_NOT_ASCII = re.compile(r"[^\t\n -~]+")
"""Where a search is fast; what is suspect there is searched again."""
_SUSPECT = re.compile(
    rf"[{_HIDDEN_CLASS}\xa0Â-ô{_SPACES}{_DASHES}{_BULLETS[:-1]}{_DIGITS}{_WIDE}“„‘‚«″\u0370-\u058f\ufffd]"
)
_DIGIT_FOR = str.maketrans("OoIl", "0011")
_O_FOR_ZERO = re.compile(r"[0-9](?:[OoIl]|(?<=[OoIl][0-9]))")

_SPACES_HERE = re.compile(rf"[{_SPACES}][ {_SPACES}]*")
_WIDE_HERE = re.compile(rf"[{_WIDE}]+")
_DIGITS_HERE = re.compile(rf"[{_DIGITS}]+")
_SCRIPT_HERE = re.compile(r"[\u0370-\u058f]+")
_LATIN = re.compile(r"[A-Za-z]")
_FIELD = r"[ \t]*(?:- +)*[\"']?[\w.-]+[\"']?"
_AT_VALUE = re.compile(rf"(?:{_FIELD}[ \t]*:[ \t]*|[ \t]*(?:- +)+)\Z")
_AT_KEY = re.compile(r"[ \t]*(?:- +)*\Z")
_AFTER_NAME = re.compile(rf"{_FIELD}[ \t]*\Z")
_AT_ID = re.compile(r"\bid:[ \t]*[\"']?[^\s\"']*\Z")
_ADDRESS = re.compile(r"@|//|www\.|\bref:|mailto:")
_TOKEN = r"[^\s\"'<>()\[\]{},]*"
_SPACE_BEFORE = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,3}\.|#{1,6}) *)?\Z")
_DATE = re.compile(rf"[0-9]{{4}}[{_DASHES}-][0-9]{{1,2}}[{_DASHES}-][0-9]{{1,2}}")
_PHONE = re.compile(rf"\+?[0-9]+(?:[{_DASHES}-][0-9]+)+")


@dataclass(frozen=True, slots=True)
class _Fault:
    """A part of a text, what to read instead of it, and its problem; ``end`` is also where the search goes on."""

    start: int
    end: int
    replacement: str
    message: str
    hint: str
    code: Code = Code.HIDDEN_LETTER


_SAME_LETTER = re.compile(r"(.)\1{3,}", re.DOTALL)
"""A letter again and again, such as a line of long dashes, which are judged as one."""
_LONGEST_WORD = 300
"""Letters: longer than an address or a number that somebody types."""
_LONGEST_PART = 2_000
"""Letters of a line on each side of a suspect: longer than a value that somebody puts in one line."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a file; its first ``yaml_end`` characters are YAML."""

    text: str
    yaml_end: int
    page: bool

    def line(self, at: int) -> tuple[str, str]:
        """Return the parts of a line before and from a position, of a very long line only what is near.

        What is left out before the position is a ``\\0``, so that the part is not taken for the start of a line.
        """
        first = max(at - _LONGEST_PART, 0)
        start = self.text.rfind("\n", first, at) + 1
        before = self.text[start:at] if start or not first else "\0" + self.text[first + 1 : at]
        return before, self.text[at : at + _LONGEST_PART].partition("\n")[0]

    def around(self, at: int, pattern: str) -> tuple[int, int]:
        """Return the start and end of what matches ``pattern``, repeated characters of one class, around a position.

        Neither is further away than ``_LONGEST_WORD``, so that a line of nothing but suspects takes no longer.
        """
        first = max(self.text.rfind("\n", max(at - _LONGEST_WORD, 0), at) + 1, at - _LONGEST_WORD, 0)
        left = re.match(pattern, self.text[first:at][::-1])
        right = re.match(pattern, self.text[at : at + _LONGEST_WORD].partition("\n")[0])
        return at - len(left[0] if left else ""), at + len(right[0] if right else "")

    def token(self, at: int) -> str:
        """Return the address, number or word around a position."""
        start, end = self.around(at, _TOKEN)
        return self.text[start:end]


def mend_letters(path: str, text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of a file without hidden letters, and a problem for each of them.

    A letter that looks like another is replaced by it. Lines stay as they are.
    """
    front = len(text)
    if path.endswith(".md"):
        front = text.find("\n---", 3) if text[:1] in "-–—" else 0
    source = _Text(text, max(front, 0), path.endswith(".md"))
    faults = [*_suspects(source), *_letters_for_digits(source)]
    if not faults:
        return text, ()
    problems: list[Diagnostic] = []
    parts: list[str] = []
    last = 0
    for fault in sorted(faults, key=lambda one: (one.start, one.end)):
        if fault.start < last:
            continue
        parts += [text[last : fault.start], fault.replacement]
        last = fault.end
        if len(problems) < MOST_PROBLEMS:
            span = Span(path, text.count("\n", 0, fault.start) + 1, fault.start - text.rfind("\n", 0, fault.start))
            problems.append(Diagnostic(span, fault.code, fault.message, fault.hint))
    return "".join((*parts, text[last:])), tuple(problems)


def _suspects(source: _Text) -> list[_Fault]:
    faults: list[_Fault] = []
    at = 0
    for run in _NOT_ASCII.finditer(source.text):
        at = max(at, run.start())
        while match := _SUSPECT.search(source.text, at, run.end()):
            at = match.start()
            fault = next((fault for rule in _RULES if (fault := rule(source, at))), None)
            at = max(at + 1, fault.end if fault else _after_word(source, at))
            faults += [fault] if fault else []
    return faults


def _after_word(source: _Text, at: int) -> int:
    """Return the end of the letters of one script from a position, none of which is a problem."""
    if match := _SCRIPT_HERE.match(source.text, at):
        return match.end()
    run = _SAME_LETTER.match(source.text, at)
    return run.end() if run else at + 1


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _unicode_name(letter: str) -> str:
    """Return the name of a letter in Unicode, with names of scripts as they are written in a sentence."""
    return re.sub(
        r"\b(?:arabic|hangul|indic|khmer|latin|mongolian)\b",
        lambda m: m[0].title(),
        unicodedata.name(letter, "").lower(),
    )


def _name(letter: str) -> str:
    name = _NAMES.get(ord(letter)) or _unicode_name(letter)
    return f"{_number(letter)}, {name}" if name else _number(letter)


def _damage(source: _Text, at: int) -> _Fault | None:
    """Return the fault of text that was saved in one way and read in another."""
    text = source.text
    if text[at] == "\ufffd":
        start, end = source.around(at, r"[\w\ufffd’'-]*")
        word = text[start:end]
        message = f"this text was damaged when it was saved: {_number(text[at])} is left where a letter was"
        hint = f"type the whole word again; it is now '{word}'" if word.strip("\ufffd") else "type the letters again"
        return _Fault(at, max(end, at + 1), text[at : max(end, at + 1)], message, hint, Code.LOST_TEXT)
    match = _DAMAGE.match(text, at)
    if not match:
        return None
    right = _undamaged(match[0])
    if not right or not _is_damage(source, at, match[0], right):
        return None
    word = _whole_word(source, at, match.end(), right)
    shown = match[0] if match[0].isprintable() else match[0].encode("ascii", "backslashreplace").decode()
    if right == "\ufeff":
        hint = "delete these three letters"
        return _Fault(
            at, match.end(), "", f"'{shown}' is a mark that was damaged when it was saved", hint, Code.LOST_TEXT
        )
    message = f"this text was damaged when it was saved: '{shown}' was probably '{right.replace(chr(0xA0), ' ')}'"
    hint = f"type it again: `{word}`"
    return _Fault(at, match.end(), right, message, hint, Code.LOST_TEXT)


def _whole_word(source: _Text, at: int, end: int, right: str) -> str:
    """Return a word with ``right`` instead of the letters from ``at`` to ``end``."""
    left, _ = source.around(at, r"[\w’'-]*")
    rest = re.match(r"[\w’'-]*", source.text[end:])
    return f"{source.text[left:at]}{right}{rest[0] if rest else ''}".replace("\xa0", " ").strip()


def _undamaged(damaged: str) -> str:
    """Return what the text was before UTF-8 was read as Windows-1252, once or several times; empty if it was not."""
    right = ""
    for _ in range(3):
        try:
            raw = b"".join(bytes((ord(c),)) if ord(c) < 0x100 else c.encode("cp1252") for c in right or damaged)
            right = raw.decode("utf-8")
        except UnicodeError:
            break
    return right


def _is_damage(source: _Text, at: int, damaged: str, right: str) -> bool:
    """Return whether letters that can be damaged text are: 'É”' at the end of a quotation is not."""
    before = source.text[at - 1] if at else ""
    after = source.text[at + len(damaged) : at + len(damaged) + 1]
    lead, second = damaged[0], damaged[1]
    if len(right) > 1:
        return True
    if lead in "ÂÃ":
        return not (second in "‘’“”…–—›•\xa0" and (before.isupper() or not (before + after).strip() or before == ""))
    if lead in "ÄÅ":
        return second not in "‘’“”–—\xa0" and (before.islower() or after.islower())
    if lead == "â":
        return second not in "‘’“”–" and 0x2000 <= ord(right) < 0x3000
    return lead == "ð" or right in "\ufeff\ufffd"


def _hidden(source: _Text, at: int) -> _Fault | None:
    """Return the fault of a letter that nobody sees, or several of one kind side by side."""
    text, letter = source.text, source.text[at]
    if not _HIDDEN_LETTER.match(letter) or _belongs(text, at):
        return None
    what = next(what for first, last, what in _HIDDEN if first <= ord(letter) <= last)
    end = at + 1
    while text[end : end + 1] == letter:
        end += 1
    times = f", {end - at} times" if end > at + 1 else ""
    message = f"{what} ({_name(letter)}){times}"
    between = bool(text[at - 1 : at].strip() and text[end : end + 1].strip())
    replacement = " " if letter in _PARTING and between else ""
    if "\x80" <= letter <= "\x9f" and letter != "\x85" and (meant := _windows_letter(letter)):
        message = f"a letter that was damaged when it was saved ({_number(letter)}), probably '{meant}'"
        right = meant * (end - at)
        return _Fault(at, end, right, message, f"type it again: `{_whole_word(source, at, end, right)}`")
    return _Fault(at, end, replacement, message, _delete(source, at, end, replacement))


def _windows_letter(letter: str) -> str:
    try:
        return letter.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _delete(source: _Text, at: int, end: int, replacement: str) -> str:
    """Return the hint how to delete letters that cannot be seen."""
    times = f" {end - at} times" if end > at + 1 else ""
    and_type = " and type a space" if replacement else ""
    visible = re.compile(r"[^\s\W]{1,24}|[!-~£“”‘’]")
    before, after = source.line(at)
    if (match := visible.match(after[end - at :])) and match[0].isprintable():
        return f"delete it: put the cursor just before '{match[0]}' and press Backspace{times}{and_type}"
    before_words = re.findall(r"\w{1,24}\W{0,2}\Z", before.rstrip())
    if not after[end - at :].strip():
        return f"delete it: put the cursor at the end of the line and press Backspace{times}{and_type}"
    where = f"behind '{before_words[0].strip()}'" if before_words else "at the start of the line"
    return f"delete it: put the cursor {where} and press Delete{times}{and_type}"


def is_hidden(letter: str) -> bool:
    """Return whether nobody sees a letter, wherever it is."""
    return bool(_HIDDEN_LETTER.match(letter))


def _belongs(text: str, at: int) -> bool:
    """Return whether a joiner, selector or tag belongs to the letters around it."""
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter in "\u200c\u200d" and _JOINED.match(before):
        return True
    if letter == "\u200d":
        return _is_sign(before) and _is_sign(after)
    if "\ufe00" <= letter <= "\ufe0f":
        return after == "\u20e3" or _is_sign(before) or bool(_IDEOGRAPH.match(before) or _JOINED.match(before))
    if "\u180b" <= letter <= "\u180f" and letter != "\u180e":
        return "\u1820" <= before <= "\u18aa"
    if "\U000e0020" <= letter <= "\U000e007f":
        return text[:at].rstrip("".join(map(chr, range(0xE0020, 0xE0080)))).endswith("\U0001f3f4")
    return False


def _is_sign(letter: str) -> bool:
    """Return whether a letter is an emoji or another sign, or changes one before it."""
    return bool(letter) and (
        (unicodedata.category(letter) in {"So", "Sm", "Sk", "Po"} and letter > "\x7f") or letter in "\ufe0f♀♂"
    )


def _space(source: _Text, at: int) -> _Fault | None:
    """Return the fault of a space that only looks ordinary, in indentation or after the sign of a list or a field."""
    spaces = _SPACES_HERE.match(source.text, at)
    if not spaces:
        return None
    before, after = source.line(at)
    in_yaml = at < source.yaml_end
    structure = _SPACE_BEFORE.match(before) and not (in_yaml and "#" in before)
    field = in_yaml and (
        re.fullmatch(rf"{_FIELD}:[ \t]*", before)
        or re.search(r"[{,][ \t]*\w+:\Z", before)
        or (re.search(r"[{,] *\Z", before) and re.match(rf"[{_SPACES} ]+[a-z_]+:", after))
    )
    if not (structure or field) or not after.strip():
        return None
    kind = f"({_name(source.text[at])})"
    where = "at the start of this line" if not before.strip() else f"after '{before.strip()}'"
    message = f"a space {where} that only looks like an ordinary one {kind}"
    if after[len(spaces[0]) :].rstrip() == "---":
        return _Fault(at, spaces.end(), "", message, "delete it: the line is three hyphens and nothing else")
    count = len(spaces[0])
    hint = f"delete it and press the space bar {'once' if count == 1 else f'{count} times'}"
    return _Fault(at, spaces.end(), " " * count, message, hint)


def _looks_latin(source: _Text, at: int) -> _Fault | None:
    """Return the fault of a Greek, Cyrillic or Armenian letter in a word of Latin letters, or the other way round."""
    text = source.text
    if not "\u0370" <= text[at] <= "\u058f":
        return None
    start, end = source.around(at, r"\w*")
    end, word = max(end, at + 1), text[start : max(end, at + 1)]
    _, script, latin_for = next(row for row in _SCRIPTS if ord(text[at]) <= row[0])
    foreign = [letter for letter in word if "\u0370" <= letter <= "\u058f"]
    latin = _LATIN.findall(word)
    all_alike = all(letter in latin_for for letter in foreign)
    if all_alike and (latin or _alone_in_latin(source, at, latin_for)):
        return _alike(source, start, end, script, latin_for)
    if latin and len(latin) < len(foreign) and word.isalpha():
        twins = {latin_letter: letter for letter, latin_letter in latin_for.items()}
        if all(letter in twins for letter in latin):
            return _alike(source, start, end, script, twins)
    if _ADDRESS.search(source.token(at)):
        message = f"'{text[at]}' ({_number(text[at])}) is a {script} letter, which addresses do not have"
        hint = "type the address again, or copy it from the page itself"
        return _Fault(at, end, re.sub(r"[\u0370-\u058f]", "x", text[at:end]), message, hint)
    return None


def _alone_in_latin(source: _Text, at: int, latin_for: dict[str, str]) -> bool:
    """Return whether every letter of the line of another script looks Latin, and the line has Latin letters around."""
    before, after = source.line(at)
    line = before[-_LONGEST_WORD:] + after[:_LONGEST_WORD]
    others = [letter for letter in line if "\u0370" <= letter <= "\u058f"]
    value = line.partition(":")[2] or line
    beside = source.text[at - 1 : at] + source.text[at + 1 : at + 2]
    single_greek = len(others) == 1 and others[0] in _GREEK and not any(letter.isalnum() for letter in beside)
    return not single_greek and all(letter in latin_for for letter in others) and bool(_LATIN.search(value))


def _alike(source: _Text, start: int, end: int, script: str, instead: dict[str, str]) -> _Fault:
    """Return the fault of the first letter of a word that looks like another; ``instead`` has what each looks like."""
    word = source.text[start:end]
    first = next(n for n, letter in enumerate(word) if letter in instead)
    letter, right = word[first], "".join(instead.get(letter, letter) for letter in word)
    of, other = (script, "Latin") if letter > "\x7f" else ("Latin", script)
    message = f"'{letter}' here is {of} ({_number(letter)}), not the {other} '{instead[letter]}'"
    more = sum(letter in instead for letter in word) - 1
    message += f", and so {'is' if more == 1 else 'are'} {more} more of this word" if more else ""
    return _Fault(start + first, end, right[first:], message, f"type it again: `{_typed(source, start, end, right)}`")


def _typed(source: _Text, start: int, end: int, right: str) -> str:
    """Return the whole address, number or word around a part that is to be typed again."""
    left, right_end = source.around(start, _TOKEN)
    return source.text[left:start] + right + source.text[end : max(right_end, end)]


def _wide(source: _Text, at: int) -> _Fault | None:
    """Return the fault of a wide, bold or slanted letter that has a plain one."""
    match = _WIDE_HERE.match(source.text, at)
    if not match:
        return None
    before, after = source.line(at)
    colon = match[0] in "：∶꞉" and at < source.yaml_end and bool(_AFTER_NAME.match(before)) and before.strip() != "-"
    if not colon and (
        (_IDEOGRAPH.search(before + after) and not _ADDRESS.search(source.token(at))) or match[0] in "∶꞉"
    ):
        return None
    right = unicodedata.normalize("NFKC", match[0]).replace("∶", ":").replace("꞉", ":")
    message = f"'{match[0][0]}' here is {_unicode_name(match[0][0])} ({_number(match[0][0])}), not '{right[0]}'"
    if colon:
        space = "" if after[1:2] == " " else " "
        hint = f"type it again: `{before.strip()}: {after[1:].strip()}`"
        return _Fault(at, match.end(), f":{space}", message, hint)
    return _Fault(at, match.end(), right, message, f"type it again: `{_typed(source, at, match.end(), right)}`")


def _digit(source: _Text, at: int) -> _Fault | None:
    """Return the fault of digits of another script in text that has none of its letters."""
    match = _DIGITS_HERE.match(source.text, at)
    if not match or any(letter.isalpha() and letter > "\u058f" for letter in "".join(source.line(at))):
        return None
    right = "".join(str(unicodedata.digit(letter)) for letter in match[0])
    letter = match[0][0]
    message = f"'{letter}' here is {_unicode_name(letter)} ({_number(letter)}), not '{right[0]}'"
    return _Fault(at, match.end(), right, message, f"type it again: `{_typed(source, at, match.end(), right)}`")


def _dash(source: _Text, at: int) -> _Fault | None:
    """Return the fault of a dash where only a hyphen is read: in an address, an id, a date, a phone number, a list."""
    dash = source.text[at]
    if dash not in _DASHES:
        return None
    before, after = source.line(at)
    if source.page and re.fullmatch(r"[-–—]{1,3}\s*", before + after):
        message = f"'{dash}' here is {_with_article(dash)} ({_number(dash)}), not three of the '-' of the keyboard"
        return _Fault(at - len(before), at + len(after), "---", message, "type it again: `---`")
    token = source.token(at)
    letters_around = before[-1:].isalnum() and after[1:2].isalnum()
    digits = sum(letter.isdigit() for letter in token)
    plain = (
        (letters_around and dash not in "—―" and _ADDRESS.search(token))
        or (at < source.yaml_end and _AT_ID.search(before))
        or _DATE.fullmatch(token)
        or (_PHONE.fullmatch(token) and token[0] in "0+" and digits >= 9)
        or (at < source.yaml_end and _AT_VALUE.match(before) and re.fullmatch(r".[0-9]+(\.[0-9]+)? *", after))
    )
    if not plain:
        return None
    message = f"'{dash}' here is {_with_article(dash)} ({_number(dash)}), not the '-' of the keyboard"
    start, end = source.around(at, _TOKEN)
    between = " " if _PHONE.fullmatch(token) and digits >= 9 else "-"
    right = re.sub(f"[{_DASHES}]", between, source.text[at:end])
    return _Fault(at, end, right, message, f"type it again: `{source.text[start:at]}{right}`")


def _with_article(letter: str) -> str:
    name = _unicode_name(letter)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _bullet(source: _Text, at: int) -> _Fault | None:
    """Return the fault of a bullet or a long dash before the entries of a list."""
    bullet = source.text[at]
    if at >= source.yaml_end or bullet not in _BULLETS + _DASHES:
        return None
    before, after = source.line(at)
    if not _AT_KEY.match(before):
        return None
    entry = re.match(rf".[ {_SPACES}\t]+(?=\S)", after)
    above = source.text[: at - len(before)].rstrip().rpartition("\n")[2]
    opens = re.match(rf"{_FIELD}:[ \t]*\Z", above)
    if not entry or not (opens or re.match(r"[a-z_]+:(?:[ \t]|\Z)", after[entry.end() :])):
        return None
    name = f"'{bullet}' here is {_with_article(bullet)} ({_number(bullet)})"
    hint = f"type it again: `- {after[entry.end() :].strip()}`"
    lines = re.compile(rf"(?m)^{re.escape(before)}{re.escape(bullet)}[ {_SPACES}\t]+")
    following = re.match(
        rf"(?:(?:{re.escape(before)}(?:{re.escape(bullet)}|[ ]).*|[ \t]*)(?:\n|\Z))*", source.text[at - len(before) :]
    )
    block = following[0] if following and opens else before + after
    right = lines.sub(f"{before}- ", block)
    more = len(lines.findall(block)) - 1
    also = f"; so does the bullet of {more} more {'entry' if more == 1 else 'entries'}" if more else ""
    return _Fault(
        at,
        at - len(before) + len(block),
        right[len(before) :],
        f"{name}; a list entry starts with a hyphen{also}",
        hint,
    )


def _quotes(source: _Text, at: int) -> _Fault | None:
    """Return the fault of curly quotes around a whole value or a field's name, as a word processor types them.

    A whole sentence in curly quotes is speech, and stays.
    """
    opening = source.text[at]
    if at >= source.yaml_end or opening not in _OPENING or source.text[at - 1 : at] not in "\n \t":
        return None
    before, after = source.line(at)
    name = re.match(r".([\w-]+)[”’»\"]:(?=[ \t]|\Z)", after)
    if name and _AT_KEY.match(before):
        hint = f"type it again: `{name[1]}{after[name.end() - 1 :].rstrip()}`"
        message = f"a field's name has no quotation marks, and these are curly ({_number(opening)})"
        return _Fault(at, at + name.end() - 1, name[1], message, hint)
    value = after.rstrip()
    inner = value[1:-1]
    if opening in "“„«" and _AT_VALUE.match(before) and not re.search(r"[”“»\"]", _paragraph(source, at)[1:]):
        message = f"this quotation mark ({_number(opening)}) is never closed, and is shown"
        return _Fault(at, at + 1, "", message, f"type it again: `{before.strip()} {value[1:]}`")
    closes = len(value) > 2 and value[-1] in _OPENING[opening] + '"'
    inside = set(inner) & set('“”„«»"″')
    if not _AT_VALUE.match(before) or not closes or inside:
        return None
    mixed = value[-1] == '"'
    if inner[-1] in ".?!…," and not mixed:
        return None
    plain = inner if _is_plain(inner) else quoted_for_yaml(inner)
    ready = f"{before.strip()} {plain}"
    keep = f"{before.strip()} '{value.replace(chr(39), chr(39) * 2)}'"
    message = f"the curly quotes ({_number(opening)}) around this text are part of it, and are shown"
    if mixed:
        message = f"this text starts with a curly quote ({_number(opening)}) and ends with a straight one"
    hint = f"type it again: `{ready}`" if mixed else f"to show them, write `{keep}`; else type it without: `{ready}`"
    return _Fault(at, at + len(value), plain, message, hint)


def _paragraph(source: _Text, at: int) -> str:
    """Return a value from a position on, with the lines that go on with it."""
    end = re.compile(r"\n[ \t]*(?:- |[\w-]+:(?:[ \t]|$)|$)", re.MULTILINE).search(source.text, at)
    return source.text[at : end.start() if end else len(source.text)]


def _is_plain(text: str) -> bool:
    """Return whether YAML reads a text as it is written without quotes around it."""
    return not re.match(r"[\s*&!%@`|>\[\]{},#\"'?:-]", text) and not re.search(r":(\s|$)|\s#|\s$", text)


def quoted_for_yaml(text: str) -> str:
    """Return a text in quotes on one line, so that YAML reads it as it is."""
    if "\n" in text:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _letters_for_digits(source: _Text) -> list[_Fault]:
    """Return the faults of a capital O, a small l or a capital I in a number."""
    faults, last = [], 0
    for match in _O_FOR_ZERO.finditer(source.text):
        if match.start() < last:
            continue
        start, end = source.around(match.start(), r"[\w-]*")
        if not re.fullmatch(r"[\dOoIl]{4}-[\dOoIl]{2}-[\dOoIl]{2}", source.text[start:end]):
            start, end = source.around(match.start(), r"\w*")
        last, word = end, source.text[start:end]
        right = word.translate(_DIGIT_FOR)
        digits = sum(letter.isdigit() for letter in word)
        litres = word[-1] in "lI" and word[:-1].isdigit() and not word.startswith("0")
        if digits < 3 or not right.replace("-", "").isdigit() or litres or "/" in source.token(start):
            continue
        first = next(n for n, letter in enumerate(word) if letter in "OoIl")
        what = "a small l" if word[first] == "l" else f"the letter {word[first]}"
        hint = f"type it again: `{_typed(source, start, end, right)}`"
        message = f"'{word[first]}' here is {what} ({_number(word[first])}), not the digit {right[first]}"
        faults.append(_Fault(start + first, end, right[first:], message, hint))
    return faults


_RULES: tuple[Callable[[_Text, int], _Fault | None], ...] = (
    _damage,
    _hidden,
    _space,
    _bullet,
    _dash,
    _looks_latin,
    _wide,
    _digit,
    _quotes,
)
"""Each returns the fault at a position of a text, if there is one."""
