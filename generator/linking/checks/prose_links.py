"""Checks that every link and every id in a prose page leads to something that exists."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import suggestion
from generator.model.addresses import email_fault, web_address_fault
from generator.model.kinds import KINDS
from generator.model.pages import ProseLink, ProsePage
from generator.model.phone_numbers import number_fault

_LINKABLE = tuple(kind.key for kind in KINDS if kind.linkable)

_EXTERNAL = ("https://", "http://", "mailto:", "tel:", "#")


def check_prose_links(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each link to a record, a file, an address or a number that cannot exist."""
    for page in records.pages:
        for link, span in zip(page.links, page.link_spans, strict=True):
            if link.target.startswith("ref:"):
                _check_reference(link, span, names)
            elif link.target.startswith(_EXTERNAL):
                _check_address(link.target, span, names)
            else:
                _check_file(page, link, span, records, names)


def _check_address(target: str, span: Span, names: NameIndex) -> None:
    """Add to ``names`` a problem if an address or a number is one that cannot be right."""
    scheme, _, value = target.partition(":")
    if scheme in {"http", "https"}:
        fault, hint = web_address_fault(target)
    elif scheme == "mailto":
        fault, hint = email_fault(unquote(value.split("?")[0]))
    elif scheme == "tel":
        fault, hint = number_fault(unquote(value).replace("-", " "))
    else:
        return
    if fault:
        names.problems.append(Diagnostic(span, Code.INVALID_VALUE, fault, hint))


def check_page_references(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each id in front matter that does not exist."""
    for page in () if names.unreadable_kinds else records.pages:
        for reference in page.references:
            kinds = ("page", "set") if reference.kind == "page" else (reference.kind,)
            if not names.has(kinds, reference.target):
                names.report_missing(reference.kind, reference.target, reference.span)


def _check_reference(link: ProseLink, span: Span, names: NameIndex) -> None:
    identifier = link.target.removeprefix("ref:")
    if names.has(_LINKABLE, identifier) or names.unreadable_kinds or identifier in names.invalid_ids:
        return
    hint = (
        suggestion(identifier, names.ids_of(_LINKABLE))
        or "write ref: and the id of a page, a promise, a document or a publication"
    )
    message = f"nothing with the id '{identifier}' can be linked to"
    names.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))


def _check_file(page: ProsePage, link: ProseLink, span: Span, records: Records, names: NameIndex) -> None:
    folder = posixpath.dirname(page.path)
    path = posixpath.normpath(posixpath.join(folder, unquote(link.target.split("#")[0])))
    if path in records.attachments:
        return
    hint = "link to a page or a record by its id: [words](ref:the-id); to a web page in full: https://…"
    message = f"there is no file '{link.target}' beside this page"
    for other in records.pages:
        if other.path == path:
            message, hint = "a page is linked by its id, not its file", f"write ref:{other.front.id}"
    names.problems.append(Diagnostic(span, Code.BROKEN_LINK, message, hint))
