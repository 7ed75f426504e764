"""Write PowerPoint files: 16:9, with layouts of their own, a title and notes on every slide, and no date."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart
from pptx.util import Pt

from generator.rendering.pptx.content import SlideDeck
from generator.rendering.pptx.drawings import png_of
from generator.rendering.pptx.elements import emu, foot_xml, layout_xml, theme_xml
from generator.rendering.pptx.layouts import HEIGHT, PICTURE, WIDTH, Box, Key, layouts
from generator.rendering.pptx.words import Paragraph, Words, layout_of, words_of
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.rendering.zip_files import packed, unpacked
from generator.views.training.slides import SlideLayout, SlidePicture, SpeakerNote
from generator.words.text import Run

FONT = "Arial"
"""A font that is on every machine with PowerPoint."""
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_FIRST_LAYOUT_ID = 2147483700
_LONG_TITLE = 24


def make_pptx(job: PrintJob) -> Printed:
    """Return the PowerPoint file of a job, and its number of slides."""
    assert isinstance(job.content, SlideDeck)
    stream = io.BytesIO()
    _Writer(job.content).presentation().save(stream)
    parts = ((name, _finished(name, part, job.content)) for name, part in unpacked(stream.getvalue()))
    return Printed(packed(parts), len(job.content.slides) + 1)


def _finished(name: str, content: bytes, deck: SlideDeck) -> bytes:
    """Return a part of a file with the theme and the language of the deck in place of those of the template."""
    if name.startswith("ppt/theme/"):
        content = theme_xml(content.decode(), deck.colours, FONT).encode()
    return content.replace(b'lang="en-US"', f'lang="{deck.language}"'.encode()) if name.endswith(".xml") else content


class _Writer:
    """Writes one deck."""

    def __init__(self, deck: SlideDeck) -> None:
        self.deck = deck
        self.drawings = dict(deck.drawings)
        self.made: Any = Presentation()
        self.layouts: dict[Key, Any] = {}

    def presentation(self) -> Any:
        """Return the presentation."""
        self._prepare()
        self._title_slide()
        for slide in self.deck.slides:
            self._slide(slide.title, layout_of(slide), words_of(slide), slide.picture, slide.notes, slide.number)
        return self.made

    def _prepare(self) -> None:
        made = self.made
        made.slide_width, made.slide_height = emu(WIDTH), emu(HEIGHT)
        del made.element.sldSz.attrib["type"]
        made.element.set("firstSlideNum", "0")  # so that the numbers are those of the guide and of the PDF
        _drop(made.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
        _drop(made.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
        _drop(made.part.package, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
        self._set_facts()
        master = made.slide_master
        for shape in list(master.placeholders):
            if shape.placeholder_format.type is PP_PLACEHOLDER.DATE:
                shape._element.getparent().remove(shape._element)
            else:
                shape.left, shape.width = shape.left * 4 // 3, shape.width * 4 // 3
        for layout in list(made.slide_layouts):
            made.slide_layouts.remove(layout)
        for n, (key, layout) in enumerate(layouts().items(), start=1):
            self.layouts[key] = self._add_layout(layout_xml(layout, self.deck.language), n)

    def _set_facts(self) -> None:
        """Set what the file says of itself. It names no day."""
        facts = self.made.core_properties
        for child in list(facts._element):
            facts._element.remove(child)
        facts.title, facts.subject, facts.author = self.deck.title, self.deck.subject, self.deck.author
        facts.language = self.deck.language

    def _add_layout(self, xml: bytes, number: int) -> Any:
        master, package = self.made.slide_master, self.made.part.package
        name = PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml")
        part = SlideLayoutPart.load(name, CONTENT_TYPE.PML_SLIDE_LAYOUT, package, xml)
        part.relate_to(master.part, RELATIONSHIP_TYPE.SLIDE_MASTER)
        entry = master._element.get_or_add_sldLayoutIdLst()._add_sldLayoutId()
        entry.set("id", str(_FIRST_LAYOUT_ID + number))
        entry.rId = master.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        return part.slide_layout

    def _title_slide(self) -> None:
        deck = self.deck
        words = ((Paragraph(deck.lead, 24),), (Paragraph((Run(deck.made),), 18),))
        key = (SlideLayout.TITLE, 0, PICTURE if deck.picture else "")
        slide = self._slide(deck.heading, key, words, deck.picture, deck.notes, 0)
        if len(deck.heading) > _LONG_TITLE:
            slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(46)

    def _slide(
        self,
        title: str,
        key: Key,
        words: tuple[Words, ...],
        picture: SlidePicture | None,
        notes: tuple[SpeakerNote, ...],
        number: int,
    ) -> Any:
        slide = self.made.slides.add_slide(self.layouts[key])
        heading, *places = slide.placeholders
        self._fill(heading, (Paragraph((Run(title),), 0),))
        for place, paragraphs in zip(places, words, strict=True):
            if paragraphs:
                self._fill(place, paragraphs)
            else:
                place._element.getparent().remove(place._element)
        layout = layouts()[key]
        if picture and layout.picture:
            self._add_picture(slide, picture, layout.picture)
        if layout.foot:
            for xml in foot_xml(self.deck.foot, number, layout.foot.colour, self.deck.language):
                slide.shapes._spTree.append(parse_xml(xml))
        _number_shapes(slide)
        self._fill(slide.notes_slide.notes_placeholder, _paragraphs(notes))
        return slide

    def _add_picture(self, slide: Any, picture: SlidePicture, box: Box) -> None:
        """Add a picture with its alternative, to be read after the title."""
        png = io.BytesIO(png_of(self.drawings[picture.file]))
        sides = map(emu, (box.left, box.top, box.width, box.height))
        element = slide.shapes.add_picture(png, *sides)._element
        element.nvPicPr.cNvPr.set("descr", picture.alternative)
        element.nvPicPr.cNvPr.set("name", "Picture")
        slide.shapes.title._element.addnext(element)

    def _fill(self, shape: Any, paragraphs: Iterable[Paragraph]) -> None:
        frame = shape.text_frame
        for n, paragraph in enumerate(paragraphs):
            line = frame.add_paragraph() if n else frame.paragraphs[0]
            if paragraph.space:
                line.space_before = Pt(paragraph.space)
            if paragraph.bullet:
                _set_bullet(line, paragraph.size)
            for run in paragraph.words:
                _set_run(line.add_run(), run, paragraph, self.deck.language)


def _set_run(made: Any, run: Run, paragraph: Paragraph, language: str) -> None:
    made.text = run.text
    properties = made._r.get_or_add_rPr()
    properties.set("lang", language)
    if paragraph.size:
        made.font.size = Pt(paragraph.size)
    if paragraph.size or paragraph.bold:
        made.font.bold = run.strong or paragraph.bold
    if paragraph.colour:
        properties.insert(0, parse_xml(f'<a:solidFill {_A}><a:schemeClr val="{paragraph.colour}"/></a:solidFill>'))


def _paragraphs(notes: Iterable[SpeakerNote]) -> Words:
    """Return notes as paragraphs, with their headings in bold."""
    return tuple(
        Paragraph((Run(text),), 0, bold=n == 0) for note in notes for n, text in enumerate((note.heading, *note.lines))
    )


def _drop(owner: Any, relationship_type: str) -> None:
    relationships = owner._rels
    for key in [key for key, one in relationships.items() if one.reltype == relationship_type]:
        relationships.pop(key)


def _number_shapes(slide: Any) -> None:
    """Number the shapes of a slide in reading order, since two with one number are a fault."""
    for n, properties in enumerate(slide.shapes._spTree.iter(qn("p:cNvPr")), start=1):
        properties.set("id", str(n))


def _set_bullet(line: Any, size: float) -> None:
    properties = line._p.get_or_add_pPr()
    indent = round(size * 12_700 * 0.8)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for xml in (
        f'<a:buClr {_A}><a:schemeClr val="accent1"/></a:buClr>',
        f'<a:buFont {_A} typeface="{FONT}"/>',
        f'<a:buChar {_A} char="•"/>',
    ):
        properties.append(parse_xml(xml))
