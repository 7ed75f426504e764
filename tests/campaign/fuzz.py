"""Read random files as an author's: each ends in records or in problems with a place, soon, and never in a traceback.

A round is one input. Most are one file, read by itself; one in ten is a file in a whole project that is checked, and
one in a thousand is built without prints. Others are published versions, archives of git, refs and files to put right.
"""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import resource
import shutil
import signal
import tarfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from generator.build import build_site, check
from generator.diagnostics import Code, Diagnostic, Severity
from generator.fix import propose
from generator.linking.history.snapshot import snapshot_from_json
from generator.loading.files import read_text
from generator.loading.history import extract_archive, extract_commit, snapshot_of
from generator.loading.prose import read_page
from generator.loading.records import read_record
from generator.loading.site_settings import read_site_settings
from generator.loading.yaml_values import compose
from generator.views.keeping.changes import diff_snapshots
from tests.campaign.campaigns import Budget, Outcome
from tests.campaign.fuzz_inputs import HOSTILE, LOAMSHIRE, Source, damaged, generated, mutated, smaller, sources

TODAY = date(2026, 11, 21)
SECONDS = 5
"""Of the processor, after which an input counts as a hang."""
MEGABYTES = 500
"""How much more memory one input may take."""
_STUCK_SECONDS = 90
"""Of the clock, after which a process that does not answer is stopped: signals do not end what runs in C."""
_BATCH = 250


class HangError(BaseException):
    """An input takes too long."""


@dataclass(slots=True)
class _Work:
    """What the rounds of one process need, and what they found."""

    folder: Path
    seed: int
    files: list[Source]
    one_file: Path
    project: Path
    counts: dict[str, int] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)
    slowest: float = 0


def run(budget: Budget) -> Outcome:
    """Try inputs until the budget is over."""
    counts: dict[str, int] = {}
    findings: dict[str, str] = {}
    slowest, rounds, memory = 0.0, 0, 0
    with TemporaryDirectory() as name:
        files = sources()
        while budget.allows(rounds):
            size = min(_BATCH, budget.rounds - rounds) if budget.rounds is not None else _BATCH
            batch = _batch(Path(name), files, budget.seed, range(rounds, rounds + size))
            rounds += size
            for what, count in batch["counts"].items():
                counts[what] = counts.get(what, 0) + count
            for key, finding in batch["findings"].items():
                findings.setdefault(key, finding)
            slowest, memory = max(slowest, batch["slowest"]), max(memory, batch["memory"])
    measures = {"slowest input": f"{slowest:.1f} s of the processor", "most memory of a batch": f"{memory} MB more"}
    return Outcome({"inputs": rounds, **dict(sorted(counts.items()))}, tuple(findings.values()), measures)


def _batch(folder: Path, files: list[Source], seed: int, rounds: range) -> dict[str, Any]:
    """Return what a process of its own counted and found in these rounds."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    current = context.Value("i", rounds.start)
    process = context.Process(target=_rounds, args=(folder, files, seed, rounds, current, theirs))
    process.start()
    theirs.close()
    last, since = -1, time.monotonic()
    while not ours.poll(1):
        if current.value != last:
            last, since = current.value, time.monotonic()
        elif time.monotonic() - since > _STUCK_SECONDS:
            process.kill()
            break
    try:
        result: dict[str, Any] = ours.recv()
    except EOFError:
        text = f"seed {seed}, input {current.value}: the process ended, or did nothing for {_STUCK_SECONDS} s"
        result = {"counts": {}, "findings": {text: text}, "slowest": float(_STUCK_SECONDS), "memory": 0}
    process.join()
    return result


def _rounds(folder: Path, files: list[Source], seed: int, rounds: range, current: Any, answer: Connection) -> None:
    work = _Work(folder, seed, files, folder / "one", folder / "project")
    for path in (work.one_file, work.project):
        shutil.rmtree(path, ignore_errors=True)
    (work.one_file / "content").mkdir(parents=True)
    (work.one_file / "data/staff").mkdir(parents=True)
    shutil.copytree(LOAMSHIRE, work.project, ignore=shutil.ignore_patterns("build"))
    start = _memory()
    for n in rounds:
        current.value = n
        _round(n, work)
    memory = _memory() - start
    result = {"counts": work.counts, "findings": work.findings, "slowest": work.slowest, "memory": memory}
    answer.send(result)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@contextmanager
def _limited() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise HangError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _round(n: int, work: _Work) -> None:
    random = Random(f"{work.seed} {n}")
    source = random.choice(work.files)
    make = generated if random.random() < 0.4 else mutated
    content = generated(source, random) if make is generated else mutated(source, work.files, random)
    attempt, what = _attempt(n, source, random, work)
    work.counts[what] = work.counts.get(what, 0) + 1
    memory, start = _memory(), time.process_time()
    key, finding = _outcome(attempt, content)
    work.slowest = max(work.slowest, time.process_time() - start)
    if not key and _memory() - memory > MEGABYTES:
        key, finding = f"memory {what}", f"{_memory() - memory} MB more"
    if key and key not in work.findings:
        least = smaller(content, lambda one: _outcome(attempt, one)[0] == key, 0 if "hang" in key else 150)
        work.findings[key] = f"seed {work.seed}, input {n}, {what}, {source.path}: {finding}\n{least[:600]!r}"


def _outcome(attempt: Callable[[bytes], Iterable[str]], content: bytes) -> tuple[str, str]:
    """Return what is wrong with the reading of ``content``: a key, the same for the same fault, and the words."""
    try:
        with _limited():
            fault = next(iter(attempt(content)), "")
        return fault.partition(":")[0], fault
    except HangError:
        place = traceback.format_exc().strip().split("\n")[-3:]
        return f"hang {place[0]}", f"more than {SECONDS} s: {' '.join(place)}"
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "generator" in f.filename]
        last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return f"{type(error).__name__} {last}", f"{type(error).__name__} at {last}: {str(error)[:200]}"


def _attempt(n: int, source: Source, random: Random, work: _Work) -> tuple[Callable[[bytes], Iterable[str]], str]:
    """Return how the input of a round is read, and the name of what it is, in the plural."""
    if n % 1000 == 999:
        return lambda content: _built(content, source, work), "built"
    if n % 10 == 0:
        return lambda content: _checked(content, source, work), "checked in a project"
    if n % 25 == 3:
        damage = random.getrandbits(64)
        return lambda content: _version(content, Random(damage), work), "published versions and archives"
    if n % 20 == 7:
        return lambda content: _put_right(content, source, work), "put right"
    if n % 500 == 11:
        ref = random.choice(HOSTILE)
        return lambda _: _ref(ref, work), "refs of git"
    return lambda content: _read_alone(content, source, work), "read alone"


def _read_alone(content: bytes, source: Source, work: _Work) -> Iterator[str]:
    yield from _place_faults(_problems_alone(content, source, work), content, source.path)


def _problems_alone(content: bytes, source: Source, work: _Work) -> tuple[Diagnostic, ...]:
    name = "page.md" if source.path.endswith(".md") else Path(source.path).name
    path = f"content/{name}" if name.endswith(".md") else name if name == "mkdocs.yml" else f"data/{name}"
    (work.one_file / path).write_bytes(content)
    if name.endswith(".md"):
        return _named(read_page(work.one_file, path)[1], path, source.path)
    if name == "mkdocs.yml":
        return read_site_settings(work.one_file)[1]
    text, problems = read_text(work.one_file, path)
    if text is not None:
        value, places, more = compose(path, text)
        problems += more
        if value is not None:
            problems += read_record(source.model, value, places)[1]
    return _named(problems, path, source.path)


def _named(problems: Iterable[Diagnostic], path: str, real: str) -> tuple[Diagnostic, ...]:
    return tuple(problem for problem in problems if problem.span.path in {path, real})


def _place_faults(
    problems: Iterable[Diagnostic], content: bytes, path: str, project: Path | None = None
) -> Iterator[str]:
    """Yield what is wrong with problems: no place in the file, no words, no hint, or words over several lines."""
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        span = problem.span
        if not problem.message or ("\n" in problem.message + problem.hint and "`" not in problem.hint):
            yield f"words {problem.code.slug}: {problem!r}"
        if problem.severity is Severity.ERROR and not problem.hint:
            yield f"no hint {problem.code.slug} {problem.message[:30]}: {problem!r}"
        if span.path.endswith(Path(path).name) and not project:
            if not 1 <= span.line <= len(lines) + 1:
                yield f"line {problem.code.slug}: {problem!r} of {len(lines)} lines"
            elif not 1 <= span.column <= len([*lines, ""][span.line - 1]) + 2:
                yield f"column {problem.code.slug}: {problem!r}"
        str(problem).encode()


@contextmanager
def _placed(content: bytes, source: Source, work: _Work) -> Iterator[Path]:
    """Put a file into the project, and afterwards the file that was there."""
    path = work.project / (source.path if not source.path.endswith(".md") else f"content/{Path(source.path).name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(content)
    try:
        yield path
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def _checked(content: bytes, source: Source, work: _Work) -> Iterator[str]:
    with _placed(content, source, work) as path:
        problems = check(work.project, TODAY)[1]
        name = path.relative_to(work.project).as_posix()
        yield from _place_faults((p for p in problems if p.span.path == name), content, name)
        yield from _place_faults(problems, content, name, work.project)
        if len(content) % 4 == 0 and check(work.project, TODAY)[1] != problems:
            yield "twice: a second check has other problems"


def _built(content: bytes, source: Source, work: _Work) -> Iterator[str]:
    with _placed(content, source, work):
        signal.setitimer(signal.ITIMER_PROF, 10 * SECONDS)
        site = build_site(work.project, today=TODAY, with_prints=False)
        if not site.pages and not site.diagnostics:
            yield "built: neither pages nor problems"


def _put_right(content: bytes, source: Source, work: _Work) -> Iterator[str]:
    root = work.folder / "fix"
    shutil.rmtree(root, ignore_errors=True)
    path = root / (source.path if not source.path.endswith(".md") else "content/page.md")
    (root / "content").mkdir(parents=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    before = _problems_alone(content, source, work)
    for change in propose(root):
        if (root / change.path).read_bytes() != change.before:
            yield "fix: the old content is not that of the file"
        (root / change.path).write_bytes(change.after)
        after = _problems_alone(change.after, source, work)
        is_read = not any(
            p.code in {Code.YAML_SYNTAX, Code.YAML_ALIAS, Code.DUPLICATE_KEY, Code.LOST_TEXT} for p in before
        )
        errors = [sum(p.severity is Severity.ERROR for p in problems) for problems in (before, after)]
        if is_read and errors[1] > errors[0] and not any(p.code is Code.WRONG_TYPE for p in before):
            yield f"fix has more errors: {errors} {after[:3]}"
        if propose(root):
            yield "fix again: a second fix changes more"


def _snapshot() -> bytes:
    fields = {"title": "A", "deadline": {"within": 1, "unit": "hour", "from": "report-received"}, "text": ["a", "b"]}
    records = {f"r{n}": {"kind": "promise", "title": "A", "fields": fields, "fingerprint": "0"} for n in range(5)}
    return json.dumps({"schema_version": 1, "as_of": "2026-11-01", "records": records}).encode()


def _version(content: bytes, random: Random, work: _Work) -> Iterator[str]:
    original = _snapshot()
    packed = random.random() < 0.3
    data = damaged(original, random)
    data = damaged(gzip.compress(data, mtime=0), random) if packed and random.random() < 0.5 else data
    exported = snapshot_of("a.json.gz" if packed else "a.json", data)
    if isinstance(exported, str):
        if "\n" in exported or not exported.endswith("build"):
            yield f"version: {exported}"
    else:
        good = snapshot_of("a.json", original)
        assert not isinstance(good, str)
        for change in diff_snapshots(snapshot_from_json(exported.records), snapshot_from_json(good.records)):
            f"{change.before}{change.after}".encode()
    into = work.folder / "archive"
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    packed_files = io.BytesIO()
    with tarfile.open(fileobj=packed_files, mode="w") as files:
        member = tarfile.TarInfo(random.choice(("data/a.yml", "../a", "/a", "data/\n", "a" * 90)))
        member.size = min(len(content), 1000)
        member.type = random.choice((tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.FIFOTYPE))
        files.addfile(member, io.BytesIO(content))
    packed_files.seek(0)
    with tarfile.open(fileobj=packed_files) as files:
        extract_archive(files, into)
    if [path.name for path in into.parent.iterdir() if path.name in {"a", "..a"}]:
        yield "archive: a file lies outside"


def _ref(ref: str, work: _Work) -> Iterator[str]:
    message = extract_commit(work.project, ref, work.folder / "archive")
    if not message or "Traceback" in message:
        yield f"ref: {ref!r} gives {message!r}"
