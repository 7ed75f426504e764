"""Reads documents: PDFs, RTF, e-mails, and kinds of files that lie open as bytes."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from itertools import islice

from generator.model.output_formats import OUTPUT_FORMATS
from generator.publishing.proofs.opened_file import MAX_FILES, OpenedFile, UnreadableError
from generator.publishing.proofs.text_encodings import decode_between

_KNOWN_FORMATS = tuple(output for output in OUTPUT_FORMATS if output.signature)
"""Our own formats, but for those whose files are zip archives: ``archive_texts`` reads these."""


def output_format(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a file in one of our own formats, such as PDF; what comes before its start may be anything."""
    output = next(output for output in _KNOWN_FORMATS if output.signature in file.content)
    start = file.content.index(output.signature)
    if file.content[:start].strip(b"\0 \r\n\t"):
        yield from file.inner("", file.content[:start])
    try:
        texts, attachments = output.call("read", file.content[start:], file.allowance.bytes_left)
    except ValueError as error:
        raise UnreadableError(f"it is {error}", f"save it as a new {output.name}, without a password") from error
    yield from texts
    for attachment in attachments:
        yield from file.inner("an attached file", attachment)


def is_output_format(content: bytes) -> bool:
    """Return whether a file is a PDF, also one that begins late; a page that only mentions the signature is none."""
    for output in _KNOWN_FORMATS:
        start = content.find(output.signature)
        if start == 0 or (start > 0 and content.find(b"endobj", start) > 0 and b" obj" in content):
            return True
    return False


def open_bytes(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a kind of file that is not compressed: what it says lies open between other bytes."""
    if len(file.content) > _MOST_OPEN_BYTES:
        limit = _MOST_OPEN_BYTES // 1_000_000
        raise UnreadableError(f"it is a drawing or an icon larger than {limit} MB", "save it as PNG or SVG")
    yield from decode_between(file.content)


_MOST_OPEN_BYTES = 2_000_000


def rtf(file: OpenedFile) -> Iterator[str]:
    """Yield the text of an RTF file without its control words."""
    text = file.content.decode("cp1252", errors="ignore")
    if "\\objdata" in text or "\\bin" in text:
        raise UnreadableError("it is an RTF file with another file inside", "save it as .docx or PDF and publish that")
    yield _RTF_SIGN.sub(_decode_rtf, text)


_RTF_SIGN = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?[0-9]{1,5}) ?\??|\\([\\{}])|\\[a-z]{1,32}-?[0-9]{0,10} ?|[{}]|\r?\n|\\[^a-z]"
)


def _decode_rtf(match: re.Match[str]) -> str:
    if match[1]:
        return bytes.fromhex(match[1]).decode("cp1252", errors="ignore")
    if match[2]:
        return chr(int(match[2]) % 0x10000)
    return match[3] or " "


def message(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of an e-mail: as it is, and each part decoded."""
    yield file.content.decode("utf-8", errors="ignore")
    try:
        parts = list(islice(email.message_from_bytes(file.content, policy=email.policy.compat32).walk(), MAX_FILES + 1))
        decoded = [(part.get_filename(), part.get_payload(decode=True)) for part in parts]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError("it is a damaged e-mail", "save what it says as a PDF") from error
    if len(decoded) > MAX_FILES:
        raise UnreadableError(f"more than {MAX_FILES:,} files are in it", "publish fewer files in it")
    for name, payload in decoded:
        if isinstance(payload, bytes) and payload and payload != file.content:
            yield from file.inner(name or "", payload)


_MESSAGE = re.compile(rb"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*+){2}")


def is_message(content: bytes) -> bool:
    """Return whether a text file is an e-mail or a web page saved as one: two headers, of which one says MIME."""
    start = content[:20_000].lower()
    return (b"content-transfer-encoding:" in start or b"mime-version:" in start) and bool(_MESSAGE.match(content))
