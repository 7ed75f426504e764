"""The kinds of files into which the campaign of leaks plants a text: a name, and a function that makes the file."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage
from quopri import encodestring

import icalendar

Make = Callable[[str], bytes]


def zipped(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return target.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def runs(text: str, tag: str, size: int = 5) -> str:
    """Return a text over several elements, as word processors split it."""
    pieces = (text[start : start + size] for start in range(0, len(text), size))
    return "".join(
        f'<w:r w:rsidR="00A12"><{tag} xml:space="preserve">{html.escape(one)}</{tag}></w:r>' for one in pieces
    )


def docx(text: str, *, title: str = "", comment: str = "", embedded: bytes = b"") -> bytes:
    members = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
        "word/document.xml": f"<w:document><w:body><w:p>{runs(text, 'w:t')}</w:p></w:body></w:document>".encode(),
        "docProps/core.xml": f"<cp:core><dc:title>{html.escape(title)}</dc:title></cp:core>".encode(),
        "word/comments.xml": f"<w:comments>{runs(comment, 'w:t')}</w:comments>".encode(),
    }
    return zipped(members | ({"word/embeddings/sheet.xlsx": embedded} if embedded else {}))


def xlsx(text: str) -> bytes:
    sheets = b'<workbook><sheets><sheet name="Public"/><sheet name="Hidden" state="hidden"/></sheets></workbook>'
    strings = f"<sst><si><t>Name</t></si><si><t>{html.escape(text)}</t></si></sst>".encode()
    printer = {"xl/printerSettings/printerSettings1.bin": "Office".encode("utf-16-le") + b"\x01\xff\x9c\x00"}
    return zipped({"xl/workbook.xml": sheets, "xl/sharedStrings.xml": strings} | printer)


def odt(text: str) -> bytes:
    content = f"<office:text><text:p>{html.escape(text)}</text:p></office:text>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def png(kind: bytes, body: bytes) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head, pixels = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(kind, body) + pixels + chunk(b"IEND", b"")


def jpeg(marker: int, body: bytes) -> bytes:
    segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
    return b"\xff\xd8" + segment + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34\xff\xd9"


def exif(body: bytes) -> bytes:
    """Return EXIF with one value, the description of a picture."""
    return b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 0x010E, 2, len(body), 26) + bytes(4) + body


def gif(comment: bytes) -> bytes:
    parts = [comment[start : start + 255] for start in range(0, len(comment), 255)]
    blocks = b"".join(bytes([len(part)]) + part for part in parts)
    picture = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xfe" + blocks + b"\0" + picture + b";"


def webp(body: bytes) -> bytes:
    chunk = b"XMP " + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def pdf(title: str, *, attached: bytes = b"", before: bytes = b"") -> bytes:
    """Return a PDF of one page with a title, and perhaps an attached file."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Title<" + ("\ufeff" + title).encode("utf-16-be").hex().encode() + b">>>",
        b"<</Type/Filespec/F(a)/EF<</F 6 0 R>>>>",
        b"<</Type/EmbeddedFile/Length %d>>stream\n%b\nendstream" % (len(attached), attached),
    ]
    body, places = b"%PDF-1.7\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (n, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 7/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return before + body + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def email(text: str, encoding: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Hello"
    message.set_content(text or "-", cte=encoding)
    message.add_attachment(b"see the list", maintype="application", subtype="octet-stream", filename="list.txt")
    return bytes(message)


def calendar(text: str) -> bytes:
    event = icalendar.Event()
    event.add("summary", text)
    return bytes(event.to_ical())


def table(text: str) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerows([["name", "who"], ["x", f'the "{text}"']])
    return target.getvalue().encode()


def rtf(text: str) -> bytes:
    units = struct.iter_unpack("<h", text.encode("utf-16-le"))
    letters = "".join(chr(unit) if 0 < unit < 128 and chr(unit).isalnum() else f"\\u{unit}?" for (unit,) in units)
    return b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\b " + letters.encode() + b"\\par}"


def packed(pack: Callable[[bytes], bytes], times: int) -> Make:
    def make(text: str) -> bytes:
        content = text.encode()
        for _ in range(times):
            content = pack(content)
        return content

    return make


def _xmp(text: str) -> bytes:
    return f"<x:xmpmeta><dc:title>{html.escape(text)}</dc:title></x:xmpmeta>".encode()


FILE_KINDS: dict[str, tuple[str, Make]] = {
    "a web page": ("a.html", lambda text: f"<!doctype html><p>See <b>{text}</b> now.</p>".encode()),
    "a web page, escaped": ("a.html", lambda text: f"<!doctype html><p>See {html.escape(text)} now.</p>".encode()),
    "plain text": ("a.txt", lambda text: f"See {text}\n".encode()),
    "a spreadsheet as CSV": ("a.csv", table),
    "JSON": ("a.json", lambda text: json.dumps({"x": [text]}).encode()),
    "JSON with all letters": ("a.json", lambda text: json.dumps({"x": text}, ensure_ascii=False).encode()),
    "a calendar": ("a.ics", calendar),
    "a contact card": (
        "a.vcf",
        lambda text: b"BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:" + encodestring(text.encode()),
    ),
    "a drawing": ("a.svg", lambda text: f"<svg><text x='1'>{html.escape(text)}</text></svg>".encode()),
    "a style sheet": ("a.css", lambda text: f"p::before {{content: '{text}'}}".encode()),
    "a script": ("a.js", lambda text: f"const a = {json.dumps(text)};".encode()),
    "UTF-16 with a mark": ("a.txt", lambda text: text.encode("utf-16")),
    "UTF-16 without a mark": ("a.txt", lambda text: f"See {text}, it says.".encode("utf-16-be")),
    "UTF-32": ("a.txt", lambda text: text.encode("utf-32")),
    "Windows-1252": ("a.txt", lambda text: text.encode("cp1252")),
    "a Word file": ("a.docx", docx),
    "the title of a Word file": ("a.docx", lambda text: docx("", title=text)),
    "a comment in a Word file": ("a.docx", lambda text: docx("", comment=text)),
    "a table in a Word file": ("a.docx", lambda text: docx("", embedded=xlsx(text))),
    "an Excel file": ("a.xlsx", xlsx),
    "a file of LibreOffice": ("a.odt", odt),
    "a zip archive": ("a.zip", lambda text: zipped({"a.txt": text.encode()})),
    "zip archives in each other": ("a.zip", packed(lambda content: zipped({"a": content}), 5)),
    "the comment of a zip archive": ("a.zip", lambda text: zipped({}, text.encode("cp1252")[:60_000])),
    "gzip six times": ("a.gz", packed(gzip.compress, 6)),
    "a tar archive": ("a.tar.gz", lambda text: gzip.compress(tarred("a.txt", text.encode()))),
    "bzip2": ("a.bz2", packed(bz2.compress, 1)),
    "xz": ("a.xz", packed(lzma.compress, 1)),
    "a PNG's text": ("a.png", lambda text: png(b"tEXt", b"Comment\0" + text.encode("latin-1"))),
    "a PNG's compressed text": (
        "a.png",
        lambda text: png(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode("latin-1"))),
    ),
    "a PNG's text in any script": (
        "a.png",
        lambda text: png(b"iTXt", b"Comment\0\1\0en\0\0" + zlib.compress(text.encode())),
    ),
    "a JPEG's comment": ("a.jpg", lambda text: jpeg(0xFE, text.encode()[:60_000])),
    "a JPEG's EXIF": ("a.jpg", lambda text: jpeg(0xE1, b"Exif\0\0" + exif(text.encode()[:60_000]))),
    "a JPEG's XMP": ("a.jpg", lambda text: jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _xmp(text)[:60_000])),
    "a GIF's comment": ("a.gif", lambda text: gif(text.encode())),
    "a WebP's XMP": ("a.webp", lambda text: webp(_xmp(text))),
    "a TIFF's description": ("a.tif", lambda text: exif(text.encode())),
    "a PDF's title": ("a.pdf", pdf),
    "what is attached to a PDF": ("a.pdf", lambda text: pdf("", attached=text.encode())),
    "a PDF that begins late": ("a.pdf", lambda text: pdf(text, before=b"\n\nSaved by a program.\n" * 80)),
    "an e-mail in base64": ("a.eml", lambda text: email(text, "base64")),
    "an e-mail in quoted-printable": ("a.eml", lambda text: email(text, "quoted-printable")),
    "an RTF file": ("a.rtf", rtf),
    "the search index": (
        "search-index.js",
        lambda text: f"globalThis.kbSearchIndex={json.dumps({'pages': [['a.html', 'Advice', text]]})};".encode(),
    ),
    "a drawing in a data: address": (
        "a.html",
        lambda text: b'<img src="data:image/svg+xml;base64,' + b64encode(f"<svg><title>{text}".encode()) + b'">',
    ),
    "a Word file in JSON": ("a.json", lambda text: json.dumps({"f": b64encode(docx(text)).decode()}).encode()),
}
"""The kinds of files, by what a reader would call them."""
