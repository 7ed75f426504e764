"""Versions that were published, so that readers can see what changed since: ``data/releases.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Identified, RecordFile
from generator.model.values import CalendarDate, Text


class Release(Identified):
    """A version as it was published, kept as the file ``api/snapshot.json`` of its public build."""

    title: Text = Field(description="what it is called, such as: the version of March 2027")
    published_on: CalendarDate = Field(description="the day it was published")
    snapshot: Text = Field(description="the file in data/releases that holds it: .json, or .json.gz")


class ReleasesFile(RecordFile):
    """What ``data/releases.yml`` holds, where a project has one."""

    file = "releases"

    releases: tuple[Release, ...] = Field((), description="the versions, in any order")
