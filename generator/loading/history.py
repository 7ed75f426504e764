"""Earlier versions of a project, from git or from an exported snapshot, and the records that are gone since."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import tarfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.model.vocabulary import Edition

_FOLDERS = ("data", "content")


def extract_commit(project: Path, ref: str, into: Path) -> str:
    """Write ``data/`` and ``content/`` of the commit ``ref`` to ``into``; return a message on failure, else empty."""
    try:
        commit_id = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if commit_id.returncode:
            return f"there is no file, tag or commit {ref} here; `git tag` lists the tags"
        commit = commit_id.stdout.decode().strip()
        folders = [name for name in _FOLDERS if not _git(project, "cat-file", "-e", f"{commit}:./{name}").returncode]
        if not folders:
            return f"{ref} has no folder data/ here; name a tag or commit of this project"
        archive = _git(project, "archive", "--format=tar", commit, *folders)
    except OSError:
        return "git is needed to look back; install it, or give the file api/snapshot.json of an earlier build"
    if archive.returncode:
        return archive.stderr.decode(errors="replace").strip()
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        unsafe = extract_archive(files, into)
    if unsafe:
        hint = "give the file api/snapshot.json of an earlier build"
        return f"{unsafe} at {ref} is a link, or leads out of the project; {hint}"
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


def _git(project: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(project), *arguments], capture_output=True, check=False)


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
    hint = "give the file api/snapshot.json of an earlier build"
    try:
        content = path.read_bytes()
        snapshot = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    except FileNotFoundError:
        return f"there is no file {path.name}; {hint}"
    except (EOFError, ValueError, OSError, zlib.error) as error:
        return f"{path.name} cannot be read as JSON ({error}); {hint}"
    records = snapshot.get("records") if isinstance(snapshot, dict) else None
    valid = isinstance(records, dict) and all(
        isinstance(record, dict) and record.keys() >= {"kind", "title", "fields"} for record in records.values()
    )
    if not valid or not isinstance(records, dict) or not isinstance(snapshot, dict):
        return f"{path.name} holds no records of a snapshot; {hint}"
    return ExportedSnapshot(records, str(snapshot.get("edition", "")))


_ID = re.compile(r"^[-+].*?\bid: *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE)


def ids_below(project: Path, folder: str) -> frozenset[str]:
    """Return every id that a file below ``folder`` has or had, as far as git knows; empty without git."""
    return frozenset(_ID.findall(_output(project, "log", "-m", *_PATCH, "--format=", "HEAD", "--", folder)))


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

_SECONDS = 10
"""After so long git is stopped, as in a history that is very long or partly on another computer."""

_ID_LINE = r"(^|[^A-Za-z0-9_])id: *[\"']?({ids})[\"']?([^A-Za-z0-9-]|$)"
_QUIET = ("-c", "core.quotepath=off", "--no-pager")
_PATCH = ("-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/")
_COMMIT = "\x01"


def deleted_records(project: Path, ids: Iterable[str]) -> dict[str, Deletion]:
    """Return, by its id, each deletion of a record in ``data/`` or ``content/`` that git knows of.

    Nothing is returned if the project is not in git, git is not installed, or it takes more than a few seconds.
    """
    slugs = sorted({one for one in ids if re.fullmatch(r"[a-z0-9-]+", one)})[:MOST_DELETIONS]
    if not slugs:
        return {}
    pattern = _ID_LINE.format(ids="|".join(slugs))
    uncommitted = _output(project, "diff", "-G", pattern, *_PATCH, "HEAD", "--", *_FOLDERS)
    log_format = f"--format={_COMMIT}%h %cs"
    log = _output(project, "log", "--first-parent", "-m", "-G", pattern, *_PATCH, log_format, "HEAD", "--", *_FOLDERS)
    found: dict[str, Deletion | None] = {}
    for commit in (f"  \n{uncommitted}", *log.split(_COMMIT)[1:]):
        head, _, patch = commit.partition("\n")
        abbreviation, _, day = head.strip().partition(" ")
        for identifier, renamed_to in _changed_ids(patch, pattern, slugs):
            deletion = None if renamed_to is None else Deletion(abbreviation, day, renamed_to)
            found.setdefault(identifier, deletion)
    return {identifier: deletion for identifier, deletion in sorted(found.items()) if deletion}


def _output(project: Path, *arguments: str) -> str:
    """Return what git prints; empty if it fails, is not installed or is too slow."""
    command = ["git", *_QUIET, "-C", str(project), *arguments]
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        ran = subprocess.run(
            command, capture_output=True, check=True, timeout=_SECONDS, env=environment, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.decode(errors="replace")


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
