"""The jurisdiction: its bank holidays, and the nations whose law can differ: ``data/jurisdiction.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.legislation import Nation
from generator.model.record import Record, RecordFile
from generator.model.values import Text


class BankHolidays(Record):
    """The calendar of bank holidays by which working days are counted."""

    country: Text = Field(description="the country whose calendar it is, by the two letters of ISO 3166: GB")
    subdivision: Text | None = Field(
        None, description="the part of the country, by its letters in ISO 3166-2; left out where all have one calendar"
    )


class NamedNation(Record):
    """A nation of the jurisdiction, and its name."""

    id: Nation = Field(description=f"the nation: {' or '.join(nation.value for nation in Nation)}")
    name: Text = Field(description="its name, as pages write it")


class Jurisdiction(RecordFile):
    """The content of ``data/jurisdiction.yml``."""

    file = "jurisdiction"
    required = True

    name: Text = Field(description="its name, as it follows “the bank holidays of”")
    bank_holidays: BankHolidays = Field(description="whose bank holidays are no working days")
    nations: tuple[NamedNation, ...] = Field(
        (), description="the names of its nations; needed where a provision has another status in one of them"
    )

    @property
    def nation_names(self) -> dict[Nation, str]:
        """The name of each nation, in the order in which statuses are shown."""
        return {nation.id: nation.name for nation in self.nations}
