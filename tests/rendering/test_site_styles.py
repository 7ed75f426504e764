"""No style sheet of one page can change another page."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import tinycss2

from generator.rendering.environment import TEMPLATES
from generator.rendering.pages.site_files import COMMON_STYLES, COMPONENT_STYLES


def selectors(sheet: str) -> tuple[str, ...]:
    """Return the selectors of a style sheet, without those of its queries."""
    return tuple(
        tinycss2.serialize(one).strip()
        for head in _preludes(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
        for one in _split(head, ",")
    )


def leading_classes(selector: str) -> tuple[str, ...]:
    """Return our classes in the first part of a selector that has any: those of the component that it styles."""
    tokens = tinycss2.parse_component_value_list(selector, skip_comments=True)
    return next((found for part in _split(tokens, *">+~", " ") if (found := tuple(_own_classes(part)))), ())


def _preludes(nodes: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the tokens before the block of each rule."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node.prelude
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in {"media", "supports"}:
            yield from _preludes(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _split(tokens: Iterable[Any], *marks: str) -> list[list[Any]]:
    """Return the tokens between the marks; a space stands for white space."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if any(token == mark or (mark == " " and token.type == "whitespace") for mark in marks):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _own_classes(tokens: list[Any]) -> Iterator[str]:
    """Yield our classes among the tokens of one part of a selector, without those that ``:has`` and ``:not`` name."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "function" and token.lower_name not in {"has", "not"}:
            yield from _own_classes(token.arguments)
        elif token.type == "ident" and before == "." and token.value.startswith("kb-"):
            yield token.value


def sheet(name: str) -> tuple[str, ...]:
    return selectors((TEMPLATES / "styles" / f"{name}.css").read_text())


@pytest.mark.parametrize("name", COMPONENT_STYLES)
def test_every_rule_of_a_component_sheet_begins_with_a_component_of_its_own(name: str) -> None:
    others = {one for one in (*COMMON_STYLES, *COMPONENT_STYLES) if one != name}
    if name in {"shared/figures", "site/figures-screen"}:  # two sheets of one component: prints read the first
        others -= {"shared/figures", "site/figures-screen"}
    foreign = {found for other in others for selector in sheet(other) for found in leading_classes(selector)}
    astray = [selector for selector in sheet(name) if set(leading_classes(selector)) <= foreign]
    assert astray == []


def test_selectors_are_read_without_remarks_and_queries() -> None:
    css = (
        '/* a {} */ @media (min-width: 1em) { .kb-a > b, :is(.kb-b, i) c { --g: url("x{,}") } } .kb-d::after { top: 0 }'
    )
    assert selectors(css) == (".kb-a > b", ":is(.kb-b, i) c", ".kb-d::after")


def test_a_rule_belongs_to_the_first_component_it_names() -> None:
    assert leading_classes("[dir] .md-typeset ul.kb-a > li.kb-b") == ("kb-a",)
    assert leading_classes(".md-typeset :is(.kb-a, .kb-b) .kb-c") == ("kb-a", "kb-b")
    assert leading_classes(".kb-a:has(> .kb-b):not(.kb-c)") == ("kb-a",)
    assert leading_classes(".md-typeset h4") == ()
