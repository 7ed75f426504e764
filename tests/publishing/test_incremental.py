"""What is kept is never wrong: after any edit, a build with it is a build without it, and does no more than it must."""

import io
import os
import pty
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.partnership import write_partnership
from generator.cache import Cache, hash_parts
from generator.model.vocabulary import Edition
from generator.progress import BuildCounts, ProgressLine, ReuseCount
from generator.publishing.engine.finished_pages import FinishedPage
from generator.publishing.fingerprints import input_fingerprint
from generator.publishing.incremental import run_build
from generator.publishing.publish import publish
from generator.publishing.swap import link_unchanged
from tests.conftest import REPOSITORY, TODAY
from tests.incremental import edited_copy, files, with_few_prints

slow = pytest.mark.slow


@slow
def test_after_any_edit_the_kept_and_the_clean_build_are_the_same_bytes(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    seed, edits = request.config.getoption("--seed"), request.config.getoption("--edits")
    one = edited_copy(tmp_path, seed)
    one.agree()
    for _ in range(edits):
        one.step()
        one.agree()


def test_what_was_kept_is_found_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get("things", hash_parts("a")) is None
    cache.put("things", hash_parts("a"), b"made")
    assert cache.get("things", hash_parts("a")) == b"made"
    assert cache.get("things", hash_parts("b")) is None
    assert cache.get("others", hash_parts("a")) is None
    assert Cache().get("things", hash_parts("a")) is None


@pytest.mark.parametrize("harm", [b"", b"kb1\n", b"kb1\nshort", b"of another program", None])
def test_what_is_not_as_it_was_written_is_made_again(harm: bytes | None, tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), hash_parts("a")
    cache.put("things", key, b"made")
    (path,) = (tmp_path / "things").rglob(key)
    path.write_bytes(path.read_bytes()[:-1] if harm is None else harm)
    assert cache.get("things", key) is None
    assert cache.get_or_create("things", key, lambda: b"made again") == b"made again"
    assert cache.get("things", key) == b"made again"


def test_what_was_kept_under_another_name_is_not_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for part in ("a", "b"):
        cache.put("things", hash_parts(part), part.encode())
    one, other = ((tmp_path / "things").rglob(hash_parts(part)) for part in ("a", "b"))
    next(one).write_bytes(next(other).read_bytes())
    assert [cache.get("things", hash_parts(part)) for part in ("a", "b")] == [None, b"b"]


def test_what_nobody_asks_for_is_forgotten_after_thirty_days_and_looked_for_once_a_day(tmp_path: Path) -> None:
    cache, day = Cache(tmp_path), 86_400

    def age(name: str, days: int) -> None:
        for path in tmp_path.rglob(name):
            os.utime(path, (time.time() - days * day,) * 2)

    for part in ("old", "young", "asked for"):
        cache.put("things", hash_parts(part), part.encode())
        age(hash_parts(part), 29 if part == "young" else 31)
    assert cache.get("things", hash_parts("asked for")) == b"asked for"
    cache.prune()
    assert [cache.get("things", hash_parts(part)) for part in ("old", "young")] == [None, b"young"]
    age(hash_parts("young"), 31)
    cache.prune()
    assert len(list(tmp_path.rglob(hash_parts("young")))) == 1, "it has looked today"
    age("last-pruned", 2)
    cache.prune()
    assert list(tmp_path.rglob(hash_parts("young"))) == []
    assert cache.get("things", hash_parts("asked for")) == b"asked for"


@slow
def test_where_nothing_can_be_kept_everything_is_made(loamshire: Path) -> None:
    (loamshire / "build").mkdir()
    (loamshire / "build" / ".cache").write_text("a file where the folder should be")
    for _ in range(2):
        made = publish(loamshire, today=TODAY, with_prints=False)
        assert made.folder
        assert made.build_counts.pages.reused == 0


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_other_parts_have_another_key(one: list[bytes], other: list[bytes]) -> None:
    assert (hash_parts(*one) == hash_parts(*other)) == (one == other)


@slow
def test_one_edit_makes_only_what_it_shows_in(loamshire: Path) -> None:
    first = publish(with_few_prints(loamshire), today=TODAY).build_counts
    assert first == BuildCounts(
        ReuseCount(first.pages.new, 0), ReuseCount(first.prints.new, 0), ReuseCount(first.files.new, 0)
    )
    assert publish(loamshire, today=TODAY).build_counts == BuildCounts(
        *(ReuseCount(0, count.new) for count in (first.pages, first.prints, first.files))
    )
    page = loamshire / "content" / "guides" / "ringing.md"
    page.write_text(page.read_text().replace("Ring when you like.", "Ring whenever you like."))
    edited = publish(loamshire, today=TODAY).build_counts
    assert (edited.pages.new, edited.prints.new) == (1, 0)
    poster = loamshire / "data" / "posters.yml"
    poster.write_text(poster.read_text().replace("Or call the desk", "Or ring the desk"))
    edited = publish(loamshire, today=TODAY).build_counts
    assert edited.prints.new == 2, "the poster in both its sizes"
    assert edited.pages.new <= 3, "the list of what to print tells sizes of files, what changed tells of the poster"


@slow
def test_the_editions_share_the_prints_that_are_the_same(loamshire: Path) -> None:
    publish(with_few_prints(loamshire), today=TODAY)
    staff = publish(loamshire, today=TODAY, edition=Edition.STAFF).build_counts
    assert staff.prints.reused + staff.prints.new > 0
    again = publish(loamshire, today=TODAY).build_counts
    assert again.prints.new == again.pages.new == 0


@slow
def test_at_a_hundred_pages_an_edit_makes_one_and_no_menu_grows_with_them(tmp_path: Path) -> None:
    project = write_partnership(tmp_path / "big", 1)
    first = publish(project, today=TODAY, with_prints=False)
    assert first.folder
    assert first.build_counts.pages.new > 100
    page = project / "content" / "area-0" / "page-1.md"
    page.write_text(page.read_text().replace("See [the contact]", "Look at [the contact]"))
    assert publish(project, today=TODAY, with_prints=False).build_counts.pages.new == 1
    text = (first.folder / "area-0" / "page-2.html").read_text()
    assert text.count("page-") - text.count("page-2") < 10, (
        "pages of prose lead to what they tell of, not to each other"
    )


def command(project: Path, verb: str, *options: str) -> list[str]:
    return [sys.executable, "-P", "-m", "generator", verb, "--project", str(project), "--today", str(TODAY), *options]


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


@slow
def test_two_builds_at_once_do_not_hurt_each_other(loamshire: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    shutil.copytree(loamshire, clean)
    alone = publish(clean, today=TODAY, with_prints=False, cache=Cache())
    assert alone.folder
    both = [subprocess.Popen(command(loamshire, "build", "--no-pdf"), env=surroundings()) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert files(loamshire / "build" / "public") == files(alone.folder)


@slow
def test_a_build_that_is_killed_leaves_nothing_that_the_next_one_trips_over(loamshire: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    shutil.copytree(loamshire, clean)
    for moment in (0.7, 1.4, 2.1):
        one = subprocess.Popen(command(loamshire, "build", "--no-pdf"), env=surroundings())
        try:
            one.wait(moment)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
    made, alone = (publish(project, today=TODAY, with_prints=False) for project in (loamshire, clean))
    assert made.folder
    assert alone.folder
    assert files(made.folder) == files(alone.folder)


@slow
def test_what_an_interrupted_build_left_goes_even_if_nothing_has_changed(loamshire: Path) -> None:
    arguments = command(loamshire, "build", "--no-pdf")
    subprocess.run(arguments, env=surroundings(), capture_output=True, check=True)
    left = loamshire / "build" / ".staging-public-a1b2c3d4" / "public"
    left.mkdir(parents=True)
    subprocess.run(arguments, env=surroundings(), capture_output=True, check=True)
    assert list((loamshire / "build").glob(".staging-*")) == []


def test_where_nothing_has_changed_check_answers_without_reading_a_record(loamshire: Path) -> None:
    program = (
        "import sys; from generator.cli import main; code = main(sys.argv[1:]);"
        "print('pydantic' in sys.modules, 'yaml' in sys.modules); sys.exit(code)"
    )
    arguments = command(loamshire, "check")[4:]
    told = [
        subprocess.run(
            [sys.executable, "-P", "-c", program, *arguments],
            env=surroundings(),
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(2)
    ]
    assert [one.stdout.splitlines()[-1] for one in told] == ["True True", "False False"]
    assert told[0].stdout.splitlines()[:-1] == told[1].stdout.splitlines()[:-1]
    (loamshire / "data" / "areas.yml").write_text("areas: none\n")
    again = subprocess.run(command(loamshire, "check"), env=surroundings(), capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "data/areas.yml" in again.stdout


@slow
def test_a_page_that_the_engine_complains_of_is_complained_of_again(loamshire: Path) -> None:
    page = loamshire / "content" / "guides" / "ringing.md"
    page.write_text(page.read_text() + "\nThere is [nothing of that](#nowhere).\n")
    first, again = (publish(loamshire, today=TODAY, with_prints=False) for _ in range(2))
    assert first.folder is again.folder is None
    assert first.diagnostics == again.diagnostics
    assert "'#nowhere'" in str(first.diagnostics)


@slow
def test_where_something_is_wrong_with_kept_pages_all_are_made_once_more(loamshire: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    shutil.copytree(loamshire, clean)
    alone = publish(clean, today=TODAY, with_prints=False, cache=Cache())
    assert publish(loamshire, today=TODAY, with_prints=False).folder
    cache = Cache(loamshire / "build" / ".cache")
    for path in (loamshire / "build" / ".cache" / "pages").rglob("*"):
        if path.is_file():
            page = FinishedPage.from_bytes(cache.get("pages", path.name) or b"")
            wrong = replace(page, facts=replace(page.facts, links=(*page.facts.links, "nowhere.html")))
            cache.put("pages", path.name, wrong.to_bytes())
    again = publish(loamshire, today=TODAY, with_prints=False)
    assert again.folder
    assert alone.folder
    assert (again.build_counts.pages.reused, again.is_cacheable) == (0, True)
    assert files(again.folder) == files(alone.folder)


@slow
def test_what_the_engine_trips_over_is_told_however_much_was_kept(loamshire: Path) -> None:
    assert publish(loamshire, today=TODAY, with_prints=False).folder
    page = loamshire / "content" / "guides" / "ringing.md"
    sound = page.read_text()
    page.write_text(sound + "\nThere is [nothing of that](#nowhere).\n")
    for _ in range(2):
        again = publish(loamshire, today=TODAY, with_prints=False)
        assert again.folder is None
        assert "'#nowhere'" in str(again.diagnostics)
    page.write_text(sound)
    assert publish(loamshire, today=TODAY, with_prints=False).folder


def test_where_a_disk_knows_no_second_name_the_new_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    for folder in ("new", "old"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.html").write_text("the same")
    monkeypatch.setattr(os, "link", refused)
    assert link_unchanged(tmp_path / "new", tmp_path / "old") == (ReuseCount(0, 1), ())
    assert files(tmp_path / "new") == {"a.html": b"the same"}


@slow
def test_what_is_saved_during_a_build_and_taken_back_is_not_passed_for_what_was_built(loamshire: Path) -> None:
    page = loamshire / "content" / "guides" / "ringing.md"
    text = page.read_text()
    done: list[str] = []

    def meddling(doing: str, *_: int) -> None:
        if doing.startswith("Reading"):
            page.write_text(text.replace("Ring when you like.", "Ring never."))
        elif doing.startswith("Writing") and not done:
            page.write_text(text)
            done.append(doing)

    asked = {"today": TODAY, "edition": Edition.PUBLIC, "with_prints": False}
    cache = Cache(loamshire / "build" / ".cache")
    run_build(loamshire, **asked, cache=cache, progress=meddling)  # type: ignore[arg-type]
    assert done
    shown = loamshire / "build" / "public" / "guides" / "ringing.html"
    assert "Ring never." in shown.read_text()
    again = run_build(loamshire, **asked, cache=cache)  # type: ignore[arg-type]
    assert again.build_counts.pages.new > 0
    assert "Ring never." not in shown.read_text()
    assert run_build(loamshire, **asked, cache=cache).build_counts.pages.new == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("options", [{}, {"with_templates": True}])
def test_each_change_of_the_settings_has_another_fingerprint(options: dict[str, bool], loamshire: Path) -> None:
    settings, seen = loamshire / "mkdocs.yml", {input_fingerprint(loamshire, **options)}
    for text in ("site_name: Loam\n", "site_name: Loam\nsite_author: Loam\n", ""):
        settings.write_text(text)
        seen.add(input_fingerprint(loamshire, **options))
    settings.unlink()
    seen.add(input_fingerprint(loamshire, **options))
    settings.mkdir()
    seen.add(input_fingerprint(loamshire, **options))
    assert len(seen) == 6


@slow
def test_a_record_more_makes_only_the_pages_that_tell_of_it(loamshire: Path) -> None:
    first = publish(loamshire, today=TODAY, with_prints=False).build_counts.pages.new
    partners = loamshire / "data" / "partners.yml"
    entry = "  - {id: partner-new, name: New, kind: council, area: Loam, presence: continues, "
    entry += "web: https://example.org/new, basis: known, checked_on: 2026-11-01}\n"
    partners.write_text(partners.read_text().replace("bodies:\n", f"bodies:\n{entry}", 1))
    assert publish(loamshire, today=TODAY, with_prints=False).build_counts.pages.new < first / 2


def test_the_progress_line_counts_and_says_how_long() -> None:
    seconds = iter([0.0, 0.0, 10.0, 200.0, 500.0])
    terminal = io.StringIO()
    line = ProgressLine(terminal, lambda: next(seconds))
    line("Checking the records")
    line("Printing a.pdf", 0, 20)
    line("Printing a.pdf", 4, 20)
    line("Printing b.pdf", 10, 20)
    line("Printing c.pdf", 20, 20)
    shown = [one.removeprefix("\033[K") for one in terminal.getvalue().split("\r")[1:]]
    assert shown == [
        "Checking the records …",
        "Printing a.pdf …, 0 of 20",
        "Printing a.pdf …, 4 of 20, about 40 s left",
        "Printing b.pdf …, 10 of 20, about 3 min left",
        "Printing c.pdf …, 20 of 20",
    ]


@slow
def test_a_terminal_sees_one_line_and_a_pipe_only_results(loamshire: Path) -> None:
    ours, theirs = pty.openpty()
    words = command(loamshire, "build", "--no-pdf")
    ran = subprocess.Popen(words, env=surroundings(), stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    assert ran.wait() == 0
    assert b"Reading the records" in seen
    assert b"Looking for what only staff may see" in seen
    assert b"\n" not in seen
    os.close(ours)
    piped = subprocess.run([*words, "--no-cache"], env=surroundings(), capture_output=True, text=True, check=True)
    assert piped.stderr == ""
    assert piped.stdout.startswith("Built ")
