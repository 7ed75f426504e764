"""Measure this project and others, and write a page with the results."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engines import measure_hugo, measure_stock, measure_zensical
from benchmarks.measurement import CommandError, Figures, UnavailableError, describe_environment, median_value
from benchmarks.own_site import measure_check, measure_default, measure_fleet, measure_path, measure_pdfs, measure_site
from benchmarks.report import write_report
from benchmarks.results import GroupResult, load_result, load_results, save_result
from benchmarks.searching import measure_search
from benchmarks.targets import LARGE_SIZE, MIDDLE_SIZE, UNIT_SYMBOLS, format_number
from benchmarks.workspace import BenchmarkTask, Workspace


@dataclass(frozen=True, slots=True)
class BenchmarkGroup:
    """Figures that are measured together."""

    measure: Callable[[BenchmarkTask], Figures]
    size: str = ""
    """``all`` sizes, the ``middle`` one, or empty if there is only one."""
    rounds: int | None = None
    """The number of rounds; None is that of ``--rounds``, and 1 above the middle size."""
    slow: bool = False
    """Whether it is skipped above the middle size."""


GROUPS = {
    "site": BenchmarkGroup(measure_site, "all"),
    "stock": BenchmarkGroup(measure_stock, "all", slow=True),
    "zensical": BenchmarkGroup(measure_zensical, "all", slow=True),
    "hugo": BenchmarkGroup(measure_hugo, "all"),
    "path": BenchmarkGroup(measure_path, "middle", rounds=1),
    "PDFs": BenchmarkGroup(measure_pdfs, rounds=1),
    "default": BenchmarkGroup(measure_default, rounds=1),
    "fleet": BenchmarkGroup(measure_fleet, rounds=1),
    "check": BenchmarkGroup(measure_check, rounds=5),
    "search": BenchmarkGroup(measure_search, "middle", rounds=1),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the chosen groups, then write the page from all saved results."""
    options = _parser().parse_args(arguments)
    if options.work:
        return _run(options, options.work.resolve())
    if options.report:
        print("--report needs --work DIR, the folder with the results", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        return _run(options, Path(folder).resolve())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog="Example: python -m benchmarks --units 1 --only site,stock --work /tmp/benchmarks",
    )
    parser.add_argument(
        "--units",
        type=_sizes,
        default=(1, MIDDLE_SIZE, LARGE_SIZE),
        metavar="N,…",
        help=f"sizes in units (default: 1,{MIDDLE_SIZE},{LARGE_SIZE})",
    )
    parser.add_argument(
        "--rounds",
        type=_positive,
        default=3,
        metavar="N",
        help="the number of rounds (default: 3; 1 above the middle size)",
    )
    parser.add_argument(
        "--only", type=_groups, metavar="NAME,…", help=f"measure only these, again: {', '.join(GROUPS)}"
    )
    parser.add_argument(
        "--fleet", type=_positive, default=20, metavar="N", help="how many partnerships a fleet has (default: 20)"
    )
    parser.add_argument(
        "--stock-at-all-sizes",
        action="store_true",
        help="measure stock Material and Zensical above the middle size too",
    )
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="save results here, and measure only what is not there yet"
    )
    parser.add_argument(
        "--report", action="store_true", help="measure nothing; write the page from the results in --work"
    )
    page = Path("docs/performance.md")
    parser.add_argument("--write", type=Path, default=page, metavar="FILE", help=f"the page to write (default: {page})")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({_positive(part) for part in text.split(",")}))


def _groups(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := sorted(set(names) - set(GROUPS)):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    return names


def _run(options: argparse.Namespace, folder: Path) -> int:
    results = folder / "results"
    is_complete = options.report or _measure(options, Workspace(folder), results)
    write_report(load_results(results), options.write)
    print(f"Wrote {options.write}")
    return 0 if is_complete else 1


def _measure(options: argparse.Namespace, workspace: Workspace, results: Path) -> bool:
    """Measure and save what is not saved yet. Return whether every command succeeded."""
    workspace.folder.mkdir(parents=True, exist_ok=True)
    workspace.copy_code()
    environment, fingerprint, is_complete = describe_environment(), workspace.fingerprint(), True
    for name, units in _selected_groups(options):
        saved = load_result(results, name, units)
        if saved and saved.figures and saved.fingerprint == fingerprint and not options.only:
            print(f"{_title(name, units)}: measured before", flush=True)
            continue
        try:
            figures = _measure_group(name, units, options, workspace)
            save_result(results, GroupResult(name, units, environment, fingerprint, figures))
        except UnavailableError as error:
            print(f"{_title(name, units)}: not measured: {error}", flush=True)
            save_result(results, GroupResult(name, units, environment, fingerprint, not_measured=str(error)))
        except CommandError as error:
            print(f"{_title(name, units)}: {error}", file=sys.stderr)
            is_complete = False
    return is_complete


def _selected_groups(options: argparse.Namespace) -> Iterator[tuple[str, int]]:
    """Yield the groups and sizes to measure. Figures of one ratio are measured close together."""
    selected = {name: group for name, group in GROUPS.items() if not options.only or name in options.only}
    for units in options.units:
        yield from ((name, units) for name, group in selected.items() if group.size == "all")
    middle = min(options.units, key=lambda units: abs(units - MIDDLE_SIZE))
    yield from ((name, middle if group.size else 0) for name, group in selected.items() if group.size != "all")


def _measure_group(name: str, units: int, options: argparse.Namespace, workspace: Workspace) -> Figures:
    """Return the figures of a group, and print them."""
    group = GROUPS[name]
    if group.slow and units > MIDDLE_SIZE and not options.stock_at_all_sizes:
        raise UnavailableError("it takes long at this size; --stock-at-all-sizes measures it")
    rounds = group.rounds or (options.rounds if units <= MIDDLE_SIZE else 1)
    figures = group.measure(BenchmarkTask(workspace, units, rounds, options.fleet))
    for figure in figures:
        values = ((median_value(figures, figure, unit), symbol) for unit, symbol in UNIT_SYMBOLS.items())
        text = ", ".join(f"{format_number(value)} {symbol}" for value, symbol in values if value is not None)
        print(f"{_title(name, units)}: {figure}: {text}", flush=True)
    return figures


def _title(name: str, units: int) -> str:
    return f"{name} at {units} units" if units else name


if __name__ == "__main__":
    sys.exit(main())
