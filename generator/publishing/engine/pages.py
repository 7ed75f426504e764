"""Build the pages of a site: take unchanged pages from the cache, and build the others with mkdocs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.cache import PACKAGE, Cache, hash_parts
from generator.model.allowed_html import ExtraHtml
from generator.progress import Progress, ReuseCount
from generator.publishing.engine.engine import Engine, page_name
from generator.publishing.engine.finished_pages import FinishedPage, PageFacts, finish_page
from generator.publishing.fingerprints import folder_state
from generator.rendering.artefacts import MarkdownPage, Site
from generator.rendering.pages.site_files import PARTS, own_styles_of
from generator.workers import NO_WORKERS, Workers

_CACHE_KIND = "pages"
_FEWEST_PAGES = 80
"""From this many pages on, another process is faster: each must first import mkdocs and read the navigation."""


@dataclass(frozen=True, slots=True)
class BuiltPages:
    """The facts of each page by its path, and how many pages were reused."""

    facts: dict[str, PageFacts]
    reuse_count: ReuseCount
    is_cacheable: bool
    """Whether everything that the pages depend on is known."""
    digests: dict[str, bytes]
    """The SHA-256 of each page by its path."""


@dataclass(frozen=True, slots=True)
class _Share:
    """Pages for one process to build, by the paths of their sources, and what is the same for all of them."""

    settings: Path
    output: Path
    sources: frozenset[str]
    keys: dict[str, str]
    """The cache key of each page by its path."""
    cache: Cache
    package_state: str | None
    language: str
    extra: tuple[ExtraHtml, ...]
    own_colour: str
    own_styles: str


@dataclass(slots=True)
class _Built:
    """What a process has built."""

    facts: dict[str, PageFacts] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    log_messages: list[str] = field(default_factory=list)


def build_pages(
    site: Site, engine: Engine, published: Path, cache: Cache, progress: Progress, workers: Workers = NO_WORKERS
) -> BuiltPages:
    """Build the finished pages of ``site`` with ``engine``. Problems are in ``engine.problems``.

    Files that the folder ``published`` has already become hard links. ``workers`` build a part of many pages.
    """
    keys = _cache_keys(site, engine.fingerprint)
    is_cacheable = keys is not None
    keys = keys or {}
    built = _Built()
    pending: list[MarkdownPage] = []
    for page in site.pages:
        name = page_name(page.path)
        content = cache.get(_CACHE_KIND, keys[name]) if is_cacheable else None
        if content is None:
            pending.append(page)
            continue
        cached = FinishedPage.from_bytes(content)
        source = cached.html.encode()
        engine.add_file(page.path, name, source, published)
        built.facts[name], built.digests[name] = cached.facts, sha256(source).digest()
    for artefact in site.artefacts if is_cacheable else ():
        if artefact.path not in PARTS:
            engine.add_file(artefact.path, artefact.path, artefact.content, published)
    reused = len(built.facts)
    progress(f"Building {len(pending)} pages")
    count = min(workers.count, len(pending) // _FEWEST_PAGES) if is_cacheable else 1
    own, *others = [
        _Share(
            settings=engine.settings,
            output=engine.output,
            sources=sources,
            keys=keys,
            cache=cache,
            package_state=folder_state(PACKAGE),
            language=site.surroundings["language"],
            extra=site.settings.allowed_html,
            own_colour=site.surroundings["colour"],
            own_styles=own_styles_of(site.artefacts),
        )
        for sources in _dealt(pending, max(count, 1))
    ]
    started = workers.start(_build_share, others)
    parts = [_build(engine, own, incremental=is_cacheable)]
    parts += started.shared_results() if others else ()
    for part in parts:
        built.facts |= part.facts
        built.digests |= part.digests
    engine.log_messages += [text for part in parts[1:] for text in part.log_messages]
    return BuiltPages(
        dict(sorted(built.facts.items())), ReuseCount(len(site.pages) - reused, reused), is_cacheable, built.digests
    )


def _dealt(pages: Iterable[MarkdownPage], count: int) -> list[frozenset[str]]:
    """Return the paths of ``pages`` in ``count`` shares that take about as long: the longest page first, in turns."""
    by_length = sorted(pages, key=lambda page: (-len(page.markdown), page.path))
    turns = [*range(count), *reversed(range(count))]
    shares: list[set[str]] = [set() for _ in range(count)]
    for n, page in enumerate(by_length):
        shares[turns[n % len(turns)]].add(page.path)
    return [frozenset(share) for share in shares]


def _build_share(share: _Share) -> _Built:
    """Build a share in a worker process, beside the one that builds what is no page."""
    engine = Engine(share.settings, share.output)
    built = _build(engine, share, incremental=True, pages_only=True)
    built.log_messages = engine.log_messages
    return built


def _build(engine: Engine, share: _Share, *, incremental: bool, pages_only: bool = False) -> _Built:
    """Build the pages of a share, and put those without a problem into the cache."""
    built = _Built()
    new_entries: dict[str, bytes] = {}

    def finish(name: str, source: str) -> str:
        page = finish_page(
            source,
            language=share.language,
            extra=share.extra,
            own_colour=share.own_colour,
            own_styles=share.own_styles,
        )
        built.facts[name], built.digests[name] = page.facts, sha256(page.html.encode()).digest()
        if name in share.keys and not page.facts.faults:
            new_entries[name] = page.to_bytes()
        return page.html

    engine.build(finish, incremental=incremental, sources=share.sources, pages_only=pages_only)
    if not engine.problems and folder_state(PACKAGE) == share.package_state:
        for name, content in new_entries.items():
            share.cache.put(_CACHE_KIND, share.keys[name], content)
    return built


def _cache_keys(site: Site, engine_fingerprint: str | None) -> dict[str, str] | None:
    """Return the cache key of each page by its path; None if the engine's fingerprint is unknown."""
    if not engine_fingerprint:
        return None
    parts = (artefact.content for artefact in site.artefacts if artefact.path in PARTS)
    shared = hash_parts(engine_fingerprint, *parts, *(one.value for one in site.settings.allowed_html))
    language = site.surroundings["language"]
    return {page_name(p.path): hash_parts(shared, language, p.path, p.markdown) for p in site.pages}
