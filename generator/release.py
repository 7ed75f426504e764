"""Record a version that is published: what it said, at which addresses, and what changed since the one before."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.build import print_jobs
from generator.disk import replace_file
from generator.linking.knowledge_base import KnowledgeBase
from generator.loading.releases_file import RELEASES_FILE, RELEASES_FOLDER, with_release
from generator.model.manifest import MANIFEST_VERSION, Manifest, ReleasedPrint
from generator.model.releases import Release
from generator.model.vocabulary import Edition
from generator.rendering.artefacts import PrintFacts
from generator.rendering.exports.changes import changes_text, snapshot_export
from generator.rendering.pages.pages import render_page
from generator.rendering.prints.jobs import print_version
from generator.rendering.prints.paragraphs import paragraphs
from generator.views.keeping.changes import diff_snapshots
from generator.views.site import view
from generator.words.dates import day
from generator.words.text import NO_BREAK


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A version that is to be recorded, and the files that say so, by their paths in the project."""

    name: str
    title: str
    files: dict[str, bytes]
    summary: tuple[str, ...]
    """What changed, in a few lines."""


def new_release(project: Path, base: KnowledgeBase, today: date) -> NewRelease | str | None:
    """Return the release to record of the public edition ``base``, or None if nothing has changed since the last.

    Return a message if it cannot be added to ``data/releases.yml``. Nothing is written.
    """
    manifest = manifest_of(base)
    last = next((one for one in base.versions if one.release), None)
    if last and last.manifest and _says_the_same(last.manifest, manifest):
        return None
    name = _free_name(base, today)
    number = name.removeprefix(today.isoformat())
    title = f"the version of {day(today).replace(NO_BREAK, ' ')}" + (f", number {number[1:]}" if number else "")
    fields = {
        "id": f"release-{name}",
        "title": title,
        "published_on": today.isoformat(),
        "snapshot": f"{name}.json.gz",
        "manifest": f"{name}.manifest.json.gz",
    }
    release = Release.model_validate(fields)
    listed = with_release(project, release)
    if isinstance(listed, str):
        return listed
    summary = tuple(_summary(manifest, last.manifest if last else None))
    report = _report(title, base, manifest)
    snapshot = snapshot_export(base.snapshot, Edition.PUBLIC).content
    files = {
        f"{RELEASES_FOLDER}/{release.snapshot}": _packed(snapshot),
        f"{RELEASES_FOLDER}/{release.manifest}": _packed(_json(manifest)),
        f"{RELEASES_FOLDER}/{name}.changes.txt": report.encode(),
        RELEASES_FILE: listed,
    }
    return NewRelease(name, title, files, summary)


def _says_the_same(before: Manifest, now: Manifest) -> bool:
    """Return whether two releases would say the same. The pages on versions, which a release adds, do not count."""
    return (before.pages, before.prints, before.words) == (now.pages, now.prints, now.words)


def manifest_of(base: KnowledgeBase) -> Manifest:
    """Return the manifest of the public edition as it is now."""
    site = view(base)
    jobs = print_jobs(site.prints, site, base)
    facts = {job.path: PrintFacts(0, 0, job.version) for job in jobs}
    pages = (page for page in site.pages if not page.moved_to and not page.is_of_versions)
    places: dict[str, int] = {}
    prints = {}
    for job, print_view in zip(jobs, site.prints, strict=True):
        words = tuple(places.setdefault(text, len(places)) for text in paragraphs(job))
        prints[job.path] = ReleasedPrint(
            owner=site.owners[job.path], title=print_view.document_title, version=job.version, words=words
        )
    return Manifest(
        schema_version=MANIFEST_VERSION,
        addresses=site.owners,
        pages={page.path: print_version(render_page(page, site, facts).markdown) for page in pages},
        prints=dict(sorted(prints.items())),
        words=tuple(places),
    )


@contextmanager
def recorded(project: Path, release: NewRelease) -> Iterator[Callable[[], None]]:
    """Write the files of a release. If what follows fails, or calls the function that is yielded, undo it."""
    before = {path: _content(project / path) for path in release.files}

    def undo() -> None:
        for path, content in before.items():
            if content is None:
                (project / path).unlink(missing_ok=True)
            else:
                replace_file(project / path, content)

    try:
        for path, content in release.files.items():
            (project / path).parent.mkdir(exist_ok=True)
            replace_file(project / path, content)
        yield undo
    except BaseException:
        undo()
        raise


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def checksums(folder: Path) -> str:
    """Return the SHA-256 of every file of a published folder, in the form that ``sha256sum --check`` reads."""
    paths = sorted((path for path in folder.rglob("*") if path.is_file()), key=Path.as_posix)
    return "".join(f"{sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n" for one in paths)


def _free_name(base: KnowledgeBase, today: date) -> str:
    taken = {version.release.id for version in base.versions if version.release}
    names = (today.isoformat() + (f"-{n}" if n > 1 else "") for n in range(1, len(taken) + 2))
    return next(name for name in names if f"release-{name}" not in taken)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _json(manifest: Manifest) -> bytes:
    return json.dumps(manifest.json_fields(), ensure_ascii=False, separators=(",", ":")).encode()


def _report(title: str, base: KnowledgeBase, manifest: Manifest) -> str:
    """Return what changed since the last release, for people: records, then files to print and pages."""
    last = next((one for one in base.versions if one.release), None)
    if last is None:
        return f"{title[0].upper()}{title[1:]} is the first.\n"
    assert last.release
    changes = diff_snapshots(last.snapshot, base.versions[0].snapshot)
    lines = [f"Changes in {title} since {last.release.title}\n", changes_text(changes, last.release.title).rstrip(), ""]
    if last.manifest:
        prints = {path: one.version for path, one in manifest.prints.items()}
        before = {path: one.version for path, one in last.manifest.prints.items()}
        lines += _differences("Files to print", before, prints)
        lines += _differences("Pages", last.manifest.pages, manifest.pages)
    return "\n".join(lines).rstrip() + "\n"


def _differences(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    changed = sorted(path for path in before.keys() & after.keys() if before[path] != after[path])
    groups = (("changed", changed), ("new", sorted(after.keys() - before)), ("gone", sorted(before.keys() - after)))
    for word, paths in groups:
        if paths:
            yield f"{what}, {word}: {len(paths)}"
            yield from (f"  {path}" for path in paths)
            yield ""


def _summary(manifest: Manifest, last: Manifest | None) -> Iterator[str]:
    yield f"{len(manifest.pages)} pages, {len(manifest.prints)} files to print, {len(manifest.addresses)} addresses."
    if last:
        prints = sum(one != last.prints.get(path) for path, one in manifest.prints.items())
        pages = sum(one != last.pages.get(path) for path, one in manifest.pages.items())
        yield f"Changed or new since the last release: {pages} pages and {prints} files to print."
