"""Exports of the directory: each has the shape that it claims, and every record can be read back from it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import html

from generator.build import build_site, check
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import ContactState, Reachable
from generator.model.vocabulary import Edition
from generator.publishing.publish import PublishResult
from generator.rendering.exports.open_referral import open_referral
from generator.rendering.exports.open_referral_terms import record_kind, uuid_of
from generator.rendering.exports.records import record_exports
from generator.rendering.exports.spreadsheet import contacts_tables
from generator.rendering.exports.standards import standards_export
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, day_for, knowledge_base

Json = dict[str, Any]


@pytest.fixture(params=[(p, e) for p in (REPOSITORY, LOAMSHIRE) for e in Edition], ids=str, scope="module")
def base(request: pytest.FixtureRequest) -> KnowledgeBase:
    project, edition = request.param
    return knowledge_base(project, edition=edition)


@pytest.fixture
def files(base: KnowledgeBase) -> dict[str, Json]:
    return {file.path.removeprefix("openreferral/"): json.loads(file.content) for file in open_referral(base)}


def singles(files: dict[str, Json], folder: str) -> list[Json]:
    return [content for path, content in files.items() if path.startswith(f"{folder}/")]


def is_identifier(value: object) -> bool:
    return isinstance(value, str) and str(UUID(value)) == value


def is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() == value != ""


def is_web(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://\S+", value) is not None


def is_day(value: object) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def is_address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) is not None


Rule = Callable[[object], bool]


def one_of(*allowed: str) -> Rule:
    return lambda value: value in allowed


# The fields of Open Referral UK 3.0, as far as we use them: required fields of an item, then optional ones.
TERM: tuple[dict[str, Rule], dict[str, Rule]] = (
    {"id": is_identifier, "name": is_text, "description": is_text},
    {"parent_id": is_identifier, "taxonomy": is_text, "taxonomy_id": is_identifier, "term": is_text},
)
SHAPES: dict[str, tuple[dict[str, Rule], dict[str, Rule]]] = {
    "service": (
        {"id": is_identifier, "name": is_text, "status": one_of("active", "inactive", "defunct", "temporarily closed")},
        {
            "organization_id": is_identifier,
            "description": is_text,
            "url": is_web,
            "email": is_address,
            "assured_date": is_day,
            "alert": is_text,
        },
    ),
    "organization": ({"id": is_identifier, "name": is_text, "description": is_text}, {"website": is_web}),
    "service_areas": ({"id": is_identifier}, {"service_id": is_identifier, "name": is_text, "service_area": is_text}),
    "service_at_locations": ({"id": is_identifier}, {"service_id": is_identifier, "location_id": is_identifier}),
    "location": (
        {"id": is_identifier, "location_type": one_of("physical", "postal", "virtual")},
        {"name": is_text, "description": is_text, "external_identifier": is_text, "external_identifier_type": is_text},
    ),
    "accessibility": ({"id": is_identifier}, {"location_id": is_identifier, "description": is_text}),
    "contacts": ({"id": is_identifier}, {"service_id": is_identifier, "name": is_text}),
    "phones": ({"id": is_identifier, "number": is_text}, {"contact_id": is_identifier, "description": is_text}),
    "schedules": ({"id": is_identifier}, {"service_id": is_identifier, "description": is_text}),
    "cost_options": ({"id": is_identifier}, {"service_id": is_identifier, "amount_description": is_text}),
    "attributes": (
        {"id": is_identifier},
        {"link_id": is_identifier, "taxonomy_term_id": is_identifier, "link_type": is_text},
    ),
    "taxonomy_term": TERM,
    "taxonomy_terms": TERM,
    "taxonomy": ({"id": is_identifier, "name": is_text, "description": is_text}, {}),
}


def profile_errors(item_type: str, item: Json) -> Iterable[str]:
    """Yield what the profile does not allow in an item or in the items within it."""
    required, optional = SHAPES[item_type]
    yield from (f"{item_type} lacks {name}" for name in required.keys() - item.keys())
    for name, value in item.items():
        if name in SHAPES and isinstance(value, dict | list):
            for inner in value if isinstance(value, list) else [value]:
                yield from profile_errors(name, inner)
        elif name not in required | optional:
            yield f"{item_type} has {name}, which the profile does not have"
        elif not (required | optional)[name](value):
            yield f"{item_type}: {name} is {value!r}"


@pytest.mark.parametrize(
    ("folder", "item_type"),
    [
        ("services", "service"),
        ("organizations", "organization"),
        ("service_at_locations", "service_at_locations"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ],
)
def test_every_item_has_the_shape_that_open_referral_uk_asks_for(
    files: dict[str, Json], folder: str, item_type: str
) -> None:
    items, page = singles(files, folder), files[f"{folder}.json"]
    assert [error for item in (*items, *page["contents"]) for error in profile_errors(item_type, item)] == []
    assert [item["id"] for item in page["contents"]] == [item["id"] for item in items]
    assert (page["total_items"], page["size"], page["total_pages"]) == (len(items), len(items), 1)
    assert (page["page_number"], page["first_page"], page["last_page"], page["empty"]) == (1, True, True, not items)
    for item in items:
        assert files[f"{folder}/{item['id']}.json"] == item


def test_an_item_in_a_list_has_no_list_of_its_own(files: dict[str, Json]) -> None:
    for folder in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        for item in files[f"{folder}.json"]["contents"]:
            assert not [name for one in objects_in(item) for name, value in one.items() if isinstance(value, list)]
    assert any(isinstance(value, list) for value in singles(files, "services")[0].values())


def test_the_root_says_which_profile_this_is(files: dict[str, Json]) -> None:
    root = files["index.json"]
    assert root.keys() == {"version", "profile", "openapi_url"}
    assert root["version"] == "HSDS-UK-3.0"
    assert is_web(root["profile"])
    assert is_web(root["openapi_url"])


def objects_in(value: object) -> Iterable[Json]:
    """Yield every object in a value, the value itself first."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects_in(child)


def test_every_identifier_is_of_one_thing_and_every_reference_is_to_one_that_is_there(files: dict[str, Json]) -> None:
    services = singles(files, "services")
    seen: dict[str, Json] = {}
    for one in objects_in(services):
        assert seen.setdefault(one["id"], one) == one
    known = seen.keys() | {term["id"] for term in singles(files, "taxonomy_terms")}
    known |= {taxonomy["id"] for taxonomy in singles(files, "taxonomies")}
    for one in objects_in(services):
        for name, value in one.items():
            if name.endswith("_id"):
                assert value in known, name


def channels_of(service: Json) -> list[tuple[str, str]]:
    """Return the channels of a service as pairs of kind and value, read back from the export."""
    channels = [
        (contact["attributes"][0]["taxonomy_term"]["term"], phone["number"])
        for contact in service.get("contacts", ())
        for phone in contact["phones"]
    ]
    channels += [(kind, service[name]) for kind, name in (("email", "email"), ("web", "url")) if name in service]
    places = [place["location"] for place in service.get("service_at_locations", ())]
    channels += [
        (place["external_identifier_type"], place["external_identifier"])
        for place in places
        if place.get("external_identifier_type", "address") != "address"
    ]
    return sorted(channels)


def terms_of(service: Json, kind: str) -> set[str]:
    return {one["taxonomy_term"]["term"] for one in service["attributes"] if one["link_type"] == kind}


def identifier_of(service: Json) -> str:
    """Return the id of the service's record, read back from the export."""
    (identifier,) = terms_of(service, "record")
    return identifier


def test_every_record_comes_back_from_its_service_as_it_was(base: KnowledgeBase, files: dict[str, Json]) -> None:
    services = {identifier_of(service): service for service in singles(files, "services")}
    records: dict[str, Reachable] = {record.id: record for record in base.directory.everyone}
    assert services.keys() == records.keys()
    assert len(services) == len(singles(files, "services"))
    for identifier, record in records.items():
        service = services[identifier]
        assert service["name"] == record.name
        assert service["description"].startswith(record.what_for.replace("**", ""))
        assert terms_of(service, "need") == set(record.needs)
        assert terms_of(service, "strand") == set(record.strands)
        assert terms_of(service, "area") == set(record.areas)
        assert terms_of(service, "kind") == {record_kind(record)}
        closed = record.state is ContactState.CLOSED
        assert channels_of(service) == (
            [] if closed else sorted((c.kind.value, c.display_value) for c in record.channels)
        )
        for channel in () if closed else record.channels:
            for word in (channel.hours, channel.cost, channel.languages, channel.note):
                assert not word or as_exported(word) in json.dumps(service, ensure_ascii=False), record.id
        for word in (record.note, *record.conflicts):
            assert not word or word.replace("**", "") in service["description"], record.id
        assert re.search(rf"(Checked|Noted) on {record.checked_on.day} ", service["description"])
        if record.partner:
            assert service["organization"]["id"] == uuid_of("organization", record.partner)
        assert (service["status"] == "active") is (record.state is ContactState.ACTIVE)


def as_exported(text: str) -> str:
    """Return a text without its bold marks and with JSON's escapes."""
    return json.dumps(text.replace("**", ""), ensure_ascii=False)[1:-1]


def test_a_number_can_be_read_without_the_phones_that_the_profile_leaves_out(files: dict[str, Json]) -> None:
    contacts = [contact for service in singles(files, "services") for contact in service.get("contacts", ())]
    assert contacts
    for contact in contacts:
        (phone,) = contact["phones"]
        assert contact["name"].endswith(f": {phone['number']}")


def test_a_note_goes_with_its_channel_and_a_closed_record_names_its_replacement(loamshire: Path) -> None:
    contacts = loamshire / "data" / "contacts.yml"
    with_note = contacts.read_text().replace(
        "value: desk@example.org, basis: known",
        "value: desk@example.org, basis: known, note: Nobody reads it at **night**.",
    )
    contacts.write_text(with_note)
    knowledge, _ = check(loamshire, TODAY, Edition.PUBLIC)
    assert knowledge
    services = [json.loads(file.content) for file in open_referral(knowledge) if "/services/" in file.path]
    by_record = {identifier_of(service): service for service in services}
    known = "desk@example.org: Known, not re-checked; Nobody reads it at night."
    assert known in by_record["contact-desk"]["description"]
    assert by_record["contact-closed"]["alert"] == "Closed. Do not use it. Use The desk."
    file, _ = contacts_tables(knowledge)
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert [row["note"] for row in rows if row["way"] == "E-mail"] == ["Nobody reads it at night."]
    assert [row["use instead"] for row in rows if row["id"] == "contact-closed"] == ["The desk"]


def test_the_spreadsheet_has_a_row_for_every_channel_and_no_formula(base: KnowledgeBase) -> None:
    file, _ = contacts_tables(base)
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in file.content.replace(b"\r\n", b"")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    channels = {(row["id"], row["number or address"]) for row in rows}
    expected = {
        (record.id, channel.display_value)
        for record in base.directory.everyone
        if record.state is not ContactState.CLOSED
        for channel in record.channels
    }
    assert {one for one in channels if one[1]} == expected
    assert {row["id"] for row in rows} == {record.id for record in base.directory.everyone}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in set("=+-@")]
    assert not [row for row in rows if re.fullmatch("0[0-9]+", row["number or address"])], "its 0 would be lost"
    assert {row["id"] for row in rows if row["staff only"] == "yes"} == base.directory.staff_only
    dates = {record.id: (record.checked_on, record.review_by) for record in base.directory.everyone}
    for row in rows:
        exported = (date.fromisoformat(row["checked on"]), date.fromisoformat(row["check again by"]))
        assert exported == dates[row["id"]]


def test_the_access_of_a_venue_is_described_in_words(loamshire: Path) -> None:
    contacts = loamshire / "data" / "contacts.yml"
    access = "access: {step_free: no, interpreter: no, quiet_room: yes}"
    contacts.write_text(contacts.read_text().replace("access: {step_free: yes}", access))
    knowledge, _ = check(loamshire, TODAY, Edition.PUBLIC)
    assert knowledge
    files = {file.path.removeprefix("openreferral/"): json.loads(file.content) for file in open_referral(knowledge)}
    (library,) = [one for one in singles(files, "services") if identifier_of(one) == "venue-library"]
    (place,) = library["service_at_locations"]
    described = [one["description"] for one in place["location"]["accessibility"]]
    assert described == ["not step-free", "no interpreter", "a quiet room"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_text(start: str) -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)
    names = {"contact-desk": f"{start}HYPERLINK(1)", "contact-police": f"Police {start} more"}
    contacts = tuple(one.model_copy(update={"name": names.get(one.id, one.name)}) for one in base.directory.contacts)
    file, _ = contacts_tables(replace(base, directory=replace(base.directory, contacts=contacts)))
    rows = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""))
    written = {row["id"]: row["name"] for row in rows}
    assert written["contact-desk"] == f"'{start}HYPERLINK(1)"
    assert written["contact-police"] == f"Police {start} more"


def exports(base: KnowledgeBase) -> dict[str, Json]:
    files = (*standards_export(base), *record_exports(base))
    return {file.path: json.loads(file.content) for file in files}


def test_every_export_fits_the_schema_it_names(base: KnowledgeBase) -> None:
    files = exports(base)
    for path, content in files.items():
        if path.startswith("api/schema/"):
            continue
        schema = files[f"api/{content['$schema']}"]
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        assert [error.message for error in validator.iter_errors(content)] == [], path
    assert len(files) == 14


def objects_of(schema: Any) -> Iterable[Json]:
    """Every schema of an object with fields of its own, however deep."""
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from objects_of(part)
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        yield schema


def test_schemas_are_strict_complete_and_say_what_each_field_of_a_record_is(base: KnowledgeBase) -> None:
    schemas = {path: content for path, content in exports(base).items() if path.startswith("api/schema/")}
    assert len(schemas) == 7
    for path, schema in schemas.items():
        name = path.removeprefix("api/schema/")
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["title"] == f"The export {name}"
        for one in objects_of(schema):
            assert one["additionalProperties"] is False, one
            assert set(one["properties"]) - set(one["required"]) <= {"path"}, one
            assert "\n" not in one["description"], one
            undescribed = [field for field, said in one["properties"].items() if "description" not in said]
            assert not undescribed or one["title"].endswith(
                ("Export", ".json", "StatusOn", "Titled", "ComparedStandard")
            )
    provision = schemas["api/schema/legislation.json"]["$defs"]["Provision"]
    assert provision["properties"]["from"]["anyOf"][0]["pattern"] == r"^(about )?\d{4}(-\d{2}){0,2}$"
    assert provision["properties"]["status_on"]["$ref"] == "#/$defs/StatusOn"
    assert "path" in schemas["api/schema/standards.json"]["$defs"]["StandardExport"]["required"]


@pytest.mark.parametrize(
    ("path", "break_content"),
    [
        ("api/contacts.json", lambda content: content["contacts"][0].update(phone="999")),
        ("api/contacts.json", lambda content: content["contacts"][0].pop("review_by")),
        ("api/contacts.json", lambda content: content["contacts"][0]["channels"][0].update(kind="carrier-pigeon")),
        ("api/standards.json", lambda content: content["sets"][0]["standards"][0].update(strength="must")),
        ("api/standards.json", lambda content: content.pop("comparison")),
        ("api/legislation.json", lambda content: content["register"]["instruments"][0].update(year="2010")),
        ("api/strategy.json", lambda content: content["strategy"].update(covers=None)),
    ],
)
def test_a_schema_rejects_what_does_not_fit(path: str, break_content: Callable[[Json], object]) -> None:
    knowledge, _ = check(LOAMSHIRE, TODAY, Edition.PUBLIC)
    assert knowledge
    files = exports(knowledge)
    content = files[path]
    break_content(content)
    assert list(Draft202012Validator(files[f"api/{content['$schema']}"]).iter_errors(content))


def structured(project: Path, edition: Edition = Edition.PUBLIC) -> tuple[str, dict[str, Json]]:
    """Return the script element with the structured data, and its items by their address in the page."""
    site = build_site(project, today=day_for(project), edition=edition, with_prints=False)
    (page,) = (page.markdown for page in site.pages if page.path == "contacts.md")
    (element,) = re.findall(r"^<script type=.application/ld.json.>.*$", page, re.MULTILINE)
    listed = json.loads(element.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    return element, {one["item"]["@id"]: one["item"] for one in listed["itemListElement"]}


def test_structured_data_omits_closed_and_staff_records_and_states_every_doubt() -> None:
    for edition in Edition:
        _, items = structured(LOAMSHIRE, edition)
        assert set(items) == {
            "contacts/contact-999.html",
            "contacts/contact-police.html",
            "contacts/contact-desk.html",
            "contacts/service-change.html",
        }
    assert items["contacts/service-change.html"]["description"].endswith(
        " We found no recent sign that it is still there."
    )


def test_nothing_in_a_record_ends_the_script_or_hides_its_end(loamshire: Path) -> None:
    contacts = loamshire / "data" / "contacts.yml"
    hostile = "<!--<script> {x} & </script> b"
    contacts.write_text(contacts.read_text().replace("name: The desk", f'name: "{hostile}"'))
    element, items = structured(loamshire)
    assert element.count("<") == 2
    assert r"\u003c!--\u003cscript\u003e {x} \u0026 \u003c/script\u003e b" in element
    assert items["contacts/contact-desk.html"]["name"] == hostile


def test_a_venue_is_a_place_once_its_address_is_known(loamshire: Path) -> None:
    contacts = loamshire / "data" / "contacts.yml"
    contacts.write_text(
        contacts.read_text().replace(
            "    kind: keep-safe\n", "    kind: keep-safe\n    address: 1 Loam Street, Loam NN1 1AA\n"
        )
    )
    _, items = structured(loamshire)
    assert items["contacts/venue-library.html"] == {
        "@id": "contacts/venue-library.html",
        "@type": "Place",
        "address": "1 Loam Street, Loam NN1 1AA",
        "description": "A safe place to sit down. Nobody has given us a way to reach it.",
        "name": "Loam library",
    }


@pytest.mark.slow
def test_the_structured_data_of_the_page_leads_to_the_pages_of_contacts(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    page = html.parse(loamshire_published.folder / "contacts.html").getroot()
    (script,) = page.cssselect('script[type="application/ld+json"]')
    listed = json.loads(str(script.text))
    names = [one["item"]["name"] for one in listed["itemListElement"]]
    assert names == ["Change group", "Emergency services (999)", "Loamshire Police", "The desk"]
    for one in listed["itemListElement"]:
        assert (loamshire_published.folder / one["item"]["@id"]).is_file()
    desk = listed["itemListElement"][3]["item"]["availableChannel"]
    assert desk[0]["servicePhone"]["telephone"] == "+441632960001"
    index = (loamshire_published.folder / "assets" / "search-index.js").read_text()
    assert "Change group" in index
    assert not [word for word in ("servicephone", "itemlistelement", "telephone 44") if word in index.lower()]
