"""The pages of a site: those that were made before of the same, and the others by the engine, all of them finished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.cache import Cache, key_of
from generator.progress import Progress, Tally
from generator.publishing.engine import ERROR_PAGE, Engine, page_name
from generator.publishing.finished_pages import FinishedPage, PageFacts, finish_file, packed, unpacked
from generator.rendering.artefacts import Site

KIND = "pages"


@dataclass(frozen=True, slots=True)
class MadePages:
    """The pages of a built site with what is to be known of each, by their paths, and how many were made."""

    facts: dict[str, PageFacts]
    tally: Tally
    keepable: bool
    """Whether everything that they depend on is known."""


def make_pages(site: Site, engine: Engine, into: Path, cache: Cache, progress: Progress) -> MadePages:
    """Build ``site`` into the folder ``into`` and finish its pages; what went wrong stands in ``engine.problems``.

    If anything did, all pages are made anew: a page that was not read cannot say what is wrong with it.
    """
    language = site.surroundings["language"]
    shared = engine.key(site)
    keys = {page.path: key_of(shared, language, page.path, page.markdown) for page in site.pages} if shared else {}
    kept = {path: unpacked(content) for path, key in keys.items() if (content := cache.get(KIND, key))}
    for path, former in kept.items():
        engine.place(path, page_name(path), former.text)
    progress(f"Building {len(site.pages) - len(kept)} pages")
    engine.build(besides=bool(kept))
    if engine.problems and kept:
        kept = {}
        engine.restart()
        engine.build()
    if engine.problems:
        return MadePages({}, Tally(), keepable=False)
    pages = {page_name(path): former.facts for path, former in kept.items()}
    for page in site.pages:
        if page.path not in kept:
            made = _finish(into / page_name(page.path), language, cache, keys.get(page.path))
            pages[page_name(page.path)] = made.facts
    if not engine.address:
        # An error page answers for any address, so it must link absolutely; without an address it cannot.
        (into / ERROR_PAGE).unlink(missing_ok=True)
    if (into / ERROR_PAGE).is_file():
        pages[ERROR_PAGE] = finish_file(into / ERROR_PAGE, language=language).facts
    return MadePages(dict(sorted(pages.items())), Tally(len(site.pages) - len(kept), len(kept)), shared is not None)


def _finish(path: Path, language: str, cache: Cache, key: str | None) -> FinishedPage:
    made = finish_file(path, language=language)
    if key:
        cache.put(KIND, key, packed(made))
    return made
