"""Completion of commands in the user's shell: verbs, options, the values they may have, and folders."""

from __future__ import annotations

import argparse
from typing import Any

SHELLS = ("bash", "zsh", "fish")


class FolderOption(argparse.Action):
    """An option whose value is the path of a folder."""

    def __call__(self, _: argparse.ArgumentParser, namespace: argparse.Namespace, value: Any, *__: Any) -> None:
        """Store the value."""
        setattr(namespace, self.dest, value)

    @property
    def complete(self) -> object:
        """What ``shtab`` completes the value with. Only a script asks for it, so no other command loads the library."""
        from shtab import DIRECTORY

        return DIRECTORY


def completion_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script that one of ``SHELLS`` runs to complete the commands of ``parser``."""
    from shtab import complete

    return str(complete(parser, shell))
