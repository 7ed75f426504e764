"""Read all text of a PDF: pages, metadata, bookmarks, links, form fields and attachments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing

import pikepdf
import pypdfium2


def text_and_attachments(content: bytes) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """Return the texts of a PDF (its pages as one text, then every string object) and its attached files."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        texts = ["\n".join(page.get_textpage().get_text_range() for page in document)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for pdf_object in pdf.objects:
            texts.extend(_strings(pdf_object))
        if pdf.Root.get("/Metadata") is not None:
            texts.append(pdf.Root.Metadata.read_bytes().decode("utf-8", errors="ignore"))
        attachments = tuple(file.get_file().read_bytes() for file in pdf.attachments.values())
    return tuple(texts), attachments


def count_pages(content: bytes) -> int:
    """Return the number of pages of a PDF; 0 if it cannot be read."""
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def _strings(pdf_object: pikepdf.Object) -> Iterator[str]:
    """Yield every string of a PDF object, without those of the indirect objects that it refers to."""
    if isinstance(pdf_object, pikepdf.String):
        yield str(pdf_object)
    elif isinstance(pdf_object, pikepdf.Array):
        for child in pdf_object:
            if isinstance(child, pikepdf.Object) and not child.is_indirect:
                yield from _strings(child)
    elif isinstance(pdf_object, pikepdf.Dictionary | pikepdf.Stream):
        dictionary = pdf_object.stream_dict if isinstance(pdf_object, pikepdf.Stream) else pdf_object
        for child in dictionary.values():
            if isinstance(child, pikepdf.Object) and not child.is_indirect:
                yield from _strings(child)
