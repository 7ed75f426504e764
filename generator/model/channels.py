"""Ways to reach someone, each checked by its kind: numbers to dial, addresses to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.addresses import email_fault, postal_address_fault, web_address_fault
from generator.model.evidence import Basis
from generator.model.phone_numbers import digits_to_dial, format_number, number_fault, text_fault
from generator.model.record import Record
from generator.model.values import Text, Wording, value_error


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


def _text_fault(value: str) -> tuple[str, str]:
    fault = number_fault(value)
    return fault if fault[0] else text_fault(value)


_FAULTS: dict[ChannelKind, Callable[[str], tuple[str, str]]] = {
    ChannelKind.PHONE: number_fault,
    ChannelKind.TEXT: _text_fault,
    ChannelKind.RELAY: number_fault,
    ChannelKind.BSL: web_address_fault,
    ChannelKind.EMAIL: email_fault,
    ChannelKind.WEB: web_address_fault,
    ChannelKind.POST: postal_address_fault,
}
"""For each kind, what returns the fault of a value and the hint. A place in person may have any words."""


@dataclass(frozen=True, slots=True)
class ChannelValue:
    """A marker for the value of a channel, which is a number or an address by the channel's kind."""


class Channel(Record):
    """One way to reach someone, with what is known of it."""

    kind: ChannelKind = Field(description="phone, text, relay, bsl, email, web, post or in-person")
    value: Annotated[Text, ChannelValue()] = Field(description="the number, the address or the place")
    hours: Text | None = Field(None, description="when it is answered, as the source says; leave out if not known")
    cost: Text | None = Field(None, description="what it costs; leave out if not known")
    languages: Text | None = Field(None, description="which languages, beyond English, as the source says")
    basis: Basis = Field(description="verified (read in a public source) or known (not re-checked)")
    note: Wording | None = Field(None, description="what someone must know before they use it")

    @model_validator(mode="after")
    def _value_fits_its_kind(self) -> Self:
        fault, hint = _FAULTS[self.kind](self.value) if self.kind in _FAULTS else ("", "")
        if fault:
            raise value_error(Code.INVALID_VALUE, fault, hint, field="value")
        return self

    @property
    def link(self) -> str:
        """The address that opens the channel, such as ``tel:999``; empty for post and places."""
        if self.kind in DIALLED:
            scheme = "sms" if self.kind is ChannelKind.TEXT else "tel"
            return f"{scheme}:{digits_to_dial(self.value)}"
        if self.kind is ChannelKind.EMAIL:
            return f"mailto:{self.value}"
        return self.value if self.kind in OPENED else ""

    @property
    def display_value(self) -> str:
        """The value as people read it; a number is spaced as in its source, or else as in the national format."""
        has_spaces = " " in self.value and not self.value.startswith("+")
        return format_number(self.value) if self.kind in DIALLED and not has_spaces else self.value
