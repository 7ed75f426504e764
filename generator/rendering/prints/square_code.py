"""The square code of an address, for a phone's camera: drawn by segno, the one QR library that needs nothing else."""

from __future__ import annotations

import io
from urllib.parse import quote

import segno
from markupsafe import Markup

QUIET = 2
"""Modules of white around it; the page's own white is the rest of the four that ISO/IEC 18004 asks for."""


def square_code(address: str) -> Markup:
    """A QR code as a data address; error correction M, so that a crease or a stain does not lose it."""
    drawn = io.BytesIO()
    made = segno.make_qr(address, error="m", boost_error=False)
    made.save(drawn, kind="svg", border=QUIET, xmldecl=False, svgns=True, nl=False, omitsize=True, dark="#000")
    return Markup(f"data:image/svg+xml,{quote(drawn.getvalue().decode())}")
