"""A project leaves out files, records and pages, with all that hangs on them, and what is left is whole."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from generator.build import check
from generator.diagnostics import Code, Diagnostic, Severity
from generator.loading.pages import Pages
from generator.loading.record_files import RecordFiles
from generator.model.bodies import Body
from generator.model.contacts import Contact, Service
from generator.model.easy_read import EasyReadFile
from generator.model.kinds import FILES
from generator.model.leaflets import Leaflet
from generator.model.legislation import Provision
from generator.model.pictures import Picture
from generator.model.powers import Power
from generator.model.strands import Strand
from generator.model.vocabulary import Edition
from generator.publishing.publish import publish
from tests.conftest import REPOSITORY
from tests.packs.projects import GWENT, example, loaded

TODAY = date(2026, 11, 30)
OPTIONAL = tuple(file.file for file in FILES if not file.required and file.file != "contacts")
PROJECTS = {"this": REPOSITORY, "gwent": GWENT}
NEEDED = {"home", "contact-emergency-999", "contact-silent-solution-55", "contact-police-101"}


def without(project: Path, folder: Path, *names: str) -> Path:
    """Copy a project that leaves out ``names``, to a new folder below ``folder``."""
    return example(project, folder / f"{len(list(folder.iterdir()))}", f"leave_out: [{', '.join(names)}]")


def errors(project: Path) -> list[Diagnostic]:
    return [one for one in check(project, TODAY)[1] if one.severity is Severity.ERROR]


def text(problem: Diagnostic) -> tuple[str, str]:
    return problem.message, problem.hint


def ids_of(project: Path) -> list[str]:
    """Return the ids of all records and pages of a project but those that every page needs."""
    files = RecordFiles(project, (), [])
    pages = Pages(project, files.packs, frozenset(), [])
    return sorted(({identifier for _, identifier in files.origins()} | pages.ids) - NEEDED)


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIONAL)
def test_this_project_may_leave_out_any_file(name: str, tmp_path: Path) -> None:
    assert list(map(text, errors(without(REPOSITORY, tmp_path, name)))) == []


@pytest.mark.parametrize("name", ["standards", "strands", "legislation"])
def test_gwent_without_a_file_of_many_has_no_error(name: str, tmp_path: Path) -> None:
    assert list(map(text, errors(without(GWENT, tmp_path, name)))) == []


def test_everything_at_once_may_be_left_out(tmp_path: Path) -> None:
    project = without(REPOSITORY, tmp_path, *OPTIONAL)
    assert list(map(text, errors(project))) == []
    records, _ = loaded(project)
    assert [*records.all(Provision), *records.all(Power), *records.all(Strand)] == []
    assert {one.id for one in records.all(Contact)} >= NEEDED - {"home"}


def test_promises_that_are_left_out_close_no_gap_of_a_power(tmp_path: Path) -> None:
    _, problems = check(without(REPOSITORY, tmp_path, "standards"), TODAY)
    assert [one for one in problems if one.code is Code.GAP_CLOSED] == []


GWENT_IDS = ids_of(GWENT)
SETS = st.tuples(
    st.lists(st.sampled_from(GWENT_IDS), max_size=20, unique=True),
    st.lists(st.sampled_from(OPTIONAL), max_size=2, unique=True),
)
GO_WITH_NUMBERS = {"area-uk", "area-england-and-wales"}
"""Areas without which the numbers on every page would be nowhere."""


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SETS)
def test_any_set_of_records_pages_and_files_may_be_left_out(tmp_path: Path, names: tuple[list[str], list[str]]) -> None:
    kept = [one for one in (*names[0], *names[1]) if one not in GO_WITH_NUMBERS]
    assert list(map(text, errors(without(GWENT, tmp_path, *kept)))) == []


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_set_of_this_project_may_be_left_out(tmp_path: Path, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from(ids_of(REPOSITORY)), max_size=60, unique=True))
    kept = [one for one in ids if one not in GO_WITH_NUMBERS]
    assert list(map(text, errors(without(REPOSITORY, tmp_path, *kept)))) == []


@pytest.mark.parametrize(
    ("written", "code", "message", "hint"),
    [
        (
            "[nonsense]",
            Code.UNKNOWN_REFERENCE,
            "there is no file of data/ and no record or page 'nonsense'",
            "write the id of a record or page, or: ",
        ),
        (
            "[strategey]",
            Code.UNKNOWN_REFERENCE,
            "there is no file of data/ and no record or page 'strategey'",
            "did you mean 'strategy'?",
        ),
        ("strategy", Code.WRONG_TYPE, "this should be a list, not 'strategy'", "[strategy]"),
        ("{strategy: yes}", Code.WRONG_TYPE, "this should be a list", ""),
        (
            "[home]",
            Code.INVALID_VALUE,
            "no page can be without 'home'",
            "take home away here; what hangs on it can be left out by its own id",
        ),
        (
            "[glossary, contact-police-101, strands]",
            Code.INVALID_VALUE,
            "no page can be without 'contact-police-101'",
            "take contact-police-101 away here",
        ),
        (
            "[contacts]",
            Code.INVALID_VALUE,
            "no page can be without 'contact-emergency-999', which goes with 'contacts'",
            "take contacts away here",
        ),
        (
            "[strands, area-uk]",
            Code.INVALID_VALUE,
            "no page can be without 'contact-emergency-999', which goes with 'area-uk'",
            "take area-uk away here",
        ),
        (
            "[checks]",
            Code.INVALID_VALUE,
            "the page 'checks' is made from records, and goes when they do",
            "write the ids of its records",
        ),
    ],
)
def test_what_cannot_be_left_out_is_one_message(
    tmp_path: Path, written: str, code: Code, message: str, hint: str
) -> None:
    project = example(GWENT, tmp_path / "gwent", f"leave_out: {written}")
    [problem] = errors(project)
    assert (problem.code, problem.span.path) == (code, "data/partnership.yml")
    assert message in problem.message
    assert hint in problem.hint
    if written.startswith("["):
        line = (project / "data/partnership.yml").read_text().split("\n")[problem.span.line - 1]
        assert line[problem.span.column - 1 :].startswith(re.findall(r"'([\w-]+)'", problem.message)[-1])


def test_what_restates_a_promise_goes_with_it(tmp_path: Path) -> None:
    records, problems = loaded(without(REPOSITORY, tmp_path, "standards"))
    assert problems == []
    assert records.all(Leaflet) == (), "a panel of the leaflet shows promises alone, and a leaflet has two"
    booklets = records.get(EasyReadFile)
    assert booklets
    assert "{limit}" not in str(booklets)
    assert "{limit}" in str(loaded(REPOSITORY)[0].get(EasyReadFile))


def test_what_is_for_a_strand_alone_goes_with_it_and_is_not_for_all(tmp_path: Path) -> None:
    before = loaded(GWENT)[0].all(Service)
    alone = {one.id for one in before if len(one.strands) == 1}
    assert alone
    [strand, *_] = [one.strands[0] for one in before if one.id in alone]
    after = {one.id: one for one in loaded(without(GWENT, tmp_path, strand))[0].all(Service)}
    assert not {one.id for one in before if one.strands == (strand,)} & after.keys()
    for_all = {one.id for one in before if not one.strands}
    assert {one.id for one in after.values() if not one.strands} <= for_all
    everywhere = {one.id: one for one in loaded(without(GWENT, tmp_path, "strands"))[0].all(Service)}
    assert alone <= everywhere.keys()


def test_a_question_goes_with_the_activity_that_asks_it(tmp_path: Path) -> None:
    assert list(map(text, errors(without(REPOSITORY, tmp_path, "sy-quiz")))) == []


def test_who_leaves_out_an_own_record_needs_no_other_change(tmp_path: Path) -> None:
    some = loaded(REPOSITORY)[0].all(Body)[0].id
    assert list(map(text, errors(without(REPOSITORY, tmp_path, some)))) == []


def test_the_reason_is_known(tmp_path: Path) -> None:
    records, _ = loaded(without(GWENT, tmp_path, "powers", "private"))
    reasons = {(one.kind, one.id): (one.because, one.pack) for one in records.left_out}
    assert reasons["page", "private"] == ("private", "england-and-wales")
    assert reasons["area", "area-england"] == ("covers", "england-and-wales")
    assert {because for because, _ in reasons.values()} >= {"powers", "private", "covers"}
    assert [one.id for one in records.left_out] != []
    assert all(one.because for one in records.left_out)


def assert_whole(project: Path, edition: Edition) -> dict[str, str]:
    """Build without PDFs, which refuses dead links; return the words of each page."""
    result = publish(project, today=TODAY, edition=edition, with_prints=False)
    assert [text(one) for one in result.diagnostics if one.severity is Severity.ERROR] == []
    site = project / "build" / edition.value
    pages = {path.relative_to(site).as_posix(): html.fromstring(path.read_text()) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for group in page.cssselect("nav ul, nav ol, footer ul"):
            assert group.cssselect("a"), f"{path} has an empty list in a menu"
    words = {path: " ".join(map(str, page.itertext())) for path, page in pages.items()}
    assert [path for path, said in words.items() if "(ref:" in said] == []
    return words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("project", "names", "title"),
    [
        ("gwent", ("powers", "private", "strands"), "Tools and powers"),
        ("gwent", OPTIONAL, "The law and its status"),
        ("this", ("standards",), "What we promise you"),
        ("this", ("strategy", "easy_read"), "From aim to page"),
        ("this", ("training", "publications", "areas", "consultation"), "What is taught where"),
    ],
)
def test_what_is_left_is_built_whole_and_does_not_speak_of_the_rest(
    project: str, names: tuple[str, ...], title: str, tmp_path: Path
) -> None:
    copy = without(PROJECTS[project], tmp_path, *names)
    # Each shows the pages of the other too, or nearly: both are built where a project has records for staff.
    for edition in (Edition.PUBLIC, Edition.STAFF) if project == "this" else (Edition.PUBLIC,):
        words = assert_whole(copy, edition)
        assert [path for path, said in words.items() if title in said and path != "packs.html"] == []


def test_an_id_of_a_page_and_of_a_picture_is_that_of_the_page(tmp_path: Path) -> None:
    records, _ = loaded(without(GWENT, tmp_path, "school"))
    assert "school" not in {page.front.id for page in records.pages}
    assert "school" in {picture.id for picture in records.all(Picture)}
