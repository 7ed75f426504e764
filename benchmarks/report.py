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

**From nothing.** A profile of one process counts, of 100 parts: 18 for Markdown, 7 for the templates of MkDocs, 18
for finishing pages (repairs, styles, policy, what search needs), 18 for the search for staff-only values, 13 for
reading and linking records, 7 for rendering our pages, 2 for the search index. The first four are shared by all
processors. Stock Material does the first two, and an index of its own. What is left in one process limits what more
processors bring: reading and linking, rendering, writing the tree, and the start of each worker, which imports MkDocs
and reads the navigation.

**After an edit.** One page is built. Half of the time is reading and linking all records, with the import of their
models; then all pages are rendered to know which have changed, and their files and links are checked.

**PDFs.** What is ours is a second layout where a page would be nearly empty, the repair of the file for screen
readers, and the checks of markup and layout.

**An edit of a promise.** The promise is in guides, slides, handouts, packs and lists, in two sizes. All of these
change; no other is made.

**The next day.** Nothing but a date differs, and that is known only once all pages and prints have been rendered
again.

**The first `check`.** A third is importing our models, most of it pydantic's own building of them; it builds none
when it is imported alone. The rest is reading and linking every record, packs among them. The second `check` needs
none of that.

**Fleets.** Every page and every file to print names its partnership, so what two partnerships share are fonts,
pictures and checked templates. A fleet saves what a second project in the same process need not do again, and uses
all processors.
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
