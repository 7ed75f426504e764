"""Write ``docs/markdown.md`` from the table of ``generator/model/markdown.py``: ``python -m tests.markdown_page``."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model.allowed_html import ALLOWED_HTML, EXTRA_HTML, FOR_ALL
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
_HTML = """
## HTML

A page needs hardly any HTML. It may have these elements, and no others:

| for | elements | attributes of their own |
|---|---|---|
"""
_AROUND = """
Each of them may also have {for_all}. A class or an id that the site uses itself, such as `md-…`, `kb-…` or `__…`, is
refused, since with it a page could cover the button that leaves the site. So is every other element or attribute:
scripts, styles, forms, frames, drawings in the text, `on…`, and addresses such as `javascript:` and `data:`.

`./kb check` refuses it at its line and column. A page is also read as a browser reads it, so that HTML that looks like
code or a remark is found too. When a page is published, nh3 takes out whatever is not in the table, and closes what is
left open. The words of a remark are taken out: no reader of a page's source sees them.

### Allow more

One line in `mkdocs.yml` allows more on all pages of your site, such as `allowed_html: [video]`:

| word | what it is for | elements and attributes |
|---|---|---|
"""
_NEVER = """
Nothing else can be allowed, and no setting allows scripts, `on…` or an address that runs one. The staff's page of
reviews lists what your settings allow. What is allowed obeys the security policy of each page like everything else: a
file of the site itself is shown or played, and one of another host is not fetched.
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
    return "".join((_START, *allowed, _html(), _REFUSED, *refused, _RECORDS))


def _html() -> str:
    """Return the part on HTML."""
    rows = (f"| {row.name} | {_listed(row.elements)} | {_attributes(row.attributes)} |\n" for row in ALLOWED_HTML)
    extra = (f"| `{one.value}` | {row.use} | {_attributes(row.attributes)} |\n" for one, row in EXTRA_HTML.items())
    return "".join((_HTML, *rows, _AROUND.format(for_all=_listed(FOR_ALL)), *extra, _NEVER))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _attributes(elements: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"`{name}`: {_listed(own)}" if own else f"`{name}`" for name, own in elements.items())


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
