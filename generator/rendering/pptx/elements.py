"""Elements of PresentationML as text: places for words, decorations and whole layouts."""

from __future__ import annotations

from html import escape

from generator.rendering.pptx.layouts import Box, Decoration, Layout, Place

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EM = 304_800
"""An em of 24 points, in the unit of lengths in Office files."""
FOOT, NUMBER = 90, 91
"""The index of the two places at the foot of a slide."""
_COUNTER = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'


def emu(length: float) -> int:
    """Return a length in em in the unit of Office files."""
    return round(length * EM)


def first_index(place: int) -> int:
    """Return the index of a place of a layout, counted from 0, by which slides name it."""
    return 10 + place


def layout_xml(layout: Layout, language: str) -> bytes:
    """Return the XML of a layout."""
    shapes = [_decoration(one, n) for n, one in enumerate(layout.decorations, start=2)]
    shapes.append(_place(layout.title, 20, "Title", 'type="title"', language))
    for n, place in enumerate(layout.places):
        kind = f'type="body" sz="quarter" idx="{first_index(n)}"'
        shapes.append(_place(place, 30 + n, f"Words {n + 1}", kind, language))
    if layout.foot:
        box = Box(34, layout.foot.box.top, 4, layout.foot.box.height)
        number = Place(box, layout.foot.size, colour=layout.foot.colour)
        shapes.append(_place(layout.foot, FOOT, "Foot", f'type="ftr" sz="quarter" idx="{FOOT}"', language))
        shapes.append(_place(number, NUMBER, "Number", f'type="sldNum" sz="quarter" idx="{NUMBER}"', language))
    return (
        f'<p:sldLayout {_NAMES} preserve="1" userDrawn="1"><p:cSld name="{escape(layout.name)}">'
        f"<p:bg><p:bgPr>{_fill(layout.ground)}<a:effectLst/></p:bgPr></p:bg>"
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{''.join(shapes)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    ).encode()


def foot_xml(words: str, number: int, colour: str, language: str) -> tuple[str, str]:
    """Return the two places at the foot of a slide: the words, and the number, which PowerPoint counts."""
    style = f'<a:rPr lang="{language}">{_fill(colour)}</a:rPr>'
    run = f"<a:r>{style}<a:t>{escape(words)}</a:t></a:r>"
    count = f"{_COUNTER}{style}<a:t>{number}</a:t></a:fld>"
    return (
        _empty_place(FOOT, "Foot", f'type="ftr" sz="quarter" idx="{FOOT}"', run),
        _empty_place(NUMBER, "Number", f'type="sldNum" sz="quarter" idx="{NUMBER}"', count),
    )


def theme_xml(theme: str, colours: tuple[tuple[str, str], ...], font: str) -> str:
    """Return a theme with other colours and another font."""
    before, _, rest = theme.partition("<a:clrScheme")
    _, _, after = rest.partition("</a:clrScheme>")
    scheme = "".join(f'<a:{name}><a:srgbClr val="{digits.upper()}"/></a:{name}>' for name, digits in colours)
    return f'{before}<a:clrScheme name="Slides">{scheme}</a:clrScheme>{after}'.replace("Calibri", font)


def _empty_place(identifier: int, name: str, kind: str, content: str) -> str:
    return (
        f"<p:sp {_NAMES}><p:nvSpPr>{_named(identifier, name)}"
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
    )


def _place(place: Place, identifier: int, name: str, kind: str, language: str) -> str:
    align = "r" if "sldNum" in kind else "l"
    inset = emu(0.55) if place.fill else 0
    top = inset if place.anchor == "t" else 0
    prompt, end = (_COUNTER, "</a:fld>") if "sldNum" in kind else ("<a:r>", "</a:r>")
    return (
        f"<p:sp><p:nvSpPr>{_named(identifier, name)}"
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(place.box, place.shape)}"
        f"{_fill(place.fill) if place.fill else ''}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="{inset}" rIns="{inset}" tIns="{top}" bIns="0" anchor="{place.anchor}">'
        "<a:normAutofit/></a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="98000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{place.size * 100}" b="{int(place.bold)}">{_fill(place.colour)}</a:defRPr></a:lvl1pPr>'
        "</a:lstStyle>"
        f'<a:p>{prompt}<a:rPr lang="{language}"/><a:t>{name}</a:t>{end}</a:p></p:txBody></p:sp>'
    )


def _named(identifier: int, name: str) -> str:
    return f'<p:cNvPr id="{identifier}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'


def _decoration(one: Decoration, identifier: int) -> str:
    if one.shape == "path":
        paint = f'<a:noFill/><a:ln w="66675">{_fill(one.colour)}</a:ln>'
    else:
        paint = f"{_fill(one.colour)}<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="Decoration {identifier - 1}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{_frame(one.box, one.shape)}{paint}</p:spPr></p:sp>"
    )


def _frame(box: Box, shape: str) -> str:
    offset = f'<a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
    extent = f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    return f"<a:xfrm>{offset}{extent}</a:xfrm>{_path(box) if shape == 'path' else _geometry(shape)}"


def _geometry(shape: str) -> str:
    return f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'


def _path(box: Box) -> str:
    """Return a line down the left side of a box, round its corner, and along its foot."""
    width, height, radius = emu(box.width), emu(box.height), emu(3)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}" fill="none"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>'
        f'<a:lnTo><a:pt x="0" y="{height - radius}"/></a:lnTo>'
        f'<a:arcTo wR="{radius}" hR="{radius}" stAng="10800000" swAng="-5400000"/>'
        f'<a:lnTo><a:pt x="{width}" y="{height}"/></a:lnTo></a:path></a:pathLst></a:custGeom>'
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
