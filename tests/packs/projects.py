"""Small projects that build on the pack for England and Wales."""

import re
import shutil
from pathlib import Path

from generator.loading.project import Records, load
from generator.model.packs import PACKS_FOLDER
from generator.views.site_map import PAGES
from tests.conftest import REPOSITORY

PACK = "england-and-wales"
PACK_FILES = REPOSITORY / "generator" / PACKS_FOLDER / PACK
GWENT = REPOSITORY / "examples" / "gwent"
MERSEYSIDE = REPOSITORY / "examples" / "merseyside"


def example(project: Path, folder: Path, *lines: str) -> Path:
    """Copy a project, with ``lines`` added to its ``partnership.yml``; of an example without its own pages.

    What a line leaves out is added to what the project leaves out.
    """
    folder.mkdir(parents=True)
    for name in ("data", "content") if project == REPOSITORY else ("data",):
        shutil.copytree(project / name, folder / name)
    if (project / "mkdocs.yml").exists():
        shutil.copy(project / "mkdocs.yml", folder)
    partnership = folder / "data" / "partnership.yml"
    text = partnership.read_text()
    for line in lines:
        before, names = re.search(r"^leave_out: \[(.+)\]$", text, re.MULTILINE), line.removeprefix("leave_out: [")
        if before and names != line:
            text = text.replace(before[0], f"leave_out: [{before[1]}, {names}")
        else:
            text = f"{text}\n{line}\n"
    partnership.write_text(text)
    return folder


def write(project: Path, path: str, text: str) -> None:
    """Write a file of a project."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text)


def loaded(project: Path) -> tuple[Records, list[str]]:
    """Return the records of a project, and each problem of loading as it is printed."""
    records, problems = load(project, PAGES)
    return records, [str(problem) for problem in problems]
