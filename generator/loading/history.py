"""Earlier versions of a project, from git or from an exported snapshot."""

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


def exported_records(path: Path) -> dict[str, Any] | str:
    """Return the records of an exported snapshot by their ids, or a message if the file cannot be read."""
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
    return records if valid and isinstance(records, dict) else f"{path.name} holds no records of a snapshot; {hint}"
