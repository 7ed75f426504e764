"""What changed between two states of a project: every planted change, no other, the weightiest first."""

import io
import json
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from generator.compare import diff_since
from generator.loading.history import extract_archive
from generator.views.keeping.changes import RecordChange, Weight
from tests.conftest import REPOSITORY, copy_of

Kb = Callable[..., CompletedProcess[str]]


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", "-C", str(project), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(loamshire: Path) -> Path:
    git(loamshire, "init", "--quiet")
    git(loamshire, "add", "--all")
    git(loamshire, "commit", "--quiet", "--message", "Loamshire")
    git(loamshire, "tag", "first")
    return loamshire


def edited(project: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (project / path).read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (project / path).write_text(text)


def since(project: Path, ref: str) -> tuple[RecordChange, ...]:
    diff = diff_since(project, ref)
    assert not isinstance(diff, str), diff
    assert diff.unreadable == ()
    return diff.changes


def summary(changes: tuple[RecordChange, ...]) -> list[tuple[Weight, str, str]]:
    return [(change.weight, change.record, change.field) for change in changes]


def test_no_change_gives_an_empty_diff(repository: Path) -> None:
    assert since(repository, "first") == ()


def test_a_change_of_form_only_gives_an_empty_diff(repository: Path) -> None:
    for path in sorted((repository / "data").rglob("*.yml")):
        path.write_text("# Formatted again.\n" + yaml.safe_dump(yaml.load(path.read_text(), yaml.BaseLoader), width=60))
    page = repository / "content/tell.md"
    head, _, body = page.read_text().removeprefix("---\n").partition("\n---\n")
    page.write_text(f"---\n{head}\n---\n\n\n" + body.replace(" ", "\n", 1) + "\n\n\n")
    assert since(repository, "first") == ()


def test_every_planted_change_is_listed_once_the_weightiest_first(repository: Path) -> None:
    standards = yaml.load((repository / "data/standards.yml").read_text(), yaml.BaseLoader)
    charter = standards["sets"][0]
    first, *_, last = charter["standards"]
    limit = first["deadline"]["within"]
    first["deadline"]["within"] = str(int(limit) + 1)
    first["text"] += " Or else."
    withdrawn = charter["standards"].pop()
    charter["standards"].insert(0, dict(last, id="a-new-promise", title="A new promise"))
    (repository / "data/standards.yml").write_text(yaml.safe_dump(standards))
    edited(repository, "data/contacts.yml", ("01632 960001", "01632 960002"))
    edited(repository, "data/legislation.yml", ("by: Sound Act 2010, section 9", "by: Sound Act 2010, section 8"))
    edited(repository, "content/tell.md", ("title: ", "title: Now, "))
    changes = since(repository, "first")
    assert next(record for weight, record, _ in summary(changes) if weight is Weight.PROMISE_ADDED) == "a-new-promise"
    assert withdrawn["id"] in [record for weight, record, _ in summary(changes) if weight is Weight.PROMISE_WITHDRAWN]
    others = [row for row in summary(changes) if row[0] not in {Weight.PROMISE_ADDED, Weight.PROMISE_WITHDRAWN}]
    assert others == [
        (Weight.TIME_LIMIT, first["id"], "deadline"),
        (Weight.LAW, "old-act-s2", "by"),
        (Weight.CONTACT, "contact-desk", "channels, entry 1"),
        (Weight.WORDING, first["id"], "text"),
        (Weight.WORDING, "tell", "title"),
    ]
    assert [change.weight for change in changes] == sorted(change.weight for change in changes)


def test_a_time_limit_is_shown_in_words(repository: Path) -> None:
    standards = yaml.load((repository / "data/standards.yml").read_text(), yaml.BaseLoader)
    standard = next(one for one in standards["sets"][0]["standards"] if one["id"] == "answer-soon")
    standard["deadline"] = {"within": 3, "unit": "working-day", "from": "report-received", "when": "high-risk"}
    (repository / "data/standards.yml").write_text(yaml.safe_dump(standards))
    (change,) = since(repository, "first")
    assert change.after == "within 3 working days from the report, if it is high risk"


@pytest.mark.slow
def test_an_exported_snapshot_does_as_well_as_version_control(kb: Kb, loamshire: Path, tmp_path: Path) -> None:
    built = kb("build", "--no-pdf", "--project", str(loamshire))
    assert built.returncode == 0, built.stdout + built.stderr
    snapshot = tmp_path / "before.json"
    snapshot.write_bytes((loamshire / "build/public/api/snapshot.json").read_bytes())
    assert since(loamshire, str(snapshot)) == ()
    edited(loamshire, "data/contacts.yml", ("01632 960001", "01632 960002"))
    ran = kb("changes", "--since", str(snapshot), "--project", str(loamshire), "--format", "json")
    (change,) = json.loads(ran.stdout)["changes"]
    assert (change["id"], change["weight"]) == ("contact-desk", "contact")
    assert "01632 960001" in change["before"]
    assert "01632 960002" in change["after"]


def test_a_public_snapshot_holds_nothing_of_the_staffs(repository: Path) -> None:
    edited(repository, "data/staff/contacts.yml", ("name: ", "name: Another "))
    assert since(repository, "first") == ()


@pytest.mark.parametrize(
    ("ref", "message"),
    [("never", "there is no file, tag or commit never here"), ("--all", "there is no file, tag or commit --all here")],
)
def test_an_unknown_ref_is_an_error_and_not_a_traceback(kb: Kb, repository: Path, ref: str, message: str) -> None:
    ran = kb("changes", f"--since={ref}", "--project", str(repository))
    assert ran.returncode == 2
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("text", ["", "[]", '{"records": {"a": 1}}', "\x00"])
def test_a_file_that_is_no_snapshot_is_an_error(kb: Kb, loamshire: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "old.json").write_text(text)
    ran = kb("changes", "--since", str(tmp_path / "old.json"), "--project", str(loamshire))
    assert ran.returncode == 2
    assert "give the file api/snapshot.json of an earlier build" in ran.stderr


def test_a_record_that_could_not_be_read_is_neither_new_nor_gone(repository: Path) -> None:
    edited(repository, "data/contacts.yml", ("state: active", "state: asleep"))
    diff = diff_since(repository, "first")
    assert not isinstance(diff, str)
    assert diff.changes == ()
    assert diff.unreadable == ("contact-999",)


def test_a_file_that_cannot_be_read_is_not_taken_for_promises_withdrawn(repository: Path) -> None:
    edited(repository, "data/standards.yml", ("sets:", "sets: []\nothers:"))
    diff = diff_since(repository, "first")
    assert diff == "data/standards.yml cannot be read as it is now; run ./kb check to see why, for today's files"


def archive(*members: tuple[str, bytes]) -> io.BytesIO:
    """A tar of these names and kinds; a link leads to the folder above, and a file holds its own name."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as files:
        for name, kind in members:
            member = tarfile.TarInfo(name)
            member.type = kind
            member.linkname = ".." if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
            member.size = len(name) if kind == tarfile.REGTYPE else 0
            files.addfile(member, io.BytesIO(name.encode()))
    packed.seek(0)
    return packed


def unpacked_from(packed: io.BytesIO, into: Path) -> tuple[str, list[str]]:
    into.mkdir()
    with tarfile.open(fileobj=packed) as files:
        refused = extract_archive(files, into)
    return refused, sorted(path.relative_to(into.parent).as_posix() for path in into.parent.rglob("*"))


def test_files_and_folders_of_an_archive_are_written(tmp_path: Path) -> None:
    packed = archive(("data", tarfile.DIRTYPE), ("data/a.yml", tarfile.REGTYPE), ("content/b.md", tarfile.REGTYPE))
    paths = ["in", "in/content", "in/content/b.md", "in/data", "in/data/a.yml"]
    assert unpacked_from(packed, tmp_path / "in") == ("", paths)
    assert (tmp_path / "in/data/a.yml").read_text() == "data/a.yml"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../out", tarfile.REGTYPE),
        ("data/../../out", tarfile.REGTYPE),
        ("../out", tarfile.DIRTYPE),
        ("/out", tarfile.REGTYPE),
        ("out", tarfile.SYMTYPE),
        ("out", tarfile.LNKTYPE),
        ("out", tarfile.FIFOTYPE),
        ("out", tarfile.CHRTYPE),
        ("out", tarfile.BLKTYPE),
    ],
)
def test_nothing_of_an_archive_leads_out(tmp_path: Path, name: str, kind: bytes) -> None:
    packed = archive((name, kind), ("out/through", tarfile.REGTYPE))
    assert unpacked_from(packed, tmp_path / "in") == (name, ["in"])


def test_a_link_in_an_earlier_state_is_named(repository: Path) -> None:
    (repository / "content/again.md").symlink_to("tell.md")
    git(repository, "add", "content")
    git(repository, "commit", "--quiet", "--message", "A link")
    assert str(diff_since(repository, "HEAD")).startswith("content/again.md at HEAD is a link")


def test_between_the_draft_and_the_final_strategy_what_the_project_records_is_listed(tmp_path: Path) -> None:
    project = copy_of(REPOSITORY, tmp_path / "strategy")
    path = project / "data/strategy.yml"
    final = path.read_text()
    data = yaml.load(final, yaml.BaseLoader)
    recorded = data["strategy"]["redraft"]["changes"]
    new = {one["about"][0] for one in recorded if one["kind"] == "added" and "final" in one}
    numbers = {one["about"][0]: one["draft"]["clause"] for one in recorded if one["kind"] == "renumbered"}
    assert (len(new), len(numbers)) == (1, 8)
    for aim in data["strategy"]["aims"]:
        aim["objectives"] = [one for one in aim["objectives"] if one["id"] not in new]
        for objective in aim["objectives"]:
            objective["source"]["clause"] = numbers.get(objective["id"], objective["source"]["clause"])
    vision = data["strategy"]["vision"]
    vision["text"] = [text.replace("hate", "hate crime") for text in vision["text"]]
    path.write_text(yaml.safe_dump(data, allow_unicode=True))
    git(project, "init", "--quiet")
    git(project, "add", "data", "content")
    git(project, "commit", "--quiet", "--message", "The draft")
    path.write_text(final)
    changes = since(project, "HEAD")
    assert {change.record for change in changes if change.weight is Weight.ADDED} == new
    assert {change.record for change in changes if change.weight is Weight.SUBSTANCE} == set(numbers)
    assert {change.record for change in changes if change.weight is Weight.WORDING} == {"strategy-vision"}
    assert len(changes) == len(new) + len(numbers) + 1
