"""A project as it was: from its version control, or from a snapshot that a build exported."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Any

_FOLDERS = ("data", "content")


def extract_commit(project: Path, ref: str, into: Path) -> str:
    """Write the project's ``data/`` and ``content/`` as git has them at ``ref``; why not, or nothing where it did."""
    try:
        known = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if known.returncode:
            return f"there is no file, tag or commit {ref} here; `git tag` lists the tags"
        commit = known.stdout.decode().strip()
        there = [name for name in _FOLDERS if not _git(project, "cat-file", "-e", f"{commit}:./{name}").returncode]
        if not there:
            return f"{ref} has no folder data/ here; name a tag or commit of this project"
        packed = _git(project, "archive", "--format=tar", commit, *there)
    except OSError:
        return "git is needed to look back; install it, or give the file api/snapshot.json of an earlier build"
    if packed.returncode:
        return packed.stderr.decode(errors="replace").strip()
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        refused = extract_archive(files, into)
    if refused:
        hint = "give the file api/snapshot.json of an earlier build"
        return f"{refused} at {ref} is a link, or leads out of the project; {hint}"
    return ""


def extract_archive(files: tarfile.TarFile, into: Path) -> str:
    """Write an archive's files and folders; the first name that is neither or leads out of ``into``, or nothing.

    Links and devices are never written, so that no later name can lead through them. ``tarfile`` has a filter of its
    own for this, but only from Python 3.11.4.
    """
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


def exported_records(path: Path) -> dict[str, Any] | str:
    """The records of an exported snapshot by their ids, or what is wrong with the file."""
    hint = "give the file api/snapshot.json of an earlier build"
    try:
        content = path.read_bytes()
        whole = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    except FileNotFoundError:
        return f"there is no file {path.name}; {hint}"
    except (EOFError, ValueError, OSError, zlib.error) as error:
        return f"{path.name} cannot be read as JSON ({error}); {hint}"
    records = whole.get("records") if isinstance(whole, dict) else None
    sound = isinstance(records, dict) and all(
        isinstance(record, dict) and record.keys() >= {"kind", "title", "fields"} for record in records.values()
    )
    return records if sound and isinstance(records, dict) else f"{path.name} holds no records of a snapshot; {hint}"
