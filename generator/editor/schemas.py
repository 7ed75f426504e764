"""The JSON Schemas of what authors write: for each file of ``data/``, the front matter of pages and the wordings.

They are made from the models, so that they know every field with its description and every list of values. They are of
draft 7, which all editors read. Rules between fields and references are left to ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.linking.walk import VisitedRecord, named_kinds, walk
from generator.loading.project import Records
from generator.model.kinds import FILES, PUBLIC_FILES, STAFF_FILES, kind_named, kind_of, title_of_record
from generator.model.overrides import WORDING, WordingFile
from generator.model.packs import ALL, NONE, pack_of
from generator.model.pages import FrontMatter
from generator.model.record import Record, RecordFile
from generator.model.references import RefersTo
from generator.model.values import ONE_OR_LIST, IdOf
from generator.model.vocabulary import Edition
from generator.views.site_map import PAGES

_REPLACES = "instead_of"
PAGE = "page"
"""The name of the schema of the front matter of pages."""
WORDINGS = "wording"
"""The name of the schema of the wordings that a partnership overrides."""

Ids = Mapping[str, Mapping[str, str]]
"""The ids of a project, each with the title of its record, by the key of their kind."""

_REFERENCE = "x-kinds"
"""Where a schema in the making notes the kinds that a reference may name."""


def schema_name(file: type[RecordFile]) -> str:
    """Return the name of the schema of a file of ``data/``, such as ``staff-contacts``."""
    return file.file.replace("/", "-")


def editor_schemas(records: Records) -> dict[str, JsonSchemaValue]:
    """Return every schema by its name. Only those of staff files offer the ids of records for staff only."""
    public, all_ids = _ids(records, PUBLIC_FILES), _ids(records, FILES)
    schemas = {
        schema_name(file): _without_fields_of_packs(
            author_schema(file, f"data/{file.file}.yml", all_ids if file in STAFF_FILES else public), file, records
        )
        for file in FILES
    }
    others = {
        PAGE: author_schema(FrontMatter, "the front matter of a page", public),
        WORDINGS: author_schema(WordingFile, WORDING.full_path, public),
    }
    return {**schemas, **others}


def _without_fields_of_packs(schema: JsonSchemaValue, file: type[RecordFile], records: Records) -> JsonSchemaValue:
    """Return the schema of a file, in which no field is required that a pack has."""
    located = records.located(file)
    names = [] if located is None else [name for name in schema.get("required", ()) if pack_of(located.span(name))]
    required = [name for name in schema.get("required", ()) if name not in names]
    rest = {key: value for key, value in schema.items() if key != "required"}
    return {**rest, "required": required} if required else rest


def author_schema(model: type[Record], title: str, ids: Ids) -> JsonSchemaValue:
    """Return the schema of what an author writes for a model. Editors offer ``ids`` where a field names a record."""
    generator = AuthorSchema(by_alias=True, ref_template="#/definitions/{model}")
    schema = generator.generate(model.__pydantic_core_schema__, mode="validation")
    definitions = schema.pop("$defs", {})
    lists: dict[str, JsonSchemaValue] = {}
    finished = _finished({**schema, "definitions": definitions}, ids, lists)
    finished["definitions"] = dict(sorted({**finished["definitions"], **lists}.items()))
    return {"$schema": AuthorSchema.schema_dialect, "title": title, **finished}


def _ids(records: Records, files: Iterable[type[RecordFile]]) -> Ids:
    """Return the ids in files and of all pages, those that are made from records among them."""
    pages = {row.id: row.title for row in PAGES if row.edition is Edition.PUBLIC}
    found = {PAGE: pages | {page.front.id: page.front.title for page in records.pages}}
    for file in files:
        located = records.located(file)
        for visit in walk(located) if located else ():
            if isinstance(visit, VisitedRecord):
                kind = found.setdefault(kind_of(type(visit.record)).key, {})
                kind[visit.record.id] = title_of_record(visit.record, visit.within)
    return found


def _finished(part: Any, ids: Ids, lists: dict[str, JsonSchemaValue]) -> Any:
    """Return a part of a schema with its references to records; their schemas are added to ``lists``."""
    if isinstance(part, list):
        return [_finished(one, ids, lists) for one in part]
    if not isinstance(part, dict):
        return part
    if _REFERENCE not in part:
        return {key: _finished(value, ids, lists) for key, value in part.items()}
    kinds = sorted(part[_REFERENCE])
    name = "-or-".join(kind_named(kind).one.replace(" ", "-") for kind in kinds) + "-id"
    about = {key: value for key, value in part.items() if key == "description"}
    rules = {key: value for key, value in part.items() if key not in {_REFERENCE, "description"}}
    # Snippets, since editors show every one of `examples` over each value of the field.
    offered = sorted({one for kind in kinds for one in ids.get(kind, {}).items()})
    snippets = [{"label": one, "description": title, "body": one} for one, title in offered]
    lists[name] = {**rules, "defaultSnippets": snippets} if snippets else rules
    return {**about, "$ref": f"#/definitions/{name}"}


class AuthorSchema(GenerateJsonSchema):
    """Generates schemas of what authors write: no null, ``yes`` and ``no``, and a mark on every reference."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the fields of a record; those that name records, and those of one or several, in their own form."""
        described = _described(super().model_schema(schema))
        for name, field in schema["cls"].model_fields.items():
            mark = next((one for one in field.metadata if isinstance(one, RefersTo | IdOf)), None)
            if mark:
                place = described["properties"][field.alias or name]
                place = place.get("items", place)
                place[_REFERENCE] = named_kinds(mark.kinds)
            if ONE_OR_LIST in field.metadata:
                place = described["properties"][field.alias or name]
                rules = {key: place.pop(key) for key in ("type", "items", "minItems") if key in place}
                place["anyOf"] = [rules["items"], rules]
        return _with_replacement(described)

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Return the values of a list, with what the list is of."""
        return _described(super().enum_schema(schema))

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Return yes and no, which are texts in YAML 1.2. Other words that loading knows are not offered."""
        return {"anyOf": [{"enum": ["yes", "no"]}, {"not": {"not": {"enum": [True, False, *_OTHER_WORDS]}}}]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema without null: nobody may write a name with nothing after it."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema with its default as an author would write it."""
        inner, default = self.generate_inner(schema["schema"]), schema.get("default")
        if isinstance(default, bool):
            return {**inner, "default": "yes" if default else "no"}
        if isinstance(default, Enum):
            return {**inner, "default": default.value}
        return {**inner, "default": default} if isinstance(default, int | str) else inner

    def field_title_should_be_set(self, _: Any) -> bool:
        """Return False: titles of fields would only repeat their names."""
        return False


def _with_replacement(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema of a record that may replace some fields of a pack's: then no other field is required."""
    fields = schema.get("properties", {})
    if _REPLACES not in fields:
        return schema
    names = sorted(fields.keys() - {"id", _REPLACES})
    several = {"type": "array", "minItems": 1, "items": {"enum": [*names, ALL, NONE]}}
    about = {key: value for key, value in fields[_REPLACES].items() if key == "description"}
    fields[_REPLACES] = {**about, "anyOf": [{"enum": [ALL, NONE, *names]}, several]}
    if rest := [name for name in schema.get("required", ()) if name != "id"]:
        whole = {"properties": {_REPLACES: {"enum": [ALL, [ALL]]}}}
        schema = {**schema, "required": ["id"], "if": whole, "then": {"required": rest}}
    return schema


def _spellings(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word.lower(), word.title(), word.upper())


_OTHER_WORDS = sorted({*_spellings(("yes", "no", "on", "off"))} - {"yes", "no"})


def _described(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema without its title, described by the first line of what the code says of its class."""
    line = str(schema.get("description", "")).split("\n")[0].replace("``", "`")
    return {key: value for key, value in schema.items() if key != "title"} | ({"description": line} if line else {})
