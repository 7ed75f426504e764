"""Write and check zip archives, such as the files of Office programs. Equal parts give equal bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

_UNDATED = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can state."""
_UNIX = 3


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the zip archive of some files, given by name and content, in this order and without a time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _UNDATED)
            entry.create_system = _UNIX
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return stream.getvalue()


def unpacked(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of each file in a zip archive that this program has written, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return tuple((entry.filename, archive.read(entry)) for entry in archive.infolist())


def damage(content: bytes) -> str:
    """Return what shows that a zip archive was not written completely; empty if nothing does.

    It is read to its end, and each file in it is compared with its checksum.
    """
    if not content.startswith(b"PK\3\4"):
        return "it does not start as files of its kind do"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            damaged = archive.testzip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return "it does not end as files of its kind do"
    return f"what is in it as {damaged} was not written completely" if damaged else ""
