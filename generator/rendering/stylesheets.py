"""Style sheets as declarations with their places, parsed by tinycss2, which WeasyPrint uses too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

Token = Any
"""A node of tinycss2, which publishes no types; its attribute ``type`` names the kind."""

_RULE_LISTS = frozenset({"media", "supports", "layer", "container"})
"""At-rules whose block contains rules; all others contain declarations."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration, or one statement such as ``@import``, with its line and column."""

    name: str
    """The property in lower case; for a statement its keyword with the ``@``."""
    tokens: tuple[Token, ...]
    """Its value."""
    selector: tuple[Token, ...]
    """The selector of its rule; empty inside ``@page`` and ``@font-face``."""
    line: int
    column: int

    @property
    def value(self) -> str:
        """The value as text, with single spaces."""
        return " ".join(tinycss2.serialize(self.tokens).split())

    @property
    def types(self) -> list[str]:
        """The types of its tokens, except white space and comments."""
        return [token.type for token in self.tokens if token.type not in {"whitespace", "comment"}]

    @property
    def keywords(self) -> set[str]:
        """The keywords of the value, in lower case."""
        return {token.lower_value for token in _nested(self.tokens) if token.type == "ident"}

    @property
    def functions(self) -> set[str]:
        """The names of the functions in the value, in lower case."""
        return {token.lower_name for token in _nested(self.tokens) if token.type == "function"}

    @property
    def addresses(self) -> list[str]:
        """The address in every ``url()`` of the value, and in an ``@import``."""
        found = [token.value for token in self.tokens if token.type == "string" and self.name == "@import"]
        for token in _nested(self.tokens):
            if token.type == "url":
                found.append(token.value)
            elif token.type == "function" and token.lower_name == "url":
                found += [inner.value for inner in token.arguments if inner.type == "string"]
        return found

    @property
    def elements(self) -> set[str]:
        """The names of the elements it applies to: td and p for ``.list tr > td.wide, p``."""
        names, at_start = [""], True
        for token in self.selector:
            if token == ",":
                names.append("")
            if token.type in {"whitespace", "comment"} or token in (">", "+", "~", ","):
                at_start = True
            elif at_start:
                names[-1], at_start = token.lower_value if token.type == "ident" else "", False
        return {*names} - {""}


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A syntax error with its line and column."""

    message: str
    line: int
    column: int


def declarations_of(sheet: str) -> Iterator[Declaration]:
    """Return every declaration of a style sheet, in order."""
    return (found for found in _read(_rules(sheet)) if isinstance(found, Declaration))


def syntax_problems(sheet: str) -> Iterator[SyntaxProblem]:
    """Return the syntax errors of a style sheet. WeasyPrint ignores the CSS they are in."""
    return (found for found in _read(_rules(sheet)) if isinstance(found, SyntaxProblem))


def declarations_in(style: str) -> list[Declaration]:
    """Return the declarations of a ``style`` attribute."""
    return [found for found in _read(_contents(style)) if isinstance(found, Declaration)]


def selectors(sheet: str) -> tuple[str, ...]:
    """Return the selectors of a style sheet, without those of its queries."""
    return tuple(tinycss2.serialize(one).strip() for head in _preludes(_rules(sheet)) for one in _split(head, ","))


def leading_classes(selector: str) -> tuple[str, ...]:
    """Return our classes in the first part of a selector that has any: those of the component that it styles."""
    tokens = tinycss2.parse_component_value_list(selector, skip_comments=True)
    return next((found for part in _split(tokens, *">+~", " ") if (found := tuple(_own_classes(part)))), ())


def _preludes(nodes: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens before the block of each rule."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node.prelude
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in _RULE_LISTS:
            yield from _preludes(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _split(tokens: Iterable[Token], *marks: str) -> list[list[Token]]:
    """Return the tokens between the marks; a space stands for white space."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if any(token == mark or (mark == " " and token.type == "whitespace") for mark in marks):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _own_classes(tokens: list[Token]) -> Iterator[str]:
    """Yield our classes among the tokens of one part of a selector, without those that ``:has`` and ``:not`` name."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "function" and token.lower_name not in {"has", "not"}:
            yield from _own_classes(token.arguments)
        elif token.type == "ident" and before == "." and token.value.startswith("kb-"):
            yield token.value


def _read(nodes: Iterable[Token], selector: tuple[Token, ...] = ()) -> Iterator[Declaration | SyntaxProblem]:
    for node in nodes:
        place = (node.source_line, node.source_column)
        match node.type:
            case "declaration":
                yield Declaration(node.lower_name, tuple(node.value), selector, *place)
            case "qualified-rule":
                yield from _read(_contents(node.content), tuple(node.prelude))
            case "at-rule" if node.content is None:
                yield Declaration(f"@{node.lower_at_keyword}", tuple(node.prelude), selector, *place)
            case "at-rule" if node.lower_at_keyword in _RULE_LISTS:
                yield from _read(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
            case "at-rule":
                yield from _read(_contents(node.content))
            case "error":
                yield SyntaxProblem(node.message, *place)


def _rules(sheet: str) -> list[Token]:
    return list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _contents(block: str | list[Token]) -> list[Token]:
    return list(tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True))


def _nested(tokens: Iterable[Token]) -> Iterator[Token]:
    """Return the tokens and those inside their functions and brackets."""
    for token in tokens:
        yield token
        yield from _nested(getattr(token, "arguments", None) or getattr(token, "content", None) or ())
