"""Find the Markdown in a page that no page understands: the rows of ``model/markdown.py``, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Severity
from generator.loading.prose_attributes import stray_attributes
from generator.loading.prose_body import CODE, Body
from generator.loading.prose_html import unknown_html
from generator.loading.prose_links import stray_references
from generator.loading.prose_lists import list_findings
from generator.loading.prose_live_html import live_html
from generator.loading.prose_tables import table_findings
from generator.model.markdown import PAGE_ROWS, Finding, UnknownMarkdown, matches, unknown_markdown

_NO_HTML = {"old-html", "unknown-tag", "open-comment", "unsafe-link"}
_DEFINITIONS = {"footnote", "link-definition"}
_MARK = re.compile(r"\[[^\[\]\n]+\](?!:)")
_LETTERED = re.compile(r"[ \t]*\(?\w{1,4}\)[ \t]")
_BEFORE_LIST = re.compile(r"\s*(?:$|[–—−])|.*:\s*$")
_STARS = re.compile(r"\*+")
_STARRED = re.compile(r"\*+[ \t]*([^*\s](?:[^*\n]*[^*\s])?)[ \t]*(?:\*+|$)", re.MULTILINE)
_BEGINS_WORD = re.compile(r"(?<![\w*])\*+(?=\w)")


def unknown_markdown_problems(body: Body) -> Iterator[Diagnostic]:
    """Yield a problem for each thing on a page that no page understands.

    Of things that overlap, and of the same thing in one line and in the lines right below it, only the first is one.
    """
    end = -1
    lines: dict[str, int] = {}
    findings = [*_findings(body)]
    if not any(unknown_markdown(one.key).code is Code.UNSAFE_HTML or one.key in _NO_HTML for one in findings):
        findings += live_html(body)
    for finding in sorted(findings, key=lambda one: (one.start, -one.end)):
        line = body.span(finding.start).line
        if finding.start >= end and line > lines.get(finding.key, -1) + 1:
            yield _problem(body, finding)
            end = max(end, finding.end)
        lines[finding.key] = line


def _problem(body: Body, finding: Finding) -> Diagnostic:
    row = unknown_markdown(finding.key)
    typed = body.typed(finding.start, finding.end).partition("\n")[0]
    typed = typed if len(typed) <= 40 else f"{typed[:37]}…"
    severity = Severity.WARNING if row.is_advice else Severity.ERROR
    message = f"{row.name} {row.effect}: '{typed}'"
    return Diagnostic(body.span(finding.start), row.code, message, finding.hint, severity)


def _findings(body: Body) -> Iterator[Finding]:
    yield from _pattern_findings(body)
    yield from _fence_findings(body)
    yield from unknown_html(body)
    yield from list_findings(body)
    yield from table_findings(body)
    if "{" in body.words:
        yield from stray_attributes(body)
    if "`" in body.words:
        start = body.words.index("`")
        yield Finding.of("open-backtick", start, start + 1)
    if "*" in body.words:
        for first, block in _paragraphs(body.words):
            yield from _open_stars(first, block)


def _pattern_findings(body: Body) -> Iterator[Finding]:
    strays = set(stray_references(body.text, body.links))
    used = {match[0] for match in _MARK.finditer(body.text)} if "]:" in body.text else set()
    for row, match in matches(body.text, PAGE_ROWS):
        start, end = match.span("at")
        if row.key == "bare-reference" and start in strays:
            continue
        if row.key == "reference-link" and strays and _is_stray(body, match["at"], strays):
            continue
        if row.key in _DEFINITIONS and _mark_of(match["at"]) in used:
            continue
        if _applies(row, body, start):
            yield Finding(row.key, start, end, row.hint(match))


def _is_stray(body: Body, link: str, strays: set[int]) -> bool:
    """Return whether the address of a link is a ``ref:`` in a line of its own, which is reported there."""
    mark = link[link.rindex("[") :]
    definition = f"\n{mark if mark != '[]' else link[: link.index(']') + 1]}:"
    found = body.text.find(definition)
    return found >= 0 and any(found < stray <= found + len(definition) + 8 for stray in strays)


def _mark_of(definition: str) -> str:
    """Return the mark that a line explains, such as ``[^1]`` of ``[^1]: Its source.``; empty if it explains none."""
    mark, colon, _ = definition.partition(":")
    return mark if colon else ""


def _applies(row: UnknownMarkdown, body: Body, start: int) -> bool:
    """Return whether what a row's pattern found is what the row is about, as the text around it shows."""
    if row.key in {"odd-link", "open-link"}:
        return all(not link.start <= start < link.end for link in body.links)
    if row.key in {"lettered-list", "long-dash"}:
        first = body.text.rfind("\n", 0, start) + 1
        before = body.text[body.text.rfind("\n", 0, max(first - 1, 0)) + 1 : max(first - 1, 0)]
        end = body.text.find("\n", start)
        after = body.text[end + 1 : end + 12] if end >= 0 else ""
        if row.key == "long-dash":
            return bool(_BEFORE_LIST.match(before))
        return bool(before.strip() or _LETTERED.match(after))
    inside = body.words[start] == CODE and row.key not in {"unsafe-link", "angle-address", "odd-link"}
    return not inside


def _fence_findings(body: Body) -> Iterator[Finding]:
    for fence in body.fences:
        end = fence.start + len(fence.signs) + len(fence.language)
        key = (
            "indented-fence"
            if fence.is_indented
            else "open-fence"
            if not fence.is_closed
            else "diagram"
            if fence.language.lower().strip("{. }") in {"mermaid", "plantuml", "dot", "graphviz", "puml"}
            else ""
        )
        if key:
            yield Finding.of(key, fence.start, end, words=fence.signs)


@dataclass(slots=True)
class _Run:
    """Some stars in a row, of which ``left`` have no counterpart; ``opens``: they can begin bold."""

    start: int
    left: int
    opens: bool


def _open_stars(first: int, block: str) -> Iterator[Finding]:
    """Yield the first stars of a paragraph that have no counterpart. ``first`` is its position in the body."""
    for run in _unpaired(block) if "*" in block else ():
        begins_word = run.opens and _BEGINS_WORD.match(block, run.start)
        begins_line = block[: run.start].rpartition("\n")[2].isspace() or block[run.start - 1 : run.start] in {"", "\n"}
        if begins_word and begins_line and run.left == 1:
            words = block[run.start + 1 :].partition("\n")[0]
            yield Finding.of("tight-item", first + run.start, first + run.start + 1 + len(words), words=words)
            return
        if begins_word or (run.left > 1 and not _is_line(block, run.start)):
            inner = _STARRED.match(block, run.start)
            words = inner[1].replace(CODE, "") if inner else "the words"
            yield Finding.of("open-stars", first + run.start, first + run.start + run.left, words=words)
            return


def _unpaired(block: str) -> list[_Run]:
    """Return the stars of a paragraph that have no counterpart, by the rules of Python-Markdown."""
    openers: list[_Run] = []
    others: list[_Run] = []
    for match in _STARS.finditer(block):
        start, end = match.span()
        run = _Run(start, end - start, opens=end < len(block) and not block[end].isspace())
        if start and not block[start - 1].isspace():
            while run.left and openers:
                pairs = min(run.left, openers[-1].left)
                run.left -= pairs
                openers[-1].left -= pairs
                if not openers[-1].left:
                    openers.pop()
        if run.left:
            (openers if run.opens else others).append(run)
    return sorted((*openers, *others), key=lambda one: one.start)


def _is_line(block: str, start: int) -> bool:
    """Return whether the line at a position is of stars only, which is a line between two parts."""
    line = block[block.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    return not line.strip(" *")


_BLOCK_START = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+|#|\|")


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the position and the text of each paragraph, heading, row and item of a list."""
    start, position, lines = 0, 0, list[str]()
    for line in text.split("\n"):
        mark = _BLOCK_START.match(line)
        if lines and (mark or not line.strip()):
            yield start, "\n".join(lines)
            lines = []
        if line.strip():
            if not lines:
                skipped = mark.end() if mark and not _is_line(line, 0) else 0
                start, line = position + skipped, line[skipped:]
                position += skipped
            lines.append(line)
        position += len(line) + 1
    if lines:
        yield start, "\n".join(lines)
