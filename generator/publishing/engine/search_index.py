"""The search index: the words of every section of every page, in one file.

A browser fetches the file whole, before anything is typed, and searches in it by itself. So what is fetched is the same
whatever somebody looks for, and a server cannot tell. It is a script and not JSON, because a browser may load a script
where the pages are opened from a folder.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from generator.disk import write_new
from generator.words.fillers import FILLERS

INDEX_PATH = "assets/search-index.js"
_START, _END = "globalThis.kbSearchIndex=", ";\n"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEARCHED_TAGS = frozenset({"nav", "script", "style", "template", "svg", "select", "button"})
_UNSEARCHED_CLASSES = frozenset({"kb-filter", "kb-noprint", "kb-threads", "kb-unseen"})
"""Elements of an article that do not describe its subject."""

_TITLE_WEIGHT, _HEADING_WEIGHT = 8, 5
"""How many times more a word counts in a title or a heading."""

_MOST_WEIGHT = 9
_DIGITS = "cdfhjkmnpqrtvwxy"
"""The digits of numbers in base 16. They make no words and no numbers that a staff-only value could be taken for."""

_WORD = re.compile(r"[^\W_]+")
_WITHOUT_SPACE = re.compile("[\u0300-\u036f'\u2018\u2019]")
"""Accents and apostrophes: a word is found with and without them."""


@dataclass(frozen=True, slots=True)
class SearchedSection:
    """The part of a page from one heading to the next, or before the first."""

    anchor: str
    """Empty for the first part, which is found at the top of the page."""
    heading: str
    words: str
    """The words of the heading and the text as ``words_of`` gives them, with spaces between."""


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """What search shows of a page, and the words by which it finds it."""

    title: str
    kind: str
    description: str
    weight: int
    sections: tuple[SearchedSection, ...]

    @classmethod
    def from_json(cls, value: dict[str, object]) -> SearchedPage:
        """Return the page from the JSON of its fields."""
        sections: list[dict[str, str]] = value.pop("sections")  # type: ignore[assignment]
        return cls(**value, sections=tuple(SearchedSection(**one) for one in sections))  # type: ignore[arg-type]


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case, accents and apostrophes, as ``search.js`` reads them."""
    bare = _WITHOUT_SPACE.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(bare.lower())


def searched_page(page: HtmlElement) -> SearchedPage | None:
    """Return what search needs of a page; None if the page is not searched.

    That is one without a kind, the A to Z, which repeats the words of all pages, and what says itself that it is not
    searched.
    """
    values = {meta.get("name"): meta.get("content", "") for meta in page.iterfind("head/meta")}
    article = next(page.iterfind(".//article"), None)
    if article is None or not values.get("kb-kind") or article.xpath(".//*[@data-search or @data-not-searched]"):
        return None
    sections = tuple(_sections(article))
    return SearchedPage(
        title=next((_plain(heading) for heading in article.iter("h1")), ""),
        kind=values["kb-kind"],
        description=values.get("description", ""),
        weight=int(values.get("kb-weight", "1")),
        sections=tuple(section for section in sections if section.words),
    )


def write_search_index(folder: Path, pages: Mapping[str, SearchedPage]) -> dict[str, bytes]:
    """Write the search index of ``pages``, by their paths, to ``folder``, and return its content by its path."""
    files = {INDEX_PATH: _index(pages)}
    for path, content in files.items():
        write_new(folder / path, content)
    return files


def read_search_index(content: bytes) -> dict[str, Any]:
    """Return the value of a search index, ``pages`` and ``words``, as ``search.js`` gets it."""
    index: dict[str, Any] = json.loads(content.decode().removeprefix(_START).removesuffix(_END))
    return index


def _index(pages: Mapping[str, SearchedPage]) -> bytes:
    """Return the index: its pages with their sections, and a line for each word.

    The sections of all pages are numbered. A line has a word and the number of each section that has it: as the
    distance from the one before, in ``_DIGITS``, of which the last is a capital, with the weight of the word there if
    that is not 1. There is no line for a filler.
    """
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    section_count = 0
    for _, page in sorted(pages.items()):
        for section in page.sections:
            for word, weight in _weights(page, section).items():
                if word not in FILLERS:
                    places[word].append((section_count, weight))
            section_count += 1
    value = {
        "pages": [
            [path, page.kind, page.title, page.description, page.weight, _length(page), _headings(page)]
            for path, page in sorted(pages.items())
        ],
        "words": "\n".join(f"{word} {''.join(_distances(found))}" for word, found in sorted(places.items())),
    }
    return f"{_START}{json.dumps(value, separators=(',', ':'))}{_END}".encode()


def _weights(page: SearchedPage, section: SearchedSection) -> Counter[str]:
    """Return how much each word counts in a section: how often it is there, and more if it is in the heading."""
    weights = Counter(section.words.split())
    heading, weight = (section.heading, _HEADING_WEIGHT) if section.anchor else (page.title, _TITLE_WEIGHT)
    for word in words_of(heading):
        weights[word] += weight
    return weights


def _length(page: SearchedPage) -> int:
    return sum(len(section.words.split()) for section in page.sections)


def _headings(page: SearchedPage) -> list[tuple[str, str]]:
    return [(section.anchor, section.heading) for section in page.sections]


def _distances(places: list[tuple[int, int]]) -> Iterator[str]:
    for (before, _), (number, weight) in pairwise([(0, 0), *places]):
        digits = _digits(number - before)
        yield f"{digits[:-1]}{digits[-1].upper()}{min(weight, _MOST_WEIGHT) if weight > 1 else ''}"


def _digits(number: int) -> str:
    number, digit = divmod(number, len(_DIGITS))
    return (_digits(number) if number else "") + _DIGITS[digit]


def _sections(article: HtmlElement) -> Iterator[SearchedSection]:
    """Yield the parts of an article, in their order."""
    anchor = heading = ""
    texts: list[str] = []
    for element, text in _texts(article):
        if element is not None:
            yield SearchedSection(anchor, heading, " ".join(words_of(" ".join(texts))))
            anchor, heading, texts = element.get("id", ""), _plain(element), []
        texts.append(text)
    yield SearchedSection(anchor, heading, " ".join(words_of(" ".join(texts))))


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement | None, str]]:
    """Yield the texts below an element, and each heading below the title that can be linked to, with its first text."""
    is_place = element.tag in _HEADINGS - {"h1"} and element.get("id")
    yield element if is_place else None, element.text or ""
    for child in element:
        is_searched = isinstance(child.tag, str) and child.tag not in _UNSEARCHED_TAGS
        if is_searched and not _UNSEARCHED_CLASSES & set(child.get("class", "").split()):
            yield from _texts(child)
        yield None, child.tail or ""


def _plain(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
