"""Numbers to dial in the United Kingdom: which exist, what is wrong with one that does not, how each is written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, shortnumberinfo

from generator.model.values import quoted
from generator.model.vocabulary import counted

REGION = "GB"
"""The country whose numbering plan a number without a country code follows."""

_HARMONISED = frozenset({"116000", "116006", "116111", "116117", "116123"})
"""Ofcom's register of the numbers that are the same all over Europe; the library lacks two of them."""

_DRAMA = re.compile(
    r"(?:011[3-8]4960|0(?:121|131|141|151|161)4960|01914980|02079460|02896496|02920180|01632960"
    r"|07700900|08081570|09098790|03069990)[0-9]{3}"
)
"""The numbers that Ofcom keeps for drama on television and radio, a thousand of each: nobody ever has them."""

_RELAY = re.compile(r"(1800[12])([0-9]*)")
"""A number called through Relay UK: 18001 or 18002, then the number itself."""

_LONGEST_SHORT = 6
_LONGEST = 100
"""No number is written with more characters, even with words around it."""

_DIALLED = re.compile(r"\+?[0-9][0-9 ]+")
_OTHER_DIGITS = str.maketrans("OoIl", "0011")
_EXTENSION = re.compile(r"(?<!\s)\s*(?:[,;/]\s*)?(?:extension|ext\.?|x|#)\s*(?::\s*)?[0-9]+\s*$", re.IGNORECASE)
_FAMILIAR = ("999", "101", "111", "112", "105", "119", "159", "116123", "116000", "18000", "61016")
"""Short numbers that people may have meant."""

_NO_TEXTS = {
    PhoneNumberType.TOLL_FREE: "a freephone number",
    PhoneNumberType.PREMIUM_RATE: "a number at a premium rate",
    PhoneNumberType.SHARED_COST: "a number at a shared cost",
}


class _Prefix(NamedTuple):
    """The numbers with one beginning: what they are called, and how many digits they have with the first 0."""

    begins: str
    called: str
    digits: int = 11


_PREFIXES = (
    _Prefix("0500", "0500 numbers", 10),
    _Prefix("070", "070 numbers"),
    _Prefix("07", "mobile numbers"),
    _Prefix("01", "numbers that begin with 01"),
    _Prefix("02", "numbers that begin with 02"),
)
"""Any other number is called by its first four digits: 0300 numbers. The library knows the few that are shorter."""


@lru_cache(maxsize=4096)
def digits_to_dial(number_text: str) -> str:
    """Return the digits to dial, in international form where there is one; empty if there is no such number."""
    if not _DIALLED.fullmatch(number_text):
        return ""
    compact = number_text.replace(" ", "")
    if relay := _RELAY.fullmatch(compact):
        return compact if relay[2] and digits_to_dial(relay[2]) else ""
    if len(compact) <= _LONGEST_SHORT:
        return compact if _is_short(compact) else ""
    number = _parse(compact)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else ""


def _is_short(digits: str) -> bool:
    if digits in _HARMONISED:
        return True
    number = phonenumbers.PhoneNumber(country_code=44, national_number=int(digits))
    return not digits.startswith("0") and shortnumberinfo.is_valid_short_number_for_region(number, REGION)


def _parse(compact: str) -> phonenumbers.PhoneNumber | None:
    """Return a number of the right length for its kind, as it is dialled; None if there is none."""
    if not compact.startswith(("0", "+")) or compact.startswith("+440"):
        return None
    try:
        number = phonenumbers.parse(compact, REGION)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) or _DRAMA.fullmatch(_national(number)) else None


def _national(number: phonenumbers.PhoneNumber) -> str:
    """Return the digits of a number of the United Kingdom with its first 0; empty for any other country's."""
    return f"0{number.national_number}" if number.country_code == 44 else ""


@lru_cache(maxsize=4096)
def format_number(number_text: str) -> str:
    """Return a number in the national format; short codes are unchanged."""
    compact = number_text.replace(" ", "")
    if relay := _RELAY.fullmatch(compact):
        return f"{relay[1]} {format_number(relay[2])}" if relay[2] else compact
    if len(compact) <= _LONGEST_SHORT:
        return compact
    number = _parse(compact)
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL) if number else number_text


def number_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with a number to dial and what to write instead; two empty texts if it is right."""
    if len(text) > _LONGEST:
        return f"{quoted(text)} is not a number that can be dialled", _write("")
    if digits_to_dial(text):
        return "", ""
    if not _DIALLED.fullmatch(text):
        return _sign_fault(text)
    compact = text.replace(" ", "")
    if relay := _RELAY.fullmatch(compact):
        if not relay[2]:
            return f"{quoted(text)} is only the beginning of a number", f"write the number after it: {relay[1]} 101"
        return number_fault(relay[2])
    if compact.startswith("+440"):
        return f"{quoted(text)} has a 0 after +44", _write(f"+44{compact[4:]}")
    national = re.sub(r"^(?:\+|00)44", "0", compact)
    if national.startswith("00") and digits_to_dial(national[1:]):
        return f"{quoted(text)} begins with 0 twice", _write(national[1:])
    half = len(compact) // 2
    if digits_to_dial(compact[:half]) and digits_to_dial(compact[half:]) and half > _LONGEST_SHORT:
        return f"{quoted(text)} is more than one number", "write each as a channel of its own"
    if national.startswith(("+", "00")) and len(national) > _LONGEST_SHORT:
        return (
            f"{quoted(text)} is no number of the country that it begins with",
            "compare it with its source, digit by digit",
        )
    if not national.startswith("0") and digits_to_dial(f"0{national}") and len(national) > _LONGEST_SHORT:
        return f"{quoted(text)} lacks its first 0", _write(f"0{national}")
    if not national.startswith("0") or _is_short(national.lstrip("0") or "0"):
        return _short_fault(text, national)
    return _length_fault(text, national)


def _write(number_text: str) -> str:
    """Return the hint to write this number, or to write one as it is dialled if it is none."""
    if digits_to_dial(number_text):
        return f"write {format_number(number_text)}"
    return "write it as it is dialled in the United Kingdom: 01632 960001, 0808 157 0000 or 999"


def _sign_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that has more than digits and spaces."""
    numbers = [one for one in re.split(r"(?<!\s)\s*(?:/|,|;|&|\bor\b|\band\b)\s*", text, flags=re.IGNORECASE) if one]
    if len(numbers) > 1 and all(digits_to_dial(re.sub(r"[()-]", " ", one).strip()) for one in numbers):
        return f"{quoted(text)} is more than one number", "write each as a channel of its own"
    if _EXTENSION.search(text) and (whole := _digits_in(_EXTENSION.sub("", text))):
        return f"{quoted(text)} has an extension", f"{_write(whole)}, and the extension under `note:`"
    return f"{quoted(text)} is not a number that can be dialled", _write(_digits_in(text))


def _digits_in(text: str) -> str:
    """Return the digits of a text as they were most likely meant."""
    plain = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)
    plain = re.sub(r"\(0\)", " ", plain)
    plain = re.sub(r"^\D*(?=\+)", "", plain)
    for candidate in (plain.translate(_OTHER_DIGITS), plain):
        digits = ("+" if candidate.startswith("+") else "") + re.sub(r"[^0-9]", "", candidate)
        if digits_to_dial(digits):
            return digits
    return ""


def _short_fault(text: str, digits: str) -> tuple[str, str]:
    fault = f"{quoted(text)} is no short number that exists in the United Kingdom"
    if digits.startswith("0"):
        return f"{fault}; short numbers do not begin with 0", f"write {digits.lstrip('0')}"
    if len(digits) > _LONGEST_SHORT:
        fault = f"{quoted(text)} is no number that exists in the United Kingdom"
    shorter = {digits[:n] + digits[n + 1 :] for n in range(len(digits))}
    meant = [one for one in _FAMILIAR if one in shorter or digits in {one[:n] + one[n + 1 :] for n in range(len(one))}]
    if meant:
        return fault, f"look it up at its source; if you mean {meant[0]}, write {meant[0]}"
    return fault, "look it up at its source; a number of a place begins with its area code, such as 01632"


def _length_fault(text: str, national: str) -> tuple[str, str]:
    prefix = next((one for one in _PREFIXES if national.startswith(one.begins)), None)
    prefix = prefix or _Prefix(national[:4], f"{national[:4]} numbers")
    have, most = len(national), prefix.digits
    if have == most:
        fault = f"{quoted(text)} is in no range of numbers that are in use in the United Kingdom"
        return fault, "compare it with its source, digit by digit"
    missing = most - have
    digits = counted(abs(missing), "digit")
    hint = f"it has {digits} too {'few' if missing > 0 else 'many'}: compare it with its source"
    return f"{quoted(text)} has {have} digits; {prefix.called} have {most}", hint


def is_example_number(number_text: str) -> bool:
    """Return whether a number, or the one called through a relay, is one that Ofcom keeps for drama."""
    compact = number_text.replace(" ", "")
    relay = _RELAY.fullmatch(compact)
    return bool(_DRAMA.fullmatch(re.sub(r"^(?:\+|00)44", "0", relay[2] if relay else compact)))


def is_emergency_number(number_text: str) -> bool:
    """Return whether a number reaches the emergency services: 999 or 112."""
    return bool(shortnumberinfo.is_emergency_number(number_text.replace(" ", ""), REGION))


def text_fault(number_text: str) -> tuple[str, str]:
    """Return why a number that exists cannot receive texts, and what to write; two empty texts if it may."""
    compact = number_text.replace(" ", "")
    number = _parse(compact) if len(compact) > _LONGEST_SHORT else None
    called = _NO_TEXTS.get(phonenumbers.number_type(number)) if number else None
    if called is None:
        return "", ""
    hint = "write the mobile or short number that texts go to; for calls, write `kind: phone`"
    return f"{quoted(number_text)} is {called}, which receives no texts", hint
