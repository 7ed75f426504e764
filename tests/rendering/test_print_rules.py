"""HTML and CSS that a PDF would tag wrongly are reported at their place, and so is invalid markup."""

import pytest

from generator.diagnostics import Code, Span
from generator.rendering.environment import TEMPLATES
from generator.rendering.pdf.rules import (
    ELEMENT_RULES,
    STYLE_RULES,
    ElementRule,
    StyleRule,
    markup_problems,
    source_markup_problems,
    style_problems,
    template_problems,
)
from generator.rendering.pdf.template_sources import print_templates
from generator.rendering.prints.styles import all_styles

USED = all_styles()

REFUSED_MARKUP = {
    "an element inside a link": '<a href="#x"><strong>word</strong></a>',
    "a picture without alt text": '<img src="kb:a.svg" alt="">',
    "a drawing without a name": '<svg aria-hidden="true"></svg>',
    "a list of definitions": "<dl><dt>word</dt><dd>meaning</dd></dl>",
    "a figure with a caption": "<figure>drawing</figure>",
    "an element that unfolds": "<details><summary>more</summary></details>",
    "an element in italics": "<p><em>word</em></p>",
    "a field inside its label": '<label><input type="checkbox" id="one"> one</label>',
    "a field without a name to read out": '<textarea name="one"></textarea>',
    "a table without a head": '<table>\n<tr><th scope="row">one</th></tr></table>',
    "a header cell without a scope": "<th>one</th>",
    "a cell over several columns or rows": '<td colspan="2">one</td>',
    "a style attribute": '<p style="color: red">one</p>',
}
ALLOWED_MARKUP = [
    '<strong><a href="#x">word</a></strong>',
    '<img src="kb:a.svg" alt="{{ drawing.title }}">',
    '<svg role="img" aria-label="{{ label }}"><path d="M0 0"/></svg>',
    '<p><img alt="A pyramid" src="data:image/svg+xml,{{ drawing(pyramid) | urlencode }}"></p>',
    '<label for="{{ one.name }}">one</label> <input type="text" id="{{ one.name }}">',
    '{% if form %}<input type="text" name="{{ cell.name }}" title="{{ cell.label }}">{% endif %}',
    '<table><thead><tr><th scope="col">one</th></tr></thead><tbody><tr><td>{{ "<a>" }}</td></tr></tbody></table>',
    '<div class="pic" style="background-image: url(kb:picture/{{ told.cover }})"></div>',
    '<span style="width: {{ cell.width }}%"></span>',
    "{# <dl> and <em>such</em> #}<ul><li><p>one</p></li></ul>",
    '<{{ level }} class="list">{{ title }}</{{ level }}>',
]
REFUSED_STYLES = {
    "opacity": "p { opacity: 0.5 }",
    "automatic hyphenation": "html { hyphens: auto; }",
    "justified text": "p { text-align: justify }",
    "a table part with another display": ".list, .roles tr.wide { display: block }",
    "an order set in CSS": "li { order: 2 }",
    "a reversed order": "ul { flex-direction: row-reverse }",
    "a dot leader": 'li::after { content: leader(".") target-counter(attr(data-to), page) }',
    "a picture as content": 'p::before { content: url("data:image/svg+xml,%3Csvg/%3E") }',
    "a picture as a bullet": 'ul { list-style-image: url("kb:style/mark.svg") }',
    "italics": "p { font: italic 12pt serif }",
    "a footnote": "span { float: footnote }",
    "a file from the web": 'p { background: url("https://example.org/a.png") }',
}
ALLOWED_STYLES = [
    "p { border: 1mm solid; border-style: solid; hyphens: none; float: left; text-align: left }",
    "td p { display: block } .table { display: grid } td { display: table-cell }",
    """p { background: #fff url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' opacity='.5'%3E;}") }""",
    '/* opacity: 1; {} */ p::before { content: "order: 1; }" }',
    "@page { size: A4; @top-left { content: string(title); font: 400 10pt Sans } }",
]


@pytest.mark.parametrize("rule", ELEMENT_RULES, ids=lambda rule: rule.message)
def test_a_construct_that_breaks_tagging_is_refused_where_it_stands(rule: ElementRule) -> None:
    problems = source_markup_problems("{% if a %}\n" + f"<div>{REFUSED_MARKUP[rule.message]}</div>", "prints/one.jinja")
    (problem,) = [one for one in problems if rule.message in one.message]
    assert (problem.span.line, problem.code) == (2, Code.PRINT_PROBLEM)
    assert problem.hint == rule.hint


@pytest.mark.parametrize("source", ALLOWED_MARKUP)
def test_constructs_that_are_tagged_well_are_allowed(source: str) -> None:
    assert source_markup_problems(source, "prints/one.jinja") == ()


@pytest.mark.parametrize("rule", STYLE_RULES, ids=lambda rule: rule.message)
def test_a_style_that_breaks_tagging_is_refused_where_it_stands(rule: StyleRule) -> None:
    sheet = "@media print {\n  " + REFUSED_STYLES[rule.message] + "\n}"
    (problem,) = style_problems(sheet, "styles/one.css")
    assert rule.message in problem.message
    assert problem.span.line == 2
    assert sheet.splitlines()[1][problem.span.column - 1 :].startswith(problem.message.rsplit("`", 2)[1].split(":")[0])


@pytest.mark.parametrize("sheet", ALLOWED_STYLES)
def test_styles_that_are_tagged_well_are_allowed(sheet: str) -> None:
    assert style_problems(sheet, "styles/one.css") == ()


def test_an_import_from_elsewhere_is_refused() -> None:
    assert style_problems('@import "https://example.org/a.css";', "styles/one.css") != ()
    assert style_problems("@import url(//example.org/a.css);", "styles/one.css") != ()


def test_what_is_not_css_is_refused_where_it_stands() -> None:
    (problem,) = style_problems("p {\n  color: red;\n  color red;\n}", "styles/one.css")
    assert (problem.span.line, problem.span.column) == (3, 12)
    assert problem.message.startswith("this is not CSS")


def test_places_hold_where_jinja_trims_and_spans_lines() -> None:
    source = (
        "{%- if a -%}\n  {{- b(\n'<em>') -}}\n  {# <em>\n #} {% raw %}{{ x }}{% endraw %}<em>one</em>\n{% endif -%}\n"
    )
    (problem,) = source_markup_problems(source, "prints/one.jinja")
    assert (problem.span.line, problem.span.column) == (5, 33)


def test_a_problem_has_its_place_and_what_to_write() -> None:
    (problem,) = source_markup_problems(
        '<p>\n  <a href="#x">\n    <b>word</b></a></p>', "generator/templates/prints/one.jinja"
    )
    assert str(problem) == (
        "generator/templates/prints/one.jinja:3:5: error[print-problem] prints may not use this: "
        "an element inside a link, <b>\n"
        "  hint: write only words in <a>, and <strong> around it: the link would be tagged in several parts"
    )


def test_every_print_is_read_with_the_macros_it_reaches_and_no_others() -> None:
    sources = print_templates(TEMPLATES)
    assert {name for name in sources if name.startswith("prints/")} == {
        path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "prints").rglob("*.jinja")
    }
    words = sources["partials/words.jinja"]
    assert "macro runs" in words
    assert "macro backlinks" not in words
    whole = (TEMPLATES / "partials/words.jinja").read_text()
    assert len(words) == len(whole)
    assert words.count("\n") == whole.count("\n")


def test_no_template_breaks_a_rule() -> None:
    """The templates and styles of this package themselves."""
    assert [str(problem) for problem in template_problems(USED)] == []


def document(body: str, *, lang: str = "en-GB", title: str = "A title") -> str:
    return f'<!doctype html>\n<html lang="{lang}">\n<head><title>{title}</title></head>\n<body>\n{body}\n</body></html>'


def messages(markup: str) -> list[str]:
    problems = markup_problems(markup, "downloads/a.pdf")
    assert {one.span.path for one in problems} <= {"downloads/a.pdf"}
    return [one.message for one in problems]


H1 = "<h1>A title</h1>"
HEAD = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'


@pytest.mark.parametrize(
    "body",
    [
        H1 + "<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2>",
        H1 + f"<table>{HEAD}<tr><td>a</td><td></td></tr></table>",
        H1 + '<p id="a"><a href="#a">words</a></p><label for="x">Name</label><input id="x"><input title="Age">',
    ],
)
def test_a_sound_document_has_no_problem(body: str) -> None:
    assert messages(document(body)) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (H1 + "<h3>far</h3>", "<h3> 'far' follows <h1>"),
        (f"<h2>early</h2>{H1}", "<h2> 'early' is the first heading"),
        (H1 + "<h1>again</h1>", "a second <h1>: 'again'"),
        (H1 + "<h2> </h2>", "an <h2> has no words"),
        ("<p>a</p>", "this print has no <h1>"),
        (H1 + f"<table>{HEAD}<tr><td>one</td></tr></table>", "a row of 1 cells in a table of 2: 'one'"),
        (H1 + '<p id="a"></p><p id="a"></p><p id="a"></p>', "the id 'a' is used 3 times"),
        (H1 + '<a href="#x"> </a>', "a link without words, to '#x'"),
        (H1 + '<input id="x" name="age"><label for="y">Age</label>', "the field 'age' has no name to read out"),
    ],
)
def test_a_problem_of_finished_markup_is_reported(body: str, message: str) -> None:
    assert messages(document(body)) == [message]


def test_a_document_needs_a_language_and_a_title() -> None:
    assert messages(document(H1, lang="")) == ["this print has no language"]
    assert messages(document(H1, title=" ")) == ["this print has no title"]


def test_finished_markup_reports_each_rule_once() -> None:
    problems = markup_problems(document(H1 + '\n<a href="#x"><b>a</b></a>' * 40), "downloads/a.pdf")
    assert [one.span for one in problems] == [Span("downloads/a.pdf", 6, 14)]
