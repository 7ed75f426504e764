"""Finish the pages of the site engine: repair them, add the security policy, and collect facts for later checks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from generator.model.allowed_html import ExtraHtml
from generator.publishing.engine.former_places import set_former_places
from generator.publishing.engine.html_repairs import repair_page, to_html
from generator.publishing.engine.page_files import link_page_files, write_page_files
from generator.publishing.engine.prose_marks import clean_prose
from generator.publishing.engine.search_index import SearchedPage, searched_page, write_search_index
from generator.publishing.proofs.page_content import page_faults, remove_remarks
from generator.publishing.proofs.page_policy import set_policy


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What later checks need to know of a page. Every tuple is sorted."""

    searched: SearchedPage | None
    """What search needs of it; None if it is not searched."""

    components: tuple[str, ...]
    """The names of its components that need scripts."""
    scripts: tuple[str, ...]
    """The hashes of its inline scripts."""
    anchors: tuple[str, ...]
    links: tuple[str, ...]
    """All its addresses (``href`` and ``src``), as written."""
    fetched: tuple[str, ...]
    """The addresses that a browser fetches by itself."""
    faults: tuple[str, ...] = ()
    """What could run on it and is not the generator's, in words."""


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page as it is published, with its facts."""

    html: str
    facts: PageFacts

    def to_bytes(self) -> bytes:
        """Return the page as a cache entry: the length of the facts, the facts as JSON, the HTML."""
        facts = json.dumps(asdict(self.facts)).encode()
        return b"%d\n" % len(facts) + facts + self.html.encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> FinishedPage:
        """Return the page of a cache entry."""
        length, _, rest = content.partition(b"\n")
        facts = json.loads(rest[: int(length)])
        searched = facts.pop("searched")
        page = SearchedPage.from_json(searched) if searched else None
        return cls(rest[int(length) :].decode(), PageFacts(page, *map(tuple, facts.values())))


def finish_page(
    source: str, *, language: str, extra: Iterable[ExtraHtml] = (), own_colour: str = "", own_styles: str = ""
) -> FinishedPage:
    """Return the finished page of HTML from the site engine, in a partnership's own colour and styles if it has some.

    ``extra`` is the HTML that the settings allow in prose.
    """
    page = html.document_fromstring(clean_prose(source, extra))
    remove_remarks(page)
    repair_page(page, language=language)
    faults = page_faults(page)
    set_former_places(page)
    searched = searched_page(page)
    components = link_page_files(page, own_colour, own_styles)
    scripts = set_policy(page)
    facts = PageFacts(
        searched=searched,
        components=components,
        scripts=tuple(sorted(scripts)),
        anchors=_values(page, "//@id | //a/@name"),
        links=_values(page, "//@href | //@src"),
        fetched=_values(page, "//@src | //link[@rel!='canonical']/@href"),
        faults=faults,
    )
    return FinishedPage(to_html(page), facts)


def finish_files(
    folder: Path,
    names: Iterable[str],
    *,
    language: str,
    extra: Iterable[ExtraHtml] = (),
    own_colour: str = "",
    own_styles: str = "",
) -> None:
    """Finish the pages ``names`` below ``folder`` in place, but for their policy, and write what they load."""
    loaded = []
    searched: dict[str, SearchedPage] = {}
    for name in names:
        path = folder / name
        page = html.document_fromstring(clean_prose(path.read_text(encoding="utf-8"), extra))
        repair_page(page, language=language)
        set_former_places(page)
        if found := searched_page(page):
            searched[name] = found
        loaded.append(link_page_files(page, own_colour, own_styles))
        path.write_text(to_html(page), encoding="utf-8", newline="\n")
    write_page_files(folder, loaded)
    write_search_index(folder, searched)


def _values(page: HtmlElement, path: str) -> tuple[str, ...]:
    """Return the values of the attributes at an XPath, sorted, without repeats."""
    values: list[object] = page.xpath(path)
    return tuple(sorted({str(value) for value in values}))
