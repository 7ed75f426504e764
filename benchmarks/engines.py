"""Benchmarks of other site engines on the Markdown of this project: stock Material, Zensical and Hugo."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.edits import Edit
from benchmarks.measurement import CommandError, Figures, ProcessRun, UnavailableError, add_values
from benchmarks.workspace import BenchmarkTask

_MATERIAL_SETTINGS = "site_name: x\ntheme: {name: material}\n"
_HUGO_SETTINGS = """\
contentDir = "docs"
disableKinds = ["RSS", "sitemap", "taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
"""
_HUGO_LAYOUT = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav>{{ range .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main>{{ .Content }}</main></body></html>
"""


def measure_stock(task: BenchmarkTask) -> Figures:
    """Measure stock Material for MkDocs."""
    folder, figures = _tree(task), Figures()
    for _ in range(task.rounds):
        shutil.rmtree(folder / "site", ignore_errors=True)
        run = task.workspace.run(sys.executable, "-m", "mkdocs", "build", "-q", cwd=folder)
        _add_cold_run(figures, run, folder, "site")
    return figures


def measure_zensical(task: BenchmarkTask) -> Figures:
    """Measure Zensical with the same settings: a cold build, a second one, and one after an edit."""
    program = shutil.which("zensical", path=str(Path(sys.executable).parent))
    if not program:
        raise UnavailableError("Zensical is not installed")
    folder, figures = _tree(task), Figures()
    edit = Edit("one edit", folder / "docs" / "area-0" / "page-1.md", insertion="\nAnother sentence, {word}.\n")
    for turn in range(task.rounds):
        for name in ("site", ".cache"):
            shutil.rmtree(folder / name, ignore_errors=True)
        _add_cold_run(figures, task.workspace.run(program, "build", cwd=folder), folder, "site")
        _add_run(figures, "nothing changed", task.workspace.run(program, "build", cwd=folder))
        with edit.apply(turn):
            _add_run(figures, edit.name, task.workspace.run(program, "build", cwd=folder))
    return figures


def measure_hugo(task: BenchmarkTask) -> Figures:
    """Measure Hugo with one minimal layout, as a lower bound: it converts the same text and does nothing else."""
    program = shutil.which("hugo")
    if not program:
        raise UnavailableError("Hugo is not installed")
    folder, figures = _tree(task), Figures()
    # Hugo reads a folder with an index.md as one page, and with an _index.md as a section of pages.
    for path in list((folder / "docs").rglob("index.md")):
        path.rename(path.with_name("_index.md"))
    (folder / "hugo.toml").write_text(_HUGO_SETTINGS, encoding="utf-8")
    (folder / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (folder / "layouts" / "_default" / f"{name}.html").write_text(_HUGO_LAYOUT, encoding="utf-8")
    (folder / "layouts" / "index.html").write_text(_HUGO_LAYOUT, encoding="utf-8")
    for _ in range(task.rounds):
        for name in ("public", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)
        run = task.workspace.run(program, "--quiet", "--ignoreCache", cwd=folder)
        _add_cold_run(figures, run, folder, "public")
    return figures


def _tree(task: BenchmarkTask) -> Path:
    """Return a folder with a copy of the Markdown tree and minimal settings for Material."""
    docs = task.workspace.built_partnership(task.units) / "build" / "docs" / "public" / "docs"
    folder = task.workspace.folder / "engines" / f"units-{task.units}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(docs, folder / "docs")
    (folder / "mkdocs.yml").write_text(_MATERIAL_SETTINGS, encoding="utf-8")
    return folder


def _add_cold_run(figures: Figures, run: ProcessRun, folder: Path, output: str) -> None:
    _add_run(figures, "cold", run)
    source_count = sum(1 for _ in (folder / "docs").rglob("*.md"))
    page_count = sum(1 for path in (folder / output).rglob("*.html") if path.name != "404.html")
    if page_count < source_count:
        raise CommandError(f"only {page_count} of {source_count} pages were built:\n{run.output[-3000:]}")
    add_values(figures, "cold", pages=page_count)


def _add_run(figures: Figures, name: str, run: ProcessRun) -> None:
    add_values(figures, name, seconds=run.seconds, megabytes=run.megabytes)
