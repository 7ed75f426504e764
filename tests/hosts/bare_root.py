"""A bare Debian in a folder, in which the steps of a recipe run as they do on a host's machine."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import skip_without, tool

RELEASE = "bookworm"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
OWN_CERTIFICATES = "/srv/certificates.crt"
"""Where the machine's own certificates are in the root: not where a package of certificates would replace them."""

_ENTER = """\
mount --rbind /proc "$1/proc" && mount --rbind /dev "$1/dev" && mount --bind "$3" "$1/srv/pip" || exit 125
exec chroot "$1" env -i "${@:4}" bash -e -o pipefail -c 'cd "$0" && . /srv/step' "$2"
"""
"""Mounts what programs need where only this process and its children see it, so nothing must be taken away again."""


@dataclass(frozen=True)
class Root:
    """A Debian in ``folder``."""

    folder: Path
    downloads: Path
    """What pip has fetched already, for all copies of the root."""

    def path(self, inside: str) -> Path:
        """Return a path of the root as this machine sees it."""
        return self.folder / inside.lstrip("/")

    def copy(self, folder: Path) -> "Root":
        """Return a copy as it is now."""
        subprocess.run(["cp", "-a", self.folder, folder], check=True)
        return Root(folder, self.downloads)

    def run(self, script: str, folder: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a script with ``bash -e -o pipefail`` in a folder of the root, as GitHub and GitLab do."""
        self.path("/srv/step").write_text(script)
        variables = {
            "HOME": "/root",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "CI": "true",
            "PIP_CACHE_DIR": "/srv/pip",
            "PIP_NO_COMPILE": "1",
            **({"PIP_CERT": OWN_CERTIFICATES} if CERTIFICATES.exists() else {}),
            **environment,
        }
        entered: list[str | Path] = [
            "unshare",
            "--mount",
            "--",
            "bash",
            "-c",
            _ENTER,
            "enter",
            self.folder,
            folder,
            self.downloads,
        ]
        return subprocess.run(
            [*entered, *(f"{name}={value}" for name, value in variables.items())],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )


def bare_root(folder: Path) -> Root:
    """Make a Debian with nothing but what every Debian has, and the settings by which this machine finds packages."""
    if os.geteuid() != 0:
        pytest.skip("a root folder of Debian can be made by root only")
    mmdebstrap = tool("mmdebstrap")
    if not Path("/etc/debian_version").exists():
        skip_without("apt")
    made = subprocess.run(
        [mmdebstrap, "--variant=minbase", "--quiet", "--skip=cleanup/apt", RELEASE, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    root = Root(folder, folder.with_name("pip"))
    root.downloads.mkdir()
    root.path("/srv/pip").mkdir()
    for file in (Path("/etc/resolv.conf"), Path("/etc/pip.conf")):
        if file.exists():
            shutil.copyfile(file, root.path(str(file)))
    if CERTIFICATES.exists():
        shutil.copyfile(CERTIFICATES, root.path(OWN_CERTIFICATES))
    return root


def quoted(lines: list[str]) -> str:
    """Return commands as one script, each said before it runs, as GitLab does."""
    return "\n".join(f"printf '%s\\n' {shlex.quote('$ ' + line)}\n{line}" for line in lines)
