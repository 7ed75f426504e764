"""No address that was released is lost: each leads to what took its place, on any host and from a disk."""

import gzip
import json
import re
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from generator.cache import Cache
from generator.model.vocabulary import Edition
from generator.publishing.publish import publish
from generator.views.site import SiteView, view
from tests.conftest import LOAMSHIRE, TODAY, copy_of, edit, knowledge_base
from tests.release.history import manifests, problems_of, record_release

SERVICE = """\
  - id: {id}
{former}    name: The group {name}
    what_for: A group for people.
    areas: [area-country]
    state: active
    basis: known
    checked_on: 2026-11-01
    owner: unknown
    review_every: 12
"""
PUBLICATION = """\
  - id: {id}
{former}    title: Who can help {name}
    subtitle: Whom to call
    subject: Everyone who can help in Loamshire.
    audience: anyone
    made_of: [contacts]
    formats: [print]
    paper: A4
"""
PAGE = """\
---
id: {id}
{former}title: About {name}
description: What there is on {name}.
---
Read this.
"""


def small(project: Path) -> Path:
    """Make a project of one publication, so that it is built quickly."""
    publications = project / "data/publications.yml"
    publications.write_text("publications:\n" + PUBLICATION.format(id="who-can-help", former="", name="now"))
    edit(project, "content/guides/ringing.md", ("[Print the charter](ref:charter-print), [see", "[See"))
    return project


class Author:
    """Keeps groups, publications and pages, and renames, deletes and brings them back."""

    def __init__(self, project: Path, random: Random) -> None:
        self.project = project
        self.random = random
        self.contacts = (project / "data/contacts.yml").read_text()
        self.publications = (project / "data/publications.yml").read_text()
        self.count = 0
        self.things: list[dict[str, Any]] = []
        self.withdrawn: dict[str, str] = {}
        for kind in ("service", "publication", "page") * 2:
            self.add(kind)

    def new_id(self, kind: str) -> str:
        self.count += 1
        return f"{kind}-number-{self.count}"

    def add(self, kind: str) -> None:
        identifier = self.new_id(kind)
        self.things.append({"kind": kind, "id": identifier, "former": [], "name": identifier, "file": identifier})

    def rename(self) -> None:
        thing = self.random.choice([one for one in self.things if one["id"] not in self.withdrawn])
        thing["former"].append(thing["id"])
        thing["id"] = self.new_id(thing["kind"])

    def move(self) -> None:
        pages = [one for one in self.things if one["kind"] == "page" and one["id"] not in self.withdrawn]
        if pages:
            self.random.choice(pages)["file"] = f"moved/{self.new_id('file')}"

    def delete(self) -> None:
        there = [one for one in self.things if one["id"] not in self.withdrawn]
        if len(there) > 1:
            leads_to = self.random.choice(["contacts", "law", "contact-desk"])
            thing = self.random.choice(there)
            for identifier in (thing["id"], *thing["former"]):
                self.withdrawn[identifier] = leads_to

    def bring_back(self) -> None:
        gone = [one for one in self.things if one["id"] in self.withdrawn]
        if gone:
            thing = self.random.choice(gone)
            for identifier in (thing["id"], *thing["former"]):
                del self.withdrawn[identifier]

    def save(self) -> None:
        there = [one for one in self.things if one["id"] not in self.withdrawn]
        texts = {"service": "", "publication": ""}
        for path in (self.project / "content").rglob("*number-*.md"):
            path.unlink()
        for one in there:
            former = f"formerly: [{', '.join(one['former'])}]\n" if one["former"] else ""
            shown = {"id": one["id"], "name": one["name"].replace("-", " ")}
            if one["kind"] == "page":
                path = self.project / "content" / f"{one['file']}.md"
                path.parent.mkdir(exist_ok=True)
                path.write_text(PAGE.format(former=former, **shown))
            else:
                form = SERVICE if one["kind"] == "service" else PUBLICATION
                texts[one["kind"]] += form.format(former=f"    {former}" if former else "", **shown)
        (self.project / "data/contacts.yml").write_text(
            self.contacts.replace("services:\n", f"services:\n{texts['service']}")
        )
        (self.project / "data/publications.yml").write_text(self.publications + texts["publication"])
        releases = self.project / "data/releases.yml"
        if releases.exists():
            kept = re.sub(r"(?ms)^withdrawn:\n(?:  - .*?\n)*", "", releases.read_text())
            lines = "".join(f"  - {{was: {was}, leads_to: {to}}}\n" for was, to in sorted(self.withdrawn.items()))
            releases.write_text(kept + (f"withdrawn:\n{lines}" if lines else ""))


def released_addresses(project: Path, today: date) -> set[str]:
    return {address for manifest in manifests(project, today) for address in manifest.addresses}


def lost(site: SiteView, addresses: set[str]) -> list[str]:
    """The addresses that neither a page, a file to print nor a former place answers."""
    moved = {page.path.removesuffix("/index.html") for page in site.pages}
    places = {f"{page.path}#{former}" for page in site.pages for former, _ in page.former_anchors}
    places |= {f"{page.path}#{one.anchor}" for page in site.pages for one in page.moved_anchors}
    places |= {f"{one.path}#{place.anchor}" for one in site.moves.pages for place in one.anchors}
    answered = {*site.owners, *moved, *site.moves.files, *places}
    return sorted(addresses - answered)


def ten_releases(project: Path, random: Random) -> date:
    """Rename, move, delete and bring back at random, ten times, and record each version; return the last day."""
    author, today = Author(small(project), random), TODAY
    for _ in range(10):
        for change in random.choices([author.rename, author.move, author.delete, author.bring_back], k=3):
            change()
        author.add(random.choice(["service", "publication", "page"]))
        author.save()
        assert problems_of(project, today) == []
        record_release(project, today)
        today += timedelta(days=1)
        base = knowledge_base(project, today, Edition.PUBLIC)
        assert lost(view(base), released_addresses(project, today)) == []
    return today


@pytest.mark.slow
@settings(max_examples=2)
@given(random=st.randoms(use_true_random=False))
def test_no_address_is_lost_in_ten_releases_of_random_changes(
    random: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = copy_of(LOAMSHIRE, tmp_path_factory.mktemp("ten") / "loamshire")
    ten_releases(project, random)


@pytest.mark.slow
def test_every_address_of_ten_releases_answers_in_the_folder_that_is_published(
    loamshire: Path, shared_cache: Cache
) -> None:
    today = ten_releases(loamshire, Random(7))
    folder = publish(loamshire, today=today, cache=shared_cache).folder
    assert folder
    addresses = released_addresses(loamshire, today)
    assert len(addresses) > 100
    assert sum(address.endswith(".pdf") for address in addresses) > 5
    for address in addresses:
        path, _, anchor = address.partition("#")
        file = folder / path
        file = file / "index.html" if file.is_dir() else file
        assert file.is_file(), address
        if file.suffix != ".html":
            assert file.read_bytes()[:5] == b"%PDF-", address
            continue
        page: Any = html.fromstring(file.read_bytes())
        goes_on = page.xpath("//meta[@http-equiv='refresh']/@content")
        if goes_on:
            to = re.fullmatch(r"0; url=([^#]+)(#.*)?", goes_on[0])
            assert to
            assert (file.parent / to[1]).resolve().is_file(), address
        elif anchor:
            assert page.xpath("//@id[. = $anchor]", anchor=anchor), address


def test_check_names_each_address_that_would_be_lost_and_what_to_write(loamshire: Path) -> None:
    record_release(small(loamshire), TODAY)
    edit(loamshire, "data/accessibility.yml", ("enforcement: service-change", "enforcement: contact-police"))
    edit(loamshire, "data/contacts.yml", ("id: service-change", "id: service-new"))
    (problem,) = problems_of(loamshire, TODAY)
    assert problem == (
        "address-lost data/releases.yml:3:9: contacts/service-change.html would lead nowhere: 'service-change' was in "
        "the version of 21 November 2026, and it is gone | write 'formerly: [service-change]' in what took its place; "
        "or, if nothing did, add to 'withdrawn:' in data/releases.yml: {was: service-change, leads_to: the id of the "
        "page or record to look at instead}"
    )
    edit(loamshire, "data/contacts.yml", ("id: service-new", "id: service-new\n    formerly: [service-change]"))
    assert problems_of(loamshire, TODAY) == []


def test_what_only_staff_may_see_now_is_named_as_lost_to_the_public(loamshire: Path) -> None:
    publications = small(loamshire) / "data/publications.yml"
    before = publications.read_text()
    second = PUBLICATION.format(id="who-else", former="", name="later")
    publications.write_text(before + second)
    record_release(loamshire, TODAY)
    publications.write_text(before)
    staff = second.replace("audience: anyone", "audience: staff")
    (loamshire / "data/staff/publications.yml").write_text(f"publications:\n{staff}")
    (problem,) = problems_of(loamshire, TODAY)
    assert "'who-else' was in the version of 21 November 2026, and only staff may see it now" in problem


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param(
            [("id: contact-closed", "id: contact-closed\n    formerly: [contact-desk]")],
            "'contact-desk' is the id of something that exists, in data/contacts.yml, line",
            id="of-another",
        ),
        pytest.param(
            [
                ("id: contact-closed", "id: contact-closed\n    formerly: [old]"),
                ("id: contact-desk", "id: contact-desk\n    formerly: [old]"),
            ],
            "'old' already has something in its place, by data/contacts.yml, line",
            id="twice",
        ),
    ],
)
def test_an_id_has_one_thing_in_its_place(loamshire: Path, changes: list[tuple[str, str]], says: str) -> None:
    text = (loamshire / "data/contacts.yml").read_text()
    for before, after in changes:
        text = text.replace(before, after, 1)
    (loamshire / "data/contacts.yml").write_text(text)
    (problem,) = problems_of(loamshire, TODAY)
    assert problem.startswith("id-used-again data/contacts.yml:")
    assert says in problem


def test_what_was_withdrawn_leads_to_something_that_exists(loamshire: Path) -> None:
    (loamshire / "data/releases.yml").write_text("withdrawn:\n  - {was: old, leads_to: contact-dask}\n")
    (problem,) = problems_of(loamshire, TODAY)
    assert "data/releases.yml:2:26: there is no page or record 'contact-dask'" in problem
    assert "contact-desk" in problem


def test_an_id_is_not_used_again_for_something_else(loamshire: Path) -> None:
    record_release(small(loamshire), TODAY)
    edit(loamshire, "data/accessibility.yml", ("enforcement: service-change", "enforcement: contact-police"))
    edit(loamshire, "data/contacts.yml", ("id: service-change", "id: service-new\n    formerly: [service-change]"))
    record_release(loamshire, TODAY + timedelta(days=1))
    edit(
        loamshire,
        "data/contacts.yml",
        ("id: service-new\n    formerly: [service-change]", "id: service-change"),
        ("name: Change group", "name: The bell ringers"),
    )
    (loamshire / "data/releases.yml").write_text(
        (loamshire / "data/releases.yml").read_text() + "withdrawn:\n  - {was: service-new, leads_to: contacts}\n"
    )
    (problem,) = problems_of(loamshire, TODAY + timedelta(days=1))
    assert problem.startswith("id-used-again data/contacts.yml:57:")
    assert "'service-change' was the id of the service 'Change group' in the version of 21 November 2026" in problem
    edit(loamshire, "data/contacts.yml", ("id: service-change", "id: service-change\n    formerly: [service-change]"))
    assert problems_of(loamshire, TODAY + timedelta(days=1)) == []


@pytest.mark.parametrize(
    "address",
    [
        "../outside.html",
        "/outside.html",
        "a/../../outside.html",
        ".htaccess",
        "_headers",
        "assets/site.js",
        "downloads/../_headers",
        "a\\b.html",
        "javascript:alert(1)",
        "a.html#x y",
    ],
)
def test_a_manifest_with_an_address_that_is_no_page_and_no_print_is_refused(loamshire: Path, address: str) -> None:
    release = record_release(small(loamshire), TODAY)
    file = loamshire / "data/releases" / f"{release.name}.manifest.json.gz"
    manifest = json.loads(gzip.decompress(file.read_bytes()))
    manifest["addresses"][address] = "home"
    file.write_bytes(gzip.compress(json.dumps(manifest).encode()))
    (problem,) = problems_of(loamshire, TODAY)
    assert problem.startswith("missing-file data/releases.yml:")
    assert "2026-11-21.manifest.json.gz is not the manifest of a release, or is damaged" in problem


def test_markup_in_what_a_release_said_is_shown_as_text(loamshire: Path, shared_cache: Cache) -> None:
    edit(small(loamshire), "data/contacts.yml", ("name: Change group", "name: <script>alert(1)</script> & <b>so"))
    record_release(loamshire, TODAY)
    edit(loamshire, "data/contacts.yml", ("name: <script>alert(1)</script> & <b>so", "name: <img src=x onerror=y>"))
    edit(loamshire, "data/contacts.yml", ("id: service-change", "id: service-new\n    formerly: [service-change]"))
    edit(loamshire, "data/accessibility.yml", ("enforcement: service-change", "enforcement: service-new"))
    folder = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache).folder
    assert folder
    page: Any = html.fromstring((folder / "contacts/service-change.html").read_bytes())
    assert page.xpath("//article//img | //article//script") == []
    assert "Look here instead: <img src=x onerror=y>" in " ".join(page.xpath("//article")[0].text_content().split())


def test_a_renamed_record_is_found_at_its_former_anchor(loamshire: Path, shared_cache: Cache) -> None:
    record_release(small(loamshire), TODAY)
    edit(loamshire, "data/glossary.yml", ("id: term-charter", "id: term-promise\n    formerly: [term-charter]"))
    folder = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache).folder
    assert folder
    page: Any = html.fromstring((folder / "words.html").read_bytes())
    (place,) = page.xpath("//*[@id='term-charter']")
    assert place.xpath("ancestor::*[@id='term-promise']")


def test_programs_know_a_renamed_contact_by_its_first_id(loamshire: Path) -> None:
    def services(project: Path) -> dict[str, str]:
        folder = publish(project, today=TODAY, with_prints=False).folder
        assert folder
        files = (folder / "openreferral/services").glob("*.json")
        return {re.findall(r'"name": "([^"]+)"', file.read_text())[0]: file.stem for file in files}

    def event_ids(project: Path) -> set[str]:
        return set(re.findall(r"UID:(\S+)", (project / "build/public/api/reviews.ics").read_text()))

    before = services(loamshire)
    events = event_ids(loamshire)
    edit(loamshire, "data/accessibility.yml", ("enforcement: service-change", "enforcement: service-new"))
    edit(loamshire, "data/contacts.yml", ("id: service-change", "id: service-new\n    formerly: [service-change]"))
    assert services(loamshire) == before
    assert event_ids(loamshire) == events
