"""The verb ``schema`` of the command line: write what editors need to help authors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.disk import is_file, link_on_the_way, replace_file
from generator.model.vocabulary import counted
from generator.terminal import print_diagnostics, usage_error

SCHEMA_HELP = (
    "Write a JSON Schema of each file of data/ to .kb/schemas/, with the ids that there are now, and the settings of "
    "VS Code and JetBrains that name them. Settings that you have stay as they are. Run it again to offer new ids."
)

_LARGEST_SETTINGS = 1_000_000
"""Bytes of an author's own settings, which are read to see if they name the schemas."""


def schema(project: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Write the schemas, and the settings of editors that the project does not have; return the exit code."""
    from generator.editor.settings import SCHEMAS_FOLDER, SETTINGS
    from generator.loading.files import link_problem
    from generator.loading.project import load

    if not (project / "data").is_dir() or link_problem(project, "data"):
        _, problems = load(project)
        print_diagnostics(tuple(one for one in problems if one.span.path == "data"), "text")
        return 1
    if link := next((one for path in (SCHEMAS_FOLDER, *SETTINGS) if (one := link_on_the_way(project, path))), ""):
        return usage_error(f"{link} is a link, and nothing is written through a link; remove it: rm {link}")
    for line in write_editor_files(project):
        print(line)
    return 0


def write_editor_files(project: Path) -> list[str]:
    """Write the schemas and the settings that are not there yet. Return what was done, a line for each."""
    from generator.editor.schemas import editor_schemas
    from generator.editor.settings import SCHEMAS_FOLDER, SETTINGS
    from generator.loading.project import load

    records, _problems = load(project)
    schemas = editor_schemas(records)
    for name, content in schemas.items():
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        _write(project / SCHEMAS_FOLDER / f"{name}.json", text)
    # Schemas of what only staff may see name its records, so no schema may reach a repository.
    _write(project / SCHEMAS_FOLDER / ".gitignore", "*\n")
    settled = (_settle(project, path, content_of()) for path, content_of in SETTINGS.items())
    return [f"Wrote {counted(len(schemas), 'schema')} to {SCHEMAS_FOLDER}/.", *settled]


def _settle(project: Path, path: str, content: str) -> str:
    """Write a file of settings that is not there yet; return what was done, or what its author should add."""
    from generator.editor.settings import JETBRAINS, has_settings
    from generator.loading.files import read_file

    file = project / path
    if path == JETBRAINS and not file.parent.is_dir():
        return f"For JetBrains: open this folder there once, then run ./kb schema again; it writes {path}."
    if not file.exists():
        _write(file, content)
        return f"Wrote {path}."
    found = read_file(project, path, _LARGEST_SETTINGS)
    if not isinstance(found, Diagnostic) and has_settings(path, found.decode(errors="replace")):
        return f"{path} names every schema."
    return f"{path} is yours, and stays as it is. Put these lines into it:\n{content.rstrip()}"


def _write(file: Path, text: str) -> None:
    content = text.encode()
    if not is_file(file) or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, content)
