"""Prose pages: the Markdown that they may use, what no page understands, and what nobody could read out."""

import re
from html import unescape
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code, Diagnostic, Severity
from generator.linking.linked import LinkedPage
from generator.loading.prose import read_page
from generator.model.markdown import ALLOWED, EXTENSIONS, PAGE_ROWS, RECORD_ROWS, UnknownMarkdown, markdown_of_record
from generator.model.pages import ProsePage
from generator.rendering.prints.prose import printed_body
from generator.views.prints.prose import printed_prose
from tests.conftest import LOAMSHIRE, TODAY, copy_of, edit, knowledge_base

START = "---\nid: x\ntitle: X\ndescription: X.\n---\n"
FIRST = 6
"""The line of a page on which its body begins."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prose")
    (path / "content").mkdir()
    return path


def read(folder: Path, body: str) -> tuple[ProsePage, tuple[Diagnostic, ...]]:
    (folder / "content" / "x.md").write_text(START + body)
    result, problems = read_page(folder, "content/x.md")
    assert result.page
    return result.page, problems


def places(problems: tuple[Diagnostic, ...], code: Code) -> list[str]:
    """Return line and column in the body of each problem with a code."""
    return [f"{one.span.line - FIRST + 1}:{one.span.column}" for one in problems if one.code is code]


BETWEEN = "\n\nA sentence.\n\n"
EXAMPLES = [one.example for one in ALLOWED if one.name != "a heading"]


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=8))
def test_what_a_page_may_use_gives_no_problem_in_any_order(folder: Path, parts: list[str]) -> None:
    assert read(folder, BETWEEN.join(parts))[1] == ()


PRINTED = [one.example for one in ALLOWED if one.on_paper]


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.sampled_from(PRINTED), min_size=1, max_size=8))
def test_site_and_paper_read_the_same_words(folder: Path, parts: list[str]) -> None:
    page, _ = read(folder, BETWEEN.join(parts))
    on_site = markdown.markdown(page.body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    on_paper = printed_body(printed_prose(LinkedPage(page, None), knowledge_base(LOAMSHIRE), frozenset()))
    assert words(on_paper.replace(" (example.org/guidance)", "")) == words(on_site)


def words(html: str) -> str:
    """Return the words of HTML that a reader sees, with a sign for each paragraph, item and heading."""
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    html = re.sub(r"<(?:ul|ol)\b[^>]*>", " [ ", html)
    html = re.sub(r"</(?:ul|ol)>", " ] ", re.sub(r"<li\b[^>]*>", " • ", html))
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html.replace("<br", " <br").replace("</p>", " "))).split())


def test_a_list_in_a_list_and_a_second_paragraph_are_printed_as_such(folder: Path) -> None:
    body = "1. Take with you:\n    - the letter\n    - the number\n2. Ring.\n\n    Ask for the desk.\n"
    page, problems = read(folder, body)
    printed = printed_body(printed_prose(LinkedPage(page, None), knowledge_base(LOAMSHIRE), frozenset()))
    assert problems == ()
    assert re.sub(r"\s*\n\s*", "", printed) == (
        "<ol><li>Take with you:<ul><li>the letter</li><li>the number</li></ul></li>"
        "<li>Ring.<p>Ask for the desk.</p></li></ol>"
    )


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("## A\n\n#### B", "<h3>A</h3>\n<h4>B</h4>"),
        ("## A\n\n### B\n\n## C", "<h3>A</h3>\n<h4>B</h4>\n<h3>C</h3>"),
        ('<span lang="cy">Croeso</span>', '<p><span lang="cy">Croeso</span></p>'),
        ("Croeso\n{lang=cy}", '<p lang="cy">Croeso</p>'),
        ("[Ein llyfr](ref:charter){lang=cy}", '<p><span lang="cy">Ein llyfr</span></p>'),
        ("[the guidance](https://example.org/a/)", "<p>the guidance (example.org/a)</p>"),
        ("[the **new** page](ref:tell)", '<p><a href="#page-tell">the new page</a> (page <span'),
        ("[`one`](ref:charter)", "<p>one</p>"),
        ("*it* and **so**", "<p><strong>it</strong> and <strong>so</strong></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a & b &lt;c&gt;", "<p>a &amp; b &lt;c&gt;</p>"),
        ('x\n{: .lead #one onclick="y" }', "<p>x</p>"),
    ],
)
def test_prose_becomes_html_that_a_pdf_can_have(folder: Path, body: str, printed: str) -> None:
    page, _ = read(folder, body)
    view = printed_prose(LinkedPage(page, None), knowledge_base(LOAMSHIRE), frozenset({"tell"}))
    assert printed_body(view).startswith(printed)


KEEPS_OPEN = {"open-comment", "open-fence", "open-backtick"}
"""What a later part of a page could close."""


@pytest.mark.parametrize("row", PAGE_ROWS, ids=lambda row: row.key)
def test_what_no_page_understands_is_one_problem_with_its_name(folder: Path, row: UnknownMarkdown) -> None:
    _, problems = read(folder, row.example)
    (problem,) = (one for one in problems if one.code is row.code)
    assert problem.message.startswith(f"{row.name} {row.effect}: '")
    assert "{words}" not in problem.hint
    assert problem.severity is (Severity.WARNING if row.is_advice else Severity.ERROR)


@settings(max_examples=150, deadline=None)
@given(
    row=st.sampled_from([row for row in PAGE_ROWS if row.key not in KEEPS_OPEN]),
    before=st.lists(st.sampled_from(EXAMPLES), max_size=4),
    after=st.lists(st.sampled_from(EXAMPLES), max_size=3),
)
def test_what_no_page_understands_is_reported_at_its_line(
    folder: Path, row: UnknownMarkdown, before: list[str], after: list[str]
) -> None:
    alone = places(read(folder, row.example)[1], row.code)
    above = "".join(part + BETWEEN for part in before)
    line, _, column = alone[0].partition(":")
    _, problems = read(folder, above + row.example + BETWEEN + BETWEEN.join(after))
    assert places(problems, row.code) == [f"{int(line) + above.count(chr(10))}:{column}"]


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(
        st.tuples(
            st.booleans(), st.sampled_from([0, 0, 0, 1, 2, 3, 4, 4, 4, 6, 8]), st.sampled_from(["- ", "1. ", "", "## "])
        ),
        min_size=2,
        max_size=7,
    )
)
def test_a_page_without_a_problem_has_its_lists_as_they_are_indented(
    folder: Path, lines: list[tuple[bool, int, str]]
) -> None:
    body = "".join(f"{chr(10) * blank}{' ' * indent}{mark}w{n}\n" for n, (blank, indent, mark) in enumerate(lines))
    if read(folder, body)[1]:
        return
    html = markdown.markdown(body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    assert "<pre>" not in html
    for n, (_, indent, mark) in enumerate(lines):
        if mark in {"- ", "1. "}:
            before = html[: html.index(f"w{n}")]
            assert len(re.findall("<[uo]l>", before)) - len(re.findall("</[uo]l>", before)) == indent // 4 + 1


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("!!! note", "1:1"),
        ("- a\n\n    !!! danger", "3:5"),
        ("??? tip", "1:1"),
        ("???+ tip", "1:1"),
        ("=== “Phone”", "1:1"),
        (":::tip", "1:1"),
        ("/// note", "1:1"),
        ("A claim[^a-note].", "1:8"),
        ("A claim.^[its source]", "1:9"),
        (";--8<-- 'a.md'", "1:1"),
        ("Ring :fontawesome-solid-phone: us.", "1:6"),
        ("Good :+1:", "1:6"),
        ("1. [x] Ring", "1:1"),
        ("* [ ] Ring", "1:1"),
        ("-[x] Ring", "1:1"),
        ("[ ] Ring", "1:1"),
        ("A) Ring\nB) Write", "1:1"),
        ("Open:\n\n*Monday\n*Friday", "3:1"),
        ("See [the charter] [ref:charter].", "1:20"),
        ("{% include 'a.md' %}", "1:1"),
        ("{{< button >}}", "1:1"),
        ("See [[a page|the page]].", "1:5"),
        ("![[phone.svg]]", "1:1"),
        ("H~2~O", "1:2"),
        ("Open\n• Monday\n• Friday", "2:1"),
        ("Open\n\n1. a\n  - b", "4:3"),
        ("1. a\n   1. b", "2:4"),
        ("**bold ** next", "1:1"),
        ("** bold** next", "1:1"),
        ("one **two", "1:5"),
        ("Say **a** and **b.", "1:15"),
        ("- **a\n- b**", "1:3"),
        ("It is *very late.", "1:7"),
        ("See www.example.org for more.", "1:5"),
        ("Dear <your name>", "1:6"),
        ("<div>\n\n- a\n\n</div>", "3:1"),
        ("Hours\n\n| a | b |\n| 1 | 2 |", "3:1"),
        ("1986. It was passed.", "1:1"),
        ("The desk\\", "1:9"),
    ],
)
def test_markup_of_other_programs_and_slips_have_a_place(folder: Path, body: str, place: str) -> None:
    assert places(read(folder, body)[1], Code.UNKNOWN_MARKDOWN) == [place]


@pytest.mark.parametrize(
    "body",
    [
        "Is this it??? Yes!!!",
        "Wait... what?! (See 3 below.)",
        "Ring between 9:30 and 10:15, at no cost: we pay.",
        "The ratio is 2:1:1 at 10:30:00.",
        "Rooms 3 * 4 * 5, open daily* and late.",
        "A price of £5 to $10, 50% off, section 5(1)(a) & 6 [of 1986].",
        "5 < 6 > 4, <3, -> and <- and =>",
        "C++ and A+ and 2 + 2 == 4.",
        "See me@example.org, or example.org.",
        "An id like snake_case_name or __init__ file.",
        "We help – as far as we can – you.\n– and more",
        "“Quoted”, ‘quoted’, it’s 5′ 3″",
        "    \n\nText after an empty line with spaces.",
        "- a\n- b\n\nText.\n\n1. c\n2. d",
        "1. a\n1. b\n1. c",
        " 9\\. x",
        "- a\n\n    second\n\n- b",
        "- a\n\tb",
        "- a\n\t- b",
        "* * *",
        "text\n***\nmore",
        "~5 people, about ~~ 6",
        "[x](ref:charter) [y](ref:tell 'Tell')",
        "Type `{{ name }}` or `!!!` or ``a ` b``.",
        "```\n!!! note\n[^1]\n```",
        "~~~ html\n<script>\n~~~",
        "<!-- !!! note -->",
        "A \\*star\\* and \\[^1] and \\`",
        "a\n{: .lead }",
        "## Title {#own-id}",
        "*a*{.b} and [c](ref:charter){: .d }",
        "<details markdown='1'>\n<summary>More</summary>\n\n**bold**\n\n- a\n\n</details>",
        "<div>\n    <p>Hello.</p>\n</div>",
        "H<sub>2</sub>O<br>x<br/>y",
        "| a | b |\n| - | - |\n| 1 | `x|y` |",
        "a | b\n--- | ---\n1 | 2",
        "> We heard you.\n> And then\n>\n> - more",
        "+44 1632 960001\n-5 degrees\n*Note* this.",
        "(a) A person\n\n(b) Another person",
        "No. 5: yes",
        "¼ of 5 °C ± 1",
        "Setext\n------\n\nWords.",
    ],
)
def test_ordinary_prose_is_no_unknown_markdown(folder: Path, body: str) -> None:
    assert [str(one) for one in read(folder, body)[1] if one.code is not Code.UNREADABLE_PROSE] == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("![](phone.svg)", "1:1"),
        ("![ ](phone.svg)", "1:1"),
        ("Here: ![](<the phone.svg>)", "1:7"),
        ("![phone.svg](phone.svg)", "1:1"),
        ("![IMG_2034](img_2034.jpg)", "1:1"),
        ("![image](phone.svg)", "1:1"),
        ("![A photo](phone.svg)", "1:1"),
        ("![Picture.](phone.svg)", "1:1"),
        ("![...](phone.svg)", "1:1"),
        ("x\n\n<img src='phone.svg'>", "3:1"),
        ('<img src="phone.svg" alt="">', "1:1"),
        ('<img alt="logo" src="phone.svg"/>', "1:1"),
        ("## A\n\n#### B", "3:1"),
        ("### B", "1:1"),
        ("## A\n\n##", "3:1"),
        ("## A\n\n### **\n", "3:1"),
        ("A\n--\n\n#### B", "4:1"),
        ("[here](ref:charter)", "1:1"),
        ("Click [*Here*!](ref:charter)", "1:7"),
        ("[Read more…](ref:charter)", "1:1"),
        ("[this page](ref:charter)", "1:1"),
        ("[More](ref:charter)", "1:1"),
        ("[link](https://example.org)", "1:1"),
        ("[https://example.org/a](https://example.org/a)", "1:1"),
        ("[www.example.org](https://www.example.org)", "1:1"),
        ('<a href="phone.svg">click here</a>', "1:1"),
        ('<a href="phone.svg"></a>', "1:1"),
        ("[](ref:charter)", "1:1"),
        ("[The charter]()", "1:1"),
        ("See [it](ref:charter) and [It](ref:tell).", "1:27"),
        ("| | b |\n|---|---|\n| 1 | 2 |", "1:1"),
        ("x\n\n<table>\n<tr><td>a</td></tr>\n</table>", "3:1"),
        ("Say Привет to them.", "1:5"),
        ("ਜੀ ਆਇਆਂ ਨੂੰ", "1:1"),
        ("Say 欢迎.", "1:5"),
        ("<span>خوش آمدید</span>", "1:7"),
        ("*Καλημέρα*", "1:2"),
        ("[שלום](ref:charter)", "1:2"),
    ],
)
def test_what_nobody_could_read_out_has_a_place(folder: Path, body: str, place: str) -> None:
    assert places(read(folder, body)[1], Code.UNREADABLE_PROSE) == [place]


@pytest.mark.parametrize(
    "body",
    [
        "![A phone](phone.svg)",
        "![Phone](phone.svg)",
        "![A map of the way in](map.png)",
        '<img src="phone.svg" alt="A picture of a phone on a desk">',
        "## A\n\n### B\n\n#### C\n\n## D",
        "## A `b`",
        "[Read our promises](ref:charter)",
        "[Read this first](ref:charter)",
        "[the page on hate](ref:charter)",
        "[help@example.org](mailto:help@example.org)",
        "[01632 960001](tel:+441632960001)",
        "[the desk](ref:charter) and, later, [the desk](ref:charter)",
        "- [the desk](ref:charter) today\n- [the desk](ref:tell) tomorrow",
        "![A phone](phone.svg) and [a phone](ref:charter)",
        "| a | b |\n|---|---|\n| | 2 |",
        "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>",
        '<span lang="ur" dir="rtl">خوش آمدید</span>',
        "<p lang='ru'>Привет, <b>друзья</b></p>",
        "Привет.\n{lang=ru}",
        "*Привет*{lang=ru}",
        "[Привет](ref:charter){: lang=ru }",
        "5 µg, 3 Ω, π",
        "Café, Łódź, naïve, Ŵy",
        "`Привет`",
    ],
)
def test_prose_that_can_be_read_out_is_no_problem(folder: Path, body: str) -> None:
    assert [str(one) for one in read(folder, body)[1]] == []


@pytest.mark.parametrize("row", [row for row in RECORD_ROWS if "\n" not in row.example], ids=lambda row: row.key)
def test_the_words_of_a_record_have_no_markup_but_bold(row: UnknownMarkdown) -> None:
    found = markdown_of_record(row.example)
    assert found
    assert found[0].startswith(row.name) or row.key in {"task", "wiki-title"}


@pytest.mark.parametrize(
    "text",
    [
        "Call **999** now.",
        "We aim to mend *your* door | within 1 week.",
        "A room [if there is one] at 9:30: yes.",
        "From £5 to $10 – 50% & more, 5 < 6, 2 + 2 = 4.",
        "Section 5(1)(a) [2016], see (b).",
        "A level of {limit} or {limit:answer-soon}.",
        "It’s “so”, or 'so'. An a_b_c id. #1 of 3; e.g. no. 5",
        "-5 degrees, ~5 people",
    ],
)
def test_ordinary_words_of_a_record_are_no_markup(text: str) -> None:
    assert markdown_of_record(text) is None


def test_each_item_of_a_list_in_a_list_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    items = "".join(
        f"    - the {thing} that you were given at the desk\n" for thing in ("letter", "card", "number", "key")
    )
    edit(project, "content/tell.md", ("    - the letter\n    - its number\n", items))
    assert check(project, TODAY)[1] == ()


def test_markup_is_no_word_of_a_sentence(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    spans = " ".join('<span lang="cy" class="a b c d">croeso</span>' for _ in range(8))
    edit(project, "content/tell.md", ("It is near.", f"They say {spans}."))
    assert check(project, TODAY)[1] == ()
