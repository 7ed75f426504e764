"""The verb ``build`` of the command line: its options, and what it prints."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build_folder import BuildFolder
from generator.model.output_formats import counted_prints, output_of
from generator.model.vocabulary import Edition, counted
from generator.progress import CLEAR_LINE, ProgressLine, StageTimes, no_progress
from generator.terminal import cache_of, print_diagnostics, usage_error

if TYPE_CHECKING:
    from generator.publishing.incremental import CommandResult


def add_build_options(verb: argparse.ArgumentParser) -> None:
    """Add the options that no other verb has."""
    verb.add_argument(
        "--edition",
        choices=[*(edition.value for edition in Edition), "all"],
        default="public",
        help="the readers it is for, or all editions in turn (default: public)",
    )
    verb.add_argument(
        "--only",
        nargs="+",
        metavar="ID",
        help="make the files of these publications alone, for a look, in build/only/; the id of a publication, or of "
        "something that it prints",
    )
    verb.add_argument(
        "--verbose", action="store_true", help="also list every file to print, and how long each stage took"
    )
    verb.add_argument("--no-pdf", action="store_true", help="leave out the files to print")
    verb.add_argument(
        "--without-staff",
        action="store_true",
        help="build the public site also where data/staff/ has no records to search it for",
    )


def build(project: Path, options: argparse.Namespace) -> int:
    """Build one edition or all in turn; return the worst exit code."""
    if options.only and options.no_pdf:
        return usage_error("--only makes files to print, and --no-pdf leaves them out; write one of them")
    if options.edition != "all":
        return _build_edition(project, Edition(options.edition), options)
    if options.only:
        return usage_error("--only is for one edition; name it: --edition public")
    if options.format == "json":
        return usage_error("--format json is a list of one build; name one edition: --edition public")
    return max([_build_edition(project, edition, options) for edition in Edition])


def _build_edition(project: Path, edition: Edition, options: argparse.Namespace) -> int:
    from generator.publishing.incremental import run_build

    folder, is_terminal = BuildFolder(project, options.output), sys.stderr.isatty()
    times = StageTimes(ProgressLine(sys.stderr) if is_terminal else no_progress)
    result = run_build(
        project,
        today=options.today,
        edition=edition,
        with_prints=not options.no_pdf,
        without_staff=options.without_staff,
        only=tuple(sorted(set(options.only or ()))),
        output=options.output,
        cache=cache_of(project, options),
        progress=times,
    )
    if is_terminal:
        print(CLEAR_LINE, end="", file=sys.stderr, flush=True)
    print_diagnostics(result.diagnostics, options.format)
    code = _print_result(folder, edition, result, options)
    if options.verbose:
        # JSON on the standard output must stay readable for programs.
        print("\n".join(times.lines()), file=sys.stdout if options.format == "text" else sys.stderr)
    return code


def _print_result(folder: BuildFolder, edition: Edition, result: CommandResult, options: argparse.Namespace) -> int:
    from generator.publishing.incremental import ONLY

    if not result.is_published:
        if options.format == "text":
            print(_nothing_made(folder, options), file=sys.stderr)
        return 1
    if options.format == "text" and options.only:
        print(f"Made {counted_prints(result.print_count)}, for a look:")
        _list_files(folder.path / ONLY)
    elif options.format == "text":
        _print_summary(folder.path / edition.value, result, verbose=options.verbose)
    if not result.is_searched:
        where = sys.stdout if options.format == "text" else sys.stderr
        print("Nothing was searched for: data/staff/ has nothing that only staff may see.", file=where)
    return 0


def _nothing_made(folder: BuildFolder, options: argparse.Namespace) -> str:
    if options.only:
        return f"Nothing was made. What is in {folder.name}/only/ stays as it was."
    return f"Nothing was published. The last site in {folder.name}/ stays as it was."


def _print_summary(folder: Path, result: CommandResult, *, verbose: bool) -> None:
    counts = result.build_counts
    print(f"Built {counted(result.page_count, 'page')} and {counted_prints(result.print_count)}.")
    if counts.files.reused and not counts.files.new:
        print("No file has changed since the last build.")
    elif counts.files.reused:
        new = f"{counted(counts.pages.new, 'page')} and {counted_prints(counts.prints.new)}"
        print(f"Built again: {new}. Changed: {counts.files.new} of {counted(counts.files.total, 'file')}.")
    downloads = folder / "downloads"
    to_print = f"; the files to print are in {_relative(downloads)}" if result.print_count else ""
    print(f"Open {_relative(folder / 'index.html')}{to_print}")
    if verbose:
        _list_files(downloads)
    if result.readability:
        print(result.readability)


def _list_files(folder: Path) -> None:
    for path in sorted(path for path in folder.glob("*") if output_of(path.name)):
        print(f"     {_relative(path)}")


def _relative(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
