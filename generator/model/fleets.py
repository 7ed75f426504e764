"""A fleet: the partnerships that ``kb fleet`` builds together, as its file lists them."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Record
from generator.model.values import LONGEST_SLUG, Text, quoted, slug_of, value_error
from generator.model.vocabulary import Edition

GIT_PROTOCOLS = ("https", "ssh", "file")
"""How a repository may be fetched. Others either run a program that the address names, or are not encrypted."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


def _name(value: str) -> str:
    if not _NAME.fullmatch(value) or len(value) > LONGEST_SLUG:
        hint = f"use small letters, digits and single hyphens: {slug_of(value) or 'a-short-name'}"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} cannot be the name of a site's folder", hint)
    return value


def _git_address(value: str) -> str:
    hint = "write its address as https://…, ssh://… or file://…"
    try:
        parts = urlsplit(value)
        is_known = parts.scheme in GIT_PROTOCOLS and bool(parts.hostname or parts.scheme == "file") and bool(parts.path)
    except ValueError:
        is_known = False
    if not is_known or re.search(r"\s", value):
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is no address that a repository is fetched from", hint)
    if parts.password:
        hint = "take it away, and let git ask its credential helper: git config --global credential.helper"
        raise value_error(Code.INVALID_VALUE, "this address has a password in it, which everybody can read", hint)
    return value


def _ref(value: str) -> str:
    if not _REF.fullmatch(value) or ".." in value:
        hint = "write the name of a tag or a branch, or a commit's id: v1.2"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} cannot be a tag, a branch or a commit", hint)
    return value


class FleetMember(Record):
    """One partnership of a fleet: a folder, or a repository at one of its versions."""

    name: Annotated[Text, AfterValidator(_name)] = Field(
        description="the folder of its site, in the folder of all sites"
    )
    folder: Text | None = Field(None, description="the folder of its project, seen from the fleet's file")
    git: Annotated[Text, AfterValidator(_git_address)] | None = Field(
        None, description="the address of its repository, where it is in no folder: https://…, ssh://… or file://…"
    )
    ref: Annotated[Text, AfterValidator(_ref)] | None = Field(
        None, description="with `git`: the tag, branch or commit to build"
    )
    edition: Edition = Field(Edition.PUBLIC, description="the readers it is for: public or staff")
    pdf: bool = Field(True, description="no, if its files to print are to be left out")
    without_staff: bool = Field(
        False, description="yes, if a public site is to be built also where data/staff/ has no records to search it for"
    )

    @model_validator(mode="after")
    def _has_one_place(self) -> FleetMember:
        if self.folder and self.git:
            hint = "keep the one that is to be built, and take the other away"
            raise value_error(Code.INVALID_VALUE, "this has a folder and a repository", hint, field="git")
        if not self.folder and not self.git:
            hint = "add `folder:` with the project's folder, or `git:` and `ref:`"
            raise value_error(Code.MISSING_FIELD, "this says nowhere where its project is", hint)
        if self.git and not self.ref:
            hint = "add `ref:` with a tag, a branch or a commit: the same file then builds the same site"
            raise value_error(Code.MISSING_FIELD, "this does not say which version of the repository", hint)
        if self.ref and not self.git:
            hint = "take `ref:` away: a folder is built as it is"
            raise value_error(Code.INVALID_VALUE, "only a repository has versions", hint, field="ref")
        return self


class FleetFile(Record):
    """The content of a fleet's file."""

    partnerships: tuple[FleetMember, ...] = Field(min_length=1, description="the partnerships to build")
    output: Text = Field(
        description="the folder of all sites, seen from this file; each has a folder of its name in it"
    )
    store: Text | None = Field(
        None,
        description="where results are kept for later and for others, as a folder or an address that fsspec knows: "
        "s3://…, abfs://…, gcs://…, sftp://…; by default `.store` in the folder of all sites",
    )
