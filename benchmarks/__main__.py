"""Measure this project beside others, and write a page about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engines import measure_hugo, measure_stock, measure_zensical
from benchmarks.kept import Found, all_kept, keep, kept
from benchmarks.measuring import FailedError, Figures, NotMeasuredError, measured_on, middle
from benchmarks.own_site import measure_check, measure_default, measure_site
from benchmarks.printing import measure_prints
from benchmarks.report import write_report
from benchmarks.searching import measure_search
from benchmarks.targets import SIGNS, shown
from benchmarks.workplace import Task, Workplace

MIDDLE = 10
"""The size, in units, of which there are about 1,000 pages and 160 PDFs."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is measured together, at every size (``sized``), at the middle one (``middle``) or at the only one."""

    measure: Callable[[Task], Figures]
    size: str = ""
    rounds: int | None = None
    """How often, whatever was asked for; None is as often as was asked for, and once above the middle size."""
    slow: bool = False
    """Whether it is left out above the middle size."""


GROUPS = {
    "site": Group(measure_site, "sized"),
    "stock": Group(measure_stock, "sized", slow=True),
    "zensical": Group(measure_zensical, "sized", slow=True),
    "hugo": Group(measure_hugo, "sized"),
    "prints": Group(measure_prints, "middle", rounds=1),
    "default": Group(measure_default, rounds=1),
    "check": Group(measure_check, rounds=5),
    "search": Group(measure_search, "middle", rounds=1),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for, then write the page from everything that is kept."""
    options = _parser().parse_args(arguments)
    if options.work:
        return _run(options, options.work.resolve())
    if options.report:
        print("--report writes from what --work DIR holds; name that folder", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        return _run(options, Path(folder).resolve())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--units", type=_sizes, default=(1, MIDDLE, 30), metavar="N,…", help="sizes (default: 1,10,30)")
    parser.add_argument("--rounds", type=_positive, default=3, metavar="N", help="how often (default: 3; slow ones 1)")
    parser.add_argument("--only", type=_groups, metavar="NAME,…", help=f"only these, anew: {', '.join(GROUPS)}")
    parser.add_argument("--sample", type=_positive, metavar="N", help="print only N documents one by one, and scale")
    parser.add_argument("--stock-at-all-sizes", action="store_true", help="stock Material and Zensical at 30 units too")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep everything here and go on from what is there")
    parser.add_argument("--report", action="store_true", help="measure nothing; write the page from what is in --work")
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
    whole = options.report or _measure(options, Workplace(folder), results)
    write_report(all_kept(results), options.write)
    print(f"Wrote {options.write}")
    return 0 if whole else 1


def _measure(options: argparse.Namespace, place: Workplace, results: Path) -> bool:
    """Measure and keep what is not kept from before; whether every command did its work."""
    place.folder.mkdir(parents=True, exist_ok=True)
    place.copy_code()
    surroundings, code, whole = measured_on(), place.digest(), True
    for name, units in _wanted(options):
        before = kept(results, name, units)
        if before and before.figures and before.code == code and not options.only:
            print(f"{_called(name, units)}: kept from before", flush=True)
            continue
        try:
            keep(results, Found(name, units, surroundings, code, _figures(name, units, options, place)))
        except NotMeasuredError as why:
            print(f"{_called(name, units)}: not measured: {why}", flush=True)
            keep(results, Found(name, units, surroundings, code, not_measured=str(why)))
        except FailedError as why:
            print(f"{_called(name, units)}: {why}", file=sys.stderr)
            whole = False
    return whole


def _wanted(options: argparse.Namespace) -> Iterator[tuple[str, int]]:
    """The groups and sizes to measure: what is to be divided by each other close together."""
    chosen = {name: group for name, group in GROUPS.items() if not options.only or name in options.only}
    for units in options.units:
        yield from ((name, units) for name, group in chosen.items() if group.size == "sized")
    nearest = min(options.units, key=lambda units: abs(units - MIDDLE))
    yield from ((name, nearest if group.size else 0) for name, group in chosen.items() if group.size != "sized")


def _figures(name: str, units: int, options: argparse.Namespace, place: Workplace) -> Figures:
    """What a group found, said as well."""
    group = GROUPS[name]
    if group.slow and units > MIDDLE and not options.stock_at_all_sizes:
        raise NotMeasuredError("it takes long at this size; --stock-at-all-sizes measures it")
    rounds = group.rounds or (options.rounds if units <= MIDDLE else 1)
    figures = group.measure(Task(place, units, rounds, options.sample))
    for what in figures:
        values = ((middle(figures, what, unit), sign) for unit, sign in SIGNS.items())
        told = ", ".join(f"{shown(value)} {sign}" for value, sign in values if value is not None)
        print(f"{_called(name, units)}: {what}: {told}", flush=True)
    return figures


def _called(name: str, units: int) -> str:
    return f"{name} at {units} units" if units else name


if __name__ == "__main__":
    sys.exit(main())
