"""Every citation leads to a document, and no clause is restated twice."""

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
class Cited:
    """A citation, the id of the record that makes it, the document of its set, and the places of its two parts."""

    identifier: str
    set_document: str
    source: Citation
    document_span: Span
    clause_span: Span


def citations(located: Located[StandardsFile]) -> Iterator[Cited]:
    """Every citation of a standards file: of promises, of their points, of support packs and of what is in them."""

    def cited(identifier: str, source: Citation, *place: str | int) -> Cited:
        document, clause = (located.span(*place, "source", part) for part in ("document", "clause"))
        return Cited(identifier, record.document, source, document, clause)

    for n, record in enumerate(located.record.sets):
        for m, standard in enumerate(record.standards):
            yield cited(standard.id, standard.source, "sets", n, "standards", m)
            for k, point in enumerate(standard.points):
                yield cited(point.id, point.source, "sets", n, "standards", m, "points", k)
        if pack := record.support_pack:
            yield cited(pack.id, pack.source, "sets", n, "support_pack")
            for k, item in enumerate(pack.items):
                yield cited(item.id, item.source, "sets", n, "support_pack", "items", k)


def check_citations(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each citation of no document, and for each second restatement of a clause."""
    located = records.located(StandardsFile)
    first: dict[tuple[str, str], str] = {}
    for cited in citations(located) if located else ():
        source = cited.source
        if not names.has(["document"], source.document):
            names.missing("document", source.document, cited.document_span)
        elif source.document != cited.set_document:
            message = f"this set restates '{cited.set_document}', and its promises cite clauses of that document only"
            hint = f"write `document: {cited.set_document}`, or move the promise to the set of '{source.document}'"
            names.problems.append(Diagnostic(cited.document_span, Code.INVALID_VALUE, message, hint))
        earlier = first.setdefault((source.document, source.clause), cited.identifier)
        if earlier != cited.identifier:
            message = f"clause {source.clause} of '{source.document}' is already restated by '{earlier}'"
            hint = "give each clause one promise; check the clause number here"
            names.problems.append(Diagnostic(cited.clause_span, Code.CLAUSE_CITED_TWICE, message, hint))
