"""Languages: those that pages can be in, and the codes by which HTML names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from generator.diagnostics import Code
from generator.model.values import Text, quoted, value_error

INTERFACE_LANGUAGES: Mapping[str, str] = {"en": "English"}
"""The languages of buttons, headings and dates, by the first part of their tag."""

_TAG = re.compile(r"([a-z]{2,3})(-[A-Za-z]{4})?(-(?P<region>[A-Za-z]{2}))?(-[0-9A-Za-z]{5,8})*")
"""The part of BCP 47 that a page needs: language, script, region and variants."""


def interface_language(tag: str) -> str:
    """Return the language of INTERFACE_LANGUAGES that the words around a page in language ``tag`` are in."""
    return tag.partition("-")[0]


def _page_language(value: str) -> str:
    match = _TAG.fullmatch(value)
    if not match or not _is_region(match["region"] or "GB"):
        message = f"{quoted(value)} is not the tag of a language"
        raise value_error(Code.INVALID_VALUE, message, f"write {_nearest(value)}")
    if interface_language(value) not in INTERFACE_LANGUAGES:
        written = " and ".join(INTERFACE_LANGUAGES.values())
        message = f"pages cannot be in {quoted(value)} yet: buttons, headings and dates are written in {written} only"
        raise value_error(Code.INVALID_VALUE, message, "write en-GB, so that a screen reader reads them out as English")
    return value


def _is_region(code: str) -> bool:
    # The metadata of the world's phone numbers has each country by its code of ISO 3166.
    from phonenumbers import SUPPORTED_REGIONS

    return code.upper() in SUPPORTED_REGIONS


def _nearest(value: str) -> str:
    """Return the valid tag that is nearest to ``value``: en-GB unless it names another country or none."""
    parts = re.findall(r"[A-Za-z0-9]+", value)
    if [part.lower() for part in parts] == ["en"]:
        return "en"
    region = parts[1].upper() if len(parts) == 2 and parts[0].lower() == "en" else ""
    return f"en-{region}" if _is_region(region) else "en-GB"


PageLanguage = Annotated[Text, AfterValidator(_page_language)]
"""The language of the pages as a BCP 47 tag: ``en``, ``en-GB``."""


_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def _language(value: str) -> str:
    if not _CODE.fullmatch(value):
        hint = "write its code: cy for Welsh, pl for Polish, ur for Urdu, pa for Punjabi, ar for Arabic"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not the code of a language", hint)
    return value


LanguageCode = Annotated[Text, AfterValidator(_language)]
"""The code of a language by BCP 47, with its script or country where they matter: ``cy``, ``pa-Arab``, ``pt-BR``."""
