"""The style sheets of ``overrides/``: what is in them that may not be, and the sheets with their selectors narrowed.

Properties and functions are allowed one by one: none of them loads a file, hides, moves or covers anything. Each
selector is narrowed, so that it matches neither what is said in danger nor anything around that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from generator.diagnostics import Code, Diagnostic, Span, sort_diagnostics
from generator.model.overrides import PRINT_STYLES, SITE_STYLES, OverrideFile, Overrides
from generator.words.near_names import nearest_name

Token = Any
"""A node of tinycss2, which publishes no types; its attribute ``type`` names the kind."""

LONGEST_SHEET = 10_000
"""Letters: a tenth of what our own sheets have."""

_SIDES = ("", "-top", "-right", "-bottom", "-left")
# fmt: off
PROPERTIES = (
    "background-color", "border", "border-bottom", "border-color", "border-left", "border-radius", "border-right",
    "border-style", "border-top", "border-width", "color", "column-gap", "font-size", "font-weight", "gap",
    "letter-spacing", "line-height", *(f"margin{side}" for side in _SIDES), *(f"padding{side}" for side in _SIDES),
    "row-gap", "text-align", "text-decoration", "text-transform", "text-underline-offset",
)
"""What a style may set, sorted."""
# fmt: on
FUNCTIONS = ("hsl", "hsla", "rgb", "rgba", "var")
PSEUDO_CLASSES = ("active", "first-child", "focus", "focus-visible", "hover", "last-child", "link", "visited")
CONDITIONS = ("media", "supports")

LEAST = {
    "font-size": {"px": 12, "rem": 0.75, "pt": 9},
    "line-height": {"": 1, "px": 14, "rem": 0.9, "pt": 11},
}
"""For text, the units in which each property may be written, with the least of each: no text vanishes."""

_NUMBERS = {SITE_STYLES: (".kb-tel",), PRINT_STYLES: (".n",)}
"""Numbers to call wherever they are: no style touches these, either, but it may what is around them."""

_PROTECTED = {
    SITE_STYLES: (".kb-emergency", ".kb-exit", ".kb-ways", ".kb-staff-only", ".kb-open", ".kb-skip"),
    PRINT_STYLES: (".danger", ".now", ".stop", ".call"),
}
"""What no style of a partnership touches: numbers to call in danger, the way out, warnings, and what skips the menu."""

_VALUE_TYPES = {"ident", "number", "percentage", "dimension", "hash", "whitespace", "comment", "literal", "function"}
_SELECTOR_TYPES = {"ident", "hash", "literal", "whitespace", "comment", "[] block"}
_SELECTOR_SIGNS = {".", ">", "+", "~", ":", "*"}


@dataclass(frozen=True, slots=True)
class _Fault:
    node: Token
    message: str
    hint: str

    @property
    def message_and_hint(self) -> tuple[str, str]:
        return self.message, self.hint


def style_override_problems(overrides: Overrides) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the style sheets that a partnership has, sorted."""
    problems: list[Diagnostic] = []
    for file in _PROTECTED:
        if source := overrides.files.get(file.path):
            problems += _problems(file, source)
    if (source := overrides.files.get(PRINT_STYLES.path)) and not problems:
        from generator.rendering.pdf.rules import style_problems

        problems += style_problems(source, PRINT_STYLES.full_path)
    return sort_diagnostics(problems)


def _problems(file: OverrideFile, source: str) -> Iterable[Diagnostic]:
    if len(source) > LONGEST_SHEET:
        message = f"this style sheet has {len(source):,} letters, and none has more than {LONGEST_SHEET:,}"
        hint = "take out what you do not need: every page has its styles in itself"
        return [Diagnostic(Span(file.full_path), Code.FILE_TOO_LARGE, message, hint)]
    try:
        faults = [
            Diagnostic(
                Span(file.full_path, one.node.source_line, one.node.source_column),
                Code.INVALID_VALUE,
                *one.message_and_hint,
            )
            for one in _rule_faults(_rules(source))
        ]
        return [*faults, *_ends_element(file, source)]
    except RecursionError:
        message = "brackets are nested deeper here than any style needs"
        return [Diagnostic(Span(file.full_path), Code.TOO_DEEP, message, "write each rule by itself")]


def own_styles(overrides: Overrides, file: OverrideFile) -> str:
    """Return a partnership's style sheet with its selectors narrowed; empty if it has none."""
    source = overrides.files.get(file.path)
    if not source:
        return ""
    protected = ",".join(_PROTECTED[file])
    inside = ",".join(f"{one},{one} *" for one in (*_PROTECTED[file], *_NUMBERS[file]))
    return "".join(_narrowed(_rules(source), f":not(:where({inside})):not(:has({protected}))"))


def _narrowed(rules: Iterable[Token], guard: str) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule":
            yield f"@{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()} {{\n"
            yield from _narrowed(_rules(rule.content), guard)
            yield "}\n"
        else:
            selectors = (f"{tinycss2.serialize(one).strip()}{guard}" for one in _selectors(rule))
            yield f"{', '.join(selectors)} {{{tinycss2.serialize(rule.content)}}}\n"


def _rules(content: str | list[Token]) -> list[Token]:
    parse = tinycss2.parse_stylesheet if isinstance(content, str) else tinycss2.parse_rule_list
    return list(parse(content, skip_comments=True, skip_whitespace=True))


def _selectors(rule: Token) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in rule.prelude:
        if token == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return parts


def _rule_faults(rules: Iterable[Token]) -> Iterator[_Fault]:
    for rule in rules:
        if rule.type == "error":
            yield _not_css(rule)
        elif rule.type == "qualified-rule":
            yield from _selector_faults(rule)
            for node in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                yield from _declaration_faults(node)
        elif rule.lower_at_keyword in CONDITIONS and rule.content is not None:
            yield from _rule_faults(_rules(rule.content))
        else:
            message = f"an override of styles may not have @{rule.lower_at_keyword}"
            yield _Fault(rule, message, "write rules here, and around them only @media or @supports")


def _not_css(node: Token) -> _Fault:
    return _Fault(node, f"this is not CSS: {node.message}", "write `name: value;` inside `selector { … }`")


def _selector_faults(rule: Token) -> Iterator[_Fault]:
    for selector in _selectors(rule):
        words = [token for token in selector if token.type != "whitespace"]
        if not words:
            yield _Fault(rule, "a selector is missing here", "name elements or classes, with a comma between two")
        for before, token in zip([None, *words], words, strict=False):
            is_sign = token.type == "literal" and token.value not in _SELECTOR_SIGNS
            is_odd = before == ":" and (token.type != "ident" or token.lower_value not in PSEUDO_CLASSES)
            if token.type not in _SELECTOR_TYPES or is_sign or is_odd:
                message = f"an override of styles may not select by '{token.serialize()}'"
                hint = f"name elements, classes and attributes; after a colon: {', '.join(PSEUDO_CLASSES)}"
                yield _Fault(token, message, hint)
                break
        if words and words[-1].type == "literal" and words[-1].value != "*":
            yield _Fault(words[-1], "this selector is not complete", "name an element or a class after it")


def _declaration_faults(node: Token) -> Iterator[_Fault]:
    if node.type == "error":
        yield _not_css(node)
    elif node.type != "declaration":
        hint = "write each rule by itself, with its whole selector"
        yield _Fault(node, "a rule inside a rule is not read here", hint)
    elif node.lower_name not in PROPERTIES:
        near = nearest_name(node.lower_name, PROPERTIES)
        listed = "docs/overrides.md lists what it may set: colours, borders, room around things, how text looks"
        hint = f"did you mean '{near}'?" if near else listed
        yield _Fault(node, f"an override of styles may not set {node.name}", hint)
    else:
        yield from _value_faults(node.value)
        yield from _size_faults(node)


def _value_faults(tokens: Iterable[Token]) -> Iterator[_Fault]:
    for token in tokens:
        if token.type == "url" or (token.type == "function" and token.lower_name not in FUNCTIONS):
            name = "url" if token.type == "url" else token.name
            hint = f"write a colour or a length; functions may be {', '.join(FUNCTIONS)}: a style loads nothing"
            yield _Fault(token, f"an override of styles may not use {name}()", hint)
        elif token.type == "function":
            yield from _value_faults(token.arguments)
        elif token.type not in _VALUE_TYPES:
            message = f"an override of styles may not have '{token.serialize()}' as a value"
            yield _Fault(token, message, "write names, numbers and colours")
        elif token.type in {"number", "percentage", "dimension"} and token.value < 0:
            message = f"{token.serialize()} is a negative number, and would put one thing over another"
            yield _Fault(token, message, "write 0 or more")


def _size_faults(node: Token) -> Iterator[_Fault]:
    least = LEAST.get(node.lower_name)
    sizes = [token for token in node.value if token.type not in {"whitespace", "comment"}]
    if least and not all(one.type in {"number", "dimension"} and _is_enough(one, least) for one in sizes):
        values = " or ".join(f"{value}{unit}" for unit, value in least.items())
        message = f"this {node.lower_name} is too little, or in a unit in which it may become so"
        yield _Fault(node, message, f"write {values}, or more")


def _is_enough(token: Token, least: Mapping[str, float]) -> bool:
    unit = token.lower_unit if token.type == "dimension" else ""
    return unit in least and token.value >= least[unit]


def _ends_element(file: OverrideFile, source: str) -> Iterator[Diagnostic]:
    """Yield a problem if the styles could end the element of the page that they are in, also by an escape."""
    if "<" in tinycss2.serialize(tinycss2.parse_component_value_list(source, skip_comments=True)):
        line = source[: source.index("<")].count("\n") + 1 if "<" in source else 1
        message = "an override of styles may not have the sign <"
        yield Diagnostic(
            Span(file.full_path, line),
            Code.INVALID_VALUE,
            message,
            "take it out; for a width write min-width: or max-width:",
        )
