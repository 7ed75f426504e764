"""The directory as a spreadsheet: ``api/contacts.csv``, a row for each channel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel
from generator.model.contacts import ContactState, Reachable
from generator.rendering.artefacts import Artefact
from generator.views.directory.cards import area_of, card_view, channel_view
from generator.words.text import NO_BREAK, plain

CONTACTS = "api/contacts.csv"
_COLUMNS = (
    "id",
    "name",
    "kind",
    "what for",
    "area",
    "needs",
    "strands",
    "way",
    "number or address",
    "hours",
    "cost",
    "languages",
    "note",
    "how that was established",
    "state",
    "use instead",
    "checked on",
    "check again by",
    "staff only",
)


def contacts_csv(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return the file; nothing if the directory is empty.

    It is UTF-8 with a byte order mark and CRLF line ends, as Excel expects. A record that has closed, or that has
    no channel, has one row with empty channel fields.
    """
    if not base.directory.everyone:
        return ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for record in sorted(base.directory.everyone, key=lambda record: (record.name.casefold(), record.id)):
        writer.writerows([_without_formula(cell) for cell in row] for row in _rows(record, base))
    return (Artefact(CONTACTS, text.getvalue().encode("utf-8-sig")),)


def _rows(record: Reachable, base: KnowledgeBase) -> Iterator[list[str]]:
    card = card_view(record, base, base.today)
    titles = {need.id: need.title for need in base.directory.needs}
    titles |= {strand.id: strand.title for strand in base.strands}
    channels = () if record.state is ContactState.CLOSED else record.channels
    for channel_cells in [_channel_cells(channel) for channel in channels] or [[""] * 7]:
        yield [
            record.id,
            record.name,
            card.kind,
            plain(record.what_for),
            area_of(record, base),
            "; ".join(titles[need] for need in record.needs),
            "; ".join(titles[strand] for strand in record.strands),
            *channel_cells,
            record.state.value,
            card.alternative[0],
            record.checked_on.isoformat(),
            record.review_by.isoformat(),
            "yes" if card.staff_only else "no",
        ]


def _channel_cells(channel: Channel) -> list[str]:
    """Return the columns from "way" to "how that was established"."""
    view = channel_view(channel)
    note = plain(channel.note or "")
    cells = [view.kind, view.text, view.hours, view.cost, view.languages, note, channel.basis.value]
    return [cell.replace(NO_BREAK, " ") for cell in cells]


def _without_formula(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
