"""What is too large, too deep, no file or somewhere else: one problem each, soon, and nothing outside is touched."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.build import build_site, check
from generator.compare import diff_since
from generator.diagnostics import Code, Diagnostic
from generator.fix import propose
from generator.loading.content_files import LARGEST_ATTACHMENT
from generator.loading.history import LARGEST_SNAPSHOT, deleted_records, extract_commit, snapshot_of
from generator.loading.project import load
from generator.publishing.fingerprints import input_fingerprint, input_state
from tests.conftest import TODAY, edit
from tests.loading.test_wrong_shapes import at_most

Kb = Callable[..., CompletedProcess[str]]


def problems(project: Path, today: date = TODAY) -> list[Diagnostic]:
    with at_most(10):
        found = check(project, today)[1]
        input_fingerprint(project, "check")
        input_state(project)
    assert all(problem.hint for problem in found)
    return [*found]


def codes(project: Path) -> list[tuple[str, Code]]:
    return [(problem.span.path, problem.code) for problem in problems(project)]


PLACES = ("data/glossary.yml", "data/staff/contacts.yml", "data/pictures/pipe.svg", "content/tell.md", "content/a.pdf")


def replaced(project: Path, path: str) -> Path:
    (project / path).unlink(missing_ok=True)
    return project / path


@pytest.mark.parametrize("path", [*PLACES, "mkdocs.yml"])
@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
def test_what_is_no_file_is_a_problem_and_is_not_opened(path: str, kind: str, loamshire: Path) -> None:
    place = replaced(loamshire, path)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "socket":
        here = Path.cwd()
        os.chdir(place.parent)
        try:
            with socket.socket(socket.AF_UNIX) as door:
                door.bind(place.name)
        finally:
            os.chdir(here)
    elif kind == "device":
        try:
            os.mknod(place, 0o20666, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("only root makes a device")
    else:
        place.mkdir()
    is_folder_in_content = kind == "folder" and path.startswith("content/")
    expected = (
        [] if is_folder_in_content or (kind == "folder" and path.endswith(".svg")) else [(path, Code.UNREADABLE_FILE)]
    )
    assert [one for one in codes(loamshire) if one[0] == path] == expected


@pytest.mark.parametrize(
    "target", ["/dev/zero", "/dev/stdin", "/proc/self/environ", "/etc/passwd", "../elsewhere.md", "/"]
)
@pytest.mark.parametrize("path", [*PLACES, "content/more.svg", "data/releases/one.json", "mkdocs.yml"])
def test_a_link_out_of_the_project_is_a_problem_and_is_not_read(path: str, target: str, loamshire: Path) -> None:
    up = "../" * (path.count("/") + 1)
    (loamshire.parent / "elsewhere.md").write_text("secret")
    place = replaced(loamshire, path)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(target if target.startswith("/") else up + "elsewhere.md")
    assert (path, Code.OUTSIDE_PROJECT) in codes(loamshire)
    assert [change for change in propose(loamshire) if change.path == path] == []


@pytest.mark.parametrize("folder", ["data", "content", "data/staff", "data/pictures", "content/guides"])
def test_a_folder_that_is_a_link_out_of_the_project_is_a_problem(folder: str, loamshire: Path) -> None:
    outside = loamshire.parent / "outside"
    (loamshire / folder).rename(outside)
    (loamshire / folder).symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    assert (folder, Code.OUTSIDE_PROJECT) in codes(loamshire)
    assert propose(loamshire) == () or folder not in {"data", "content"}
    records, _ = load(loamshire)
    assert folder != "data/staff" or not records.is_complete
    assert before == {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}


def test_a_chain_of_links_is_followed_to_its_end(loamshire: Path) -> None:
    (loamshire / "content/a.txt").symlink_to("b.txt")
    (loamshire / "content/b.txt").symlink_to("c.txt")
    (loamshire / "content/c.txt").symlink_to("/etc/hostname")
    assert codes(loamshire) == [(f"content/{name}.txt", Code.OUTSIDE_PROJECT) for name in "abc"]
    (loamshire / "content/c.txt").unlink()
    (loamshire / "content/c.txt").write_text("ours")
    assert codes(loamshire) == []
    assert load(loamshire)[0].attachments["a.txt"] == b"ours"


def test_folders_that_lead_to_themselves_and_to_each_other_end(loamshire: Path) -> None:
    for n in range(8):
        (loamshire / f"content/loop{n}").symlink_to(".")
        (loamshire / f"data/loop{n}").symlink_to("../content")
    assert {code for _, code in codes(loamshire)} == {Code.UNREADABLE_FILE}


def test_a_project_whose_own_folder_is_a_link_is_read(loamshire: Path, tmp_path: Path) -> None:
    (tmp_path / "ours").symlink_to(loamshire)
    (loamshire / "content/a.txt").write_text("a")
    (loamshire / "content/b.txt").symlink_to("a.txt")
    assert codes(tmp_path / "ours") == []


def test_review_writes_nothing_through_a_link(loamshire: Path, kb: Kb) -> None:
    outside = loamshire.parent / "stamps.yml"
    outside.write_text("stamps: []\n")
    replaced(loamshire, "data/stamps.yml").symlink_to(outside)
    ran = kb("review", "easy-charter", "--by", "lead", "--project", str(loamshire))
    assert ran.returncode == 2
    assert outside.read_text() == "stamps: []\n"


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def test_an_attachment_of_three_gigabytes_is_not_read(loamshire: Path) -> None:
    sparse(loamshire / "content/film.mp4", 3_000_000_000)
    assert codes(loamshire) == [("content/film.mp4", Code.FILE_TOO_LARGE)]


def test_many_large_attachments_are_too_large_together(loamshire: Path) -> None:
    for n in range(6):
        sparse(loamshire / f"content/film{n}.mp4", LARGEST_ATTACHMENT - 1)
        with (loamshire / f"content/film{n}.mp4").open("r+b") as film:
            film.write(b"\0\0\0\x18ftypmp42")
    assert codes(loamshire) == [("content/film4.mp4", Code.FILE_TOO_LARGE)]


def test_more_files_than_any_site_has_is_one_problem(loamshire: Path) -> None:
    for n in range(5_010):
        (loamshire / f"content/p{n}.txt").touch()
    assert ("content", Code.FILE_TOO_LARGE) in codes(loamshire)


def test_folders_nested_without_end_are_one_problem(loamshire: Path) -> None:
    for top in ("content", "data"):
        here = os.open(loamshire / top, os.O_RDONLY)
        for _ in range(1_500):
            os.mkdir("a", dir_fd=here)
            deeper = os.open("a", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = deeper
        os.close(here)
    try:
        found = [("content", Code.TOO_DEEP), ("data", Code.TOO_DEEP), ("data", Code.UNKNOWN_FILE)]
        assert sorted((path.split("/")[0], code.slug) for path, code in codes(loamshire)) == sorted(
            (top, code.slug) for top, code in found
        )
    finally:
        subprocess.run(["rm", "-rf", loamshire], check=True)


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.md",
        "\x1b[31m.md",
        "\u202eabc.md",
        "-rf.md",
        "a .md",
        "a.txt.",
        "a.txt ",
        "é.md",
        "x" * 200 + ".md",
        "a\\b.md",
    ],
)
def test_a_name_that_cannot_be_an_address_is_a_problem_on_one_line(name: str, loamshire: Path) -> None:
    (loamshire / "content" / name).write_text("Hello")
    (problem,) = problems(loamshire)
    assert problem.code is Code.INVALID_VALUE
    assert str(problem).isprintable() or str(problem).replace("\n  hint: ", "").isprintable()


def test_a_name_that_is_not_unicode_is_a_problem(loamshire: Path) -> None:
    Path(os.fsdecode(os.fsencode(loamshire / "content") + b"/\xff.md")).write_text("Hello")
    Path(os.fsdecode(os.fsencode(loamshire / "data") + b"/\xff.yml")).write_text("Hello")
    assert [problem.code for problem in problems(loamshire)] == [Code.INVALID_VALUE, Code.UNKNOWN_FILE]


@pytest.mark.parametrize(
    "text", ["a: b\n" * 1_000_000, "".join(f"a{n}: b\n" for n in range(400_000))], ids=["same", "others"]
)
def test_a_million_names_are_a_problem(text: str, loamshire: Path) -> None:
    (loamshire / "data/glossary.yml").write_text(text[:3_900_000])
    assert ("data/glossary.yml", Code.FILE_TOO_LARGE) in codes(loamshire)


def release(project: Path, name: str, content: bytes) -> list[Diagnostic]:
    (project / "data/releases").mkdir(exist_ok=True)
    (project / "data/releases" / name).write_bytes(content)
    entry = f"{{id: version-one, title: The first, published_on: 2026-10-01, snapshot: {name}}}"
    (project / "data/releases.yml").write_text(f"releases:\n  - {entry}\n")
    return problems(project)


def one_record(**fields: object) -> bytes:
    record = {"kind": "contact", "title": "A desk", "fields": {}, **fields}
    return json.dumps({"records": {"desk": record}}).encode()


BROKEN = {
    "not-json.json": b"{",
    "deep.json": b"[" * 100_000,
    "deep-groups.json": b'{"a":' * 100_000,
    "digits.json": b'{"records": {"a": ' + b"9" * 10_000 + b"}}",
    "latin.json": b'{"records": "\xe9"}',
    "list.json": b"[]",
    "number.json": b"7",
    "records-list.json": b'{"records": []}',
    "kind-number.json": one_record(kind=7),
    "title-list.json": one_record(title=["A"]),
    "fields-list.json": one_record(fields=["A"]),
    "surrogate.json": one_record(fields={"text": "\ud800"}),
    "surrogate-name.json": one_record(fields={"\udfff": "a"}),
    "nan.json": one_record(fields={"text": float("nan")}),
    "infinity.json": b'{"records": {"a": {"kind": "a", "title": "a", "fields": {"a": 1e999}}}}',
    "nested.json": one_record(fields={"text": json.loads("[" * 100 + "]" * 100)}),
    "large.json": b" " * (LARGEST_SNAPSHOT + 1),
    "no-gzip.json.gz": b"{}",
    "empty.json.gz": b"",
    "short.json.gz": gzip.compress(one_record())[:-9],
    "no-checksum.json.gz": gzip.compress(one_record())[:-8] + b"12345678",
    "more.json.gz": gzip.compress(one_record()) + b"more",
    "bomb.json.gz": gzip.compress(b"\0" * 50_000_000),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_published_version_that_cannot_be_read_is_one_problem(name: str, loamshire: Path) -> None:
    (problem,) = release(loamshire, name, BROKEN[name])
    assert (problem.span.path, problem.span.line) == ("data/releases.yml", 2)
    assert "\n" not in problem.message
    assert isinstance(diff_since(loamshire, str(loamshire / "data/releases" / name)), str)


def test_a_bomb_of_gigabytes_is_unpacked_no_further_than_the_bound() -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    with at_most(5):
        assert "holds more than 10 MB" in str(snapshot_of("a.json.gz", bomb))


@pytest.mark.parametrize("fields", [{"deadline": {"within": "x"}}, {"deadline": {"a": {}}}, {"record": 7, "how": []}])
def test_a_version_with_odd_fields_can_be_compared(fields: dict[str, object], loamshire: Path) -> None:
    (loamshire / "old.json").write_bytes(one_record(fields={**fields, "entries": [fields]}))
    assert not isinstance(diff_since(loamshire, str(loamshire / "old.json")), str)


@pytest.mark.parametrize("within", ["999999", "10000", "1" + "0" * 30, "9" * 5_000, "1e9"])
@pytest.mark.parametrize("unit", ["minute", "working-day", "week", "month"])
def test_a_time_limit_of_centuries_is_a_problem_or_can_be_shown(within: str, unit: str, loamshire: Path) -> None:
    text = (loamshire / "data/standards.yml").read_text()
    before = "deadline: {within: 1, unit: hour"
    if before not in text:
        before = next(line.strip().split(", from")[0] for line in text.split("\n") if "deadline: {within:" in line)
    edit(loamshire, "data/standards.yml", (before, f"deadline: {{within: {within}, unit: {unit}"))
    with at_most(20):
        site = build_site(loamshire, today=TODAY, with_prints=False)
    assert site.pages or site.diagnostics


@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2099, 12, 31)])
@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "2099-12-31", "0000-01-01", "10000-01-01"])
def test_days_at_the_ends_of_the_calendar_are_problems(value: str, today: date, loamshire: Path) -> None:
    contacts = loamshire / "data/contacts.yml"
    contacts.write_text(contacts.read_text().replace("checked_on: 2026-11-01", f"checked_on: {value}", 1))
    assert problems(loamshire, today)


@pytest.mark.parametrize("value", ["120000", "999999", "1" + "0" * 30])
def test_a_check_every_ten_thousand_years_is_a_problem(value: str, loamshire: Path) -> None:
    text = (loamshire / "data/contacts.yml").read_text()
    before = next(line.strip() for line in text.split("\n") if line.strip().startswith("review_every:"))
    (loamshire / "data/contacts.yml").write_text(text.replace(before, f"review_every: {value}", 1))
    assert [problem.span.path for problem in problems(loamshire)] == ["data/contacts.yml"]


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", "-C", str(project), *who, *arguments], check=True, capture_output=True)


PROGRAMS = {
    "core.fsmonitor": "{program}",
    "core.pager": "{program}",
    "core.sshCommand": "{program}",
    "core.hooksPath": "{folder}",
    "core.editor": "{program}",
    "diff.external": "{program}",
    "diff.evil.command": "{program}",
    "diff.evil.textconv": "{program}",
    "filter.evil.clean": "{program}",
    "filter.evil.smudge": "{program}",
    "filter.evil.process": "{program}",
    "filter.evil.required": "true",
    "filter.e=v.i l.clean": "{program}",
    "tar.tar.command": "{program}",
    "gpg.program": "{program}",
    "log.showSignature": "true",
    "alias.log": "!{program}",
    "alias.config": "!{program}",
    "alias.rev-parse": "!{program}",
    "credential.helper": "!{program}",
}


def test_no_program_that_a_repository_names_is_run(loamshire: Path, tmp_path: Path) -> None:
    git(loamshire, "init", "-q", "-b", "main")
    (loamshire / ".gitattributes").write_text("* filter=evil diff=evil export-subst\n*.md filter=e=v.i\\ l\n")
    git(loamshire, "add", "-A")
    git(loamshire, "commit", "-q", "-m", "Loamshire")
    program, folder, mark = tmp_path / "program", tmp_path / "hooks", tmp_path / "ran"
    folder.mkdir()
    program.write_text(f"#!/bin/sh\necho $0 $* >> {mark}\ncat\n")
    program.chmod(0o755)
    for name in ("post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"):
        (folder / name).write_bytes(program.read_bytes())
        (folder / name).chmod(0o755)
    for name, value in PROGRAMS.items():
        git(loamshire, "config", name, value.format(program=program, folder=folder))
    mark.unlink(missing_ok=True)
    for path in ("data/contacts.yml", "content/tell.md"):
        (loamshire / path).write_text((loamshire / path).read_text().replace("contact-desk", "contact-other"))
    with at_most(10):
        deleted_records(loamshire, ["contact-desk"])
        assert extract_commit(loamshire, "HEAD", tmp_path / "old") == ""
    assert not mark.exists(), mark.read_text()
    assert (tmp_path / "old/data/contacts.yml").exists()


@pytest.mark.parametrize("damage", ["HEAD", "config", "objects", "index", "everything", "a file", "a pipe"])
def test_a_broken_repository_changes_nothing(damage: str, loamshire: Path) -> None:
    git(loamshire, "init", "-q")
    git(loamshire, "add", "-A")
    git(loamshire, "commit", "-q", "-m", "Loamshire")
    if damage in {"HEAD", "config", "index"}:
        (loamshire / ".git" / damage).write_bytes(b"\0\xff[broken\n" * 100)
    else:
        subprocess.run(["rm", "-rf", loamshire / ".git" / ("objects" if damage == "objects" else "")], check=True)
    if damage == "a file":
        (loamshire / ".git").write_text("gitdir: /nowhere\n")
    elif damage == "a pipe":
        os.mkfifo(loamshire / ".git")
    edit(loamshire, "data/standards.yml", ("id: answer-soon", "id: answer-sooner"))
    assert Code.UNKNOWN_REFERENCE in {problem.code for problem in problems(loamshire)}
    assert isinstance(diff_since(loamshire, "HEAD~1"), str)
