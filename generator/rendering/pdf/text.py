"""Every word that a PDF holds: read out, in metadata, bookmarks, links and forms, and in what is attached to it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing

import pikepdf
import pypdfium2


def pdf_words(content: bytes) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """The texts of a PDF, and the files attached to it."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        texts = ["\n".join(page.get_textpage().get_text_range() for page in document)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            texts.extend(_strings(thing))
        if pdf.Root.get("/Metadata") is not None:
            texts.append(pdf.Root.Metadata.read_bytes().decode("utf-8", errors="ignore"))
        attached = tuple(file.get_file().read_bytes() for file in pdf.attachments.values())
    return tuple(texts), attached


def _strings(thing: pikepdf.Object) -> Iterator[str]:
    """Every string directly inside a PDF object."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for child in thing:
            if isinstance(child, pikepdf.Object) and not child.is_indirect:
                yield from _strings(child)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        values = thing.stream_dict.values() if isinstance(thing, pikepdf.Stream) else thing.values()
        for child in values:
            if isinstance(child, pikepdf.Object) and not child.is_indirect:
                yield from _strings(child)
