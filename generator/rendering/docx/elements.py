"""Elements of WordprocessingML, by their short names: ``element("p", run("Words"))``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from generator.words.text import Sentence

EN_SPACE = "\u2002"


def element(name: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Return an element with its attributes and children. A name without a prefix, such as ``p``, is Word's own."""
    prefixed = name if ":" in name else f"w:{name}"
    prefix = prefixed.partition(":")[0]
    made = cast(BaseOxmlElement, OxmlElement(prefixed))
    for attribute, value in attributes.items():
        made.set(qn(f"{prefix}:{attribute}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str = "") -> BaseOxmlElement:
    """Return a run of text in a character style, or in that of its paragraph."""
    words = element("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return element("r", *([element("rPr", element("rStyle", val=style))] if style else []), words)


def runs(sentence: Sentence) -> list[BaseOxmlElement]:
    """Return the runs of a sentence, with what is bold in Word's own style for that."""
    return [run(one.text, "Strong" if one.strong else "") for one in sentence]


def paragraph(
    style: str, content: Iterable[BaseOxmlElement], properties: Iterable[BaseOxmlElement] = ()
) -> BaseOxmlElement:
    """Return a paragraph in a style, which is named by its id."""
    named = [element("pStyle", val=style)] if style != "Normal" else []
    all_properties = [*named, *properties]
    return element("p", *([element("pPr", *all_properties)] if all_properties else []), *content)
