"""The page that tells what was measured, and its drawing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.chart import Bar, drawing
from benchmarks.kept import Found
from benchmarks.measuring import middle
from benchmarks.targets import EVERY_BUILD, SIGNS, TARGETS, Everything, scaled, shown, verdict

_INTRO = """\
# How long it takes

This page is written by `python -m benchmarks`. It says how long this project takes, and how much memory it needs,
beside other programs that do the same work on the same pages on the same machine.

The sites are of a partnership that does not exist, made in three sizes of about 126, 1,000 and 3,000 pages
(`benchmarks/partnership.py`). The PDFs are the first of it in the middle size; a process for each of them is WeasyPrint
alone, which neither checks nor repairs what it makes. Their seconds are those of making them, without reading the
project. Besides, there is the partnership that this repository publishes.

"Cold" is a build from nothing: what earlier builds left is deleted, and so is the cache.
"Nothing changed" is the same command again. An edit changes one word, and each edit is another one.

A figure is the median of all times it was measured; these stand in the last column. Seconds are those that pass on a
clock, of programs from their start to their end. The memory is the most that the largest process of a program held at
once: the processes are not added up. Ratios are of figures of one run on one machine. A machine that is slower or
faster changes the seconds, and the ratios less.

To measure again, from the folder of the repository, with the packages of the tests installed (`./kb test` installs
them):

```
.venv/bin/python -m benchmarks
```

It takes long. `python -m benchmarks --help` says how to do a part of it.
"""

_WHAT_HOLDS = """\
## What holds what is not met

**From nothing.** MkDocs turns Markdown into HTML page by page, which is the largest part. Then each page is repaired
for keyboards and screen readers, gets its policy, is searched for what only staff may see, and is indexed: stock
Material does none of that, and its own index, which it does make, is fetched whole. Tried and kept: menus that hold
what can be looked through, each page read once and written once, no second copy of a file that says the same,
Pagefind beside the other proofs. Not done: two engines side by side, which two processors that share their strength
repay little.

**After an edit.** Only the pages that show it are made, but the search index is made anew from all of them: Pagefind
cannot add a page to an index. That, reading and linking all records, and starting Python with the models of all
records are most of the time. Tried: one thread or two for Pagefind, and pages stripped of all but their article;
neither pays for itself. An index in parts would leave most parts alone, but each part brings a program of 72 KB of
its own to the reader's browser, who pays for it on a phone.

**PDFs.** A process for each costs its start, which is shared here; the layout of each page costs what it costs, and
is the same for both. What is made here is also repaired and measured for faults, which the other is not. The target
would need prints of a page or so.

**An edit of a promise.** It stands in guides, slides, handouts, packs and lists in two sizes, and all of them are
other files afterwards; nothing else is made. An edit that shows in few of them is as quick as the table says.

**The first `check`.** Importing pydantic alone makes no model. Here there are models for every kind of record, and
every record is read and linked. The second answers without any of it.
"""

_TITLES = {
    "site": "This project, no PDFs",
    "stock": "Stock Material for MkDocs on the Markdown that this project wrote",
    "zensical": "Zensical on the same Markdown and settings",
    "hugo": "Hugo with one bare layout on the same Markdown, as the floor",
    "prints": "Making PDFs",
    "default": "This repository's partnership, both editions and all PDFs",
    "check": "Checking this repository's partnership",
    "search": "What a browser fetches to search",
}
_BARS = (
    *(("site", name, f"this project, {name}", 0) for name in EVERY_BUILD),
    ("stock", "cold", "stock Material", 1),
    ("zensical", "cold", "Zensical, cold", 2),
    ("zensical", "nothing changed", "Zensical, nothing changed", 2),
    ("zensical", "one edit", "Zensical, one edit", 2),
    ("hugo", "cold", "Hugo, one bare layout", 3),
)


def write_report(everything: Everything, page: Path) -> None:
    """Write the page, and its drawing beside it."""
    chart = page.with_suffix(".svg")
    page.parent.mkdir(parents=True, exist_ok=True)
    parts = [_INTRO, "\n".join(_made_on(everything)), "\n".join(_targets(everything))]
    units = _size_of_chart(everything)
    if units is not None:
        title, bars = f"Seconds to build {_pages(everything[('site', units)])}", _bars(everything, units)
        chart.write_text(drawing(title, bars), encoding="utf-8")
        parts.append(f"## {title}\n\n![{title}: the figures stand in the tables below.]({chart.name})\n")
    parts += [_WHAT_HOLDS, "\n".join(_everything(everything))]
    page.write_text("\n".join(parts), encoding="utf-8")


def _made_on(everything: Everything) -> Iterator[str]:
    yield "## What it was measured on\n"
    surroundings: dict[str, list[str]] = {}
    for found in everything.values():
        for name, value in found.measured_on.items():
            surroundings.setdefault(name, [])
            if value not in surroundings[name]:
                surroundings[name].append(value)
    for name, values in surroundings.items():
        yield f"- {name}: {' and '.join(values)}"
    if len(surroundings.get("commit", [])) > 1:
        yield "\nNot everything was measured at the same commit; each table says at which."
    yield ""


def _targets(everything: Everything) -> Iterator[str]:
    yield "## What is asked of it\n"
    yield "| Work | At most | Measured | Figures | |\n| --- | ---: | ---: | --- | --- |"
    for target in TARGETS:
        said = verdict(target, everything)
        yield f"| {said.work} | {said.limit} | {said.measured} | {said.figures} | {said.said} |"
    yield ""


def _size_of_chart(everything: Everything) -> int | None:
    sizes = [units for group, units in everything if group == "site"]
    return min(sizes, key=lambda units: abs(units - 10), default=None)


def _bars(everything: Everything, units: int) -> list[Bar]:
    bars = []
    for group, name, label, kind in _BARS:
        found = everything.get((group, units))
        seconds = middle(found.figures, name, "seconds") if found else None
        if seconds is not None:
            bars.append(Bar(label, seconds, f"{shown(seconds)} s", kind))
    return bars


def _everything(everything: Everything) -> Iterator[str]:
    yield "## Everything that was measured\n"
    several = len({found.measured_on.get("commit") for found in everything.values()}) > 1
    order = list(_TITLES)
    for (group, units), found in sorted(everything.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        size = _pages(found) if group != "check" else ""
        yield f"### {_TITLES[group]}{f': {size}' if size else ''}\n"
        if several:
            yield f"Commit: {found.measured_on.get('commit')}.\n"
        yield from _table(found) if found.figures else [f"Not measured{_of(units)}: {found.not_measured}."]
        yield ""


def _of(units: int) -> str:
    return f" at {units} unit{'' if units == 1 else 's'}" if units else ""


def _table(found: Found) -> Iterator[str]:
    units = [unit for unit in SIGNS if any(unit in values for values in found.figures.values())]
    yield f"| Work | {' | '.join(SIGNS[unit] for unit in units)} | Each time |"
    yield f"| --- |{' ---: |' * len(units)} --- |"
    for name, values in found.figures.items():
        cells = [shown(median(values[unit])) if unit in values else "" for unit in units]
        each = ", ".join(f"{shown(value)} {SIGNS[units[0]]}" for value in values.get(units[0], []))
        yield f"| {name}{scaled(values)} | {' | '.join(cells)} | {each} |"


def _pages(found: Found) -> str:
    """How much was made, in words."""
    counts = ((middle(found.figures, "cold", unit), word) for unit, word in (("pages", "pages"), ("prints", "PDFs")))
    return " and ".join(f"{count:,.0f} {word}" for count, word in counts if count)
