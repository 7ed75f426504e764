"""What a workbook would change: the values that are wanted in each file, and each change in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.loading.files import printable
from generator.loading.workbooks import CellForm, SheetRow
from generator.loading.yaml_splices import Entry
from generator.model.values import quoted
from generator.spreadsheets.cells import CellProblem, cell_text, read_cell
from generator.spreadsheets.layout import ID, IN, NUMBER, Column, Table
from generator.spreadsheets.rows import key_of, rows_of, texts_of
from generator.spreadsheets.sheets import Titles

Location = tuple[str | int, ...]


@dataclass(slots=True)
class FilePlan:
    """What becomes of one file: its values as they are wanted, the changes in words, and what was noticed."""

    workbook: str
    wanted: dict[str, Any]
    changes: list[str] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    records: dict[str, dict[str, _Place]] = field(default_factory=dict)
    """The records that there will be, by the name of their sheet and their key."""
    rows: dict[int, tuple[str, SheetRow, Titles]] = field(default_factory=dict)
    """The row that each record has in the workbook, by the identity of the record."""
    orders: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=dict)

    def place(self, sheet: str, address: str | int) -> str:
        """Return the place of a cell: ``contacts.xlsx:contacts!D14``."""
        return f"{self.workbook}:{sheet}!{address}"


@dataclass(slots=True)
class _Place:
    """A record that there will be, with the key of what it is in, and the list that holds it."""

    entry: Entry
    within: str
    siblings: list[Any]


def plan_file(
    workbook: str, value: Any, sheets: Mapping[str, Table], found: Mapping[str, tuple[Titles, tuple[SheetRow, ...]]]
) -> FilePlan:
    """Return what becomes of a file with this value. ``sheets`` are all its tables, ``found`` those in the workbook."""
    plan = FilePlan(workbook, _copied(value))
    for sheet, table in sheets.items():
        _index(plan, sheet, table, value)
    names = {id(table): sheet for sheet, table in sheets.items()}
    for sheet, table in sheets.items():
        if sheet in found:
            _Change(plan, sheet, table, names.get(id(table.within), "")).apply(*found[sheet])
    _prune(plan.wanted, value)
    return plan


def _copied(value: Any) -> Any:
    """Return a value that can be changed, in which each record of a list knows its number there."""
    if isinstance(value, dict):
        return {name: _copied(one) for name, one in value.items()}
    if isinstance(value, list):
        return [Entry(_copied(one), n) if isinstance(one, dict) else one for n, one in enumerate(value)]
    return value


def _index(plan: FilePlan, sheet: str, table: Table, value: Any) -> None:
    """Note the records of a table by their keys, and the order in which their fields are written."""
    plan.records[sheet] = {}
    for row in rows_of(table, value):
        siblings: Any = plan.wanted
        for step in row.location[:-1]:
            siblings = siblings[step]
        number = row.location[-1]
        assert isinstance(number, int)
        plan.records[sheet][row.key] = _Place(siblings[number], row.within, siblings)
        _note_order(plan, sheet, (), row.record)


def _note_order(plan: FilePlan, sheet: str, path: tuple[str, ...], group: Mapping[str, Any]) -> None:
    order = plan.orders.setdefault((sheet, path), [])
    before = ""
    for name, value in group.items():
        if name not in order:
            order.insert(order.index(before) + 1 if before else 0, name)
        before = name
        if isinstance(value, dict):
            _note_order(plan, sheet, (*path, name), value)


def _prune(wanted: dict[str, Any], value: Any) -> None:
    """Take away lists and groups that have become empty."""
    for name, one in [*wanted.items()]:
        was = value.get(name) if isinstance(value, dict) else None
        if isinstance(one, dict):
            _prune(one, was)
        elif isinstance(one, list):
            for entry in one:
                if isinstance(entry, Entry):
                    old = was[entry.origin] if isinstance(was, list) and entry.origin is not None else None
                    _prune(entry, old)
        if one in ({}, []) and was not in ({}, []):
            del wanted[name]


@dataclass(slots=True)
class _Change:
    """The changes that one sheet asks for; ``parent`` is the name of the sheet of what its records are in."""

    plan: FilePlan
    sheet: str
    table: Table
    parent: str

    def apply(self, titles: Titles, rows: tuple[SheetRow, ...]) -> None:
        """Change the wanted values as the rows say."""
        records = self.plan.records[self.sheet]
        alive = {key: place for key, place in records.items() if self._is_alive(place)}
        records.clear()
        records.update(alive)
        seen: dict[str, int] = {}
        for row in rows:
            self._row(titles, row, alive, seen)
        for key, place in alive.items():
            if key not in seen:
                self.plan.changes.append(f"{self.sheet}: {printable(key)}: removed")
                place.siblings[:] = [one for one in place.siblings if one is not place.entry]
                del records[key]

    def _is_alive(self, place: _Place) -> bool:
        return not self.parent or place.within in self.plan.records[self.parent]

    def _problem(self, address: str, message: str, hint: str) -> None:
        self.plan.problems.append(CellProblem(self.plan.place(self.sheet, address), message, hint))

    def _row(self, titles: Titles, row: SheetRow, alive: Mapping[str, _Place], seen: dict[str, int]) -> None:
        within = cell_text(row.cells.get(titles.columns[IN])) if self.parent else ""
        key_cell = row.cells.get(titles.columns[self.table.key_title])
        name = cell_text(key_cell)
        in_address, key_address = (titles.address(one, row.number) for one in (IN, self.table.key_title))
        if key_cell and key_cell.form not in {CellForm.TEXT, CellForm.NUMBER}:
            hint = "give the cell the format Text, then type it again"
            return self._problem(key_address, f"this is {key_cell.form.value}, and should be a text", hint)
        if self.parent and within not in self.plan.records[self.parent]:
            message = f"the sheet '{self.parent}' has no row {quoted(printable(within))}" if within else "this is empty"
            hint = f"write what its row in '{self.parent}' has under '{self._parent_title()}', or delete this row"
            return self._problem(in_address, message, hint)
        if not name and self.table.has_id:
            return self._problem(key_address, "this row has no id", "write one: a short name that nothing else has")
        if not self.table.has_id and name and not (name.isdecimal() and name.isascii() and len(name) < 6):
            return self._problem(
                key_address, f"{quoted(printable(name))} is not a number", "leave it empty in a new row"
            )
        key = key_of(self.table, within, name or self._next_number(within, seen))
        if key in seen:
            hint = (
                "delete one of the two rows; in a new row, write another id"
                if self.table.has_id
                else ("delete one of the two rows; in a new row, leave this empty")
            )
            return self._problem(key_address, f"row {seen[key]} has '{printable(key)}' too", hint)
        seen[key] = row.number
        place = alive.get(key)
        if place and place.within != within:
            hint = f"write '{place.within}', as before; move the record in its file"
            return self._problem(in_address, f"'{printable(key)}' stood in '{place.within}'", hint)
        if place is None:
            place = self._added(within, key, key_address)
            if self.table.has_id:
                place.entry[ID] = name
        self.plan.rows[id(place.entry)] = (self.sheet, row, titles)
        for column in self.table.columns:
            if column.title in titles.columns and column.title != ID:
                self._field(column, titles, row, key, place.entry)
        if not place.entry:
            self._problem(key_address, "this row says nothing", "write its fields, or delete the row")
        return None

    def _parent_title(self) -> str:
        within = self.table.within
        return ID if within and within.has_id else f"{IN}' / '{NUMBER}"

    def _next_number(self, within: str, seen: Mapping[str, int]) -> str:
        """Return the number of a new record: after all that stand there, or are new in a row above."""
        records = self.plan.records[self.sheet]
        number = 1
        while (key := key_of(self.table, within, str(number))) in records or key in seen:
            number += 1
        return str(number)

    def _added(self, within: str, key: str, address: str) -> _Place:
        """Return a new record at the end of its list."""
        group: Any = self.plan.records[self.parent][within].entry if self.parent else self.plan.wanted
        path: tuple[str, ...] = ()
        for name in self.table.path[:-1]:
            group = self._part(self.parent, group, path, name, {})
            path = (*path, name)
        siblings = self._part(self.parent, group, path, self.table.path[-1], [])
        place = _Place(Entry({}), within, siblings)
        siblings.append(place.entry)
        self.plan.records[self.sheet][key] = place
        self.plan.changes.append(f"{self.sheet}!{address}: {printable(key)}: added")
        return place

    def _field(self, column: Column, titles: Titles, row: SheetRow, key: str, record: Entry) -> None:
        now = texts_of(column, record)
        address = titles.address(column.title, row.number)
        result = read_cell(
            row.cells.get(titles.columns[column.title]), column, now, self.plan.place(self.sheet, address)
        )
        if isinstance(result, CellProblem):
            self.plan.problems.append(result)
            return
        text, note = result
        if note:
            self.plan.notes.append(note)
        if text == now:
            return
        if record.origin is not None:
            change = (
                f"{quoted(printable(now)) if now else 'nothing'} -> {quoted(printable(text)) if text else 'nothing'}"
            )
            self.plan.changes.append(f"{self.sheet}!{address}: {printable(key)}: {column.title}: {change}")
        group: Any = record
        for n, name in enumerate(column.path[:-1]):
            group = self._part(self.sheet, group, column.path[:n], name, {})
        name = column.path[-1]
        if not text:
            group.pop(name, None)
            return
        is_text = not column.is_list or ("\n" not in text and isinstance(group.get(name), str))
        value = text if is_text else text.split("\n")
        self._part(self.sheet, group, column.path[:-1], name, value)
        group[name] = value

    def _part(self, sheet: str, group: Any, path: tuple[str, ...], name: str, new: Any) -> Any:
        """Return a field of a group; a new one is put where other records of the sheet have it."""
        if name not in group:
            order = self.plan.orders.get((sheet, path), [])
            rank = {one: n for n, one in enumerate(order)}
            mine = rank.get(name, len(rank))
            before = max((n for n, one in enumerate(group, start=1) if rank.get(one, len(rank)) <= mine), default=0)
            items = [*group.items()]
            items.insert(before, (name, new))
            group.clear()
            group.update(items)
        return group[name]


def located_records(value: Any, location: Location = ()) -> Iterator[tuple[Location, Entry]]:
    """Yield each record of a list in a wanted value, with its place there."""
    if isinstance(value, Entry):
        yield location, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from located_records(child, (*location, step))
