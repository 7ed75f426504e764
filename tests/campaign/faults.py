"""Faults of the machine: kills, full disks, missing permissions, damaged caches, links, clocks, two builds at once.

A round changes the words of a small project and builds it while one fault strikes. Then the published site must be
wholly the old or wholly the new one, nothing outside ``build/`` may have changed, and nothing of a traceback may have
been printed. After that, a build without a fault must give the same bytes as a clean build, and leave nothing behind.

Each build is a child of this process, which has imported everything, so that a round takes a second or two. The same
seed gives the same faults; a kill at a moment strikes at another place on a faster machine, one at an operation of the
disk does not.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.build_folder import MARKER
from generator.cli import main
from generator.disk import is_file
from tests.campaign.campaigns import Budget, Outcome

LOAMSHIRE = Path(__file__).parents[1] / "projects" / "loamshire"
TODAY = "2026-11-21"
PATIENCE = 90
"""Seconds after which a build that has not ended never will."""
_DAMAGED_PLACES = ("build/.cache", "build/docs")
_LINKED_PLACES = (
    "build",
    "build/public",
    "build/docs",
    "build/docs/public",
    "build/docs/public/docs",
    "build/.cache",
    "build/.building-public",
)
_DISK_EVENTS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "os.utime"}
_SWAP_EVENT = "ctypes.dlsym"
"""Raised right before the new folder takes the place of the old one."""
_CAPABILITIES = range(8)
"""Those by which root may do what file permissions forbid."""


@dataclass(frozen=True, slots=True)
class Built:
    """How a build in a child process ended."""

    code: int | None
    """Its exit code; None if it was killed."""
    output: str
    seconds: float
    hung: bool = False


@dataclass
class Arena:
    """A project that faults strike, what its site may be, and what lies around it."""

    folder: Path
    random: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    longest: float = 0.0
    seconds: float = 1.0
    """How long a build without a fault takes."""
    operations: int = 500
    """How many operations of the disk a build has."""
    sites: dict[str, str] = field(default_factory=dict)
    """The digest of the clean site of each version."""
    version: str = "old"

    @property
    def project(self) -> Path:
        return self.folder / "project"

    @property
    def build(self) -> Path:
        return self.project / "build"

    @property
    def canary(self) -> Path:
        """A folder beside the project, with names that a build uses too."""
        return self.folder / "outside"

    def write(self, version: str) -> None:
        """Put the words of a version into the project."""
        self.version = version
        _write_version(self.project, version)

    def site(self) -> str | None:
        """Return the version of the published site, ``"mixed"``, or None if there is none."""
        public = self.build / "public"
        if not public.is_dir():
            return None
        digest = digest_of(public)
        return next((version for version, one in self.sites.items() if one == digest), "mixed")


def run(budget: Budget) -> Outcome:
    """Strike as often as the budget allows. A round is one fault, and the build after it."""
    with TemporaryDirectory(prefix="faults-") as folder:
        arena = Arena(Path(folder), random.Random(budget.seed))
        _prepare(arena)
        rounds = 0
        while budget.allows(rounds):
            rounds += 1
            kind = _FIRST[rounds - 1] if rounds <= len(_FIRST) else arena.random.choices(*_WEIGHTS)[0]
            before = len(arena.findings)
            _round(arena, kind)
            for number in range(before, len(arena.findings)):
                arena.findings[number] += f" (seed {budget.seed}, round {rounds}: {kind.__name__})"
        measures = {"longest build": f"{arena.longest:.1f} s"}
        return Outcome(dict(arena.counts), tuple(arena.findings), measures)


def _prepare(arena: Arena) -> None:
    """Build both versions in folders of their own, for their digests, and the old one in the project."""
    for name in ("index.html", "public/index.html", "docs/index.md", "pages/ab/old", "last-pruned"):
        path = arena.canary / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"the user's own {name}")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    for version in ("old", "new"):
        clean = _copy(arena.folder / version)
        _write_version(clean, version)
        built = _in_child(clean, arena, warm=True)
        if built.code != 0:
            raise RuntimeError(f"the clean build failed:\n{built.output}")
        arena.sites[version] = digest_of(clean / "build" / "public")
    _copy(arena.project)
    arena.write("old")
    _calm_build(arena, "the first build")
    arena.write("new")
    events = arena.folder / "events"
    started = time.monotonic()
    _in_child(arena.project, arena, before=lambda: _count_operations(events))
    arena.seconds = time.monotonic() - started
    arena.operations = max(100, int(events.read_text() or 0))


def _round(arena: Arena, kind: Callable[[Arena], None]) -> None:
    arena.write("old" if arena.version == "new" else "new")
    outside = state_of(arena.canary)
    inputs = {name: digest_of(arena.project / name) for name in ("data", "content")}
    kind(arena)
    if state_of(arena.canary) != outside:
        arena.findings.append("something outside the project changed")
    for name, before in inputs.items():
        if digest_of(arena.project / name) != before:
            arena.findings.append(f"something in {name}/ changed")


# --- the faults


def a_kill_at_a_moment(arena: Arena) -> None:
    """Kill the build after a random time, from its start to its end."""
    before = arena.site()
    delay = arena.random.uniform(0, 1.1 * arena.seconds)
    built = _in_child(arena.project, arena, kill_after=delay)
    _check(arena, built, before, killed=True)
    _after_kill(arena, built)


def a_kill_at_an_operation(arena: Arena) -> None:
    """Kill the build right before one of its operations of the disk."""
    before, number = arena.site(), arena.random.randint(1, arena.operations)
    built = _in_child(arena.project, arena, before=lambda: _kill_at(number))
    _check(arena, built, before, killed=True)
    _after_kill(arena, built)


def a_kill_at_the_swap(arena: Arena) -> None:
    """Kill the build right before the new site takes the place of the old one, or a few operations later."""
    before, number = arena.site(), arena.random.randint(0, 60)
    built = _in_child(arena.project, arena, before=lambda: _kill_at(number, from_swap=True))
    _check(arena, built, before, killed=True)
    _after_kill(arena, built)


def _after_kill(arena: Arena, built: Built) -> None:
    """Count the kill, unless the build was done before it, and build again after most."""
    arena.counts["kills" if built.code is None else "builds done before the kill"] += 1
    if arena.random.random() < 0.6:
        _calm_build(arena, "the build after a kill")


def a_full_disk(arena: Arena) -> None:
    """Build on a small disk that runs full; where none can be mounted, with a limit for the size of a file."""
    if not _can_mount(arena):
        _a_file_size_limit(arena)
        return
    aside = arena.project / "build-aside"
    arena.build.rename(aside)
    arena.build.mkdir()
    has_site, few_files = arena.random.random() < 0.7, arena.random.random() < 0.15
    limit = f"nr_inodes={arena.random.randint(260 if has_site else 5, 1500)}" if few_files else ""
    size = "64m" if few_files else f"{arena.random.randint(7_200 if has_site else 200, 12_000)}k"
    try:
        with _mounted(arena.build, ",".join(filter(None, (f"size={size}", limit)))):
            if has_site:
                _copy_site(arena, aside)
            before = arena.site()
            built = _in_child(arena.project, arena)
            _check(arena, built, before)
            arena.counts["full disks" if built.code else "disks with just enough room"] += 1
            if built.code and "disk-full" not in built.output:
                arena.findings.append(f"a full disk is not called that: {built.output[-300:]!r}")
            subprocess.run(["mount", "-o", "remount,size=128m,nr_inodes=20000", arena.build], check=True)
            _calm_build(arena, "the build with room again")
    finally:
        arena.build.rmdir()
        aside.rename(arena.build)


def _a_file_size_limit(arena: Arena) -> None:
    before, limit = arena.site(), arena.random.randint(0, 80_000)

    def restrict() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    _check(arena, _in_child(arena.project, arena, before=restrict), before)
    arena.counts["limits of file size"] += 1
    _calm_build(arena, "the build without a limit")


def missing_permissions(arena: Arena) -> None:
    """Take the right to write or read some folders and files of ``build/`` away."""
    before = arena.site()
    paths = [arena.build, *_sample(arena, arena.build, 400)]
    main_folders = [arena.build / name for name in ("", "public", "docs", "docs/public/docs", ".cache")]
    chosen = [
        arena.random.choice(main_folders),
        *arena.random.sample(paths, min(len(paths), arena.random.randint(0, 5))),
    ]
    modes = {path: path.lstat().st_mode for path in dict.fromkeys(chosen) if not path.is_symlink()}
    try:
        for path in sorted(modes, reverse=True):
            path.chmod(arena.random.choice((0o000, 0o444, 0o555)))
        built = _in_child(arena.project, arena, before=_drop_capabilities)
    finally:
        for path, mode in sorted(modes.items()):
            with suppress(FileNotFoundError):
                path.chmod(stat.S_IMODE(mode))
    _check(arena, built, before)
    arena.counts["missing permissions"] += 1
    _calm_build(arena, "the build with permissions")


def a_damaged_cache(arena: Arena) -> None:
    """Damage some files of the cache or the tree: cut off, changed, exchanged, or something else in their place."""
    before = arena.site()
    for place in _DAMAGED_PLACES:
        files = [path for path in _sample(arena, arena.project / place, 4000) if path.is_file()]
        for path in arena.random.sample(files, min(len(files), arena.random.randint(1, 40))):
            _damage(arena, path, files)
    _check(arena, _in_child(arena.project, arena), before, must_succeed=True)
    arena.counts["damaged caches"] += 1
    _calm_build(arena, "the build after a damaged cache")


def links_in_the_way(arena: Arena) -> None:
    """Put a link out of the project in place of a folder or a file that a build uses."""
    place = arena.random.choice(_LINKED_PLACES)
    path, aside = arena.project / place, arena.project / "aside"
    before = arena.site()
    existed = os.path.lexists(path)
    if existed:
        path.rename(aside)
    targets = (arena.canary, Path("/"), arena.folder / "old" / "build" / "public", Path("nothing"), Path(path.name))
    path.symlink_to(arena.random.choice(targets))
    built = _in_child(arena.project, arena)
    path.unlink()
    if existed:
        aside.rename(path)
    _check(arena, built, before)
    if built.code != 1 or "build-folder" not in built.output:
        arena.findings.append(f"a link at {place} was not refused: {built.output[-300:]!r}")
    arena.counts["links"] += 1
    _calm_build(arena, "the build without the link")


def a_wrong_clock(arena: Arena) -> None:
    """Set the times of all files of the project forwards or backwards, as a clock that jumps does."""
    before = arena.site()
    jump = arena.random.choice((-20, -1, 1, 20)) * arena.random.uniform(0.1, 365) * 86_400
    for path in (arena.project, *arena.project.rglob("*")):
        times = path.lstat().st_mtime + jump
        if arena.random.random() < 0.9:
            os.utime(path, (max(0, times), max(0, times)), follow_symlinks=False)
    _check(arena, _in_child(arena.project, arena), before, must_succeed=True)
    arena.counts["wrong clocks"] += 1
    _calm_build(arena, "the build after a wrong clock")


def two_builds_at_once(arena: Arena) -> None:
    """Start two builds; kill one of them in half of the rounds."""
    before = arena.site()
    other = _fork(arena.project, arena.folder / "other.log")
    if arena.random.random() < 0.5:
        delay = arena.random.uniform(0, arena.seconds)
        built = _in_child(arena.project, arena, at=(delay, lambda: os.kill(other, signal.SIGKILL)))
    else:
        built = _in_child(arena.project, arena)
    end = time.monotonic() + PATIENCE
    while not os.waitpid(other, os.WNOHANG)[0]:
        if time.monotonic() > end:
            os.kill(other, signal.SIGKILL)
            arena.findings.append("one of two builds hung")
        time.sleep(0.01)
    _check(arena, built, before, must_succeed=True)
    arena.counts["builds at once"] += 1
    _calm_build(arena, "the build after two")


def a_deleted_folder(arena: Arena) -> None:
    """Delete a folder of ``build/`` while a build writes to it."""
    before = arena.site()
    name = arena.random.choice(("", "docs", "docs/public/docs", ".cache", ".staging"))
    delay = arena.random.uniform(0, arena.seconds)

    def delete() -> None:
        folders = arena.build.glob(".staging-*") if name == ".staging" else (arena.build / name,)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    built = _in_child(arena.project, arena, at=(delay, delete))
    if name:
        _check(arena, built, before)
    else:
        _check_output(arena, built)
    arena.counts["deleted folders"] += 1
    _calm_build(arena, "the build after a deleted folder")


_KINDS = {
    a_kill_at_a_moment: 18,
    a_kill_at_an_operation: 22,
    a_kill_at_the_swap: 10,
    a_full_disk: 44,
    missing_permissions: 5,
    a_damaged_cache: 6,
    links_in_the_way: 5,
    a_wrong_clock: 2,
    two_builds_at_once: 3,
    a_deleted_folder: 4,
}
_FIRST = tuple(_KINDS)
"""The first rounds are one of each kind."""
_WEIGHTS = (tuple(_KINDS), tuple(_KINDS.values()))


# --- what must hold after a fault


def _check(arena: Arena, built: Built, before: str | None, *, killed: bool = False, must_succeed: bool = False) -> None:
    """Note what is wrong with the site and the output of a build that a fault struck."""
    _check_output(arena, built)
    site = arena.site()
    if site not in {before, arena.version}:
        arena.findings.append(f"the site is {site}; it was {before} before the fault")
    if built.code == 0 and site != arena.version:
        arena.findings.append(f"the build ended well, but the site is {site}")
    if built.code not in {0, 1, 2} and not killed:
        arena.findings.append(f"the build ended with {built.code}")
    if must_succeed and built.code != 0:
        arena.findings.append(f"the build failed: {built.output[-600:]!r}")


def _check_output(arena: Arena, built: Built) -> None:
    if "Traceback" in built.output or "Error:" in built.output:
        arena.findings.append(f"a traceback: {built.output[-900:]!r}")
    if built.hung:
        arena.findings.append(f"the build did not end in {PATIENCE} s")


def _calm_build(arena: Arena, name: str) -> None:
    """Build without a fault, and note if the site is not the clean one or something is left behind."""
    built = _in_child(arena.project, arena)
    _check_output(arena, built)
    if built.code != 0 or arena.site() != arena.version:
        arena.findings.append(f"{name} ended with {built.code}, site {arena.site()}: {built.output[-600:]!r}")
        shutil.rmtree(arena.build / ".cache", ignore_errors=True)
        _in_child(arena.project, arena)
    leftovers = sorted(path.name for path in arena.build.glob(".staging-*"))
    if leftovers:
        arena.findings.append(f"{name} left {', '.join(leftovers)}")
    odd = {path.name for path in arena.build.iterdir()} - _EXPECTED
    if odd:
        arena.findings.append(f"{name} left {', '.join(sorted(odd))} in build/")


_EXPECTED = {".cache", ".building-public", "docs", "public", MARKER}


def digest_of(folder: Path) -> str:
    """Return a hash of the paths and contents of all files below a folder."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            content = b"link" if path.is_symlink() else path.read_bytes()
            digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def state_of(folder: Path) -> dict[str, tuple[Any, ...]]:
    """Return kind, size, time and number of names of everything below a folder."""
    state = {}
    for path in (folder, *folder.rglob("*")):
        one = path.lstat()
        state[str(path)] = (one.st_mode, one.st_size, one.st_mtime_ns, one.st_nlink)
    return state


# --- builds in child processes


def _in_child(
    project: Path,
    arena: Arena,
    *,
    before: Callable[[], None] | None = None,
    kill_after: float | None = None,
    at: tuple[float, Callable[[], None]] | None = None,
    warm: bool = False,
) -> Built:
    """Build in a child process. ``before`` runs in the child first; ``at`` runs here after some seconds."""
    if warm and not _WARM:
        # Once in this process, so that the children have everything imported and compiled.
        with _output_to(arena.folder / "warm.log"):
            main(["build", "--no-pdf", "--project", str(project), "--today", TODAY])
        shutil.rmtree(project / "build")
        _WARM.append(True)
    log = arena.folder / "build.log"
    child = _fork(project, log, before)
    started = time.monotonic()
    status, hung = None, False
    while status is None:
        passed = time.monotonic() - started
        if at and passed >= at[0]:
            with suppress(ProcessLookupError):
                at[1]()
            at = None
        hung = passed > PATIENCE
        if hung or (kill_after is not None and passed >= kill_after):
            os.kill(child, signal.SIGKILL)
        finished, code = os.waitpid(child, 0 if hung else os.WNOHANG)
        status = code if finished else None
        time.sleep(0 if finished else 0.002)
    seconds = time.monotonic() - started
    arena.longest = max(arena.longest, seconds)
    exit_code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return Built(exit_code, log.read_text(errors="replace"), seconds, hung)


_WARM: list[bool] = []


def _fork(project: Path, log: Path, before: Callable[[], None] | None = None) -> int:
    """Start a build in a child process and return its number. Its output goes to ``log``."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for standard in (1, 2):
            os.dup2(descriptor, standard)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
        if before:
            before()
        code = main(["build", "--no-pdf", "--project", str(project), "--today", TODAY])
    except BaseException:
        import traceback

        with suppress(OSError):
            traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


@contextmanager
def _output_to(log: Path) -> Iterator[None]:
    before = sys.stdout, sys.stderr
    with log.open("w") as file:
        sys.stdout = sys.stderr = file
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


def _kill_at(number: int, *, from_swap: bool = False) -> None:
    """Kill this process right before an operation of the disk: the first is 1, or the one of the swap is 0."""
    count = -1 if from_swap else 0
    is_counting = not from_swap

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count, is_counting
        if from_swap and event == _SWAP_EVENT and "renameat2" in arguments:
            is_counting, count = True, count + 1
        elif is_counting and event in _DISK_EVENTS:
            count += 1
        else:
            return
        if is_counting and count >= number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _count_operations(into: Path) -> None:
    """Count this process's operations of the disk, and write their number to a file as they happen."""
    count = 0
    descriptor = os.open(into, os.O_WRONLY | os.O_CREAT)

    def hook(event: str, _: tuple[Any, ...]) -> None:
        nonlocal count
        if event in _DISK_EVENTS:
            count += 1
            os.pwrite(descriptor, str(count).encode(), 0)

    sys.addaudithook(hook)


def _drop_capabilities() -> None:
    """Let file permissions hold for root too, in this process and in those that it starts."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in _CAPABILITIES:
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)(0, 0, 0, 0, 0, 0)
    if libc.capset(header, data) != 0:
        raise OSError(ctypes.get_errno(), "capset")


# --- the project and its disk


def _copy(folder: Path) -> Path:
    shutil.copytree(LOAMSHIRE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


def _write_version(project: Path, version: str) -> None:
    """Write the words of a version: they are in a page, in a promise and in an attachment."""
    page = (LOAMSHIRE / "content" / "guides" / "ringing.md").read_text(encoding="utf-8")
    (project / "content" / "guides" / "ringing.md").write_text(
        f"{page}\nThis is the {version} text.\n", encoding="utf-8"
    )
    standards = (LOAMSHIRE / "data" / "standards.yml").read_text(encoding="utf-8")
    hours = "2" if version == "old" else "3"
    text = standards.replace("within: 2, unit: hour", f"within: {hours}, unit: hour")
    (project / "data" / "standards.yml").write_text(text, encoding="utf-8")


def _sample(arena: Arena, folder: Path, most: int) -> list[Path]:
    paths = sorted(path for path in folder.rglob("*") if not path.is_symlink())
    return arena.random.sample(paths, min(most, len(paths)))


def _damage(arena: Arena, path: Path, others: list[Path]) -> None:
    """Damage one file in one of many ways."""
    if not is_file(path):
        return
    content = path.read_bytes()
    way = arena.random.randrange(9)
    if way in {4, 5, 6, 7}:
        path.unlink()
    match way:
        case 0:
            path.write_bytes(content[: arena.random.randrange(len(content) + 1)])
        case 1:
            position = arena.random.randrange(len(content) or 1)
            path.write_bytes(content[:position] + bytes([arena.random.randrange(256)]) + content[position + 1 :])
        case 2:
            path.write_bytes(arena.random.randbytes(arena.random.randrange(3000)))
        case 3:
            other = arena.random.choice(others)
            path.write_bytes(other.read_bytes() if is_file(other) else b"")
        case 4:
            path.symlink_to(arena.canary / "index.html")
        case 5:
            path.mkdir()
        case 6:
            os.mkfifo(path)
        case 7:
            path.symlink_to(arena.canary)
        case 8:
            os.truncate(path, 10_000_000)


def _can_mount(arena: Arena) -> bool:
    if not _MOUNTS:
        probe = arena.folder / "probe"
        probe.mkdir()
        ran = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", probe], check=False, capture_output=True)
        _MOUNTS.append(ran.returncode == 0)
        if ran.returncode == 0:
            subprocess.run(["umount", probe], check=True)
        else:
            print(
                "faults: no disk can be mounted here (that needs root), so files get a limit instead", file=sys.stderr
            )
    return _MOUNTS[0]


_MOUNTS: list[bool] = []


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield
    finally:
        # The indexer of a build may live a moment longer than the build.
        for _ in range(100):
            if subprocess.run(["umount", folder], check=False, capture_output=True).returncode == 0:
                break
            time.sleep(0.1)


def _copy_site(arena: Arena, source: Path) -> None:
    """Copy the published site to the small disk, in some rounds with its cache and tree, and fill some of the rest."""
    names = ("public", "docs", ".cache") if arena.random.random() < 0.5 else ("public",)
    with suppress(OSError, shutil.Error):
        shutil.copytree(source / "public", arena.build / "public")
    if arena.site() == "mixed":
        shutil.rmtree(arena.build / "public")
        return
    for name in names[1:]:
        with suppress(OSError, shutil.Error):
            shutil.copytree(source / name, arena.build / name)
