"""What a PowerPoint file says: the slides of a course as their view has them, and the facts about the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.rendering.colours import colour
from generator.views.shared.pages import PrintView
from generator.views.site import SiteView
from generator.views.training.course_parts import CourseView
from generator.views.training.slides import SlidePicture, SlideView, SpeakerNote
from generator.words.text import Sentence

THEME_COLOURS = {
    "dk1": "ink",
    "lt1": "page",
    "dk2": "accent-deep",
    "lt2": "accent-tint",
    "accent1": "accent",
    "accent2": "ink-2",
    "accent3": "deadline",
    "accent4": "deadline-tint",
    "accent5": "deadline-edge",
    "accent6": "urgent",
    "hlink": "accent",
    "folHlink": "accent-deep",
}
"""The names of the colours of a theme in PowerPoint, each with its role in the style sheets."""


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """The slides of a course as one file."""

    title: str
    subject: str
    author: str
    language: str
    colours: tuple[tuple[str, str], ...]
    """The name of each colour of the theme, and its six hexadecimal digits."""
    heading: str
    lead: Sentence
    made: str
    """By whom and of when it is, until when it is current, and what nobody has confirmed."""
    picture: SlidePicture | None
    notes: tuple[SpeakerNote, ...]
    """The notes of the first slide."""
    foot: str
    slides: tuple[SlideView, ...]
    drawings: tuple[tuple[str, bytes], ...]
    """The pictures by their file names."""


def course_deck(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> SlideDeck:
    """Return the slides of a course as a file shows them."""
    course = view.content
    assert isinstance(course, CourseView)
    around, currency = site.surroundings, course.currency
    made = (f"{around.name}.", f"Version {view.copy.version}{view.copy.released}.")
    shown = (course.picture, *(slide.picture for slide in course.slides))
    files = sorted({picture.file for picture in shown if picture})
    return SlideDeck(
        title=view.title.removesuffix(view.output.title_suffix),
        subject=view.subject,
        author=around.name,
        language=around.language,
        colours=tuple((name, colour(role, around.colour).removeprefix("#")) for name, role in THEME_COLOURS.items()),
        heading=course.title,
        lead=course.summary,
        made=" ".join(filter(None, (*made, currency.brief, currency.standing, view.staff_only))),
        picture=course.picture,
        notes=(
            SpeakerNote("Read this aloud before you begin", ("".join(run.text for run in course.content_note),)),
            SpeakerNote("How current it is", (" ".join(filter(None, (currency.teaches, currency.until))),)),
        ),
        foot=". ".join(filter(None, (course.short_title, view.staff_only))),
        slides=course.slides,
        drawings=tuple((name, pictures[name]) for name in files if name in pictures),
    )
