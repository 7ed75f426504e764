"""Editors get schemas of what authors write: no false error, every field described, lists of values, and ids."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker
from pydantic import TypeAdapter, ValidationError

from generator.editor.schemas import AuthorSchema, editor_schemas
from generator.editor.settings import jetbrains_settings, schema_places, vs_code_settings
from generator.loading.project import load
from generator.model.values import CalendarDate, Count, KnownDate, Percent, Slug, Text, WholeNumber
from tests.conftest import LOAMSHIRE, REPOSITORY
from tests.editor_yaml import authors_files, editor_value

Run = Callable[..., CompletedProcess[str]]


@cache
def schemas(project: Path) -> dict[str, dict[str, Any]]:
    return editor_schemas(load(project)[0])


def faults(schema: dict[str, Any], value: object) -> list[str]:
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    return [f"{list(one.absolute_path)}: {one.message}" for one in validator.iter_errors(value)]


GWENT = REPOSITORY / "examples" / "gwent"


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=["this project", "loamshire"])
def test_what_authors_have_written_has_no_false_error(project: Path) -> None:
    files = list(authors_files(project))
    assert len(files) > 20
    found = {path: faults(schemas(project)[name], editor_value(text)) for name, path, text in files}
    assert {path: some for path, some in found.items() if some} == {}


def test_what_a_pack_has_is_not_missing() -> None:
    found = [
        fault for name, _, text in authors_files(GWENT) for fault in faults(schemas(GWENT)[name], editor_value(text))
    ]
    assert found == []
    assert any("'area' is a required property" in one for one in faults(schemas(GWENT)["partnership"], {"name": "A"}))


RECORD = "contacts:\n  - {id: contact-police-101, name: Ours"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("instead_of: [name]}", ""),
        ("instead_of: name}", ""),
        ("instead_of: all}", "'what_for' is a required property"),
        ("instead_of: [all]}", "'what_for' is a required property"),
        ("state: active}", "'what_for' is a required property"),
        ("instead_of: [nmae]}", "'nmae'"),
        ("instead_of: []}", "instead_of"),
    ],
)
def test_only_who_replaces_some_fields_need_not_write_the_rest(written: str, fault: str) -> None:
    found = faults(schemas(LOAMSHIRE)["contacts"], editor_value(f"{RECORD}, {written}\n"))
    assert bool(found) is bool(fault)
    assert any(fault in one for one in found) or not fault, found


def test_an_editor_offers_all_and_the_fields_of_the_record() -> None:
    field = schemas(LOAMSHIRE)["contacts"]["definitions"]["Contact"]["properties"]["instead_of"]
    one, several = field["anyOf"]
    assert one["enum"][0] == "all"
    assert {"name", "what_for", "channels"} <= set(one["enum"])
    assert not {"id", "instead_of"} & set(several["items"]["enum"])


def properties(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield from part["properties"].items()
        for child in part.values():
            yield from properties(child)
    elif isinstance(part, list):
        for child in part:
            yield from properties(child)


def test_the_wordings_that_can_be_overridden_are_offered_and_others_are_a_slip() -> None:
    wording = schemas(LOAMSHIRE)["wording"]
    assert len(wording["properties"]) == 13
    assert faults(wording, {next(iter(wording["properties"])): "Other words"}) == []
    assert any("'leaf'" in fault for fault in faults(wording, {"leaf": "Leave"}))


def test_every_schema_is_valid_and_describes_every_field() -> None:
    for name, schema in schemas(LOAMSHIRE).items():
        Draft7Validator.check_schema(schema)
        assert [field for field, about in properties(schema) if not about.get("description")] == [], name


def test_no_schema_lets_an_unknown_field_through() -> None:
    for name, schema in schemas(LOAMSHIRE).items():
        assert any("'price' was unexpected" in fault for fault in faults(schema, {"price": "5"})), name
        objects = [schema, *(one for one in schema["definitions"].values() if one.get("type") == "object")]
        assert all(one["additionalProperties"] is False for one in objects), name


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("strength: will", "strength: wil", "'wil' is not one of ['will', 'aim', 'where-appropriate', 'offer']"),
        ("confirmed_current: ", "confirmed_currant: ", "'confirmed_current' is a required property"),
        ("published: 2016-05", "published: May 2016", "'May 2016' does not match"),
        ("strength: will", "strength:", "None is not one of ['will'"),
    ],
)
def test_a_slip_is_seen(before: str, after: str, fault: str) -> None:
    text = (LOAMSHIRE / "data" / "standards.yml").read_text()
    assert before in text
    found = faults(schemas(LOAMSHIRE)["standards"], editor_value(text.replace(before, after, 1)))
    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (Text, ["words", "12", "1.5", "true", "'True'", "yes", "2021-04-01"], ["[a]", "{a: b}"]),
        (Slug, ["a-name", "999", "2016", "true", "a" * 80], ["A name", "a_b", "-a", "a--b", "a" * 81]),
        (WholeNumber, ["1", "'12'", "999999"], ["0", "-1", "1000000", "1.5", "some", "'01'", "[1]"]),
        (Count, ["0", "'0'", "9999999"], ["-1", "10000000", "'00'", "none"]),
        (Percent, ["0", "42.1", "'42.15'", "100"], ["101", "-1", "'42.123'", "42 %"]),
        (CalendarDate, ["2021-04-01", "'2021-04-01'"], ["2021", "2021-4-1", "2021-02-30", "1 April 2021"]),
        (
            KnownDate,
            ["2016", "about 2016", "2016-05", "2016-05-31", "unknown"],
            ["16", "2016-5", "May 2016", "circa 2016"],
        ),
        (bool, ["yes", "no", "'yes'", "true", "False", "Yes", "NO", "on"], ["perhaps", "2", "[yes]"]),
    ],
)
def test_a_field_accepts_what_loading_accepts(kind: Any, accepted: list[str], refused: list[str]) -> None:
    adapter = TypeAdapter(kind)
    schema = adapter.json_schema(mode="validation", schema_generator=AuthorSchema)
    assert [one for one in accepted if faults(schema, editor_value(one))] == []
    assert [one for one in refused if not faults(schema, editor_value(one))] == []
    assert [one for one in accepted if not loads(adapter, one)] == []
    assert [one for one in refused if loads(adapter, one)] == []


def loads(adapter: TypeAdapter[Any], text: str) -> bool:
    value = editor_value(text)
    try:
        adapter.validate_python(value if isinstance(value, dict | list) else text.strip("'"))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "record", "field", "accepted", "refused"),
    [
        ("standards", "Deadline", "within", ["5", "as-agreed"], ["0", "soon", "5 days"]),
        ("easy_read", "BookletRow", "write", ["yes", "no", "1", "12"], ["0", "13", "some"]),
        ("easy_read", "Booklet", "checked_by", ["nobody yet", "a group"], ["[]"]),
        ("publications", "Publication", "paper", ["A4", "[A4, A3]"], ["A7", "[]", "[A7]"]),
    ],
)
def test_a_field_of_its_own_form_accepts_it(
    name: str, record: str, field: str, accepted: list[str], refused: list[str]
) -> None:
    schema = schemas(LOAMSHIRE)[name]
    one = {"definitions": schema["definitions"], **schema["definitions"][record]["properties"][field]}
    assert [text for text in accepted if faults(one, editor_value(text))] == []
    assert [text for text in refused if not faults(one, editor_value(text))] == []


def offered(schema: dict[str, Any], record: str, field: str) -> dict[str, str]:
    part = schema["definitions"][record]["properties"][field]
    named = schema["definitions"][part.get("items", part)["$ref"].rpartition("/")[2]]
    return {one["body"]: one["description"] for one in named["defaultSnippets"]}


def test_ids_of_the_project_are_offered_with_titles_and_none_is_refused() -> None:
    schema = schemas(LOAMSHIRE)["standards"]
    assert offered(schema, "Standard", "stage")["report"]
    assert "charter-document" in offered(schema, "Citation", "document")
    one = {"definitions": schema["definitions"], **schema["definitions"]["Standard"]["properties"]["stage"]}
    assert faults(one, "not-written-yet") == []
    assert faults(one, "Not an id") != []


def test_only_schemas_of_staff_files_name_what_only_staff_may_see() -> None:
    for name, schema in schemas(LOAMSHIRE).items():
        named = "contact-night-desk" in json.dumps(schema)
        assert not named or name.startswith("staff-"), name
    assert "contact-night-desk" in json.dumps(schemas(LOAMSHIRE)["staff-contacts"])


def written(project: Path) -> dict[str, bytes]:
    folders = (project / ".kb", project / ".vscode", project / ".idea")
    return {str(path): path.read_bytes() for one in folders for path in sorted(one.rglob("*")) if path.is_file()}


def test_the_verb_writes_the_same_bytes_again(kb: Run, loamshire: Path) -> None:
    (loamshire / ".idea").mkdir()
    first = kb("schema", "--project", str(loamshire))
    files = written(loamshire)
    again = kb("schema", "--project", str(loamshire), PYTHONHASHSEED="7")
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert written(loamshire) == files
    assert (loamshire / ".vscode" / "settings.json").read_text() == vs_code_settings()
    assert (loamshire / ".idea" / "jsonSchemas.xml").read_text() == jetbrains_settings()
    assert {str(loamshire / schema) for schema in schema_places()} <= set(files)
    assert ".vscode/settings.json names every schema." in again.stdout
    assert ".idea/jsonSchemas.xml names every schema." in again.stdout


def test_settings_that_an_author_has_stay_as_they_are(kb: Run, loamshire: Path) -> None:
    settings = loamshire / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.fontSize": 20, // large\n}\n')
    ran = kb("schema", "--project", str(loamshire))
    assert ran.returncode == 0
    assert settings.read_text() == '{"editor.fontSize": 20, // large\n}\n'
    assert ".vscode/settings.json is yours, and stays as it is. Put these lines into it:" in ran.stdout
    assert '".kb/schemas/standards.json": "data/standards.yml"' in ran.stdout
    assert not (loamshire / ".idea").exists()
    own = {"editor.fontSize": 20, **json.loads(vs_code_settings())}
    settings.write_text(json.dumps(own))
    assert "names every schema" in kb("schema", "--project", str(loamshire)).stdout


def test_nothing_is_written_through_a_link(kb: Run, loamshire: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (loamshire / ".kb").symlink_to(tmp_path / "elsewhere")
    ran = kb("schema", "--project", str(loamshire))
    assert (ran.returncode, ran.stderr) == (
        2,
        "kb: .kb is a link, and nothing is written through a link; remove it: rm .kb\n",
    )
    assert not any((tmp_path / "elsewhere").iterdir())


def test_a_project_with_errors_gets_its_schemas(kb: Run, loamshire: Path) -> None:
    (loamshire / "data" / "standards.yml").write_text("sets: [")
    assert kb("schema", "--project", str(loamshire)).returncode == 0
    assert (loamshire / ".kb" / "schemas" / "standards.json").exists()


def test_a_folder_without_data_is_told_what_is_missing(kb: Run, tmp_path: Path) -> None:
    ran = kb("schema", "--project", str(tmp_path))
    assert ran.returncode == 1
    assert "there is no folder data" in ran.stdout
    assert not (tmp_path / ".kb").exists()
