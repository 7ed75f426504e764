"""How long the body of a page can be, so that no page takes longer than a few seconds to read or to build.

Whatever reads Markdown looks for the end of each link and each mark in the rest of its paragraph. In a paragraph of a
hundred thousand brackets that never ends.
"""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic, Span

LONGEST_PAGE = 100_000
"""Letters: about 16,000 words, forty sheets of paper."""
LONGEST_PARAGRAPH = 20_000
"""Letters without an empty line between them."""
MOST_MARKS = 500
"""The most of one sign of Markdown in a paragraph."""

_MARKS = "[(<`*_!{&"
_EMPTY_LINE = re.compile(r"\n[ \t]*(?=\n)")
_DEEP = re.compile(
    r"^(?:(?: {4}|\t){20}|[ \t]*(?:(?:>[ \t]*|[-*+][ \t]+|\d{1,9}\.[ \t]+)){20})(?=[^\n]*\w)", re.MULTILINE
)
"""The start of a line with marks of lists and quotations inside each other, and words after them."""


def too_long_problem(path: str, body: str, first_line: int) -> Diagnostic | None:
    """Return the problem of a body, or of its first paragraph, that is longer than anybody writes; else None."""
    if len(body) > LONGEST_PAGE:
        message = f"this page has {len(body):,} letters, and no page has more than {LONGEST_PAGE:,}"
        return Diagnostic(Span(path), Code.FILE_TOO_LARGE, message, "make several pages of it")
    if deep := _DEEP.search(body):
        line = first_line + body.count("\n", 0, deep.start())
        message = "a list or a quotation that is twenty deep"
        return Diagnostic(Span(path, line), Code.TOO_DEEP, message, "start the line with one mark, such as > or -")
    if len(body) <= MOST_MARKS:
        return None
    ends = [*_EMPTY_LINE.finditer(body)]
    starts = [0, *(end.end() for end in ends)]
    for start, end in zip(starts, [*(end.start() for end in ends), len(body)], strict=True):
        if end - start > MOST_MARKS and (what := _too_much(body[start:end])):
            first = start + (body[start] == "\n")
            line = first_line + body.count("\n", 0, first)
            hint = "leave an empty line after every few sentences"
            return Diagnostic(Span(path, line), Code.FILE_TOO_LARGE, f"this paragraph has {what}", hint)
    return None


def _too_much(block: str) -> str:
    """Return what a paragraph has too much of, in words; empty if nothing."""
    if len(block) > LONGEST_PARAGRAPH:
        return f"{len(block):,} letters, and none has more than {LONGEST_PARAGRAPH:,}"
    most = max(_MARKS, key=block.count)
    count = block.count(most)
    return f"{count:,} times the sign {most}, and none has more than {MOST_MARKS:,}" if count > MOST_MARKS else ""
