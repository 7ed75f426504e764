"""Views of pages of prose for print: the text with its links written out, and the records it names."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage
from generator.model.pages import Layout
from generator.views.law.lines import LawLine, law_lines
from generator.views.prints.needs import NeedView, need_view
from generator.views.prose.route import CheckedView, RoutePageView, checked_view, route_page_view
from generator.views.shared.evidence import source_pages
from generator.views.standards.standing import sets_of
from generator.words.standing import ASK, warning
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class PrintedProse:
    """One page of prose for print. ``body`` is Markdown."""

    anchor: str
    title: str
    lead: Sentence
    body: str
    route: RoutePageView | None
    needs: tuple[NeedView, ...]
    law: tuple[LawLine, ...]
    promise_sets: str
    """The titles of the sets whose promises it shows, joined by "and"."""
    warning: str
    """A warning about these promises; empty if all are confirmed."""
    source_hosts: tuple[str, ...]
    """The hosts of the pages its facts were read on, without duplicates."""
    checked: CheckedView | None


def anchor_of(page: str) -> str:
    """Return the anchor of a page in a print."""
    return f"page-{page}"


def printed_prose(linked: LinkedPage, base: KnowledgeBase, in_same_print: Set[str]) -> PrintedProse:
    """Return the view of a page of prose. Links to pages ``in_same_print`` stay links; others are written out."""
    page, front = linked.page, linked.page.front
    sets = sets_of((one.target for one in page.references if one.kind == "standard"), base)
    set_warning = warning(sets, base.today)
    return PrintedProse(
        anchor=anchor_of(front.id),
        title=front.title,
        lead=sentence(front.lead) if front.lead else (),
        body=_body(linked, in_same_print),
        route=route_page_view(linked, base) if front.layout is Layout.ROUTE else None,
        needs=tuple(need_view(need, base) for need in base.directory.needs if need.id in front.needs),
        promise_sets=" and ".join(one.title for one in sets),
        warning=f"{set_warning} {ASK}" if set_warning else "",
        source_hosts=tuple(
            dict.fromkeys(_PAGE_NUMBER.sub("", one.words) for one in source_pages(front.evidence.sources))
        )
        if front.evidence
        else (),
        law=law_lines(front.provisions, base),
        checked=checked_view(front.evidence, base) if front.evidence else None,
    )


_PAGE_NUMBER = re.compile(r" \(\d+\)$")
"""The number of a page among those of one host, which is useless on paper."""


WORDS_ONLY = "kb:words"
"""The target of a link of which a print shows the words alone."""


def _body(linked: LinkedPage, in_same_print: Set[str]) -> str:
    """Return the body of a page with the target of each link as a print shows it.

    It is ``#`` and an anchor of the same print, ``WORDS_ONLY`` for any other record, or the address of a website.
    """
    body = linked.page.body
    for link in reversed(linked.page.links):
        identifier = link.target.removeprefix("ref:")
        if link.is_picture or identifier == link.target:
            continue
        target = f"#{anchor_of(identifier)}" if identifier in in_same_print else WORDS_ONLY
        body = body[: link.target_start] + target + body[link.target_end :]
    return body
