"""The verb ``fleet`` of the command line: build many partnerships, and say what became of each."""

from __future__ import annotations

import argparse
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import format_diagnostics
from generator.model.vocabulary import counted
from generator.terminal import print_diagnostics, say, usage_error

if TYPE_CHECKING:
    from generator.fleet.run import Outcome

_HELP = (
    "Check and build the sites of many partnerships, each into a folder of its own. One that fails keeps its last site "
    "and stops nobody. What was made is kept, and made again only where something has changed."
)
_NEEDS = ("cryptography", "distributed", "fsspec")
_INSTALL = "to build a fleet, install what it needs: pipx install 'community-safety-kb[fleet]'"


def add_fleet_verb(verbs: Any) -> argparse.ArgumentParser:
    """Add ``fleet`` and its options to the verbs of the command line, and return its parser."""
    verb: argparse.ArgumentParser = verbs.add_parser(
        "fleet",
        help="build the sites of many partnerships",
        description=_HELP,
        epilog="Example: ./kb fleet fleet.yml",
    )
    verb.add_argument("file", metavar="FLEET.yml", help="the file that lists the partnerships")
    verb.add_argument(
        "--scheduler",
        type=_scheduler,
        metavar="ADDRESS",
        help="let the workers of a Dask scheduler do it: tcp://HOST:PORT or tls://HOST:PORT (default: processes here)",
    )
    verb.add_argument("--dashboard", action="store_true", help="show Dask's dashboard, on this machine alone")
    return verb


def fleet(options: argparse.Namespace) -> int:
    """Build a fleet and return the exit code: 1 if a partnership failed."""
    if any(find_spec(package) is None for package in _NEEDS):
        return usage_error(_INSTALL)
    if options.dashboard and not options.scheduler and find_spec("bokeh") is None:
        return usage_error("to show the dashboard, install what it needs: pipx inject community-safety-kb bokeh")
    from generator.fleet.run import NoSchedulerError, fleet_problems, run_fleet
    from generator.loading.fleet_file import read_fleet

    one, problems = read_fleet(Path(options.file))
    if one and not problems:
        problems = fleet_problems(one)
    if one is None or problems:
        print_diagnostics(problems, "text")
        print("Nothing was built, because of what is wrong in the fleet's file.", file=sys.stderr)
        return 1
    try:
        outcomes = run_fleet(
            one,
            options.today,
            scheduler=options.scheduler,
            dashboard=options.dashboard,
            say=lambda line: print(line, file=sys.stderr, flush=True),
        )
    except NoSchedulerError as error:
        return usage_error(f"no scheduler of Dask answers at {options.scheduler}: {error}")
    _print_result(outcomes, one.store)
    return 0 if all(outcome.is_published for outcome in outcomes) else 1


def _print_result(outcomes: tuple[Outcome, ...], store: str) -> None:
    for outcome in outcomes:
        if outcome.diagnostics:
            say(f"{outcome.name}:\n{format_diagnostics(outcome.diagnostics, 'text')}\n")
    if fault := next((outcome.store_fault for outcome in outcomes if outcome.store_fault), ""):
        print(f"The store {store} could not be used ({fault}), so results were not kept or reused.", file=sys.stderr)
    for outcome in sorted(outcomes, key=lambda outcome: outcome.name):
        print(f"{outcome.name}: {outcome.line}")
        if not outcome.is_searched:
            print(f"{outcome.name}: nothing was searched for, since data/staff/ has nothing that only staff may see")
    built = sum(outcome.is_published for outcome in outcomes)
    changed = sum(bool(outcome.changed) for outcome in outcomes)
    failed = f"; {counted(len(outcomes) - built, 'partnership')} failed" if built < len(outcomes) else ""
    print(f"Built {counted(built, 'partnership')}, {changed} of them with changes{failed}.")


def _scheduler(text: str) -> str:
    if re.fullmatch(r"(tcp|tls)://[^\s/]+:\d+", text):
        return text
    raise argparse.ArgumentTypeError("write the address of a scheduler: tcp://HOST:PORT")
