"""Finds staff-only values in a text, in every spelling that ``docs/reliability.md`` promises.

A text is reduced to its letters and digits. Each value is a few such strings, and an index says in one pass which of
them a text may have.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product
from typing import Literal

from generator.linking.staff.staff_values import StaffValue
from generator.publishing.proofs.letters import fold
from generator.publishing.proofs.readings import decode_escapes, readings

SHORTEST = 4
"""Values with fewer letters and digits are not searched for, unless in another script than Latin."""
_SHORTEST_SPLIT = 8
"""From this many letters and digits on, a value is found even if anything separates them."""
_SHORTEST_NUMBER = 7
_LOCAL_DIGITS = 6
"""The fewest last digits of a number that are found if they stand alone."""


class StaffValueSearch:
    """Searches texts for values. Make one for many texts."""

    def __init__(self, values: Sequence[StaffValue]) -> None:
        self._words: dict[bytes, list[int]] = {}
        self._short: dict[bytes, list[int]] = {}
        self._numbers: dict[bytes, list[int]] = {}
        self._local: dict[bytes, list[tuple[bytes, int]]] = {}
        self._addresses: set[bytes] = set()
        self._boundless: set[bytes] = set()
        """Words of scripts that may have no spaces between words, such as Chinese, Thai and Arabic."""
        for n, value in enumerate(values):
            for text in dict.fromkeys((value.text, *_without_marks(value.text))):
                self._add(n, text)
        self._word_index = _SubstringIndex(self._words)
        self._number_index = _SubstringIndex(self._numbers)

    def _add(self, n: int, text: str) -> None:
        for folded in {fold(text), fold(text.upper()), fold(text.lower())} if not text.isascii() else {fold(text)}:
            spaced = folded.translate(_SEPARATORS_TO_SPACES)
            plain = spaced.replace(b" ", b"")
            if plain.isdigit() and len(plain) >= _SHORTEST_NUMBER:
                self._add_number(n, plain)
            elif len(plain) >= _SHORTEST_SPLIT or not plain.isascii():
                self._add_words(n, text, folded, plain)
            elif len(plain) >= SHORTEST:
                for form in {plain, b" ".join(spaced.split())}:
                    self._short.setdefault(form, []).append(n)

    def _add_number(self, n: int, digits: bytes) -> None:
        """Add a number by the digits that its national and its international form share."""
        shared = digits.removeprefix(b"00").removeprefix(b"44").removeprefix(b"0")
        if len(shared) < _SHORTEST_NUMBER:
            shared = digits
        self._numbers.setdefault(shared, []).append(n)
        if len(shared) > _LOCAL_DIGITS + 2 and shared != digits:
            self._local.setdefault(shared[-_LOCAL_DIGITS:], []).append((shared, n))

    def _add_words(self, n: int, text: str, folded: bytes, plain: bytes) -> None:
        if address := _EMAIL.fullmatch(folded.strip()):
            for form in _spelled_addresses(address["name"], address["host"]):
                self._words.setdefault(form, []).append(n)
                self._addresses.add(form)
            return
        self._words.setdefault(plain, []).append(n)
        if any(unicodedata.category(letter) == "Lo" for letter in plain.decode()):
            self._boundless.add(plain)
        if _WEB_ADDRESS.fullmatch(folded.strip()):
            short = _SCHEME.sub(b"", folded.strip())
            for form in (short, short.replace(b".", b"dot")) if b"/" in short.rstrip(b"/") else ():
                self._words.setdefault(form.translate(_SEPARATORS_TO_SPACES).replace(b" ", b""), []).append(n)
            return
        words = folded.translate(_SEPARATORS_TO_SPACES).split()
        for form in _plurals(words):
            self._words.setdefault(form, []).append(n)
        if _NAME.fullmatch(text.strip()):
            self._words.setdefault(words[-1] + b"".join(words[:-1]), []).append(n)

    def search(self, text: str, found: set[int]) -> None:
        """Add to ``found`` the position of each value that a text has."""
        for reading in readings(text):
            self._search_folded(fold(reading), found)

    def _search_folded(self, folded: bytes, found: set[int]) -> None:
        spaced = folded.translate(_SEPARATORS_TO_SPACES)
        view = _Letters(folded, spaced, folded.translate(None, _SEPARATORS))
        for form in self._word_index.candidates(view.letters):
            owners = self._words[form]
            if found.issuperset(owners):
                continue
            if form in self._boundless or view.has_words(form, is_address=form in self._addresses):
                found.update(owners)
        if self._short:
            self._search_short(spaced, found)
        if self._numbers:
            self._search_numbers(view, found)

    def _search_short(self, spaced: bytes, found: set[int]) -> None:
        words = spaced.split()
        distinct = set(words)
        for form, owners in self._short.items():
            first, _, rest = form.partition(b" ")
            if first in distinct and (not rest or b" %b " % form in b" %b " % b" ".join(words)):
                found.update(owners)

    def _search_numbers(self, view: _Letters, found: set[int]) -> None:
        digits = view.letters.translate(_LETTERS_TO_DIGITS)
        runs = b" ".join(_DIGITS.findall(digits))
        for form in self._number_index.candidates(runs):
            if not found.issuperset(self._numbers[form]) and view.has_number(form, digits):
                found.update(self._numbers[form])
        if self._local:
            for match in _NUMBER_AS_READ.finditer(view.folded):
                number = match[0].translate(None, b" .-")
                for shared, n in self._local.get(number[-_LOCAL_DIGITS:], ()):
                    if shared.endswith(number) and _stands_alone(view.folded, match):
                        found.add(n)


def _without_marks(text: str) -> Iterator[str]:
    """Yield a value as it reads once its escapes, the addresses of its links and its plain tags are gone.

    What a tag says in attributes stays: without it, a value could be no more than what the public knows.
    """
    yield decode_escapes(text)
    yield _MARKDOWN_LINK.sub(r"\1", text)
    yield _PLAIN_TAG.sub("", text)


_PLAIN_TAG = re.compile(r"</?[a-z]{1,10}>")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()]{0,500}\)")
_EMAIL = re.compile(rb"(?P<name>[^\s@]{1,80})@(?P<host>[^\s@]{1,200})")
_WEB_ADDRESS = re.compile(rb"(?:https?://|www\.)[^\s]+")
_SCHEME = re.compile(rb"(?:https?://)?(?:www\.)?")
_NAME = re.compile(r"[^\W\d_][\w'\u2019.-]*(?: (?:\w{1,3} )?[^\W\d_a-z][\w'\u2019.-]*){1,3}")
"""Two to four words with capitals: the name of a person or a desk, which may be written with its last word first."""
_DIGITS = re.compile(rb"[0-9]{7,}")
_NUMBER_AS_READ = re.compile(rb"[0-9](?:[ .-]?[0-9]){5,}")
_SEPARATORS_TO_SPACES = bytes(
    byte if byte >= 0x80 or chr(byte).isdigit() or chr(byte).islower() else 0x20 for byte in range(256)
)
_SEPARATORS = bytes(byte for byte, plain in enumerate(_SEPARATORS_TO_SPACES) if plain == 0x20)
_LETTERS_TO_DIGITS = bytes.maketrans(b"oil", b"011")
"""Letters that are typed for digits."""
_MOST_WORDS = 8
"""Of a text with more words, the plural of the last one only is searched for."""


def _plurals(words: list[bytes]) -> Iterator[bytes]:
    """Yield words without spaces, with each in turn as a plural or possessive, or as what it is a plural of."""
    for n in range(len(words)) if len(words) <= _MOST_WORDS else (len(words) - 1,):
        for form in _other_numbers(words[n]):
            yield b"".join((*words[:n], form, *words[n + 1 :]))


def _other_numbers(word: bytes) -> Iterator[bytes]:
    if len(word) < 3 or not word.isalpha():
        return
    yield word + b"s"
    if word.endswith(b"y"):
        yield word[:-1] + b"ies"
    elif word.endswith((b"s", b"x", b"z", b"ch", b"sh")):
        yield word + b"es"
    if word.endswith(b"ies"):
        yield word[:-3] + b"y"
    if word.endswith(b"es"):
        yield word[:-2]
    if word.endswith(b"s"):
        yield word[:-1]


def _spelled_addresses(name: bytes, host: bytes) -> Iterator[bytes]:
    """Yield an e-mail address without its signs, and with "at" and "dot" for them."""
    for at, dot_in_name, dot_in_host in product((b"", b"at"), (b"", b"dot"), (b"", b"dot")):
        address = name.replace(b".", dot_in_name) + at + host.replace(b".", dot_in_host)
        yield address.translate(_SEPARATORS_TO_SPACES).replace(b" ", b"")


def _stands_alone(folded: bytes, match: re.Match[bytes]) -> bool:
    """Return whether a number is not a part of a code, a colour, a decimal or a name."""
    before, after = folded[match.start() - 1 : match.start()], folded[match.end() : match.end() + 1]
    return not (before.isalnum() or before in (b"#", b"&", b"_", b"$") or after.isalnum() or after == b"_")


@dataclass(frozen=True)
class _Letters:
    """A folded text, with spaces for its separators, and only its letters and digits."""

    folded: bytes
    spaced: bytes
    letters: bytes

    @cached_property
    def _offsets(self) -> tuple[list[int], list[int]]:
        """Where each word starts, in the letters and in the folded text."""
        words = list(_WORD.finditer(self.spaced))
        return list(accumulate((len(word[0]) for word in words), initial=0)), [word.start() for word in words]

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(self._offsets[0])

    def has_words(self, form: bytes, *, is_address: bool) -> bool:
        """Return whether the text has these letters, from the start of a word to the end of one."""
        return any(
            start in self._starts
            and start + len(form) in self._starts
            and not (is_address and self._continues_address(start))
            for start in _occurrences(self.letters, form)
        )

    def _continues_address(self, start: int) -> bool:
        """Return whether an e-mail address began before: ``help.desk@…`` is not ``desk@…``."""
        in_letters, in_folded = self._offsets
        at = in_folded[bisect_right(in_letters, start) - 1]
        before = self.folded[max(0, at - 2) : at]
        return before[1:] in b".-_+" and before[:1].isalnum()

    def has_number(self, form: bytes, digits: bytes) -> bool:
        """Return whether the text has these digits with no other digit at either end, but for the code of a country."""
        return any(
            self._is_prefix(self._digits_before(start)) and not self._digit_follows(start + len(form))
            for start in _occurrences(digits, form)
        )

    def _digits_before(self, start: int) -> bytes:
        first = start
        while start - first <= 6 and first not in self._starts and self.letters[first - 1 : first].isdigit():
            first -= 1
        return self.letters[first:start]

    @staticmethod
    def _is_prefix(digits: bytes) -> bool:
        return digits in (b"", b"0", b"00", b"44", b"0044", b"440", b"00440")

    def _digit_follows(self, end: int) -> bool:
        return end not in self._starts and self.letters[end : end + 1].isdigit()


_WORD = re.compile(rb"[^ ]+")


def _occurrences(text: bytes, form: bytes) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


class _SubstringIndex:
    """Says which of many strings a text may have, by pieces of 4 or 8 bytes at every fourth or eighth place.

    Wherever a string of at least 7 (or 15) bytes is in a text, some of the text's pieces lie wholly in it.
    """

    def __init__(self, forms: Iterable[bytes]) -> None:
        forms = list(forms)
        self._small = [form for form in forms if len(form) < 7]
        self._parts = (
            _Pieces(4, "I", [form for form in forms if 7 <= len(form) < 15]),
            _Pieces(8, "Q", [form for form in forms if len(form) >= 15]),
        )

    def candidates(self, text: bytes) -> set[bytes]:
        """Return the strings that may be in a text; none that is in it is left out."""
        small = (form for form in self._small if form in text)
        return set(small).union(*(pieces.candidates(text) for pieces in self._parts))


class _Pieces:
    def __init__(self, size: int, code: Literal["I", "Q"], forms: Iterable[bytes]) -> None:
        self._size, self._code = size, code
        self._by_first: dict[int, list[tuple[bytes, frozenset[int]]]] = {}
        for form in forms:
            for start in range(size):
                first, *rest = memoryview(form[start : start + (len(form) - start) // size * size]).cast(code)
                self._by_first.setdefault(first, []).append((form, frozenset(rest)))
        self._all = frozenset(self._by_first).union(
            *(rest for entries in self._by_first.values() for _, rest in entries)
        )

    def candidates(self, text: bytes) -> set[bytes]:
        if not self._all or len(text) < self._size:
            return set()
        view = memoryview(text)[: len(text) // self._size * self._size].cast(self._code)
        found = self._all.intersection(view)
        return {form for piece in found for form, rest in self._by_first.get(piece, ()) if rest <= found}
