"""Repair the lists of a tagged PDF: every list item (LI) has its labels (Lbl) and one body (LBody)."""

from __future__ import annotations

from pikepdf import Name, Object, Pdf

from generator.rendering.pdf.structure_tree import elements, is_type, kids, kids_for, new_element, set_kids


def repair_lists(pdf: Pdf) -> None:
    """Give every list the parts that ISO 32000-1, 14.8.4.3.3, names."""
    lists = [element for element in elements(pdf.Root.StructTreeRoot) if is_type(element, Name.L)]
    for one in lists:
        set_kids(one, _ungrouped_kids(one))
        if one.get("/KBKind") == Name.dl:
            _pair_terms(pdf, one)
        for item in kids(one):
            if is_type(item, Name.LI):
                _add_body(pdf, item)
        _nest_lists(one)


def _ungrouped_kids(one: Object) -> list[Object]:
    """Return the kids of a list without groups: HTML may put terms in a ``div``, a list may have items only."""
    ungrouped: list[Object] = []
    for kid in kids(one):
        ungrouped += kids_for(one, kid) if is_type(kid, Name.Div, Name.NonStruct) else [kid]
    return ungrouped


def _pair_terms(pdf: Pdf, one: Object) -> None:
    """Make one item of each group of ``dt`` and ``dd``; WeasyPrint makes an item of each element."""
    pairs: list[tuple[list[Object], list[Object]]] = []
    for item in kids(one):
        terms = [kid for kid in kids(item) if is_type(kid, Name.Lbl)]
        definitions = [kid for kid in kids(item) if not is_type(kid, Name.Lbl)]
        if not pairs or (terms and pairs[-1][1]):
            pairs.append(([], []))
        pairs[-1][0].extend(terms)
        pairs[-1][1].extend(definitions)
    items = []
    for terms, definitions in pairs:
        item = new_element(pdf, Name.LI, one)
        item.Pg = (terms or definitions)[0].Pg
        if len(definitions) > 1:
            for definition in definitions:
                definition.S = Name.Div
        set_kids(item, [*terms, *definitions])
        items.append(item)
    set_kids(one, items)


def _add_body(pdf: Pdf, item: Object) -> None:
    """Put all kids of an item but its labels into one LBody."""
    labels = [kid for kid in kids(item) if is_type(kid, Name.Lbl)]
    content = [kid for kid in kids(item) if not is_type(kid, Name.Lbl)]
    if len(content) == 1 and is_type(content[0], Name.LBody):
        return
    body = new_element(pdf, Name.LBody, item)
    for kid in content:
        if is_type(kid, Name.LBody):
            kid.S = Name.NonStruct
    set_kids(body, content)
    set_kids(item, [*labels, body])


def _nest_lists(one: Object) -> None:
    """Move a list that follows an item into that item's body, so that a screen reader reads it as part of the item."""
    nested: list[Object] = []
    for kid in kids(one):
        if is_type(kid, Name.L) and nested and is_type(nested[-1], Name.LI):
            body = kids(nested[-1])[-1]
            set_kids(body, [*kids(body), kid])
        else:
            nested.append(kid)
    set_kids(one, nested)
