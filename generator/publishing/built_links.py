"""Every link inside the built site leads to a file and to an anchor on it, served or opened from a folder.

A link to a folder is broken: a browser that opens files from a disk shows a list of them instead of the page.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from generator.diagnostics import Code, Diagnostic, Span

_HINT = "find the record or page that writes it; link to records with ref:the-id"


def broken_links(folder: Path, *, prefix: str) -> tuple[Diagnostic, ...]:
    """Links, pictures, styles and scripts of the pages below ``folder`` that lead nowhere inside it.

    ``prefix`` is the path the site will be served under (``/kb/``), for links that start at the server's top.
    """
    pages = {path.relative_to(folder).as_posix(): html.parse(path).getroot() for path in _html(folder)}
    anchors = {name: {str(anchor) for anchor in page.xpath("//@id | //a/@name")} for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        for link in sorted({str(link) for link in page.xpath("//@href | //@src")}):
            if not _leads_somewhere(folder, name, link, anchors, prefix):
                message = f"a link on this page leads nowhere: {link}"
                found.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, _HINT))
    return tuple(found)


def _html(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def _leads_somewhere(folder: Path, page: str, link: str, anchors: dict[str, set[str]], prefix: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    if path.startswith("/"):
        if not prefix or not path.startswith(prefix):
            return False
        target = folder / path.removeprefix(prefix)
    else:
        target = (folder / page).parent / path if path else folder / page
    if not target.is_file():
        return False
    name = target.resolve().relative_to(folder.resolve()).as_posix()
    return not parts.fragment or name not in anchors or unquote(parts.fragment) in anchors[name]
