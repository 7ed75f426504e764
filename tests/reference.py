"""Write the reference in the documents, ``commands.md`` and ``fields.md``: ``python -m tests.reference``.

Both come from what the program itself reads: the parser of the command line, and the schemas of what authors write.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.cli import _parser
from generator.command import HOME
from generator.editor.schemas import author_schema
from generator.model.fleets import FleetFile
from generator.model.kinds import FILES
from generator.model.pages import FrontMatter
from generator.model.record import Record
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"

_COMMANDS = """\
# Commands

Every command, and what it can be told. `./kb VERB --help` says the same. Where the program is installed, write `kb` in
place of `./kb`. Exit codes: 0 if all is well, 1 if there are errors, 2 if the command could not be understood or done.
"""

_FIELDS = """\
# Fields

Every file of `data/`, and every field in it. What says *required* must be there; of the rest, write what you know.
`./kb schema` puts the same into your editor, which then completes what you type ([In an editor](editors.md)).
"""


def commands_page() -> str:
    """Return the page of all verbs and their options."""
    os.environ[HOME] = str(REPOSITORY)
    parser = _parser()
    [verbs] = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    parts = [_COMMANDS]
    for name, verb in verbs.choices.items():
        if name == "test":
            continue
        parts.append(f"## {name}\n\n{_text(verb.description or '')}\n")
        rows = [row for one in verb._actions if (row := _option(one))]
        parts += ["\n".join(["| Write | What it does |", "|---|---|", *rows]) + "\n"]
        if verb.epilog:
            start, _, example = verb.epilog.partition(": ")
            parts.append(f"{start}:\n\n```text\n{example}\n```\n")
    return "\n".join(parts)


def _option(action: argparse.Action) -> str:
    if isinstance(action, argparse._HelpAction):
        return ""
    takes = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}" if action.choices else "")
    takes = takes if isinstance(takes, str) else " ".join(takes)
    takes = "" if action.nargs == 0 else takes or (action.dest.upper() if action.option_strings else action.dest)
    written = " ".join(filter(None, (", ".join(action.option_strings), takes)))
    return f"| `{_cell(written)}` | {_text(_cell(action.help or ''))} |"


def fields_page() -> str:
    """Return the page of all fields of all files."""
    shown: set[str] = set()
    parts = [_FIELDS]
    models: list[tuple[str, type[Record]]] = [(f"data/{file.file}.yml", file) for file in FILES]
    models += [("The front matter of a page", FrontMatter), ("The file of a fleet", FleetFile)]
    for title, model in models:
        schema = author_schema(model, title, {})
        parts.append(f"## {title if ' ' in title else f'`{title}`'}\n\n{_text(schema.get('description', ''))}\n")
        parts.append(_table(schema))
        for name, record in schema["definitions"].items():
            if record.get("properties") and name not in shown:
                shown.add(name)
                parts.append(f"### {name}\n\n{_text(record.get('description', ''))}\n")
                parts.append(_table(record))
    return "\n".join(parts)


def _table(schema: Mapping[str, Any]) -> str:
    required = {*schema.get("required", ()), *schema.get("then", {}).get("required", ())}
    rows = [
        f"| `{name}` | {'required' if name in required else ''} | {_cell(_kind(field))} "
        f"| {_text(_cell(field.get('description', '')))} |"
        for name, field in schema.get("properties", {}).items()
    ]
    return "\n".join(["| Field | | Value | What it is |", "|---|---|---|---|", *rows]) + "\n"


def _kind(field: Mapping[str, Any]) -> str:
    """Return in words what a value must be."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        kinds = name.removesuffix("-id").replace("-or-", " or ")
        return f"the id of {'an' if kinds[0] in 'aeio' else 'a'} {kinds}" if name.endswith("-id") else name
    if "enum" in field:
        return ", ".join(f"`{one}`" for one in field["enum"] if isinstance(one, str))
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        return f"a list of: {_kind(field['items'])}" if isinstance(field.get("items"), dict) else "a list"
    if choices := field.get("anyOf") or field.get("oneOf") or field.get("allOf"):
        return " or ".join(dict.fromkeys(filter(None, (_kind(one) for one in choices if "not" not in one))))
    if "if" in field or field.get("type") == "string":
        return "text"
    kinds = field.get("type", ())
    return "a whole number" if "integer" in kinds else "a number" if "number" in kinds else ""


def _text(text: str) -> str:
    """Return a text of the program as Markdown: the names of code are code, and signs of HTML are text."""
    text = " ".join(text.split()).replace("``", "`")
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(one if n % 2 else one.replace("<", "&lt;").replace("*", r"\*") for n, one in enumerate(parts))


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def reference_pages() -> Iterator[tuple[str, str]]:
    """Yield the name below ``docs/`` and the content of each page."""
    yield "commands.md", commands_page()
    yield "fields.md", fields_page()


if __name__ == "__main__":
    for page, content in reference_pages():
        (DOCS / page).write_text(content)
