"""Which strands the page of the strategy shows: those that its document lists. All others have a page of their own."""

from __future__ import annotations

from generator.loading.project import Records
from generator.model.strands import Strand
from generator.model.strategy import StrategyFile


def strands_apart(records: Records) -> tuple[Strand, ...]:
    """Return the strands that are not of the document of the project's strategy: all of them if it has none."""
    file = records.get(StrategyFile)
    document = file.strategy.document if file and file.strategy else None
    strands = records.all(Strand)
    return tuple(one for one in strands if document is None or one.source is None or one.source.document != document)
