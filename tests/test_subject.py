"""What the promises are about, and where, is data: the program names no subject, county, force or nation."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.publishing.publish import publish
from generator.views.training.course_parts import CourseView
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, edit, knowledge_base
from tests.incremental import with_few_prints
from tests.promises import rendering

SUBJECTS = (
    *("hate", "hatred", "hateful", "anti-social", "antisocial", "ASB", "domestic abuse", "domestic violence"),
    *("stalking", "harassment", "racism", "racist", "homophobic", "transphobic", "islamophobia", "antisemitism"),
)
FORCES_AND_COUNTIES = (
    *("Avon", "Bedfordshire", "Berkshire", "Buckinghamshire", "Cambridgeshire", "Cheshire", "Cleveland", "Cornwall"),
    *("Cumbria", "Derbyshire", "Devon", "Dorset", "Durham", "Dyfed", "Essex", "Gloucestershire", "Gwent", "Gwynedd"),
    *("Hampshire", "Herefordshire", "Hertfordshire", "Humberside", "Kent", "Lancashire", "Leicestershire"),
    *("Lincolnshire", "Liverpool", "London", "Manchester", "Merseyside", "Metropolitan Police", "Norfolk"),
    *("Northampton", "Northamptonshire", "Northants", "Northumberland", "Northumbria", "Nottinghamshire"),
    *("Oxfordshire", "Powys", "Rutland", "Shropshire", "Somerset", "Staffordshire", "Suffolk", "Surrey", "Sussex"),
    *("Thames Valley", "Tyne", "Warwickshire", "West Mercia", "West Midlands", "Wiltshire", "Worcestershire"),
    *("Yorkshire", "Glamorgan", "Loamshire"),
)
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland", "Welsh", "Scottish", "Cymru")
NAMED = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*SUBJECTS, *FORCES_AND_COUNTIES, *NATIONS)))})\b", re.IGNORECASE)

ALLOWED = {
    ("generator/model/legislation.py", 'ENGLAND = "england"'): "an id that the exports have; its name is data",
    ("generator/model/legislation.py", 'WALES = "wales"'): "an id that the exports have; its name is data",
    ("generator/model/legislation.py", "Nation.WALES"): "the nation of the field in_wales, which authors write",
    ("generator/model/source_ranks.py", '"gov.wales",'): "the end of addresses of a government",
    ("generator/loading/prose_accessibility.py", "|wales|cymru|"): "ends of addresses",
    ("generator/model/languages.py", "cy for Welsh"): "a language",
    ("generator/loading/prose_accessibility.py", "in English and Welsh"): "a language",
    ("generator/rendering/fonts.py", "Lithuanian, Welsh"): "a language",
}
"""A file and what a line of it may have, with the reason."""


def named(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the line of each name in the program, but for those of the packs of data."""
    for path in sorted((root / "generator").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_dir() or "__pycache__" in path.parts or name.startswith("generator/packs/"):
            continue
        text = path.read_bytes().decode(errors="replace")
        yield from ((name, line.strip()) for line in text.splitlines() if NAMED.search(line))


def test_no_subject_county_force_or_nation_is_named_in_the_program() -> None:
    found = list(named(REPOSITORY))
    allowed = [(path, line) for path, line in found if any(path == one and part in line for one, part in ALLOWED)]
    assert [one for one in found if one not in allowed] == []
    needless = [one for one in ALLOWED if not any(path == one[0] and one[1] in line for path, line in allowed)]
    assert needless == []


@pytest.mark.parametrize("word", ["Report hate", "the anti-social behaviour", "Gwent Police", "in Wales", "loamshire"])
def test_a_planted_name_is_seen(word: str, tmp_path: Path) -> None:
    (tmp_path / "generator" / "packs").mkdir(parents=True)
    (tmp_path / "generator" / "page.jinja").write_text(f"<p>{word}</p>\n<p>whatever</p>\n")
    (tmp_path / "generator" / "packs" / "law.yml").write_text(word)
    assert list(named(tmp_path)) == [("generator/page.jinja", f"<p>{word}</p>")]


ANOTHER_SUBJECT = """\
report: Report anti-social behaviour
aimed_at: who anti-social behaviour is aimed at
was_aimed_at: who anti-social behaviour was aimed at
one_kind: one kind of anti-social behaviour
verdicts:
  - {id: asb-incident, words: Anti-social behaviour}
  - {id: not-asb, words: Nobody did wrong}
"""
HATE = re.compile(r"\bhat(?:e|ed|eful|red)\b", re.IGNORECASE)
WAYS = """
ways:
  - {contact: contact-police, by: phone, title: Call 101, use: The police.}
"""


def of_another_subject(folder: Path) -> Path:
    """Return the folder of Loamshire as it would be if all its words were about anti-social behaviour."""
    project = copy_of(LOAMSHIRE, folder / "loamshire")
    for path in (path for part in ("data", "content") for path in (project / part).rglob("*.[ym][md]*")):
        text = path.read_text().replace("not-hate", "not-asb").replace("hate-", "asb-")
        path.write_text(re.sub(r"\bhate\b", "anti-social behaviour", text))
    (project / "data" / "subject.yml").write_text(ANOTHER_SUBJECT)
    path = project / "data" / "partnership.yml"
    path.write_text(path.read_text() + WAYS)
    return project


def test_a_site_on_another_subject_has_its_words_on_pages_and_prints(tmp_path: Path) -> None:
    texts, site, base = rendering(of_another_subject(tmp_path))
    assert sorted(path for path, text in texts.items() if HATE.search(text)) == []
    assert "By who anti-social behaviour is aimed at" in texts["contacts.html"]
    assert ">Who anti-social behaviour was aimed at<" in texts["contacts.html"]
    assert "These help with one kind of anti-social behaviour first." in texts["contacts.html"]
    assert "Who anti-social behaviour is aimed at, as the strategy lists it" in texts["strategy.html"]
    assert site.surroundings.report_title == base.subject.report == "Report anti-social behaviour"
    (course,) = site.courses
    assert isinstance(course, CourseView)
    assert {one.verdict for one in course.scenarios} == {"Anti-social behaviour", "Nobody did wrong"}


@pytest.mark.slow
def test_no_file_of_a_published_site_on_another_subject_says_hate(tmp_path: Path, shared_cache: Cache) -> None:
    built = publish(with_few_prints(of_another_subject(tmp_path)), today=TODAY, cache=shared_cache)
    assert built.folder, "\n".join(map(str, built.diagnostics))
    files = [
        path for path in built.folder.rglob("*") if path.suffix in {".html", ".json", ".js", ".csv", ".xml", ".ics"}
    ]
    assert len([path for path in files if path.suffix == ".html"]) > 20
    assert [path.name for path in files if HATE.search(path.read_text())] == []
    assert 'aria-label="Report anti-social behaviour"' in (built.folder / "contacts.html").read_text()


COURSE_PRINT = """
  - id: bells-training
    title: When a bell rings
    subtitle: For whoever answers
    subject: A course on answering.
    audience: trainers
    made_of: [course-bells]
    formats: [pack, slides]
    paper: [A4, slide]"""


def test_without_the_file_the_words_are_neutral(loamshire: Path) -> None:
    for name in ("subject", "training"):
        (loamshire / "data" / f"{name}.yml").unlink()
    edit(loamshire, "data/publications.yml", (COURSE_PRINT, ""))
    texts, site, _ = rendering(loamshire)
    assert "By who it is aimed at" in texts["contacts.html"]
    assert "These help with one kind first." in texts["contacts.html"]
    assert "Who it is aimed at, as the strategy lists it" in texts["strategy.html"]
    assert site.surroundings.report_title == "Report it"


def test_the_days_off_are_those_of_the_place_that_the_data_names(loamshire: Path) -> None:
    before = knowledge_base(loamshire)
    assert date(2026, 4, 6) in before.bank_holidays
    assert date(2026, 1, 2) not in before.bank_holidays
    edit(
        loamshire,
        "data/jurisdiction.yml",
        ("name: England and Wales", "name: Scotland"),
        ("subdivision: ENG", "subdivision: SCT"),
    )
    texts, _, base = rendering(loamshire)
    assert date(2026, 4, 6) not in base.bank_holidays
    assert date(2026, 1, 2) in base.bank_holidays
    assert "We know the bank holidays of Scotland up to 31 December 2036." in texts["deadlines.html"]


def test_the_names_of_nations_are_those_that_the_data_has(loamshire: Path) -> None:
    begun = "        from: 2010-10-01\n"
    edit(loamshire, "data/legislation.yml", (begun, f"{begun}        in_wales: {{status: prospective}}\n"))
    edit(loamshire, "data/jurisdiction.yml", ("name: Wales", "name: Cymru"), ("    name: England", "    name: Lloegr"))
    texts, _, _ = rendering(loamshire)
    assert "Cymru" in texts["law/sound-act.html"]
    assert "Lloegr" in texts["law/sound-act.html"]
    assert "In Cymru: <span" in texts["training/bells.html"]
    assert [path for path, text in texts.items() if "In Wales" in text] == []
