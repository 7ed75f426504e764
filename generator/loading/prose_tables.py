"""Find tables in a page: those that no page understands, and the cells of their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.loading.prose_body import Body
from generator.model.markdown import Finding

_RULE = re.compile(r"[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in Markdown: the position and the text of its first line; ``follows_text``: it is under a paragraph."""

    start: int
    head: str
    has_rule: bool
    follows_text: bool

    @property
    def empty_heads(self) -> bool:
        """Whether a cell of its head has no words."""
        return any(not cell.strip() for cell in self.head.strip().strip("|").split("|"))


def tables(body: Body) -> Iterator[Table]:
    """Yield every table of a page: lines that begin with a bar, or that have a line of dashes and bars below them."""
    if "|" not in body.words:
        return
    lines = list(zip((start for start, _ in body.lines()), body.words.split("\n"), strict=True))
    inside = False
    for n, (start, line) in enumerate(lines):
        below = lines[n + 1][1] if n + 1 < len(lines) else ""
        has_rule = "|" in below and "|" in line and bool(_RULE.match(below))
        begins = line.lstrip().startswith("|") and len(line.strip()) > 1
        if not inside and (begins or has_rule) and not _RULE.match(line):
            above = lines[n - 1][1] if n else ""
            follows_text = bool(above.strip()) and not above.startswith("#") and not above.lstrip().startswith("<")
            yield Table(start + len(line) - len(line.lstrip()), line, has_rule, follows_text)
            inside = True
        elif inside and not line.strip():
            inside = False


def table_findings(body: Body) -> Iterator[Finding]:
    """Yield each table without a line of dashes, or right under a paragraph."""
    for table in tables(body):
        end = table.start + len(table.head.strip())
        if not table.has_rule:
            cells = max(table.head.strip().strip("|").count("|") + 1, 1)
            yield Finding.of("table-without-line", table.start, end, words="|" + "---|" * cells)
        elif table.follows_text:
            yield Finding.of("table-after-text", table.start, end)
