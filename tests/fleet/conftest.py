"""Small projects, and a cluster of Dask that the tests of a worker share."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from distributed import LocalCluster

from generator.disk import write_new
from generator.new_project import Answers, nations, project_files

LEFT_OUT = (
    "legislation, powers, training, glossary, publications, strands, pictures, "
    "stop, what, young, school, work, difference, formats, notes"
)
"""What a project does without here, so that it is built in a few seconds."""


def write_project(folder: Path, name: str) -> Path:
    """Write a project as ``kb new`` does, with little in it."""
    files = project_files(Answers(name, name, name, nations()["wales"]))
    for path, content in files.items():
        write_new(folder / path, content)
    partnership = folder / "data" / "partnership.yml"
    with partnership.open("a") as file:
        file.write(f"leave_out: [{LEFT_OUT}]\n")
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a site by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="package")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler with two workers, each a process, as somebody else may have set it up."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address=None,
        silence_logs=50,
        memory_limit=0,
    ) as running:
        yield running
