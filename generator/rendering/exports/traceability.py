"""The chain from aim to page as JSON: ``api/traceability.json``."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.knowledge_base import KnowledgeBase
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.views.keeping.dependents import DependentsView, dependents_view
from generator.views.keeping.traceability import TraceView, traceability_view
from generator.views.shared.links import LinkView
from generator.views.shared.publications import Download

SCHEMA_VERSION = 1


def trace_export(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Every objective with its chain, every gap with its reason, and what depends on each record; by path and title."""
    if base.strategy is None:
        return ()
    shown = traceability_view(base, base.today)
    whole = {
        "schema_version": SCHEMA_VERSION,
        "as_of": base.today.isoformat(),
        "objectives": [_objective(one) for aim in shown.aims for one in aim.objectives],
        "gaps": [
            {
                "id": one.record,
                "lacks": one.lack.name.lower(),
                "title": one.title,
                "reason": one.explained.reason if one.explained else None,
                "owner": one.explained.owner if one.explained else None,
                "review_by": one.explained.review_by.isoformat() if one.explained else None,
            }
            for one in base.gaps
        ],
        "dependents": [_dependents(one) for group in dependents_view(base) for one in group.records],
    }
    return (json_file("api/traceability.json", whole),)


def _objective(one: TraceView) -> dict[str, object]:
    chain = {name.lower().replace(" ", "_"): _links(links) for name, links in one.columns}
    return {"clause": one.clause, "title": one.title, "path": one.path, **chain, "files": _links(one.files)}


def _dependents(one: DependentsView) -> dict[str, object]:
    return {
        "title": one.title,
        "path": one.path,
        "records": _links(one.records),
        "pages": _links(one.pages),
        "files": _links(one.files),
    }


def _links(links: Iterable[LinkView | Download]) -> list[dict[str, str]]:
    return [{"title": link.title, "path": link.path} for link in links]
