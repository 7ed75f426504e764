"""Repair the form fields of a PDF, so that what is typed or ticked is on paper in every reader.

Readers differ in what they do with a text that outgrows its box. With a size that shrinks to fit (``0 Tf``), pdf.js
cuts lines off: it chooses a size as if lines had no space between them, then draws them with it. With a fixed size,
pdf.js and Poppler print what fits. So the size is fixed, and a field takes no more letters than its box shows in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from generator.rendering.fonts import widest_letter

_MULTILINE, _DO_NOT_SCROLL = 1 << 12, 1 << 23
"""Flags of text fields (ISO 32000-1, table 228). A full field that cannot scroll takes nothing more in PDFium."""
_NO_TOGGLE_TO_OFF = 1 << 14
_LINE_HEIGHT = 1.35
"""Between the lines of pdf.js, in em. PDFium and Poppler set them closer."""
_MARGIN = 2
"""What readers leave free at each side of a field, in points."""
_FONT_NAME = "/Wingdings"
"""What fields call their font. Under this name PDFium draws with it every letter that it has; under another, quotation
marks and most letters with accents are drawn with a font of the machine, if there is one."""
_SET_FONT = re.compile(r"(/[^/\s]{1,64}) ([0-9.]{1,16}) Tf")


def repair_fields(pdf: Pdf) -> None:
    """Give each field an appearance for each of its states, each text a limit, and radio buttons one field in common.

    WeasyPrint asks the reader to make the appearances, which then differ between readers; lists each radio button as a
    field too, and begins a new group on each page (PDF/UA-1, 7.18.4).
    """
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    if "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    form.Fields = Array(_fields(form))
    for widget in _widgets(pdf):
        left, right = sorted((float(widget.Rect[0]), float(widget.Rect[2])))
        bottom, top = sorted((float(widget.Rect[1]), float(widget.Rect[3])))
        widget.Rect = Array([left, bottom, right, top])
        if Name.Btn == widget.FT:
            widget.AP.N.Off = _empty_appearance(pdf, widget)
        elif Name.Tx == widget.FT:
            _limit_text(widget, right - left, top - bottom, form.DR.Font)
            widget.AP = Dictionary(N=_empty_appearance(pdf, widget, b"/Tx BMC EMC"))


def _fields(form: Object) -> Iterator[Object]:
    """Yield the fields: each that is no widget of another, and of the radio buttons with one name one group.

    The description of a group is that of its buttons without what each stands for: the question.
    """
    groups: dict[str, Object] = {}
    for field in form.Fields:
        if "/Parent" in field:
            if "/T" in field:
                del field["/T"]
        elif "/Kids" not in field:
            yield field
        elif (name := str(field.T)) in groups:
            _join(groups[name], field)
        else:
            groups[name] = field
            field.Ff = int(field.Ff) & ~_NO_TOGGLE_TO_OFF
            field.TU = str(field.TU).removesuffix(f" {field.Opt[0]}")
            yield field


def _join(group: Object, other: Object) -> None:
    """Move the radio buttons of another group to the end of this one, each with a state that no other there has."""
    for kid in other.Kids:
        (appearance,) = kid.AP.N.values()
        kid.AP.N = Dictionary({f"/{len(group.Kids)}": appearance})
        kid.AS, kid.Parent = Name.Off, group
        group.Kids.append(kid)
    group.Opt.extend(other.Opt)


def _widgets(pdf: Pdf) -> Iterator[Object]:
    for page in pdf.pages:
        yield from (one for one in page.get("/Annots", ()) if Name.Widget == one.Subtype)


def _limit_text(widget: Object, width: float, height: float, fonts: Object) -> None:
    """Let a text field take as many letters as its box shows, each counted as wide as the widest of the alphabet.

    Words are narrower than that by a third at least, so that there is room for where lines break.
    """
    match = _SET_FONT.search(str(widget.DA))
    if match is None:
        return
    name, size = match.group(1), float(match.group(2))
    flags, letter, line = int(widget.get("/Ff", 0)), size * widest_letter(), width - 2 * _MARGIN
    lines = int((height - _MARGIN) / (size * _LINE_HEIGHT)) if flags & _MULTILINE else 1
    widget.MaxLen = max(lines, 1) * max(int(line / letter), 1)
    widget.Ff = flags | _DO_NOT_SCROLL
    # pdf.js breaks a line without counting its first letter, so all are set narrower by what that may be too much
    scale = 100 * (1 - (letter - _MARGIN) / line)
    widget.DA = f"{scale:.4g} Tz {_FONT_NAME} {size:g} Tf 0 g"
    fonts[_FONT_NAME] = fonts[name]
    widget.Border = Array([0, 0, 0])


def _empty_appearance(pdf: Pdf, widget: Object, content: bytes = b"") -> Object:
    left, bottom, right, top = map(float, widget.Rect)
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, right - left, top - bottom])
    )
