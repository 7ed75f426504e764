"""Look into the pictures, PDFs and packed files of ``content/``: they open, and nothing in them acts."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.attachments import ending_of, name_fault

if TYPE_CHECKING:
    import pikepdf

MOST_PIXELS = 80_000_000
"""Width times height of a picture: more than any camera in common use makes."""
MOST_FRAMES = 1_000
LARGEST_UNPACKED = 300_000_000
"""Bytes of everything in a packed file."""
MOST_PACKED_FILES = 5_000
_DEEPEST_OBJECT = 50
_LARGEST_RELATIONS = 1_000_000

_Fault = tuple[str, str]
"""A message and a hint."""

_PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "ico": "ICO"}
_ACTIONS = {
    "/JavaScript": "holds a script, a program that runs when it is opened",
    "/Launch": "can start a program on the reader's device",
    "/SubmitForm": "sends what a reader types to a server",
    "/ImportData": "takes data from the reader's device",
    "/Rendition": "plays a recording by a script",
    "/XFA": "is a form of a kind that browsers do not show",
    "/RichMedia": "holds a film or a program of another maker",
}
_PDF_HINT = "print it to a new PDF (“Print”, then “Save as PDF”), and put that here"
_OFFICE_TYPES = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_OPEN_TYPES = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}
_MACROS = re.compile(r"(?:^|/)(?:vbaProject\.bin|activeX/|macrosheets/)|^(?:Basic|Scripts)/", re.IGNORECASE)
_DAMAGED = "open it to see whether it is whole, and save it again"


def attached_problems(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the files of ``content/``, which are given by their paths there."""
    return tuple(
        Diagnostic(Span(f"content/{path}"), Code.UNSAFE_FILE, message, hint)
        for path, content in sorted(files.items())
        if (check := _CHECKS.get(ending_of(path))) and (fault := check(ending_of(path), content))
        for message, hint in (fault,)
    )


def _picture_fault(ending: str, content: bytes) -> _Fault | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(BytesIO(content), formats=[_PICTURES[ending]])
            width, height = picture.size
            if width * height > MOST_PIXELS:
                return _too_many_pixels(width, height)
            if getattr(picture, "n_frames", 1) > MOST_FRAMES:
                return f"this picture has more than {MOST_FRAMES:,} frames", "save it as a film (.mp4)"
            picture.verify()
    except Image.DecompressionBombError:
        return _too_many_pixels()
    except Exception:  # Pillow raises many kinds for a damaged file, of which its documents name some
        return "this picture is damaged", _DAMAGED
    return None


def _too_many_pixels(width: int = 0, height: int = 0) -> _Fault:
    size = f"{width:,} by {height:,} dots are" if width else "this picture has"
    more = " more than a browser can show" if width else " more dots than a browser can show"
    return size + more, f"save it smaller: 2,000 dots wide is enough for a page, and {MOST_PIXELS:,} in all the most"


def _pdf_fault(ending: str, content: bytes) -> _Fault | None:
    del ending
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as document:
            if not len(document.pages):
                return "this PDF has no pages", _DAMAGED
            return _acting_fault(document)
    except pikepdf.PasswordError:
        return "this PDF has a password", "save it without one: readers could not open it"
    except Exception:  # qpdf's errors, and those of values that have another type than the standard says
        return "this PDF is damaged", _PDF_HINT


def _acting_fault(document: pikepdf.Pdf) -> _Fault | None:
    """Return what a PDF does by itself, if anything, or a file in it that acts."""
    for name in document.attachments:
        if fault := name_fault(PurePosixPath(name).name):
            return f"in this PDF, '{_printable(name)}': {fault[0]}", "take that file out of it, and save it again"
    for found in document.objects:
        for name in _acts(found, _DEEPEST_OBJECT):
            return f"this PDF {_ACTIONS[name]}", _PDF_HINT
    return None


def _acts(value: Any, depth: int) -> Iterator[str]:
    """Yield the actions of an object of a PDF and of those written inside it."""
    import pikepdf

    if depth and isinstance(value, pikepdf.Array):
        for one in value:
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                yield from _acts(one, depth - 1)
    elif depth and isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        held = value.stream_dict if isinstance(value, pikepdf.Stream) else value
        for key, one in held.items():
            if key == "/JS" or (key == "/JavaScript" and isinstance(one, pikepdf.Object)):
                yield "/JavaScript"
            if key == "/XFA":
                yield "/XFA"
            if key in {"/S", "/Subtype"} and isinstance(one, pikepdf.Name) and str(one) in _ACTIONS:
                yield str(one)
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                yield from _acts(one, depth - 1)


def _packed_fault(ending: str, content: bytes) -> _Fault | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return next(_packed_faults(ending, packed), None)
    except Exception:  # zipfile raises many kinds for a damaged file
        return "this file is damaged", _DAMAGED


def _packed_faults(ending: str, packed: zipfile.ZipFile) -> Iterator[_Fault]:
    infos = packed.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_PACKED_FILES or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        yield (
            f"unpacked, this would be more than {LARGEST_UNPACKED // 1_000_000} MB or {MOST_PACKED_FILES:,} files",
            "put smaller files here",
        )
        return
    if any(info.flag_bits & 1 for info in infos):
        yield "this file has a password", "save it without one: readers could not open it"
    if any(map(_MACROS.search, names)):
        yield "this document holds macros, programs that run when it is opened", "save it as a PDF, or without macros"
    if ending == "zip":
        yield from _inner_faults(names)
    else:
        yield from _office_faults(ending, packed, names)


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[-60:])


def _inner_faults(names: Iterable[str]) -> Iterator[_Fault]:
    for name in sorted(names):
        fault = None if name.endswith("/") else name_fault(PurePosixPath(name.replace("\\", "/")).name)
        if fault or name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts:
            message = fault[0] if fault else "a name that leads out of the folder it is unpacked to"
            yield f"in this zip file, '{_printable(name)}': {message}", "take that file out, and pack the rest again"


def _office_faults(ending: str, packed: zipfile.ZipFile, names: list[str]) -> Iterator[_Fault]:
    if ending in _OPEN_TYPES:
        kind = packed.open("mimetype").read(200) if "mimetype" in names else b""
        right = kind.startswith(b"application/vnd.oasis.opendocument." + _OPEN_TYPES[ending])
        if right and b"encryption-data" in _start_of(packed, "META-INF/manifest.xml"):
            yield "this document has a password", "save it without one: readers could not open it"
    else:
        right = "[Content_Types].xml" in names and any(name.startswith(_OFFICE_TYPES[ending]) for name in names)
    if not right:
        yield (
            f"this is not a document that ends in .{ending}, as its name says",
            "save it again in this form, or as a PDF",
        )
    if any(name.endswith(".rels") and _loads_outside(_start_of(packed, name)) for name in names):
        hint = "save it as a PDF, or take the linked template or picture out"
        yield "this document loads something from another place when it is opened", hint


def _start_of(packed: zipfile.ZipFile, name: str) -> bytes:
    return packed.open(name).read(_LARGEST_RELATIONS) if name in packed.NameToInfo else b""


def _loads_outside(relations: bytes) -> bool:
    """Return whether relations of an Office file lead out of it, other than by links for a reader to follow."""
    found = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship") and attributes.get("TargetMode", "").lower() == "external":
            found.append(not attributes.get("Type", "").endswith("/hyperlink"))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.Parse(relations, True)
    return any(found)


_CHECKS: dict[str, Callable[[str, bytes], _Fault | None]] = {
    **dict.fromkeys(_PICTURES, _picture_fault),
    "pdf": _pdf_fault,
    **dict.fromkeys((*_OFFICE_TYPES, *_OPEN_TYPES, "zip"), _packed_fault),
}
