"""The base classes of records and of files of records, and the citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from generator.model.values import ONE_OR_LIST, Slug, Text, id_of


class Record(BaseModel):
    """One validated entry. It is frozen, and unknown fields are an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )

    def json_fields(self, names: Iterable[str] | None = None) -> dict[str, Any]:
        """Return all fields, or those in ``names``, as JSON values under the names that authors write."""
        return self.model_dump(mode="json", by_alias=True, include=None if names is None else {*names})

    @model_serializer(mode="wrap")
    def _with_added_fields(self, own: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, Any]:
        """Return the fields, with those that the context of an export adds to each record."""
        added: Callable[[Record], Mapping[str, Any]] | None = info.context
        fields: dict[str, Any] = own(self)
        return fields | dict(added(self)) if added else fields


class RecordFile(Record):
    """The base class of the files in ``data/``."""

    file: ClassVar[str]
    """Its path below ``data/``, without ``.yml``."""
    required: ClassVar[bool] = False
    """Whether every project must have it."""


class Identified(Record):
    """A record with an id."""

    id: Slug = Field(description="a short name that never changes, in small letters and hyphens")
    formerly: tuple[Slug, ...] = Field(
        (),
        exclude=True,
        description="its ids in versions that were published, the oldest first: addresses with them lead to it",
    )
    instead_of: Annotated[tuple[Text, ...], ONE_OR_LIST] = Field(
        (),
        exclude=True,
        description="where a pack has this id: all, to replace its record; the fields that are other here; or none",
    )

    listed_after: Slug | None = Field(
        None, exclude=True, description="where a pack has records too: the id of the one that this follows in its list"
    )

    @property
    def first_id(self) -> str:
        """The oldest id it had, by which programs know it."""
        return self.formerly[0] if self.formerly else self.id


class Citation(Record):
    """Where a statement comes from: one clause of one source document."""

    document: Annotated[Slug, id_of("document")] = Field(description="the id of a document in sources.yml")
    clause: Text = Field(description="the clause as the document numbers it; unnumbered clauses are counted from 1")
    note: Text | None = Field(None, description="what a reader should know about the source's own wording")
