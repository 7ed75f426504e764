"""What a workbook changes in the files of ``data/``, checked before anything is written."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.build import check
from generator.diagnostics import Diagnostic, Severity
from generator.fix import FileChange
from generator.loading.workbooks import read_workbook
from generator.loading.yaml_values import Places, compose
from generator.model.record import RecordFile
from generator.spreadsheets.cells import CellProblem
from generator.spreadsheets.layout import Table, tables
from generator.spreadsheets.plan import FilePlan, located_records, plan_file
from generator.spreadsheets.sheets import find_sheets
from generator.spreadsheets.sources import Source, is_there, path_of_file, read_source

_LEFT_OUT = ("build", "site", "node_modules")
"""The folders of a project that ``check`` does not read; nor does it read those whose names begin with a dot."""


@dataclass(slots=True)
class Import:
    """What a workbook changes: the files with both contents, each change in words, and what stands against it."""

    files: list[FileChange] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)
    """The path of a file, and what changes in it: ``contacts!D14: contact-desk: name: 'a' -> 'b'``."""
    notes: list[str] = field(default_factory=list)
    refusals: list[CellProblem | Diagnostic] = field(default_factory=list)
    """Why nothing is changed."""
    warnings: list[CellProblem | Diagnostic] = field(default_factory=list)
    """What ``check`` would say of the result and does not say now, and is no error."""


def plan_import(project: Path, workbook: Path, today: date) -> Import | str:
    """Return what a workbook changes, or why it cannot be read. Nothing is written."""
    book = read_workbook(workbook)
    if isinstance(book, str):
        return book
    result = Import()
    found, problems = find_sheets(workbook.name, book)
    result.refusals += problems
    if not book.sheets or not (found or problems):
        return "this workbook has no rows; ./kb export writes one with the records that there are"
    plans: dict[str, FilePlan] = {}
    for file in dict.fromkeys(tables()[sheet].file for sheet in found):
        of_file = {name: table for name, table in tables().items() if table.file is file}
        if plan := _planned(project, workbook.name, file, of_file, found, result):
            plans[path_of_file(file)] = plan
    if result.files and not result.refusals:
        _check(project, plans, result, today)
    return result


def _planned(
    project: Path,
    workbook: str,
    file: type[RecordFile],
    sheets: Mapping[str, Table],
    found: Mapping[str, Any],
    result: Import,
) -> FilePlan | None:
    path = path_of_file(file)
    if not is_there(project, file):
        sheet = next(name for name in sheets if name in found)
        if any(found[name][1] for name in sheets if name in found):
            message = f"the project has no file {path}"
            hint = "write the file with one record first, or delete this sheet"
            result.refusals.append(CellProblem(f"{workbook}:{sheet}", message, hint))
        return None
    source = read_source(project, file)
    if not isinstance(source, Source):
        result.refusals += source
        return None
    plan = plan_file(workbook, source.value, sheets, found)
    result.refusals += plan.problems
    result.notes += plan.notes
    result.changes += [(path, change) for change in plan.changes]
    if plan.problems or not plan.changes:
        return None
    content = source.with_values(plan.wanted)
    if content is None:
        sheet = next(name for name in sheets if name in found)
        message = f"these changes cannot be written to {path} without touching other lines"
        hint = "change fewer rows at once; if this stays, make the change in the file"
        result.refusals.append(CellProblem(f"{workbook}:{sheet}", message, hint))
        return None
    result.files.append(FileChange(path, source.content, content, ()))
    return plan


def _check(project: Path, plans: Mapping[str, FilePlan], result: Import, today: date) -> None:
    """Add what ``check`` says of the result and does not say now."""
    with TemporaryDirectory(prefix="kb-import-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project, copy, symlinks=True, ignore=_left_out(project))
        before = Counter(_identity(problem) for problem in check(copy, today)[1])
        for file in result.files:
            (copy / file.path).write_bytes(file.after)
        problems = check(copy, today)[1]
    texts = {
        file.path: compose(file.path, file.after.decode("utf-8-sig").replace("\r\n", "\n")) for file in result.files
    }
    for problem in problems:
        if before[_identity(problem)]:
            before[_identity(problem)] -= 1
            continue
        plan = plans.get(problem.span.path)
        named = _of_cell(problem, plan, texts[problem.span.path][1]) if plan else problem
        (result.refusals if problem.severity is Severity.ERROR else result.warnings).append(named)


def _left_out(project: Path) -> Any:
    def names(folder: str, found: list[str]) -> list[str]:
        top = Path(folder) == project
        return [name for name in found if top and (name.startswith(".") or name in _LEFT_OUT)]

    return names


def _identity(problem: Diagnostic) -> tuple[str, str, str, Severity]:
    return problem.span.path, problem.code.slug, problem.message, problem.severity


def _of_cell(problem: Diagnostic, plan: FilePlan, places: Places) -> CellProblem | Diagnostic:
    """Return a problem at the cell with the value that it is of; as it is if that is in no row of the workbook."""
    before = [(span, location) for location, span in places.values.items() if span <= problem.span]
    before += [(span, location) for location, span in places.keys.items() if span <= problem.span]
    location = max(before, default=(problem.span, ()))[1]
    rows = {where: plan.rows[id(one)] for where, one in located_records(plan.wanted) if id(one) in plan.rows}
    around = [where for where in rows if where == location[: len(where)]]
    if not around:
        return problem
    record = max(around, key=len)
    sheet, row, titles = rows[record]
    names = [str(step) for step in location[len(record) :] if isinstance(step, str)]
    title = next((".".join(names[:n]) for n in range(len(names), 0, -1) if ".".join(names[:n]) in titles.columns), "")
    return CellProblem(plan.place(sheet, titles.address(title, row.number)), problem.message, problem.hint)
