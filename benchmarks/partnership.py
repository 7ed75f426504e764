"""Generate a fictional partnership of any size: the fixture Loamshire and generated records and pages.

A unit is about 97 pages: 94 of prose and 3 sets of 36 promises, with 20 partners, 40 contacts and 16 documents to
print. The same size gives the same bytes. Phone numbers are Ofcom's for drama; addresses are at example.org.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]
FIXTURE = REPOSITORY / "tests" / "projects" / "loamshire"
PAGES, SETS, PROMISES, PARTNERS, CONTACTS, PRINTS = 94, 3, 36, 20, 40, 16
WORDS_OF_A_PAGE = 650

Record = dict[str, Any]


def write_partnership(folder: Path, units: int) -> Path:
    """Write a project of ``units`` units to ``folder``, which must not exist, and return the folder."""
    for name in ("data", "content"):
        shutil.copytree(FIXTURE / name, folder / name)
    shutil.copyfile(FIXTURE / "mkdocs.yml", folder / "mkdocs.yml")
    _append(folder, "standards", [record for unit in range(units) for record in _sets(unit)])
    _append(folder, "sources", [record for unit in range(units) for record in _documents(unit)])
    _insert(folder, "partners", "bodies:", [record for unit in range(units) for record in _partners(unit)])
    _insert(folder, "contacts", "contacts:", [record for unit in range(units) for record in _contacts(unit)])
    _append(folder, "publications", [record for unit in range(units) for record in _prints(unit)])
    paragraphs = _paragraphs()
    for unit in range(units):
        for number in range(PAGES):
            _write_page(folder / "content" / f"area-{unit}", unit, number, paragraphs)
    return folder


def _append(folder: Path, name: str, records: list[Record]) -> None:
    """Add records at the end of the last list of a file. JSON is YAML."""
    path = folder / "data" / f"{name}.yml"
    path.write_text(path.read_text(encoding="utf-8") + _lines(records), encoding="utf-8")


def _insert(folder: Path, name: str, list_line: str, records: list[Record]) -> None:
    """Add records at the beginning of the list that follows ``list_line`` in a file."""
    path = folder / "data" / f"{name}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{list_line}\n", f"{list_line}\n{_lines(records)}", 1))


def _lines(records: list[Record]) -> str:
    """Return records as entries of a list. Those of a set would be too long for one line."""
    return "".join(f"  - {_broken(record)}\n" for record in records)


def _broken(record: Record) -> str:
    fields = (f"{json.dumps(name)}: {_value(value)}" for name, value in record.items())
    return "{" + ",\n     ".join(fields) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ",\n      ".join(json.dumps(one, ensure_ascii=False) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _sets(unit: int) -> Iterator[Record]:
    for number in range(SETS):
        name = f"set-{unit}-{number}"
        yield {
            "id": name,
            "title": f"Charter {number} of area {unit}",
            "short_title": f"Charter {unit}.{number}",
            "heading": f"What area {unit} promises ({number})",
            "summary": "Promises to **everybody** in this area.",
            "owner": f"Area {unit}",
            "area": f"Area {unit}",
            "document": f"document-{unit}",
            "published": "2020",
            "confirmed_current": "unknown",
            "standards": [_promise(name, unit, n) for n in range(PROMISES)],
        }


def _promise(set_id: str, unit: int, number: int) -> Record:
    record: Record = {
        "id": f"{set_id}-promise-{number}",
        "title": f"Promise {number} of {set_id.replace('-', ' ')}",
        "text": "We will **answer** you, and tell you what we have done since we last spoke.",
        "strength": "will",
        "stage": "report" if number % 2 else "repair",
        "topic": "answering" if number % 3 else "repairing",
        "source": {"document": f"document-{unit}", "clause": f"{set_id[-1]}.{number + 1}"},
    }
    if number % 4 == 0:
        record["text"] = "We will **answer** you within {limit}."
        record["deadline"] = {"within": str(number % 9 + 1), "unit": "working-day", "from": "report-received"}
    if number % 6 == 0:
        record["relies_on"] = ["sound-act-s1"]
    return record


def _documents(unit: int) -> Iterator[Record]:
    yield {
        "id": f"document-{unit}",
        "title": f"Charters of area {unit}",
        "publisher": f"Area {unit}",
        "published": "2020",
        "clauses": "The charters number their clauses.",
        "web": f"https://example.org/charters/{unit}",
    }


def _partners(unit: int) -> Iterator[Record]:
    for number in range(PARTNERS):
        yield {
            "id": f"partner-{unit}-{number}",
            "name": f"Partner {number} of area {unit}",
            "kind": "council",
            "area": f"Area {unit}",
            "presence": "continues",
            "web": f"https://example.org/partner/{unit}/{number}",
            "basis": "verified",
            "checked_on": "2026-11-01",
            "sources": [f"https://example.org/partner/{unit}/{number}"],
        }


def _contacts(unit: int) -> Iterator[Record]:
    for number in range(CONTACTS):
        yield {
            "id": f"contact-{unit}-{number}",
            "name": f"Desk {number} of area {unit}",
            "what_for": "Ring to tell somebody what has happened.",
            "areas": ["area-loamshire"],
            "channels": [
                {"kind": "phone", "value": f"01632 960{number:03}", "hours": "9am to 5pm", "basis": "known"},
                {"kind": "web", "value": f"https://example.org/desk/{unit}/{number}", "basis": "known"},
            ],
            "state": "active",
            "basis": "known",
            "checked_on": "2026-11-01",
            "owner": "unknown",
            "review_every": "12",
        }


def _prints(unit: int) -> Iterator[Record]:
    for number in range(PRINTS):
        yield {
            "id": f"print-{unit}-{number}",
            "title": f"Page {number} of area {unit}",
            "subtitle": "For everybody.",
            "subject": "A page to take away.",
            "audience": "anyone",
            "made_of": [f"page-{unit}-{number}"],
            "formats": ["print"],
            "paper": "A4",
            "cover": "heading",
            "back": ["this-copy"],
        }


_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)|[{}\[\]<>`]")


def _paragraphs() -> list[str]:
    """Return the paragraphs of this repository's own pages, without links."""
    paragraphs = []
    for path in sorted((REPOSITORY / "content").rglob("*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[2]
        paragraphs += [
            _LINK.sub(r"\1", part.strip()) for part in body.split("\n\n") if re.match(r"[A-Z]", part.strip())
        ]
    return paragraphs


def _write_page(folder: Path, unit: int, number: int, paragraphs: list[str]) -> None:
    generator = random.Random(unit * PAGES + number)
    name = f"page-{unit}-{number}"
    promise = f"set-{unit}-{number % SETS}-promise-{number % PROMISES}"
    lines = ["---", f"id: {name}", f"title: Page {number} of area {unit}", f"description: What page {number} says."]
    lines += [f"promises: [{promise}]", "---", f"See [the contact](ref:contact-{unit}-{number % CONTACTS}),"]
    lines += [f"[the partner](ref:partner-{unit}-{number % PARTNERS}) and [the promise](ref:{promise})."]
    words = part = 0
    while words < WORDS_OF_A_PAGE:
        paragraph = generator.choice(paragraphs)
        words += len(paragraph.split())
        lines += ["", paragraph]
        part += 1
        if part % 4 == 0:
            lines += ["", f"## Part {part // 4} of page {number}"]
    folder.mkdir(exist_ok=True)
    (folder / f"page-{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
