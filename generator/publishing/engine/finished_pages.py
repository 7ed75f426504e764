"""What the site engine made, as it is published: repaired, with its policy, and with what others must know of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from lxml import html
from lxml.html import HtmlElement

from generator.publishing.engine.html_repairs import repair, written
from generator.publishing.proofs.page_policy import set_policy


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is asked of a page once it is finished; every tuple sorted."""

    scripts: tuple[str, ...]
    """The hashes of the scripts that stand in it."""
    anchors: tuple[str, ...]
    links: tuple[str, ...]
    """Every address in it, as it is written."""
    fetched: tuple[str, ...]
    """Those of them that a browser fetches by itself."""


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page, ready to be read."""

    text: str
    facts: PageFacts


def finished(source: str, *, language: str) -> FinishedPage:
    """One page of the engine's, finished: read once, written once."""
    page = html.document_fromstring(source)
    repair(page, language=language)
    scripts = set_policy(page)
    facts = PageFacts(
        scripts=tuple(sorted(scripts)),
        anchors=_said(page, "//@id | //a/@name"),
        links=_said(page, "//@href | //@src"),
        fetched=_said(page, "//@src | //link[@rel!='canonical']/@href"),
    )
    return FinishedPage(written(page), facts)


def packed(page: FinishedPage) -> bytes:
    """A page with its facts, as bytes to keep."""
    facts = json.dumps(asdict(page.facts)).encode()
    return b"%d\n" % len(facts) + facts + page.text.encode()


def unpacked(content: bytes) -> FinishedPage:
    """A page from the bytes that were kept of it."""
    length, _, rest = content.partition(b"\n")
    facts = json.loads(rest[: int(length)])
    return FinishedPage(rest[int(length) :].decode(), PageFacts(**{name: tuple(told) for name, told in facts.items()}))


def _said(page: HtmlElement, path: str) -> tuple[str, ...]:
    """What stands in the attributes at an XPath."""
    found: list[object] = page.xpath(path)
    return tuple(sorted({str(one) for one in found}))
