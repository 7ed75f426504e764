"""Fetch one version of a repository with git, as files alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from generator.model.fleets import GIT_PROTOCOLS

_LONGEST = 600
"""Seconds that one command of git may take."""
_NOTHING_RUNS = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-c", "submodule.recurse=false")


class FetchError(Exception):
    """A repository that could not be fetched. Its text says why, in git's words."""


def fetch(address: str, ref: str, folder: Path) -> None:
    """Put the files of a repository at ``ref`` into an empty ``folder``. Raise a FetchError if that cannot be done.

    No hook runs, no submodule is fetched, nobody is asked for a password, and redirections lead to the same protocols.
    """
    _git(folder, "init", "--quiet", "--template=")
    _git(folder, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--", address, ref)
    _git(folder, "checkout", "--quiet", "--detach", "FETCH_HEAD")


def _git(folder: Path, *arguments: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    own |= {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": ":".join(GIT_PROTOCOLS), "LC_ALL": "C"}
    own.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    try:
        ran = subprocess.run(
            ["git", *_NOTHING_RUNS, *arguments],
            cwd=folder,
            env=own,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_LONGEST,
        )
    except FileNotFoundError:
        raise FetchError("git is not installed here") from None
    except subprocess.TimeoutExpired:
        raise FetchError(f"git had no answer in {_LONGEST // 60} minutes") from None
    if ran.returncode:
        raise FetchError(_reason(ran.stderr) or f"git ended with {ran.returncode}")


_KEPT = {"GIT_SSH_COMMAND", "GIT_SSH", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_ASKPASS", "GIT_CONFIG_GLOBAL"}
"""What git is told by its environment that says how to reach a server, and not which repository to work on."""


def _reason(output: str) -> str:
    """Return what git says first of a failure, on one line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    fatal = [line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: ")]
    return " ".join((fatal or lines or [""])[0].split())
