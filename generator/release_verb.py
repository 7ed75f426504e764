"""The verb ``release`` of the command line: record a version, and build it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.bill_of_materials import bill_of_materials
from generator.build_folder import BuildFolder
from generator.cache import project_cache
from generator.diagnostics import has_errors
from generator.disk import replace_file
from generator.model.vocabulary import Edition
from generator.progress import CLEAR_LINE, ProgressLine, no_progress
from generator.terminal import print_diagnostics, say

_UNDO = "To undo it: git checkout -- data/releases.yml; git clean -f data/releases"


def add_release_options(verb: argparse.ArgumentParser) -> None:
    """Add the options that no other verb has."""
    verb.add_argument(
        "--without-staff",
        action="store_true",
        help="release also where data/staff/ has no records to search the public site for",
    )


def release(project: Path, options: argparse.Namespace) -> int:
    """Record the version that the project is now, build it, and say what changed; return the exit code."""
    from generator.build import check
    from generator.loading.releases_file import RELEASES_FOLDER
    from generator.publishing.incremental import run_build
    from generator.release import checksums, new_release, recorded

    _, problems = check(project, options.today, release=True)
    print_diagnostics(problems, "text")
    base, _ = check(project, options.today, Edition.PUBLIC)
    if has_errors(problems) or base is None:
        return _refused("Mend these problems first; ./kb explain says more on each.")
    new = new_release(project, base, options.today)
    if new is None:
        last = next(one.release.title for one in base.versions if one.release)
        print(f"Nothing was released: nothing has changed since {last}.")
        return 0
    if isinstance(new, str):
        return _refused(new)
    is_terminal = sys.stderr.isatty()
    with recorded(project, new) as undo:
        result = run_build(
            project,
            today=options.today,
            edition=Edition.PUBLIC,
            with_prints=True,
            without_staff=options.without_staff,
            output=options.output,
            cache=project_cache(project, options.output),
            progress=ProgressLine(sys.stderr) if is_terminal else no_progress,
        )
        if is_terminal:
            print(CLEAR_LINE, end="", file=sys.stderr, flush=True)
        if not result.is_published:
            undo()
            print_diagnostics(result.diagnostics, "text")
            return _refused("It could not be built.")
        folder = project / RELEASES_FOLDER
        sums = checksums(BuildFolder(project, options.output).path / Edition.PUBLIC.value)
        parts = bill_of_materials()
        replace_file(folder / f"{new.name}.sha256", sums.encode())
        if isinstance(parts, bytes):
            replace_file(folder / f"{new.name}.cdx.json", parts)
    print(f"Released {new.title}: {new.summary[0]}")
    for line in new.summary[1:]:
        print(line)
    print(f"What changed, for people: {RELEASES_FOLDER}/{new.name}.changes.txt")
    if isinstance(parts, str):
        print(parts, file=sys.stderr)
    print(_UNDO)
    return 0


def _refused(reason: str) -> int:
    say(f"Nothing was released. {reason}", sys.stderr)
    return 1
