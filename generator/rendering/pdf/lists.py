"""Lists of a tagged PDF made whole: every item a label, if it has one, and a body."""

from __future__ import annotations

from pikepdf import Name, Object, Pdf

from generator.rendering.pdf.structure import elements, hold, is_a, kids, movable, new_element


def repair_lists(pdf: Pdf) -> None:
    """Give every list the parts that ISO 32000-1 names for it."""
    lists = [element for element in elements(pdf.Root.StructTreeRoot) if is_a(element, Name.L)]
    for one in lists:
        hold(one, _without_groups(one))
        if one.get("/KBKind") == Name.dl:
            _pair_terms(pdf, one)
        for item in kids(one):
            if is_a(item, Name.LI):
                _give_body(pdf, item)
        _nest_lists(one)


def _without_groups(one: Object) -> list[Object]:
    """HTML may group terms in ``div``; a list may hold only items."""
    held: list[Object] = []
    for kid in kids(one):
        held += movable(kid, one) if is_a(kid, Name.Div, Name.NonStruct) else [kid]
    return held


def _pair_terms(pdf: Pdf, one: Object) -> None:
    """A term, or several, and what it means are one item: WeasyPrint makes an item of each."""
    items: list[tuple[list[Object], list[Object]]] = []
    for item in kids(one):
        terms = [kid for kid in kids(item) if is_a(kid, Name.Lbl)]
        meanings = [kid for kid in kids(item) if not is_a(kid, Name.Lbl)]
        if not items or (terms and items[-1][1]):
            items.append(([], []))
        items[-1][0].extend(terms)
        items[-1][1].extend(meanings)
    paired = []
    for terms, meanings in items:
        item = new_element(pdf, Name.LI, one, [])
        item.Pg = (terms or meanings)[0].Pg
        if len(meanings) > 1:
            for meaning in meanings:
                meaning.S = Name.Div
        hold(item, [*terms, *meanings])
        paired.append(item)
    hold(one, paired)


def _give_body(pdf: Pdf, item: Object) -> None:
    labels = [kid for kid in kids(item) if is_a(kid, Name.Lbl)]
    rest = [kid for kid in kids(item) if not is_a(kid, Name.Lbl)]
    if len(rest) == 1 and is_a(rest[0], Name.LBody):
        return
    body = new_element(pdf, Name.LBody, item, [])
    for kid in rest:
        if is_a(kid, Name.LBody):
            kid.S = Name.NonStruct
    hold(body, rest)
    hold(item, [*labels, body])


def _nest_lists(one: Object) -> None:
    """A list within an item is part of what the item says; beside it, the item would seem to end before."""
    held: list[Object] = []
    for kid in kids(one):
        if is_a(kid, Name.L) and held and is_a(held[-1], Name.LI):
            body = kids(held[-1])[-1]
            hold(body, [*kids(body), kid])
        else:
            held.append(kid)
    hold(one, held)
