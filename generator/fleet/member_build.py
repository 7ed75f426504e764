"""What a worker does for one partnership: fetch it, check it, build it, and put the site into the store."""

from __future__ import annotations

import gc
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from distributed import get_worker

from generator.cache import Cache
from generator.diagnostics import Code, Diagnostic, Span, from_dicts, to_dicts
from generator.fleet.fetch import FetchError, fetch
from generator.fleet.store import Store
from generator.model.fleets import FleetMember
from generator.model.vocabulary import Edition
from generator.progress import ReuseCount
from generator.publishing.fingerprints import input_fingerprint, input_state
from generator.workers import PROCESSES

_SITES = "sites"
"""The kind of the entries that say which site the files of a project give."""


@dataclass(frozen=True, slots=True)
class Order:
    """One partnership to build."""

    member: FleetMember
    today: date
    store: str
    processes: int
    """The most processes that files to print are made in."""
    topic: str
    """Under what the worker tells that it has begun."""
    hand_over: bool = False
    """Whether every file is made anew and handed over with the report, because the store did not give one back."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one partnership."""

    diagnostics: tuple[Diagnostic, ...]
    manifest: str = ""
    """The SHA-256 of the list of the site's files; empty if the build failed."""
    page_count: int = 0
    prints: ReuseCount = field(default_factory=ReuseCount)
    is_searched: bool = True
    """False if there is nothing that a public edition could be searched for, and the partnership does not say so."""
    store_fault: str = ""
    handed_over: dict[str, bytes] = field(default_factory=dict, repr=False)
    """What the store did not take, by its SHA-256."""


def build_member(order: Order) -> Report:
    """Build one partnership and return its report. This runs in a worker of Dask."""
    gc.set_threshold(100_000, 50, 1000)
    worker = get_worker()
    worker.log_event(order.topic, order.member.name)
    os.environ[PROCESSES] = str(order.processes)
    store = Store(order.store)
    own = Path(worker.local_directory) / "kb"
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=own, ignore_cleanup_errors=True) as scratch:
        project, problem = _project(order.member, Path(scratch))
        report = problem or _build(project, order, store, Path(scratch), Cache(own / "cache", store))
    return replace(report, store_fault=store.fault)


def _project(member: FleetMember, scratch: Path) -> tuple[Path, Report | None]:
    """Return the folder of the project, and the report if it cannot be had."""
    if member.folder:
        if Path(member.folder).is_dir():
            return Path(member.folder), None
        message = f"the worker sees no folder {member.folder}"
        hint = "put it on a disk that every worker has, or name a repository with `git:` and `ref:`"
        return Path(), Report((Diagnostic(Span(member.name), Code.MISSING_FILE, message, hint),))
    project = scratch / "project"
    project.mkdir()
    try:
        fetch(member.git or "", member.ref or "", project)
    except FetchError as error:
        message = f"{member.git} could not be fetched at {member.ref}: {error}"
        hint = "look at `git:` and `ref:` in the fleet's file, and whether git can fetch it on this machine"
        return project, Report((Diagnostic(Span(member.name), Code.UNREADABLE_FILE, message, hint),))
    return project, None


def _build(project: Path, order: Order, store: Store, scratch: Path, cache: Cache) -> Report:
    """Return the report on a site, which comes from the store if no input has changed since it was built."""
    member = order.member
    options = (_SITES, order.today.isoformat(), member.edition.value, str(member.pdf), str(member.without_staff))
    inputs = input_fingerprint(project, *options, with_templates=True)
    if inputs and not order.hand_over and (known := _known(store.get_entry(_SITES, inputs))):
        return known
    state = input_state(project)
    from generator.publishing.publish import publish

    published = publish(
        project,
        today=order.today,
        edition=member.edition,
        with_prints=member.pdf,
        needs_staff_records=member.edition is Edition.PUBLIC and not member.without_staff,
        output=os.fspath(scratch / "build"),
        cache=cache,
    )
    if published.folder is None:
        return Report(published.diagnostics)
    site = published.site
    files = {path: store.put_blob(content) for path, content in _files(published.folder)}
    manifest = json.dumps(files, sort_keys=True).encode()
    store.put_blob(manifest)
    handed_over = {}
    # A store that broke away in the middle has an unknown part of the files, so all of them go with the report.
    if store.fault or order.hand_over:
        contents = (manifest, *(content for _, content in _files(published.folder)))
        handed_over = {sha256(content).hexdigest(): content for content in contents}
    report = Report(
        diagnostics=published.diagnostics,
        manifest=sha256(manifest).hexdigest(),
        page_count=published.page_count,
        prints=site.print_count,
        is_searched=member.edition is not Edition.PUBLIC or bool(site.staff_values) or not site.expects_staff_records,
        handed_over=handed_over,
    )
    # A file saved during the build may or may not be in the site, which is then nobody else's.
    unchanged = input_fingerprint(project, *options, with_templates=True) == inputs and input_state(project) == state
    if inputs and published.is_cacheable and unchanged:
        store.put_entry(_SITES, inputs, _entry(report))
    return report


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every file below a folder, sorted."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _entry(report: Report) -> bytes:
    fields = {
        "diagnostics": to_dicts(report.diagnostics),
        "manifest": report.manifest,
        "pages": report.page_count,
        "prints": report.prints.total,
        "is_searched": report.is_searched,
    }
    return json.dumps(fields, sort_keys=True).encode()


def _known(entry: bytes | None) -> Report | None:
    """Return the report of an entry, in which everything counts as reused; None if there is none that can be read."""
    try:
        fields = json.loads(entry or b"")
        return Report(
            from_dicts(fields["diagnostics"]),
            str(fields["manifest"]),
            int(fields["pages"]),
            ReuseCount(0, int(fields["prints"])),
            bool(fields["is_searched"]),
        )
    except (ValueError, TypeError, KeyError):
        return None  # the entry is whole, but another program wrote it
