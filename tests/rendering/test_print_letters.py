"""Letters that the print font lacks: told once, by check, where the text was written, and only if it is printed."""

import re
from pathlib import Path

import pytest

from generator.build import check
from generator.rendering.fonts import print_characters
from generator.rendering.prints.letters import COMMON_LETTERS
from tests.conftest import LOAMSHIRE, TODAY, copy_of, edit


def test_the_letters_of_nearly_all_texts_are_in_the_font() -> None:
    common = {chr(n) for n in range(0x10000) if re.fullmatch(f"[{COMMON_LETTERS}]", chr(n))}
    assert common - print_characters() == {"\n"}
    assert {"é", "Ŵ", "ł", "’", "–", "…", "£", "€"} <= common


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("خط", "Arabic letters"),
        ("電話", "Chinese letters"),
        ("ਜੀ ਆਇਆਂ", "Gurmukhi letters"),
        ("हिन्दी", "Devanagari letters"),
        ("한국", "Korean letters"),
        ("ไทย", "Thai letters"),
        ("Desk ☎", "the sign '☎' (U+260E)"),
        ("Desk 😀", "the sign '😀' (U+1F600)"),
    ],
)
def test_a_name_that_print_cannot_show_is_one_error_at_its_line(tmp_path: Path, name: str, what: str) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    edit(project, "data/contacts.yml", ("name: The desk\n", f'name: "{name} (The desk)"\n'))
    (problem,) = check(project, TODAY)[1]
    assert (str(problem.span), problem.message) == (
        "data/contacts.yml:30:11",
        f"this name has {what}, which the print font lacks",
    )


@pytest.mark.parametrize("name", ["Café Łódź", "Tŷ Newydd", "Привет", "Καλημέρα", "ℓ ™ № ½ → ✓"])
def test_letters_that_print_has_are_no_problem(tmp_path: Path, name: str) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    edit(project, "data/contacts.yml", ("name: The desk\n", f'name: "{name} (The desk)"\n'))
    assert check(project, TODAY)[1] == ()


def test_a_text_that_only_the_site_shows_may_have_any_letter(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    edit(project, "content/guides/ringing.md", ("![A phone]", '<span lang="ar" dir="rtl">خط</span>\n\n![A phone]'))
    assert check(project, TODAY)[1] == ()
