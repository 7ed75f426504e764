"""Check that every file of the finished site is on the disk as it was meant to be.

A disk that runs full, or another program that does not notice, can leave a file empty or cut off. So each file is
compared with what was to be written, or read by what knows its format.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import is_file
from generator.model.output_formats import output_of
from generator.model.vocabulary import counted
from generator.rendering.artefacts import Artefact, PrintFacts, Site
from generator.rendering.pages.site_files import PARTS

_HINT = "run ./kb build again; if it stays, look whether the disk is full or damaged"
_SIGNATURES = {
    ".png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    ".woff2": (b"wOF2", b""),
}
"""What generated files that are not to print start and end with, by the end of their names."""
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


def incomplete_files(
    site: Site, folder: Path, pages: Mapping[str, bytes] = _NOTHING, made_files: Mapping[str, bytes] = _NOTHING
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each file of the site in ``folder`` that is not what it was to be.

    ``pages`` are the SHA-256 of all pages by their paths; ``made_files`` are the header files, the scripts and
    the search index.
    """
    artefacts = {artefact.path: artefact.content for artefact in site.artefacts if artefact.path not in PARTS}
    artefacts |= made_files
    reasons: dict[str, str] = {}
    for name in sorted({*_names(folder), *artefacts, *pages}):
        path = folder / name
        if not is_file(path):
            reasons[name] = "it is missing"
        elif name in artefacts:
            reasons[name] = "" if path.read_bytes() == artefacts[name] else "it was not written completely"
        elif name in pages:
            is_whole = sha256(path.read_bytes()).digest() == pages[name]
            reasons[name] = "" if is_whole else "it was not written completely"
        else:
            reasons[name] = _other_file_problem(path, name)
    reasons |= {path: reason for path, reason in _made_files(site) if reason}
    return tuple(incomplete_file(name, reason) for name, reason in sorted(reasons.items()) if reason)


def incomplete_file(name: str, reason: str) -> Diagnostic:
    """Return the diagnostic of a file that is not what it was to be."""
    return Diagnostic(Span(name), Code.INCOMPLETE_FILE, f"this file of the new site is not right: {reason}", _HINT)


def _names(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below ``folder``."""
    for top, _, names in os.walk(folder):
        parent = Path(top).relative_to(folder)
        yield from ((parent / name).as_posix() for name in names)


def _other_file_problem(path: Path, name: str) -> str:
    """Return what is wrong with a file that the engine made; empty if nothing is."""
    content = path.read_bytes()
    if not content:
        return "it is empty"
    try:
        if name.endswith(".xml"):
            etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
            return ""
        if name.endswith(".xml.gz"):
            is_same = gzip.decompress(content) == path.with_suffix("").read_bytes()
            return "" if is_same else "it is not the same as the file that it packs"
    except (etree.XMLSyntaxError, OSError, EOFError, zlib.error):
        return "it was not written completely"
    return "it is no part of the site"


def _made_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the path of each file that a library made, and what is wrong with it; empty if nothing is."""
    for artefact in site.artefacts:
        facts = site.prints.get(artefact.path)
        if facts or artefact.path.startswith("assets/"):
            yield artefact.path, _print_problem(artefact, facts) if facts else _format_problem(artefact)


def _print_problem(artefact: Artefact, facts: PrintFacts) -> str:
    """Return that a file to print is damaged or has not as many pages as were laid out; empty if it is whole."""
    output = output_of(artefact.path)
    assert output
    if not artefact.content:
        return "it is empty"
    if damage := output.call("damage", artefact.content):
        return str(damage)
    found = output.call("count_pages", artefact.content) if output.count_pages else facts.pages
    if found == facts.pages:
        return ""
    return f"it has {counted(found, output.page_noun)} instead of {facts.pages}"


def _format_problem(artefact: Artefact) -> str:
    content = artefact.content
    start, end = _SIGNATURES.get(os.path.splitext(artefact.path)[1], (b"", b""))  # noqa: PTH122
    if not content:
        return "it is empty"
    if not content.startswith(start):
        return "it does not start as files of its kind do"
    if end not in content[-1024:]:
        return "it does not end as files of its kind do"
    if start == b"wOF2" and int.from_bytes(content[8:12], "big") != len(content):
        return "it is shorter or longer than it says itself"
    return ""
