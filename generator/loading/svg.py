"""Read a drawing: an SVG file whose every element and attribute is on the list of ``model/drawings.py``.

The parser is expat, which resolves no entity and opens no file unless it is asked to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.svg_size import Cycle, Part, drawn_size
from generator.loading.svg_style import (
    REFERENCE,
    Fault,
    StyleLink,
    declaration_links,
    number_fault,
    outside,
    property_links,
    sheet_links,
    shortened,
)
from generator.model.drawings import (
    ATTRIBUTES,
    DEEPEST,
    ELEMENTS,
    INERT_INSTRUCTIONS,
    LARGEST_DRAWING,
    MEASURED,
    MOST_DRAWN,
    MOST_ELEMENTS,
    MOST_LETTERS,
    MOST_LINKS,
    MOST_STYLE_LINKS,
    PLAIN,
    REFERRING,
    REFUSED_ELEMENTS,
    REFUSED_NAMESPACES,
    STANDARD_DOCTYPE,
    SVG,
    WITH_WORDS,
    XLINK,
    XML,
    Form,
)

_REFUSED = {name: row for row in REFUSED_ELEMENTS for name in row.elements}
_MOST_FAULTS = 10
_TAG_NAME = re.compile(r"<[^\s/>]++")
_ATTRIBUTE = re.compile(r"\s*+([^\s=<>\"'/]++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+')")
_OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\0<", "UTF-16"), (b"<\0", "UTF-16"))
_OTHER_FILES = (
    (b"\x1f\x8b", "a compressed drawing (.svgz)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip file"),
)
_A_WEB_PAGE = "this is a web page, not a drawing"
_SNIFFED = 4096
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|style|title|h1|div|table|br|p|a)\b",
    re.IGNORECASE,
)
_DAMAGE = {
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "it has an abbreviation (&…;) that drawings do not know",
    expat.errors.XML_ERROR_TAG_MISMATCH: "a tag closes something other than what was opened last",
    expat.errors.XML_ERROR_UNBOUND_PREFIX: "a name starts with a prefix that the drawing does not explain",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute is there twice",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "there is something after its end",
    expat.errors.XML_ERROR_NO_ELEMENTS: "it ends too early",
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: "it ends too early",
}


class _StopReadingError(Exception):
    """The rest of the file need not, or cannot, be read."""


def read_svg(path: str, content: bytes) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return a drawing as it is published, or None with what is wrong with it.

    A drawing that holds only what is published is returned as it is. Otherwise notes of drawing programs, comments
    and unknown attributes are left out.
    """
    if problem := _unreadable(path, content):
        return None, (problem,)
    reader = _Reader(path, content)
    problems = reader.read()
    return (None if problems else reader.published()), problems


def is_web_page(content: bytes) -> bool:
    """Return whether a browser that is not told what a file is would take it for a web page."""
    return bool(_WEB_PAGE.match(content[:_SNIFFED]))


def _unreadable(path: str, content: bytes) -> Diagnostic | None:
    """Return the problem of bytes that are no text of a drawing."""
    if not content.strip():
        return Diagnostic(Span(path), Code.EMPTY_FILE, "this file is empty", "save the drawing again, or take it away")
    if len(content) > LARGEST_DRAWING:
        message = f"this drawing is larger than {LARGEST_DRAWING // 1_000_000} MB"
        hint = "simplify it in your drawing program: fewer shapes, fewer points, no photos"
        return Diagnostic(Span(path), Code.FILE_TOO_LARGE, message, hint)
    for start, name in _OTHER_FILES:
        if content.startswith(start):
            return Diagnostic(Span(path), Code.UNSAFE_DRAWING, f"this is {name}, not a plain drawing", PLAIN)
    if any(content.startswith(start) for start, _ in _OTHER_ENCODINGS):
        hint = f"choose UTF-8, or {PLAIN}"
        return Diagnostic(Span(path), Code.NOT_TEXT, "this drawing is saved as UTF-16", hint)
    if is_web_page(content):
        return Diagnostic(Span(path), Code.UNSAFE_DRAWING, _A_WEB_PAGE, PLAIN)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Diagnostic(
            _span(path, content[: error.start]), Code.NOT_TEXT, "this is not text in UTF-8 from here", PLAIN
        )
    if "\0" in text:
        before = content[: content.index(b"\0")]
        return Diagnostic(_span(path, before), Code.NOT_TEXT, "this is not text in UTF-8 from here", PLAIN)
    return None


def _span(path: str, before: bytes) -> Span:
    """Return the place just after the bytes ``before``."""
    text = before.decode("utf-8-sig", errors="replace")
    return Span(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


@lru_cache(4096)
def _links_of(name: str, value: str) -> tuple[tuple[str, str] | Fault, ...]:
    """Return the name and id of what an attribute refers to, and what is wrong with its value."""
    form = ATTRIBUTES.get(name)
    if name == "style":
        links = declaration_links(value)
        return tuple((one.name, one.identifier) if isinstance(one, StyleLink) else one for one in links)
    if name == "filter" or form is Form.STYLE_VALUE:
        return tuple(one if isinstance(one, Fault) else (name, one) for one in property_links(name, value))
    if not (form or Form.PLAIN_TEXT).value.fullmatch(value.strip()):
        return (Fault(f"'{shortened(value)}' is not a value for {name}"),)
    fault = number_fault(value) if form in MEASURED else None
    return (fault,) if fault else ()


def _start_tag(name: str, attributes: list[tuple[str, str]]) -> str:
    return f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes) + ">"


class _Reader:
    """One file: its problems, its parts, and what is published of it."""

    def __init__(self, path: str, content: bytes) -> None:
        self._path, self._content = path, content
        self._bytes = content.removeprefix(b"\xef\xbb\xbf")
        self._faults: dict[str, Diagnostic] = {}
        self._parts: list[Part] = []
        self._open: list[int] = []
        self._left_out = 0
        """How many elements around the place are not published; 0 if all are."""
        self._changed = False
        self._output: list[str | tuple[str, list[tuple[str, str]]]] = []
        """What is published, in order: an element's name with its attributes, or text and closing tags as written."""
        self._rules: list[StyleLink] = []
        self._sheet: list[str] = []
        self._letters = 0
        self._parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.ordered_attributes = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.CommentHandler = self._note
        self._parser.StartCdataSectionHandler = self._note
        self._parser.StartNamespaceDeclHandler = self._namespace
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self) -> tuple[Diagnostic, ...]:
        """Read the whole file and return its problems, at most one of each kind."""
        try:
            self._parser.Parse(self._bytes, True)
        except _StopReadingError:
            pass
        except expat.ExpatError as error:
            self._damaged(error)
        if not self._faults and (self._rules or any(part.links for part in self._parts)):
            self._check_size()
        return tuple(sorted(self._faults.values(), key=lambda one: one.span))

    def published(self) -> bytes:
        """Return what is published: the file itself if nothing had to be left out."""
        if not self._changed:
            return self._content
        written = (one if isinstance(one, str) else _start_tag(*one) for one in self._output)
        return ("".join(written) + "\n").encode()

    def _place(self) -> Span:
        return Span(self._path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _fault(self, message: str, hint: str, span: Span | None = None) -> None:
        """Add a problem. The second of a kind is the same slip, and is shown once the first is put right."""
        self._faults.setdefault(message, Diagnostic(span or self._place(), Code.UNSAFE_DRAWING, message, hint))
        if len(self._faults) >= _MOST_FAULTS:
            raise _StopReadingError

    def _stop(self, message: str, hint: str, span: Span | None = None) -> None:
        self._fault(message, hint, span)
        raise _StopReadingError

    def _damaged(self, error: expat.ExpatError) -> None:
        span = Span(self._path, error.lineno, error.offset + 1)
        if not self._parts and not self._faults and not self._left_out:
            self._faults[""] = Diagnostic(span, Code.UNSAFE_DRAWING, "this is not a drawing", PLAIN)
            return
        damage = _DAMAGE.get(expat.ErrorString(error.code), "a sign is missing or misplaced")
        message = f"the drawing is damaged here: {damage}"
        self._faults.setdefault(message, Diagnostic(span, Code.UNSAFE_DRAWING, message, PLAIN))

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        del version, standalone
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            self._stop(f"this drawing says that it is saved as {shortened(encoding)}", f"choose UTF-8, or {PLAIN}")

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if name.lower() == "html":
            self._stop(_A_WEB_PAGE, PLAIN)
        known = public is not None and STANDARD_DOCTYPE.fullmatch(public)
        if has_subset or (not known and (system or public)):
            self._stop("this drawing defines abbreviations, or loads them from another file (<!DOCTYPE …>)", PLAIN)
        self._changed = True

    def _entity(self, name: str, *_: object) -> None:
        self._stop(f"this drawing uses an abbreviation, &{shortened(name)};", PLAIN)

    def _instruction(self, target: str, data: str) -> None:
        del data
        if target not in INERT_INSTRUCTIONS:
            self._fault(f"this drawing has an instruction to another program: <?{shortened(target)} …?>", PLAIN)
        self._changed = True

    def _note(self, *_: object) -> None:
        self._changed = True

    def _namespace(self, prefix: str | None, address: str) -> None:
        if (prefix, address) not in {(None, SVG), ("xlink", XLINK)}:
            self._changed = True

    def _start(self, full_name: str, attributes: list[str]) -> None:
        namespace, _, name = full_name.rpartition(" ")
        if not self._parts:
            self._check_root(namespace, name)
        refused = self._refused(namespace, name)
        if len(self._parts) >= MOST_ELEMENTS:
            self._stop(
                f"this drawing has more than {MOST_ELEMENTS:,} parts",
                "simplify it in your drawing program: fewer shapes",
            )
        if len(self._open) + self._left_out >= DEEPEST:
            self._stop(
                f"this drawing has more than {DEEPEST} groups inside groups", "ungroup it in your drawing program"
            )
        if refused or self._left_out or namespace != SVG or name == "metadata":
            self._left_out += 1
            self._changed = True
            self._parts.append(Part("metadata", self._place(), self._open[-1] if self._open else -1))
            return
        part = Part(name, self._place(), self._open[-1] if self._open else -1)
        self._open.append(len(self._parts))
        self._parts.append(part)
        self._write_start(part, list(zip(attributes[::2], attributes[1::2], strict=True)))

    def _check_root(self, namespace: str, name: str) -> None:
        if name.lower() == "html":
            self._stop(_A_WEB_PAGE, PLAIN)
        if name != "svg":
            self._stop(f"this is not a drawing: it starts with <{shortened(name)}>, not <svg>", PLAIN)
        if namespace != SVG:
            self._stop("this drawing does not say that it is SVG", f'start it with <svg xmlns="{SVG}"')

    def _refused(self, namespace: str, name: str) -> bool:
        """Add a problem if an element is not allowed; return whether it is not.

        What is inside a part that is refused is the same slip.
        """
        if self._left_out and self._faults:
            return True
        if message := REFUSED_NAMESPACES.get(namespace):
            row = _REFUSED.get(name.lower())
            self._fault(row.message if row and row.elements >= {"script"} else message, PLAIN)
            return True
        if namespace not in {SVG, ""} or (namespace == SVG and name in ELEMENTS):
            return False
        if row := _REFUSED.get(name.lower()):
            self._fault(row.message, row.hint)
        elif name.lower().startswith("fe"):
            row = _REFUSED["filter"]
            self._fault(row.message, row.hint)
        elif namespace == SVG and not self._left_out:
            hint = f"take it out, or {PLAIN}"
            self._fault(f"<{shortened(name)}> is not a part that a drawing here may have", hint)
        else:
            return False
        return True

    def _write_start(self, part: Part, attributes: list[tuple[str, str]]) -> None:
        written = []
        if len(self._parts) == 1:
            written = [("xmlns", SVG), ("xmlns:xlink", XLINK)]
        for full_name, value in attributes:
            namespace, _, name = full_name.rpartition(" ")
            if kept := self._attribute(part, namespace, name, value):
                written.append((kept, value))
            else:
                self._changed = True
        self._output.append((part.name, written))

    def _attribute(self, part: Part, namespace: str, name: str, value: str) -> str:
        """Return the name under which an attribute is published, or nothing; add what is wrong with its value."""
        if namespace == XML:
            if name == "base":
                self._value_fault(name, outside(value))
            return f"xml:{name}" if name in {"lang", "space"} and Form.WORD.value.fullmatch(value) else ""
        if name.lower() == "href" and namespace in {XLINK, ""}:
            return self._reference(part, name, value, "xlink:href" if namespace == XLINK else "href")
        if namespace:
            return ""
        if name.lower().startswith("on"):
            hint = f"take {shortened(name)} out, or {PLAIN}"
            self._value_fault(name, Fault(_REFUSED["script"].message, hint))
        elif name in {"style", "filter"} or name in ATTRIBUTES or name.startswith("aria-"):
            self._known_attribute(part, name, value)
            return "" if name == "filter" else name
        return ""

    def _reference(self, part: Part, name: str, value: str, written: str) -> str:
        match = REFERENCE.fullmatch(value.strip())
        if not match:
            self._value_fault(name, outside(value))
            return ""
        if name != "href" or part.name not in REFERRING:
            return ""
        part.links.append(("href", match[1]))
        return written

    def _known_attribute(self, part: Part, name: str, value: str) -> None:
        for link in _links_of(name, value):
            if isinstance(link, Fault):
                self._value_fault(name, link)
            else:
                part.links.append(link)
        if len(part.links) > MOST_LINKS:
            self._stop(f"this part of the drawing refers to more than {MOST_LINKS} others", PLAIN)
        if name == "id":
            part.identifier = value
        elif name == "class":
            part.classes = tuple(value.split())
        elif name in {"d", "points"}:
            part.vertices = len(value) // 2 + 1

    def _value_fault(self, name: str, fault: Fault) -> None:
        if fault.message not in self._faults:
            self._fault(fault.message, fault.hint, self._value_place(name))

    def _value_place(self, name: str) -> Span:
        """Return the place of the value of an attribute of the element that the parser is at."""
        start = max(self._parser.CurrentByteIndex, 0)
        text = self._bytes[start:].decode("utf-8", errors="replace")
        match = _TAG_NAME.match(text)
        while match and (match := _ATTRIBUTE.match(text, match.end())):
            if match[1].rpartition(":")[2] == name:
                return _span(self._path, self._bytes[: start + len(text[: match.start(2) + 1].encode())])
        return self._place()

    def _end(self, full_name: str) -> None:
        del full_name
        if self._left_out:
            self._left_out -= 1
            return
        part = self._parts[self._open.pop()]
        if part.name == "style":
            self._end_style(part)
        self._output.append(f"</{part.name}>")

    def _end_style(self, part: Part) -> None:
        for link in sheet_links("".join(self._sheet)):
            if isinstance(link, Fault):
                self._fault(link.message, link.hint, part.span)
            else:
                self._rules.append(link)
            if len(self._rules) > MOST_STYLE_LINKS:
                self._stop(f"the style of this drawing refers to more than {MOST_STYLE_LINKS} parts", PLAIN)
        self._sheet.clear()

    def _text(self, text: str) -> None:
        name = self._parts[self._open[-1]].name if self._open else ""
        if self._left_out:
            return
        if name == "style":
            self._sheet.append(text)
        elif name in WITH_WORDS:
            self._letters += len(text)
            if self._letters > MOST_LETTERS:
                self._stop(
                    f"this drawing has more than {MOST_LETTERS:,} letters", "write the words beside it, on the page"
                )
        if name in WITH_WORDS or not text.strip():
            self._output.append(escape(text) if text.strip() else text)
        else:
            self._changed = True

    def _check_size(self) -> None:
        size = drawn_size(self._parts, self._rules)
        if isinstance(size, Cycle):
            message = "this part of the drawing would be drawn inside itself without end"
            self._fault(message, "take the copy, pattern or mask that refers to itself out", size.span)
        elif size.elements > MOST_DRAWN or size.depth > DEEPEST:
            message = f"copies of copies in this drawing make more than {MOST_DRAWN:,} parts"
            if size.elements <= MOST_DRAWN:
                message = f"copies in this drawing stand inside each other more than {DEEPEST} deep"
            self._fault(message, "use fewer copies (<use>), patterns and markers", self._parts[0].span)
