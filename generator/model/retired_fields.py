"""The fields that earlier data formats had: one row for each, with what to write in its place now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.legislation import LegislationFile
from generator.model.partnership import Route
from generator.model.publications import Publication
from generator.model.record import Record
from generator.model.strategy import StrategyFile
from generator.model.values import quoted


@dataclass(frozen=True, slots=True)
class RetiredField:
    """A field that a record had in an earlier data format."""

    model: type[Record]
    name: str
    until: int
    """The last data format that had it."""
    now: str
    """The field that took its place."""
    hint: Callable[[str], str]
    """Returns what to write, given the value."""
    along: frozenset[str] = frozenset()
    """The fields beside it that went with it."""
    file: str = ""
    """The file that has it now, if it moved to one."""
    kind: str = ""
    """The kind of the records that moved with it."""

    @property
    def message(self) -> str:
        """What is wrong with it, in words."""
        if self.file:
            return f"the field '{self.name}' is of data format {self.until}; {self.file} has it now"
        return f"the field '{self.name}' is of data format {self.until}; '{self.now}' took its place"


def whole_months(days: str) -> int:
    """Return whole months for a number of days, 12 if it is none."""
    return max(1, round(int(days) * 12 / 365)) if days.isascii() and days.isdigit() and len(days) < 6 else 12


def _one_part(value: str) -> str:
    return f"write made_of: [{value}]" if value.replace("-", "").isalnum() else "write made_of: with the ids in a list"


RETIRED_FIELDS: tuple[RetiredField, ...] = (
    RetiredField(
        Route,
        "number",
        until=1,
        now="contact",
        hint=lambda number: (
            f"write contact: with the id of the contact in contacts.yml that has the number {quoted(number)}, and take "
            "the lines number, id, basis, source and checked_on away"
        ),
        along=frozenset({"id", "basis", "source", "checked_on"}),
    ),
    RetiredField(
        LegislationFile,
        "check_holds_for_days",
        until=1,
        now="review_every",
        hint=lambda days: f"write review_every: {whole_months(days)}, which is in months",
    ),
    RetiredField(Publication, "standard_set", until=1, now="made_of", hint=_one_part),
    RetiredField(Publication, "shows", until=2, now="made_of", hint=_one_part),
    RetiredField(
        StrategyFile,
        "strands",
        until=3,
        now="strands",
        hint=lambda _: "type `./kb migrate`, which moves it there",
        file="data/strands.yml",
        kind="strand",
    ),
)


def retired_field(model: type[Record] | None, name: str) -> RetiredField | None:
    """Return the row of a field that records of a class no longer have; None if they never had it."""
    return next((one for one in RETIRED_FIELDS if one.model is model and one.name == name), None)


def retired_along(model: type[Record] | None, name: str) -> str:
    """Return the name of the retired field that a field went with; empty if there is none."""
    return next((one.name for one in RETIRED_FIELDS if one.model is model and name in one.along), "")
