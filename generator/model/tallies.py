"""Figures from a source: counts with their total, or percentages as printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Record
from generator.model.values import Count, Percent, Text, Wording, value_error


class Answer(Record):
    """One row: a label with its count, or with the percentage that the source reports."""

    label: Text = Field(description="what was counted, in the words people were offered")
    count: Count | None = Field(None, description="how many")
    reported_percent: Percent | None = Field(
        None, description="the percentage the source prints, where it has no count"
    )

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        if (self.count is None) == (self.reported_percent is None):
            raise value_error(
                Code.MISSING_FIELD,
                "this row needs one figure",
                "write `count:`, or `reported_percent:` where the source gives no count; never both",
                field="reported_percent",
            )
        return self


class Tally(Record):
    """One distribution. Percentages of counts are computed; those of a source are as reported."""

    total: Count | None = Field(None, description="the total the source gives, where it gives one")
    answers: tuple[Answer, ...] = Field(min_length=2, description="the rows, in the source's order")
    total_slip: Wording | None = Field(None, description="the source's own slip, where its figures do not add up")

    @model_validator(mode="after")
    def _figures_add_up(self) -> Self:
        kinds = {answer.count is None for answer in self.answers}
        if len(kinds) > 1:
            raise value_error(
                Code.INVALID_VALUE, "some rows have counts and some percentages", "give every row the same kind"
            )
        problem = self._difference()
        if problem and not self.total_slip:
            hint = "look at the figures; if the source itself is wrong, say so with `total_slip:`"
            raise value_error(Code.TOTAL_DIFFERS, problem, hint, field="total")
        if self.total_slip and not problem:
            raise value_error(
                Code.TOTAL_DIFFERS,
                "these figures add up, and are called a slip",
                "take `total_slip:` away",
                field="total_slip",
            )
        return self

    def _difference(self) -> str:
        counts = [answer.count for answer in self.answers if answer.count is not None]
        if counts:
            added = sum(counts)
            return (
                f"the rows add up to {added}, and the total is {self.total}" if self.total not in {None, added} else ""
            )
        percents = [answer.reported_percent for answer in self.answers if answer.reported_percent is not None]
        rounding = sum((Decimal(1).scaleb(int(p.as_tuple().exponent)) / 2 for p in percents), Decimal(0))
        added_up = sum(percents, Decimal(0))
        if abs(added_up - 100) > rounding:
            return f"the percentages add up to {added_up}, more than rounding explains"
        return ""
