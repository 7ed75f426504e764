"""A project may leave out every file but those with its name and its numbers: the rest is whole without it."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from generator.build import check
from generator.diagnostics import Severity
from generator.model.kinds import FILES
from generator.model.vocabulary import Edition
from generator.publishing.publish import publish
from tests.conftest import LOAMSHIRE, TODAY
from tests.left_out import leave_out

NEEDED = {"partnership", "contacts", "jurisdiction"}
HAD = sorted(file.file for file in FILES if (LOAMSHIRE / "data" / f"{file.file}.yml").exists())
OPTIONAL = [name for name in HAD if name not in NEEDED]


PARTNERSHIP = """name: Loamshire Safer Together
short_name: Loamshire
area: Loamshire
status: Loamshire does not exist.
exit_to: https://example.org/weather
emergency: {contact: contact-999, name: Emergency services, use: Call if you are in danger.}
without_speaking: {contact: contact-999, name: Emergency services, use: Cannot speak? Press **55**.}
non_emergency: {contact: contact-police, name: Loamshire Police, use: Call about anything else.}
working_day: {meaning: Monday to Friday., basis: We assume it.}
"""
CONTACT = """  - id: {id}
    name: {name}
    what_for: Call about it.
    channels:
      - {{kind: phone, value: "{number}", basis: verified}}
    state: active
    basis: verified
    checked_on: 2026-11-01
    sources: [https://example.org/who]
    owner: unknown
    review_every: 3
"""
HOME = """---
id: home
title: Has something happened?
description: Who to tell in Loamshire.
lead: Tell us.
layout: home
---
"""


def smallest(project: Path) -> Path:
    """Write the smallest project there can be: a name, its bank holidays, two contacts and a home page."""
    (project / "data").mkdir(parents=True)
    (project / "content").mkdir()
    shutil.copy(LOAMSHIRE / "data/jurisdiction.yml", project / "data")
    (project / "data/partnership.yml").write_text(PARTNERSHIP)
    contacts = (("contact-999", "The emergency services", "999"), ("contact-police", "The police", "01632 960101"))
    entries = (CONTACT.format(id=one, name=name, number=number) for one, name, number in contacts)
    (project / "data/contacts.yml").write_text("contacts:\n" + "".join(entries))
    (project / "content/index.md").write_text(HOME)
    return project


def assert_whole(project: Path, edition: Edition) -> dict[str, str]:
    """Build a project without PDFs; the build itself refuses dead links. Return the text of each page by its path."""
    result = publish(project, today=TODAY, edition=edition, with_prints=False)
    assert [str(one) for one in result.diagnostics if one.severity is Severity.ERROR] == []
    site = project / "build" / edition.value
    pages = {path.relative_to(site).as_posix(): html.fromstring(path.read_text()) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for group in page.cssselect("nav ul, nav ol, footer ul"):
            assert group.cssselect("a"), f"{path} has an empty list in a menu"
    return {
        path: "".join(map(str, page.cssselect("body")[0].itertext("*")))
        for path, page in pages.items()
        if path != "404.html"
    }


def errors(project: Path, edition: Edition) -> list[str]:
    return [str(one) for one in check(project, TODAY, edition)[1] if one.severity is Severity.ERROR]


def test_only_the_name_and_the_numbers_are_needed() -> None:
    assert {file.file for file in FILES if file.required} <= NEEDED
    assert len(OPTIONAL) > 20


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_project_without_a_file_has_no_error(name: str, loamshire: Path) -> None:
    leave_out(loamshire, name, TODAY)
    assert not (loamshire / f"data/{name}.yml").exists()
    assert errors(loamshire, Edition.PUBLIC) == []
    assert errors(loamshire, Edition.STAFF) == []
    assert {path.stem for path in (loamshire / "data").glob("*.yml")} >= NEEDED


HARD_TO_MISS = ("standards", "sources", "publications", "strategy", "strands", "legislation", "training", "areas")
"""The files of which most pages speak. Each of the others is built as a part of what these leave."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HARD_TO_MISS)
def test_a_project_without_a_file_is_built_whole(name: str, loamshire: Path) -> None:
    leave_out(loamshire, name, TODAY)
    assert_whole(loamshire, Edition.PUBLIC)
    assert_whole(loamshire, Edition.STAFF)


@pytest.mark.slow
def test_a_project_of_a_name_numbers_and_one_page_is_built_whole(tmp_path: Path) -> None:
    project = smallest(tmp_path / "small")
    pages = assert_whole(project, Edition.PUBLIC)
    assert {path for path in pages if "/" not in path} == {"index.html", "a-to-z.html", "checks.html", "contacts.html"}
    for path, words in pages.items():
        assert not re.search(r"promise|\blaw\b|to print|strateg|training|where you live", words, re.IGNORECASE), path
        assert ". ." not in words, path
