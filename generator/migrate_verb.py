"""The verb ``migrate`` of the command line: bring the files of an earlier data format to the present one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.model.vocabulary import counted
from generator.terminal import agrees, say


def migrate(project: Path, options: argparse.Namespace) -> int:
    """Show what would change, and change it if the user agrees; return the exit code."""
    from generator.fix import diff
    from generator.migrate import apply, propose
    from generator.model.data_format import DATA_FORMAT

    found = propose(project)
    for change in found.changes:
        print(f"{change.path}\n{diff(change)}\n")
    if found.by_hand:
        print("To write by hand:\n" + "".join(f"  {line}\n" for line in found.by_hand))
    if not found.changes:
        say(f"No file changes: what can be migrated is in data format {DATA_FORMAT}.", sys.stderr)
        return 1 if found.by_hand else 0
    these = counted(len(found.changes), "file")
    if not options.yes and not agrees(f"Change {these}? [y/N] "):
        return 1
    result = apply(project, found.changes, options.today)
    for refusal in result.refusals:
        say(f"kb: {refusal}", sys.stderr)
    if result.written:
        written = counted(len(result.written), "file")
        say(f"Changed {written}. What they were is in {result.folder}/. Next: ./kb check", sys.stderr)
    return 1 if result.refusals else 0
