"""What is published: whole or not at all, the same bytes for the same input, and the same words everywhere."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from lxml import html

from generator.build import build_site, check
from generator.cache import Cache
from generator.model.standards import Point, Standard
from generator.model.vocabulary import Edition
from generator.progress import StageTimes
from generator.publishing.engine.finished_pages import finish_page
from generator.publishing.engine.tree import write_tree
from generator.publishing.proofs.built_links import broken_links
from generator.publishing.publish import PublishResult, publish
from generator.views.standards.standard_set import deadline_view, standard_set_view
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, day_for, edit, tool
from tests.incremental import with_few_prints
from tests.pdf import open_pdf, structure

slow = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@slow
@pytest.mark.project
def test_every_promise_has_its_anchor_its_clause_and_its_time_limit_on_its_page(project: Path, site: Path) -> None:
    base, _ = check(project, day_for(project))
    assert base
    for linked in base.sets:
        shown = standard_set_view(linked, base)
        page = html.parse(site / shown.path).getroot()
        promises = [promise for stage in shown.stages for promise in stage.standards]
        assert len(promises) == len(linked.standards) == len(page.cssselect(".kb-promise"))
        for promise in promises:
            (row,) = page.cssselect(f"#{promise.anchor}")
            text = " ".join(row.text_content().replace("\u00a0", " ").split())
            assert f"Source: clause {promise.clause}" in text
            badges = [badge.text_content() for badge in row.cssselect(".kb-promise__meta .kb-due")]
            assert badges == ([promise.deadline.badge] if promise.deadline else [])


@slow
@pytest.mark.project
def test_every_time_limit_is_on_its_page_in_the_comparison_and_in_the_export(project: Path, site: Path) -> None:
    base, _ = check(project, day_for(project))
    assert base
    export = site / "api" / "standards.json"
    assert export.is_file() is bool(base.sets)
    exported = json.loads(export.read_text()) if base.sets else {"sets": []}
    compared = html.parse(site / "comparison.html").getroot() if len(base.sets) > 1 else None
    for linked, told in zip(base.sets, exported["sets"], strict=True):
        page = html.parse(site / f"promises/{linked.record.id}.html").getroot()
        for standard, its in zip(linked.record.standards, told["standards"], strict=True):
            points = zip(standard.points, its["points"], strict=True)
            parts: list[tuple[Standard | Point, dict[str, Any]]] = [(standard, its), *points]
            for part, exported_part in parts:
                if not part.deadline:
                    assert exported_part["deadline"] is None
                    continue
                badge = deadline_view(part.deadline).badge
                (row,) = page.cssselect(f"#{part.id}")
                assert badge in row.text_content()
                assert exported_part["deadline"]["within"] == (part.deadline.within or "as-agreed")
                if compared is not None:
                    (cell,) = compared.xpath(f"//td[.//a[@href='promises/{linked.record.id}.html#{standard.id}']]")
                    assert badge in cell.text_content()


@slow
@pytest.mark.project
def test_every_page_has_one_heading_of_its_own_and_skips_no_level(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = html.parse(path).getroot()
        levels = [int(heading.tag[1]) for heading in page.cssselect(".md-content :is(h1, h2, h3, h4)")]
        assert levels.count(1) == 1, path.name
        assert levels[0] == 1, path.name
        assert all(after - before <= 1 for before, after in pairwise(levels)), path.name
        assert page.get("lang") == "en-GB"


@slow
@pytest.mark.project
def test_every_page_and_promise_is_in_the_a_to_z(project: Path, site: Path) -> None:
    base, _ = check(project, day_for(project))
    assert base
    page = html.parse(site / "a-to-z.html").getroot()
    links = {link.get("href") for link in page.cssselect(".kb-index a")}
    for linked in base.sets:
        assert {f"promises/{linked.record.id}.html#{s.record.id}" for s in linked.standards} <= links
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html", "a-to-z.html"}
    closed = "contacts/contact-stop-learning-disability-hate-crime.html"
    pages -= {page for page in pages if page.startswith("copies/")}
    assert "copies.html" in pages
    assert pages - {closed} <= {str(link).split("#")[0] for link in links}
    assert closed not in links


@slow
@pytest.mark.project
def test_every_document_lists_the_promises_that_restate_it(project: Path, site: Path) -> None:
    base, _ = check(project, day_for(project))
    assert base
    assert (site / "sources.html").is_file() is bool(base.documents)
    for document in base.documents:
        page = html.parse(site / "sources.html").getroot()
        assert page.cssselect(f"#{document.id}")
        for standard in base.standards_citing(document):
            assert page.cssselect(f'a[href="promises/{standard.set_id}.html#{standard.record.id}"]')


@slow
@pytest.mark.project
def test_no_page_names_another_host_to_fetch_from(site: Path) -> None:
    fetched = re.compile(r"""(?:src|srcset|data)=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import""")
    for path in sorted(site.rglob("*")):
        if path.suffix in {".html", ".css"}:
            assert not fetched.search(path.read_text()), path.name
        if path.suffix == ".html":
            page = html.parse(path).getroot()
            for link in page.cssselect("link[href]"):
                kind = link.get("rel")
                assert kind == "canonical" or "//" not in link.get("href"), path.name


@slow
@pytest.mark.project
def test_a_set_that_nobody_confirmed_says_so(project: Path, site: Path) -> None:
    base, _ = check(project, day_for(project))
    assert base
    for linked in base.sets:
        text = (site / f"promises/{linked.record.id}.html").read_text()
        unconfirmed = linked.record.confirmed_current.value != "yes"
        assert ("nobody has confirmed that they still stand" in text) == unconfirmed
        assert (f"These promises are for {linked.record.area} only" in text) == (
            unconfirmed and linked.record.area != base.partnership.area
        )


@slow
def test_markdown_is_written_as_it_was(golden: Callable[[str, str], None]) -> None:
    site = build_site(LOAMSHIRE, today=TODAY, with_prints=False)
    staff = build_site(LOAMSHIRE, today=TODAY, edition=Edition.STAFF, with_prints=False)
    of_staff = {"dependents.md", "taught.md", "traceability.md"}
    for page in (*site.pages, *(one for one in staff.pages if one.path in of_staff)):
        golden(f"loamshire/{page.path}", page.markdown)


@slow
def test_the_written_tree_builds_what_is_not_markdown_too(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    assert (loamshire_published.folder / "guides" / "phone.svg").is_file()
    page = (loamshire_published.folder / "404.html").read_text()
    assert 'href="/kb/a-to-z.html"' in page


def test_the_tree_is_written_only_where_bytes_differ_and_keeps_nothing_old(tmp_path: Path, shared_cache: Cache) -> None:
    site = build_site(LOAMSHIRE, today=TODAY, with_prints=False, cache=shared_cache)
    settings = write_tree(site, tmp_path)
    index, old = tmp_path / "docs" / "index.md", tmp_path / "docs" / "gone" / "old.md"
    os.utime(index, (1, 1))
    old.parent.mkdir()
    old.write_text("old")
    assert write_tree(site, tmp_path) == settings
    assert index.stat().st_mtime == 1
    assert not old.parent.exists()


def test_a_menu_leaves_out_what_nobody_could_look_through(loamshire: Path, shared_cache: Cache) -> None:
    def about() -> list[str]:
        site = build_site(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
        (group,) = (entry["About"] for entry in site.navigation if "About" in entry)
        return [path for entry in group for path in entry.values()]

    def write(number: int) -> None:
        text = f"---\nid: page-{number}\ntitle: Page {number}\ndescription: A page.\n---\nWords.\n"
        (loamshire / "content" / f"page-{number}.md").write_text(text)

    write(1)
    few = about()
    assert "page-1.md" in few
    for number in range(2, 30):
        write(number)
    assert about() == [path for path in few if path not in {"page-1.md", "guides/ringing.md"}]
    listed = build_site(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    (a_to_z,) = (page.markdown for page in listed.pages if page.path == "a-to-z.md")
    assert all(f"page-{number}.html" in a_to_z for number in range(1, 30))


def test_a_link_to_nothing_in_a_built_page_is_found(tmp_path: Path) -> None:
    source = (
        "<title>A</title>"
        '<p id="here"><a href="#here">1</a><a href="#there">2</a><a href="b.html">3</a><a href="../c/">4</a>'
        '<a href="/kb/a.html#here">5</a><a href="/a.html">6</a><a href="https://example.org/">7</a>'
        '<a href="ref:here">8</a><a href="../../../etc/hostname">9</a><a href="http://[bad">10</a>'
        f'<a href="{"a" * 300}">11</a><img src="https://example.org/a.png">'
    )
    (tmp_path / "a.html").write_text(source)
    facts = finish_page(source, language="en-GB").facts
    found = [
        re.sub(r"\.[0-9a-f]{16}\.js", ".js", diagnostic.message)
        for diagnostic in broken_links(tmp_path, {"a.html": facts}, prefix="/kb/")
    ]
    nowhere = [
        "#there",
        "../../../etc/hostname",
        "../c/",
        "/a.html",
        "a" * 57 + "…",
        "assets/site.js",
        "b.html",
        "http://[bad",
        "ref:here",
    ]
    assert found[:-1] == [f"a link on this page leads nowhere: '{link}'" for link in nowhere]
    assert found[-1] == "this page would fetch from another host: 'https://example.org/a.png'"


@slow
def test_a_build_that_fails_leaves_the_published_site_whole(loamshire: Path) -> None:
    assert publish(loamshire, today=TODAY, with_prints=False).folder
    before = contents(loamshire / "build" / "public")
    for name, text, broken in (
        ("data/standards.yml", "strength: aim", "strength: aims"),
        ("content/guides/ringing.md", "Ring when", '<a href="gone.html">Gone</a> Ring when'),
    ):
        sound = (loamshire / name).read_text()
        (loamshire / name).write_text(sound.replace(text, broken))
        failed = publish(loamshire, today=TODAY, with_prints=False)
        assert failed.folder is None
        assert failed.diagnostics
        assert contents(loamshire / "build" / "public") == before
        (loamshire / name).write_text(sound)
    assert sorted(path.name for path in (loamshire / "build").glob("[!.]*")) == ["docs", "public"]


@slow
def test_two_builds_in_two_folders_a_day_apart_are_the_same_bytes(tmp_path: Path) -> None:
    faketime = tool("faketime")
    builds = []
    for name, clock in (("one", "2026-11-21 09:00:00"), ("another/deeper", "2026-11-22 23:59:00")):
        project = copy_of(LOAMSHIRE, tmp_path / name)
        ran = subprocess.run(
            [faketime, clock, *_kb_build(project)], capture_output=True, text=True, check=False, env=_environment()
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        builds.append(contents(project / "build" / "public"))
    one, other = builds
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert b"<loc>https://example.org/kb/tell.html</loc>" in one["sitemap.xml"]
    assert b"lastmod" not in one["sitemap.xml"]
    assert gzip.decompress(one["sitemap.xml.gz"]) == one["sitemap.xml"]
    assert any(name.endswith(".pdf") for name in one)


def _kb_build(project: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--project", str(project), "--today", "2026-11-21"]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


@slow
def test_the_next_day_changes_one_file_and_a_day_on_which_something_falls_due_what_says_so(
    tmp_path: Path, shared_cache: Cache
) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    files = {}
    for today in (date(2026, 11, 21), date(2026, 11, 22), date(2027, 2, 2)):
        publish(project, today=today, cache=shared_cache)
        files[today] = contents(project / "build" / "public")
    first, next_day, overdue = files.values()
    assert changed(first, next_day) == ["api/build.json"]
    assert json.loads(next_day["api/build.json"])["built_on"] == "2026-11-22"
    assert b"Some checks are overdue" not in first["index.html"]
    late = changed(first, overdue)
    assert {"index.html", "downloads/bells-training-slides.pdf"} <= set(late)
    assert "downloads/door-poster.pdf" in first
    assert "downloads/door-poster.pdf" not in late
    assert b"Some checks are overdue" in overdue["index.html"]


SECOND_SECTION = """
      - id: sound-act-s2
        ref: section 2
        about: Councils listen.
        status: prospective
        from: 2026-11-22
        basis: verified
        checked_on: 2026-11-01
        sources: [https://example.org/sound-act]
  - id: old-act"""


@slow
def test_the_day_on_which_a_provision_starts_changes_only_what_shows_it(loamshire: Path, shared_cache: Cache) -> None:
    source = "        sources: [https://example.org/sound-act]"
    edit(loamshire, "data/legislation.yml", (f"{source}\n  - id: old-act", source + SECOND_SECTION))
    files = []
    for today in (date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)):
        folder = publish(loamshire, today=today, cache=shared_cache).folder
        assert folder
        files.append(contents(folder))
    before, starts, next_day = files
    shows_it = [
        "api/legislation.json",
        "assets/search-index.js",
        "downloads/law-print.pdf",
        "law.html",
        "law/sound-act.html",
        "law/subject-answering.html",
    ]
    gives_the_version_of_the_print = ["copies.html", "copies/law-print.html", "to-print.html"]
    assert changed(before, starts) == sorted(["api/build.json", *shows_it, *gives_the_version_of_the_print])
    assert changed(starts, next_day) == ["api/build.json"]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The files that one of two sites has and the other has not, or not so."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


@slow
def test_one_changed_promise_changes_page_and_print(loamshire: Path, shared_cache: Cache) -> None:
    standards = loamshire / "data" / "standards.yml"
    text = standards.read_text()
    standards.write_text(text.replace("within: 2, unit: hour", "within: 3, unit: day"))
    made = publish(loamshire, today=TODAY, cache=shared_cache)
    assert made.folder
    page = (made.folder / "promises" / "charter.html").read_text()
    assert "3\u00a0days" in page
    assert "2\u00a0hours" not in page
    with open_pdf(made.folder / "downloads" / "charter-print.pdf") as pdf:
        printed = structure(pdf).replace("\u00a0", " ")
    assert "3 days" in printed
    assert "2 hours" not in printed


LOAMSHIRE_PRINTS = (
    "bells-training-pack.pdf",
    "bells-training-slides.pdf",
    "bells-training-slides.pptx",
    "charter-print.pdf",
    "contacts-print.pdf",
    "door-poster-a3.pdf",
    "door-poster.pdf",
    "law-print.pdf",
    "plan-in-brief.pdf",
    "plan-print.pdf",
    "powers-print.pdf",
    "telling-leaflet.pdf",
    "telling-print-large-print.pdf",
    "telling-print.pdf",
    "visit-record-fill-in.pdf",
    "visit-record.docx",
    "visit-record.pdf",
)


@slow
def test_build_ends_by_saying_what_it_made_and_where_to_open_it(
    loamshire: Path, kb: Callable[..., CompletedProcess[str]]
) -> None:
    ran = kb("build", "--project", str(loamshire), "--today", "2026-11-21")
    public = loamshire / "build" / "public"
    where = f"Open {public}/index.html; the files to print are in {public}/downloads"
    reading_ease = "Public route: 2 pages, 3.1 words a sentence (longest 6), reading age 6.2; hardest tell.md, 6.4."
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == ["Built 57 pages and 17 files to print.", where, reading_ease]
    ran = kb("build", "--project", str(loamshire), "--today", "2026-11-21", "--verbose")
    files = [f"     {public}/downloads/{name}" for name in LOAMSHIRE_PRINTS]
    after = ran.stdout.splitlines()[ran.stdout.splitlines().index(where) :]
    assert after[: len(files) + 2] == [where, *files, reading_ease]
    assert [line.partition(" s  ")[2] for line in after[len(files) + 2 :]] == ["Looking for what has changed", "in all"]


STAGES = """\
Looking for what has changed
Loading the program
Reading the records
Linking and checking the records
Collecting what pages and prints show
Checking the templates of prints
Making the files to print
Writing the pages
Writing the files for the site engine
Building 48 pages
Writing the scripts, the header files and the search index
Looking for what only staff may see
Checking files and links
Putting the site in its place
in all"""


@slow
def test_verbose_tells_how_long_each_stage_took_and_no_file_does(
    loamshire: Path, kb: Callable[..., CompletedProcess[str]]
) -> None:
    at = ("--project", str(with_few_prints(loamshire)), "--today", "2026-11-21", "--no-cache")
    ran = kb("build", *at, "--verbose")
    times = re.findall(r"^ +\d+\.\d s  (.*)$", ran.stdout, re.MULTILINE)
    assert "\n".join(times) == STAGES
    before = contents(loamshire / "build" / "public")
    assert " s  " not in kb("build", *at).stdout
    assert contents(loamshire / "build" / "public") == before
    (loamshire / "data" / "sources.yml").unlink()
    failed = kb("build", *at, "--verbose", "--format", "json")
    assert failed.returncode == 1
    assert json.loads(failed.stdout)
    assert "s  Reading the records\n" in failed.stderr
    assert "s  in all\n" in failed.stderr


def test_the_time_of_an_item_is_part_of_its_stage() -> None:
    seen: list[str] = []
    clock = iter([0.0, 1.0, 1.5, 4.0, 5.25])
    times = StageTimes(lambda step, done=0, total=0: seen.append(f"{step} {done}/{total}"), lambda: next(clock))
    times("Reading")
    times("Printing")
    times("Printing a.pdf", 1, 2)
    times("Printing b.pdf", 2, 2)
    times("Reading")
    assert times.lines() == ["     1.8 s  Reading", "     2.5 s  Printing", "     4.2 s  in all"]
    assert seen == ["Reading 0/0", "Printing 0/0", "Printing a.pdf 1/2", "Printing b.pdf 2/2", "Reading 0/0"]


@slow
def test_all_editions_are_built_by_one_command_and_the_worst_result_is_its_exit_code(
    loamshire: Path, kb: Callable[..., CompletedProcess[str]]
) -> None:
    command = ("build", "--project", str(loamshire), "--today", "2026-11-21", "--no-pdf", "--edition", "all")
    ran = kb(*command)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [line for line in ran.stdout.splitlines() if line.startswith("Open ")] == [
        f"Open {loamshire}/build/public/index.html",
        f"Open {loamshire}/build/staff/index.html",
    ]
    refused = kb(*command, "--format", "json")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "kb: --format json is a list of one build; name one edition: --edition public\n"


def test_the_program_says_its_version(kb: Callable[..., CompletedProcess[str]]) -> None:
    ran = kb("--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "kb 0.1.0, data format 4\n", "")


@slow
def test_a_build_that_fails_says_that_nothing_was_published(
    loamshire: Path, kb: Callable[..., CompletedProcess[str]]
) -> None:
    (loamshire / "data" / "sources.yml").unlink()
    ran = kb("build", "--project", str(loamshire))
    assert ran.returncode == 1
    assert ran.stdout.startswith("data/sources.yml:1:1: error[missing-file]")
    assert ran.stderr == "Nothing was published. The last site in build/ stays as it was.\n"
    assert list((loamshire / "build").glob("[!.]*")) == []


@slow
def test_on_a_terminal_progress_is_shown_and_gone_before_the_result(loamshire: Path) -> None:
    terminal, its_end = os.openpty()
    command = [sys.executable, "-m", "generator", "build", "--no-pdf", "--project", str(loamshire)]
    ran = subprocess.run(command, stdout=its_end, stderr=its_end, check=False, env=_environment())
    os.close(its_end)
    shown = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert ran.returncode == 0
    wiped = "\r\x1b[K"
    assert f"{wiped}Reading the records …{wiped}Linking and checking the records …" in shown
    assert f"Putting the site in its place …{wiped}Built 46 pages and 0 files to print." in shown
