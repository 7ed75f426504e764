"""Measure a fleet of made partnerships: ``python -m benchmarks.fleet --count 20``.

Each is what ``kb new`` writes, with a name and an area of its own. Measured are one built alone, all as a fleet with an
empty store, the same fleet the next time, and the same fleet after a national number has changed in the pack.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cache import PACKAGE
from generator.disk import write_new
from generator.new_project import Answers, nations, project_files

DAY = "2026-11-30"
NEW_NUMBER = "08081 570100"
"""Of those that Ofcom keeps for drama."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took, with all processes that it started."""

    cpu: float
    """Seconds."""
    wall: float


def main() -> int:
    """Measure, and print the figures and their ratios."""
    parser = argparse.ArgumentParser(description="Measure a fleet of made partnerships.")
    parser.add_argument("--count", type=int, default=20, help="how many partnerships")
    parser.add_argument("--no-pdf", action="store_true", help="without files to print")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        _measure(Path(folder), options.count, with_prints=not options.no_pdf)
    return 0


def _measure(folder: Path, count: int, *, with_prints: bool) -> None:
    shutil.copytree(PACKAGE, folder / "program" / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    names = [f"place-{n:02}" for n in range(1, count + 1)]
    for n, name in enumerate(names, 1):
        title = f"Place {n:02}"
        for path, content in project_files(Answers(f"{title} partnership", title, title, nations()["wales"])).items():
            write_new(folder / name / path, content)
    pdf = "" if with_prints else ", pdf: no"
    listed = "".join(f"  - {{name: {name}, folder: {name}{pdf}}}\n" for name in names)
    (folder / "fleet.yml").write_text(f"partnerships:\n{listed}output: sites\n")
    fleet = ("fleet", str(folder / "fleet.yml"))
    alone = _run(folder, "build", "--project", str(folder / names[0]), *([] if with_prints else ["--no-pdf"]))
    _say("one alone, cold", alone)
    cold = _run(folder, *fleet)
    _say(f"a fleet of {count}, cold", cold)
    again = _run(folder, *fleet)
    _say("the same fleet, nothing changed", again)
    contacts = folder / "program" / "generator" / "packs" / "england-and-wales" / "data" / "contacts.yml"
    text = contacts.read_text()
    changed = re.sub(r'value: "0[0-9 ]{9,}"', f'value: "{NEW_NUMBER}"', text, count=1)
    if changed == text:
        raise SystemExit("the pack has no contact with a telephone number any more")
    contacts.write_text(changed)
    edited = _run(folder, *fleet)
    _say("the same fleet, one national number changed", edited)
    _say_ratio(f"cold ÷ {count} × one alone", cold, Spent(count * alone.cpu, count * alone.wall))
    _say_ratio("one number ÷ cold", edited, cold)
    _say_ratio("nothing ÷ cold", again, cold)


def _run(folder: Path, *arguments: str) -> Spent:
    before, start = _cpu(), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(folder / "program")}
    command = [sys.executable, "-m", "generator", *arguments, "--today", DAY]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{ran.stdout}{ran.stderr}")
    return Spent(_cpu() - before, time.monotonic() - start)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _say(what: str, spent: Spent) -> None:
    print(f"{what}: {spent.cpu:.1f} s of CPU, {spent.wall:.1f} s of time", flush=True)


def _say_ratio(what: str, spent: Spent, other: Spent) -> None:
    print(f"{what}: {spent.cpu / other.cpu:.2f} of CPU, {spent.wall / other.wall:.2f} of time")


if __name__ == "__main__":
    sys.exit(main())
