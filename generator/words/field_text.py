"""A field's value in words: what a comparison shows of it."""

from __future__ import annotations

import re
from typing import Any

from generator.model.vocabulary import Condition, Sense, Trigger

_FROM = {
    Trigger.REPORT_RECEIVED.value: "from the report",
    Trigger.DECISION_TO_REFER.value: "from the decision to refer",
    Trigger.LAST_INCIDENT.value: "from the last incident",
    Trigger.CASE_CLOSED.value: "from the end of the case",
    Trigger.NOT_STATED.value: "from a moment the source does not state",
}
_SENSES = {Sense.WITHIN.value: "within", Sense.AT.value: "at", Sense.NOT_BEFORE.value: "not before"}
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
"""A link in the Markdown of a page: its words are what it says."""

_WHEN = {
    Condition.HIGH_RISK.value: "if it is high risk",
    Condition.NOT_HIGH_RISK.value: "if it is not high risk",
    Condition.SERIOUS_INCIDENT.value: "if it is a serious incident with violence or a threat of it",
    Condition.AGREED_OR_REQUESTED.value: "if it was agreed or asked for",
}


def said(name: str, value: Any) -> str:
    """The value of the field ``name``, in JSON's terms, as words; empty for nothing."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return _time_limit(value) if name == "deadline" else _pairs(value)
    if isinstance(value, list):
        return "; ".join(said(name, one) for one in value)
    return _LINK.sub(r"\1", str(value)).replace("**", "")


def _pairs(value: dict[str, Any]) -> str:
    """An entry's fields that say something, one after the other."""
    if "record" in value:
        return ": ".join(filter(None, (value["record"], value.get("how"))))
    spoken = {name: inner for name, inner in value.items() if inner not in (None, [], False)}
    return ", ".join(f"{name.replace('_', ' ')} {said(name, inner)}" for name, inner in spoken.items())


def _time_limit(value: dict[str, Any]) -> str:
    if value.get("within") is None:
        amount = "at a time agreed with the person"
    else:
        sense = _SENSES[value.get("sense") or Sense.WITHIN.value]
        unit = value["unit"].replace("-", " ") + ("" if value["within"] == 1 else "s")
        amount = f"{sense} {value['within']} {unit}"
    condition = value.get("when")
    return f"{amount} {_FROM[value['from']]}{', ' + _WHEN[condition] if condition else ''}"
