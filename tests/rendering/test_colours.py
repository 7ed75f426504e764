"""A partnership's colour can be read wherever it stands, and reaches every format."""

from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from generator.build import check, print_jobs
from generator.cache import Cache
from generator.model.colours import LEAST_CONTRAST, colour_fault, contrast, normal_colour, readable
from generator.rendering.colours import colour, mark, style_sheet
from generator.rendering.docx.content import WordDocument
from generator.rendering.pages.site_files import site_files
from generator.rendering.pages.social_card import social_card
from generator.rendering.pptx.content import SlideDeck
from generator.rendering.prints.styles import all_styles
from generator.rendering.stylesheets import declarations_of
from generator.views.site import view
from tests.conftest import TODAY

PARTS = ("00", "33", "66", "99", "cc", "ff")
READABLE = sorted({found for one in product(PARTS, repeat=3) if (found := readable("#" + "".join(one)))})
GROUNDS = ("page", "sunk", "deadline-tint", "urgent-tint", "force-tint", "repealed-tint", "staff-tint", "accent-tint")


def colours(name: str, own: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in declarations_of(style_sheet(name, own)):
        values.setdefault(one.name.removeprefix("--kb-"), one.value)
    return values


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#595959", "#ffffff", 7.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.05)


def test_a_colour_that_can_be_read_stays_and_another_becomes_darker_by_no_more_than_is_needed() -> None:
    assert readable("#0b5757") == "#0b5757"
    darker = readable("#3aa0ff")
    assert darker
    assert LEAST_CONTRAST <= contrast(darker, "#ffffff") < LEAST_CONTRAST + 0.15
    assert int(darker[5:], 16) > int(darker[3:5], 16) > int(darker[1:3], 16), "it is still blue"


@pytest.mark.parametrize("pale", ["#ffffff", "#ffff00", "#ffdd00", "#fffbe6", "#e0e0e0"])
def test_a_colour_that_would_become_another_is_refused(pale: str) -> None:
    assert readable(pale) is None
    assert colour_fault(pale)[1] == "choose a darker colour"


@pytest.mark.parametrize("text", ["blau", "#12345", "rgb(1,2,3)", "#gggggg", ""])
def test_what_is_no_colour_is_refused_with_what_to_write(text: str) -> None:
    assert colour_fault(text)[0].endswith("is not a colour")
    assert '"#0b5757"' in colour_fault(text)[1]


def test_a_short_colour_and_capitals_are_the_same_colour() -> None:
    assert normal_colour("#ABC") == normal_colour("aabbcc") == "#aabbcc"


@pytest.mark.parametrize("sheet", ["shared/tokens", "site/tokens-dark"])
def test_every_colour_is_readable_on_every_ground_of_both_modes(sheet: str) -> None:
    too_faint = []
    for own in READABLE:
        found = colours(sheet, own)
        pairs = [("accent", ground) for ground in GROUNDS]
        pairs += [("accent-deep", "page"), ("accent-deep", "accent-tint"), ("ink", "accent-tint")]
        pairs += [("on-fill", "fill"), ("on-fill", "fill-hover")]
        pairs += [("on-fill", "accent")] if sheet == "shared/tokens" else []
        too_faint += [(own, *pair) for pair in pairs if contrast(found[pair[0]], found[pair[1]]) < LEAST_CONTRAST]
    assert len(READABLE) > 100
    assert not too_faint


def test_without_a_colour_every_style_is_as_it_is_written() -> None:
    assert colour("accent") == "#0b5757"
    assert style_sheet("site/theme", "#7a1f5c") == style_sheet("site/theme")


def test_one_colour_changes_light_and_dark_pages_and_the_logo() -> None:
    own, plain = ({one.path: one.content for one in site_files(name)} for name in ("#7a1f5c", ""))
    assert {path for path in own if own[path] != plain[path]} == {
        "assets/mark.svg",
        "assets/tokens-dark.css",
        "assets/tokens.css",
    }
    assert b"--kb-fill: #7a1f5c;" in own["assets/tokens.css"]
    assert "#7a1f5c" in mark("#7a1f5c")


def test_no_print_style_keeps_the_programs_colour_in_a_drawing() -> None:
    drawn = [name for name in all_styles() if "%230b5757" in style_sheet(name.removesuffix(".css"))]
    assert drawn
    assert [name for name in drawn if "0b5757" in style_sheet(name.removesuffix(".css"), "#7a1f5c")] == []


def test_one_line_in_the_partnership_reaches_prints_word_files_slides_and_the_card(loamshire: Path) -> None:
    file = loamshire / "data" / "partnership.yml"
    file.write_text(file.read_text() + 'colour: "#7A1F5C"\n')
    base, problems = check(loamshire, TODAY)
    assert base, problems
    site = view(base)
    jobs = print_jobs(site.prints, site, base)
    html = [job for job in jobs if job.markup]
    assert [job.path for job in html if "0b5757" in job.markup] == []
    assert all("--kb-fill: #7a1f5c;" in job.styles[0] for job in html)
    words = [job.content for job in jobs if isinstance(job.content, WordDocument)]
    decks = [job.content for job in jobs if isinstance(job.content, SlideDeck)]
    assert html
    assert words
    assert decks
    assert {one.colours.accent for one in words} == {dict(one.colours)["accent1"] for one in decks} == {"7a1f5c"}
    card = Image.open(BytesIO(social_card(site.surroundings, Cache()).content))
    assert card.getpixel((600, 625)) == (0x7A, 0x1F, 0x5C)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            '"#3aa0ff"',
            ["data/partnership.yml", "2.7 to 1, and need 4.5", 'write "#0074e1", the same colour but darker'],
        ),
        ("blau", ["'blau' is not a colour"]),
        ("#0b5757", ['"#0b5757"']),
    ],
)
def test_a_colour_that_cannot_be_read_is_a_problem_at_its_line(loamshire: Path, written: str, said: list[str]) -> None:
    file = loamshire / "data" / "partnership.yml"
    file.write_text(file.read_text() + f"colour: {written}\n")
    base, problems = check(loamshire, TODAY)
    assert base is None
    assert len(problems) == 1
    for words in said:
        assert words in str(problems[0])
