"""The table of print formats: one row for each way in which a publication can be laid out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.model.rows import IncompleteRowError, Row, cell
from generator.model.vocabulary import PaperSize, PrintFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRow(Row):
    """One print format."""

    format: PrintFormat = cell("the format, as publications.yml names it")
    file_suffix: str = cell("what it adds to the name of a publication's file, such as '-large-print'; '' for nothing")
    title_suffix: str = cell("what it adds to a publication's title, such as ' in large print'; '' for nothing")
    sheets: frozenset[PaperSize] = cell("the sheets that it is laid out for")
    of_a_course: bool = cell("True if only a course has it")


_A4 = frozenset({PaperSize.A4})


# fmt: off
LAYOUTS = (
    LayoutRow(format=PrintFormat.PRINT, file_suffix="", title_suffix="", sheets=_A4, of_a_course=False),
    LayoutRow(format=PrintFormat.LARGE_PRINT, file_suffix="-large-print", title_suffix=" in large print",
              sheets=_A4, of_a_course=False),
    LayoutRow(format=PrintFormat.EASY_READ, file_suffix="-easy-read", title_suffix=" in easy read",
              sheets=_A4, of_a_course=False),
    LayoutRow(format=PrintFormat.FILL_IN, file_suffix="-fill-in", title_suffix=" to fill in",
              sheets=_A4, of_a_course=False),
    LayoutRow(format=PrintFormat.LEAFLET, file_suffix="", title_suffix="",
              sheets=frozenset({PaperSize.A5}), of_a_course=False),
    LayoutRow(format=PrintFormat.POCKET_CARD, file_suffix="", title_suffix="",
              sheets=frozenset({PaperSize.A6}), of_a_course=False),
    LayoutRow(format=PrintFormat.POSTER, file_suffix="", title_suffix="",
              sheets=frozenset({PaperSize.A4, PaperSize.A3}), of_a_course=False),
    LayoutRow(format=PrintFormat.POSTER_WITH_MARKS, file_suffix="-with-marks", title_suffix=" with crop marks",
              sheets=frozenset({PaperSize.A3}), of_a_course=False),
    LayoutRow(format=PrintFormat.TRAINERS_GUIDE, file_suffix="-guide", title_suffix=": trainer’s guide",
              sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.SLIDES, file_suffix="-slides", title_suffix=": slides",
              sheets=frozenset({PaperSize.SLIDE}), of_a_course=True),
    LayoutRow(format=PrintFormat.HANDOUTS, file_suffix="-handouts", title_suffix=": handouts",
              sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.SCENARIO_CARDS, file_suffix="-cards", title_suffix=": scenario cards",
              sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.QUICK_REFERENCE, file_suffix="-quick-reference",
              title_suffix=": quick-reference card", sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.QUIZ, file_suffix="-quiz", title_suffix=": quiz", sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.ANSWERS, file_suffix="-quiz-answers", title_suffix=": quiz answers",
              sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.SIGN_IN, file_suffix="-sign-in", title_suffix=": sign-in sheet",
              sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.EVALUATION, file_suffix="-evaluation", title_suffix=": evaluation form",
              sheets=_A4, of_a_course=True),
    LayoutRow(format=PrintFormat.PACK, file_suffix="-pack", title_suffix=": whole pack", sheets=_A4, of_a_course=True),
)
# fmt: on

COURSE_FORMATS = frozenset(row.format for row in LAYOUTS if row.of_a_course)
"""The formats that only a course has."""


@cache
def layout_of(print_format: PrintFormat) -> LayoutRow:
    """Return the row of a print format."""
    return next(row for row in LAYOUTS if row.format is print_format)


def _check_formats() -> None:
    """Raise ``IncompleteRowError`` for a member of ``PrintFormat`` without a row."""
    for member in PrintFormat:
        if all(row.format is not member for row in LAYOUTS):
            raise IncompleteRowError(f"the format '{member.value}' has no row in LAYOUTS")


_check_formats()
