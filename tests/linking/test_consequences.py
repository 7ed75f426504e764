"""One cause, one message: what follows from an unreadable file or a record with a problem is not reported."""

import copy
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code, Diagnostic
from generator.loading.records import record_class
from generator.model.kinds import FILES, KINDS, kinds_in
from generator.model.record import Identified, Record, RecordFile
from generator.model.references import CARRIER, RefersTo
from generator.model.values import IdOf
from generator.views.shared.paths import path_of
from generator.views.strategy.strands import strand_lists
from generator.views.strategy.strategy import strategy_view
from tests.conftest import LOAMSHIRE, TODAY, add_other_charter, copy_of, edit, knowledge_base

Location = tuple[str | int, ...]

PAGES = ("content/index.md", "content/tell.md", "content/guides/ringing.md")
DATA = tuple(sorted(str(path.relative_to(LOAMSHIRE)) for path in (LOAMSHIRE / "data").rglob("*.yml")))
"""The files of Loamshire."""

SECOND_STRAND = """  - id: strand-two
    title: Age
    written: Age
    recorded: no
    source: {document: second-document, clause: "4"}
"""
SECOND_DOCUMENT = """  - id: second-document
    title: A second document
    publisher: Loamshire Council
    published: 2020
    clauses: It numbers its clauses.
"""


def problems(project: Path) -> tuple[Diagnostic, ...]:
    return check(project, TODAY)[1]


def only_problem(project: Path) -> Diagnostic:
    found = problems(project)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def insert_a_stray_quote(text: str) -> str:
    return '"a\n' + text


def indent_with_a_tab(text: str) -> str:
    return text.replace("\n", "\n\t: x\n", 1)


def empty(_: str) -> str:
    return ""


def write_a_list(_: str) -> str:
    return "- one\n"


def add_an_unknown_field(text: str) -> str:
    return "colour: green\n" + text


def misspell_the_first_field(text: str) -> str:
    lines = text.split("\n")
    n = next(n for n, line in enumerate(lines) if line[:1].isalpha())
    return "\n".join([*lines[:n], lines[n].replace(":", "x:", 1), *lines[n + 1 :]])


FILE_SLIPS = (
    insert_a_stray_quote,
    indent_with_a_tab,
    empty,
    write_a_list,
    add_an_unknown_field,
    misspell_the_first_field,
)


@pytest.mark.parametrize("name", DATA)
def test_a_slip_anywhere_in_a_file_of_records_gives_one_problem_there(name: str, loamshire: Path) -> None:
    text = (loamshire / name).read_text()
    for slip in FILE_SLIPS:
        (loamshire / name).write_text(slip(text))
        assert only_problem(loamshire).span.path == name, slip.__name__


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "slip",
    [
        lambda text: text.replace("---\n", '---\n"a\n', 1),
        lambda text: text.replace("---\n", "", 1),
        lambda text: text.replace("\nid:", "\nidd:", 1),
        lambda text: text.replace("\ntitle:", "\ntitel:", 1),
        lambda text: text.replace("\ntitle:", "\nTitle:", 1),
        lambda text: text.replace("\ndescription:", "\ndesc: |\n\ndescription", 1),
        empty,
    ],
)
def test_a_slip_in_a_page_gives_one_problem_there(name: str, slip: Callable[[str], str], loamshire: Path) -> None:
    (loamshire / name).write_text(slip((loamshire / name).read_text()))
    assert only_problem(loamshire).span.path == name


@cache
def values_of(name: str) -> Any:
    return yaml.load((LOAMSHIRE / name).read_text(), yaml.BaseLoader)


def records_in(value: Any, model: type[Record] | None, place: Location = ()) -> Iterator[tuple[Location, type[Record]]]:
    """Yield the place and the class of each record in the values of a file."""
    if isinstance(value, list):
        for n, child in enumerate(value):
            yield from records_in(child, model, (*place, n))
    elif isinstance(value, dict) and model:
        yield place, model
        for name, one in model.model_fields.items():
            yield from records_in(
                value.get(one.alias or name), record_class(one.annotation), (*place, one.alias or name)
            )


def at(value: Any, place: Location) -> Any:
    for key in place:
        value = value[key]
    return value


def file_class(name: str) -> type[RecordFile]:
    return next(file for file in FILES if f"data/{file.file}.yml" == name)


def required_fields() -> list[tuple[str, Location, type[Record], str]]:
    """Return every required field of each record of Loamshire: file, place, class of the record, name of the field."""
    return [
        (name, place, model, one.alias or field)
        for name in DATA
        for place, model in records_in(values_of(name), file_class(name))
        for field, one in model.model_fields.items()
        if one.is_required() and (one.alias or field) in at(values_of(name), place)
    ]


REQUIRED = required_fields()


def change(project: Path, name: str, place: Location, edit_record: Callable[[dict[str, Any]], None]) -> None:
    values = copy.deepcopy(values_of(name))
    edit_record(at(values, place))
    (project / name).write_text(yaml.safe_dump(values, sort_keys=False, allow_unicode=True))


def assert_one_problem_without(project: Path, name: str, place: Location, field: str) -> None:
    change(project, name, place, lambda record: record.pop(field))
    missing = only_problem(project)
    assert missing.span.path == name

    def misspell(record: dict[str, Any]) -> None:
        record[f"{field}x"] = record.pop(field)

    change(project, name, place, misspell)
    misspelt = only_problem(project)
    assert (misspelt.code, misspelt.message, misspelt.hint) == (
        Code.UNKNOWN_FIELD,
        f"there is no field '{field}x' here",
        f"did you mean '{field}'?",
    )
    (project / name).write_text((LOAMSHIRE / name).read_text())


FIRST_OF_KIND = {
    model: (name, place)
    for name, place, model, _ in reversed(REQUIRED)
    if any(issubclass(model, kind.model) for kind in KINDS)
}


@pytest.mark.parametrize("model", FIRST_OF_KIND, ids=lambda model: model.__name__)
def test_a_record_of_any_kind_without_a_field_gives_one_problem(model: type[Record], loamshire: Path) -> None:
    name, place = FIRST_OF_KIND[model]
    fields = [field for file, where, _, field in REQUIRED if (file, where) == (name, place)]
    assert fields
    for field in fields[:2]:
        assert_one_problem_without(loamshire, name, place, field)


def test_every_kind_with_an_id_that_loamshire_has_is_broken_here() -> None:
    kinds = {kind.key for name in DATA for kind in kinds_in(file_class(name)) if issubclass(kind.model, Identified)}
    broken = {kind.key for kind in KINDS if any(issubclass(model, kind.model) for model in FIRST_OF_KIND)}
    assert kinds - broken == {"chapter", "point", "support pack"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(LOAMSHIRE, tmp_path_factory.mktemp("shared") / "loamshire")


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(REQUIRED))
def test_any_record_without_any_required_field_gives_one_problem(
    shared: Path, required: tuple[str, Location, type[Record], str]
) -> None:
    name, place, _, field = required
    assert_one_problem_without(shared, name, place, field)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(REQUIRED), min_size=2, max_size=4, unique_by=lambda one: one[0]))
def test_causes_in_several_files_give_one_message_each(
    shared: Path, required: list[tuple[str, Location, type[Record], str]]
) -> None:
    for name, place, _, field in required:
        change(shared, name, place, lambda record, field=field: record.pop(field))  # type: ignore[misc]
    found = [problem.span.path for problem in problems(shared)]
    for name, _, _, _ in required:
        (shared / name).write_text((LOAMSHIRE / name).read_text())
    assert found == sorted(name for name, _, _, _ in required)


def test_a_typo_in_a_reference_is_reported_beside_a_record_with_a_problem(loamshire: Path) -> None:
    edit(loamshire, "data/areas.yml", ("title: The country", "titel: The country"))
    edit(loamshire, "data/standards.yml", ("stage: repair\n", "stage: repairs\n"))
    assert [problem.message for problem in problems(loamshire)] == [
        "there is no field 'titel' here",
        "there is no stage 'repairs'",
    ]


def test_a_typo_in_a_reference_to_a_kind_with_a_broken_record_of_known_id_is_reported(loamshire: Path) -> None:
    edit(loamshire, "data/areas.yml", ("title: Loam, part_of", "titel: Loam, part_of"))
    path = loamshire / "data/contacts.yml"
    path.write_text(path.read_text().replace("areas: [area-loamshire]", "areas: [area-loamshir]", 1))
    assert [problem.hint for problem in problems(loamshire)] == [
        "did you mean 'title'?",
        "did you mean 'area-loamshire'?",
    ]


def test_a_file_under_a_misspelt_name_is_blamed_alone(loamshire: Path) -> None:
    for name in ("areas", "sources", "contacts", "standards", "strategy"):
        (loamshire / f"data/{name}.yml").rename(loamshire / f"data/{name}s.yml")
        assert only_problem(loamshire).hint == f"did you mean '{name}.yml'?"
        (loamshire / f"data/{name}s.yml").rename(loamshire / f"data/{name}.yml")


def test_a_picture_that_cannot_have_an_address_is_blamed_alone(loamshire: Path) -> None:
    (loamshire / "content/guides/phone.svg").rename(loamshire / "content/guides/my phone.svg")
    edit(loamshire, "content/guides/ringing.md", ("(phone.svg)", "(my%20phone.svg)"))
    assert only_problem(loamshire).span.path == "content/guides/my phone.svg"


@pytest.mark.parametrize("name", [name for name in DATA if not file_class(name).required])
def test_an_absent_file_that_records_point_into_is_named_once_as_what_to_create(name: str, loamshire: Path) -> None:
    (loamshire / name).unlink()
    errors = problems(loamshire)
    assert [problem.span.path for problem in errors if problem.code is Code.MISSING_FILE] in ([], [name])
    if errors and errors[0].code is Code.MISSING_FILE:
        assert errors[0].hint.startswith(f"create {name} with ")


def test_an_absent_file_of_areas(loamshire: Path) -> None:
    (loamshire / "data/areas.yml").unlink()
    assert str(only_problem(loamshire)).startswith(
        "data/areas.yml:1:1: error[missing-file] there is no file data/areas.yml, and records name what should be in "
        "it: 'area-country', 'area-loamshire', 'area-loam'\n"
        "  hint: create data/areas.yml with `areas:` and, under it, `- id: area-country` and `title:`; "
        "it is named in data/contacts.yml lines 7, "
    )


@pytest.mark.parametrize("written", ["Area-Loam", "AREA-LOAM", "Area Loam", "area_loam", "Area-loam"])
def test_an_id_in_capitals_is_told_the_id_that_exists(written: str, loamshire: Path) -> None:
    path = loamshire / "data/contacts.yml"
    path.write_text(path.read_text().replace("areas: [area-loamshire]", f"areas: [{written}]", 1))
    problem = only_problem(loamshire)
    assert (problem.span.line, problem.span.column) == (20, 13)
    assert (problem.message, problem.hint) == (f"'{written}' cannot be an id", "write area-loam")


@pytest.mark.parametrize("written", ["Corby", "CORBY", "Corby Town", "corby", "East Northamptonshire"])
def test_a_name_that_is_no_id_is_told_the_ids_that_exist(written: str, loamshire: Path) -> None:
    path = loamshire / "data/contacts.yml"
    path.write_text(path.read_text().replace("areas: [area-loamshire]", f"areas: [{written}]", 1))
    problem = only_problem(loamshire)
    assert (problem.span.line, problem.span.column) == (20, 13)
    assert problem.message == f"there is no area '{written}'"
    assert problem.hint == "the areas are: area-country, area-loam, area-loamshire"


def test_a_first_record_of_a_kind_is_told_where_to_write_it(loamshire: Path) -> None:
    edit(loamshire, "data/legislation.yml", ("subjects:\n  - {id: subject-answering, title: Answering}\n", ""))
    assert only_problem(loamshire).hint == (
        "no subject is defined: add it to data/legislation.yml with `subjects:` and, under it, "
        "`- id: subject-answering` and `title:`; it is also named in data/legislation.yml line 31"
    )


def test_an_id_of_another_kind_is_called_what_it_is(loamshire: Path) -> None:
    edit(loamshire, "data/standards.yml", ("stage: repair\n", "stage: answering\n"))
    problem = only_problem(loamshire)
    assert problem.message == "there is no stage 'answering'"
    assert problem.hint == "'answering' is the id of a topic; the stages are: repair, report"


def test_an_id_with_a_common_beginning_is_not_near(loamshire: Path) -> None:
    for n, gone in enumerate(("contact-fire", "contact-council", "contact-desks-of-all", "contact-2")):
        path = loamshire / "data/partnership.yml"
        text = path.read_text()
        path.write_text(text.replace("contact: contact-police", f"contact: {gone}", 1))
        assert "did you mean" not in only_problem(loamshire).hint, n
        path.write_text(text)


def test_a_section_of_another_set_is_not_one_of_this_set(loamshire: Path) -> None:
    add_other_charter(loamshire)
    path = loamshire / "data/standards.yml"
    path.write_text(
        path.read_text().replace(
            "    standards:\n      - id: other-answer",
            "    sections: [{id: other-section, title: Other}]\n    standards:\n      - id: other-answer",
        )
    )
    edit(loamshire, "data/standards.yml", ("section: first-section", "section: other-section"))
    assert "'other-section' is not a section of the set 'charter'" in only_problem(loamshire).message


def without_a_strategy(project: Path) -> None:
    """Take the strategy and all that rests on it away, but not the strands, which contacts and law name."""
    for name in ("strategy", "consultation", "gaps", "powers", "training"):
        (project / f"data/{name}.yml").unlink()
    publications = [
        one
        for one in values_of("data/publications.yml")["publications"]
        if not {"strategy", "strategy-in-brief", "consultation", "powers", "course-bells"} & set(one["made_of"])
    ]
    (project / "data/publications.yml").write_text(yaml.safe_dump({"publications": publications}))


def test_strands_without_a_strategy_have_a_page_of_their_own(loamshire: Path) -> None:
    without_a_strategy(loamshire)
    base = knowledge_base(loamshire)
    assert base.has_page("strands")
    assert path_of(base.targets["strand-one"]) == "strands.html#strand-one"
    assert [one.document for one in strand_lists(base)] == ["Loamshire Charter"]


def test_strands_of_the_strategy_are_on_its_page_alone(loamshire: Path) -> None:
    base = knowledge_base(loamshire)
    assert not base.has_page("strands")
    assert path_of(base.targets["strand-one"]) == "strategy.html#strand-one"


def test_a_strand_of_another_document_is_not_said_to_be_of_the_strategy(loamshire: Path) -> None:
    path = loamshire / "data/strands.yml"
    path.write_text(path.read_text() + SECOND_STRAND)
    sources = loamshire / "data/sources.yml"
    sources.write_text(sources.read_text() + SECOND_DOCUMENT)
    base = knowledge_base(loamshire)
    assert path_of(base.targets["strand-one"]) == "strategy.html#strand-one"
    assert path_of(base.targets["strand-two"]) == "strands.html#strand-two"
    assert base.strategy
    chapters = strategy_view(base.strategy, base, TODAY).chapters
    shown = [strand.anchor for chapter in chapters for part in chapter.parts for strand in part.strands]
    assert shown == ["strand-one"]
    assert [strand.anchor for one in strand_lists(base) for strand in one.strands] == ["strand-two"]


def test_a_chapter_with_a_part_is_on_the_page_of_the_strategy(loamshire: Path) -> None:
    add_chapter(loamshire, clause="5")
    edit(loamshire, "data/strategy.yml", ('clause: "5"}\n  definitions', 'clause: "5.1"}\n  definitions'))
    assert problems(loamshire) == ()


@pytest.mark.parametrize("clause", ["2", "5", "51", "99", "5.1"])
def test_a_chapter_without_a_part_is_on_no_page(clause: str, loamshire: Path) -> None:
    add_chapter(loamshire, clause=clause)
    problem = only_problem(loamshire)
    assert problem.code is Code.RECORD_WITHOUT_PAGE
    assert problem.message == (
        f"no page shows the chapter 'chapter-one': no part has a clause that starts with {clause}."
    )


def add_chapter(project: Path, clause: str) -> None:
    source = f'{{document: charter-document, clause: "{clause}"}}'
    chapter = f"  chapters:\n    - {{id: chapter-one, title: One, source: {source}}}\n"
    edit(project, "data/strategy.yml", ("  statements:\n", f"{chapter}  statements:\n"))


def test_a_list_written_twice_in_a_file_is_blamed_alone(loamshire: Path) -> None:
    for name, key in (("areas", "areas"), ("contacts", "contacts"), ("standards", "topics"), ("sources", "documents")):
        path = loamshire / f"data/{name}.yml"
        text = path.read_text()
        first = yaml.safe_dump({key: values_of(f"data/{name}.yml")[key][:1]}, sort_keys=False)
        path.write_text(first + text)
        assert only_problem(loamshire).code is Code.DUPLICATE_KEY
        path.write_text(text)


def test_an_id_used_twice_is_blamed_alone(loamshire: Path) -> None:
    edit(loamshire, "data/areas.yml", ("id: area-loam,", "id: area-country,"))
    assert only_problem(loamshire).code is Code.DUPLICATE_IDENTIFIER


def test_one_absent_record_named_in_many_places_is_one_problem_with_all_of_them(loamshire: Path) -> None:
    edit(loamshire, "data/areas.yml", ("  - {id: area-country, title: The country}\n", ""))
    problem = only_problem(loamshire)
    assert str(problem.span) == "data/areas.yml:2:53"
    assert problem.message == "there is no area 'area-country'"
    assert problem.hint == (
        "the areas are: area-loam, area-loamshire; it is also named in data/contacts.yml lines 7, 60"
    )


def models_in(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for one in model.model_fields.values():
        if below := record_class(one.annotation):
            yield from models_in(below)


def test_every_field_of_ids_says_which_kinds_it_may_name() -> None:
    unmarked = set()
    for model in {below for kind in KINDS for top in (*kind.files, kind.model) for below in models_in(top)}:
        for name, one in model.model_fields.items():
            in_words = repr((one.annotation, one.metadata))
            if "_slug" in in_words and name != "id" and not any(isinstance(m, IdOf | RefersTo) for m in one.metadata):
                unmarked.add(f"{model.__name__}.{name}")
    unmarked -= {name for name in unmarked if name.endswith((".formerly", ".listed_after"))}
    assert unmarked == {"Stamp.source", "Stamp.text", "Withdrawal.was", "Withdrawal.leads_to"}, (
        "mark the field with id_of(…) or refers_to(…)"
    )


def test_every_mark_names_kinds_that_exist() -> None:
    keys = {kind.key for kind in KINDS} | {CARRIER}
    for model in {below for kind in KINDS for top in (*kind.files, kind.model) for below in models_in(top)}:
        for one in model.model_fields.values():
            assert all(m.kinds <= keys for m in one.metadata if isinstance(m, IdOf | RefersTo)), model
