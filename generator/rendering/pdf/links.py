"""Repair the links of a tagged PDF."""

from __future__ import annotations

from pikepdf import Array, Name, Object, Pdf

from generator.rendering.pdf.structure_tree import elements, is_object_reference, is_type, kids, set_kids


def repair_links(pdf: Pdf) -> None:
    """Leave one Link with one annotation for each line of a link (PDF/UA-1, 7.18.5).

    Elements within the link lose their own: WeasyPrint gives ``strong`` in a link an annotation outside the Link. An
    anchor that leads nowhere becomes a Span.
    """
    nested: set[tuple[int, int]] = set()
    for link in list(elements(pdf.Root.StructTreeRoot)):
        if not is_type(link, Name.Link) or link.objgen in nested:
            continue
        inner: list[Object] = []
        for part in elements(link):
            nested.add(part.objgen)
            if is_type(part, Name.Link):
                part.S = Name.Span
            if not is_type(part, Name.Form):
                inner += [kid for kid in kids(part) if is_object_reference(kid)]
                set_kids(part, [kid for kid in kids(part) if not is_object_reference(kid)])
        own = [kid for kid in kids(link) if is_object_reference(kid)]
        if own:
            for reference in inner:
                _extend(own[0].Obj, reference.Obj)
                _remove_annotation(reference)
        elif inner:
            set_kids(link, [*inner, *kids(link)])
        else:
            link.S = Name.Span


def _extend(annotation: Object, other: Object) -> None:
    """Extend the rectangle of an annotation so that it covers another's."""
    corners = [[float(number) for number in one.Rect] for one in (annotation, other)]
    x, y = ([corner[n] for corner in corners for n in (axis, axis + 2)] for axis in (0, 1))
    annotation.Rect = Array([min(x), min(y), max(x), max(y)])


def _remove_annotation(reference: Object) -> None:
    page, removed = reference.Pg, reference.Obj.objgen
    page.Annots = Array([annotation for annotation in page.Annots if annotation.objgen != removed])
