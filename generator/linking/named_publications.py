"""Find the publications that a user names, by their own ids or by the ids of what they print."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPublication
from generator.model.vocabulary import Edition

_FILE = "data/publications.yml"


def named_publications(
    ids: Iterable[str], base: KnowledgeBase
) -> tuple[tuple[LinkedPublication, ...], tuple[Diagnostic, ...]]:
    """Return each publication that has one of these ids or prints what has one, and a problem for each unknown id."""
    names = {publication.record.id: _names(publication) for publication in base.publications}
    known = frozenset().union(*names.values())
    asked = sorted(set(ids))
    chosen = tuple(one for one in base.publications if not names[one.record.id].isdisjoint(asked))
    return chosen, tuple(_problem(one, known, base) for one in asked if one not in known)


def _names(publication: LinkedPublication) -> frozenset[str]:
    record = publication.record
    easy_read = (record.easy_read,) if record.easy_read else ()
    return frozenset({record.id, *record.made_of, *easy_read})


def _problem(name: str, known: frozenset[str], base: KnowledgeBase) -> Diagnostic:
    if base.has_page(name) or any(linked.page.front.id == name for linked in base.pages):
        message = f"no publication prints the page '{name}', and pages are not made alone"
        return Diagnostic(Span(_FILE), Code.UNKNOWN_REFERENCE, message, "./kb serve shows each page while you write it")
    if near := get_close_matches(name.lower(), sorted(known), n=3):
        hint = f"did you mean {' or '.join(repr(one) for one in near)}?"
    else:
        hint = f"the ids are {', '.join(sorted(one.record.id for one in base.publications))}"
        if base.edition is Edition.PUBLIC:
            hint += "; for one that only the staff edition prints, add --edition staff"
    message = f"there is no publication '{name}', and none that prints something with this id"
    return Diagnostic(Span(_FILE), Code.UNKNOWN_REFERENCE, message, hint)
