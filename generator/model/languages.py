"""Codes of languages, as records write them and HTML names them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from generator.diagnostics import Code
from generator.model.values import Text, quoted, value_error

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def _language(value: str) -> str:
    if not _CODE.fullmatch(value):
        hint = "write its code: cy for Welsh, pl for Polish, ur for Urdu, pa for Punjabi, ar for Arabic"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not the code of a language", hint)
    return value


LanguageCode = Annotated[Text, AfterValidator(_language)]
"""The code of a language by BCP 47, with its script or country where they matter: ``cy``, ``pa-Arab``, ``pt-BR``."""
