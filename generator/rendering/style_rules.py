"""The rules of style sheets that can match a page, written short, for the page to have in itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import tinycss2

Token = Any
"""A node of tinycss2, which publishes no types; its attribute ``type`` names the kind."""

_RULE_LISTS = frozenset({"media", "supports"})
"""At-rules whose block contains rules."""

_CHOICES = frozenset({"is", "where", "any", "matches", "-webkit-any", "-moz-any"})
"""The pseudo-classes of which one argument must match."""

_CUSTOM = "--"
_USED = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True, slots=True)
class _Selector:
    text: str
    needs: frozenset[str]
    """The features that it names outside ``:not`` and ``:has``."""
    choices: tuple[tuple[_Selector, ...], ...]

    def can_match(self, features: frozenset[str]) -> bool:
        return self.needs <= features and all(any(one.can_match(features) for one in each) for each in self.choices)


@dataclass(frozen=True, slots=True)
class _Declaration:
    name: str
    text: str
    uses: frozenset[str]
    """The custom properties in its value."""


@dataclass(frozen=True, slots=True)
class _Rule:
    around: tuple[str, ...]
    """The conditions that it is in, such as ``@media print``."""
    head: str
    """``@font-face`` and the like; empty for a rule with selectors."""
    selectors: tuple[_Selector, ...]
    declarations: tuple[_Declaration, ...]
    body: str
    """The text of a block that is not read, such as that of ``@keyframes``; else empty."""


@dataclass(frozen=True)
class StyleRules:
    """All rules of some style sheets, in their order.

    A feature is ``p`` for an element, ``.kb-door`` for a class, ``#kb-main`` for an id, ``[open]`` for an attribute and
    ``[dir=ltr]`` for an attribute with its value.
    """

    rules: tuple[_Rule, ...]

    @classmethod
    def of(cls, sheets: Iterable[str]) -> StyleRules:
        """Return the rules of style sheets that apply one after another."""
        return cls(tuple(rule for sheet in sheets for rule in _read(_rules(sheet), ())))

    @cached_property
    def features(self) -> frozenset[str]:
        """All features that a selector needs."""
        return frozenset(name for rule in self.rules for one in rule.selectors for name in _all_needs(one))

    def matching(self, features: frozenset[str]) -> str:
        """Return one style sheet with the rules that can match a page with these features.

        Custom properties and animations that none of them uses are left out.
        """
        all_rules = ((rule, [one.text for one in rule.selectors if one.can_match(features)]) for rule in self.rules)
        matched = [(rule, selectors) for rule, selectors in all_rules if rule.head or selectors]
        used = _used_properties(rule for rule, _ in matched)
        animations = " ".join(
            one.text for rule, _ in matched for one in rule.declarations if one.name.startswith("animation")
        )
        parts: list[str] = []
        opened: tuple[str, ...] = ()
        for rule, selectors in matched:
            written = [one.text for one in rule.declarations if not one.name.startswith(_CUSTOM) or one.name in used]
            body = ";".join(written) or rule.body
            if not body or (rule.body and rule.head.split()[-1] not in animations):
                continue
            if rule.around != opened:
                parts += ["}" * len(opened), *(f"{condition}{{" for condition in rule.around)]
                opened = rule.around
            parts.append(f"{rule.head or ','.join(selectors)}{{{body}}}")
        return "".join((*parts, "}" * len(opened)))


def _all_needs(selector: _Selector) -> Iterator[str]:
    yield from selector.needs
    for each in selector.choices:
        for one in each:
            yield from _all_needs(one)


def _used_properties(rules: Iterable[_Rule]) -> set[str]:
    """Return the custom properties that some declaration uses, also by way of another custom property."""
    declarations = [one for rule in rules for one in rule.declarations]
    used = {name for one in declarations if not one.name.startswith(_CUSTOM) for name in one.uses}
    while more := {name for one in declarations if one.name in used for name in one.uses} - used:
        used |= more
    return used


def _read(nodes: Iterable[Token], around: tuple[str, ...]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = tuple(map(_selector, _split(node.prelude)))
            yield _Rule(around, "", selectors, _declarations(node.content), "")
        elif node.type == "at-rule" and node.content is not None:
            head = f"@{node.at_keyword} {_short(node.prelude)}".strip()
            if node.lower_at_keyword in _RULE_LISTS:
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _read(inner, (*around, head))
            elif node.lower_at_keyword.endswith("keyframes"):
                yield _Rule(around, head, (), (), _short(node.content))
            else:
                yield _Rule(around, head, (), _declarations(node.content), "")


def _selector(tokens: list[Token]) -> _Selector:
    functions = (token for token in tokens if token.type == "function" and token.lower_name in _CHOICES)
    choices = tuple(tuple(map(_selector, _split(function.arguments))) for function in functions)
    return _Selector(_short(tokens), frozenset(_needs(tokens)), choices)


def _needs(tokens: list[Token]) -> Iterator[str]:
    before: Token = None
    for token in tokens:
        match token.type:
            case "ident" if before == ".":
                yield f".{token.value}"
            case "ident" if before != ":":
                yield token.lower_value
            case "hash":
                yield f"#{token.value}"
            case "[] block":
                yield from _attribute(token.content)
        before = token


def _attribute(tokens: list[Token]) -> Iterator[str]:
    words = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    match words:
        case [name, equals, value] if equals == "=":
            yield f"[{name.lower_value}={value.value}]"
        case [name, *_]:
            yield f"[{name.lower_value}]"


def _declarations(content: list[Token]) -> tuple[_Declaration, ...]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return tuple(_declaration(one) for one in found if one.type == "declaration")


def _declaration(node: Token) -> _Declaration:
    name = node.name if node.name.startswith(_CUSTOM) else node.lower_name
    value = _short(node.value) + ("!important" if node.important else "")
    return _Declaration(name, f"{name}:{value}", frozenset(_USED.findall(value)))


def _split(tokens: Iterable[Token]) -> list[list[Token]]:
    """Return the tokens between commas."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return parts


def _short(tokens: Iterable[Token]) -> str:
    """Return tokens as text without remarks, with one space for white space; none at both ends and after commas."""
    text: str = tinycss2.serialize(list(_bare(tokens)))
    return text.strip()


def _bare(tokens: Iterable[Token]) -> Iterator[Token]:
    before: Token = None
    for token in tokens:
        if token.type == "comment" or (token.type == "whitespace" and before == ","):
            continue
        if token.type == "whitespace":
            token.value = " "
        for name in ("arguments", "content"):
            if isinstance(inner := getattr(token, name, None), list):
                setattr(token, name, list(_bare(inner)))
        before = token
        yield token


def _rules(sheet: str) -> list[Token]:
    return list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
