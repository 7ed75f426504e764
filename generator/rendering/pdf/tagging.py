"""Add to the tags of a PDF what the HTML says and WeasyPrint 70 does not write.

Four things cannot be read from the written PDF: the language of a part, the scope of a header cell, the words of a link
and the label of a field. They are therefore added when each structure element is created. WeasyPrint has no hook for
that, so this module wraps the private function ``weasyprint.pdf.tags._build_box_tree``. That is why pyproject.toml pins
the release to the patch.

Facts without a key in PDF are stored under two private keys, which ``pdf.repair`` reads and removes. ``KBSource`` is a
number for each HTML element; ``KBKind`` is the HTML tag of a list.
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
"""``list-style-type`` of CSS to ListNumbering (ISO 32000-1, table 347)."""
_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


@contextmanager
def tags_from_html() -> Iterator[None]:
    """While active, make ``write_pdf`` add to each structure element what its HTML element says."""
    build_box_tree = tags._build_box_tree
    sources: dict[tuple[Any, str], int] = {}
    next_source = count(1)
    labels: dict[Any, str] = {}

    def build_with_html(box: Any, parent: Any, *arguments: Any) -> Iterator[Any]:
        inner = box._box if isinstance(box, AbsolutePlaceholder) else box
        if inner.element is None:
            yield from build_box_tree(box, parent, *arguments)
            return
        if inner.element_tag == "html":
            labels.update(_field_labels(inner.element))
        key = (inner.element, inner.element_tag)
        if key not in sources:
            sources[key] = next(next_source)
        with _no_empty_alt(inner.element):
            elements = list(build_box_tree(box, parent, *arguments))
        _describe_annotations(inner, labels)
        for element in elements:
            if inner.element_tag not in {"html", "body"}:
                element.setdefault("KBSource", sources[key])
                _add_html_attributes(element, inner, parent)
            language = inner.element.get("lang")
            if language and inner.element_tag != "html":
                element.setdefault("Lang", pydyf.String(language))
            yield element

    tags._build_box_tree = build_with_html
    try:
        yield
    finally:
        tags._build_box_tree = build_box_tree


def _add_html_attributes(element: Any, box: Any, parent: Any) -> None:
    """Set scope, numbering, and the structure types of terms and decoration."""
    html, structure_type = box.element, element["S"]
    if structure_type == "/TH" and html.get("scope") in _SCOPES:
        element["A"]["Scope"] = _SCOPES[html.get("scope")]
    elif structure_type == "/L" and "A" not in element:
        element["KBKind"] = f"/{html.tag}"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": _numbering(box)})
    elif structure_type == "/LBody" and html.tag == "dt" and parent["S"] == "/LI":
        element["S"] = "/Lbl"
    elif structure_type == "/Figure" and _is_decoration(html):
        element["S"] = "/Artifact"


def _describe_annotations(box: Any, labels: dict[Any, str]) -> None:
    """Describe a link by its words (PDF/UA-1, 7.18.5) and a field by its label (7.18.1)."""
    html = box.element
    if box.link_annotation and html.tag == "a" and (words := _words(html)):
        box.link_annotation["Contents"] = pydyf.String(words)
    field = box.widget_annotation
    if field and html in labels and field["TU"].string in {"", html.get("name", "")}:
        field["TU"] = pydyf.String(labels[html])


def _field_labels(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield every labelled form field with the words of its label, which contains the field or names its id."""
    fields = [one for one in root.iter() if one.tag in {"input", "select", "textarea"}]
    for label in root.iter("label"):
        descendants = set(label.iter())
        for field in fields:
            if field in descendants or label.get("for") == field.get("id", ""):
                yield field, _words(label)


def _numbering(box: Any) -> str:
    """Return the numbering of a list. One whose items are in an order is numbered, also where the style draws nothing.

    There the numbers are in the text, or drawn before it, so that they stand where the layout needs them.
    """
    tag, style = box.element.tag, box.style["list_style_type"]
    if tag == "dl":
        return "/None"
    if tag == "ol":
        return "/Decimal" if style == "none" else _NUMBERING.get(style, "/Decimal")
    return _NUMBERING.get(style, "/Disc")


def _words(html: Any) -> str:
    return " ".join("".join(_text(html)).split())


def _text(html: Any) -> Iterator[str]:
    """Yield the text of an HTML element, with the ``alt`` of its pictures and without the values of its fields."""
    if html.tag not in {"select", "textarea"}:
        yield {"img": html.get("alt", ""), "br": " "}.get(html.tag, html.text or "")
        for child in html:
            yield from _text(child)
            yield child.tail or ""


def _is_decoration(html: Any) -> bool:
    return bool(html.get("aria-hidden") == "true" or _has_empty_alt(html))


def _has_empty_alt(html: Any) -> bool:
    return bool(html.tag == "img" and html.get("alt") == "")


@contextmanager
def _no_empty_alt(html: Any) -> Iterator[None]:
    """Give a picture with ``alt=""`` a space as ``alt``: WeasyPrint logs an empty one as missing."""
    empty = _has_empty_alt(html)
    if empty:
        html.set("alt", " ")
    try:
        yield
    finally:
        if empty:
            html.set("alt", "")
