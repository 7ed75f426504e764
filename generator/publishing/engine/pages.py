"""Build the pages of a site: take unchanged pages from the cache, and build the others with mkdocs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.cache import PACKAGE, Cache, hash_parts
from generator.progress import Progress, ReuseCount
from generator.publishing.engine.engine import Engine, page_name
from generator.publishing.engine.finished_pages import FinishedPage, PageFacts, finish_page
from generator.publishing.fingerprints import folder_state
from generator.rendering.artefacts import Site
from generator.rendering.pages.site_files import PARTS, own_styles_of

_CACHE_KIND = "pages"


@dataclass(frozen=True, slots=True)
class BuiltPages:
    """The facts of each page by its path, and how many pages were reused."""

    facts: dict[str, PageFacts]
    reuse_count: ReuseCount
    is_cacheable: bool
    """Whether everything that the pages depend on is known."""
    digests: dict[str, bytes]
    """The SHA-256 of each page by its path."""


def build_pages(site: Site, engine: Engine, published: Path, cache: Cache, progress: Progress) -> BuiltPages:
    """Build the finished pages of ``site`` with ``engine``. Problems are in ``engine.problems``.

    Files that the folder ``published`` has already become hard links.
    """
    language, own_colour = site.surroundings["language"], site.surroundings["colour"]
    own_styles = own_styles_of(site.artefacts)
    package_state = folder_state(PACKAGE)
    keys = _cache_keys(site, engine.fingerprint)
    is_cacheable = keys is not None
    keys = keys or {}
    facts: dict[str, PageFacts] = {}
    digests: dict[str, bytes] = {}
    reused = 0
    for page in site.pages if is_cacheable else ():
        name = page_name(page.path)
        if content := cache.get(_CACHE_KIND, keys[name]):
            cached = FinishedPage.from_bytes(content)
            source = cached.html.encode()
            engine.add_file(page.path, name, source, published)
            facts[name], digests[name] = cached.facts, sha256(source).digest()
            reused += 1
    for artefact in site.artefacts if is_cacheable else ():
        if artefact.path not in PARTS:
            engine.add_file(artefact.path, artefact.path, artefact.content, published)

    new_entries: dict[str, bytes] = {}

    def finish(name: str, source: str) -> str:
        page = finish_page(
            source,
            language=language,
            extra=site.settings.allowed_html,
            own_colour=own_colour,
            own_styles=own_styles,
        )
        facts[name], digests[name] = page.facts, sha256(page.html.encode()).digest()
        if name in keys and not page.facts.faults:
            new_entries[name] = page.to_bytes()
        return page.html

    progress(f"Building {len(site.pages) - reused} pages")
    engine.build(finish, incremental=is_cacheable)
    if not engine.problems and folder_state(PACKAGE) == package_state:
        for name, content in new_entries.items():
            cache.put(_CACHE_KIND, keys[name], content)
    return BuiltPages(dict(sorted(facts.items())), ReuseCount(len(site.pages) - reused, reused), is_cacheable, digests)


def _cache_keys(site: Site, engine_fingerprint: str | None) -> dict[str, str] | None:
    """Return the cache key of each page by its path; None if the engine's fingerprint is unknown."""
    if not engine_fingerprint:
        return None
    parts = (artefact.content for artefact in site.artefacts if artefact.path in PARTS)
    shared = hash_parts(engine_fingerprint, *parts, *(one.value for one in site.settings.allowed_html))
    language = site.surroundings["language"]
    return {page_name(p.path): hash_parts(shared, language, p.path, p.markdown) for p in site.pages}
