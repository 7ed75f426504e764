"""Other engines on the Markdown that this project writes: stock Material for MkDocs, Zensical and Hugo."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.edits import Edit
from benchmarks.measuring import FailedError, Figures, NotMeasuredError, Run, note
from benchmarks.workplace import Task

_MATERIAL = "site_name: x\ntheme: {name: material}\n"
_HUGO = """\
contentDir = "docs"
disableKinds = ["RSS", "sitemap", "taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
"""
_LAYOUT = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav>{{ range .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main>{{ .Content }}</main></body></html>
"""


def measure_stock(task: Task) -> Figures:
    """Stock Material for MkDocs."""
    folder, figures = _tree(task), Figures()
    for _ in range(task.rounds):
        shutil.rmtree(folder / "site", ignore_errors=True)
        ran = task.place.run(sys.executable, "-m", "mkdocs", "build", "-q", within=folder)
        _note_cold(figures, ran, folder, "site")
    return figures


def measure_zensical(task: Task) -> Figures:
    """Zensical with the same settings: from nothing, again, and after one edit."""
    program = shutil.which("zensical", path=str(Path(sys.executable).parent))
    if not program:
        raise NotMeasuredError("Zensical is not installed")
    folder, figures = _tree(task), Figures()
    edit = Edit("one edit", folder / "docs" / "area-0" / "page-1.md", written="\nAnother sentence, {word}.\n")
    for turn in range(task.rounds):
        for name in ("site", ".cache"):
            shutil.rmtree(folder / name, ignore_errors=True)
        _note_cold(figures, task.place.run(program, "build", within=folder), folder, "site")
        _note(figures, "nothing changed", task.place.run(program, "build", within=folder))
        with edit.made(turn):
            _note(figures, edit.name, task.place.run(program, "build", within=folder))
    return figures


def measure_hugo(task: Task) -> Figures:
    """Hugo with one bare layout: what the same text costs where nothing else is done with it."""
    program = shutil.which("hugo")
    if not program:
        raise NotMeasuredError("Hugo is not installed")
    folder, figures = _tree(task), Figures()
    # A folder with an index.md is one page to Hugo; with an _index.md it is a section of pages.
    for path in list((folder / "docs").rglob("index.md")):
        path.rename(path.with_name("_index.md"))
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    (folder / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (folder / "layouts" / "_default" / f"{name}.html").write_text(_LAYOUT, encoding="utf-8")
    (folder / "layouts" / "index.html").write_text(_LAYOUT, encoding="utf-8")
    for _ in range(task.rounds):
        for name in ("public", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)
        ran = task.place.run(program, "--quiet", "--ignoreCache", within=folder)
        _note_cold(figures, ran, folder, "public")
    return figures


def _tree(task: Task) -> Path:
    """A folder with a copy of the written Markdown, and Material's shortest settings."""
    written = task.place.built_site(task.units) / "build" / "docs" / "public" / "docs"
    folder = task.place.folder / "engines" / f"units-{task.units}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(written, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MATERIAL, encoding="utf-8")
    return folder


def _note_cold(figures: Figures, ran: Run, folder: Path, made: str) -> None:
    _note(figures, "cold", ran)
    written = sum(1 for _ in (folder / "docs").rglob("*.md"))
    pages = sum(1 for path in (folder / made).rglob("*.html") if path.name != "404.html")
    if pages < written:
        raise FailedError(f"of {written} pages {pages} were made:\n{ran.output[-3000:]}")
    note(figures, "cold", pages=pages)


def _note(figures: Figures, name: str, ran: Run) -> None:
    note(figures, name, seconds=ran.seconds, megabytes=ran.megabytes)
