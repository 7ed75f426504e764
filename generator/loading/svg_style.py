"""Check the values and the styles of a drawing: what they refer to, and the lengths in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.drawings import (
    LARGEST_NUMBER,
    MEASURED_STYLES,
    PLAIN,
    SHORTEST_DASH,
    STYLE_FUNCTIONS,
    Form,
)

REFERENCE = re.compile(r"#([^\s\"'<>()#&\\]+)")
_URL = re.compile(r"\s*([\"']?)#([^\s\"'<>()#&\\]+)\1\s*")
_LAST_WORD = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]*\Z")
_LONGEST_NAME = 40
_PROPERTY = re.compile(r"-?[A-Za-z][A-Za-z-]*")
_MAY_BE_LONG = re.compile(r"\d{6}|\d[eE]\+?\d")
_NUMBER = re.compile(r"(?>\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_SELECTOR_PART = re.compile(r"[.#]?[A-Za-z_][\w-]*")
_MOVING = ("animation", "transition", "offset-path", "motion")
_LOADING = ("behavior", "-moz-binding", "src", "cursor")
_LONGEST_QUOTE = 40

_DAMAGED_STYLE = "the style of this drawing is damaged, or is not a style"
UNCHECKED = f"take it out, or {PLAIN}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, and what to do."""

    message: str
    hint: str = UNCHECKED


@dataclass(frozen=True, slots=True)
class StyleLink:
    """A part of the drawing that a property of a style refers to."""

    selectors: frozenset[str]
    """``.class``, ``#id``, the name of an element, or ``*``; empty for the element that has the style."""
    name: str
    identifier: str


def outside(value: str) -> Fault:
    """Return the fault of a value that refers to something that is not in the drawing."""
    shown = shortened(value)
    if re.match(r"(?:java|vb)script:", re.sub(r"[\x00-\x20]", "", value), re.IGNORECASE):
        return Fault("this drawing holds a script, a program that would run in a reader's browser")
    return Fault(
        f"this drawing refers to something outside itself: '{shown}'",
        f"put everything into the one file: {PLAIN}",
    )


def shortened(value: str) -> str:
    """Return a value as a message quotes it: one line of at most 40 printable letters."""
    line = "".join(letter if letter.isprintable() else " " for letter in value[: _LONGEST_QUOTE + 1])
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def number_fault(value: str) -> Fault | None:
    """Return what is wrong with the lengths of a value, if anything is."""
    if not _MAY_BE_LONG.search(value):
        return None
    for match in _NUMBER.finditer(value):
        if not float(match[0]) <= LARGEST_NUMBER:
            return Fault(
                f"{shortened(match[0])} is longer than any drawing is wide",
                f"draw it smaller: lengths go up to {LARGEST_NUMBER:,} units",
            )
    return None


def _dash_fault(value: str) -> Fault | None:
    if any(0 < float(match[0]) < SHORTEST_DASH for match in _NUMBER.finditer(value)):
        return Fault("the dashes of a line are too short to be seen", f"make them {SHORTEST_DASH} units or longer")
    return None


def value_links(value: str) -> Iterator[str | Fault]:
    """Yield the id of each part of the drawing that a value refers to, or what is wrong with the value."""
    before, *pieces = value.split("(")
    for piece in pieces:
        name = _last_word(before)
        inside, bracket, _ = piece.partition(")")
        if not bracket:
            yield Fault(f"'{shortened(value)}' has a bracket that is not closed, or one inside another")
            return
        if name == "url":
            match = _URL.fullmatch(inside)
            yield match[2] if match else outside(inside.strip().strip("\"'"))
        elif name not in STYLE_FUNCTIONS:
            yield Fault(f"'{name}(…)' in a style is not something a still drawing needs")
        before = piece


def _last_word(text: str) -> str:
    match = _LAST_WORD.search(text.rstrip()[-_LONGEST_NAME:])
    return match[0].lower() if match else ""


def property_links(name: str, value: str) -> Iterator[str | Fault]:
    """Yield the id of each part that a property refers to, or what is wrong with it."""
    name, value = name.strip().lower(), value.strip()
    if name.endswith("filter") and value not in {"", "none"}:
        yield Fault(
            "this drawing has an effect, such as blur or a shadow, that paper cannot show",
            "take the effect away in your drawing program, then save the drawing again",
        )
    elif name.startswith(_MOVING) and value not in {"", "none"}:
        yield Fault("this drawing moves or changes by itself", f"take the animation out, then {PLAIN}")
    elif name in _LOADING:
        yield outside(value)
    elif "url(" in value.replace(" ", "").lower() and (faults := [one for one in value_links(value) if one]):
        yield from faults
    elif not Form.STYLE_VALUE.value.fullmatch(value):
        yield Fault(f"'{shortened(value)}' cannot be part of the style of a still drawing")
    else:
        yield from value_links(value)
        if name in MEASURED_STYLES and (fault := number_fault(value)):
            yield fault
        if name == "font-size" and value.startswith("-"):
            yield Fault("letters cannot be less than nothing in size", "write their height: 16px")
        if name == "stroke-dasharray" and (fault := _dash_fault(value)):
            yield fault


def declaration_links(text: str, selectors: frozenset[str] = frozenset()) -> Iterator[StyleLink | Fault]:
    """Yield what each property of ``name: value; name: value`` refers to, or what is wrong with it."""
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if declaration.strip() and not (colon and _PROPERTY.fullmatch(name.strip())):
            yield Fault(f"'{shortened(declaration.strip())}' is not a style, which has a name, a colon and a value")
            continue
        for link in property_links(name, value):
            yield link if isinstance(link, Fault) else StyleLink(selectors, name.strip().lower(), link)


def sheet_links(text: str) -> Iterator[StyleLink | Fault]:
    """Yield what each rule of a style sheet refers to, or what is wrong with it."""
    first, *commented = text.split("/*")
    text = first + " ".join(part.partition("*/")[2] for part in commented)
    if any("*/" not in part for part in commented):
        yield Fault("a note in the style of this drawing is not closed")
    if "@" in text or "\\" in text:
        sign = "@import" if "@import" in text.lower() else "@font-face" if "@font-face" in text.lower() else ""
        message = "the style of this drawing has a sign that could load another file: "
        yield Fault(message + (sign or ("@" if "@" in text else "\\")), f"put every style on its own shape: {PLAIN}")
        return
    *rules, rest = text.split("}")
    for rule in rules:
        selectors, bracket, declarations = rule.partition("{")
        if not bracket or "{" in declarations:
            yield Fault(_DAMAGED_STYLE)
            return
        yield from declaration_links(declarations, _selectors(selectors))
    if rest.strip():
        yield Fault(_DAMAGED_STYLE)


def _selectors(text: str) -> frozenset[str]:
    parts = frozenset(_SELECTOR_PART.findall(text))
    return parts | {"*"} if not parts or "*" in text or ":" in text or "[" in text else parts
