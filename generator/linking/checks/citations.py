"""Checks that every citation is of a known document and that no clause is restated twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.record import Citation
from generator.model.standards import StandardsFile


@dataclass(frozen=True, slots=True)
class LocatedCitation:
    """A citation with the id of its record, the document of its set, and the spans of its document and clause."""

    record_id: str
    set_document: str
    source: Citation
    document_span: Span
    clause_span: Span


def citations(located: Located[StandardsFile]) -> Iterator[LocatedCitation]:
    """Yield every citation of standards, their points, support packs and the items of these."""

    def citation(identifier: str, source: Citation, *place: str | int) -> LocatedCitation:
        document, clause = (located.span(*place, "source", part) for part in ("document", "clause"))
        return LocatedCitation(identifier, record.document, source, document, clause)

    for n, record in enumerate(located.record.sets):
        for m, standard in enumerate(record.standards):
            yield citation(standard.id, standard.source, "sets", n, "standards", m)
            for k, point in enumerate(standard.points):
                yield citation(point.id, point.source, "sets", n, "standards", m, "points", k)
        if pack := record.support_pack:
            yield citation(pack.id, pack.source, "sets", n, "support_pack")
            for k, item in enumerate(pack.items):
                yield citation(item.id, item.source, "sets", n, "support_pack", "items", k)


def check_citations(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each citation of a wrong document or a clause restated before."""
    located = records.located(StandardsFile)
    first_use: dict[tuple[str, str], str] = {}
    for citation in citations(located) if located else ():
        source = citation.source
        if not names.has(["document"], source.document):
            names.report_missing("document", source.document, citation.document_span)
        elif source.document != citation.set_document and names.has(["document"], citation.set_document):
            message = (
                f"this set restates '{citation.set_document}', and its promises cite clauses of that document only"
            )
            hint = f"write `document: {citation.set_document}`, or move the promise to the set of '{source.document}'"
            names.problems.append(Diagnostic(citation.document_span, Code.INVALID_VALUE, message, hint))
        earlier = first_use.setdefault((source.document, source.clause), citation.record_id)
        if earlier != citation.record_id:
            message = f"clause {source.clause} of '{source.document}' is already restated by '{earlier}'"
            hint = "give each clause one promise; check the clause number here"
            names.problems.append(Diagnostic(citation.clause_span, Code.CLAUSE_CITED_TWICE, message, hint))
