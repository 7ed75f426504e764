"""Whether a printed copy is still right: for each version of each file to print, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPublication
from generator.linking.staff.public_texts import words_of
from generator.views.keeping.addresses import current_address
from generator.views.shared.context import ViewContext
from generator.views.shared.links import link_to
from generator.views.shared.pages import PageContent, PageView
from generator.views.shared.paths import copies_path
from generator.views.shared.publications import downloads
from generator.words.dates import day

MOST_CHANGES = 12
"""The most places of a copy that are shown; of more, the reader needs the new one."""


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """What a file to print says now: its version, and its words paragraph by paragraph."""

    version: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyChange:
    """A place at which a copy is no longer right; ``before`` or ``after`` is empty if it is new or was taken out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewestFile:
    """A file to print as it is now."""

    title: str
    path: str
    version: str


@dataclass(frozen=True, slots=True)
class CopyVersion:
    """One version of a publication, in one form or several that say the same."""

    version: str
    titles: tuple[str, ...]
    released: str
    """The day on which it was released, in words; empty if it was not."""
    is_right: bool
    newest: tuple[NewestFile, ...]
    """The files to print in its place, or itself."""
    changes: tuple[CopyChange, ...] = ()
    more: int = 0
    """The number of places that ``changes`` leaves out."""


@dataclass(frozen=True, slots=True)
class CopiesView:
    """A publication and its versions: those that are right now, then the older ones, newest first."""

    title: str
    path: str
    publication: LinkedPublication
    copies: tuple[CopyVersion, ...] = ()

    @property
    def current(self) -> tuple[CopyVersion, ...]:
        """The versions that are right."""
        return tuple(copy for copy in self.copies if copy.is_right)


@dataclass(frozen=True, slots=True)
class CopiesIndex:
    """Every publication with its versions."""

    publications: tuple[CopiesView, ...] = ()


def copy_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each publication that is printed; ``with_versions`` adds its versions."""
    for publication in context.base.publications if context.with_prints else ():
        view = _copies(publication)
        yield PageContent(
            view,
            path=view.path,
            title=f"Is my copy still right? {view.title}",
            description="Find the code that stands in the foot of your copy.",
            listed_on=link_to("copies", context.base),
        )


def copies_index(context: ViewContext) -> CopiesIndex:
    """Return the list of all publications; ``with_versions`` adds their versions."""
    publications = context.base.publications if context.with_prints else ()
    return CopiesIndex(tuple(_copies(one) for one in publications))


def _copies(publication: LinkedPublication) -> CopiesView:
    return CopiesView(publication.record.title, copies_path(publication.record.id), publication)


def with_versions(
    pages: Iterable[PageView], printed: Mapping[str, PrintedWords], owners: Mapping[str, str], base: KnowledgeBase
) -> tuple[PageView, ...]:
    """Return the pages, those about copies with the versions of all prints.

    ``printed`` is by path; ``owners`` has the id of the page or record at each address.
    """
    versions = _Versions(printed, owners, base)
    return tuple(replace(page, content=_completed(page, versions)) for page in pages)


def _completed(page: PageView, versions: _Versions) -> object:
    match page.content:
        case CopiesView() as view:
            return replace(view, copies=versions.copies(view.publication))
        case CopiesIndex(publications):
            return CopiesIndex(tuple(replace(one, copies=versions.copies(one.publication)) for one in publications))
        case other:
            return other


def release_days(base: KnowledgeBase, owners: Mapping[str, str]) -> dict[tuple[str, str], date]:
    """Return the day on which a version of a file to print was first released, by its path and its version."""
    days: dict[tuple[str, str], date] = {}
    for version in base.versions:
        if version.manifest and version.release:
            for path, released in version.manifest.prints.items():
                now = current_address(path, released.owner, base, owners)
                days[now, released.version] = version.release.published_on
    return days


class _Versions:
    """The versions of each file to print, now and in each release."""

    def __init__(self, printed: Mapping[str, PrintedWords], current: Mapping[str, str], base: KnowledgeBase) -> None:
        self._printed = printed
        self._hidden = tuple(words_of(value.text) for value in base.staff_values)
        self._older: dict[str, dict[str, CopyVersion]] = {}
        self._released = release_days(base, current)
        for version in base.versions:
            if not (version.manifest and version.release):
                continue
            for old_path, released in version.manifest.prints.items():
                path = current_address(old_path, released.owner, base, current)
                owner = base.current_id(released.owner)
                now = printed.get(path)
                if now and now.version == released.version:
                    continue
                changes = _changes(version.manifest.paragraphs(old_path), now.paragraphs) if now else ()
                shown = [one for one in changes if not self._is_hidden(one)]
                self._older.setdefault(owner, {})[released.version] = CopyVersion(
                    version=released.version,
                    titles=(released.title,),
                    released=day(version.release.published_on),
                    is_right=False,
                    newest=(NewestFile(released.title, path, now.version),) if now else (),
                    changes=tuple(shown[:MOST_CHANGES]),
                    more=len(changes) - len(shown[:MOST_CHANGES]),
                )

    def copies(self, publication: LinkedPublication) -> tuple[CopyVersion, ...]:
        """Return the versions of a publication: those that are right, then the older ones, newest first."""
        right: dict[str, CopyVersion] = {}
        for file in downloads(publication):
            if not (now := self._printed.get(file.path)):
                continue
            released = self._released.get((file.path, now.version))
            newest = NewestFile(file.title, file.path, now.version)
            same = right.get(now.version)
            right[now.version] = CopyVersion(
                version=now.version,
                titles=(*(same.titles if same else ()), file.title),
                released=day(released) if released else "",
                is_right=True,
                newest=(*(same.newest if same else ()), newest),
            )
        older = self._older.get(publication.record.id, {})
        return (*right.values(), *(copy for copy in older.values() if copy.version not in right))

    def _is_hidden(self, change: CopyChange) -> bool:
        """Return whether a copy said what only staff may see now."""
        words = words_of(change.before)
        return any(hidden in words for hidden in self._hidden)


def _changes(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[CopyChange, ...]:
    """Return the paragraphs that differ, in the order of the print; one that only moved is no change."""
    was, now = set(before), set(after)
    changes: list[CopyChange] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone = [one for one in before[start:end] if one not in now]
        new = [one for one in after[new_start:new_end] if one not in was]
        if len(gone) == len(new):
            changes += map(CopyChange, gone, new)
        else:
            changes += [CopyChange(one, "") for one in gone]
            changes += [CopyChange("", one) for one in new]
    return tuple(dict.fromkeys(changes))
