"""Each mistake in a fleet's file is one message with its place and what to type, and nothing is built."""

from pathlib import Path

import pytest

from generator.loading.fleet_file import read_fleet
from generator.model.vocabulary import Edition

GOOD = """\
partnerships:
  - {name: gwent, folder: gwent}
output: sites
"""

CASES = [
    ("", "1:1", "this file is empty"),
    ("- gwent\n", "1:1", "this should be a group of fields, not a list"),
    ("output: sites\n", "1:1", "the field 'partnerships' is missing"),
    ("partnerships: []\noutput: sites\n", "1:15", "this list is empty"),
    ("partnerships: gwent\noutput: sites\n", "1:15", "this should be a list, not 'gwent'"),
    (GOOD.replace("output: sites\n", ""), "1:1", "the field 'output' is missing"),
    (GOOD.replace("output: sites", "output: [sites]"), "3:9", "this should be text, not a list"),
    (GOOD.replace("folder:", "foldr:"), "2:19", "there is no field 'foldr' here"),
    (GOOD.replace("folder: gwent", "folder: powys"), "2:27", "there is no folder 'powys'"),
    (GOOD.replace("folder: gwent", "folder: empty"), "2:27", "'empty' has no folder data, so it is no project"),
    (GOOD.replace("name: gwent", "name: ../x"), "2:12", "'../x' cannot be the name of a site's folder"),
    (GOOD.replace("name: gwent", "name: .store"), "2:12", "'.store' cannot be the name of a site's folder"),
    (GOOD.replace("name: gwent", "name: /etc"), "2:12", "'/etc' cannot be the name of a site's folder"),
    (GOOD.replace("name: gwent", "name: Gwent"), "2:12", "'Gwent' cannot be the name of a site's folder"),
    (
        GOOD.replace("output", "  - {name: gwent, folder: gwent}\noutput"),
        "3:12",
        "'gwent' is the name of two partnerships",
    ),
    (GOOD.replace(", folder: gwent", ""), "2:5", "this says nowhere where its project is"),
    (
        GOOD.replace("folder: gwent", "git: 'https://example.org/gwent'"),
        "2:5",
        "this does not say which version of the repository",
    ),
    (GOOD.replace("folder: gwent", "folder: gwent, ref: v1"), "2:39", "only a repository has versions"),
    (
        GOOD.replace("folder: gwent", "folder: gwent, git: 'https://example.org/gwent', ref: v1"),
        "2:39",
        "this has a folder and a repository",
    ),
    (
        GOOD.replace("folder: gwent", "git: '--upload-pack=x', ref: v1"),
        "2:24",
        "'--upload-pack=x' is no address that a repository is fetched from",
    ),
    (
        GOOD.replace("folder: gwent", "git: 'http://example.org/gwent', ref: v1"),
        "2:24",
        "'http://example.org/gwent' is no address that a repository is fetched from",
    ),
    (
        GOOD.replace("folder: gwent", "git: 'ext::sh -c x', ref: v1"),
        "2:24",
        "'ext::sh -c x' is no address that a repository is fetched from",
    ),
    (
        GOOD.replace("folder: gwent", "git: 'https://me:secret@example.org/gwent', ref: v1"),
        "2:24",
        "this address has a password in it, which everybody can read",
    ),
    (
        GOOD.replace("folder: gwent", "git: 'https://example.org/gwent', ref: --all"),
        "2:58",
        "'--all' cannot be a tag, a branch or a commit",
    ),
    (
        GOOD.replace("folder: gwent", "git: 'https://example.org/gwent', ref: 'a:b'"),
        "2:58",
        "'a:b' cannot be a tag, a branch or a commit",
    ),
    (GOOD.replace("gwent}", "gwent, edition: publi}"), "2:43", "'publi' is not a value this field knows"),
    (GOOD.replace("gwent}", "gwent, pdf: perhaps}"), "2:39", "'perhaps' is neither yes nor no"),
    (GOOD.replace("output: sites", "output: ."), "2:27", "'gwent' is in the folder that all sites go to"),
    (
        GOOD.replace("output: sites", "output: gwent/data/sites"),
        "2:27",
        "the sites would go into what 'gwent' is built from",
    ),
    (f"{GOOD}store: sites\n", "4:8", "the store cannot be where the sites go to"),
    (f"{GOOD}store: sites/gwent/store\n", "4:8", "the store cannot be where the sites go to"),
    (f"{GOOD}stor: x\n", "4:1", "there is no field 'stor' here"),
    ("partnerships:\n  - {name: gwent\noutput: sites\n", "2:17", "fields in braces are never closed: a } is missing"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "gwent" / "data").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(("text", "place", "message"), CASES, ids=[message for _, _, message in CASES])
def test_a_mistake_is_one_message_with_its_place_and_what_to_type(
    home: Path, text: str, place: str, message: str
) -> None:
    (home / "fleet.yml").write_text(text)
    fleet, problems = read_fleet(home / "fleet.yml")
    assert fleet is None
    assert [(str(one.span), one.message) for one in problems] == [(f"fleet.yml:{place}", message)]
    assert problems[0].hint


def test_a_file_that_is_not_there_is_named(home: Path) -> None:
    fleet, [problem] = read_fleet(home / "fleet.yml")
    assert fleet is None
    assert problem.message == "there is no file fleet.yml"


def test_what_is_not_said_is_a_public_site_with_its_prints_and_a_store_beside_the_sites(home: Path) -> None:
    (home / "fleet.yml").write_text(GOOD)
    fleet, problems = read_fleet(home / "fleet.yml")
    assert problems == ()
    assert fleet
    [member] = fleet.members
    assert (member.edition, member.pdf, member.folder) == (Edition.PUBLIC, True, str(home / "gwent"))
    assert (str(fleet.output), fleet.store) == (f"{home}/sites", f"{home}/sites/.store")


def test_paths_are_seen_from_the_file_and_addresses_stay_as_they_are(home: Path) -> None:
    (home / "lists").mkdir()
    text = GOOD.replace("folder: gwent", "folder: ../gwent").replace("output: sites", "output: ../sites")
    for store, expected in (("../kept", f"{home}/kept"), ("s3://bucket/kept", "s3://bucket/kept")):
        (home / "lists" / "fleet.yml").write_text(f"{text}store: {store}\n")
        fleet, problems = read_fleet(home / "lists" / "fleet.yml")
        assert problems == ()
        assert fleet
        assert (fleet.store, fleet.output, fleet.members[0].folder) == (expected, home / "sites", f"{home}/gwent")
