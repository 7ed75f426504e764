"""The folder of a benchmark run: a copy of this project's code, test projects and results."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from benchmarks.measurement import REPOSITORY, ProcessRun, run_process

TODAY, NEXT_DAY = "2026-11-30", "2026-12-01"
_CODE_PATHS = ("generator", "benchmarks", "data", "content", "tests/projects/loamshire", "mkdocs.yml", "mkdocs_hook.py")
_WRITE_PARTNERSHIP = (
    "import sys, pathlib, benchmarks.partnership as p; p.write_partnership(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of a benchmark run."""

    folder: Path
    built_projects: set[Path] = field(default_factory=set)
    """Projects whose site is built, without PDFs, from their present files."""

    @property
    def code(self) -> Path:
        """The measured copy of this project's code. A benchmark edits its templates."""
        return self.folder / "code"

    def copy_code(self) -> None:
        """Copy the code again and compile it, so that no measured command has to."""
        shutil.rmtree(self.code, ignore_errors=True)
        for name in _CODE_PATHS:
            source, target = REPOSITORY / name, self.code / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, target)
        self.python("-m", "compileall", "-q", "generator", "benchmarks", cwd=self.code)

    def fingerprint(self) -> str:
        """Return a hash of the measured code and content: 12 hexadecimal digits."""
        files = [path for name in _CODE_PATHS if name != "benchmarks" for path in _files(self.code / name)]
        files.append(self.code / "benchmarks" / "partnership.py")
        lines = (f"{path.relative_to(self.code)} {sha256(path.read_bytes()).hexdigest()}" for path in files)
        return sha256("\n".join(lines).encode()).hexdigest()[:12]

    def partnership(self, units: int) -> Path:
        """Return the generated partnership of this size, with original files and the build of earlier runs."""
        original = self.folder / "projects" / "original"
        shutil.rmtree(original, ignore_errors=True)
        self.python("-c", _WRITE_PARTNERSHIP, str(original), str(units))
        return self._restore(original, f"units-{units}")

    def default_project(self) -> Path:
        """Return a copy of the partnership that this repository publishes."""
        original = self.folder / "projects" / "original"
        shutil.rmtree(original, ignore_errors=True)
        for name in ("data", "content"):
            shutil.copytree(self.code / name, original / name)
        shutil.copyfile(self.code / "mkdocs.yml", original / "mkdocs.yml")
        return self._restore(original, "default")

    def _restore(self, original: Path, name: str) -> Path:
        """Move the original files to the project ``name``, whose build stays. This undoes interrupted edits."""
        project = original.with_name(name)
        project.mkdir(exist_ok=True)
        for path in original.iterdir():
            target = project / path.name
            if target.is_dir():
                shutil.rmtree(target)
            path.replace(target)
        original.rmdir()
        return project

    def built_partnership(self, units: int) -> Path:
        """Return the generated partnership with its public site built, without PDFs."""
        project = self.partnership(units)
        if project not in self.built_projects:
            self.kb("build", project, "--no-pdf")
            self.built_projects.add(project)
        return project

    def kb(self, verb: str, project: Path, *options: str, day: str = TODAY) -> ProcessRun:
        """Run a command of this project on a project."""
        return self.python("-m", "generator", verb, "--project", str(project), "--today", day, *options)

    def python(self, *arguments: str, cwd: Path | None = None) -> ProcessRun:
        """Run Python with the copied code. Nothing is imported from the working folder."""
        return self.run(sys.executable, "-P", *arguments, cwd=cwd)

    def run(self, *command: str, cwd: Path | None = None) -> ProcessRun:
        """Run a program, in the workspace unless ``cwd`` is given."""
        environment = {"PYTHONPATH": str(self.code), "NO_MKDOCS_2_WARNING": "1"}
        return run_process(command, cwd=cwd or self.folder, environment=environment)


@dataclass(frozen=True, slots=True)
class BenchmarkTask:
    """The arguments of a benchmark group."""

    workspace: Workspace
    units: int
    rounds: int
    members: int = 20
    """How many partnerships a fleet has."""


def _files(path: Path) -> list[Path]:
    """Return the files at or below a path, without compiled Python."""
    return sorted(file for file in (path, *path.rglob("*")) if file.is_file() and file.suffix != ".pyc")


def delete_cache(project: Path) -> None:
    """Delete a project's build cache."""
    shutil.rmtree(project / "build" / ".cache", ignore_errors=True)
