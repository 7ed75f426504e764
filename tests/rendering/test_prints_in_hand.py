"""What people hold: no empty pages, a card of two sides, a list that can be carried, room to write."""

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.pdf import open_pdf

pytestmark = [pytest.mark.slow]


NO_PAGE_TO_FILL = ("-slides.pdf", "-poster.pdf", "-poster-a3.pdf", "-poster-with-marks.pdf", "-pack.pdf")


def reach(page: Any) -> float:
    """How far down the ink of a page reaches, of the part between its head and its foot; lines to write on count."""
    picture = page.render(scale=0.5, grayscale=True).to_pil()
    body = picture.crop((0, round(picture.height * 0.06), picture.width, round(picture.height * 0.92)))
    ink = body.point(lambda grey: 255 if grey < 225 else 0).getbbox()
    return float(ink[3] / body.height) if ink else 0


def test_no_page_is_nearly_empty(site: Path) -> None:
    emptiest = {}
    for path in sorted((site / "downloads").glob("*.pdf")):
        if path.name.endswith(NO_PAGE_TO_FILL):
            continue
        with pypdfium2.PdfDocument(path) as pdf:
            for number in range(1, len(pdf)):
                emptiest[f"{path.name} {number + 1}"] = reach(pdf[number])
    assert len(emptiest) > 700
    assert {page: round(part, 2) for page, part in emptiest.items() if part < 0.24} == {}


def page_texts(path: Path) -> list[str]:
    """The text of each page, its words with one space between."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_the_card_has_two_sides_with_the_numbers_and_the_time_limits_in_front(site: Path) -> None:
    front, behind = page_texts(site / "downloads" / "what-we-promise-card.pdf")
    assert "In danger? 999" in front
    assert "Police 101" in front
    assert "1 working day Response to a high risk incident" in front
    assert "5 working days Response to any other incident" in front
    assert "nobody has confirmed that they still stand" in front
    numbers = re.findall(r"(?<!\S)(\d{1,2}) (?=[A-Z])", behind.partition("Version of")[0])
    assert sorted(map(int, numbers)) == list(range(1, 18))
    with pypdfium2.PdfDocument(site / "downloads" / "what-we-promise-card.pdf") as pdf:
        assert [round(length / 72 * 25.4) for length in pdf[0].get_size()] == [105, 148]


def test_the_leaflet_has_four_full_panels_and_is_quiet_outside(site: Path) -> None:
    path = site / "downloads" / "you-can-tell-someone.pdf"
    cover, whom, then, back = page_texts(path)
    assert "Victim Support can listen 08 08 16 89 111 24 hours a day, free" in cover
    assert "hate" not in f"{cover} {back}".lower()
    assert "Police non-emergency (101) 101, 24 hours a day. Call if nobody is in danger now." in whom
    assert "1 working day Response to a high risk incident" in then
    assert "We aim to settle your complaint" in then
    assert "Nobody has confirmed that these promises still stand." in then
    assert "In danger now? Call 999." in back
    assert "Keep this paper only if that is safe for you." in back
    with pypdfium2.PdfDocument(path) as pdf:
        assert [round(length / 72 * 25.4) for length in pdf[0].get_size()] == [148, 210]
        filled = [reach(page) for page in pdf]
    assert min(filled) > 0.9, filled


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("service-standards", "For anyone."),
        ("law-register", "For anyone."),
        ("who-to-tell-large-print", "For anyone, in large print."),
        ("schools-training-guide", "at tables of 4 or 5."),
    ],
)
def test_a_cover_says_whom_it_is_for_and_how_many_pages_it_has(site: Path, name: str, whom: str) -> None:
    cover, *others = page_texts(site / "downloads" / f"{name}.pdf")
    assert f"{whom} {len(others) + 1} pages." in cover


def test_who_can_help_in_large_print_is_a_list_of_at_most_40_pages(site: Path) -> None:
    pages = page_texts(site / "downloads" / "who-can-help-large-print.pdf")
    assert 10 < len(pages) <= 40
    text = " ".join(pages)
    for words in (
        "I am in danger now",
        "Childline 0800 1111",
        "Victim Support 08 08 16 89 111",
        "www.report-it.org.uk",
    ):
        assert words in text
    assert "No number" not in text


def test_whether_a_copy_is_right_never_has_a_page_to_itself(site: Path) -> None:
    asked = {}
    for path in sorted((site / "downloads").glob("*.pdf")):
        for number, text in enumerate(page_texts(path), start=1):
            before, is_asked, _ = text.partition("Is this copy still right?")
            if is_asked:
                asked[f"{path.name} {number}"] = len(before.split())
    assert len(asked) > 30
    assert {page: words for page, words in asked.items() if words < 12} == {}


def test_the_note_on_promises_stays_with_them(site: Path) -> None:
    for name in ("diary", "incident-record-centre", "my-action-plan", "satisfaction-questionnaire"):
        for text in page_texts(site / "downloads" / f"{name}.pdf"):
            assert not text.startswith("Nobody has confirmed"), name


WEB_WORDS = re.compile(r"this page restates|here is what|choose what you need|on this page|click|scroll|menu")


def test_no_print_speaks_as_if_it_were_a_web_page(site: Path) -> None:
    spoken = {
        f"{path.name} {number}": found
        for path in sorted((site / "downloads").glob("*.pdf"))
        if not path.name.endswith("-pack.pdf")
        for number, text in enumerate(page_texts(path), start=1)
        if (found := WEB_WORDS.findall(text.lower()))
    }
    assert spoken == {}


def test_what_happened_has_half_a_page_to_write_on(site: Path) -> None:
    half = 297 / 2 * 72 / 25.4 * 0.8
    for name, field in (
        ("diary", "Incident 1: What happened"),
        ("incident-record-centre", "What happened, in the person\u2019s own words"),
        ("incident-record-school", "What was said or done. Describe the words, do not repeat them."),
    ):
        with open_pdf(site / "downloads" / f"{name}-fill-in.pdf") as pdf:
            heights = {
                str(one.get("/TU", "")): abs(float(one.Rect[3] - one.Rect[1]))
                for page in pdf.pages
                for one in page.get("/Annots", ())
                if one.get("/FT") == "/Tx"
            }
        assert next(height for title, height in heights.items() if title.startswith(field)) >= half, name
        rest = next(height for title, height in heights.items() if title.startswith("More room"))
        assert rest >= 1.5 * half
