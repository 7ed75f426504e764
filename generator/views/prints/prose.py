"""A page that an author wrote, as it is printed: its words with their links said, and the records it names."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage
from generator.model.pages import Layout
from generator.views.law.lines import LawLine, law_lines
from generator.views.prints.needs import NeedView, need_view
from generator.views.prose.route import CheckedView, RouteView, checked_view, route_view
from generator.views.shared.evidence import pages_read
from generator.views.standards.standing import sets_of
from generator.words.standing import ASK, warning
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class PrintedProse:
    """One page of prose for paper; ``body`` is Markdown, ``source`` and ``first_line`` are where it was written."""

    anchor: str
    title: str
    lead: Sentence
    body: str
    source: str
    first_line: int
    route: RouteView | None
    needs: tuple[NeedView, ...]
    law: tuple[LawLine, ...]
    promise_sets: str
    """The sets whose promises it shows, by title."""
    warning: str
    """What a reader must know of these promises; empty where all are confirmed."""
    source_hosts: tuple[str, ...]
    """The hosts of the pages its facts were read on."""
    checked: CheckedView | None


def anchor_of(page: str) -> str:
    """Where a page begins in a print that holds it."""
    return f"page-{page}"


def printed_prose(linked: LinkedPage, base: KnowledgeBase, together: Set[str]) -> PrintedProse:
    """A page of prose; a link to one of the pages ``together`` with it leads there, any other says where to look."""
    page, front = linked.page, linked.page.front
    sets = sets_of((one.target for one in page.references if one.kind == "standard"), base)
    warned = warning(sets, base.today)
    return PrintedProse(
        anchor=anchor_of(front.id),
        title=front.title,
        lead=sentence(front.lead) if front.lead else (),
        body=_body(linked, together),
        source=f"content/{page.path}",
        first_line=page.first_line,
        route=route_view(linked, base) if front.layout is Layout.ROUTE else None,
        needs=tuple(need_view(need, base) for need in base.directory.needs if need.id in front.needs),
        promise_sets=" and ".join(one.title for one in sets),
        warning=f"{warned} {ASK}" if warned else "",
        source_hosts=tuple(dict.fromkeys(_HOST.sub("", one.words) for one in pages_read(front.evidence.sources)))
        if front.evidence
        else (),
        law=law_lines(front.provisions, base),
        checked=checked_view(front.evidence, base) if front.evidence else None,
    )


_HOST = re.compile(r" \(\d+\)$")
"""The number of a page among those of one host: it leads nowhere on paper."""


def _body(linked: LinkedPage, together: Set[str]) -> str:
    body = linked.page.body
    for written in reversed(linked.page.links):
        target = written.target.removeprefix("ref:")
        if target in together:
            shown = f"[{written.words}](#{anchor_of(target)})"
        elif written.target.startswith("ref:"):
            shown = written.words
        else:
            shown = f"{written.words} ({written.target.partition('//')[2].rstrip('/') or written.target})"
        body = body[: written.start] + shown + body[written.end :]
    return body
