"""A pack is put together from finished prints, with all their pages, tags, links and bookmarks."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from generator.cache import Cache
from generator.diagnostics import Code
from generator.model.output_formats import OUTPUT_FORMATS
from generator.progress import ReuseCount
from generator.rendering.pdf.collate import collate
from generator.rendering.pdf.make import make_print
from generator.rendering.prints.jobs import PrintJob
from generator.rendering.prints.limits import Limits
from generator.rendering.prints.make import make_prints
from tests.pdf import bookmarks, destination_pages, marked_text, pdf_of, structure, table_rows, unowned_content
from tests.pdf_faults import index_faults, structure_faults
from tests.verapdf import check

pytestmark = pytest.mark.slow

STYLE = (
    "html { font-family: 'Source Sans KB'; font-size: 40pt }"
    "@font-face { font-family: 'Source Sans KB'; src: url(kb:font/regular) } h1 { break-before: page }"
)
LIST = (
    '<h1>Pack</h1><p><span class="pack-pages">kb:pages/all</span> pages</p>'
    "<table><thead><tr><th scope=col>What</th><th scope=col>Pages</th></tr></thead><tbody>"
    '<tr id="item-1"><th scope="row"><a href="#item-1">Bells</a></th><td class="page-of">kb:pages/1</td></tr>'
    '<tr id="item-2"><th scope="row"><a href="#item-2">Slides</a></th><td class="page-of">kb:pages/2</td></tr>'
    "</tbody></table>"
)
BELLS = (
    "<h1>Bells</h1><p><a href=#end>To the end</a></p><table><tr><th scope=col>Bell</th><th scope=col>Rings</th></tr>"
    "<tr><td>Red</td><td>Twice</td></tr></table><h1 id=end>The end</h1>"
)
SLIDES = "<h1 id=end>One idea</h1><p><a href=#end>Again</a></p>"


def a_job(name: str, title: str, body: str, size: str = "A4", items: Sequence[PrintJob] = ()) -> PrintJob:
    markup = f"<!doctype html><html lang=en-GB><head><title>{title}</title></head><body>{body}</body></html>"
    limits = Limits(least_fill=None)
    path = f"downloads/{name}.pdf"
    return PrintJob(path, OUTPUT_FORMATS[0], markup, (STYLE,), size, (), False, limits, items=tuple(items))


ITEMS = (
    a_job("bells", "Course: bells", BELLS),
    a_job("slides", "Course: slides", SLIDES, "338.67mm 190.5mm"),
)
PACK = a_job("pack", "Course: pack", LIST, items=ITEMS)


@pytest.fixture(scope="module")
def pack() -> bytes:
    ((printed, *_), count) = make_prints([PACK, *ITEMS], Cache(), lambda *_: None)
    assert count == ReuseCount(3, 0)
    assert (printed.pages, printed.problems) == (4, ())
    return printed.content


def test_each_item_follows_the_list_that_says_on_which_pages(pack: bytes) -> None:
    with pdf_of(pack) as pdf:
        assert len(pdf.pages) == 4
        assert table_rows(pdf) == {"What": "Pages", "Bells": "2 to 3", "Slides": "4", "Bell": "Rings"}
        assert bookmarks(pdf) == ["Pack", "Course: bells", "The end", "Course: slides"]
        assert "4 pages" in "".join(marked_text(pdf).values()).replace("\u00a0", " ")


def test_links_lead_to_the_items_and_within_each_item(pack: bytes) -> None:
    with pdf_of(pack) as pdf:
        pages = destination_pages(pdf)
        links = [(str(link.Contents), pages[str(link.Dest)]) for page in pdf.pages for link in page.get("/Annots", [])]
    assert links == [("Bells", 2), ("Slides", 4), ("To the end", 3), ("Again", 4)]


def test_what_is_larger_than_the_paper_is_made_smaller_within_margins(pack: bytes) -> None:
    with pdf_of(pack) as pdf:
        sizes = [[round(float(edge)) for edge in page.MediaBox[2:]] for page in pdf.pages]
        assert sizes == [[595, 842], [595, 842], [595, 842], [842, 595]]
        slide = pdf.pages[3]
        (scale, *_), *_ = [
            [float(number) for number in one.operands]
            for one in pikepdf.parse_content_stream(slide)
            if str(one.operator) == "cm"
        ]
        (link,) = slide.Annots
        left, right, bottom, top = (float(link.Rect[n]) for n in (0, 2, 3, 1))
    assert scale == pytest.approx((297 - 16) / 338.67, abs=0.001)
    assert 23 <= left < right <= 842 - 23
    assert 23 <= bottom < top <= 595 - 23


def test_the_tags_of_every_item_stay(pack: bytes) -> None:
    with pdf_of(pack) as pdf:
        assert (structure_faults(pdf), index_faults(pdf), unowned_content(pdf)) == ([], [], 0)
        parts = [line for line in structure(pdf).splitlines() if line.strip() == "Part"]
    assert parts == ["  Part", "  Part"]


def test_a_pack_is_pdf_ua(pack: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack)
    assert check(path).broken == {}


def test_a_pack_has_the_same_bytes_each_time(pack: bytes) -> None:
    files = [make_print(item).content for item in ITEMS]
    assert collate(files[0], files) == collate(files[0], files)
    ((again, *_), _) = make_prints([PACK], Cache(), lambda *_: None)
    assert again.content == pack


def test_an_item_that_is_not_published_alone_is_made_for_the_pack_and_its_fault_is_told_once() -> None:
    wrong = a_job("wrong", "Course: wrong", "<h1>漢</h1>")
    one_item = LIST.replace("kb:pages/2", "")
    alone = a_job("pack", "Course: pack", one_item, items=(wrong,))
    ((pack,), _) = make_prints([alone], Cache(), lambda *_: None)
    assert [(problem.code, "U+6F22" in problem.message) for problem in pack.problems] == [(Code.PRINT_PROBLEM, True)]
    ((pack, item), _) = make_prints([alone, wrong], Cache(), lambda *_: None)
    assert (len(pack.problems), len(item.problems)) == (0, 1)


def test_words_that_look_like_the_place_of_a_page_number_stay_words() -> None:
    job = a_job("pack", "Course: pack", LIST.replace("<h1>Pack</h1>", "<h1>kb:pages/9</h1>"), items=ITEMS)
    ((printed,), _) = make_prints([job], Cache(), lambda *_: None)
    with pdf_of(printed.content) as pdf:
        assert bookmarks(pdf)[0] == "kb:pages/9"
