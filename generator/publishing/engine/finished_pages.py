"""Finish the pages of the site engine: repair them, add the security policy, and collect facts for later checks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from lxml import html
from lxml.html import HtmlElement

from generator.publishing.engine.html_repairs import repair_page, to_html
from generator.publishing.proofs.page_policy import set_policy


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What later checks need to know of a page. Every tuple is sorted."""

    is_searchable: bool
    """Whether it is for the search index."""

    scripts: tuple[str, ...]
    """The hashes of its inline scripts."""
    anchors: tuple[str, ...]
    links: tuple[str, ...]
    """All its addresses (``href`` and ``src``), as written."""
    fetched: tuple[str, ...]
    """The addresses that a browser fetches by itself."""


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
        return cls(rest[int(length) :].decode(), PageFacts(facts.pop("is_searchable"), *map(tuple, facts.values())))


def finish_page(source: str, *, language: str) -> FinishedPage:
    """Return the finished page of HTML from the site engine."""
    page = html.document_fromstring(source)
    repair_page(page, language=language)
    scripts = set_policy(page)
    facts = PageFacts(
        is_searchable=bool(page.xpath("//@data-pagefind-body")),
        scripts=tuple(sorted(scripts)),
        anchors=_values(page, "//@id | //a/@name"),
        links=_values(page, "//@href | //@src"),
        fetched=_values(page, "//@src | //link[@rel!='canonical']/@href"),
    )
    return FinishedPage(to_html(page), facts)


def _values(page: HtmlElement, path: str) -> tuple[str, ...]:
    """Return the values of the attributes at an XPath, sorted, without repeats."""
    values: list[object] = page.xpath(path)
    return tuple(sorted({str(value) for value in values}))
