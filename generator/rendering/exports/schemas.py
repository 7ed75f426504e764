"""Common parts of all exports: the head, and a JSON Schema (draft 2020-12) generated from the export's model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypedDict, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel
from generator.model.contacts import Reachable
from generator.model.legislation import Certainty, LegalStatus, Nation, Provision
from generator.model.record import Identified, Record
from generator.model.source_ranks import SourceRank
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file


class ExportPart(BaseModel):
    """The base class of objects in an export that are not records."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, json_schema_serialization_defaults_required=True
    )


class Export(ExportPart):
    """The base class of whole exports: the head. Subclasses add the content."""

    schema_file: str = Field(alias="$schema")
    schema_version: Literal[2] = 2
    partnership: str


class StatusOn(ExportPart):
    """The status of a provision on the day of the build, and whether that is known."""

    status: LegalStatus
    certainty: Certainty


class _Placed(TypedDict, total=False):
    path: Annotated[str, Field(description="where it stands on the site; absent if it has no place there")]


class _Provision(TypedDict):
    status_on: Annotated[
        StatusOn,
        Field(description="its status by its own fields on the day of the build, and whether that is known"),
    ]
    status_by_nation: Annotated[dict[Nation, StatusOn], Field(description="the same for each nation")]
    source_rank: Annotated[SourceRank | None, Field(description="the rank of the best of its sources; null if none")]


class _Reachable(TypedDict):
    review_by: Annotated[date, Field(description="the day by which it must be checked again")]
    staff_only: Annotated[bool, Field(description="whether only the staff edition has it")]


class _Channel(TypedDict):
    shown: Annotated[str, Field(description="as it is read and said")]
    link: Annotated[str, Field(description="what it opens: tel:, sms:, mailto: or the address; empty for a place")]


ADDED: dict[type[Record], type[Any]] = {
    Provision: _Provision,
    Reachable: _Reachable,
    Channel: _Channel,
    Identified: _Placed,
}
"""The fields that exports add to those that an author writes."""


def head(name: str, base: KnowledgeBase) -> dict[str, Any]:
    """Return the fields of the head of ``api/NAME.json``."""
    return {"schema_file": f"schema/{name}.json", "partnership": base.partnership.name}


def export_files(
    name: str, export: Export, added: Callable[[Record], Mapping[str, Any]] | None = None
) -> tuple[Artefact, Artefact]:
    """Return ``api/NAME.json`` and its schema; ``added`` returns a record's values for the fields in ``ADDED``."""
    content = export.model_dump(mode="json", by_alias=True, context=added)
    return json_file(f"api/{name}.json", content), json_file(f"api/schema/{name}.json", _schema(name, type(export)))


def _schema(name: str, export: type[Export]) -> JsonSchemaValue:
    schema = export.model_json_schema(mode="serialization", schema_generator=_ExportSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": f"The export {name}.json"}


class _ExportSchema(GenerateJsonSchema):
    """Generates schemas of written files: every field is required, and the fields in ``ADDED`` are included."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        described["description"] = str(described["description"]).splitlines()[0]
        for record, added in ADDED.items():
            if issubclass(schema["cls"], record):
                for name, kind in get_type_hints(added, include_extras=True).items():
                    described["properties"][name] = self.generate_inner(TypeAdapter(kind).core_schema)
                described["required"] = [*described["required"], *sorted(added.__required_keys__)]
        return described

    def ser_schema(self, schema: Any) -> JsonSchemaValue | None:
        """Return None for the serializer of records, whose additional fields ``model_schema`` describes."""
        return None if schema["type"] == "function-wrap" else super().ser_schema(schema)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave defaults out: only authors need them."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, _: Any) -> bool:
        """Return False: titles of fields would only repeat their names."""
        return False
