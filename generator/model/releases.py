"""Published versions, from which the page of changes starts: ``data/releases.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Identified, RecordFile
from generator.model.values import PastDate, Text


class Release(Identified):
    """A published version, with the ``api/snapshot.json`` of its public build."""

    title: Text = Field(description="what it is called, such as: the version of March 2027")
    published_on: PastDate = Field(description="the day it was published")
    snapshot: Text = Field(description="the file in data/releases that holds it: .json, or .json.gz")


class ReleasesFile(RecordFile):
    """The content of ``data/releases.yml``, an optional file."""

    file = "releases"

    releases: tuple[Release, ...] = Field((), description="the versions, in any order")
