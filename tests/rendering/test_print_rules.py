"""A construct that the PDF would tag wrongly is refused where it was written; so is markup that does not hold."""

import pytest

from generator.diagnostics import Code, Span
from generator.rendering.environment import TEMPLATES
from generator.rendering.prints.rules import (
    ELEMENT_RULES,
    STYLE_RULES,
    ElementRule,
    StyleRule,
    markup_problems,
    refused_markup,
    refused_styles,
    template_problems,
)
from generator.rendering.prints.sources import print_templates
from generator.rendering.prints.styles import all_styles

USED = all_styles()

REFUSED_MARKUP = {
    "an element stands inside a link": '<a href="#x"><strong>word</strong></a>',
    "a picture has no words in its alt": '<img src="kb:a.svg" alt="">',
    "a drawing is not named": '<svg aria-hidden="true"></svg>',
    "a list of definitions": "<dl><dt>word</dt><dd>meaning</dd></dl>",
    "a figure with a caption": "<figure>drawing</figure>",
    "something to unfold": "<details><summary>more</summary></details>",
    "an element that is set in italics": "<p><em>word</em></p>",
    "a field stands inside its label": '<label><input type="checkbox" id="one"> one</label>',
    "a field without a name to read out": '<textarea name="one"></textarea>',
    "a table without a head": '<table>\n<tr><th scope="row">one</th></tr></table>',
    "a header cell that does not say of what": "<th>one</th>",
    "a cell over several columns or rows": '<td colspan="2">one</td>',
    "a style in the markup": '<p style="color: red">one</p>',
}
LET_BE_MARKUP = [
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
    "hyphens between lines": "html { hyphens: auto; }",
    "justified text": "p { text-align: justify }",
    "a part of a table shown as something else": ".list, .roles tr.wide { display: block }",
    "an order of its own": "li { order: 2 }",
    "an order turned round": "ul { flex-direction: row-reverse }",
    "dots that lead to a number": 'li::after { content: leader(".") target-counter(attr(data-to), page) }',
    "a picture as content": 'p::before { content: url("data:image/svg+xml,%3Csvg/%3E") }',
    "a picture as bullet": 'ul { list-style-image: url("kb:style/mark.svg") }',
    "italics": "p { font: italic 12pt serif }",
    "a footnote": "span { float: footnote }",
    "something from elsewhere": 'p { background: url("https://example.org/a.png") }',
}
LET_BE_STYLES = [
    "p { border: 1mm solid; border-style: solid; hyphens: none; float: left; text-align: left }",
    "td p { display: block } .table { display: grid } td { display: table-cell }",
    """p { background: #fff url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' opacity='.5'%3E;}") }""",
    '/* opacity: 1; {} */ p::before { content: "order: 1; }" }',
    "@page { size: A4; @top-left { content: string(title); font: 400 10pt Sans } }",
]


@pytest.mark.parametrize("rule", ELEMENT_RULES, ids=lambda rule: rule.message)
def test_a_construct_that_breaks_tagging_is_refused_where_it_stands(rule: ElementRule) -> None:
    found = refused_markup("{% if a %}\n" + f"<div>{REFUSED_MARKUP[rule.message]}</div>", "prints/one.jinja")
    mine = [one for one in found if rule.message in one.message]
    assert len(mine) == 1
    assert (mine[0].span.line, mine[0].code) == (2, Code.PRINT_PROBLEM)
    assert mine[0].hint == rule.hint


@pytest.mark.parametrize("source", LET_BE_MARKUP)
def test_constructs_that_are_tagged_well_are_let_be(source: str) -> None:
    assert refused_markup(source, "prints/one.jinja") == ()


@pytest.mark.parametrize("rule", STYLE_RULES, ids=lambda rule: rule.message)
def test_a_style_that_breaks_tagging_is_refused_where_it_stands(rule: StyleRule) -> None:
    sheet = "@media print {\n  " + REFUSED_STYLES[rule.message] + "\n}"
    (found,) = refused_styles(sheet, "styles/one.css")
    assert rule.message in found.message
    assert found.span.line == 2
    assert sheet.splitlines()[1][found.span.column - 1 :].startswith(found.message.rsplit("`", 2)[1].split(":")[0])


@pytest.mark.parametrize("sheet", LET_BE_STYLES)
def test_styles_that_are_tagged_well_are_let_be(sheet: str) -> None:
    assert refused_styles(sheet, "styles/one.css") == ()


def test_an_import_from_elsewhere_is_refused() -> None:
    assert refused_styles('@import "https://example.org/a.css";', "styles/one.css") != ()
    assert refused_styles("@import url(//example.org/a.css);", "styles/one.css") != ()


def test_what_is_not_css_is_refused_where_it_stands() -> None:
    (found,) = refused_styles("p {\n  color: red;\n  color red;\n}", "styles/one.css")
    assert (found.span.line, found.span.column) == (3, 12)
    assert found.message.startswith("this is not CSS")


def test_places_hold_where_jinja_trims_and_spans_lines() -> None:
    source = (
        "{%- if a -%}\n  {{- b(\n'<em>') -}}\n  {# <em>\n #} {% raw %}{{ x }}{% endraw %}<em>one</em>\n{% endif -%}\n"
    )
    (found,) = refused_markup(source, "prints/one.jinja")
    assert (found.span.line, found.span.column) == (5, 33)


def test_the_whole_text_says_where_and_what_to_write() -> None:
    (found,) = refused_markup('<p>\n  <a href="#x">\n    <b>word</b></a></p>', "generator/templates/prints/one.jinja")
    assert str(found) == (
        "generator/templates/prints/one.jinja:3:5: error[print-problem] prints may not use this: "
        "an element stands inside a link, <b>\n"
        "  hint: put words only in <a>, and <strong> round it: the place to press would be tagged apart from the link"
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
    found = markup_problems(markup, "downloads/a.pdf")
    assert {one.span.path for one in found} <= {"downloads/a.pdf"}
    return [one.message for one in found]


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
def test_what_only_the_finished_markup_shows_is_told(body: str, message: str) -> None:
    assert messages(document(body)) == [message]


def test_a_document_says_its_language_and_its_title() -> None:
    assert messages(document(H1, lang="")) == ["this print does not say its language"]
    assert messages(document(H1, title=" ")) == ["this print has no title"]


def test_what_macros_put_together_is_told_once_for_each_rule() -> None:
    found = markup_problems(document(H1 + '\n<a href="#x"><b>a</b></a>' * 40), "downloads/a.pdf")
    assert [one.span for one in found] == [Span("downloads/a.pdf", 6, 14)]
