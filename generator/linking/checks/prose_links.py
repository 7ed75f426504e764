"""Checks that every link and every id in a prose page leads to something that exists."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.model.addresses import email_fault, web_address_fault
from generator.model.kinds import KINDS
from generator.model.pages import CLAIM, CLAIM_KINDS, ProseLink, ProsePage
from generator.model.phone_numbers import number_fault
from generator.model.values import quoted

_LINKABLE = tuple(kind.key for kind in KINDS if kind.linkable)

_EXTERNAL = ("mailto:", "tel:", "sms:", "#")
_OTHER_HOST = ("https://", "http://", "//")
_REPORTED = ("javascript:", "vbscript:", "data:")
"""Addresses that no page may have, which are reported where the page is read."""


def check_prose_links(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each link to a record, a file, an address or a number that cannot exist."""
    for page in records.pages:
        for link, span in zip(page.links, page.link_spans, strict=True):
            if link.target.startswith("ref:"):
                _check_reference(link, span, names)
            else:
                _check_address(page, link.target, span, records, names, is_fetched=link.is_picture)
        for address in page.addresses:
            _check_address(page, address.target, address.span, records, names, is_fetched=address.is_fetched)


def check_page_references(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each unknown id in front matter, and for a page that names itself as the next."""
    for page in records.pages:
        if page.front.next == page.front.id:
            span = next(one.span for one in page.references if one.target == page.front.id)
            message = f"the page after '{page.front.id}' is the page itself"
            hint = "write the id of the page that people read next"
            names.problems.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
        for reference in page.references:
            if reference.kind == CLAIM:
                names.report_unknown(
                    CLAIM_KINDS, reference.target, reference.span, f"no record has the id '{reference.target}'"
                )
                continue
            kinds = ("page", "set") if reference.kind == "page" else (reference.kind,)
            names.report_missing(reference.kind, reference.target, reference.span, *kinds)


def _check_reference(link: ProseLink, span: Span, names: NameIndex) -> None:
    identifier = link.target.removeprefix("ref:")
    otherwise = "write ref: and the id of a page, a promise, a document or a publication"
    message = f"nothing with the id '{identifier}' can be linked to"
    names.report_unknown(_LINKABLE, identifier, span, message, otherwise)


def _check_address(
    page: ProsePage, target: str, span: Span, records: Records, names: NameIndex, *, is_fetched: bool
) -> None:
    """Add to ``names`` a problem for an address of no file, and for one that the page would fetch from another host."""
    address = target.strip().lower()
    if is_fetched and address.startswith(_OTHER_HOST):
        message = f"this page would fetch from another host: {quoted(target)}"
        hint = "put the file beside the page, and write its name here: other hosts would see who reads the page"
        names.problems.append(Diagnostic(span, Code.BROKEN_LINK, message, hint))
    elif address.startswith((*_EXTERNAL, *_OTHER_HOST)):
        _check_form(target.strip(), span, names)
    elif address and not address.startswith(_REPORTED):
        _check_file(page, target.strip(), span, records, names)


def _check_form(target: str, span: Span, names: NameIndex) -> None:
    """Add to ``names`` a problem if an address or a number is one that cannot be right."""
    scheme, _, value = target.partition(":")
    if scheme in {"http", "https"}:
        fault, hint = web_address_fault(target)
    elif scheme == "mailto":
        fault, hint = email_fault(unquote(value.split("?")[0]))
    elif scheme in {"tel", "sms"}:
        fault, hint = number_fault(unquote(value).replace("-", " "))
    else:
        return
    if fault:
        names.problems.append(Diagnostic(span, Code.INVALID_VALUE, fault, hint))


def _check_file(page: ProsePage, target: str, span: Span, records: Records, names: NameIndex) -> None:
    folder = posixpath.dirname(page.path)
    if target.lower().startswith("ref:"):
        message = f"'{target}' is not the form of a link to a record"
        hint = f"write ref:{target[4:].strip()}"
        names.problems.append(Diagnostic(span, Code.BROKEN_LINK, message, hint))
        return
    path = posixpath.normpath(posixpath.join(folder, unquote(re.split(r"[#?]", target)[0])))
    if path in records.attachments or f"content/{path}" in records.faulty_paths:
        return
    hint = "link to a page or a record by its id: [words](ref:the-id); to a web page in full: https://…"
    message = f"there is no file '{target}' beside this page"
    stem, extension = posixpath.splitext(path)
    alike = [other for other in records.attachments if other.lower() == path.lower()]
    if alike:
        hint = f"small and capital letters differ: write {posixpath.relpath(sorted(alike)[0], folder or '.')}"
    for other in records.pages:
        if other.path == path or (extension == ".html" and other.path == f"{stem}.md"):
            message, hint = "a page is linked by its id, not its file", f"write ref:{other.front.id}"
            if extension == ".html":
                hint = f"write [words](ref:{other.front.id})"
    names.problems.append(Diagnostic(span, Code.BROKEN_LINK, message, hint))
