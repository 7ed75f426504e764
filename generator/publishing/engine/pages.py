"""The pages of a site: those that were made before of the same, and the others by the engine, all of them finished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.cache import PACKAGE, Cache, key_of
from generator.progress import Progress, Tally
from generator.publishing.engine.engine import ERROR_PAGE, Engine, page_name
from generator.publishing.engine.finished_pages import PageFacts, finished, packed, unpacked
from generator.publishing.unchanged import stand_key
from generator.rendering.artefacts import Site

KIND = "pages"


@dataclass(frozen=True, slots=True)
class MadePages:
    """The pages of a built site with what is to be known of each, by their paths, and how many were made."""

    facts: dict[str, PageFacts]
    tally: Tally
    keepable: bool
    """Whether everything that they depend on is known."""


def make_pages(site: Site, engine: Engine, into: Path, former: Path, cache: Cache, progress: Progress) -> MadePages:
    """Build ``site`` into the folder ``into``, every page finished; what went wrong stands in ``engine.problems``.

    What ``former``, the published folder, holds already is not written again.
    """
    language = site.surroundings["language"]
    stood = stand_key(PACKAGE)
    # A link to such a file is a link to a page as soon as a page has its address, which the engine judges otherwise.
    attached = [artefact.path for artefact in site.artefacts if artefact.path.endswith(".html")]
    shared = key_of(settled, *attached) if (settled := engine.key) else None
    keys = {page_name(p.path): key_of(shared, language, p.path, p.markdown) for p in site.pages} if shared else {}
    facts: dict[str, PageFacts] = {}
    reused = 0
    for page in site.pages if shared else ():
        name = page_name(page.path)
        if content := cache.get(KIND, keys[name]):
            known = unpacked(content)
            engine.place(page.path, name, known.text.encode(), former)
            facts[name] = known.facts
            reused += 1
    for artefact in site.artefacts if shared else ():
        engine.place(artefact.path, artefact.path, artefact.content, former)

    made: dict[str, bytes] = {}

    def finish(name: str, source: str) -> str:
        page = finished(source, language=language)
        facts[name] = page.facts
        if name in keys:
            made[name] = packed(page)
        return page.text

    progress(f"Building {len(site.pages) - reused} pages")
    engine.build(finish, besides=bool(shared))
    sound = not engine.problems and stand_key(PACKAGE) == stood
    for name, content in made.items() if sound else ():
        cache.put(KIND, keys[name], content)
    if not engine.address:
        # An error page answers for any address, so it must link absolutely; without an address it cannot.
        (into / ERROR_PAGE).unlink(missing_ok=True)
        facts.pop(ERROR_PAGE, None)
    return MadePages(dict(sorted(facts.items())), Tally(len(site.pages) - reused, reused), shared is not None)
