"""Ways to reach someone, each checked by its kind: numbers to dial, addresses to open."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Self

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat
from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.evidence import Basis
from generator.model.record import Record
from generator.model.values import Text, Wording, quoted, value_error

REGION = "GB"
"""The country whose numbering plan a number without a country code follows."""


class ChannelKind(Enum):
    """How someone is reached."""

    PHONE = "phone"
    TEXT = "text"
    RELAY = "relay"
    """A number to dial on a textphone or in the Relay UK app."""
    BSL = "bsl"
    """An address that connects a British Sign Language interpreter."""
    EMAIL = "email"
    WEB = "web"
    POST = "post"
    IN_PERSON = "in-person"


DIALLED = frozenset({ChannelKind.PHONE, ChannelKind.TEXT, ChannelKind.RELAY})
OPENED = frozenset({ChannelKind.WEB, ChannelKind.BSL})

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEB = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
_POSTCODE = re.compile(r"\b(?:GIR 0AA|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2})\b")
_SHORT = re.compile(r"[0-9]{3,6}")
"""Short codes, dialled as written: 999, 101, 18000, 61016."""


class Channel(Record):
    """One way to reach someone, with what is known of it."""

    kind: ChannelKind = Field(description="phone, text, relay, bsl, email, web, post or in-person")
    value: Text = Field(description="the number, the address or the place")
    hours: Text | None = Field(None, description="when it is answered, as the source says; leave out if not known")
    cost: Text | None = Field(None, description="what it costs; leave out if not known")
    languages: Text | None = Field(None, description="which languages, beyond English, as the source says")
    basis: Basis = Field(description="verified (read in a public source) or known (not re-checked)")
    note: Wording | None = Field(None, description="what someone must know before they use it")

    @model_validator(mode="after")
    def _value_fits_its_kind(self) -> Self:
        if self.kind in DIALLED and not _digits_to_dial(self.value):
            hint = "write it as it is dialled in the United Kingdom: 01632 960001, 0808 157 0000 or 999"
            raise value_error(Code.INVALID_VALUE, f"{quoted(self.value)} is not a number that can be dialled", hint)
        if self.kind in OPENED and not _WEB.fullmatch(self.value):
            raise value_error(
                Code.INVALID_VALUE,
                f"{quoted(self.value)} is not a web address",
                "write it whole: https://example.org/page",
            )
        if self.kind is ChannelKind.EMAIL and not _EMAIL.fullmatch(self.value):
            hint = "write one address: name@example.org"
            raise value_error(Code.INVALID_VALUE, f"{quoted(self.value)} is not an e-mail address", hint)
        if self.kind is ChannelKind.POST and not _POSTCODE.search(self.value):
            hint = "end it with the postcode, in capitals and with its space: NN1 1AA"
            raise value_error(Code.INVALID_VALUE, "this address has no postcode", hint)
        return self

    @property
    def link(self) -> str:
        """The address that opens the channel, such as ``tel:999``; empty for post and places."""
        if self.kind in DIALLED:
            scheme = "sms" if self.kind is ChannelKind.TEXT else "tel"
            return f"{scheme}:{_digits_to_dial(self.value)}"
        if self.kind is ChannelKind.EMAIL:
            return f"mailto:{self.value}"
        return self.value if self.kind in OPENED else ""

    @property
    def display_value(self) -> str:
        """The value as people read it; a number is spaced as in its source, or else as in the national format."""
        has_spaces = " " in self.value and not self.value.startswith("+")
        return format_number(self.value) if self.kind in DIALLED and not has_spaces else self.value


@lru_cache(maxsize=4096)
def _digits_to_dial(number_text: str) -> str:
    """Return the digits to dial, in international form where there is one; empty if it is not a number."""
    compact = number_text.replace(" ", "")
    if _SHORT.fullmatch(compact):
        return compact
    if re.fullmatch(r"1800[12][0-9]{3,11}", compact):
        return compact
    number = _parse_number(number_text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else ""


def _parse_number(number_text: str) -> phonenumbers.PhoneNumber | None:
    if not re.fullmatch(r"\+?[0-9][0-9 ]+", number_text):
        return None
    try:
        number = phonenumbers.parse(number_text, REGION)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


@lru_cache(maxsize=4096)
def format_number(number_text: str) -> str:
    """Return a number in the national format; short codes are unchanged."""
    compact = number_text.replace(" ", "")
    if _SHORT.fullmatch(compact):
        return compact
    if match := re.fullmatch(r"(1800[12])([0-9]{3,11})", compact):
        return f"{match[1]} {format_number(match[2])}"
    number = _parse_number(number_text)
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL) if number else number_text
