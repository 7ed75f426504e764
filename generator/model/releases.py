"""Published versions, from which the page of changes starts: ``data/releases.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Identified, Record, RecordFile
from generator.model.values import PastDate, Slug, Text


class Release(Identified):
    """A published version, with the ``api/snapshot.json`` of its public build."""

    title: Text = Field(description="what it is called, such as: the version of March 2027")
    published_on: PastDate = Field(description="the day it was published")
    snapshot: Text = Field(description="the file in data/releases that holds it: .json, or .json.gz")
    manifest: Text | None = Field(
        None, description="the file in data/releases with its addresses and its prints, written when it was released"
    )


class Withdrawal(Record):
    """Something that was published and has gone, without one thing that took its place."""

    was: Slug = Field(description="the id it had")
    leads_to: Slug = Field(description="the id of the page or record that its addresses lead to now")


class ReleasesFile(RecordFile):
    """The content of ``data/releases.yml``, an optional file."""

    file = "releases"

    withdrawn: tuple[Withdrawal, ...] = Field((), description="what is no longer published, and where to look instead")
    releases: tuple[Release, ...] = Field((), description="the versions, in any order")
