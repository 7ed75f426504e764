"""Each layout problem of a print is reported, and the same content laid out well is not."""

import re

import pypdfium2
import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from generator.diagnostics import has_errors
from generator.model.output_formats import OUTPUT_FORMATS
from generator.rendering.environment import TEMPLATES
from generator.rendering.pdf.layout import layout_problems
from generator.rendering.pdf.make import PackageFetcher, make_print
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.rendering.prints.limits import Limits

pytestmark = pytest.mark.slow


BASE = "@page { size: A6; margin: 10mm } html { font-size: 12pt; line-height: 1.4 } h2 { break-after: auto }"
LOOSE = Limits()
WORDS = "Some words that fill a line of the page and go on to the next. "


def faults(body: str, style: str = "", limits: Limits = LOOSE) -> list[str]:
    fonts, fetcher = FontConfiguration(), PackageFetcher({})
    sheets = [
        weasyprint.CSS(
            string=(TEMPLATES / "styles" / "prints" / "print.css").read_text(), font_config=fonts, url_fetcher=fetcher
        ),
        weasyprint.CSS(string=BASE + style, font_config=fonts),
    ]
    markup = f'<html lang="en-GB"><title>A</title><body>{body}'
    document = weasyprint.HTML(string=markup).render(stylesheets=sheets, font_config=fonts)
    problems = layout_problems(document, "downloads/a.pdf", limits)
    assert all(one.span.path == "downloads/a.pdf" and one.hint for one in problems)
    return [one.message for one in problems]


def lines(count: int) -> str:
    return "".join(f"<p>Line {n}</p>" for n in range(count))


def test_plain_words_over_several_pages_have_no_fault() -> None:
    assert faults(f"<h1>A</h1><h2>B</h2><p>{WORDS * 60}</p>", "h2 { break-after: avoid }") == []


def test_text_over_the_edge_of_the_text_is_reported() -> None:
    word = "pneumonoultramicroscopicsilicovolcanoconiosisandmore"
    assert faults(f"<p>{word}</p>") == [f"page 1: text runs over the right edge of the text: '{word}'"]
    assert faults(f"<p>{word}</p>", "p { overflow-wrap: anywhere }") == []


@pytest.mark.parametrize("place", ["left: 80mm; top: 0", "left: 0; top: 135mm", "left: 0; top: -30mm"])
def test_absolutely_positioned_text_over_the_edge_of_the_paper_is_reported(place: str) -> None:
    style = f"p {{ position: absolute; {place}; white-space: nowrap }}"
    (fault,) = faults("<p>Words that were pinned</p>", style)
    assert re.fullmatch(r"page 1: text runs over the (right|bottom|top) edge of the paper: '.*'", fault)
    assert faults("<p>Words that were pinned</p>", "p { position: absolute; left: -5mm; top: -5mm }") == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        (".card { height: 12mm; border: 1mm solid }", "bottom of its <div class=card>"),
        (".card { width: 30mm; white-space: nowrap; background: #eee }", "right of its <div class=card>"),
        (".card { position: absolute; top: 0; height: 12mm; margin: 0 }", "bottom of its <div class=card>"),
    ],
)
def test_text_over_the_edge_of_a_box_of_set_size_is_reported(style: str, fault: str) -> None:
    messages = faults(f'<div class="card"><p>{WORDS}{WORDS}</p></div>', style + ".card { font-size: 11pt }")
    assert any(fault in one for one in messages)


def test_a_box_that_grows_has_no_overflow() -> None:
    style = ".card { min-height: 12mm; border: 1mm solid } td { height: 5mm; border: 1mm solid }"
    assert faults(f'<div class="card"><p>{WORDS * 3}</p></div><table><tr><td>{WORDS * 2}</table>', style) == []


def test_text_may_use_the_margin_of_an_invisible_box() -> None:
    style = ".step { height: 8mm; line-height: 8mm; margin-bottom: %s }"
    two_lines = '<p class="step">Words that take<br>two lines</p><p>after</p>'
    assert faults(two_lines, style % "13mm") == []
    assert faults(two_lines, style % "1mm") != []


@pytest.mark.parametrize(
    ("body", "style", "start_tag"),
    [
        (f"<table><tr><td>{'a<br>' * 60}</table>", "", "<tr>"),
        (f'<div class="row">{lines(30)}</div>', "", "<div class=row>"),
        (f'<div class="slide">{lines(30)}</div>', "", "<div class=slide>"),
        ('<div class="whole"><p>a</p><p class="next">b</p></div>', ".next { break-before: page }", "<div class=whole>"),
    ],
)
def test_an_unbreakable_box_that_is_split_is_reported(body: str, style: str, start_tag: str) -> None:
    (fault,) = faults(body, style + ".whole { break-inside: avoid }")
    assert fault.startswith(f"pages 1 and 2: {start_tag} is split: '")


def test_long_tables_and_boxes_longer_than_a_page_may_be_split() -> None:
    rows = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(40))
    assert faults(f"<table><thead><tr><th>Head</th></tr></thead>{rows}</table>") == []
    assert faults(f'<div class="whole">{lines(40)}</div>', ".whole { break-inside: avoid }") == []


def test_too_many_pages_are_reported() -> None:
    body, next_page = "<p>a</p><p>b</p><p>c</p>", "p + p { break-before: page }"
    assert faults(body, next_page, Limits(pages=3)) == []
    assert faults(body, next_page, Limits(pages=2)) == ["it has 3 pages; the limit is 2"]


def test_small_text_is_reported_with_another_limit_for_running_heads() -> None:
    foot = "@page { @bottom-left { content: 'Made today'; font-size: 9pt } } p { font-size: 11pt }"
    assert faults("<p>Words</p>", foot, Limits(smallest=11, smallest_in_margins=9)) == []
    assert faults("<p>Words</p>", foot, Limits(smallest=12, smallest_in_margins=10)) == [
        "page 1: text of 11 pt; the minimum is 12 pt: 'Words'",
        "page 1: text of 9 pt; the minimum is 10 pt: 'Made today'",
    ]


def test_a_title_that_overlaps_the_subtitle_is_reported() -> None:
    style = "h1 { position: absolute; top: 0; width: 80mm; line-height: 1.02 } .sub { position: absolute; top: 12mm }"
    cover = '<h1>{}</h1><p class="sub">What it is about</p>'
    assert faults(cover.format("Short"), style) == []
    assert faults(cover.format("A title of more than one line"), style) == [
        "page 1: 'than one line' and 'What it is about' overlap"
    ]


def test_a_heading_that_ends_its_page_is_reported() -> None:
    filled = lines(19) + "<h2>Next</h2><p>Its words</p>"
    (fault,) = faults(filled, "p { margin: 0; break-inside: avoid } h2 { break-after: page }")
    assert fault == "page 1: a heading is the last thing on the page: 'Next'"
    assert faults(filled, "p { margin: 0 } h2 { break-before: page }") == []


def test_a_caption_that_ends_its_page_is_reported() -> None:
    table = "<p>a</p><table><caption>Figures</caption><thead><tr><th>A</th></tr></thead><tr><td>{}</td></tr></table>"
    style = "caption { break-after: auto } tbody td { height: 115mm } .fill { height: 40mm }"
    (fault,) = faults('<div class="fill"></div>' + table.format("b"), style)
    assert fault == "page 1: the head of a table is the last thing on the page: 'Figures'"
    assert faults(table.format(""), "td { height: 20mm }") == []
    assert faults(table.format("") + "<p style='break-before: page'>c</p>", "td { height: 20mm }") == []


def test_justified_text_is_reported() -> None:
    (fault, *_) = faults(f"<p>{WORDS}</p>", "p { text-align: justify }")
    assert fault.startswith("page 1: text is justified: ")


def test_a_word_that_is_broken_is_reported() -> None:
    hyphens = "p { hyphens: auto; width: 30mm }"
    messages = faults("<p>Antisocial responsibilities notwithstanding</p>", hyphens)
    assert messages
    assert all("a line ends in the middle of a word" in one for one in messages)
    written = "<p>We tell an inter-<br>agency group</p>"
    assert faults(written) == []
    assert faults(written, "", Limits(whole_words=True)) == [
        "page 1: a line ends in the middle of a word: 'We tell an inter-'"
    ]


ROW = '<div class="row"><div class="pic"></div><div class="say"><p>We help you.</p></div></div>'


@pytest.mark.parametrize(
    ("columns", "more", "fault"),
    [
        ("40mm 1fr", "", ""),
        ("30mm 1fr", "", "a picture is 30 mm wide; the minimum is 38 mm: 'We help you.'"),
        ("1fr", "", "the picture is not left of its words: 'We help you.'"),
        (
            "1fr 40mm",
            ".pic { grid-column: 2; grid-row: 1 } .say { grid-column: 1; grid-row: 1 }",
            "the picture is not left",
        ),
    ],
)
def test_pictures_of_easy_read_are_large_and_left_of_their_words(columns: str, more: str, fault: str) -> None:
    style = f".row {{ display: grid; grid-template-columns: {columns} }} .pic {{ height: 30mm }} {more}"
    messages = faults(ROW, style)
    assert len(messages) == bool(fault)
    assert all(fault in one for one in messages)


def test_many_faults_of_one_kind_are_counted() -> None:
    messages = faults(lines(9), "p { font-size: 8pt }")
    assert len(messages) == 6
    assert messages[-1].endswith("and 3 more like it")
    assert not any("more like it" in one for one in faults(lines(6), "p { font-size: 8pt }"))


def print_of(body: str, style: str = "", limits: Limits = LOOSE) -> Printed:
    """The PDF of a job with our base style on A6."""
    base = "".join((TEMPLATES / "styles" / name).read_text() for name in ("shared/tokens.css", "prints/print.css"))
    markup = f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A</title></head><body>{body}</body>'
    styles = (base, BASE + style)
    pdf = next(output for output in OUTPUT_FORMATS if output.key == "pdf")
    return make_print(PrintJob("downloads/a.pdf", pdf, markup, styles, "A6", (), fill_in=False, limits=limits))


def sparse(printed: Printed) -> list[str]:
    return [str(one.message) for one in printed.problems if "nearly empty" in one.message]


def words_of_pages(printed: Printed) -> list[list[str]]:
    with pypdfium2.PdfDocument(printed.content) as pdf:
        return [page.get_textpage().get_text_range().split() for page in pdf]


def numbered(count: int) -> str:
    return "".join(f"<p>Word{n}</p>" for n in range(count))


def test_a_few_lines_do_not_stand_alone_on_a_page() -> None:
    # 14 lines fill a page of A6; set closer, 16 do.
    assert [len(words) for words in words_of_pages(print_of("<h1>A</h1>" + numbered(20)))] == [15, 6]
    printed = print_of("<h1>A</h1>" + numbered(16))
    assert (printed.pages, sparse(printed)) == (1, [])


def test_where_lines_cannot_be_set_closer_the_block_before_them_starts_the_page() -> None:
    fixed = "p { line-height: 1.42 !important; margin-bottom: 2.4mm !important } h1 { font-size: 12pt }"
    late = "".join(f"<p>Late{n}</p>" for n in range(4))
    printed = print_of(f"<h1>A</h1>{numbered(11)}<h2>More</h2>{late}", fixed)
    (_, last) = words_of_pages(printed)
    assert last[:2] == ["More", "Late0"]
    assert sparse(printed) == []


def test_a_page_that_stays_nearly_empty_is_a_warning_and_the_print_is_made() -> None:
    body, style = '<h1>A</h1><div class="tall"><p>One</p></div><p>Two</p>', ".tall { height: 113mm }"
    printed = print_of(body, style)
    assert printed.pages == 2
    assert sparse(printed) == ["page 2 is nearly empty"]
    assert not has_errors(printed.problems)
    assert sparse(print_of(body, style, Limits(least_fill=None))) == []


def test_a_short_chapter_may_have_a_page_to_itself() -> None:
    printed = print_of("<h1>A</h1><p>One</p><section><h2>B</h2><p>Two</p></section>", "section { break-before: page }")
    assert (printed.pages, sparse(printed)) == (2, [])
