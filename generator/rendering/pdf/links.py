"""Links and fields of a tagged PDF: one link where the page has one, and fields that are found by their names."""

from __future__ import annotations

from pikepdf import Array, Name, Object, Pdf

from generator.rendering.pdf.structure import elements, hold, is_a, is_reference, kids


def gather_link_references(pdf: Pdf) -> None:
    """Each line of a link has one annotation, held by its Link; strong words in it have none of their own."""
    inside: set[tuple[int, int]] = set()
    for link in list(elements(pdf.Root.StructTreeRoot)):
        if not is_a(link, Name.Link) or link.objgen in inside:
            continue
        spare: list[Object] = []
        for part in elements(link):
            inside.add(part.objgen)
            if is_a(part, Name.Link):
                part.S = Name.Span
            if not is_a(part, Name.Form):
                spare += [kid for kid in kids(part) if is_reference(kid)]
                hold(part, [kid for kid in kids(part) if not is_reference(kid)])
        own = [kid for kid in kids(link) if is_reference(kid)]
        if own:
            for reference in spare:
                _widen(own[0].Obj, reference.Obj)
                _remove(reference)
        elif spare:
            hold(link, [*spare, *kids(link)])
        else:
            link.S = Name.Span


def _widen(annotation: Object, other: Object) -> None:
    corners = [[float(number) for number in one.Rect] for one in (annotation, other)]
    across, along = ([corner[n] for corner in corners for n in (axis, axis + 2)] for axis in (0, 1))
    annotation.Rect = Array([min(across), min(along), max(across), max(along)])


def _remove(reference: Object) -> None:
    page, unwanted = reference.Pg, reference.Obj.objgen
    page.Annots = Array([one for one in page.Annots if one.objgen != unwanted])


def repair_fields(pdf: Pdf) -> None:
    """The buttons of one choice belong to it alone, and have no name beside its own."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    for field in form.Fields:
        if "/Parent" in field and "/T" in field:
            del field["/T"]
    form.Fields = Array([field for field in form.Fields if "/Parent" not in field])
