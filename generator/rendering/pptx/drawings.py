"""Drawings as pictures made of points, since PowerPoint files need these. Equal drawings give equal bytes."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pypdfium2
import weasyprint

from generator.rendering.pdf.make import PackageFetcher

_SIDE = 240
_PIXELS = 720
_STYLES = (
    f"<style>@page {{ size: {_SIDE}pt; margin: 0 }} body {{ margin: 0 }} "
    f"img {{ display: block; width: {_SIDE}pt; height: {_SIDE}pt }}</style>"
)


@cache
def png_of(drawing: bytes) -> bytes:
    """Return a drawing as a square PNG on no ground."""
    fetcher = PackageFetcher({"drawing.svg": drawing})
    page = weasyprint.HTML(string=f'{_STYLES}<img src="kb:picture/drawing.svg" alt="">', url_fetcher=fetcher)
    with pypdfium2.PdfDocument(page.write_pdf()) as document:
        bitmap = document[0].render(
            scale=_PIXELS / _SIDE,
            fill_color=(255, 255, 255, 0),
            force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA,
        )
        output = BytesIO()
        bitmap.to_pil().save(output, "PNG", optimize=True)
    return output.getvalue()
