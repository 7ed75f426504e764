"""Read all text of a PDF: pages, metadata, bookmarks, links, form fields and attachments."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import closing

import pikepdf
import pypdfium2

_MOST_PAGES = 5_000


def text_and_attachments(content: bytes, max_bytes: int = 32_000_000) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """Return the texts of a PDF (its pages as one, its string objects as one, its metadata) and its attached files.

    Photographs count as attached files, since they may have comments. Raise ValueError, with words for "it is …", if
    the PDF has a password or is damaged, or if what is attached is larger than ``max_bytes``.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            texts, attachments = _strings_and_streams(pdf, max_bytes)
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > _MOST_PAGES:
                raise ValueError(f"a PDF with more than {_MOST_PAGES:,} pages")
            pages = "\n".join(page.get_textpage().get_text_range() for page in document)
    except pikepdf.PasswordError as error:
        raise ValueError("a PDF with a password") from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("a damaged PDF") from error
    return (pages, *texts), attachments


def _strings_and_streams(pdf: pikepdf.Pdf, max_bytes: int) -> tuple[list[str], tuple[bytes, ...]]:
    strings: dict[str, None] = {}
    attachments: list[bytes] = []
    for pdf_object in pdf.objects:
        strings.update(dict.fromkeys(_strings(pdf_object)))
        if isinstance(pdf_object, pikepdf.Stream):
            filters = _filters(pdf_object)
            if filters.count("/FlateDecode") > 1:
                raise ValueError("a PDF that is compressed twice")
            if filters == ["/DCTDecode"]:
                attachments.append(pdf_object.read_raw_bytes())
    texts = ["\n".join(strings)]
    if pdf.Root.get("/Metadata") is not None:
        texts.append(_stream_content(pdf.Root.Metadata, max_bytes).decode("utf-8", errors="ignore"))
    for file in pdf.attachments.values():
        attachments.append(_stream_content(file.get_file().obj, max_bytes))
        max_bytes -= len(attachments[-1])
    return texts, tuple(attachments)


def _filters(stream: pikepdf.Object) -> list[str]:
    filters = stream.stream_dict.get("/Filter", pikepdf.Array())
    return [str(filters)] if isinstance(filters, pikepdf.Name) else [str(one) for one in filters]


def _stream_content(stream: pikepdf.Object, max_bytes: int) -> bytes:
    """Return the content of a stream. Raise ValueError if it is larger than ``max_bytes``."""
    if _filters(stream) != ["/FlateDecode"] or "/DecodeParms" in stream.stream_dict:
        return stream.read_bytes()
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(stream.read_raw_bytes(), max_bytes + 1)
    except zlib.error as error:
        raise ValueError("a damaged PDF") from error
    if len(content) > max_bytes:
        raise ValueError("a PDF with too large a file in it")
    return content


def damage(content: bytes) -> str:
    """Return what shows that a PDF was not written completely; empty if nothing does."""
    if not content.startswith(b"%PDF-"):
        return "it does not start as files of its kind do"
    return "" if b"%%EOF" in content[-1024:] else "it does not end as files of its kind do"


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
