"""Slides of a course: each with the layout that what it shows asks for, its type size, and what the trainer says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from math import ceil

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.training import Slide
from generator.views.law.lines import LawLine
from generator.views.training.facts import FactView, fact_view, sentence_with_facts
from generator.words.text import Sentence, sentence

_LAW = "Law"
"""The kind of a fact that is a provision, as :func:`fact_view` names it."""


class SlideLayout(Enum):
    """The six ways to lay out a slide."""

    TITLE = "title"
    """The first slide: the title of the course on a full ground."""
    QUESTION = "question"
    """One question in large type on a full ground."""
    PICTURE = "picture"
    """A picture, with a line or a few beside it."""
    FIGURE = "figure"
    """One to three figures as large as they go, such as time limits."""
    PANELS = "panels"
    """Two voices or facts side by side, or as many as five lines in panels."""
    NUMBERS = "numbers"
    """Numbers to ring, one in a row."""


class TypeSize(Enum):
    """The size of the words on a slide, so that they fill it."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


_LETTERS_OF_QUESTION = (62, 92)
"""The number of letters of a question that fit in large and in medium type."""
_LETTERS_OF_PANEL = {1: (70, 260), 2: (85, 150), 3: (40, 100), 4: (38, 66), 5: (40, 50)}
"""The same for each panel, by the number of panels on the slide."""
_LINES_BESIDE_PICTURE = ((29, 7.4), (36, 9.2))
"""The letters of a line, and the lines that fit, beside a picture in large and in medium type."""
_GAP = 0.6
"""The space around what begins a new line beside a picture, in lines."""


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """A picture of a slide: its file, and what it shows in words."""

    file: str
    alternative: str


@dataclass(frozen=True, slots=True)
class SlideItem:
    """A fact on a slide."""

    figure: str
    """What is set largest: the amount of a time limit, or a number to ring; may be empty."""
    unit: str
    title: str
    text: Sentence
    lang: str = ""
    """The code of the language of its title; empty if it is that of the course."""


@dataclass(frozen=True, slots=True)
class SpeakerNote:
    """A heading of the notes for the trainer, and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlideView:
    """One slide. It has a question, points or items."""

    number: int
    title: str
    layout: SlideLayout
    size: TypeSize
    question: Sentence
    points: tuple[Sentence, ...]
    items: tuple[SlideItem, ...]
    picture: SlidePicture | None
    caveat: str
    """What about its numbers is not confirmed; empty if nothing."""
    notes: tuple[SpeakerNote, ...]

    @property
    def quoted(self) -> bool:
        """Whether its points are what somebody says."""
        return all(point[0].text.startswith("“") for point in self.points)


def slide_view(slide: Slide, number: int, notes: Iterable[SpeakerNote], base: KnowledgeBase) -> SlideView:
    """Return a slide with the facts of its records; ``notes`` are those of its activity."""
    facts = tuple(fact_view(one, base) for one in slide.facts)
    question = sentence_with_facts(slide.question or "", base)
    points = tuple(sentence_with_facts(point, base) for point in slide.points)
    items = tuple(map(_item, facts))
    layout = _layout(slide, facts)
    return SlideView(
        number=number,
        title=slide.title,
        layout=layout,
        size=_size(layout, question, points, items),
        question=question,
        points=points,
        items=items,
        picture=slide_picture(slide.picture, base),
        caveat=" ".join(f"{fact.title}: {_lower(doubt)}." for fact in facts if (doubt := _doubt(fact))),
        notes=(*notes, *_sources(facts)),
    )


def _layout(slide: Slide, facts: tuple[FactView, ...]) -> SlideLayout:
    if slide.question:
        return SlideLayout.QUESTION
    if slide.picture:
        return SlideLayout.PICTURE
    if facts and all(fact.channels for fact in facts):
        return SlideLayout.NUMBERS
    if any(item.figure for item in map(_item, facts)):
        return SlideLayout.FIGURE
    return SlideLayout.PANELS


def _item(fact: FactView) -> SlideItem:
    """Return a fact as a slide shows it: a time limit or a number as its figure, else its words."""
    deadline = fact.deadline
    if deadline and not deadline.agreed:
        unit = f"{deadline.sense} {deadline.unit}".strip()
        return SlideItem(deadline.amount, unit, fact.title, ())
    if fact.channels:
        channel = fact.channels[0]
        return SlideItem(channel.text.removeprefix("https://"), "", fact.title, channel.note, fact.lang)
    if deadline:
        return SlideItem("", "", fact.title, sentence(f"{deadline.badge}."))
    if fact.kind == _LAW:
        return SlideItem("", " ".join(map(_status, fact.law)), fact.title, fact.text)
    return SlideItem("", "", fact.title, fact.text)


def _status(line: LawLine) -> str:
    """Return the status of a provision, which says whether it may be used."""
    return "; ".join((line.status.word, *(f"in {nation}: {status.word}" for nation, status in line.elsewhere))) + "."


def _size(
    layout: SlideLayout, question: Sentence, points: tuple[Sentence, ...], items: tuple[SlideItem, ...]
) -> TypeSize:
    lengths = [_length(text) for text in (question, *points) if text]
    lengths += [len(item.title) + len(item.unit) + _length(item.text) for item in items]
    match layout:
        case SlideLayout.QUESTION:
            fits = [lengths[0] <= letters for letters in _LETTERS_OF_QUESTION]
        case SlideLayout.PANELS:
            fits = [max(lengths) <= letters for letters in _LETTERS_OF_PANEL[len(lengths)]]
        case SlideLayout.PICTURE:
            fits = [_lines(lengths, letters) <= lines for letters, lines in _LINES_BESIDE_PICTURE]
        case _:
            fits = [True]
    return next((size for size, fit in zip(TypeSize, fits, strict=False) if fit), TypeSize.SMALL)


def _lines(lengths: list[int], letters: int) -> float:
    """Return about how many lines some texts take beside a picture, with ``letters`` to a line."""
    return sum(ceil(length / letters) + _GAP for length in lengths)


def _length(text: Sentence) -> int:
    return sum(len(run.text) for run in text)


def slide_picture(identifier: str | None, base: KnowledgeBase) -> SlidePicture | None:
    """Return the picture with this id; None for none."""
    found = (one.record for one in base.pictures if one.record.id == identifier)
    return next((SlidePicture(record.file, record.alt) for record in found), None)


def _doubt(fact: FactView) -> str:
    """Return what is not confirmed about the number that a slide shows of a contact, without a full stop."""
    return fact.doubt.rstrip(".") or (fact.channels[0].doubt if fact.channels else "")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _sources(facts: tuple[FactView, ...]) -> Iterable[SpeakerNote]:
    """Yield where the facts of a slide come from, and what is known of them."""
    lines = tuple(f"{fact.title}: {'. '.join(filter(None, (fact.kind, fact.note))).rstrip('.')}." for fact in facts)
    if lines:
        yield SpeakerNote("Where this comes from", lines)
