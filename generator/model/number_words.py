"""Numbers that are not written as whole numbers in digits: what each is, and what to write instead."""

from __future__ import annotations

import re

_WORDS_BELOW_20 = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_WORDS_OF_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: n for n, word in enumerate(_WORDS_BELOW_20.split())} | {"zero": 0}
_TENS = {word: 10 * n for n, word in enumerate(_WORDS_OF_TENS.split(), start=2)}
_MOST_DIGITS = 4000
"""Python refuses to read a number of more."""


def number_in_words(text: str) -> int | None:
    """Return the number below 100 that one or two English words name; None if they name none."""
    words = re.split(r"[ -]+", text.strip().lower())
    if len(words) == 1:
        return _UNITS.get(words[0], _TENS.get(words[0]))
    if len(words) == 2 and words[0] in _TENS and 0 < _UNITS.get(words[1], 0) < 10:
        return _TENS[words[0]] + _UNITS[words[1]]
    return None


def number_fault(text: str, least: int, most: int) -> tuple[str, str]:
    """Return what a text is in place of digits from ``least`` to ``most`` (as in "is a range"), and what to write."""
    if re.fullmatch(r"[0-9]+", text):
        return _out_of_range(text, least, most)
    if match := re.fullmatch(r"[-\u2212\u2013]\s*([0-9]+)", text):
        return f"is below {least}", f"write it without the minus sign: {match[1]}"
    if re.fullmatch(r"[0-9]{1,3}(?:[, ][0-9]{3})+", text):
        return "has more than digits", f"write digits only: {re.sub('[, ]', '', text)}"
    if match := re.fullmatch(r"([0-9]{1,9})[.,]([0-9]+)", text):
        whole = int(match[1])
        return "is not a whole number", f"write {whole}" if not int(match[2]) else f"write {whole} or {whole + 1}"
    if match := re.fullmatch(r"([0-9]+)\s*(?:-|\u2013|to|or)\s*([0-9]+)", text):
        return "is two numbers", f"write the one that counts: {match[1]} or {match[2]}"
    if (number := number_in_words(text)) is not None:
        return "is a number in words", f"write it in digits: {number}"
    return _more_than_a_number(text)


def _out_of_range(text: str, least: int, most: int) -> tuple[str, str]:
    number = int(text) if len(text) < _MOST_DIGITS else most + 1
    if number > most:
        return f"is too large: {most:,} is the most", "look whether it has a digit too many"
    if number < least:
        return f"is too small: {least} is the least", f"write a whole number from {least} up"
    return "begins with 0", f"write it without 0 in front: {number}"


def _more_than_a_number(text: str) -> tuple[str, str]:
    """Return what to write where a text holds one number and more, such as ``5 days``, or no number at all."""
    digits = re.findall(r"[0-9]+", text)
    named = [number for word in re.findall(r"[a-z]+", text.lower()) if (number := number_in_words(word)) is not None]
    numbers = [str(int(run)) for run in digits if len(run) < _MOST_DIGITS] or [str(number) for number in named]
    if len(numbers) == 1:
        return "is more than a number", f"write digits only: {numbers[0]}"
    return "is not a whole number", "write digits only, such as 5"
