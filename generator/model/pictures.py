"""Pictures for easy read, with their licences and descriptions: ``data/pictures.yml``."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.diagnostics import Code
from generator.model.record import Identified, RecordFile
from generator.model.values import Text, quoted, value_error


def _drawing(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*\.svg", value):
        hint = "use small letters, digits and single hyphens, and end it with .svg: phone-call.svg"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not the name of a drawing", hint)
    return value


class Picture(Identified):
    """One drawing. Only ``picture:`` and ``cover:`` can name its id."""

    file: Annotated[Text, AfterValidator(_drawing)] = Field(description="the name of its file in data/pictures")
    concepts: tuple[Text, ...] = Field(min_length=1, description="what it can stand for, to find it by")
    alt: Text = Field(description="what it shows, in a sentence or two")
    licence: Text = Field(description="the licence it may be used under")
    credit: Text = Field(description="who made it, as the licence asks")


class PicturesFile(RecordFile):
    """The content of ``data/pictures.yml``, an optional file."""

    file = "pictures"

    pictures: tuple[Picture, ...] = Field((), min_length=1, description="the pictures")
