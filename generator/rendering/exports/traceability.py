"""The chain from each objective to what carries it out, as JSON: ``api/traceability.json``."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.knowledge_base import KnowledgeBase
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.views.keeping.dependents import DependentsView, dependents_view
from generator.views.keeping.traceability import TraceView, traceability_view
from generator.views.shared.links import LinkView
from generator.views.shared.publications import Download

SCHEMA_VERSION = 2


def traceability_export(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return the export, or nothing if there is no strategy.

    It has every objective with its chain, every gap with its reason, and the dependents of each record. Each link has
    ``path`` and ``title``.
    """
    if base.strategy is None:
        return ()
    view = traceability_view(base, base.today)
    content = {
        "schema_version": SCHEMA_VERSION,
        "objectives": [_objective(objective) for aim in view.aims for objective in aim.objectives],
        "gaps": [
            {
                "id": gap.record,
                "lacks": gap.kind.name.lower(),
                "title": gap.title,
                "reason": gap.explanation.reason if gap.explanation else None,
                "owner": gap.explanation.owner if gap.explanation else None,
                "review_by": gap.explanation.review_by.isoformat() if gap.explanation else None,
            }
            for gap in base.gaps
        ],
        "dependents": [_dependents(record) for group in dependents_view(base) for record in group.records],
    }
    return (json_file("api/traceability.json", content),)


def _objective(trace: TraceView) -> dict[str, object]:
    chain = {name.lower().replace(" ", "_"): _links(links) for name, links in trace.columns}
    return {"clause": trace.clause, "title": trace.title, "path": trace.path, **chain, "files": _links(trace.files)}


def _dependents(view: DependentsView) -> dict[str, object]:
    return {
        "title": view.title,
        "path": view.path,
        "records": _links(view.records),
        "pages": _links(view.pages),
        "files": _links(view.files),
    }


def _links(links: Iterable[LinkView | Download]) -> list[dict[str, str]]:
    return [{"title": link.title, "path": link.path} for link in links]
