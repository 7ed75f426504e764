"""Explain the codes of diagnostics, on a terminal and as the page ``docs/problems.md``."""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import fill, indent

from generator.diagnostics import Code
from generator.words.explanations import EXPLANATIONS, Explanation

WIDTH = 80
"""Columns of a terminal."""

_BY_SLUG = {code.slug: code for code in Code}
_PAGE_HEAD = """\
# Problems, and what to do

Each problem that `./kb check` or `./kb build` reports has a code in square brackets. This page explains them all; on
your own machine, `./kb explain CODE` explains one. The examples are from a partnership that does not exist.

## What `--fix` changes

`./kb check --fix` shows what can be put right in one way only, and asks before it changes a file. With `--yes` it does
not ask. The old files are kept in `build/.fixed/`, in a folder for each day.

| what | you wrote | it becomes |
|---|---|---|
| spaces at the end of a line | `title: Calls`, two spaces | `title: Calls` |
| a last line that does not end | | it ends |
| tabs and no-break spaces at the start of a line | a tab, `title: Calls` | the spaces that the record needs |
| a line that is one space out of line with those above | | it lines up with them |
| a missing space after a colon or a dash | `title:Calls` | `title: Calls` |
| curly quotes around a whole value that is wrong with them | `unit: “hour”` | `unit: "hour"` |
| a date with one reading, in a field for dates | `21/04/2021`, `1 April 2021` | `2021-04-21`, `2021-04-01` |
| capital letters in a word from a list, the name of a field, or an id | `strength: Will` | `strength: will` |
| an id that is not in the first line of its record | | moved up, if no comment is in between |

It leaves alone what has two readings, such as `04/05/2021`; curly quotes that are part of a text; the order of other
fields; and the text of a page below its front matter. It changes no file that is a link, that you may not write, or
that somebody saved while you read.
"""


def explain(slug: str) -> str | None:
    """Return the explanation of one code for a terminal; None if there is no such code."""
    code = _BY_SLUG.get(slug)
    return None if code is None else _on_terminal(code, EXPLANATIONS[code])


def closest_code(slug: str) -> str:
    """Return the code that is written most like ``slug``; empty if none is close."""
    return next(iter(get_close_matches(slug.lower(), _BY_SLUG, n=1)), "")


def list_codes() -> str:
    """Return every code with its meaning, for a terminal."""
    column = max(map(len, _BY_SLUG)) + 2
    rows = (fill(f"{c.slug:<{column}}{c.meaning}", WIDTH, subsequent_indent=" " * column) for c in Code)
    return "\n".join(rows)


def _on_terminal(code: Code, row: Explanation) -> str:
    def example(text: str) -> str:
        return "\n".join(fill(text, WIDTH - 4) if row.in_words else text for text in text.split("\n"))

    return "\n\n".join(
        (
            fill(f"{code.slug}: {code.meaning}", WIDTH),
            fill(row.why, WIDTH),
            f"Wrong, in {row.file}:\n{indent(example(row.wrong), '    ')}",
            f"Right:\n{indent(example(row.right), '    ')}",
            f"Reported by: {row.command}",
        )
    )


def problems_page() -> str:
    """Return ``docs/problems.md``: every code with its meaning, why it matters, and both examples."""
    return "\n".join((_PAGE_HEAD, *(_section(code, EXPLANATIONS[code]) for code in Code)))


def _paragraph(text: str) -> str:
    return fill(text, 120, break_on_hyphens=False, break_long_words=False)


def _section(code: Code, row: Explanation) -> str:
    def example(text: str) -> str:
        return _paragraph(text) if row.in_words else f"```\n{text}\n```"

    return "\n\n".join(
        (
            f"## {code.slug}",
            _paragraph(f"**{code.meaning}** {row.why}"),
            f"Wrong, in `{row.file}`:",
            example(row.wrong),
            "Right:",
            example(row.right),
            f"Reported by: `{row.command}`\n",
        )
    )
