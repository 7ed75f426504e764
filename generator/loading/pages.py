"""Read the pages and other files of ``content/``, those of packs among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.cache import PACKAGE
from generator.diagnostics import Code, Diagnostic
from generator.loading.content_files import content_files, read_attachments
from generator.loading.leave_out import PAGE, Gone, Named
from generator.loading.pack_records import Composed, merged, own_texts
from generator.loading.prose import PageResult, ParsedPage, page_of, parse_page
from generator.model.allowed_html import ExtraHtml
from generator.model.packs import ALL, PACKS_FOLDER, Pack, Replacement, pack_of

CONTENT = "content"
HOME_PAGE = "index.md"
"""The path of the home page in ``content/``."""

_LINKED = re.compile(r"\(ref:([a-z0-9-]+)")
_PAGES = "pages"
"""The list that the front matter of a page is put in to be merged, as records are."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A page to read, and the ``content/`` folder that it is in."""

    page: ParsedPage
    content: str


class Pages:
    """The pages and other files of a project and of its packs. Problems are appended to ``problems``."""

    def __init__(
        self, root: Path, packs: tuple[Pack, ...], extra: frozenset[ExtraHtml], problems: list[Diagnostic]
    ) -> None:
        """Read everything; ``extra`` is the HTML that the settings allow on pages."""
        self._extra, self._problems = extra, problems
        paths, others, new_problems = content_files(root)
        problems += new_problems
        self.attachments = read_attachments(root, others, problems)
        self.replaced: list[Replacement] = []
        self._unread: list[PageResult] = []
        self._sources = {page.path: _Source(page, CONTENT) for page in self._parsed(root, paths)}
        for pack in reversed(packs):
            self._add(pack)
        self._check_replacements()
        self.results = self._read(Gone())

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all pages."""
        return frozenset(result.front.record.id for result in self.results if result.front)

    def origins(self) -> dict[Named, str]:
        """Return the id of the pack that each page comes from; empty for one of the project's own."""
        sources = self._sources.values()
        return {(PAGE, source.page.id): pack_of(source.page.front.places.value(("id",))) for source in sources}

    def own_texts(self) -> set[str]:
        """Return every text in the front matter of the project's own pages, and the ids that their links name."""
        fronts = {text for source in self._sources.values() for text in own_texts(source.page.front)}
        bodies = (source.page.body for source in self._sources.values() if source.content == CONTENT)
        return fronts | {identifier for body in bodies for identifier in _LINKED.findall(body)}

    @property
    def home(self) -> str:
        """The id of the home page; empty if there is none."""
        sources = self._sources.values()
        return next((one.page.id for one in sources if one.page.path == f"{one.content}/{HOME_PAGE}"), "")

    def prune(self, gone: Gone) -> None:
        """Take out of every page what is gone, and the pages that are gone; their ids are added to ``gone``."""
        if not gone:
            return
        fronts = [result.front.record for result in self.results if result.front]
        gone.next_pages.update({front.id: front.next for front in fronts if front.next})
        self.results = self._read(gone)

    def _read(self, gone: Gone) -> list[PageResult]:
        results = [*self._unread]
        for source in sorted(self._sources.values(), key=lambda one: one.page.path.removeprefix(f"{one.content}/")):
            result, new_problems = page_of(source.page, source.content, self._extra, gone)
            self._problems += new_problems
            results += [] if result.is_left_out else [result]
        return results

    def _parsed(self, root: Path, paths: list[str]) -> Iterator[ParsedPage]:
        for path in paths:
            page = parse_page(root, path)
            if isinstance(page, ParsedPage):
                yield page
            else:
                self._unread.append(page[0])
                self._problems += page[1]

    def _add(self, pack: Pack) -> None:
        """Add the pages and other files of a pack that the project does not have its own for."""
        folder = f"{PACKS_FOLDER}/{pack.id}/{CONTENT}"
        paths, others, new_problems = content_files(PACKAGE, folder)
        self._problems += new_problems
        self.attachments = {**read_attachments(PACKAGE, others, self._problems, folder), **self.attachments}
        ours = {source.page.id: source for source in self._sources.values()}
        broken = {result.broken_id for result in self._unread}
        for page in self._parsed(PACKAGE, paths):
            if page.id in ours:
                self._replace(pack, _Source(page, folder), ours[page.id])
            elif page.id not in broken:
                self._sources[page.path] = _Source(page, folder)

    def _replace(self, pack: Pack, theirs: _Source, ours: _Source) -> None:
        """Put a page of the project in the place of one of a pack: whole, or its front matter in some fields."""
        front, replaced, new_problems = merged(pack.id, _in_a_list(theirs.page.front), _in_a_list(ours.page.front))
        self._problems += new_problems
        self.replaced += replaced
        fields = replaced[0].fields if replaced else ()
        if not fields:
            return
        if ours.page.body.strip():
            span = front.places.value((_PAGES, 0, "instead_of"))
            message = "this page has the body of the pack's, and a body of its own"
            hint = f"write `instead_of: {ALL}` to replace the whole page, or take away what is below the second ---"
            self._problems.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
        problems = (*theirs.page.problems, *ours.page.problems)
        page = replace(theirs.page, front=_out_of_a_list(front), problems=problems)
        self._sources[ours.page.path] = _Source(page, theirs.content)

    def _check_replacements(self) -> None:
        """Add a problem for each page that replaces one which no pack has."""
        taken = {replacement.id for replacement in self.replaced}
        for source in self._sources.values():
            value = source.page.front.value
            if source.content == CONTENT and isinstance(value, dict) and "instead_of" in value:
                if source.page.id in taken:
                    continue
                message = f"no pack that this project builds on has a page '{source.page.id}'"
                span = source.page.front.places.value(("instead_of", 0))
                problem = Diagnostic(span, Code.UNKNOWN_REFERENCE, message, "take this line away, or correct the id")
                if not any(one.span.path == span.path for one in self._problems):
                    self._problems.append(problem)


def _in_a_list(front: Composed) -> Composed:
    """Return front matter as the only entry of a list, in which it can be merged as a record."""
    places = replace(front.places, keys={}, values={})
    places.keys.update({(_PAGES, 0, *location): span for location, span in front.places.keys.items()})
    places.values.update({(_PAGES, 0, *location): span for location, span in front.places.values.items()})
    return Composed({_PAGES: [front.value]}, places)


def _out_of_a_list(front: Composed) -> Composed:
    """Return the only entry of the list that front matter was merged in."""
    start = (_PAGES, 0)
    places = replace(front.places, keys={}, values={})
    places.keys.update({key[2:]: span for key, span in front.places.keys.items() if key[:2] == start})
    places.values.update({key[2:]: span for key, span in front.places.values.items() if key[:2] == start})
    return Composed(front.value[_PAGES][0], places)
