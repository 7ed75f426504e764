"""Pages of a pack are those of the project, which may say other things in their place."""

from pathlib import Path

import pytest

from generator.loading.project import Records
from generator.model.pages import ProsePage
from tests.packs.projects import GWENT, PACK_FILES, example, loaded, write

PRIVATE = (PACK_FILES / "content/private.md").read_text()
BODY = PRIVATE.split("---\n", 2)[2].strip()
OWN = "---\nid: private\n{fields}---\n{body}"


@pytest.fixture
def gwent(tmp_path: Path) -> Path:
    return example(GWENT, tmp_path / "gwent")


def page(records: Records, identifier: str) -> ProsePage:
    return next(page for page in records.pages if page.front.id == identifier)


def test_a_project_without_pages_has_those_of_the_pack(gwent: Path) -> None:
    records, problems = loaded(gwent)
    assert problems == []
    assert page(records, "private").file == "packs/england-and-wales/content/private.md"
    assert page(records, "private").path == "private.md"
    assert records.replaced == ()


def test_fields_of_a_page_are_replaced_with_the_body_of_the_pack(gwent: Path) -> None:
    fields = "instead_of: [title]\ntitle: Keep it to yourself\n"
    write(gwent, "content/private.md", OWN.format(fields=fields, body=""))
    records, problems = loaded(gwent)
    assert problems == []
    own = page(records, "private")
    assert (own.front.title, own.path) == ("Keep it to yourself", "private.md")
    assert own.body.strip() == BODY
    assert f"description: {own.front.description}" in PRIVATE
    assert [(one.id, one.pack, one.fields) for one in records.replaced] == [
        ("private", "england-and-wales", ("title",))
    ]


def test_the_words_of_the_pack_keep_their_place(gwent: Path) -> None:
    write(gwent, "content/mine.md", OWN.format(fields="instead_of: [title]\ntitle: Keep it to yourself\n", body=""))
    own = page(loaded(gwent)[0], "private")
    assert own.file == "packs/england-and-wales/content/private.md"
    assert own.first_line == PRIVATE[: PRIVATE.index("---\n", 4)].count("\n") + 2
    assert own.id_span.path == "content/mine.md"


def test_a_body_of_its_own_is_refused_beside_that_of_the_pack(gwent: Path) -> None:
    fields = "instead_of: [title]\ntitle: Keep it to yourself\n"
    write(gwent, "content/private.md", OWN.format(fields=fields, body="\nOur own words.\n"))
    [problem] = loaded(gwent)[1]
    assert problem == (
        "content/private.md:3:13: error[invalid-value] this page has the body of the pack's, and a body of its own\n"
        "  hint: write `instead_of: all` to replace the whole page, or take away what is below the second ---"
    )


def test_a_whole_page_is_replaced(gwent: Path) -> None:
    fields = "instead_of: all\ntitle: Ours\ndescription: How to hide a visit.\n"
    write(gwent, "content/private.md", OWN.format(fields=fields, body="\nOur own words.\n"))
    records, problems = loaded(gwent)
    assert problems == []
    own = page(records, "private")
    assert (own.body.strip(), own.file) == ("Our own words.", "content/private.md")
    assert [(one.id, one.fields) for one in records.replaced] == [("private", ())]


def test_a_page_with_an_id_of_the_pack_must_say_what_it_replaces(gwent: Path) -> None:
    fields = "title: Ours\ndescription: How to hide a visit.\n"
    write(gwent, "content/ours.md", OWN.format(fields=fields, body="\nOur own words.\n"))
    [problem] = loaded(gwent)[1]
    assert problem.startswith(
        "content/ours.md:2:5: error[duplicate-identifier] the pack england-and-wales has a record"
    )
    assert "`instead_of: all`" in problem


def test_a_page_cannot_replace_what_no_pack_has(gwent: Path) -> None:
    text = "---\nid: ours\ninstead_of: all\ntitle: Ours\ndescription: It is ours.\n---\n\nWords.\n"
    write(gwent, "content/ours.md", text)
    [problem] = loaded(gwent)[1]
    assert problem.startswith("content/ours.md:3:13: error[unknown-reference] no pack that this project builds on has")
    assert "take this line away, or correct the id" in problem


def test_two_pages_cannot_take_the_place_of_one(gwent: Path) -> None:
    fields = "instead_of: all\ntitle: Ours\ndescription: How to hide a visit.\n"
    write(gwent, "content/private.md", OWN.format(fields=fields, body="\nOur own words.\n"))
    write(gwent, "content/second.md", OWN.format(fields=fields, body="\nOther words.\n"))
    from datetime import date

    from generator.build import check

    problems = [str(one) for one in check(gwent, date(2026, 11, 30))[1]]
    assert any("content/second.md" in one or "content/private.md" in one for one in problems), problems
    assert all("packs/" not in one for one in problems)


def test_front_matter_that_is_no_group_of_fields_is_one_message(gwent: Path) -> None:
    write(gwent, "content/private.md", "---\n- id: private\n---\n\nWords.\n")
    _, problems = loaded(gwent)
    assert any(one.startswith("content/private.md:2") for one in problems), problems
