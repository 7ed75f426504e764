"""Prose pages: front matter, body, and the links an author wrote in it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.files import read_text
from generator.loading.records import read_record
from generator.loading.yaml_values import compose
from generator.model.pages import FrontMatter, ProseLink, ProsePage

_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
_HEADING = re.compile(r"#\s")
_FENCE = re.compile(r"\s*(```|~~~)")


def read_page(root: Path, path: str) -> tuple[ProsePage | None, tuple[Diagnostic, ...]]:
    """One page of ``content/``; ``path`` is relative to ``root``."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        hint = "start the page with a line `---`, then `id:`, `title:` and `description:`, then another `---`"
        return None, (Diagnostic(Span(path), Code.MISSING_FIELD, "this page has no front matter", hint),)
    value, places, problems = compose(path, "\n".join(lines[1:end]), first_line=2)
    if problems:
        return None, problems
    located, problems = read_record(FrontMatter, {} if value is None else value, places)
    body = "\n".join(lines[end + 1 :])
    links, in_body = _body(path, body, end + 2)
    if located is None:
        return None, (*problems, *in_body)
    relative = path.split("/", 1)[1]
    spans = located.span("id"), located.span("standard_set")
    return ProsePage(relative, located.record, body, end + 2, links, *spans), (*problems, *in_body)


def _body(path: str, body: str, first_line: int) -> tuple[tuple[ProseLink, ...], tuple[Diagnostic, ...]]:
    links: list[ProseLink] = []
    problems: list[Diagnostic] = []
    fenced = False
    for number, line in enumerate(body.splitlines(), start=first_line):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if _HEADING.match(line):
            hint = "start it with two: ## (the page's own title comes from `title:`)"
            problems.append(Diagnostic(Span(path, number), Code.INVALID_VALUE, "a heading starts with one #", hint))
        links += [ProseLink(m.group(1), Span(path, number, m.start(1) + 1)) for m in _LINK.finditer(line)]
    return tuple(links), tuple(problems)
