"""QR codes of addresses, as images in data URLs."""

from __future__ import annotations

import io
from urllib.parse import quote

import segno
from markupsafe import Markup

from generator.views.shared.pages import VERSION

BORDER = 2
"""The width of the quiet zone in modules. ISO/IEC 18004 requires 4; the white of the page adds the rest."""

UNFINISHED = "kb:qr/"
"""What the address of an image begins with whose QR code has the version of the print, followed by its address."""


def qr_code(address: str) -> Markup:
    """Return the QR code of an address as an SVG data URL.

    An address with ``VERSION`` in it is that of an image to be drawn once the version is known.

    Error correction is level M, so that a crease or a stain does not make it unreadable.
    """
    if VERSION in address:
        return Markup(UNFINISHED + quote(address, safe=":/#"))
    svg = io.BytesIO()
    code = segno.make_qr(address, error="m", boost_error=False)
    code.save(svg, kind="svg", border=BORDER, xmldecl=False, svgns=True, nl=False, omitsize=True, dark="#000")
    return Markup(f"data:image/svg+xml,{quote(svg.getvalue().decode())}")
