"""Small projects that build on the pack for England and Wales."""

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
    """Copy a project, with ``lines`` added to its ``partnership.yml``; of an example without its own pages."""
    folder.mkdir(parents=True)
    for name in ("data", "content") if project == REPOSITORY else ("data",):
        shutil.copytree(project / name, folder / name)
    if (project / "mkdocs.yml").exists():
        shutil.copy(project / "mkdocs.yml", folder)
    partnership = folder / "data" / "partnership.yml"
    partnership.write_text("\n".join([partnership.read_text(), *lines, ""]))
    return folder


def write(project: Path, path: str, text: str) -> None:
    """Write a file of a project."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text)


def loaded(project: Path) -> tuple[Records, list[str]]:
    """Return the records of a project, and each problem of loading as it is printed."""
    records, problems = load(project, PAGES)
    return records, [str(problem) for problem in problems]
