"""``--only ID``: files to print alone, for a look, in a folder of their own; the published site stays as it was."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.linking.named_publications import named_publications
from generator.model.vocabulary import Edition
from tests.conftest import LOAMSHIRE, TODAY, edit, knowledge_base
from tests.incremental import files

Run = Callable[..., CompletedProcess[str]]
slow = pytest.mark.slow


def named(*ids: str, edition: Edition = Edition.STAFF) -> list[str]:
    """Return the ids of the publications that these ids name."""
    publications, problems = named_publications(ids, knowledge_base(LOAMSHIRE, edition=edition))
    assert problems == ()
    return [one.record.id for one in publications]


def problem(name: str, edition: Edition = Edition.PUBLIC) -> str:
    publications, problems = named_publications([name, "charter"], knowledge_base(LOAMSHIRE, edition=edition))
    assert publications
    (found,) = problems
    return str(found)


def test_a_publication_is_named_by_its_id_or_by_what_it_prints() -> None:
    assert named("telling-leaflet") == ["telling-leaflet"]
    assert named("leaflet-telling") == ["telling-leaflet"]
    assert named("charter") == ["charter-print", "telling-print"]
    assert named("visit-record", "door-poster", "door-poster") == ["door-poster", "visit-record"]
    assert named("spocs-print") == ["spocs-print"]


def test_an_unknown_id_names_what_is_near() -> None:
    place = "data/publications.yml:1:1: error[unknown-reference] "
    assert problem("teling-leaflet") == (
        f"{place}there is no publication 'teling-leaflet', and none that prints something with this id\n"
        "  hint: did you mean 'telling-leaflet'?"
    )
    assert problem("contact").endswith("hint: did you mean 'contacts' or 'contacts-print'?")
    assert problem("zzz").endswith(
        "hint: the ids are bells-training, charter-print, contacts-print, door-poster, law-print, plan-in-brief, "
        "plan-print, powers-print, telling-leaflet, telling-print, visit-record; "
        "for one that only the staff edition prints, add --edition staff"
    )
    assert "--edition staff" not in problem("zzz", Edition.STAFF)
    assert problem("ringing") == (
        f"{place}no publication prints the page 'ringing', and pages are not made alone\n"
        "  hint: ./kb serve shows each page while you write it"
    )


def test_what_cannot_go_together_is_wrong_usage(loamshire: Path, kb: Run) -> None:
    only = ("build", "--project", str(loamshire), "--only", "telling-leaflet")
    ran = kb(*only, "--no-pdf")
    assert (ran.returncode, ran.stderr) == (
        2,
        "kb: --only makes files to print, and --no-pdf leaves them out; write one of them\n",
    )
    ran = kb(*only, "--edition", "all")
    assert (ran.returncode, ran.stderr) == (2, "kb: --only is for one edition; name it: --edition public\n")


def test_an_unknown_id_makes_nothing(loamshire: Path, kb: Run) -> None:
    ran = kb("build", "--project", str(loamshire), "--only", "zzz", "--today", str(TODAY))
    assert ran.returncode == 1
    assert "there is no publication 'zzz'" in ran.stdout
    assert ran.stderr == "Nothing was made. What is in build/only/ stays as it was.\n"
    assert not (loamshire / "build" / "only").exists()


@slow
def test_only_what_is_named_is_made_as_the_site_has_it(loamshire: Path, kb: Run) -> None:
    at = ("--project", str(loamshire), "--today", str(TODAY))
    assert kb("build", *at).returncode == 0
    site, only = loamshire / "build" / "public", loamshire / "build" / "only"
    before = files(site)
    ran = kb("build", *at, "--no-cache", "--only", "telling-leaflet", "visit-record")
    assert (ran.returncode, ran.stderr) == (0, "")
    names = sorted(path.name for path in only.iterdir())
    assert names == ["telling-leaflet.pdf", "visit-record-fill-in.pdf", "visit-record.docx", "visit-record.pdf"]
    assert ran.stdout.splitlines() == ["Made 4 files to print, for a look:", *(f"     {only / name}" for name in names)]
    assert {f"downloads/{name}": content for name, content in files(only).items()}.items() <= before.items()
    assert kb("build", *at, "--only", "charter-print").returncode == 0
    assert [path.name for path in only.iterdir()] == ["charter-print.pdf"]
    assert kb("build", *at, "--only", "charter-print").stdout.endswith(f"{only}/charter-print.pdf\n")
    assert files(site) == before


@slow
def test_what_only_staff_may_see_is_not_made_for_the_public(loamshire: Path, kb: Run) -> None:
    edit(loamshire, "data/leaflets.yml", ("says: Bring **someone**", "says: Ring 01632 960777, bring someone"))
    ran = kb("build", "--project", str(loamshire), "--today", str(TODAY), "--only", "telling-leaflet")
    assert "telling-leaflet.pdf:1:1: error[staff-only-leak]" in ran.stdout
    assert ran.returncode == 1
    assert not (loamshire / "build" / "only").exists()
