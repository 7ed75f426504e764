"""A short run of the campaign that puts code into every field, and proof that it would notice code that is live."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.build import check
from generator.cache import Cache
from generator.model.kinds import KINDS
from generator.model.vocabulary import Edition
from generator.progress import no_progress
from generator.rendering.prints.jobs import print_job
from generator.rendering.prints.make import make_prints
from generator.views.site import view
from tests.campaign.campaigns import Budget
from tests.campaign.injection import Round, Tally, accepted, payload_of, rounds_of, run
from tests.campaign.injection_browser import browsing
from tests.campaign.injection_inspection import Inspection
from tests.campaign.injection_payloads import BARE, PAYLOADS
from tests.campaign.injection_project import source_files
from tests.conftest import LOAMSHIRE, TODAY, copy_of, skip_without

CODE = "<script>window.__kb_ran='kbq0z'</script>"


def test_there_are_more_than_sixty_payloads_and_each_can_be_found_again() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 100
    assert [payload for payload in PAYLOADS if "MARK" not in payload] == []
    assert len(set(BARE)) == len(BARE) > 10


def test_every_field_gets_every_payload_behind_its_words_and_in_their_place() -> None:
    rounds = rounds_of(7)
    tried = [next(rounds) for _ in range(2 * len(PAYLOADS))]
    assert {(one.shift, one.whole) for one in tried} == {(n, whole) for n in range(len(PAYLOADS)) for whole in (0, 1)}


def test_every_kind_of_record_and_every_setting_has_fields_in_the_campaign() -> None:
    fields = {leaf.field for file in source_files(LOAMSHIRE) for leaf in file.leaves()}
    assert len(fields) > 700
    files = {f"data/{model.file}.yml" for kind in KINDS for model in kind.files}
    made_by_commands = {"data/releases.yml", "data/stamps.yml", "data/tested.yml"}
    assert {name for name in files - made_by_commands if not any(one.startswith(f"{name}.") for one in fields)} == set()
    for field in ("mkdocs.yml.site_author", "mkdocs.yml.theme.logo", "content/tell.md.title", "content/tell.md.lead"):
        assert field in fields


def test_the_project_has_no_error_before_code_is_put_into_it(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "project")
    for file in source_files(LOAMSHIRE):
        file.write(project, {}, {})
    for edition in Edition:
        base, problems = check(project, TODAY, edition)
        assert base, problems


def test_what_check_refuses_is_refused_at_the_very_field(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "project")
    files = source_files(LOAMSHIRE)
    leaves = [leaf for file in files for leaf in file.leaves()]
    one, tally = next(rounds_of(3)), Tally()
    typed = {n: payload_of(leaf, n, one) for n, leaf in enumerate(leaves)}
    remaining = accepted(project, files, leaves, typed, "here", tally)
    assert tally.findings == []
    assert len(remaining) > 300
    assert tally.counts["texts refused at their place"] > 10 * tally.counts["texts put back with others"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("index.html", f"<p>{CODE}</p>"),
        ("index.html", "<p title='kbq0z' onclick=x>Words</p>"),
        ("index.html", "<a href='javascript:kbq0z'>Words</a>"),
        ("index.html", "<img src='https://example.org/kbq0z'>"),
        ("index.html", "<svg><animate></animate></svg>"),
        ("index.html", "<p style='color: kbq0z'>Words</p>"),
        ("index.html", "<!-- kbq0z -->"),
        ("index.html", "<p>&amp;lt;script&amp;gt;window.__kb_ran='kbq0z'&amp;lt;/script&amp;gt;</p>"),
        ("index.html", "<p>window.__kb_ran='kbq0z'</p>"),
        ("index.html", '<script type=\'application/json\'>{"a": "kbq0z"}</script>'),
        ("index.html", "<p>kbq7z</p>"),
        ("api/a.json", '{"kbq0z": 1}'),
        ("api/a.json", '{"a": "kbq0z"'),
        ("api/a.csv", "name\n=kbq0z\n"),
        ("api/a.csv", "name,other\nkbq0z\n"),
        ("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:kbq0z\r\nX and more\r\nEND:VCALENDAR\r\n"),
        ("a.ics", "BEGIN:VCALENDAR\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VCALENDAR\r\n"),
        ("sitemap.xml", "<a><b>kbq0z</b></a>"),
        ("sitemap.xml", "<a><b></a>"),
        ("_headers", "/*\n  X-Injected: kbq0z\n"),
        ("assets/search-index.js", 'globalThis.kbSearchIndex={"pages": [], "words": "<b>kbq0z C"};\n'),
        ("assets/search-index.js", 'kbSearchIndex={"pages": []}; window.ran = 1;\n'),
        ("assets/a.css", "p { content: 'kbq0z' }"),
    ],
)
def test_the_inspection_notices_code_in_every_kind_of_file(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode())
    inspection = Inspection({0: CODE})
    inspection.inspect_folder(tmp_path)
    assert inspection.findings


def test_the_inspection_is_content_with_code_that_is_shown(tmp_path: Path) -> None:
    shown = "&lt;script&gt;window.__kb_ran='kbq0z'&lt;/script&gt;"
    (tmp_path / "index.html").write_text(f'<p title="{shown}">{shown}</p>')
    (tmp_path / "a.json").write_text(json.dumps({"a": CODE}))
    (tmp_path / "a.csv").write_text(f'name\n"{CODE}"\n')
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "search-index.js").write_text(
        "globalThis.kbSearchIndex="
        + json.dumps({"pages": [["a.html", "", CODE, "", 1, 1, []]], "words": "script C"})
        + ";\n"
    )
    inspection = Inspection({0: CODE})
    inspection.inspect_folder(tmp_path)
    assert (inspection.findings, inspection.files, inspection.exact) == ([], 4, 5)


@pytest.mark.slow
def test_no_code_of_a_field_runs_or_leaves_in_a_short_run() -> None:
    outcome = run(Budget(seed=22, rounds=2))
    assert outcome.findings == ()
    assert outcome.counts["builds"] == 2
    assert outcome.counts["texts published"] > 700
    assert outcome.counts["payloads found as typed"] > 3_000


@pytest.mark.slow
def test_chromium_notices_code_that_runs_and_pages_that_ask_outside(tmp_path: Path) -> None:
    head = "<!doctype html><meta charset=utf-8><title>A</title>"
    pages = {
        "runs.html": "<script>window.__kb_ran = 1</script>",
        "handles.html": "<main><p onmouseover='window.__kb_ran = 1'>Words</p></main>",
        "asks.html": "<img src='https://kb-outside.example.org/a'>",
        "speaks.html": "<script>alert(1)</script>",
        "leads.html": "<script>location.replace('quiet.html')</script>",
        "quiet.html": "<p>&lt;script&gt;</p>",
    }
    for name, body in pages.items():
        (tmp_path / name).write_text(head + body)
    with browsing() as browse:
        if browse is None:
            skip_without("chromium")
        else:
            found, opened = browse(tmp_path)
            assert opened == 6
            assert [any(part in one for one in found) for part in ("runs", "handles", "outside", "dialog", "led")] == [
                True
            ] * 5
            assert [one for one in found if one.startswith("quiet")] == []


@pytest.mark.slow
def test_a_pdf_has_the_title_as_typed_and_nothing_that_acts(loamshire: Path) -> None:
    title = 'Charter <script>app.alert(1)</script> "q" & [a](javascript:b)'
    publications = loamshire / "data" / "publications.yml"
    publications.write_text(re.sub(r"title: .*", f"title: {json.dumps(title)}", publications.read_text(), count=1))
    base, problems = check(loamshire, TODAY)
    assert base, "\n".join(map(str, problems))
    site = view(base)
    pictures = {picture.record.file: picture.drawing for picture in base.pictures}
    jobs = [print_job(one, site, pictures) for one in site.prints if title in one.title][:2]
    assert jobs
    files, _ = make_prints(jobs, Cache(), no_progress)
    for file in files:
        with pikepdf.open(BytesIO(file.content)) as pdf:
            assert title[1:] in str(pdf.docinfo["/Title"])  # after a colon, it begins with a small letter
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary):
                    assert not {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA"} & set(thing.keys())
                    assert not str(thing.get("/URI", "")).lower().startswith(("javascript", "file"))


def test_a_round_is_the_same_for_the_same_seed() -> None:
    first, second, other = rounds_of(1), rounds_of(1), rounds_of(2)
    assert [next(first) for _ in range(20)] == [next(second) for _ in range(20)] != [next(other) for _ in range(20)]
    assert isinstance(next(first), Round)
