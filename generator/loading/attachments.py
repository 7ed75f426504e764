"""Check that the files beside the pages are of kinds that only show or hold something, and are what their names say."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.svg import is_web_page, read_svg
from generator.model.attachments import (
    ATTACHMENT_KINDS,
    DRAWING_ENDING,
    INNER_ENDINGS,
    NAMED_FILES,
    REFUSED_KINDS,
    SERVER_SETTINGS,
    AttachmentKind,
)

_KINDS = {ending: kind for kind in ATTACHMENT_KINDS for ending in kind.endings}
_REFUSED = {ending: kind for kind in REFUSED_KINDS for ending in kind.endings}
_DOMAIN = re.compile(rb"[A-Za-z0-9.-]{1,253}\s*")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!DOCTYPE|!ENTITY)\b", re.IGNORECASE)
_OFFICE = b"\xd0\xcf\x11\xe0"
"""The start of Office files of before 2007, and of those with a password."""


def read_attachment(path: str, content: bytes) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return a file of ``content/`` as it is published, or None with what is wrong with it.

    ``path`` is that below the project. Pictures, PDFs and Office files are looked into later, where their readers are.
    """
    if fault := name_fault(PurePosixPath(path).name):
        return None, (Diagnostic(Span(path), Code.UNSAFE_FILE, *fault),)
    ending = ending_of(path)
    if not ending:
        return (content, ()) if _DOMAIN.fullmatch(content) else (None, (_wrong(path, "one line with a domain"),))
    if not content:
        hint = "put the file here again, or take it away"
        return None, (Diagnostic(Span(path), Code.EMPTY_FILE, "this file is empty", hint),)
    if ending == DRAWING_ENDING:
        return read_svg(path, content)
    problem = _content_problem(path, content, _KINDS[ending])
    return (None, (problem,)) if problem else (content, ())


def ending_of(path: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    return PurePosixPath(path).suffix.lower().removeprefix(".")


def name_fault(name: str) -> tuple[str, str] | None:
    """Return a message and a hint if no file of this name is published."""
    ending = ending_of(name)
    if name in NAMED_FILES:
        return None
    if refused := _REFUSED.get(ending):
        return refused.message, refused.hint
    if name.lower() in SERVER_SETTINGS:
        message = f"{name} has the name of a setting of the web server"
        return message, "rename it, or take it away; settings of servers are in docs/hosting.md"
    if ending not in _KINDS:
        message = f"a file that ends in .{ending} is not published" if ending else "the name of this file has no ending"
        return message, "save it as a PDF (.pdf), a picture (.png, .jpg), a table (.csv) or plain text (.txt)"
    inner = next((part for part in name.lower().split(".")[1:-1] if part in INNER_ENDINGS), "")
    if inner:
        return f"the name has two endings, and a server may go by the first: .{inner}", f"rename it, without .{inner}"
    return None


def _content_problem(path: str, content: bytes, kind: AttachmentKind) -> Diagnostic | None:
    if is_web_page(content):
        return _wrong(path, kind.name, "it is a web page")
    if kind.text and _MARKUP.match(content):
        return _wrong(path, kind.name, "it is a drawing or an XML file")
    if kind.text and b"\0" in content:
        return _wrong(path, kind.name)
    if content.startswith(_OFFICE):
        message = "this document has a password, or is in the form of before 2007"
        hint = "open it, take the password away, and save it as a PDF or in today's form"
        return Diagnostic(Span(path), Code.UNSAFE_FILE, message, hint)
    if kind.starts and not _starts(content, kind):
        other = next((one for one in ATTACHMENT_KINDS if one.starts and not one.search and _starts(content, one)), None)
        return _wrong(path, kind.name, f"it is {other.name}" if other else "")
    return None


def _starts(content: bytes, kind: AttachmentKind) -> bool:
    if kind.search:
        return any(start in content[: kind.search + len(start)] for start in kind.starts)
    return content.startswith(kind.starts, kind.offset)


def _wrong(path: str, expected: str, found: str = "") -> Diagnostic:
    message = f"this is not {expected}, as its name says" + (f": {found}" if found else "")
    hint = "give it the ending that belongs to it, or save it again in this form"
    return Diagnostic(Span(path), Code.UNSAFE_FILE, message, hint)
