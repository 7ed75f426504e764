"""A derived text is suspect if its source has changed, until somebody has compared the two."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from lxml import html

from generator.build import build_site, check
from generator.cache import Cache
from generator.diagnostics import Code, Severity
from generator.model.vocabulary import Edition
from generator.rendering.pdf.make import make_print
from generator.rendering.pdf.text import text_and_attachments
from generator.rendering.prints.jobs import PrintJob, print_job
from generator.views.site import view
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, day_for, edit, knowledge_base
from tests.pdf import pdf_views

Kb = Callable[..., CompletedProcess[str]]
CHANGED = ("response-not-high-risk", "asb-response-not-high-risk")
COURSES = ("first-contact", "powers", "volunteers", "schools", "refresher")


def suspects(project: Path) -> set[str]:
    return {one.text for one in knowledge_base(project).derived_texts if one.suspect}


def test_every_text_written_from_a_record_was_compared_with_it() -> None:
    assert sorted((one.kind, one.source) for one in knowledge_base(LOAMSHIRE).derived_texts) == [
        ("course", "answer-soon"),
        ("course", "calls-as-agreed"),
        ("course", "door-mended"),
        ("course", "hate-defined"),
        ("course", "power-word"),
        ("easy read", "answer-soon"),
        ("easy read", "calls-as-agreed"),
        ("easy read", "door-mended"),
        ("page", "answer-soon"),
    ]
    assert suspects(LOAMSHIRE) == set()


def test_a_changed_time_limit_makes_every_text_written_from_it_suspect_and_no_other(loamshire: Path) -> None:
    edit(loamshire, "data/standards.yml", ("within: 2, unit: hour", "within: 3, unit: hour"))
    assert suspects(loamshire) == {"course-bells-answer-soon", "easy-read-answer-soon", "tell-answer-soon"}
    problems = [one for one in check(loamshire, TODAY)[1] if one.code is Code.SUSPECT_TEXT]
    assert [one.severity for one in problems] == [Severity.WARNING] * 3
    assert "deadline: was “within 2 hours from the report”, is “within 3 hours from the report”" in problems[0].message


def test_a_field_that_no_text_restates_makes_none_suspect(loamshire: Path) -> None:
    path = loamshire / "data/standards.yml"
    text = path.read_text()
    assert "also_under: [" in text
    path.write_text("# Another comment.\n" + text.replace("also_under: [", "also_under: [Another word, "))
    assert suspects(loamshire) == set()


@pytest.mark.slow
def test_one_deadline_changes_everything_that_shows_it_and_flags_what_was_written_from_it(
    kb: Kb, tmp_path: Path, shared_cache: Cache
) -> None:
    project = copy_of(REPOSITORY, tmp_path / "project")
    standards = (project / "data/standards.yml").read_text()
    for promise in CHANGED:
        head, separator, rest = standards.partition(f"- id: {promise}\n")
        assert separator
        standards = head + separator + re.sub(r"within: \d+", "within: 9", rest, count=1)
    (project / "data/standards.yml").write_text(standards)
    site = build_site(project, today=day_for(project), with_prints=False, cache=shared_cache)
    jobs = print_jobs(project)
    pages = {page.path: page.markdown.replace("\u00a0", " ") for page in site.pages}
    files = {artefact.path: artefact.content for artefact in site.artefacts}
    for name in ("promises/northamptonshire-service-standards.md", "comparison.md", "deadlines.md", "when.md"):
        assert "9 working days" in pages[name], name
    for name in ("when.md", "deadlines.md"):
        assert '"amount": 9' in pages[name] or '"amount":9' in pages[name], name
    sets = json.loads(files["api/standards.json"])["sets"]
    limits = {one["id"]: one["deadline"] for record in sets for one in record["standards"]}
    assert limits["response-not-high-risk"]["within"] == 9
    printed = words_of_pdf(jobs["downloads/service-standards.pdf"])
    assert "within 9 working days" in printed
    assert "within 5 working days" not in printed
    texts = {one.text for one in knowledge_base(REPOSITORY).derived_texts if one.source in CHANGED}
    assert texts >= {
        "easy-read-response-not-high-risk",
        "easy-read-who-to-tell-response-not-high-risk",
        "after-response-not-high-risk",
        "course-first-contact-response-not-high-risk",
        "course-first-contact-asb-response-not-high-risk",
    }
    assert suspects(project) == texts
    assert_training_follows(pages, jobs, files["api/quizzes.json"].decode())
    problem, *_ = (one for one in site.diagnostics if one.code is Code.SUSPECT_TEXT)
    assert "was “within 5 working days" in problem.message
    assert "is “within 9 working days" in problem.message
    assert kb("check", "--release", "--project", str(project), "--today", str(day_for(project))).returncode == 1
    day = str(day_for(project))
    edit(project, "data/easy_read.yml", ("respond within 5 working days.", "respond within 9 working days."))
    done = kb("review", *sorted(texts), "--by", "editor", "--project", str(project), "--today", day)
    assert done.returncode == 0, done.stderr
    assert suspects(project) == set()
    assert kb("check", "--release", "--project", str(project), "--today", str(day_for(project))).returncode == 0


def print_jobs(project: Path) -> dict[str, PrintJob]:
    """Return what each PDF of the public edition is made of, by its path on the site."""
    base = knowledge_base(project, edition=Edition.PUBLIC)
    site = view(base)
    pictures = {picture.record.file: picture.drawing for picture in base.pictures}
    return {one.path: print_job(one, site, pictures) for one in pdf_views(site)}


def words_of_pdf(job: PrintJob) -> str:
    """Return the words of a PDF, with single spaces."""
    return " ".join(" ".join(text_and_attachments(make_print(job).content)[0]).split())


def assert_training_follows(pages: dict[str, str], jobs: dict[str, PrintJob], quizzes: str) -> None:
    """No page, PDF or export of training has the old time limit, and those that told it have the new one.

    Of the many PDFs of training, one is made; of the others, what they are made of is read.
    """
    texts = {name: words for name, words in pages.items() if name.startswith(("training", "taught"))}
    texts |= {
        name: " ".join(str(html.fromstring(part.markup).xpath("string()")) for part in (job, *job.items))
        for name, job in jobs.items()
        if "-training" in name
    }
    texts["downloads/first-contact-training-guide.pdf"] = words_of_pdf(
        jobs["downloads/first-contact-training-guide.pdf"]
    )
    texts["api/quizzes.json"] = quizzes
    texts = {name: "".join(words.split()) for name, words in texts.items()}
    assert len(texts) > 60
    assert [name for name, words in texts.items() if re.search(r"(?<!\d)[45]workingdays", words)] == []
    follow = {name for name, words in texts.items() if "9workingdays" in words}
    assert {f"downloads/{course}-training-{form}.pdf" for course in COURSES for form in ("guide", "pack")} <= follow
    assert {f"training/{course}.md" for course in COURSES} <= follow
    assert "downloads/first-contact-training-slides.pdf" in follow
    assert "downloads/first-contact-training-quiz-answers.pdf" in follow
    assert "Checkthisbeforeyouteachit." in texts["downloads/first-contact-training-guide.pdf"]
    assert "Checkthisbeforeyouteachit." in texts["training/first-contact.md"]


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
