"""Run the program without what only POSIX systems have: ``python -m tests.without_posix VERB …``.

Modules, functions and constants that Windows lacks are taken away, and what it refuses is refused. WeasyPrint cannot be
imported, as on a machine without Pango. A file that is opened without an encoding is an error in our own code, since
Windows has another default.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import stat
import sys
import time
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

ABSENT_MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty", "weasyprint")
ABSENT_NAMES: dict[ModuleType, tuple[str, ...]] = {
    os: (
        *("fork", "forkpty", "register_at_fork", "killpg", "setsid", "nice", "uname", "sched_getaffinity", "mkfifo"),
        *("symlink", "chown", "lchown", "fchown", "getuid", "geteuid", "getgid", "getegid", "getgroups"),
        *("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY"),
    ),
    signal: ("pthread_sigmask", "alarm", "setitimer", "SIGHUP", "SIGKILL"),
    time: ("tzset",),
}


def take_away() -> None:
    """Make this process one on a system that is not POSIX."""
    sys.modules.update(dict.fromkeys(ABSENT_MODULES))  # type: ignore[arg-type]
    # The library chose, when it was imported, to delete by descriptors of folders.
    setattr(shutil, "_use_fd_functions", False)  # noqa: B010
    fsync, load = os.fsync, ctypes.CDLL

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "this file system has no hard links")

    def unsupported(*_: object) -> None:
        raise NotImplementedError("Windows before Python 3.12")

    def flush_if_writable(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and not _is_writable(descriptor):
            raise OSError(errno.EBADF, "Windows flushes only what is open for writing")
        fsync(descriptor)

    def load_by_name(name: str | None, *arguments: Any, **options: Any) -> ctypes.CDLL:
        if name is None:
            raise TypeError("argument of type 'NoneType' is not iterable")
        return load(name, *arguments, **options)

    replaced: tuple[tuple[object, str, object], ...] = (
        (os, "link", refuse),
        (os, "fsync", flush_if_writable),
        (ctypes, "CDLL", load_by_name),
        (Path, "is_mount", unsupported),
        (Path, "owner", unsupported),
    )
    for owner, name, substitute in replaced:
        setattr(owner, name, substitute)
    for module, names in ABSENT_NAMES.items():
        for name in names:
            delattr(module, name)


def _is_writable(descriptor: int) -> bool:
    """Return whether a descriptor is open for writing: writing nothing succeeds only there."""
    try:
        os.write(descriptor, b"")
    except OSError:
        return False
    return True


if __name__ == "__main__":
    take_away()
    warnings.filterwarnings("error", category=EncodingWarning, module=r"generator\.")
    from generator.cli import main

    sys.exit(main())
