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
