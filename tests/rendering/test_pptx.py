"""Slides as PowerPoint files: anybody can read and change them, and they say what the PDFs say."""

import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest

from generator.cache import Cache
from generator.diagnostics import Span
from generator.linking.staff.staff_values import StaffValue
from generator.model.vocabulary import Edition
from generator.publishing.proofs.leak_scan import find_leaks
from generator.rendering.pptx.content import SlideDeck
from generator.rendering.pptx.count import count_slides
from generator.rendering.pptx.write import make_pptx
from generator.rendering.prints.jobs import PrintJob, print_job, print_markup
from generator.rendering.zip_files import packed, unpacked
from generator.views.site import view
from tests.conftest import LOAMSHIRE, REPOSITORY, knowledge_base, tool
from tests.pptx_faults import kind, notes, parts, pptx_faults, shapes, slide_names, words

DECKS = ("first-contact", "powers", "volunteers", "schools", "refresher")
COLOUR = re.compile(r'<a:(\w+)><a:srgbClr val="(\w{6})"/>')
ON_GROUNDS = [
    ("dk1", "lt1"),
    ("dk1", "lt2"),
    ("dk2", "lt1"),
    ("dk2", "lt2"),
    ("accent1", "lt1"),
    ("lt1", "accent1"),
    ("lt2", "accent1"),
    ("dk1", "accent4"),
    ("accent3", "accent4"),
]
"""The colour of words and of the ground under them, by their names in the theme."""


@cache
def jobs(project: Path) -> dict[str, PrintJob]:
    """The jobs of the PowerPoint files of a project, by the names of the files without their ends."""
    base = knowledge_base(project, None, Edition.PUBLIC)
    shown = view(base)
    drawings = {one.record.file: one.drawing for one in base.pictures}
    decks = (one for one in shown.prints if one.output.key == "pptx")
    return {PurePosixPath(one.path).stem: print_job(one, shown, drawings) for one in decks}


@cache
def deck(project: Path, name: str) -> bytes:
    printed = make_pptx(jobs(project)[f"{name}-training-slides"])
    assert printed.problems == ()
    assert printed.pages == count_slides(printed.content) == len(slide_names(printed.content))
    return printed.content


def bells() -> bytes:
    return deck(LOAMSHIRE, "bells")


def test_slides_are_powerpoint_files_and_nothing_else_is() -> None:
    assert list(jobs(LOAMSHIRE)) == ["bells-training-slides"]
    assert sorted(jobs(REPOSITORY)) == sorted(f"{name}-training-slides" for name in DECKS)


@pytest.mark.slow
@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_no_faults(name: str) -> None:
    assert pptx_faults(deck(REPOSITORY, name)) == []


FAULTS = {
    "no title of the file": ("docProps/", "<dc:title>[^<]*", "<dc:title>", "it has no title"),
    "another language": ("ppt/notes", 'lang="en-GB"', 'lang="ja-JP"', "its language is not that of all its words"),
    "a title that is none": ("ppt/slides/", 'type="title"', 'type="body" idx="9"', "the title is not the first thing"),
    "a shape twice": ("ppt/slides/", 'cNvPr id="3"', 'cNvPr id="2"', "two shapes have one number"),
    "an empty place": ("ppt/slides/", "<a:t>Read it.</a:t>", "<a:t></a:t>", "a place for words is empty"),
    "words without a language": ("ppt/slides/", '(<a:rPr)[^>]*lang="en-GB"', r"\1", "words have no language"),
    "no notes": ("ppt/notesSlides/", "<a:t>[^<]*</a:t>", "<a:t/>", "no notes"),
}


@pytest.mark.parametrize(("folder", "before", "after", "fault"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found(folder: str, before: str, after: str, fault: str) -> None:
    changed = [
        (name, re.sub(before.encode(), after.encode(), part) if name.startswith(folder) else part)
        for name, part in unpacked(bells())
    ]
    assert pptx_faults(bells()) == []
    assert any(fault in one for one in pptx_faults(packed(changed)))


@pytest.mark.slow
def test_a_picture_without_an_alternative_is_found() -> None:
    content = deck(REPOSITORY, "schools")
    changed = [(name, re.sub(rb' descr="[^"]*"', b"", part)) for name, part in unpacked(content)]
    assert any("a picture has no alternative" in one for one in pptx_faults(packed(changed)))


@pytest.mark.slow
def test_what_a_slide_says_is_read_in_order_and_can_be_changed() -> None:
    content = deck(REPOSITORY, "first-contact")
    all_parts = parts(content)
    numbers = next(one for one in map(all_parts.__getitem__, slide_names(content)) if "Two that fit" in words(one))
    read = [(kind(shape), words(shape).replace("\u00a0", " ")) for shape in shapes(numbers)]
    assert read == [
        ("title", "Two that fit, not twenty"),
        ("body", "Emergency services (999)"),
        ("body", "999"),
        ("body", "Police non-emergency (101)"),
        ("body", "101"),
        ("body", "Stop Hate UK / Stop Hate Line"),
        ("body", "0800 138 1625"),
        ("body", "Stop Hate UK / Stop Hate Line: we found no recent sign that it is still there."),
        ("ftr", "Point of report"),
        ("sldNum", "14"),
    ]


@pytest.mark.slow
def test_a_picture_is_read_after_the_title_with_its_alternative() -> None:
    content = deck(REPOSITORY, "schools")
    first = shapes(parts(content)[slide_names(content)[0]])
    assert words(first[0]) == "Schools and youth settings"
    assert first[1].tag.endswith("}pic")
    alternative = "A school building with a clock. A child with a school bag stands with an adult."
    assert f'descr="{alternative}"'.encode() in dict(unpacked(content))["ppt/slides/slide1.xml"]


def test_the_notes_are_what_the_trainer_says() -> None:
    first, *others = notes(bells()).values()
    assert first.startswith("Read this aloud before you begin")
    assert "Say We promise an answer within 2 hours. Call 01632 960001." in others[0].replace("\u00a0", " ")


def test_the_first_slide_says_once_of_when_it_is_and_what_nobody_has_confirmed() -> None:
    small, large = jobs(LOAMSHIRE)["bells-training-slides"].content, jobs(REPOSITORY)["powers-training-slides"].content
    assert isinstance(small, SlideDeck)
    assert isinstance(large, SlideDeck)
    owner, version, until = small.made.replace("\u00a0", " ").split(". ", 2)
    assert (owner, until) == ("Loamshire Safer Together", "Current until 1 February 2027.")
    assert re.fullmatch(r"Version [A-Z][0-9][A-Z][0-9][A-Z][0-9]", version)
    assert large.made.endswith(". Nobody has confirmed that these promises still stand.")
    shown = [(one.title, one.question, one.points, one.items, one.caveat) for one in large.slides]
    assert "still stand" not in repr(shown) + large.foot


def test_what_only_staff_may_see_says_so_on_every_slide() -> None:
    base = knowledge_base(LOAMSHIRE, None, Edition.PUBLIC)
    shown = view(base)
    slides = next(one for one in shown.prints if one.output.key == "pptx")
    warning = "Staff only. Not for the public."
    printed = make_pptx(print_job(replace(slides, staff_only=warning), shown, {})).content
    all_parts = parts(printed)
    assert [warning in words(all_parts[name]) for name in slide_names(printed)] == [True] * 4
    pdf = next(one for one in shown.prints if one.path.endswith("slides.pdf"))
    assert print_markup(replace(pdf, staff_only=warning), shown).count(f"<strong>{warning}</strong>") == 4


def test_the_numbers_of_slides_are_those_of_the_guide() -> None:
    assert parts(bells())["ppt/presentation.xml"].get("firstSlideNum") == "0"


@pytest.mark.parametrize(("text", "ground"), ON_GROUNDS)
def test_words_stand_out_seven_to_one(text: str, ground: str) -> None:
    theme = dict(unpacked(bells()))["ppt/theme/theme1.xml"].decode()
    colours = dict(COLOUR.findall(theme))
    lighter, darker = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 7


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    parts_ = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts_)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_equal_slides_give_equal_bytes() -> None:
    job = jobs(LOAMSHIRE)["bells-training-slides"]
    assert make_pptx(job).content == make_pptx(job).content
    assert isinstance(job.content, SlideDeck)
    representation = repr(job.content)
    assert "frozenset" not in representation, "whose order differs from run to run"
    assert " at 0x" not in representation


def test_a_file_names_its_maker_and_no_day() -> None:
    facts = parts(bells())["docProps/core.xml"]
    assert {str(one.tag).partition("}")[2]: one.text for one in facts} == {
        "title": "When a bell rings: slides",
        "subject": "A course on answering.",
        "creator": "Loamshire Safer Together",
        "language": "en-GB",
    }


def test_what_only_staff_may_see_is_found_in_a_deck(tmp_path: Path) -> None:
    (tmp_path / "bells.pptx").write_bytes(bells())
    hidden = StaffValue("bell-hour", "watch_for", "Somebody does not hear the bell.", Span("data/staff/a.yml", 7, 14))
    absent = StaffValue("bell-hour", "watch_for", "Somebody does not see the bell.", Span("data/staff/a.yml", 8, 14))
    leaks = find_leaks(tmp_path, (hidden, absent), Cache())
    assert [leak.span.path for leak in leaks] == ["bells.pptx"]


def test_a_file_that_is_cut_off_has_no_slides() -> None:
    assert count_slides(bells()) == 4
    assert count_slides(bells()[:-9]) == 0


@pytest.mark.slow
def test_libreoffice_draws_every_deck_with_each_title_on_its_page(tmp_path: Path) -> None:
    for name in DECKS:
        (tmp_path / f"{name}.pptx").write_bytes(deck(REPOSITORY, name))
    command = [tool("soffice", "libreoffice"), f"-env:UserInstallation=file://{tmp_path}/settings", "--headless"]
    files = map(str, sorted(tmp_path.glob("*.pptx")))
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True
    )
    for name in DECKS:
        all_parts = parts(deck(REPOSITORY, name))
        titles = [words(shapes(all_parts[slide])[0]) for slide in slide_names(deck(REPOSITORY, name))]
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as pdf:
            pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
        assert len(pages) == len(titles)
        for title, page in zip(titles, pages, strict=True):
            assert title in page
