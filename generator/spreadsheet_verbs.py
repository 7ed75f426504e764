"""The verbs ``export`` and ``import`` of the command line: records as a workbook, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.diagnostics import has_errors
from generator.disk import replace_file
from generator.model.vocabulary import counted
from generator.terminal import agrees, print_diagnostics, say, usage_error

EXPORT_HELP = (
    "Write the records of files of data/ to an Excel workbook, a sheet for each list: to read, sort or correct there. "
    "Every cell is text. ./kb import takes the corrections back. Records for staff only are written only where their "
    "file is named: staff/contacts."
)
IMPORT_HELP = (
    "Show what a workbook of ./kb export would change in data/, and change it if you say yes. Only changed records are "
    "touched. What ./kb check would refuse is refused, with the cell, and then nothing is written."
)
_MOST_CHANGES = 200
"""The most changes of which each is shown."""


def add_export_options(verb: argparse.ArgumentParser) -> None:
    """Add the options of ``export``."""
    verb.description = EXPORT_HELP
    verb.add_argument("files", nargs="*", metavar="NAME", help="files of data/, such as contacts (default: all)")
    verb.add_argument("--xlsx", required=True, metavar="FILE", help="the workbook to write; there must be none yet")


def add_import_options(verb: argparse.ArgumentParser) -> None:
    """Add the options of ``import``."""
    verb.description = IMPORT_HELP
    verb.add_argument(
        "workbook", metavar="FILE", help="an Excel workbook (.xlsx) with sheets as ./kb export names them"
    )
    verb.add_argument("--yes", action="store_true", help="change it without a question")


def export(project: Path, options: argparse.Namespace) -> int:
    """Write a workbook; return the exit code."""
    from generator.spreadsheets.outgoing import export as workbook_of
    from generator.spreadsheets.outgoing import files_with_lists
    from generator.words.near_names import nearest_name

    known = files_with_lists()
    for name in options.files:
        if name not in known:
            near = nearest_name(name, known)
            hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(known)}"
            return usage_error(f"no file with a list of records has the name '{name}'; {hint}")
    target = Path(options.xlsx)
    if problem := _target_problem(project, target):
        return usage_error(problem)
    result = workbook_of(project, options.files)
    if result.refusal:
        return usage_error(result.refusal)
    if result.problems:
        print_diagnostics(result.problems, "text")
        if has_errors(result.problems):
            say("Nothing was written. Put this right first: ./kb check", sys.stderr)
        return 1
    replace_file(target, result.content)
    print(f"Wrote {counted(len(result.sheets), 'sheet')} to {target}: {', '.join(result.sheets)}.")
    return 0


def _target_problem(project: Path, target: Path) -> str:
    """Return why a workbook cannot be written there; empty if it can."""
    if target.suffix.lower() != ".xlsx":
        return f"a workbook has a name that ends in .xlsx: {target.name or 'records'}.xlsx"
    if target.exists() or target.is_symlink():
        return f"{target} is there already, perhaps with changes of yours; give another name, or delete it first"
    folder = target.parent.resolve()
    if not folder.is_dir():
        return f"there is no folder {target.parent}; make it, or give another name"
    if any(kept == folder or kept in folder.parents for kept in (project / "data", project / "content")):
        return "data/ and content/ hold what is published, and no workbook; give the name of a file elsewhere"
    return ""


def import_workbook(project: Path, options: argparse.Namespace) -> int:
    """Show what a workbook changes, and change it if the user agrees; return the exit code."""
    from generator.fix import write
    from generator.spreadsheets.incoming import plan_import

    workbook = Path(options.workbook)
    result = plan_import(project, workbook, options.today)
    if isinstance(result, str):
        return usage_error(f"{workbook.name}: {result}")
    for note in result.notes:
        print(note)
    path = ""
    for where, change in result.changes[:_MOST_CHANGES]:
        if where != path:
            print(where)
            path = where
        print(f"  {change}")
    if len(result.changes) > _MOST_CHANGES:
        print(f"  and {counted(len(result.changes) - _MOST_CHANGES, 'more change')}")
    for one in (*result.warnings, *result.refusals):
        say(str(one))
    if result.refusals:
        print(f"{counted(len(result.refusals), 'problem')}. Nothing was changed.", file=sys.stderr)
        return 1
    if not result.files:
        print("The workbook says what the files say. There is nothing to change.")
        return 0
    if not options.yes and not agrees(f"Make {counted(len(result.changes), 'change')}? [y/N] "):
        return 1
    done = write(project, result.files, options.today, "./kb import")
    for refusal in done.refusals:
        say(f"kb: {refusal}", sys.stderr)
    if done.written:
        old = "The old one is" if len(done.written) == 1 else "The old ones are"
        print(f"Changed {counted(len(done.written), 'file')}. {old} in {done.folder}/.", file=sys.stderr)
    return 1 if done.refusals else 0
