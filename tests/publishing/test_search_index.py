"""The search index has the words of every page, where they are, in one file; and the browser reads the same words."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.publishing.engine.search_index import (
    INDEX_PATH,
    SearchedPage,
    read_search_index,
    searched_page,
    words_of,
    write_search_index,
)

SCRIPT = Path(__file__).parents[2] / "generator/templates/scripts/search.js"

PAGE = """<html><head><meta name="kb-kind" content="Advice"><meta name="kb-weight" content="10">
<meta name="description" content="Which bell to ring."></head><body><nav>Menu</nav><article>
<h1 id="top">Bells &amp; rings</h1><p>Ring the <b>desk</b>.</p><nav>On this page</nav>
<details><summary><h2 id="night">At night</h2></summary><p>Ring twice, twice.</p></details>
<p class="kb-filter">Choose one.</p><p class="kb-from kb-unseen">Unseen.</p><svg><text>Drawn</text></svg>
<h3>Later</h3> the caf\u00e9<!-- remark --> opens.</article></body></html>"""


def read(source: str) -> SearchedPage | None:
    return searched_page(html.document_fromstring(source))


def test_a_page_is_read_section_by_section_without_its_menus_forms_and_drawings() -> None:
    page = read(PAGE)
    assert page
    assert (page.title, page.kind, page.description, page.weight) == (
        "Bells & rings",
        "Advice",
        "Which bell to ring.",
        10,
    )
    assert [(one.anchor, one.heading, one.words) for one in page.sections] == [
        ("", "", "bells rings ring the desk"),
        ("night", "At night", "at night ring twice twice later the cafe opens"),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        PAGE.replace('<meta name="kb-kind" content="Advice">', ""),
        PAGE.replace("<p>Ring the", "<p data-not-searched>Ring the"),
        PAGE.replace("<p>Ring the", "<form data-search></form><p>Ring the"),
        PAGE.replace("article>", "div>"),
    ],
)
def test_a_page_without_a_kind_or_with_a_mark_is_not_searched(changed: str) -> None:
    assert read(changed) is None


def test_the_index_says_how_often_each_word_is_in_which_section(tmp_path: Path) -> None:
    page = read(PAGE)
    assert page
    other = read(PAGE.replace("Ring the", "Call the").replace("Which bell", "</script>\u2028Which call"))
    assert other
    files = write_search_index(tmp_path, {"ring.html": page, "guides/call.html": other})
    assert {INDEX_PATH: (tmp_path / INDEX_PATH).read_bytes()} == files
    assert files == write_search_index(tmp_path, {"guides/call.html": other, "ring.html": page})
    assert files[INDEX_PATH].isascii()
    index = read_search_index(files[INDEX_PATH])
    headings = [["", ""], ["night", "At night"]]
    assert index["pages"] == [
        ["guides/call.html", "Advice", "Bells & rings", "</script>\u2028Which call to ring.", 10, 14, headings],
        ["ring.html", "Advice", "Bells & rings", "Which bell to ring.", 10, 14, headings],
    ]
    words = str(index["words"]).splitlines()
    assert words == sorted(words)
    assert "the" not in [line.split()[0] for line in words]
    # A word in the title counts 8 times more, one in a heading 5 times. Numbers are distances: C is 0, D is 1, F is 2.
    assert [line for line in words if line.split()[0] in {"bells", "call", "night", "ring", "twice"}] == [
        "bells C9F9",
        "call C",
        "night D6F6",
        "ring DDD",
        "twice D2F2",
    ]


def test_numbers_have_letters_that_make_no_words_and_no_numbers(tmp_path: Path) -> None:
    page, last = read(PAGE), read(PAGE.replace("Later", "Gong"))
    assert page
    assert last
    files = write_search_index(tmp_path, {f"page-{number:03}.html": page for number in range(700)} | {"z.html": last})
    lines = str(read_search_index(files[INDEX_PATH])["words"]).splitlines()
    # 1,401 is 5 times 256 and 7 times 16 and 9.
    assert [line for line in lines if line.startswith("gong")] == ["gong knQ"]
    assert all(re.fullmatch(r"[a-z]+ ([cdfhjkmnpqrtvwxy]*[CDFHJKMNPQRTVWXY][2-9]?)+", line) for line in lines)


TEXTS = {
    "Don\u2019t ring: it's CLOSED": ["dont", "ring", "its", "closed"],
    "Caf\u00e9 na\u00efve, \u0141\u00f3d\u017a": ["cafe", "naive", "\u0142odz"],
    "\ufb01re \u00bd 0808 157 0999": ["fire", "1", "2", "0808", "157", "0999"],
    "Stra\u00dfe_sign snake_case": ["stra\u00dfe", "sign", "snake", "case"],
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u0440\u0443\u0441\u0441\u043a\u0438\u0439": [
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
        "\u0440\u0443\u0441\u0441\u043a\u0438\u0438",
    ],
    "\u4e2d\u6587 a\u00b2 \u2167": ["\u4e2d\u6587", "a2", "viii"],
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_of_a_text(text: str) -> None:
    assert words_of(text) == TEXTS[text]


@pytest.mark.slow
def test_a_browser_reads_the_same_words_as_the_index(browser: Any) -> None:
    source = re.search(r"function normalizedWords\(.*?\n    \}\n", SCRIPT.read_text(), re.DOTALL)
    assert source
    page = browser.new_page()
    page.add_script_tag(content=source[0])
    for text, words in TEXTS.items():
        assert page.evaluate("text => normalizedWords(text)", text) == words
    page.close()
