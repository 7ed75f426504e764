"""Every link inside the built site leads to a file and to an anchor on it, served or opened from a folder.

A link to a folder is broken: a browser that opens files from a disk shows a list of them instead of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from generator.diagnostics import Code, Diagnostic, Span
from generator.model.values import shown

_OUTWARD = {"http", "https", "mailto", "tel", "sms", "data"}
_HINT = "find the record or page that writes it; link to records with ref:the-id"


def broken_links(folder: Path, names: list[str], *, prefix: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the links, pictures, styles and scripts of the pages ``names`` below ``folder``.

    ``prefix`` is the path the site will be served under (``/kb/``), for links that start at the server's top.
    """
    pages = {name: html.parse(folder / name).getroot() for name in names}
    anchors = {name: {str(anchor) for anchor in page.xpath("//@id | //a/@name")} for name, page in pages.items()}
    site = _Site(folder.resolve(), anchors, prefix)
    found = []
    for name, page in pages.items():
        for link in sorted({str(link) for link in page.xpath("//@href | //@src")}):
            if not site.leads_somewhere(name, link):
                message = f"a link on this page leads nowhere: {shown(link)}"
                found.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, _HINT))
        for link in sorted({str(link) for link in page.xpath("//@src | //link[@rel!='canonical']/@href")}):
            if _of_another_host(link):
                message = f"this page would fetch from another host: {shown(link)}"
                found.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, "put the file beside the page instead"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Site:
    folder: Path
    anchors: dict[str, set[str]]
    prefix: str

    def leads_somewhere(self, page: str, link: str) -> bool:
        try:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                return parts.scheme in _OUTWARD
            target = self._target(page, unquote(parts.path))
            if target is None or not target.is_file():
                return False
            name = target.relative_to(self.folder).as_posix()
        except (ValueError, OSError):
            # An address that cannot be taken apart, a path no disk can hold, or one outside the site.
            return False
        return not parts.fragment or name not in self.anchors or unquote(parts.fragment) in self.anchors[name]

    def _target(self, page: str, path: str) -> Path | None:
        if path.startswith("/"):
            inside = bool(self.prefix) and path.startswith(self.prefix)
            return (self.folder / path.removeprefix(self.prefix)).resolve() if inside else None
        return ((self.folder / page).parent / path).resolve() if path else self.folder / page


def _of_another_host(link: str) -> bool:
    return link.startswith(("//", "http://", "https://"))
