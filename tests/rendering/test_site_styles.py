"""No style sheet of one page can change another page."""

import pytest

from generator.rendering.environment import TEMPLATES
from generator.rendering.pages.site_files import COMMON_STYLES, COMPONENT_STYLES, style_components
from generator.rendering.stylesheets import leading_classes, selectors


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


def test_a_sheet_is_for_the_components_it_styles() -> None:
    assert style_components()["assets/powers.css"] >= {"kb-power"}
    assert "kb-from" not in style_components()["assets/law.css"]
