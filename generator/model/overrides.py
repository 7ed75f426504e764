"""What a partnership may override in the folder ``overrides/``: one row for each file, each wording and each place.

``docs/overrides.md`` is written from these tables. Whatever else is in the folder is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator, Field, create_model

from generator.diagnostics import Code, Span
from generator.model.record import Record
from generator.model.values import Text, quoted, value_error

OVERRIDES_FOLDER = "overrides"
LONGEST_WORDING = 60
"""Letters: more would push what stands beside it out of sight on a phone."""


@dataclass(frozen=True, slots=True)
class OverrideFile:
    """A file that the folder may have."""

    path: str
    """Its path below ``overrides/``."""
    description: str
    since: str
    """The version of the program that first read it."""
    variables: tuple[str, ...] = ()
    """For a template: the values that it may show."""

    @property
    def full_path(self) -> str:
        """Its path in the project."""
        return f"{OVERRIDES_FOLDER}/{self.path}"


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A wording that the folder may change."""

    id: str
    text: str
    """What is said where nothing is overridden."""
    description: str
    """Where readers meet it."""
    since: str

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names in braces, each of which must be in the wording once."""
        return tuple(_PLACEHOLDER.findall(self.text))


_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

WORDING = OverrideFile("wording.yml", "other words for the wordings that are listed below", "0.1.0")
SITE_STYLES = OverrideFile("styles/site.css", "styles of the pages, after those of the program", "0.1.0")
PRINT_STYLES = OverrideFile(
    "styles/print.css", "styles of the PDFs, after those of the program; Word files and slides have none", "0.1.0"
)
SITE_FOOT = OverrideFile(
    "templates/site-foot.html",
    "what stands in the foot of every page, below the links",
    "0.1.0",
    ("name", "short_name", "website"),
)
PRINT_COVER = OverrideFile(
    "templates/print-cover.html",
    "what stands on the covers of booklets and courses, below the list of what is in them",
    "0.1.0",
    ("name", "short_name", "website", "title"),
)
OVERRIDE_FILES = (PRINT_STYLES, SITE_STYLES, PRINT_COVER, SITE_FOOT, WORDING)
"""All files, in the order of their paths."""

OVERRIDE_STYLES = (SITE_STYLES, PRINT_STYLES)
OVERRIDE_TEMPLATES = (SITE_FOOT, PRINT_COVER)

VARIABLES: Mapping[str, str] = {
    "name": "`name` of data/partnership.yml",
    "short_name": "`short_name` of data/partnership.yml",
    "title": "the title of the print",
    "website": "`website` of data/partnership.yml; empty without it",
}
"""The values that a template may show, and what they are."""

WORDINGS = (
    WordingRow(
        "exit",
        "Exit this page",
        "the button that leaves the site; pages that name it must have the same words",
        "0.1.0",
    ),
    WordingRow(
        "report-link",
        "{report}, with or without the police",
        "the link to the pages on reporting, on all other pages; `{report}` is `report` of data/subject.yml",
        "0.1.0",
    ),
    WordingRow("menu-help", "Get help", "the menu: whom to turn to", "0.1.0"),
    WordingRow("menu-promises", "Your rights and our promises", "the menu: promises and rights", "0.1.0"),
    WordingRow("menu-rights", "Your rights", "the menu: the same, where there are no promises", "0.1.0"),
    WordingRow("menu-easy-read", "Easy read", "the menu: easy reads, if there are two or more", "0.1.0"),
    WordingRow("menu-professionals", "For professionals", "the menu: law, strategy and training", "0.1.0"),
    WordingRow("menu-about", "About", "the menu: pages about the site", "0.1.0"),
    WordingRow("foot-ways", "Find your way", "the foot of every page: above the links of the menu", "0.1.0"),
    WordingRow("foot-about", "About these pages", "the foot of every page: above the pages about the site", "0.1.0"),
    WordingRow("not-found", "This page is not here", "the heading of the error page", "0.1.0"),
    WordingRow(
        "ask-for-format",
        "For any other format ask {who}.",
        "prints: whom to ask for another format; `{who}` is a contact with its number",
        "0.1.0",
    ),
    WordingRow(
        "staff-only",
        "Staff only. Not for the public.",
        "the staff edition: the warning on every page and print",
        "0.1.0",
    ),
)
"""All wordings. What is said in danger is none of them: it is the same on every site."""

DEFAULT_WORDS: Mapping[str, str] = {row.id: row.text for row in WORDINGS}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a partnership overrides; nothing by default."""

    words: Mapping[str, str] = field(default_factory=lambda: DEFAULT_WORDS)
    """The text of every wording, by its id."""
    places: Mapping[str, Span] = field(default_factory=dict)
    """The place of each wording that is overridden, by its id."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The text of each style sheet and template that is there, by its path below the folder."""


def filled(wording: str, **values: str) -> str:
    """Return a wording with ``values`` in place of its placeholders."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), wording)


def _checked(row: WordingRow) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > LONGEST_WORDING:
            message = f"{quoted(value)} has {len(value)} letters, and a wording has {LONGEST_WORDING} at most"
            raise value_error(Code.INVALID_VALUE, message, "say it in fewer words")
        missing = [name for name in row.placeholders if value.count(f"{{{name}}}") != 1]
        if missing or set(_PLACEHOLDER.findall(value)) - set(row.placeholders):
            names = " and ".join(f"{{{name}}}" for name in row.placeholders)
            must = f"must have {names} once, and nothing else" if names else "must have nothing"
            message = f"{quoted(value)} {must} in braces"
            raise value_error(Code.INVALID_VALUE, message, f"the program's own is: {row.text}")
        return value

    return AfterValidator(check)


_FIELDS: dict[str, Any] = {
    row.id.replace("-", "_"): (
        Annotated[Text, _checked(row)] | None,
        Field(None, alias=row.id, description=row.description),
    )
    for row in WORDINGS
}
WordingFile: type[Record] = create_model("WordingFile", __base__=Record, **_FIELDS)
"""The content of ``overrides/wording.yml``."""
