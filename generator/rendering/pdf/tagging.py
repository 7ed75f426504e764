"""What the HTML says and WeasyPrint 70 does not write while it tags.

Language, scope, the words of a link and the term of a definition are gone once the PDF is written, so they are noted
when each structure element is made. WeasyPrint has no hook for that: this wraps the one private function that makes
them, which is why pyproject.toml pins the release to the patch. Notes that PDF has no word for stand under keys of our
own, ``KBSource`` and ``KBKind``; ``pdf_repair.repaired`` reads them and takes them away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pydyf
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

_NUMBERING = {
    "none": "/None",
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
    "decimal": "/Decimal",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "lower-alpha": "/LowerAlpha",
    "lower-latin": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "upper-latin": "/UpperAlpha",
}
_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


@contextmanager
def what_html_says() -> Iterator[None]:
    """While this lasts, ``write_pdf`` notes on each structure element what the HTML says of it."""
    original = tags._build_box_tree
    numbers: dict[tuple[Any, str], int] = {}
    numbered = count(1)
    labels: dict[Any, str] = {}

    def build(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
        shown = box._box if isinstance(box, AbsolutePlaceholder) else box
        if shown.element is None:
            yield from original(box, parent, *rest)
            return
        if shown.element_tag == "html":
            labels.update(_labels(shown.element))
        key = (shown.element, shown.element_tag)
        if key not in numbers:
            numbers[key] = next(numbered)
        with _decoration_described(shown):
            made = list(original(box, parent, *rest))
        _describe_annotations(shown, labels)
        for element in made:
            if shown.element_tag not in {"html", "body"}:
                element.setdefault("KBSource", numbers[key])
                _note(element, shown, parent)
            language = shown.element.get("lang")
            if language and shown.element_tag != "html":
                element.setdefault("Lang", pydyf.String(language))
            yield element

    tags._build_box_tree = build
    try:
        yield
    finally:
        tags._build_box_tree = original


def _note(element: Any, box: Any, parent: Any) -> None:
    html, kind = box.element, element["S"]
    if kind == "/TH" and html.get("scope") in _SCOPES:
        element["A"]["Scope"] = _SCOPES[html.get("scope")]
    elif kind == "/L" and "A" not in element:
        element["KBKind"] = f"/{html.tag}"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": _numbering(box)})
    elif kind == "/LBody" and html.tag == "dt" and parent["S"] == "/LI":
        element["S"] = "/Lbl"
    elif kind == "/Figure" and _is_decoration(box):
        element["S"] = "/Artifact"


def _describe_annotations(box: Any, labels: dict[Any, str]) -> None:
    html = box.element
    if box.link_annotation and html.tag == "a" and (words := _words(html)):
        box.link_annotation["Contents"] = pydyf.String(words)
    field = box.widget_annotation
    if field and html in labels and field["TU"].string in {"", html.get("name", "")}:
        field["TU"] = pydyf.String(labels[html])


def _labels(root: Any) -> Iterator[tuple[Any, str]]:
    """Every field with the words of its label, which stands around it or names it."""
    fields = [one for one in root.iter() if one.tag in {"input", "select", "textarea"}]
    for label in root.iter("label"):
        inside = set(label.iter())
        for field in fields:
            if field in inside or label.get("for") == field.get("id", ""):
                yield field, _words(label)


def _numbering(box: Any) -> str:
    if box.element.tag == "dl":
        return "/None"
    style = box.style["list_style_type"]
    return _NUMBERING.get(style, "/Decimal" if box.element.tag == "ol" else "/Disc")


def _words(html: Any) -> str:
    return " ".join("".join(_said(html)).split())


def _said(html: Any) -> Iterator[str]:
    if html.tag not in {"select", "textarea"}:
        yield {"img": html.get("alt", ""), "br": " "}.get(html.tag, html.text or "")
        for inner in html:
            yield from _said(inner)
            yield inner.tail or ""


def _is_decoration(box: Any) -> bool:
    html = box.element
    return bool(html.get("aria-hidden") == "true" or (html.tag == "img" and html.get("alt") == ""))


@contextmanager
def _decoration_described(box: Any) -> Iterator[None]:
    """WeasyPrint complains of an empty ``alt`` as of a forgotten one: until the element is made, it has a space."""
    html = box.element
    says_nothing = html.tag == "img" and html.get("alt") == ""
    if says_nothing:
        html.set("alt", " ")
    try:
        yield
    finally:
        if says_nothing:
            html.set("alt", "")
