"""What the verbs of the command line share: how they print, and the cache they ask for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from generator.cache import Cache, project_cache
from generator.command import as_typed
from generator.diagnostics import Diagnostic, format_diagnostics


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text that names the command as the user typed it. The stream is the standard output by default."""
    print(as_typed(text), file=stream)


def usage_error(message: str) -> int:
    """Print that the command was used wrongly, and return its exit code."""
    say(f"kb: {message}", sys.stderr)
    return 2


def print_diagnostics(problems: tuple[Diagnostic, ...], output_format: str) -> None:
    """Print problems as text, or as JSON also if there are none."""
    if problems or output_format == "json":
        say(format_diagnostics(problems, output_format))


def cache_of(project: Path, options: argparse.Namespace) -> Cache:
    """Return the cache of a project, or one that stores nothing if ``--no-cache`` was given."""
    return Cache() if options.no_cache else project_cache(project, options.output)


def agrees(question: str) -> bool:
    """Ask on a terminal; without one, say how to answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("Nothing was changed. To change it, add --yes.", file=sys.stderr)
        return False
    try:
        answer = input(question)
    except EOFError:
        answer = ""
    is_agreed = answer.strip().lower() in {"y", "yes"}
    if not is_agreed:
        print("Nothing was changed.", file=sys.stderr)
    return is_agreed
