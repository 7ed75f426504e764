"""A disk that runs full publishes nothing, says so, and leaves the last site whole. Each file is proved before that."""

import errno
import gzip
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.build_folder import BUILD, BuildFolder
from generator.cache import project_cache
from generator.diagnostics import Severity, Span
from generator.disk import free_bytes, is_full, megabytes
from generator.model.vocabulary import Edition
from generator.publishing import storage
from generator.publishing.incremental import run_build
from generator.publishing.proofs.complete_files import incomplete_files
from generator.publishing.publish import publish
from generator.publishing.storage import bytes_needed, disk_full, low_space, storage_problem, with_cause
from generator.rendering.artefacts import Artefact, MarkdownPage, PrintFacts, Site
from generator.rendering.environment import template_bytecode_cache
from generator.rendering.zip_files import packed
from tests.conftest import REPOSITORY, TODAY, edit
from tests.incremental import files

slow = pytest.mark.slow

PDF = b"%PDF-1.7\n...\n%%EOF\n"
PAGE = b"<!doctype html><title>A</title>"


@pytest.fixture
def site() -> Site:
    return Site(
        pages=(MarkdownPage("index.md", "# A"),),
        artefacts=(Artefact("api/a.json", b"{}"), Artefact("assets/fonts/a.woff2", b"wOF2\0\1\0\0\0\0\0\x10rest")),
    )


@pytest.fixture
def finished(site: Site, tmp_path: Path) -> Path:
    """A complete site in a folder, with a site map."""
    folder = tmp_path / "site"
    for name, content in {
        **{artefact.path: artefact.content for artefact in site.artefacts},
        "index.html": PAGE,
        "_headers": b"/*\n",
        "sitemap.xml": b"<urlset/>",
        "sitemap.xml.gz": gzip.compress(b"<urlset/>"),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def incomplete(site: Site, folder: Path) -> dict[str, str]:
    """Return by its path what is wrong with each file."""
    digests = {"index.html": sha256(PAGE).digest()}
    problems = incomplete_files(site, folder, digests, {"_headers": b"/*\n"})
    lead = "this file of the new site is not right: "
    return {problem.span.path: problem.message.removeprefix(lead) for problem in problems}


def test_a_complete_site_has_no_problem(site: Site, finished: Path) -> None:
    assert incomplete(site, finished) == {}


@pytest.mark.parametrize(
    "name",
    [
        "api/a.json",
        "assets/fonts/a.woff2",
        "index.html",
        "_headers",
        "sitemap.xml",
        "sitemap.xml.gz",
    ],
)
@pytest.mark.parametrize("damage", ["empty", "cut", "longer", "changed"])
def test_a_file_that_is_not_what_was_to_be_written_is_found(site: Site, finished: Path, name: str, damage: str) -> None:
    content = (finished / name).read_bytes()
    if name.endswith(".xml") and damage in {"longer", "changed"}:
        content, damage = content.replace(b"urlset", b"<rlset"), "longer"
    harmed = {"empty": b"", "cut": content[:-2], "longer": content + b"<", "changed": b"\0" * len(content)}[damage]
    (finished / name).write_bytes(harmed)
    assert name in incomplete(site, finished)


@pytest.mark.parametrize("name", ["api/a.json", "index.html", "_headers"])
def test_a_file_that_is_missing_is_found(site: Site, finished: Path, name: str) -> None:
    (finished / name).unlink()
    assert incomplete(site, finished) == {name: "it is missing"}


def test_a_link_is_no_file_of_a_site(site: Site, finished: Path) -> None:
    (finished / "other.html").symlink_to("/etc/hostname")
    assert incomplete(site, finished) == {"other.html": "it is missing"}


def test_a_file_that_is_no_part_of_the_site_is_found(site: Site, finished: Path) -> None:
    (finished / "assets" / "bundle.js").write_text("alert(1)")
    assert incomplete(site, finished) == {"assets/bundle.js": "it is no part of the site"}


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("downloads/a.pdf", b"", "it is empty"),
        ("downloads/a.pdf", b"PDF-1.7\n%%EOF", "it does not start as files of its kind do"),
        ("downloads/a.pdf", b"%PDF-1.7\n...", "it does not end as files of its kind do"),
        ("downloads/a.pdf", PDF, "it has 0 pages instead of 1"),
        ("downloads/a.docx", b"", "it is empty"),
        ("downloads/a.docx", b"Pk", "it does not start as files of its kind do"),
        ("downloads/a.docx", packed([("a.xml", b"<a/>")])[:-9], "it does not end as files of its kind do"),
        (
            "downloads/a.pptx",
            packed([("ppt/slides/slide1.xml", b"<a/>")])[:-9],
            "it does not end as files of its kind do",
        ),
        ("downloads/a.pptx", packed([("a.xml", b"<a/>")]), "it has 0 slides instead of 1"),
        ("assets/card.png", b"\x89PNG\r\n\x1a\n...", "it does not end as files of its kind do"),
        ("assets/fonts/b.woff2", b"wOF2\0\1\0\0\0\0\0\x20rest", "it is shorter or longer than it says itself"),
    ],
)
def test_a_file_of_a_library_is_as_its_format_says(
    site: Site, finished: Path, path: str, content: bytes, reason: str
) -> None:
    (finished / path).parent.mkdir(exist_ok=True)
    (finished / path).write_bytes(content)
    prints = {path: PrintFacts(1, len(content), "B2C3D4")} if path.startswith("downloads/") else {}
    whole = replace(site, artefacts=(*site.artefacts, Artefact(path, content)), prints=prints)
    assert incomplete(whole, finished) == {path: reason}


# --- what is said


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set how many bytes the disk has free."""
    return lambda size: monkeypatch.setattr(storage, "free_bytes", lambda _: size)


def test_a_full_disk_says_what_is_free_and_what_is_needed(tmp_path: Path, free: Callable[[int], None]) -> None:
    free(3_400_000)
    assert str(storage_problem(FULL, BuildFolder(tmp_path), "public", 12_300_000)) == (
        "build:1:1: error[disk-full] the disk is full: 3.4 MB free, about 12 MB needed\n"
        f"  hint: delete what is not needed on the disk of {tmp_path / BUILD}; then run ./kb build again"
    )
    assert disk_full(BuildFolder(tmp_path), 0).message == "the disk is full: 3.4 MB free"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "your share of the disk is used up, about 12 MB needed"),
        (OSError(errno.EFBIG, "File too large"), "a file of the site is larger than files may be here"),
        (FULL, "the disk has no room for another file, although 900 MB are free"),
    ],
)
def test_other_limits_are_called_what_they_are(
    tmp_path: Path, free: Callable[[int], None], error: OSError, message: str
) -> None:
    free(900_000_000)
    assert is_full(error)
    problem = storage_problem(error, BuildFolder(tmp_path), "public", 12_300_000)
    assert problem
    assert problem.message == message


@pytest.mark.parametrize(
    ("number", "name", "message"),
    [
        (errno.EROFS, "build/docs", "build/docs cannot be written: the disk is read-only"),
        (errno.EACCES, "build/docs/public/mkdocs.yml", "you may not write build/docs/public/mkdocs.yml"),
        (errno.EPERM, "build", "you may not write build"),
        (errno.EACCES, ".", "you may not write build"),
        (
            errno.EBUSY,
            "build/public",
            "build/public is a disk of its own, so a new site cannot take the place of the old one in one step",
        ),
        (errno.EIO, "build/docs", "build/docs cannot be used: input/output error"),
        (errno.ENOTDIR, "build/docs/public", "build/docs/public cannot be used: not a directory"),
    ],
)
def test_what_the_disk_refuses_is_said_in_plain_words(tmp_path: Path, number: int, name: str, message: str) -> None:
    error = OSError(number, os.strerror(number), str(tmp_path / name))
    problem = storage_problem(error, BuildFolder(tmp_path), "public", 0)
    assert problem
    assert problem.message == message


def test_an_error_of_another_folder_is_no_problem_of_build(tmp_path: Path) -> None:
    assert (
        storage_problem(OSError(errno.EACCES, "Permission denied", "/elsewhere/a"), BuildFolder(tmp_path), "public", 0)
        is None
    )


def test_what_a_full_disk_broke_is_put_down_to_it(tmp_path: Path, site: Site, free: Callable[[int], None]) -> None:
    broken = incomplete_files(site, tmp_path, {}, {})
    assert str(broken[0]) == (
        "api/a.json:1:1: error[incomplete-file] this file of the new site is not right: it is missing\n"
        "  hint: run ./kb build again; if it stays, look whether the disk is full or damaged"
    )
    free(10_000_000)
    assert with_cause(broken, BuildFolder(tmp_path), needed=5_000_000) == broken
    free(1_000_000)
    assert [problem.code.slug for problem in with_cause(broken, BuildFolder(tmp_path), needed=5_000_000)] == [
        "disk-full"
    ]
    free(10_000_000)
    named = replace(broken[0], message="Error building page 'a.md': [Errno 28] No space left on device")
    assert [problem.code.slug for problem in with_cause((named,), BuildFolder(tmp_path), needed=5_000_000)] == [
        "disk-full"
    ]


def test_too_little_room_for_the_next_build_is_a_warning(tmp_path: Path, free: Callable[[int], None]) -> None:
    free(12_000_000)
    assert list(low_space(BuildFolder(tmp_path), 11_999_999)) == []
    (warning,) = low_space(BuildFolder(tmp_path), 20_400_000)
    assert (warning.severity, warning.span) == (Severity.WARNING, Span("build"))
    assert str(warning).splitlines()[0] == (
        "build:1:1: warning[disk-full] this site was built, but the next may not fit: 12 MB free, about 20 MB needed"
    )


def test_sizes_are_in_words(tmp_path: Path) -> None:
    shown = [megabytes(size) for size in (0, 40_000, 950_000, 9_940_000, 9_950_000, 12_345_678, 1_234_000_000)]
    assert shown == ["0.0 MB", "0.0 MB", "0.9 MB", "9.9 MB", "10 MB", "12 MB", "1,234 MB"]
    assert free_bytes(tmp_path / "not" / "there") == free_bytes(tmp_path)


def test_a_site_needs_room_for_its_files_twice(site: Site) -> None:
    more = replace(site, artefacts=(*site.artefacts, Artefact("downloads/a.pdf", bytes(1_000_000))))
    assert 2_000_000 <= bytes_needed(more) - bytes_needed(site) < 2_020_000


# --- templates


def test_a_damaged_compiled_template_is_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jinja2.bccache.tempfile.gettempdir", lambda: str(tmp_path))

    def rendered() -> str:
        jinja = Environment(loader=DictLoader({"a": "{{ 1 + 1 }} bells"}), bytecode_cache=template_bytecode_cache())
        return jinja.get_template("a").render()

    assert rendered() == "2 bells"
    (stored,) = (path for path in tmp_path.rglob("kb-*") if path.is_file())
    sound = stored.read_bytes()
    for harm in (b"", sound[:-1], sound[:20], sound.replace(b"bells", b"balls"), b"another program's", bytes(100)):
        stored.write_bytes(harm)
        assert rendered() == "2 bells"
        assert stored.read_bytes() == sound


def test_a_compiled_template_that_cannot_be_stored_is_used_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jinja2.bccache.tempfile.gettempdir", lambda: str(tmp_path))

    def full(*_: object, **__: object) -> object:
        raise FULL

    monkeypatch.setattr("generator.disk.tempfile.mkstemp", full)
    jinja = Environment(loader=DictLoader({"a": "{{ 1 + 1 }} bells"}), bytecode_cache=template_bytecode_cache())
    assert jinja.get_template("a").render() == "2 bells"


# --- whole builds


@pytest.fixture
def small_disk(loamshire: Path) -> Iterator[Path]:
    """A project whose ``build/`` is a disk of 64 MB, which a test can fill."""
    (loamshire / "build").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(loamshire / "build")]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield loamshire
    subprocess.run(["umount", str(loamshire / "build")], check=True)


@slow
@pytest.mark.parametrize("room", [0, 400_000, 1_500_000, 3_000_000, 4_000_000])
def test_a_disk_that_runs_full_leaves_the_old_site(small_disk: Path, room: int) -> None:
    first = publish(small_disk, today=TODAY, with_prints=False)
    assert first.folder
    before = files(first.folder)
    edit(small_disk, "data/partnership.yml", ("short_name: Loamshire", "short_name: Loam"))  # it is on every page
    shutil.rmtree(small_disk / "build" / "docs")
    with (small_disk / "build" / "filler").open("wb") as filler:
        filler.write(bytes(max(0, free_bytes(small_disk / "build") - room)))
    made = publish(small_disk, today=TODAY.replace(day=22), with_prints=False)
    assert made.folder is None
    assert [problem.code.slug for problem in made.diagnostics] == ["disk-full"]
    assert made.diagnostics[0].message.startswith("the disk is full: ")
    assert files(first.folder) == before
    (small_disk / "build" / "filler").unlink()
    assert publish(small_disk, today=TODAY.replace(day=22), with_prints=False).folder
    assert list((small_disk / "build").glob(".staging-*")) == []


@slow
def test_little_room_for_the_next_build_is_said_after_this_one(small_disk: Path) -> None:
    def build() -> tuple[str, ...]:
        cache = project_cache(small_disk)
        made = run_build(small_disk, today=TODAY, edition=Edition.PUBLIC, with_prints=False, cache=cache)
        assert made.is_published
        return tuple(str(problem).split(": ")[1] for problem in made.diagnostics)

    assert build() == ()
    (small_disk / "build" / "filler").write_bytes(bytes(free_bytes(small_disk / "build") - 3_000_000))
    assert build() == ("warning[disk-full] this site was built, but the next may not fit",)
    (small_disk / "build" / "filler").unlink()
    assert build() == ()


@slow
@pytest.mark.parametrize("limit", [0, 1000, 30_000])
def test_a_limit_for_the_size_of_files_is_said(loamshire: Path, limit: int) -> None:
    def restrict() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ran = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--no-pdf", "--project", loamshire, "--today", str(TODAY)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        preexec_fn=restrict,
    )
    assert ran.returncode == 1
    assert "error[disk-full] a file of the site is larger than files may be here" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
