"""The number of the form in which the files of ``data/`` are written."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from generator.diagnostics import Code
from generator.model.values import WholeNumber, value_error

DATA_FORMAT = 3
"""The present number. It grows when an author must change a file; ``retired_fields.py`` then says what to write."""


def _known(value: int) -> int:
    if value > DATA_FORMAT:
        message = f"this project is written in data format {value}, and this program reads 1 to {DATA_FORMAT}"
        raise value_error(Code.NEWER_FORMAT, message, "update the program: type `git pull` in its folder")
    return value


DataFormat = Annotated[WholeNumber, AfterValidator(_known)]
"""The number of a format that this program reads."""
