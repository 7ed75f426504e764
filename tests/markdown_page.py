"""Write ``docs/markdown.md`` from the table of ``generator/model/markdown.py``: ``python -m tests.markdown_page``."""

import re
from pathlib import Path

from generator.model.markdown import ALLOWED, PAGE_ROWS

PAGE = Path(__file__).parents[1] / "docs" / "markdown.md"

_START = """\
# Markdown of pages

The pages of `content/` are written in Markdown. The website and the prints read it alike. `./kb check` reports what no
page understands, at its line and column, with what to write instead. This page is made from the table that the check
uses: `.venv/bin/python -m tests.markdown_page` writes it.

## What a page may use

- Headings go down one level at a time. The first is `##`: the title comes from `title:`.
- A picture needs words that say what it shows. So does a link: never “here” or “read more”.
- A table needs a head for each column.
- Words in other letters than ours need a language: `<span lang="ur" dir="rtl">…</span>`.
- A list in a list, and a second paragraph of an item, are indented by four spaces. A list has an empty line above it.
"""
_REFUSED = """
## What no page understands

In the examples, ↵ is a new line and · a space.

| what it is | typed | what happens | write instead |
|---|---|---|---|
"""
_RECORDS = """
In the records of `data/`, two stars on both sides make words bold: `**999**`. They have no other markup.
"""


def markdown_page() -> str:
    """Return the whole page."""
    allowed = (
        f"\n### {one.name[0].upper()}{one.name[1:]}\n\n````markdown\n{one.example}\n````\n\n"
        f"On the website: {one.site}. On paper: {'' if one.on_paper else 'no page that is printed can have it; '}"
        f"{_typed(one.paper)}.\n"
        for one in ALLOWED
    )
    refused = (
        f"| {row.name} | {_code(row.example)} | it {row.effect} | {_typed(row.instead)} |\n" for row in PAGE_ROWS
    )
    return "".join((_START, *allowed, _REFUSED, *refused, _RECORDS))


def _code(example: str) -> str:
    """Return an example as code in one cell of a table."""
    text = re.sub(r"^ +| {2,}", lambda match: "·" * len(match[0]), example, flags=re.MULTILINE)
    text = text.replace("|", "\\|").replace("\n", " ↵ ")
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _typed(instead: str) -> str:
    """Return what to write instead, with what is typed as code, and an ellipsis for the author's words."""
    text = instead.replace("{words}", "…").replace("{number}", "1").replace("|", "\\|")
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else _TYPED.sub(r"`\g<0>`", part) for part in parts)


_TYPED = re.compile(r"!?\[[^\]]*\]\([^)]*\)|\*\*[^*]*\*\*|</?\w[^>]*>(?:[^<]*</\w+>)?|&lt;[^&]*&gt;|https://…")


if __name__ == "__main__":
    PAGE.write_text(markdown_page())
