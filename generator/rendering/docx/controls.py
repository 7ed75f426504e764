"""Content controls: the fields of a Word file. Each has a title, which a screen reader says, and cannot be deleted."""

from __future__ import annotations

from textwrap import shorten

from docx.oxml.xmlchemy import BaseOxmlElement

from generator.model.papers import Room
from generator.rendering.docx.content import CheckBox, EmptyCell, Question
from generator.rendering.docx.elements import EN_SPACE, element, paragraph, run

_LONGEST_TITLE = 64
"""Word cuts titles of content controls off after so many letters."""
_BLANK = EN_SPACE * 5
"""What an empty field holds: room, and no words that would be printed where a hand is to write."""
_LINES = {Room.LINES: 4, Room.HALF_PAGE: 20}
"""How many lines the empty box of an answer has; one for any other."""
_STYLES = {
    Room.LINE: "Answer",
    Room.LINES: "AnswerBox",
    Room.HALF_PAGE: "AnswerBox",
    Room.DATE: "AnswerDate",
    Room.SIGNATURE: "AnswerSignature",
}
_TICKED, _NOT_TICKED = "\u2612", "\u2610"
_SIGNS = "MS Gothic"
"""The font of the boxes, as Word itself sets it. Where it is missing, another font has these signs."""


def answer(question: Question, language: str) -> BaseOxmlElement:
    """Return the box to write an answer in: plain text, a day from a calendar, or a signature, also as a picture."""
    blank = run(_BLANK, "PlaceholderText")
    blank.extend(element("br") for _ in range(_LINES.get(question.room, 1) - 1))
    match question.room:
        case Room.DATE:
            kind = [
                element(
                    "date",
                    element("dateFormat", val="d MMMM yyyy"),
                    element("lid", val=language),
                    element("storeMappedDataAs", val="dateTime"),
                    element("calendar", val="gregorian"),
                )
            ]
        case Room.SIGNATURE:
            kind = []
        case _:
            kind = [element("text", multiLine=1)]
    return _control(question.name, question.title, kind, paragraph(_STYLES[question.room], [blank]), is_empty=True)


def cell(empty: EmptyCell) -> BaseOxmlElement:
    """Return a field that fills a cell of a table."""
    kind = [element("text", multiLine=1)]
    return _control(empty.name, empty.title, kind, run(_BLANK, "PlaceholderText"), is_empty=True)


def check_box(box: CheckBox) -> BaseOxmlElement:
    """Return a box to tick."""
    kind = element(
        "w14:checkbox",
        element("w14:checked", val=0),
        element("w14:checkedState", val=f"{ord(_TICKED):04X}", font=_SIGNS),
        element("w14:uncheckedState", val=f"{ord(_NOT_TICKED):04X}", font=_SIGNS),
    )
    return _control(box.name, box.title, [kind], run(_NOT_TICKED, "CheckBox"), is_empty=False)


def _control(
    name: str, title: str, kind: list[BaseOxmlElement], content: BaseOxmlElement, *, is_empty: bool
) -> BaseOxmlElement:
    return element(
        "sdt",
        element(
            "sdtPr",
            element("alias", val=shorten(title, _LONGEST_TITLE, placeholder="…")),
            element("tag", val=name),
            element("id"),
            element("lock", val="sdtLocked"),
            *([element("showingPlcHdr")] if is_empty else []),
            *kind,
        ),
        element("sdtContent", content),
    )
