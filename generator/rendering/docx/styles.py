"""The styles of Word files. What looks alike has a style, so that a reader can change all of it at once."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from generator.rendering.docx.content import CHOICE_COLUMNS, Colours, TextStyle
from generator.rendering.docx.elements import element

FONT = "Arial"
"""A font that is on every machine with Word."""
MILLIMETRE = 56.693
"""In twentieths of a point, the unit of widths in Word."""
_BODY_SIZE = 24
"""In half points, as all sizes of letters in Word."""
_PARAGRAPH, _CHARACTER = "paragraph", "character"


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * MILLIMETRE)


def style_id(style: TextStyle) -> str:
    """Return the id of a style: its name without spaces."""
    return style.value.replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: its name, the style that it changes, and the properties that differ."""

    name: str
    based_on: str = "Normal"
    paragraph: tuple[BaseOxmlElement, ...] = ()
    letters: tuple[BaseOxmlElement, ...] = ()
    kind: str = _PARAGRAPH
    identifier: str = ""
    """Its id where that is not its name without spaces."""


def style_elements(language: str, colours: Colours, text_width: int) -> list[BaseOxmlElement]:
    """Return the defaults and every style, for a file in a language; ``text_width`` is in twentieths of a point."""
    styles = (
        *_headings(colours),
        *_texts(colours),
        *_answers(colours, text_width),
        *_tables_and_margins(colours),
        *_characters(colours),
    )
    return [_defaults(language, colours), *_first_styles(colours), *map(_style_element, styles)]


def _defaults(language: str, colours: Colours) -> BaseOxmlElement:
    letters = (
        element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        _colour(colours.ink),
        *_size(_BODY_SIZE),
        element("lang", val=language, eastAsia=language, bidi=language),
    )
    return element(
        "docDefaults",
        element("rPrDefault", element("rPr", *letters)),
        element("pPrDefault", element("pPr", _spacing(0, 120, line=276))),
    )


def _first_styles(colours: Colours) -> list[BaseOxmlElement]:
    """Return the styles that every file needs, and that of tables."""
    sides = [(side, 0 if side in {"top", "bottom"} else 108) for side in ("top", "left", "bottom", "right")]
    margins = element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in sides))
    lines = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("tblBorders", *(_line(one, 6, colours.edge) for one in lines))
    shade = element("shd", val="clear", color="auto", fill=colours.sunk)
    head = element("tblStylePr", element("tcPr", shade), type="firstRow")
    return [
        _default_style("Normal", _PARAGRAPH, element("qFormat"), element("pPr", element("keepLines"))),
        _default_style("Default Paragraph Font", _CHARACTER),
        _default_style("Normal Table", "table", element("tblPr", margins)),
        element(
            "style",
            element("name", val="Table Grid"),
            element("basedOn", val="NormalTable"),
            element("tblPr", borders),
            head,
            type="table",
            styleId="TableGrid",
        ),
    ]


def _default_style(name: str, kind: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    """Return the style of what names none."""
    identifier = name.replace(" ", "")
    return element("style", element("name", val=name), *properties, type=kind, default=1, styleId=identifier)


def _headings(colours: Colours) -> tuple[_Style, ...]:
    under = element("pBdr", _line("bottom", 12, colours.accent, space=4))
    return (
        _Style(
            "heading 1",
            identifier="Heading1",
            letters=_bold(44),
            paragraph=(
                element("keepNext"),
                element("keepLines"),
                _spacing(60, 160, line=240),
                element("outlineLvl", val=0),
            ),
        ),
        _Style(
            "heading 2",
            identifier="Heading2",
            letters=_bold(30),
            paragraph=(
                element("keepNext"),
                element("keepLines"),
                under,
                _spacing(320, 140, line=240),
                element("outlineLvl", val=1),
            ),
        ),
    )


def _texts(colours: Colours) -> tuple[_Style, ...]:
    above = element("pBdr", _line("top", 6, colours.edge, space=6))
    bar = element("pBdr", _line("left", 24, colours.accent, space=8))
    shade = element("shd", val="clear", color="auto", fill=colours.sunk)
    return (
        _Style(TextStyle.OWNER.value, letters=(_colour(colours.quiet),)),
        _Style(TextStyle.LEAD.value, letters=_size(26)),
        _Style(TextStyle.WARNING.value, paragraph=(bar, shade, element("ind", left=227))),
        _Style(TextStyle.NOTE.value, paragraph=(_spacing(120, 120),), letters=(_colour(colours.quiet),)),
        _Style(TextStyle.TABLE.value, paragraph=(element("keepNext"), _spacing(200, 60)), letters=(element("b"),)),
        _Style(TextStyle.COPY.value, paragraph=(above, _spacing(320, 0)), letters=(_colour(colours.quiet),)),
        _Style("List Number", paragraph=(_spacing(0, 80),)),
        _Style("Check", paragraph=(element("keepLines"), _spacing(0, 100), element("ind", left=454, hanging=454))),
        _Style(
            "Question",
            letters=(element("b"),),
            paragraph=(element("keepNext"), element("keepLines"), _spacing(160, 60)),
        ),
        _Style(
            "Choices",
            paragraph=(
                element("keepLines"),
                element("tabs", *(element("tab", val="left", pos=twips(29 * n)) for n in range(1, CHOICE_COLUMNS))),
                _spacing(0, 120),
                element("contextualSpacing"),
            ),
        ),
    )


def _answers(colours: Colours, text_width: int) -> tuple[_Style, ...]:
    """Return the styles of boxes to write in. A box that is not full of words is as high as a hand needs."""
    box = element("pBdr", *(_line(side, 6, colours.ink, space=4) for side in ("top", "left", "bottom", "right")))
    inset = 113
    narrow = element("ind", left=inset, right=text_width - twips(76))
    return (
        _Style(
            "Answer",
            paragraph=(element("keepLines"), box, _line_height(60, 160, 8), element("ind", left=inset, right=inset)),
        ),
        _Style("Answer Box", based_on="Answer", paragraph=(_spacing(60, 160, line=340),)),
        _Style("Answer Date", based_on="Answer", paragraph=(narrow,)),
        _Style("Answer Signature", based_on="Answer", paragraph=(_line_height(60, 160, 15),)),
    )


def _tables_and_margins(colours: Colours) -> tuple[_Style, ...]:
    return (
        _Style("Table Text", paragraph=(_spacing(40, 40, line=240),)),
        _Style("Table Heading", based_on="TableText", letters=(element("b"),), paragraph=(element("keepNext"),)),
        _Style("Table Row Heading", based_on="TableText", letters=(element("b"),)),
        _Style(
            "footer",
            identifier="Footer",
            letters=(_colour(colours.quiet), *_size(20)),
            paragraph=(_spacing(0, 40, line=240),),
        ),
    )


def _characters(colours: Colours) -> tuple[_Style, ...]:
    base = "DefaultParagraphFont"
    signs = element("rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic", cs="MS Gothic")
    return (
        _Style("Strong", base, letters=(element("b"),), kind=_CHARACTER),
        _Style("Source", base, letters=(_colour(colours.quiet),), kind=_CHARACTER),
        _Style("Placeholder Text", base, letters=(_colour(colours.quiet),), kind=_CHARACTER),
        _Style("Check Box", base, letters=(signs, *_size(28)), kind=_CHARACTER),
    )


def _style_element(style: _Style) -> BaseOxmlElement:
    identifier = style.identifier or style.name.replace(" ", "")
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val=style.based_on),
        *([element("next", val="Normal")] if style.name.startswith("heading") else []),
        element("qFormat"),
        *([element("pPr", *style.paragraph)] if style.paragraph else []),
        *([element("rPr", *style.letters)] if style.letters else []),
        type=style.kind,
        styleId=identifier,
    )


def _colour(value: str) -> BaseOxmlElement:
    return element("color", val=value)


def _size(half_points: int) -> tuple[BaseOxmlElement, ...]:
    return element("sz", val=half_points), element("szCs", val=half_points)


def _bold(half_points: int) -> tuple[BaseOxmlElement, ...]:
    return (element("b"), element("bCs"), *_size(half_points))


def _spacing(before: int, after: int, line: int = 0) -> BaseOxmlElement:
    """Return the space around a paragraph, and the distance of its lines: 240 is one line."""
    if line:
        return element("spacing", before=before, after=after, line=line, lineRule="auto")
    return element("spacing", before=before, after=after)


def _line_height(before: int, after: int, millimetres: float) -> BaseOxmlElement:
    return element("spacing", before=before, after=after, line=twips(millimetres), lineRule="atLeast")


def _line(side: str, width: int, colour: str, space: int = 0) -> BaseOxmlElement:
    """Return a line on one side; ``width`` is in eighths of a point, ``space`` in points."""
    return element(side, val="single", sz=width, space=space, color=colour)
