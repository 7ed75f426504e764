"""A text whose source says something else now is suspect, until somebody has compared the two."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.build import build_site, check
from generator.cache import Cache
from generator.diagnostics import Code
from generator.linking.knowledge_base import KnowledgeBase
from generator.rendering.pdf.text import text_and_attachments
from tests.conftest import REPOSITORY, TODAY, copy_of

Kb = Callable[..., CompletedProcess[str]]
CHANGED = ("response-not-high-risk", "asb-response-not-high-risk")
COURSES = ("first-contact", "powers", "volunteers", "schools", "refresher")


def suspects(project: Path) -> set[str]:
    base, _ = check(project, TODAY)
    assert base
    return {one.text for one in base.derived if one.suspect}


def linked(project: Path) -> KnowledgeBase:
    base, _ = check(project, TODAY)
    assert base
    return base


def edited(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text()
    assert text.count(old) == 1
    (project / path).write_text(text.replace(old, new))


def test_every_promise_told_in_easy_read_was_compared_with_it() -> None:
    base, _ = check(REPOSITORY, TODAY)
    assert base
    told = [promise.standard for easy_read in base.easy_reads for promise in easy_read.record.promises]
    rows = {(one.record.id, row.record.promise) for one in base.booklets for row in one.rows if row.record.promise}
    told += [promise for _, promise in rows if promise]
    assert sorted(one.source for one in base.derived if one.kind == "easy read") == sorted(told)
    assert suspects(REPOSITORY) == set()


def test_what_no_text_tells_makes_none_suspect(loamshire: Path) -> None:
    path = loamshire / "data/standards.yml"
    text = path.read_text()
    assert "also_under: [" in text
    path.write_text("# Another comment.\n" + text.replace("also_under: [", "also_under: [Another word, "))
    assert suspects(loamshire) == set()


@pytest.mark.slow
def test_one_deadline_changes_everything_that_shows_it_and_flags_what_was_written_from_it(
    kb: Kb, tmp_path: Path, kept: Cache
) -> None:
    project = copy_of(REPOSITORY, tmp_path / "project")
    standards = (project / "data/standards.yml").read_text()
    for promise in CHANGED:
        head, found, rest = standards.partition(f"- id: {promise}\n")
        assert found
        standards = head + found + rest.replace("within: 5", "within: 6", 1)
    (project / "data/standards.yml").write_text(standards)
    site = build_site(project, today=TODAY, cache=kept)
    pages = {page.path: page.markdown.replace("\u00a0", " ") for page in site.pages}
    files = {artefact.path: artefact.content for artefact in site.artefacts}
    for name in ("promises/northamptonshire-service-standards.md", "comparison.md", "deadlines.md", "when.md"):
        assert "6 working days" in pages[name], name
    for name in ("when.md", "deadlines.md"):
        assert '"amount": 6' in pages[name] or '"amount":6' in pages[name], name
    sets = json.loads(files["api/standards.json"])["sets"]
    limits = {one["id"]: one["deadline"] for record in sets for one in record["standards"]}
    assert limits["response-not-high-risk"]["within"] == 6
    printed = " ".join(" ".join(text_and_attachments(files["downloads/service-standards.pdf"])[0]).split())
    assert "within 6 working days" in printed
    assert "within 5 working days" not in printed
    texts = {one.text for one in linked(REPOSITORY).derived if one.source in CHANGED}
    assert texts >= {
        "easy-read-response-not-high-risk",
        "easy-read-who-to-tell-response-not-high-risk",
        "after-response-not-high-risk",
        "course-first-contact-response-not-high-risk",
        "course-first-contact-asb-response-not-high-risk",
    }
    assert suspects(project) == texts
    assert_training_follows(pages, files)
    problem, *_ = (one for one in site.diagnostics if one.code is Code.SUSPECT_TEXT)
    assert "was “within 5 working days" in problem.message
    assert "is “within 6 working days" in problem.message
    assert kb("check", "--release", "--project", str(project), "--today", str(TODAY)).returncode == 1
    done = kb(
        "review",
        *sorted(texts),
        "--by",
        "editor",
        "--project",
        str(project),
    )
    assert done.returncode == 0, done.stderr
    assert suspects(project) == set()
    assert kb("check", "--release", "--project", str(project), "--today", str(TODAY)).returncode == 0


def assert_training_follows(pages: dict[str, str], files: dict[str, bytes]) -> None:
    """No page, PDF or export of training has the old time limit, and those that told it have the new one."""
    told = {name: words for name, words in pages.items() if name.startswith(("training", "taught"))}
    told |= {name: " ".join(text_and_attachments(content)[0]) for name, content in files.items() if "-training" in name}
    told["api/quizzes.json"] = files["api/quizzes.json"].decode()
    told = {name: "".join(words.split()) for name, words in told.items()}
    assert len(told) > 60
    assert [name for name, words in told.items() if re.search(r"(?<!\d)5workingdays", words)] == []
    follow = {name for name, words in told.items() if "6workingdays" in words}
    assert {f"downloads/{course}-training-{form}.pdf" for course in COURSES for form in ("guide", "pack")} <= follow
    assert {f"training/{course}.md" for course in COURSES} <= follow
    assert "downloads/first-contact-training-slides.pdf" in follow
    assert "downloads/first-contact-training-quiz-answers.pdf" in follow
    assert "Checkthisbeforeyouteachit." in told["downloads/first-contact-training-guide.pdf"]
    assert "Checkthisbeforeyouteachit." in told["training/first-contact.md"]


def test_a_review_stamps_one_text_and_leaves_the_others(kb: Kb, loamshire: Path) -> None:
    (loamshire / "data/stamps.yml").unlink()
    every = suspects(loamshire)
    assert len(every) > 1
    one = sorted(every)[0]
    assert kb("review", one, "--by", "the desk", "--project", str(loamshire)).returncode == 0
    assert suspects(loamshire) == every - {one}
    wrong = kb("review", one[:-1], "--by", "the desk", "--project", str(loamshire))
    assert wrong.returncode == 2
    assert f"did you mean '{one}'?" in wrong.stderr
