"""Earlier versions of a project, from git or from an exported snapshot, and the records that are gone since."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import tarfile
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path, PurePosixPath
from threading import Timer
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.files import read_file
from generator.model.vocabulary import Edition

_FOLDERS = ("data", "content")

GIVE_A_SNAPSHOT = "give the file api/snapshot.json of an earlier build"


_SECONDS = 4
"""After so long git is stopped, as in a history that is very long or partly on another computer."""

_ARCHIVE_SECONDS = 60
"""After so long git is stopped while it writes a whole version."""

_LARGEST_OUTPUT = 100_000_000
"""Bytes of what git prints, of which no more is read."""

_NO_PROGRAMS = {
    **dict.fromkeys(("core.fsmonitor", "log.showSignature"), "false"),
    **dict.fromkeys(("gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program"), "false"),
    "core.hooksPath": os.devnull,
    "core.quotepath": "off",
    "protocol.allow": "never",
}
"""Settings with which git starts no program that the settings of a repository name.

Those of the user and of the machine stay: they say which repositories of other users are safe to read.
"""


class _Git:
    """Runs git in a project, for as long as ``seconds`` in all, and without any program that its ``.git`` names."""

    def __init__(self, project: Path, *, seconds: float) -> None:
        self._project = project
        self._end = time.monotonic() + seconds
        self._settings: dict[str, str] | None = None

    def output(self, *arguments: str) -> bytes | None:
        """Return what git prints; None if it fails, is not installed, is too slow or prints too much."""
        if self._settings is None:
            self._settings = dict(_NO_PROGRAMS)
            self._settings |= dict.fromkeys(self._filters(), "")
        return self._run(*arguments)

    def _filters(self) -> Iterator[str]:
        """Yield the settings that name a program through which git reads or writes files."""
        names = self._run("config", "--null", "--name-only", "--get-regexp", r"^(filter|tar)\.")
        for name in _text(names).split("\0"):
            if name.endswith((".clean", ".smudge", ".process", ".required", ".command")):
                yield name

    def _run(self, *arguments: str) -> bytes | None:
        settings = self._settings or _NO_PROGRAMS
        environment = {
            **os.environ,
            "GIT_ALLOW_PROTOCOL": "",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_COUNT": str(len(settings)),
            **{f"GIT_CONFIG_KEY_{n}": name for n, name in enumerate(settings)},
            **{f"GIT_CONFIG_VALUE_{n}": value for n, value in enumerate(settings.values())},
        }
        command = ["git", "--no-pager", "-C", str(self._project), *arguments]
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        except (OSError, ValueError):
            return None
        timer = Timer(max(0, self._end - time.monotonic()), process.kill)
        timer.start()
        with process:
            assert process.stdout
            output = process.stdout.read(_LARGEST_OUTPUT + 1)
            if len(output) > _LARGEST_OUTPUT:
                process.kill()
        timer.cancel()
        return output if process.returncode == 0 else None


def extract_commit(project: Path, ref: str, into: Path) -> str:
    """Write ``data/`` and ``content/`` of the commit ``ref`` to ``into``; return a message on failure, else empty."""
    git = _Git(project, seconds=_ARCHIVE_SECONDS)
    if git.output("--version") is None:
        return f"git is needed to look back; install it, or {GIVE_A_SNAPSHOT}"
    name = git.output("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not name:
        return f"there is no file, tag or commit {ref} here; `git tag` lists the tags"
    commit = name.decode(errors="replace").strip()
    folders = [name for name in _FOLDERS if git.output("cat-file", "-e", f"{commit}:./{name}") is not None]
    if not folders:
        return f"{ref} has no folder data/ here; name a tag or commit of this project"
    archive = git.output("archive", "--format=tar", commit, *folders)
    if archive is None:
        return f"git cannot read {ref} here, or it is larger than {_LARGEST_OUTPUT // 1_000_000} MB; {GIVE_A_SNAPSHOT}"
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        unsafe = extract_archive(files, into)
    if unsafe:
        return f"{unsafe} at {ref} is a link, or leads out of the project; {GIVE_A_SNAPSHOT}"
    return ""


def extract_archive(files: tarfile.TarFile, into: Path) -> str:
    """Write the files and folders of an archive to ``into``; return the first unsafe name, else empty.

    A name is unsafe if it leads out of ``into``, or is that of a link or a device. Extraction stops there.
    """
    # The filters of ``tarfile`` do this too, but only from Python 3.11.4.
    for member in files:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isreg() or member.isdir()):
            return member.name
        if member.isdir():
            (into / path).mkdir(parents=True, exist_ok=True)
        elif content := files.extractfile(member):
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            (into / path).write_bytes(content.read())
    return ""


LARGEST_SNAPSHOT = 10_000_000
"""Bytes of an exported snapshot once it is unpacked: some eight times those of a large partnership."""

_DEEPEST_VALUE = 20
"""How deep the values of an exported record are nested at most."""

_GZIP = 31
"""What zlib calls a gzip file with its header."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ExportedSnapshot:
    """The exported records of a build by their ids, and its edition: empty in files from before they said it."""

    records: dict[str, Any]
    edition: str

    def staff_only(self, staff_ids: Callable[[], Collection[str]]) -> str:
        """Return why the snapshot holds what only staff may see, to follow its name; empty if it does not.

        Without an edition, it is that of a staff build if it has one of ``staff_ids``.
        """
        if self.edition == Edition.PUBLIC.value:
            return ""
        if self.edition:
            return "is the snapshot of a staff build, and names what only staff may see"
        found = sorted(self.records.keys() & set(staff_ids()))
        return f"has the record '{found[0]}', which only staff may see" if found else ""


def exported_snapshot(path: Path) -> ExportedSnapshot | str:
    """Return an exported snapshot, or a message if the file cannot be read."""
    content = read_file(path.parent, path.name, LARGEST_SNAPSHOT, anywhere=True)
    if isinstance(content, Diagnostic):
        missing = content.code is Code.MISSING_FILE
        message = f"there is no file {path.name}" if missing else f"{path.name} cannot be read: {content.message}"
        return f"{message}; {GIVE_A_SNAPSHOT}"
    return snapshot_of(path.name, content)


def snapshot_of(name: str, content: bytes) -> ExportedSnapshot | str:
    """Return the exported snapshot in the bytes of a file, or a message if they are none.

    ``name`` is that of the file; one that ends in ``.gz`` is unpacked.
    """
    text = unpacked(name, content)
    if isinstance(text, str):
        return f"{text}; {GIVE_A_SNAPSHOT}"
    try:
        snapshot = json.loads(text)
    except (ValueError, RecursionError):
        return f"{name} cannot be read as JSON; {GIVE_A_SNAPSHOT}"
    records = snapshot.get("records") if isinstance(snapshot, dict) else None
    if isinstance(records, dict) and all(map(_is_record, records, records.values())):
        return ExportedSnapshot(records, str(snapshot.get("edition", "")))
    return f"{name} holds no records of a snapshot; {GIVE_A_SNAPSHOT}"


def unpacked(name: str, content: bytes) -> bytes | str:
    """Return what a file holds, which is packed if its name ends in ``.gz``; or a message if it cannot be read."""
    text = content
    if name.endswith(".gz"):
        gzip_file = zlib.decompressobj(_GZIP)
        damaged = f"{name} cannot be unpacked: it is damaged, or no gzip file"
        try:
            text = gzip_file.decompress(content, LARGEST_SNAPSHOT + 1)
        except zlib.error:
            return damaged
        if len(text) <= LARGEST_SNAPSHOT and (not gzip_file.eof or gzip_file.unused_data):
            return damaged
    if len(text) > LARGEST_SNAPSHOT:
        return f"{name} holds more than {LARGEST_SNAPSHOT // 1_000_000} MB"
    return text


def _is_record(identifier: str, record: object) -> bool:
    """Return whether a value of a snapshot has the form of an exported record, with texts that can be written."""
    return (
        isinstance(record, dict)
        and all(isinstance(record.get(name), str) for name in ("kind", "title"))
        and isinstance(record.get("fields"), dict)
        and _is_plain([identifier, record])
    )


_ID = re.compile(r"^[-+].*?\bid: *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE)


def ids_below(project: Path, folder: str) -> frozenset[str]:
    """Return every id that a file below ``folder`` has or had, as far as git knows; empty without git."""
    git = _Git(project, seconds=_SECONDS)
    return frozenset(_ID.findall(_text(git.output("log", "-m", "-p", *_PATCH, "--format=", "HEAD", "--", folder))))


def _is_plain(value: object, depth: int = 0) -> bool:
    if isinstance(value, str):
        return not _SURROGATE.search(value)
    if isinstance(value, dict):
        return depth < _DEEPEST_VALUE and all(_is_plain(one, depth + 1) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return depth < _DEEPEST_VALUE and all(_is_plain(one, depth + 1) for one in value)
    return not isinstance(value, float) or isfinite(value)


@dataclass(frozen=True, slots=True)
class Deletion:
    """What git knows of a record that is gone: the commit that took its id away, and the id it has now, if any."""

    commit: str
    """Its short hash; empty if the change is not committed yet."""
    day: str
    """The day of the commit, such as ``2026-11-02``; empty if it is not committed yet."""
    renamed_to: str = ""

    @property
    def deletion(self) -> str:
        """That the record was deleted, in words."""
        return f"it was deleted {self.when}"

    @property
    def renaming(self) -> str:
        """That the record was given another id, in words."""
        return f"it was renamed to '{self.renamed_to}' {self.when}"

    @property
    def hint(self) -> str:
        """How to see what the record was."""
        shown = f"`git show {self.commit}`" if self.commit else "`git diff`"
        return f"{shown} shows what it was; write the record again, or another id here"

    @property
    def when(self) -> str:
        """When that was, in words."""
        return f"on {self.day} (commit {self.commit})" if self.commit else "since the last commit"


MOST_DELETIONS = 50
"""The most ids that git is asked about."""

_ID_LINE = r"(^|[^A-Za-z0-9_])id: *[\"']?({ids})[\"']?([^A-Za-z0-9-]|$)"
_PATCH = (
    "-U0",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--ignore-submodules=all",
)
_COMMIT = "\x01"


def deleted_records(project: Path, ids: Iterable[str]) -> dict[str, Deletion]:
    """Return, by its id, each deletion of a record in ``data/`` or ``content/`` that git knows of.

    Nothing is returned if the project is not in git, git is not installed, or it takes more than a few seconds.
    """
    slugs = sorted({one for one in ids if re.fullmatch(r"[a-z0-9-]+", one)})[:MOST_DELETIONS]
    if not slugs:
        return {}
    pattern = _ID_LINE.format(ids="|".join(slugs))
    git = _Git(project, seconds=_SECONDS)
    uncommitted = _text(git.output("diff", "-G", pattern, *_PATCH, "HEAD", "--", *_FOLDERS))
    log_format = f"--format={_COMMIT}%h %cs"
    log = _text(git.output("log", "--first-parent", "-m", "-G", pattern, *_PATCH, log_format, "HEAD", "--", *_FOLDERS))
    found: dict[str, Deletion | None] = {}
    for commit in (f"  \n{uncommitted}", *log.split(_COMMIT)[1:]):
        head, _, patch = commit.partition("\n")
        abbreviation, _, day = head.strip().partition(" ")
        for identifier, renamed_to in _changed_ids(patch, pattern, slugs):
            deletion = None if renamed_to is None else Deletion(abbreviation, day, renamed_to)
            found.setdefault(identifier, deletion)
    return {identifier: deletion for identifier, deletion in sorted(found.items()) if deletion}


def _text(output: bytes | None) -> str:
    return (output or b"").decode(errors="replace")


def _changed_ids(patch: str, pattern: str, ids: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each of ``ids`` that a patch adds, with None, or takes away, with the id that its record has instead."""
    line_with_id = re.compile(pattern)
    removed: dict[str, str] = {}
    added: set[str] = set()
    for hunk in re.split(r"^(?:@@ |diff ).*$", patch, flags=re.MULTILINE):
        lines = hunk.split("\n")
        new_lines = [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++ ")]
        for n, line in enumerate(lines):
            match = line_with_id.search(line[1:]) if line[:1] in {"-", "+"} else None
            if match and line.startswith("-"):
                removed[match[2]] = _new_id(match[2], [one[1:] for one in lines[n:] if one.startswith("-")], new_lines)
            elif match:
                added.add(match[2])
    for identifier in ids:
        if identifier in added:
            yield identifier, None
        elif identifier in removed:
            yield identifier, removed[identifier]


def _new_id(old: str, old_lines: list[str], new_lines: list[str]) -> str:
    """Return the id of the record among ``new_lines`` that reads as the first of ``old_lines`` but for its id.

    The lines are those of one place of a patch, in which a changed record is whole or down to its changed line.
    """
    before, after = re.split(rf"(?<=id: ){re.escape(old)}|(?<=id: [\"']){re.escape(old)}", old_lines[0], maxsplit=1)
    for n, line in enumerate(new_lines):
        new = line.removeprefix(before).removesuffix(after)
        if line.startswith(before) and line.endswith(after) and re.fullmatch(r"[a-z0-9-]+", new):
            on_one_line = "{" in before and "}" in after
            if on_one_line or old_lines[1:] == new_lines[n + 1 : n + len(old_lines)]:
                return new
    return ""
