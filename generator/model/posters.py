"""Posters, each with a question, a picture, some points and a number to call: ``data/posters.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.record import Citation, Identified, RecordFile
from generator.model.values import Slug, Text, Wording, id_of


class Poster(Identified):
    """One poster. Its numbers and addresses are those of contacts."""

    heading: Text = Field(description="the question, in six words or so")
    says: Text = Field(description="the answer, in five words or so")
    points: tuple[Wording, ...] = Field(min_length=1, max_length=4, description="what is true here, a line each")
    picture: Annotated[Slug | None, id_of("picture")] = Field(None, description="the id of a picture in pictures.yml")
    call: Annotated[Slug, id_of("contact", "service", "venue")] = Field(
        description="the id of the contact whose first number is shown large"
    )
    call_says: Text = Field(description="what to call it for, in one short line")
    scan: Annotated[Slug | None, id_of("contact", "service", "venue")] = Field(
        None, description="the id of the contact whose web page the square code leads to"
    )
    scan_says: Text | None = Field(None, description="what the square code leads to, in six words or so")
    source: Citation | None = Field(None, description="the document and clause that ask for it")


class PostersFile(RecordFile):
    """The content of ``data/posters.yml``, an optional file."""

    file = "posters"

    posters: tuple[Poster, ...] = Field((), description="the posters")
