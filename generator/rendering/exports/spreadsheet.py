"""The directory as a table with a row for each channel: ``api/contacts.xlsx`` for people, ``api/contacts.csv``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel
from generator.model.contacts import ContactState, Reachable
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.workbook import Column, Sheet, xlsx
from generator.views.directory.cards import area_of, card_view, channel_view
from generator.words.text import NO_BREAK, plain

CONTACTS = "api/contacts"
_COLUMNS = (
    Column("id", 24),
    Column("name", 32),
    Column("kind", 18),
    Column("what for", 44),
    Column("area", 28),
    Column("needs", 32),
    Column("strands", 24),
    Column("way", 18),
    Column("number or address", 36),
    Column("hours", 24),
    Column("cost", 18),
    Column("languages", 18),
    Column("note", 40),
    Column("how that was established", 16),
    Column("state", 12),
    Column("use instead", 24),
    Column("checked on", 13),
    Column("check again by", 13),
    Column("staff only", 10),
)

_HOURS = [column.title for column in _COLUMNS].index("hours")
_RANGE = re.compile(r"([0-9]{1,2}(?:[.:][0-9]{2})?) ?- ?([0-9]{1,2}(?:[.:][0-9]{2})?)")
_READ_AS_DATE = re.compile(
    r"[0-9]{1,4}(?: ?[-/.] ?[0-9]{1,4}){0,2}|[0-9]{1,2}(?::[0-9]{2}){0,2}(?: ?[ap]m?)?", re.IGNORECASE
)
"""What Excel or LibreOffice reads as a date, a time or a number: 1/2, 9.30, 9:30, 9am."""


def contacts_tables(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return the table as a workbook and as CSV; nothing if the directory is empty.

    Both have the same columns and rows. A record that has closed, or that has no channel, has one row with empty
    channel fields. In the CSV, no hours can be read as a date and no cell as a formula.
    """
    records = sorted(base.directory.everyone, key=lambda record: (record.name.casefold(), record.id))
    if not records:
        return ()
    rows = tuple(row for record in records for row in _rows(record, base))
    sheet = Sheet(
        name="Contacts",
        title=f"Who can help: {base.partnership.name}",
        author=base.partnership.name,
        day=max(record.checked_on for record in records),
        columns=_COLUMNS,
        rows=rows,
    )
    return (Artefact(f"{CONTACTS}.csv", _csv(rows)), Artefact(f"{CONTACTS}.xlsx", xlsx(sheet)))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table in UTF-8 with a byte order mark and CRLF line ends, as Excel expects."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in _COLUMNS])
    for row in rows:
        cells = [*row[:_HOURS], _hours_in_words(row[_HOURS]), *row[_HOURS + 1 :]]
        writer.writerow([_without_formula(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


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


def _hours_in_words(hours: str) -> str:
    """Return hours so that no spreadsheet takes them for a date, a time or a number."""
    if hours == "24/7":
        return "24 hours a day, 7 days a week"
    if both := _RANGE.fullmatch(hours):
        return f"{both[1]} to {both[2]}"
    return f"hours: {hours}" if _READ_AS_DATE.fullmatch(hours) else hours


def _without_formula(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
