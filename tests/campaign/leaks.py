"""Plants every staff-only value, in every disguise, in every kind of file, and looks whether the leak scan finds it.

A round is one value in one disguise in one file. Rounds go through all values and disguises first, each in another kind
of file, and then on until every kind has had every one. A promised disguise that is not found is a failure; so is
an alarm in a folder that has none of the values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from generator.diagnostics import Code, Span
from generator.linking.staff.editions import for_edition
from generator.linking.staff.staff_values import StaffValue
from generator.loading.project import load
from generator.model.vocabulary import Edition
from generator.publishing.proofs.leak_scan import find_leaks
from tests.campaign.campaigns import Budget, Outcome
from tests.campaign.disguises import DISGUISES, Disguise
from tests.campaign.file_kinds import FILE_KINDS

PROJECT = Path(__file__).parents[1] / "projects" / "loamshire"
DEFAULT = Path(__file__).parents[2]
FEWEST_CHARACTERS = 8
"""The fewest letters and digits of a value for which every promise is made; shorter ones may not be split."""

VALUES = (
    "01632 960777",
    "01632 960 413",
    "07700 900461",
    "020 7946 0158",
    "0808 157 0942",
    "desk.seven@example.org",
    "night-team@loam.example.org",
    "Ardal Penhallow",
    "Marisa Tolland Quay",
    "contact-night-desk",
    "Night desk seven",
    "The night desk of Loam",
    "Single Point of Contact",
    "Use the side door and ask for the duty officer.",
    "Only for cases of high risk, from 6pm to 7am",
    "https://example.org/staff/rota",
    "Tŷ Canol desk",
    "Unit 14, Loamfield Works, Ash Lane",
    "paper-night-log",
    "Handover of the night desk: cases, risks and who was rung",
)
"""Values of every form that a staff record may have; a project's own are added to them."""


@dataclass
class Tally:
    """What was planted and what was found."""

    plantings: int = 0
    files: Counter[str] = field(default_factory=Counter)
    not_promised_found: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)


def run(budget: Budget) -> Outcome:
    """Run the campaign. A round is one planting."""
    values = all_values()
    tally = Tally()
    with TemporaryDirectory() as folder:
        for rounds, (value, disguise, kind) in enumerate(plantings(values, Random(budget.seed))):
            if not budget.allows(rounds):
                break
            _try(Path(folder), value, disguise, kind, Random(f"{budget.seed} {rounds}"), tally)
        false_alarms = _false_alarms(Path(folder), values)
    tally.findings += false_alarms
    counts = {
        "staff-only values": len(values),
        "disguises": len(DISGUISES),
        "kinds of files": len(FILE_KINDS),
        "plantings": tally.plantings,
    }
    also = ", ".join(name for name, _ in sorted(tally.not_promised_found.items()))
    return Outcome(counts, tuple(tally.findings), {"found though not promised": also or "none"})


def all_values() -> tuple[StaffValue, ...]:
    """Return the values above and the staff-only values of Loamshire and of the default content, each once."""
    made = [StaffValue("contact-made", "note", text, Span("data/staff/contacts.yml", 1)) for text in VALUES]
    for project in (PROJECT, DEFAULT):
        made += for_edition(load(project)[0], Edition.PUBLIC)[1]
    unique = {value.text: value for value in made}
    return tuple(unique.values())


def plantings(values: tuple[StaffValue, ...], rng: Random) -> Iterator[tuple[StaffValue, Disguise, str]]:
    """Yield every value in every disguise that fits it, in one kind of file each, then in the next, until all were."""
    kinds = list(FILE_KINDS)
    pairs = [(value, disguise) for value in values for disguise in DISGUISES if disguise.fits(value.text)]
    rng.shuffle(pairs)
    for turn in range(len(kinds)):
        for n, (value, disguise) in enumerate(pairs):
            yield value, disguise, kinds[(n + turn) % len(kinds)]


def is_promised(value: str, disguise: Disguise) -> bool:
    """Return whether the scan promises to find a value in a disguise."""
    return disguise.promised and sum(map(str.isalnum, value)) >= FEWEST_CHARACTERS


def _try(folder: Path, value: StaffValue, disguise: Disguise, kind: str, rng: Random, tally: Tally) -> None:
    name, make = FILE_KINDS[kind]
    spelled = disguise.spell(value.text, rng)
    try:
        content = make(spelled)
    except UnicodeEncodeError:
        return  # the kind of file has no such letters
    path = folder / name
    path.write_bytes(content)
    problems = find_leaks(folder, [value])
    path.unlink()
    tally.plantings += 1
    is_found = any(problem.code is Code.STAFF_ONLY_LEAK for problem in problems)
    if any(problem.code is Code.UNREADABLE_ARTEFACT for problem in problems):
        tally.findings.append(f"{kind} was refused: {problems[-1].message}")
    elif is_found and not disguise.promised:
        tally.not_promised_found[disguise.name] += 1
    elif not is_found and is_promised(value.text, disguise):
        tally.findings.append(f"not found: {value.text!r} as {spelled!r} ({disguise.name}) in {kind}")


INNOCENT = (
    "Ring 01632 960778 or 020 7946 0159. We answer within 24 hours.",
    "101632 9607771 and 0163 2960777000",
    "help.desk.seven@example.org and desk.seventy@example.org",
    "Night desk sevenfold; a desk at night; the Loam of the night",
    "Penhallows of Ardale, and Quayside",
    "1632 cases, 960 of them in 2016, and 777 in 2017",
    "#960777 960777px a960777 0.960777 3,960,777",
)


def _false_alarms(folder: Path, values: tuple[StaffValue, ...]) -> list[str]:
    """Return a line for each value that is found in a file that has none."""
    for name, make in FILE_KINDS.values():
        (folder / name).write_bytes(make("\n".join(INNOCENT)))
    return [f"a false alarm: {problem}" for problem in find_leaks(folder, values)]
