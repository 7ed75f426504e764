"""The number of the form in which the files of ``data/`` are written."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from generator.diagnostics import Code
from generator.model.values import WholeNumber, value_error

DATA_FORMAT = 4
"""The present number. It grows when the form of a file changes.

``migrate.py`` then has a step, and ``retired_fields.py`` says what to write.
"""


def _known(value: int) -> int:
    if value > DATA_FORMAT:
        message = f"this project is written in data format {value}, and this program reads {DATA_FORMAT}"
        raise value_error(Code.NEWER_FORMAT, message, "update the program: type `git pull` in its folder")
    if value < DATA_FORMAT:
        message = f"this project is written in data format {value}, and this program reads {DATA_FORMAT}"
        raise value_error(Code.OLDER_FORMAT, message, "type `./kb migrate`, which shows what changes")
    return value


DataFormat = Annotated[WholeNumber, AfterValidator(_known)]
"""The number of a format that this program reads."""
