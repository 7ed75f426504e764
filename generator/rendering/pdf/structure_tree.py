"""Read and change the structure tree of a tagged PDF (ISO 32000-1, 14.7).

An element's kids are structure elements, marked-content identifiers (MCID, integers), marked-content references
(MCR dictionaries) and object references (OBJR dictionaries, which name an annotation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

MarkedContent = tuple[tuple[int, int], int]
"""A marked-content sequence: the object and generation number of its page, and its MCID on that page."""


def elements(parent: Object) -> Iterator[Object]:
    """Yield the structure elements below ``parent``, depth first, which is the reading order."""
    for kid in kids(parent):
        if is_element(kid):
            yield kid
            yield from elements(kid)


def kids(element: Object) -> list[Object]:
    """Return the kids of a structure element; its ``K`` may be absent, one object or an array."""
    value = element.get("/K")
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def is_element(kid: Object) -> bool:
    """Return whether a kid is a structure element."""
    return isinstance(kid, Dictionary) and Name.S in kid


def is_type(kid: Object, *types: Name) -> bool:
    """Return whether a kid is a structure element of one of these structure types."""
    return is_element(kid) and kid.S in types


def is_object_reference(kid: Object) -> bool:
    """Return whether a kid is an object reference (OBJR)."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def marked_content(element: Object) -> Iterator[MarkedContent]:
    """Yield the marked content that is a kid of ``element`` itself."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, int(kid)
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            yield (kid.Pg if "/Pg" in kid else element.Pg).objgen, int(kid.MCID)


def set_kids(parent: Object, new_kids: Iterable[Object]) -> None:
    """Replace the kids of ``parent``, and set the parent of those that are elements."""
    array = list(new_kids)
    for kid in array:
        if is_element(kid):
            kid.P = parent
    parent.K = Array(array)


def new_element(pdf: Pdf, structure_type: Name, parent: Object) -> Object:
    """Return a new structure element without kids, on the page of ``parent``.

    The caller adds it to the kids of ``parent``.
    """
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=structure_type, P=parent, Pg=parent.Pg, K=Array()))


def kids_for(parent: Object, element: Object) -> list[Object]:
    """Return the kids of ``element`` in a form that may become kids of ``parent``.

    A bare MCID counts on the page of the element that has it. If the pages differ, it becomes an MCR with its page.
    """
    if element.Pg.objgen == parent.Pg.objgen:
        return kids(element)
    return [
        Dictionary(Type=Name.MCR, Pg=element.Pg, MCID=kid) if isinstance(kid, int) else kid for kid in kids(element)
    ]


def join_fragments(root: Object) -> None:
    """Join the elements that line and page breaks made of one HTML element; drop repeated table heads and feet.

    ``KBSource`` says which elements come from one HTML element (``pdf.tagging``).
    """
    first_ids: dict[int, Object] = {}
    replacements: dict[bytes, Object] = {}
    for element in elements(root):
        if is_type(element, Name.TH) and "/KBSource" in element:
            replacements[bytes(element.ID)] = first_ids.setdefault(int(element.KBSource), element.ID)
    _join_kids(root)
    for element in elements(root):
        if is_type(element, Name.TD) and "/Headers" in element.get("/A", Dictionary()):
            ids = dict.fromkeys(bytes(replacements.get(bytes(header), header)) for header in element.A.Headers)
            element.A.Headers = Array(String(one.decode("latin-1")) for one in ids)


def _join_kids(parent: Object) -> None:
    joined: list[Object] = []
    for kid in _kids_without_nesting(parent):
        start = _first_fragment(kid, joined, anywhere=parent.get("/S") in {Name.Table, Name.TR})
        if start is None:
            joined.append(kid)
        elif not is_type(kid, Name.THead, Name.TFoot):
            set_kids(start, [*kids(start), *kids_for(start, kid)])
    set_kids(parent, joined)
    for kid in joined:
        if is_element(kid):
            _join_kids(kid)


def _kids_without_nesting(parent: Object) -> Iterator[Object]:
    """Yield the kids of ``parent``; a kid of the same HTML element and type, as around a field, gives its own kids."""
    for kid in kids(parent):
        same_source = is_element(kid) and "/KBSource" in kid and kid.KBSource == parent.get("/KBSource")
        if same_source and kid.S == parent.S:
            yield from kids_for(parent, kid)
        else:
            yield kid


def _first_fragment(kid: Object, preceding: list[Object], *, anywhere: bool) -> Object | None:
    """Return the element that ``kid`` continues, or None.

    In a table other parts may come between (``anywhere``). Elsewhere only the last of ``preceding`` can continue, or
    the reading order would change.
    """
    if not is_element(kid) or "/KBSource" not in kid or is_type(kid, Name.Figure, Name.Form, Name.Artifact):
        return None
    for element in preceding if anywhere else preceding[-1:]:
        if is_element(element) and element.S == kid.S and element.get("/KBSource") == kid.KBSource:
            return element
    return None


def rebuild_indexes(pdf: Pdf) -> None:
    """Rebuild the parent tree and the ID tree from the structure (ISO 32000-1, 14.7.4.4 and 14.7.2)."""
    root = pdf.Root.StructTreeRoot
    owners: dict[MarkedContent, Object] = {}
    parent_tree: dict[int, Object] = {}
    ids: dict[bytes, Object] = {}
    for element in elements(root):
        owners |= dict.fromkeys(marked_content(element), element)
        for kid in kids(element):
            if is_object_reference(kid):
                parent_tree[int(kid.Obj.StructParent)] = element
        if "/ID" in element:
            ids[bytes(element.ID)] = element
    for page in pdf.pages:
        mcids = [mcid for page_id, mcid in owners if page_id == page.obj.objgen]
        row = [owners.get((page.obj.objgen, mcid)) for mcid in range(max(mcids, default=-1) + 1)]
        parent_tree[int(page.obj.StructParents)] = pdf.make_indirect(Array(row))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(_flat(sorted(parent_tree.items())))))
    root.ParentTreeNextKey = max(parent_tree, default=-1) + 1
    if ids:
        names = ((String(name.decode("latin-1")), element) for name, element in sorted(ids.items()))
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(_flat(names))))


def _flat(pairs: Iterable[tuple[object, Object]]) -> list[object]:
    return [value for pair in pairs for value in pair]
