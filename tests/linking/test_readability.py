"""Sentences are counted as people read them: without markup, each block for itself, and at the line they are on."""

from pathlib import Path

import pytest

from generator.diagnostics import Code
from generator.linking.checks.readability import (
    Readability,
    check_readability,
    readability_of,
    summary,
    syllables_in,
)
from generator.linking.name_index import NameIndex
from generator.loading.prose import read_page
from generator.model.pages import ProsePage

ROUTE = {"route": ("layout: route", "place: 1", "next: a-page"), "page": ()}
"""The front matter of a page for the public, and of any other."""


def page(folder: Path, body: str, *front: str, name: str = "a.md", layout: str = "route") -> ProsePage:
    lines = ["---", "id: a-page", "title: A page", "description: What it is.", *ROUTE[layout], *front, "---"]
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / name).write_text("\n".join([*lines, body]))
    result, _ = read_page(folder, f"content/{name}")
    assert result.page
    return result.page


def long_sentences(one: ProsePage) -> list[tuple[str, str]]:
    names = NameIndex()
    check_readability([one], names)
    assert all(problem.code is Code.LONG_SENTENCE for problem in names.problems)
    return [(str(problem.span), problem.message.split(":")[0]) for problem in names.problems]


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(("count", "problems"), [(24, 0), (25, 0), (26, 1), (40, 1)])
def test_the_limit_is_25_words(count: int, problems: int, tmp_path: Path) -> None:
    found = long_sentences(page(tmp_path, f"{words(count)}."))
    assert found == [("content/a.md:9:1", f"a sentence of {count} words")] * problems


def test_the_message_quotes_its_start_and_the_hint_says_the_limit(tmp_path: Path) -> None:
    names = NameIndex()
    check_readability([page(tmp_path, f"Begin {words(29)}.")], names)
    (problem,) = names.problems
    assert problem.message == f"a sentence of 30 words: '{('Begin ' + words(29))[:60]}…'"
    assert problem.hint == "make 2 sentences of it; the limit on pages for the public is 25 words"


@pytest.mark.parametrize(
    "body",
    [
        f"{words(20)}. {words(20)}.",
        f"{words(20)}\n\n{words(20)}",
        f"## {words(20)}\n{words(20)}",
        f"- {words(20)}\n- {words(20)}",
        f"* {words(20)}\n+ {words(20)}",
        f"1. {words(20)}\n2. {words(20)}",
        f"| {words(20)}\n| {words(20)}",
        f"{words(20)} <!-- {words(20)} -->",
        f"{words(20)} <b>a</b> <span title='a b c d e f g h'>a</span>",
        f"{words(20)} {{: .a .b .c .d .e .f .g .h }}",
        f"[{words(20)}](ref:a-b-c) [b](https://example.org/a/b 'a b c d e f g')",
        f"{words(20)} ** ** ** – – – &",
    ],
)
def test_blocks_and_markup_make_no_long_sentence(body: str, tmp_path: Path) -> None:
    assert long_sentences(page(tmp_path, body)) == []


def test_a_sentence_over_several_lines_is_one_and_stands_where_its_block_begins(tmp_path: Path) -> None:
    body = f"Short.\n\n{words(15)}\n  {words(15)}\n\nShort.\n- {words(30)}"
    assert long_sentences(page(tmp_path, body)) == [
        ("content/a.md:11:1", "a sentence of 30 words"),
        ("content/a.md:15:1", "a sentence of 30 words"),
    ]


def test_the_lead_and_the_steps_count_and_pages_that_are_not_for_the_public_do_not(tmp_path: Path) -> None:
    front = (f"lead: '**{words(26)}**'", "steps:", "  - title: One", f"    text: {words(27)}")
    assert long_sentences(page(tmp_path, "Short.", *front)) == [
        ("content/a.md:2:5", "a sentence of 26 words"),
        ("content/a.md:2:5", "a sentence of 27 words"),
    ]
    assert long_sentences(page(tmp_path, words(40), layout="page")) == []
    assert readability_of([page(tmp_path, words(40), layout="page")]) == ()


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ring", 1),
        ("window", 2),
        ("Window", 2),
        ("telephone", 2),
        ("again", 2),
        ("about", 1),
        ("any", 1),
        ("1992", 1),
        ("it's", 2),
        ("pro-mises", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables_in(word) == count


def test_the_figures_of_a_page(tmp_path: Path) -> None:
    one = page(tmp_path, "Ring us now. Open the window and wait.\n\n***\n", name="b.md")
    # 8 words and 10 syllables in 2 sentences: 0.39 x 8 / 2 + 11.8 x 10 / 8 - 15.59, and 5 years
    assert readability_of([one]) == (Readability("b.md", 2, 8, 5, 5.7),)
    assert readability_of([page(tmp_path, "***", name="c.md")]) == ()


def test_figures_are_sorted_by_path(tmp_path: Path) -> None:
    pages = [page(tmp_path, "Ring us.", name=name) for name in ("b.md", "a.md", "c.md")]
    assert [one.path for one in readability_of(pages)] == ["a.md", "b.md", "c.md"]


def test_the_summary_of_a_build_has_all_pages_together() -> None:
    one, two = Readability("a.md", 4, 40, 12, 8.0), Readability("b.md", 6, 80, 20, 11.0)
    assert summary([one, two]) == (
        "Public route: 2 pages, 12.0 words a sentence (longest 20), reading age 10.0; hardest b.md, 11.0."
    )
    assert summary([one]) == (
        "Public route: 1 page, 10.0 words a sentence (longest 12), reading age 8.0; hardest a.md, 8.0."
    )
