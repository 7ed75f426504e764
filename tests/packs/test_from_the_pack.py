"""Staff see what comes from a pack, what is replaced, what is left out, and which checks are not theirs."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.loading.project import load
from generator.model.contacts import Contact
from generator.model.vocabulary import Edition
from generator.views.keeping.packs import packs_view
from generator.views.keeping.reviews import reviews_view
from generator.views.site_map import PAGES
from tests.conftest import LOAMSHIRE, knowledge_base
from tests.packs.projects import GWENT, PACK_FILES, example, write
from tests.packs.test_packs import CONTACT, TODAY

Run = Callable[..., CompletedProcess[str]]
VERSION = re.findall(r"^version: (.+)$", (PACK_FILES / "pack.yml").read_text(), re.MULTILINE)[0]
PAGE = "---\nid: private\ninstead_of: all\ntitle: Ours\ndescription: How to hide a visit.\n---\n\nOur own words.\n"


@pytest.fixture
def gwent(tmp_path: Path) -> Path:
    """The example with a contact, a page and a file of its own mind."""
    project = example(GWENT, tmp_path / "gwent", "leave_out: [glossary, school]")
    write(project, "data/contacts.yml", CONTACT.format(field="instead_of: [name]"))
    write(project, "content/private.md", PAGE)
    return project


def test_the_page_says_what_comes_from_a_pack_and_what_does_not(gwent: Path) -> None:
    base = knowledge_base(gwent, TODAY)
    view = packs_view(base)
    [pack] = view.packs
    assert (pack.title, pack.version) == ("England and Wales", VERSION)
    contacts = len(base.records.all(Contact)) - 1
    assert f"{contacts} contacts" in pack.kinds
    assert [kind for kind in pack.kinds if kind.endswith(" pages")] == [f"{len(base.records.pages) - 1} pages"]
    replaced = {one.title: (one.what, one.where.split(",")[0], bool(one.path)) for one in pack.replaced}
    assert replaced == {
        "Gwent Police (example)": ("in these fields: name", "data/contacts.yml", True),
        "Ours": ("as a whole", "content/private.md", True),
    }
    reasons = {one.reason: dict(one.kinds) for one in view.left_out}
    assert reasons["school"] == {"1 page": ("school",)}
    assert "area-england" in [one for ids in reasons["For other areas than Gwent"].values() for one in ids]
    [terms] = reasons["What is in data/glossary.yml"].values()
    assert len(terms) > 5


def test_the_page_is_for_staff_of_a_project_with_packs() -> None:
    [row] = [row for row in PAGES if row.id == "packs"]
    records, others = load(GWENT)[0], load(LOAMSHIRE)[0]
    assert row.exists(records, Edition.STAFF)
    assert not row.exists(records, Edition.PUBLIC)
    assert not row.exists(others, Edition.STAFF)


def test_a_check_of_a_pack_is_said_to_be_the_packs(gwent: Path) -> None:
    view = reviews_view(knowledge_base(gwent, TODAY), TODAY)
    rows = {row.title: row.where for owner in view.owners for some in owner.lists for row in some.rows}
    assert view.has_packs
    assert rows["Gwent Police (example)"].startswith("data/contacts.yml, line ")
    assert f"from the pack England and Wales, version {VERSION}" in rows.values()
    assert not any(where.startswith("packs/") for where in rows.values())


def test_check_ends_with_one_line_on_each_pack(kb: Run, gwent: Path) -> None:
    for _ in range(2):
        # The second is answered from the cache.
        ran = kb("check", "--project", str(gwent), "--today", TODAY.isoformat())
        last = ran.stderr.strip().split("\n")[-1]
        assert re.fullmatch(
            rf"The pack england-and-wales, version {VERSION}: 2 records replaced, \d\d+ left out. "
            r"The staff edition lists them\.",
            last,
        ), ran.stderr


def test_check_only_names_the_pack_until_an_author_replaces_or_leaves_out_something(kb: Run, tmp_path: Path) -> None:
    project = example(GWENT, tmp_path / "gwent")
    assert load(project)[0].left_out, "the pack has contacts for England alone"
    ran = kb("check", "--project", str(project), "--today", TODAY.isoformat())
    assert ran.stderr.strip().split("\n")[-1] == f"The pack england-and-wales, version {VERSION}."


def test_check_says_nothing_of_packs_where_there_is_none(kb: Run) -> None:
    assert "pack" not in kb("check", "--project", str(LOAMSHIRE), "--today", "2026-11-21").stderr
