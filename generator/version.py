"""The version of the program."""

from __future__ import annotations

import argparse
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

_NAME = "community-safety-kb"


def program_version() -> str:
    """Return the version of the program: in a clone that of its ``pyproject.toml``, else that of what is installed."""
    project = Path(__file__).parents[1] / "pyproject.toml"
    if not project.is_file():
        return version(_NAME)
    written: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    return written


class PrintVersion(argparse.Action):
    """The option that prints the version and the data format, and ends. The version is read only if it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print the version and exit with code 0."""
        from generator.model.data_format import DATA_FORMAT

        sys.stdout.write(f"kb {program_version()}, data format {DATA_FORMAT}\n")
        parser.exit(0)
