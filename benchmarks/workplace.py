"""The folder where things are measured: a copy of this project's code, made-up partnerships, what was found."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from benchmarks.measuring import REPOSITORY, Run, run

TODAY = "2026-11-26"
_COPIED = ("generator", "benchmarks", "data", "content", "tests/projects/loamshire", "mkdocs.yml", "mkdocs_hook.py")
_SETTINGS = """\
INHERIT: {code}/mkdocs.yml
hooks: []
watch: []
theme:
  custom_dir: {code}/generator/templates/theme
"""
_WRITE = "import sys, pathlib, benchmarks.partnership as p; p.partnership(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"


@dataclass(frozen=True, slots=True)
class Workplace:
    """One such folder."""

    folder: Path
    built: set[Path] = field(default_factory=set)
    """Projects that stand built, without PDFs, as they are now."""

    @property
    def code(self) -> Path:
        """The copy of this project's code that is measured, so that its templates can be edited."""
        return self.folder / "code"

    def copy_code(self) -> None:
        """Make the copy anew, compiled, so that no measured command has to compile it."""
        shutil.rmtree(self.code, ignore_errors=True)
        for name in _COPIED:
            whole, copy = REPOSITORY / name, self.code / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            if whole.is_dir():
                shutil.copytree(whole, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(whole, copy)
        self.python("-m", "compileall", "-q", "generator", "benchmarks", within=self.code)

    def digest(self) -> str:
        """What tells apart the code and the content that are measured."""
        measured = [path for name in _COPIED if name != "benchmarks" for path in _files(self.code / name)]
        measured.append(self.code / "benchmarks" / "partnership.py")
        parts = (f"{path.relative_to(self.code)} {sha256(path.read_bytes()).hexdigest()}" for path in measured)
        return sha256("\n".join(parts).encode()).hexdigest()[:12]

    def partnership(self, units: int) -> Path:
        """The made-up partnership of so many units: its files as they were made, its build as it was left."""
        fresh = self.folder / "projects" / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        self.python("-c", _WRITE, str(fresh), str(units))
        return self._renewed(fresh, f"units-{units}")

    def default(self) -> Path:
        """A copy of the partnership that this repository publishes."""
        fresh = self.folder / "projects" / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        for name in ("data", "content"):
            shutil.copytree(self.code / name, fresh / name)
        (fresh / "mkdocs.yml").write_text(_SETTINGS.format(code=self.code), encoding="utf-8")
        return self._renewed(fresh, "default")

    def _renewed(self, fresh: Path, name: str) -> Path:
        # Only what an author writes is put in place again: an edit that was cut short must not stay in it.
        project = fresh.with_name(name)
        project.mkdir(exist_ok=True)
        for path in fresh.iterdir():
            old = project / path.name
            if old.is_dir():
                shutil.rmtree(old)
            path.replace(old)
        fresh.rmdir()
        return project

    def built_site(self, units: int) -> Path:
        """The made-up partnership with its public site built, without PDFs."""
        project = self.partnership(units)
        if project not in self.built:
            self.kb("build", project, "--no-pdf")
            self.built.add(project)
        return project

    def kb(self, verb: str, project: Path, *options: str) -> Run:
        """Run this project's command on a project."""
        return self.python("-m", "generator", verb, "--project", str(project), "--today", TODAY, *options)

    def python(self, *arguments: str, within: Path | None = None) -> Run:
        """Run Python with the copy of the code, and nothing of the folder it runs in."""
        return self.run(sys.executable, "-P", *arguments, within=within)

    def run(self, *command: str, within: Path | None = None) -> Run:
        """Run a program."""
        surroundings = {"PYTHONPATH": str(self.code), "NO_MKDOCS_2_WARNING": "1"}
        return run(command, within=within or self.folder, surroundings=surroundings)


@dataclass(frozen=True, slots=True)
class Task:
    """What a group is to measure, and how often."""

    place: Workplace
    units: int
    rounds: int
    sample: int | None = None
    """How many documents to print one by one; None is all of them."""


def _files(path: Path) -> list[Path]:
    """The files at or below a path, without what Python compiled."""
    return sorted(one for one in (path, *path.rglob("*")) if one.is_file() and one.suffix != ".pyc")


def without_cache(project: Path) -> None:
    """Take away what the project's builds keep for the next one."""
    shutil.rmtree(project / "build" / ".cache", ignore_errors=True)
