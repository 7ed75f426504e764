"""The structure tree of a tagged PDF: walking it, moving its parts, and what must follow when they move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

Mark = tuple[tuple[int, int], int]
"""A page's object, and the number of a mark on it."""


def elements(parent: Object) -> Iterator[Object]:
    """The structure elements under one, in reading order."""
    for kid in kids(parent):
        if is_element(kid):
            yield kid
            yield from elements(kid)


def kids(element: Object) -> list[Object]:
    """What a structure element holds: elements, marks and references."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def is_element(kid: Object) -> bool:
    """Whether a kid is a structure element, and no mark or reference."""
    return isinstance(kid, Dictionary) and Name.S in kid


def is_a(kid: Object, *kinds: Name) -> bool:
    """Whether a kid is a structure element of one of these kinds."""
    return is_element(kid) and kid.S in kinds


def is_reference(kid: Object) -> bool:
    """Whether a kid names an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def marks(element: Object) -> Iterator[Mark]:
    """The marks that a structure element owns itself."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, int(kid)
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            yield (kid.Pg if "/Pg" in kid else element.Pg).objgen, int(kid.MCID)


def hold(parent: Object, held: Iterable[Object]) -> None:
    """Make these all that a structure element holds."""
    listed = list(held)
    for kid in listed:
        if is_element(kid):
            kid.P = parent
    parent.K = Array(listed)


def new_element(pdf: Pdf, kind: Name, parent: Object, held: Iterable[Object]) -> Object:
    """A structure element on its parent's page; the caller puts it among the parent's kids."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, Pg=parent.Pg))
    hold(made, held)
    return made


def movable(element: Object, to: Object) -> list[Object]:
    """What an element holds, said so that it means the same when another element holds it."""
    if element.Pg.objgen == to.Pg.objgen:
        return kids(element)
    return [
        Dictionary(Type=Name.MCR, Pg=element.Pg, MCID=kid) if isinstance(kid, int) else kid for kid in kids(element)
    ]


def join_continued(root: Object) -> None:
    """Make one element of those that a line's or a page's end made of one; a table's repeated head is left out."""
    first: dict[int, Object] = {}
    renamed: dict[bytes, Object] = {}
    for element in elements(root):
        if is_a(element, Name.TH) and "/KBSource" in element:
            renamed[bytes(element.ID)] = first.setdefault(int(element.KBSource), element.ID)
    _join_kids(root)
    for element in elements(root):
        if is_a(element, Name.TD) and "/Headers" in element.get("/A", Dictionary()):
            names = dict.fromkeys(bytes(renamed.get(bytes(name), name)) for name in element.A.Headers)
            element.A.Headers = Array(String(name.decode("latin-1")) for name in names)


def _join_kids(parent: Object) -> None:
    joined: list[Object] = []
    for kid in _without_repetition(parent):
        begun = _begun(kid, joined, anywhere=parent.get("/S") in {Name.Table, Name.TR})
        if begun is None:
            joined.append(kid)
        elif not is_a(kid, Name.THead, Name.TFoot):
            hold(begun, [*kids(begun), *movable(kid, begun)])
    hold(parent, joined)
    for kid in joined:
        if is_element(kid):
            _join_kids(kid)


def _without_repetition(parent: Object) -> Iterator[Object]:
    """The kids of an element; for one that only says again what the element is, as around a field, its own kids."""
    for kid in kids(parent):
        repeats = is_element(kid) and "/KBSource" in kid and kid.KBSource == parent.get("/KBSource")
        if repeats and kid.S == parent.S:
            yield from movable(kid, parent)
        else:
            yield kid


def _begun(kid: Object, before: list[Object], *, anywhere: bool) -> Object | None:
    """The element that this one carries on. In a table other parts lie between; elsewhere what is read comes first."""
    if not is_element(kid) or "/KBSource" not in kid or is_a(kid, Name.Figure, Name.Form, Name.Artifact):
        return None
    for earlier in before if anywhere else before[-1:]:
        if is_element(earlier) and earlier.S == kid.S and earlier.get("/KBSource") == kid.KBSource:
            return earlier
    return None


def rebuild_indexes(pdf: Pdf) -> None:
    """From the structure as it now is: who owns each mark and annotation, and which element has each identifier."""
    root = pdf.Root.StructTreeRoot
    owners: dict[Mark, Object] = {}
    numbered: dict[int, Object] = {}
    named: dict[bytes, Object] = {}
    for element in elements(root):
        owners |= dict.fromkeys(marks(element), element)
        for kid in kids(element):
            if is_reference(kid):
                numbered[int(kid.Obj.StructParent)] = element
        if "/ID" in element:
            named[bytes(element.ID)] = element
    for page in pdf.pages:
        owned = [number for place, number in owners if place == page.obj.objgen]
        row = [owners.get((page.obj.objgen, number)) for number in range(max(owned, default=-1) + 1)]
        numbered[int(page.obj.StructParents)] = pdf.make_indirect(Array(row))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(_flat(sorted(numbered.items())))))
    root.ParentTreeNextKey = max(numbered, default=-1) + 1
    if named:
        names = ((String(name.decode("latin-1")), element) for name, element in sorted(named.items()))
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(_flat(names))))


def _flat(pairs: Iterable[tuple[object, Object]]) -> list[object]:
    return [one for pair in pairs for one in pair]
