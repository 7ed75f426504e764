"""Write the results as a Markdown page with a chart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.chart import Bar, bar_chart
from benchmarks.measurement import median_value
from benchmarks.results import GroupResult, Results
from benchmarks.targets import ALL_BUILDS, MIDDLE_SIZE, TARGETS, UNIT_SYMBOLS, evaluate, format_number

_INTRO = """\
# How long it takes

This page compares the time and memory of this project with other programs, on the same pages and the same machine.
`python -m benchmarks` writes it.

**Pages.** The sites are of a fictional partnership in three sizes: about 180, 1,000 and 3,000 pages
(`benchmarks/partnership.py`). There is also the partnership of this repository.

**Builds.** "Cold" is a build from nothing, without earlier output and without a cache. "Nothing changed" is the same
command again. An edit changes one word, a different one each time.

**The longest path** is how long a build takes where each process has a processor of its own. It is put together from
parts that were measured one by one (`benchmarks/longest_path.py`), as this machine has too few processors.

**Figures.** A figure is the median of all values in the last column. Seconds are wall-clock time from the start of a
program to its end, where nothing else is said. Memory is the peak of the largest process; processes are not added up.
Ratios are of figures of one run on one machine. Another machine changes the seconds, and the ratios less.

To measure again, install the packages of the tests (`./kb test` does), then run this in the repository. It takes
long:

```
.venv/bin/python -m benchmarks
```

To measure only a part, see `.venv/bin/python -m benchmarks --help`.
"""

_EXPLANATION = """\
## Why some targets are not met

**From nothing.** MkDocs converts Markdown to HTML page by page. This is the largest part. Then each page is repaired
for keyboards and screen readers, gets its security policy, is searched for staff-only values, and is indexed. Stock
Material does none of this but its own search index. These helped: shorter menus, reading and writing each page once,
and hard links for unchanged files. Not done: two engines side by side, since the two processors here share their
capacity and would gain little.

**After an edit.** Only the pages that show the edit are built. Most of the time goes to reading and linking all
records, and to starting Python with the models of all records.

**PDFs.** Our processes share the start-up cost of "a process for each". The layout of each page costs both the same.
Our PDFs are also repaired and checked; the others are not. Only prints of about one page could meet the target.

**An edit of a promise.** The promise is in guides, slides, handouts, packs and lists, in two sizes. All of these PDFs
change; no other is made. An edit in fewer PDFs is as fast as the table shows.

**The first `check`.** Importing pydantic creates no models. Here there are models for every kind of record, and every
record is read and linked. The second `check` needs none of that.
"""

_TITLES = {
    "site": "This project, no PDFs",
    "stock": "Stock Material for MkDocs on the Markdown of this project",
    "zensical": "Zensical on the same Markdown and settings",
    "hugo": "Hugo with one minimal layout on the same Markdown, as a lower bound",
    "path": "The longest path of a build without PDFs, from nothing, by processes",
    "PDFs": "All PDFs of this repository's partnership, in seconds of the processor",
    "default": "This repository's partnership, both editions and all PDFs",
    "check": "Checking this repository's partnership",
    "fleet": "A fleet of made partnerships, no PDFs",
    "search": "Bytes that a browser fetches to search",
}
_CHART_BARS = (
    *(("site", name, f"this project, {name}", 0) for name in ALL_BUILDS),
    ("stock", "cold", "stock Material", 1),
    ("zensical", "cold", "Zensical, cold", 2),
    ("zensical", "nothing changed", "Zensical, nothing changed", 2),
    ("zensical", "one edit", "Zensical, one edit", 2),
    ("hugo", "cold", "Hugo, one minimal layout", 3),
)


def write_report(results: Results, page: Path) -> None:
    """Write the page, and the chart beside it as SVG."""
    chart = page.with_suffix(".svg")
    page.parent.mkdir(parents=True, exist_ok=True)
    parts = [_INTRO, "\n".join(_environment(results)), "\n".join(_targets(results))]
    units = _chart_size(results)
    if units is not None:
        title, bars = f"Seconds to build {_output_counts(results[('site', units)])}", _bars(results, units)
        chart.write_text(bar_chart(title, bars), encoding="utf-8")
        parts.append(f"## {title}\n\n![{title}: the tables below have the figures.]({chart.name})\n")
    parts += [_EXPLANATION, "\n".join(_tables(results))]
    page.write_text("\n".join(parts), encoding="utf-8")


def _environment(results: Results) -> Iterator[str]:
    yield "## Machine and versions\n"
    values_by_name: dict[str, list[str]] = {}
    for result in results.values():
        for name, value in result.environment.items():
            values = values_by_name.setdefault(name, [])
            if value not in values:
                values.append(value)
    for name, values in values_by_name.items():
        yield f"- {name}: {' and '.join(values)}"
    if len(values_by_name.get("commit", [])) > 1:
        yield "\nNot everything was measured at the same commit. Each table names its commit."
    yield ""


def _targets(results: Results) -> Iterator[str]:
    yield "## Targets\n"
    yield "| Work | At most | Measured | Figures | |\n| --- | ---: | ---: | --- | --- |"
    for target in TARGETS:
        row = evaluate(target, results)
        yield f"| {row.title} | {row.limit} | {row.measured} | {row.figures} | {row.result} |"
    yield ""


def _chart_size(results: Results) -> int | None:
    """Return the measured size nearest to the middle one; None if there is none."""
    sizes = [units for group, units in results if group == "site"]
    return min(sizes, key=lambda units: abs(units - MIDDLE_SIZE), default=None)


def _bars(results: Results, units: int) -> list[Bar]:
    bars = []
    for group, name, label, colour in _CHART_BARS:
        result = results.get((group, units))
        seconds = median_value(result.figures, name, "seconds") if result else None
        if seconds is not None:
            bars.append(Bar(label, seconds, f"{format_number(seconds)} s", colour))
    return bars


def _tables(results: Results) -> Iterator[str]:
    yield "## All figures\n"
    has_several_commits = len({result.environment.get("commit") for result in results.values()}) > 1
    order = list(_TITLES)
    for (group, units), result in sorted(results.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        counts = _output_counts(result) if group != "check" else ""
        yield f"### {_TITLES[group]}{f': {counts}' if counts else ''}\n"
        if has_several_commits:
            yield f"Commit: {result.environment.get('commit')}.\n"
        yield from _table(result) if result.figures else [f"Not measured{_at_size(units)}: {result.not_measured}."]
        yield ""


def _at_size(units: int) -> str:
    return f" at {units} unit{'' if units == 1 else 's'}" if units else ""


def _table(result: GroupResult) -> Iterator[str]:
    units = [unit for unit in UNIT_SYMBOLS if any(unit in values for values in result.figures.values())]
    yield f"| Work | {' | '.join(UNIT_SYMBOLS[unit] for unit in units)} | Each time |"
    yield f"| --- |{' ---: |' * len(units)} --- |"
    for name, values in result.figures.items():
        cells = [format_number(median(values[unit])) if unit in values else "" for unit in units]
        each = ", ".join(f"{format_number(value)} {UNIT_SYMBOLS[units[0]]}" for value in values.get(units[0], []))
        yield f"| {name} | {' | '.join(cells)} | {each} |"


def _output_counts(result: GroupResult) -> str:
    """Return the number of pages and PDFs of a cold build, in words."""
    units = (("pages", "pages"), ("prints", "PDFs"))
    counts = ((median_value(result.figures, "cold", unit), noun) for unit, noun in units)
    return " and ".join(f"{count:,.0f} {noun}" for count, noun in counts if count)
