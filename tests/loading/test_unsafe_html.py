"""HTML in prose: what a page may have, and that nothing in it runs, fetches, sends or covers something."""

import re
from pathlib import Path

import material  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from generator.build import build_site, check
from generator.diagnostics import Code, Diagnostic
from generator.loading.prose import read_page
from generator.model.allowed_html import ALLOWED_HTML, ExtraHtml, attributes_of, clean_html, is_theme_class, is_theme_id
from generator.model.markdown import html_of
from generator.model.vocabulary import Edition
from generator.publishing.engine.finished_pages import finish_page
from generator.views.keeping.reviews import reviews_view
from tests.conftest import LOAMSHIRE, TODAY, copy_of, knowledge_base

START = "---\nid: x\ntitle: X\ndescription: X.\n---\n"
FIRST = 6
"""The line of a page on which its body begins."""
TEMPLATES = Path(__file__).parents[2] / "generator" / "templates"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prose")
    (path / "content").mkdir()
    return path


def problems(folder: Path, body: str, extra: frozenset[ExtraHtml] = frozenset()) -> tuple[Diagnostic, ...]:
    (folder / "content" / "x.md").write_text(START + body)
    return read_page(folder, "content/x.md", extra)[1]


def unsafe(folder: Path, body: str, extra: frozenset[ExtraHtml] = frozenset()) -> list[str]:
    """Return line and column in the body of each piece of unsafe HTML."""
    found = (one for one in problems(folder, body, extra) if one.code is Code.UNSAFE_HTML)
    return [f"{one.span.line - FIRST + 1}:{one.span.column}" for one in found]


# fmt: off
REFUSED = [
    # runs
    ("<script>x()</script>", "1:1"),
    ("Ring. <ScRiPt src=//example.org></sCrIpT>", "1:7"),
    ("> <script>x()</script>", "1:3"),
    ("1. <script>x()</script>", "1:4"),
    ("**<script>x()</script>**", "1:3"),
    ("<svg/onload=x()>", "1:1"),
    ("<svg><animate onbegin=x() attributeName=x></svg>", "1:1"),
    ("<form\naction=x>\n<input onfocus=x()>\n\n<button onclick=x()>Ring</button>\n\n</form>", "1:1"),
    ("<math><maction actiontype=x>y</maction></math>", "1:1"),
    ("Ring <img src=a.png alt='A phone'\nonerror=x()>", "1:6"),
    ('<a href="a.pdf"onclick="x()">the form</a>', "1:1"),
    ("<p onmouseover='x()'>Hello.</p>", "1:1"),
    ("<span ONCLICK = x()>Hello.</span>", "1:1"),
    ("<details ontoggle=x() open></details>", "1:1"),
    ("<x-desk onclick=x()>Hello.</x-desk>", "1:1"),
    ("<marquee onstart=x()>Hello.</marquee>", "1:1"),
    ('<div markdown="1" onclick="x()">\n\n**Hello.**\n\n</div>', "1:1"),
    ("*x*{onclick=y}", "1:4"),
    ("Ring us.\n{: onclick=y }", "2:1"),
    ("## Ring us {: onclick=y }", "1:12"),
    # runs, though it looks like code or a remark
    ("<div>\n`<script>x()</script>`\n</div>", "2:2"),
    ("`\n<div><script>x()</script></div>\n`", "2:6"),
    ("<!-- a --!><script>x()</script> -->", "1:1"),
    ("<!--[if IE]><script>x()</script><![endif]-->", "1:1"),
    ("<![CDATA[ <script>x()</script> ]]>", "1:1"),
    ("<?php x() ?>", "1:1"),
    ("<div><img src=a.png alt='A phone' onerror=x() </div>", "1:35"),
    ("Ring <img src=a.png alt='A phone' onerror=x()\n\nus > now.", "1:6"),
    # addresses
    ("[the form](javascript:x())", "1:12"),
    ("[the form](<javascript:x()>)", "1:12"),
    ("[the form](JavaScript:x())", "1:12"),
    ("[the form](vbscript:x)", "1:12"),
    ("[the form](data:text/html,x)", "1:12"),
    ("[the form](java&#115;cript:x())", "1:12"),
    ("[the form](&#106;avascript:x())", "1:12"),
    ("[the form](java\tscript:x())", "1:12"),
    ("[one](ref:charter), [the form](java&#115;cript:x())", "1:32"),
    ("![A phone](data:image/svg+xml;base64,PHN2Zz4=)", "1:12"),
    ('<a href=" JavaScript:x()">the form</a>', "1:11"),
    ('<a href="&#x6A;avascript:x()">the form</a>', "1:10"),
    ('<a href="java\nscript:x()">the form</a>', "1:10"),
    ("<javascript:x()>", "1:1"),
    ("[the form]\n\n[the form]: javascript:x()", "3:12"),
    ("[the form]\n\n[the form]:\n    javascript:x()", "3:12"),
    ('[the form](ref:charter){: href="javascript:x()" }', "1:27"),
    # fetches, sends, or is of the whole page
    ("<iframe src='https://example.org'></iframe>", "1:1"),
    ("<IFRAME SRC='https://example.org'/>", "1:1"),
    ("<video src='a.mp4'></video>", "1:1"),
    ("<audio src='a.mp3'></audio>", "1:1"),
    ("<object data='a.swf'></object>", "1:1"),
    ("<embed src='a.swf'>", "1:1"),
    ("<form action='https://example.org'><input name='n'></form>", "1:1"),
    ("<button>Ring</button>", "1:1"),
    ("<meta http-equiv='refresh' content='0;url=https://example.org'>", "1:1"),
    ("<base href='https://example.org'>", "1:1"),
    ("<link rel='stylesheet' href='https://example.org/a.css'>", "1:1"),
    ("<style>* { display: none }</style>", "1:1"),
    ("<noscript>Hello.</noscript>", "1:1"),
    ("<template><b>Hello.</b></template>", "1:1"),
    ("<plaintext>", "1:1"),
    ("<body class='a'>", "1:1"),
    ("<main>Ring us.</main>", "1:1"),
    ("<a href='a.pdf' ping='https://example.org'>the form</a>", "1:17"),
    ("<img src='phone.svg' alt='A phone' srcset='//example.org/a.png 2x'>", "1:36"),
    ("<table background='a.png'><tr><th>Day</th></tr></table>", "1:8"),
    # covers, or takes the place of a part of the site
    ("<p style='position:fixed;inset:0'>Ring us.</p>", "1:4"),
    ("Ring us.\n{: style='position:fixed' }", "2:4"),
    ("*Ring*{ .md-overlay }", "1:9"),
    ("<div class='a kb-exit'>Ring us.</div>", "1:6"),
    ("<div id='__config'>Ring us.</div>", "1:6"),
    ("*Ring*{ #__search }", "1:9"),
    (r"## \_\_config", "1:1"),
    ("<p data-md-component='search'>Ring us.</p>", "1:4"),
    ("<a name='forms' href='a.pdf'>the form</a>", "1:4"),
    ("<p contenteditable>Ring us.</p>", "1:4"),
    ("<p autofocus tabindex=1 >Ring us.</p>", "1:4"),
    ("<p hidden>Ring us.</p>", "1:4"),
]
FINE = [
    "Ring us.\n{: .lead }",
    "*Ring*{.a #ring-us lang=en}",
    '<p lang="cy" dir="ltr" class="lead" id="croeso" title="Welcome">Croeso.</p>',
    '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener">the form</a>',
    "[the form](https://example.org/?a=1&b=2)",
    "[the form](https://example.org/a_(b))",
    "[the form](https://example.org/javascript:-a-history)",
    "[help@example.org](mailto:help@example.org) or [01632 960001](tel:+441632960001)",
    '<figure><img src="phone.svg" alt="A phone on a desk"><figcaption>The phone</figcaption></figure>',
    '<details markdown="1" open>\n<summary>More</summary>\n\n**Ring us.**\n\n</details>',
    "| a | b |\n|---|:-:|\n| 1 | 2 |",
    '<table><thead><tr><th scope="col">Day</th></tr></thead><tr><td colspan="2">1</td></tr></table>',
    "H<sub>2</sub>O, 1<sup>st</sup>, <kbd>Ctrl</kbd>, <abbr title='as soon as possible'>asap</abbr>, <mark>new</mark>.",
    '<time datetime="2026-11-28">28 November</time><br/>\n<ol start="3"><li value="4">Ring.</li></ol>',
    "Type `<script>` or `onclick=x`.",
    "```html\n<script>x()</script>\n```",
    "Type `javascript:`: it is a word, like data: or onclick=x.",
    "The data: 5 of 6. JavaScript: a language.",
    "&lt;script&gt; and 5 < 6, a <- b, <3",
    "<!-- ask the desk in May: <script> or onclick= -->\n\nRing.",
]
# fmt: on


@pytest.mark.parametrize(("body", "place"), REFUSED)
def test_html_that_no_page_may_have_is_one_problem_at_its_place(folder: Path, body: str, place: str) -> None:
    assert unsafe(folder, body) == [place]


@pytest.mark.parametrize(("body", "place"), REFUSED)
def test_no_such_html_is_left_when_a_page_is_published(body: str, place: str) -> None:
    source = f"<html><head></head><body><!-- kb-prose -->{html_of(body)}<!-- /kb-prose --><p>End</p></body></html>"
    page = html.document_fromstring(finish_page(source, language="en").html)
    page.head.clear()  # type: ignore[attr-defined]  # the generator's own styles and scripts
    assert faults(page) == []
    assert page.xpath("string(//body/p[last()])") == "End", place


@pytest.mark.parametrize("body", FINE)
def test_html_that_a_page_may_have_is_no_problem(folder: Path, body: str) -> None:
    assert [str(one) for one in problems(folder, body)] == []


def faults(page: html.HtmlElement) -> list[str]:
    """Return what could run, fetch or cover something in a parsed page, besides its security policy."""
    policy = "meta[@http-equiv='Content-Security-Policy']"
    wrong = page.xpath(
        "//script | //style | //iframe | //object | //embed | //form | //input | //button | //svg | //math | //base"
        f" | //link | //video | //audio | //*[@style[not(contains(., 'text-align'))]]"
        f" | //*[self::{policy}]/following::meta"
    )
    found = [str(one.tag) for one in wrong]
    for one in page.iter(html.etree.Element):
        for name, value in one.attrib.items():
            bare = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or bare.startswith(("javascript:", "vbscript:", "data:")):
                found.append(f"{name}={value}")
            if name in {"id", "class"} and re.search(r"(?:^|\s)(?:md-|kb-|__)", value):
                found.append(f"{name}={value}")
    return found


PIECES = [body for body, _ in REFUSED] + FINE
SIGNS = ["\n", "\n\n", " ", "<", ">", '"', "'", "`", "<div>", "</div>", "<!--", "-->", "[", "](", ")", "{", "}", "    "]


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(SIGNS)), min_size=1, max_size=8))
def test_a_page_without_a_problem_has_nothing_that_runs(folder: Path, parts: list[str]) -> None:
    body = "".join(parts)
    found = problems(folder, body)
    published = clean_html(html_of(body))
    assert faults(html.document_fromstring(f"<body>{published}<p></p></body>")) == []
    if not found:
        assert faults(html.document_fromstring(f"<body>{html_of(body)}<p></p></body>")) == []


@pytest.mark.parametrize("opened", ["<div>", "<details><summary>More", "</div></article>", "<table><tr><td>", "<b><i>"])
def test_an_element_left_open_ends_with_the_words_of_the_author(opened: str) -> None:
    source = (
        f"<html><head></head><body><article><!-- kb-prose -->{opened}Ring.<!-- /kb-prose --><footer>End</footer>"
        "</article></body></html>"
    )
    page = html.document_fromstring(finish_page(source, language="en").html)
    assert page.xpath("count(//article/footer)") == 1


def test_a_remark_of_an_editor_is_not_published(folder: Path) -> None:
    (folder / "content" / "x.md").write_text(START + "Ring.\n<!-- Alex will\n\nask -->\n\nWrite. <!---->\n")
    page = read_page(folder, "content/x.md")[0].page
    assert page
    assert page.body == "Ring.\n<!--          \n\n    -->\n\nWrite. <!---->\n"


def test_no_class_that_could_cover_a_button_is_allowed() -> None:
    sheets = [*(Path(material.__file__).parent / "templates" / "assets").rglob("*.css"), *TEMPLATES.rglob("site/*.css")]
    covering = set()
    for sheet in sheets:
        text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet.read_text(), flags=re.DOTALL)
        for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            if re.search(r"position:\s*(?:fixed|sticky)|z-index:\s*[1-9]", rule) and "::" not in selector:
                covering |= {last for one in selector.split(",") for last in re.findall(r"\.([\w-]+)[^\s>+~]*$", one)}
    assert len(covering) > 10
    assert [name for name in sorted(covering) if not is_theme_class(name)] == []


def test_no_id_that_the_theme_looks_up_is_allowed() -> None:
    theme = "".join(path.read_text() for path in (Path(material.__file__).parent / "templates").rglob("*.html"))
    ids = set(re.findall(r'\bid="(__\w+)"', theme))
    assert "__config" in ids
    assert all(map(is_theme_id, ids))


def test_elements_of_the_table_are_in_one_row_and_none_can_run() -> None:
    elements = [element for row in ALLOWED_HTML for element in row.elements]
    assert len(elements) == len(set(elements))
    assert not {"script", "style", "form", "iframe", "svg", "math", "meta", "base", "object", "template"} & set(
        elements
    )
    for element in elements:
        assert not [name for name in attributes_of(element) if name.startswith("on") or name in {"style", "name"}]


@pytest.mark.parametrize(
    ("setting", "body"),
    [
        ("video", '<video controls src="welcome.mp4" width="640"><track src="welcome.vtt" kind="captions"></video>'),
        ("audio", '<audio controls><source src="welcome.mp3" type="audio/mpeg"></audio>'),
        ("picture", '<picture><source srcset="a.webp" type="image/webp"><img src="a.png" alt="A phone"></picture>'),
    ],
)
def test_settings_allow_more_and_the_staff_can_see_it(folder: Path, setting: str, body: str) -> None:
    allowed = frozenset({ExtraHtml(setting)})
    assert unsafe(folder, body) == ["1:1"]
    assert problems(folder, body, allowed) == ()
    assert f"<{setting}" in clean_html(html_of(body), allowed)
    assert f"<{setting}" not in clean_html(html_of(body))


@pytest.mark.parametrize(
    "body",
    [
        '<video src="a.mp4" onplay="x()"></video>',
        '<video src="data:video/mp4,x"></video>',
        '<video src="a.mp4" style="position:fixed"></video>',
        '<video autoplay src="a.mp4"></video>',
        "<iframe src='a.html'></iframe>",
        "<script>x()</script>",
    ],
)
def test_no_setting_allows_what_runs(folder: Path, body: str) -> None:
    assert len(unsafe(folder, body, frozenset(ExtraHtml))) == 1


@pytest.mark.parametrize("word", ["iframe", "script", "form", "onclick", "all", "svg"])
def test_settings_cannot_allow_anything_else(tmp_path: Path, word: str) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    (project / "mkdocs.yml").write_text(f"allowed_html: [{word}]\n")
    (problem,) = check(project, TODAY)[1]
    assert (problem.span.path, problem.span.line, problem.span.column) == ("mkdocs.yml", 1, 16)
    assert "audio" in problem.hint


def test_the_staffs_page_lists_what_the_settings_allow(tmp_path: Path) -> None:
    assert reviews_view(knowledge_base(LOAMSHIRE), TODAY).extra_html == ()
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    (project / "mkdocs.yml").write_text("allowed_html: [video, audio]\n")
    site = build_site(project, today=TODAY, edition=Edition.STAFF, with_prints=False)
    (page,) = (one.markdown for one in site.pages if one.path == "reviews.md")
    assert "<li>audio: a recording to listen to, from a file in content/</li>" in page
    assert "<li>video: a film, for example in British Sign Language, from a file in content/</li>" in page
    public = build_site(project, today=TODAY, edition=Edition.PUBLIC, with_prints=False)
    assert not [one for one in public.pages if "allowed_html" in one.markdown]


@pytest.mark.parametrize("target", ["ftp://example.org/a", "file:///C:/a.pdf", "blob:a", "desk:ring", "(a"])
def test_an_odd_address_is_a_broken_link_and_no_unsafe_html(folder: Path, target: str) -> None:
    assert unsafe(folder, f"[the charter](ref:charter) and [the form]({target})") == []
    assert "href" not in clean_html(f'<a href="{target}">the form</a>') or target == "(a"
