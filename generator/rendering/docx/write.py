"""Write Word files. python-docx makes the package; what is in it has a style, a language and no date."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import cast

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from generator.rendering.docx import controls
from generator.rendering.docx.content import (
    Block,
    Check,
    CheckBox,
    Choice,
    Heading,
    NumberedList,
    Question,
    Step,
    Table,
    Text,
    WordDocument,
)
from generator.rendering.docx.elements import element, paragraph, run, runs
from generator.rendering.docx.styles import style_elements, style_id, twips
from generator.rendering.docx.tables import table_element
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.rendering.zip_files import packed, unpacked

_SHORT_SIDE, _LONG_SIDE = 210, 297
_MARGIN = 17
_BLOCKS_TO_KEEP, _ROWS_TO_KEEP = 2, 4
"""How much stays with the last paragraph: the last blocks, and of a table the last rows."""
_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
"""What a file needs of python-docx's template, which also has a theme, a picture of a page and words of its maker."""


def make_docx(job: PrintJob) -> Printed:
    """Return the Word file of a job. It has no pages: how many there are depends on the program that opens it."""
    assert isinstance(job.content, WordDocument)
    stream = io.BytesIO()
    _document(job.content).save(stream)
    return Printed(packed(unpacked(stream.getvalue())), 0)


def _document(content: WordDocument) -> DocumentObject:
    document = Document()
    _drop_parts(document)
    _set_facts(document, content)
    width = (_LONG_SIDE if content.landscape else _SHORT_SIDE) - 2 * _MARGIN
    _replace(document.styles.element, style_elements(content.language, content.colours, twips(width)))
    _replace(document.part.numbering_part.element, _numberings(content.blocks))
    _replace(document.settings.element, _settings(content.language))
    body = document.element.body
    section = body[-1]
    for made in _blocks(content, twips(width)):
        section.addprevious(made)
    _keep_the_end_together(body)
    for number, identifier in enumerate(body.iter(qn("w:id")), start=1):
        identifier.set(qn("w:val"), str(number))
    _set_page(document, content)
    return document


def _keep_the_end_together(body: BaseOxmlElement) -> None:
    """Keep the last paragraph with what is before it, so that it never needs a sheet of its own."""
    for before in list(body)[-2 - _BLOCKS_TO_KEEP : -2]:
        rows = list(before.iter(qn("w:tr")))
        for one in rows[-_ROWS_TO_KEEP:] or [before]:
            for inner in one.iter(qn("w:p")):
                cast(CT_P, inner).get_or_add_pPr().keepNext_val = True


def _replace(parent: BaseOxmlElement, children: Iterable[BaseOxmlElement]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def _drop_parts(document: DocumentObject) -> None:
    for key, relationship in list(document.part.rels.items()):
        if relationship.reltype not in _KEPT:
            document.part.rels.pop(key)
    package = document.part.package
    assert package
    for key, relationship in list(package.rels.items()):
        if relationship.reltype not in {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}:
            package.rels.pop(key)


def _set_facts(document: DocumentObject, content: WordDocument) -> None:
    """Set what the file says of itself. It names no day, since nothing in it depends on the day it was made."""
    facts = document.core_properties
    for child in list(facts._element):
        facts._element.remove(child)
    facts.title, facts.subject, facts.author = content.title, content.subject, content.author
    facts.language = content.language


def _settings(language: str) -> Iterator[BaseOxmlElement]:
    yield element("defaultTabStop", val=720)
    uri = "http://schemas.microsoft.com/office/word"
    yield element("compat", element("compatSetting", name="compatibilityMode", uri=uri, val=15))
    yield element("themeFontLang", val=language)
    yield element("decimalSymbol", val=".")
    yield element("listSeparator", val=",")


def _set_page(document: DocumentObject, content: WordDocument) -> None:
    (section,) = document.sections
    sides = Mm(_SHORT_SIDE), Mm(_LONG_SIDE)
    if content.landscape:
        section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = reversed(sides) if content.landscape else sides
    section.left_margin = section.right_margin = section.top_margin = Mm(_MARGIN)
    section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    numbers = [run("Page "), _counter("PAGE"), run(" of "), _counter("NUMPAGES")]
    footer = section.footer._element
    _replace(
        footer,
        [paragraph("Footer", [run(content.foot)]), paragraph("Footer", numbers, [element("jc", val="right")])],
    )


def _counter(name: str) -> BaseOxmlElement:
    return element("fldSimple", run("1"), instr=f" {name} ")


def _numberings(blocks: Iterable[Block]) -> Iterator[BaseOxmlElement]:
    """Yield one way of numbering, and one count for each list, so that each begins with 1."""
    level = element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="decimal"),
        element("lvlText", val="%1."),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=454, hanging=454)),
        ilvl=0,
    )
    yield element("abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=0)
    for number, _ in enumerate(filter(_is_list, blocks), start=1):
        restart = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        yield element("num", element("abstractNumId", val=0), restart, numId=number)


def _is_list(block: Block) -> bool:
    return isinstance(block, NumberedList)


def _blocks(content: WordDocument, width: int) -> Iterator[BaseOxmlElement]:
    lists = 0
    for block in content.blocks:
        lists += isinstance(block, NumberedList)
        yield from _block(block, content.language, width, lists)


def _block(block: Block, language: str, width: int, list_number: int) -> Iterator[BaseOxmlElement]:
    match block:
        case Heading():
            apart = [element("pageBreakBefore"), element("spacing", before=0)] if block.starts_page else []
            yield paragraph(f"Heading{block.level}", [run(block.words)], apart)
        case Text():
            yield paragraph(style_id(block.style), runs(block.words))
        case NumberedList():
            for item in block.items:
                count = element("numPr", element("ilvl", val=0), element("numId", val=list_number))
                yield paragraph("ListNumber", _step(item), [count])
        case Check():
            yield paragraph(
                "Check", [controls.check_box(block.box), element("r", element("tab")), *_step(block.box.label)]
            )
        case Choice():
            note = [run(" "), run(block.note, "Source")] if block.note else []
            yield paragraph("Question", [run(block.question), *note])
            yield from (paragraph("Choices", _boxes(row)) for row in block.rows)
        case Question():
            yield paragraph("Question", [run(block.label)])
            yield controls.answer(block, language)
        case Table():
            yield table_element(block, width)


def _step(step: Step) -> list[BaseOxmlElement]:
    return [*runs(step.words), *([run(" "), run(step.source, "Source")] if step.source else [])]


def _boxes(boxes: tuple[CheckBox, ...]) -> Iterator[BaseOxmlElement]:
    """Yield boxes beside each other. A no-break space holds each together with the first of its words."""
    for number, box in enumerate(boxes):
        if number:
            yield element("r", element("tab"))
        yield controls.check_box(box)
        yield from (run("\u00a0"), *_step(box.label))
