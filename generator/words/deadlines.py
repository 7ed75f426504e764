"""Phrases for time limits: one row for each trigger, condition and sense."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.standards import Deadline
from generator.model.vocabulary import Condition, Sense, Trigger


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """The phrases for a trigger."""

    title: str
    """The heading of its limits."""
    question: str
    """The label of the field for its date, on the page of deadlines."""
    clock: str
    """A sentence on when the clock starts."""
    phrase: str
    """In a sentence, after an amount. Stamps record it: a change makes every stamp suspect."""


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """The phrases for a condition."""

    cases: str
    """A clause after a promise."""
    short: str
    """For a list: 2 to 5 words."""
    phrase: str
    """In a sentence, after a trigger. Stamps record it: a change makes every stamp suspect."""
    only: str
    """A sentence on why a limit is not for everybody."""


@dataclass(frozen=True, slots=True)
class SenseWords:
    """The phrases for a sense."""

    badge: str
    """Before the amount, such as ``after 2 months``; empty for a limit."""
    phrase: str
    """In a sentence, before the amount. Stamps record it: a change makes every stamp suspect."""
    day: str
    """Before the date of the end."""
    moment: str
    """Before the date and time of the end, for an amount in hours."""
    no_limit: str
    """A sentence on why it is not a limit; empty for a limit."""


TRIGGERS = {
    Trigger.REPORT_RECEIVED: TriggerWords(
        title="From the report",
        question="The report was received on",
        clock="The clock starts when the report is received.",
        phrase="from the report",
    ),
    Trigger.DECISION_TO_REFER: TriggerWords(
        title="From the decision to refer",
        question="It was decided to refer on",
        clock="The clock starts when it is decided to refer.",
        phrase="from the decision to refer",
    ),
    Trigger.LAST_INCIDENT: TriggerWords(
        title="From the last incident",
        question="The last incident was on",
        clock="The clock starts with the last incident.",
        phrase="from the last incident",
    ),
    Trigger.CASE_CLOSED: TriggerWords(
        title="From the end of the case",
        question="The case was closed on",
        clock="The clock starts when the case is closed.",
        phrase="from the end of the case",
    ),
    Trigger.NOT_STATED: TriggerWords(
        title="From a moment that the source does not state",
        question="Report made on (the source does not state the start)",
        clock="The source does not say when the clock starts.",
        phrase="from a moment the source does not state",
    ),
}

CONDITIONS = {
    Condition.HIGH_RISK: ConditionWords(
        cases="if the incident is high risk",
        short="high risk",
        phrase="if it is high risk",
        only="It is only for high risk.",
    ),
    Condition.NOT_HIGH_RISK: ConditionWords(
        cases="if it is not high risk",
        short="not high risk",
        phrase="if it is not high risk",
        only="It is only for what is not high risk.",
    ),
    Condition.SERIOUS_INCIDENT: ConditionWords(
        cases="if a serious incident involved violence or a threat of violence",
        short="serious incident",
        phrase="if it is a serious incident with violence or a threat of it",
        only="It is only for a serious incident with violence or a threat of violence.",
    ),
    Condition.AGREED_OR_REQUESTED: ConditionWords(
        cases="if the referral is agreed or requested",
        short="agreed or requested",
        phrase="if it was agreed or asked for",
        only="It is only for a referral that is agreed or requested.",
    ),
}

SENSES = {
    Sense.WITHIN: SenseWords("", "within", "by the end of", "by", ""),
    Sense.AT: SenseWords("at", "at", "on", "on", "It is done at that time, not by it."),
    Sense.NOT_BEFORE: SenseWords(
        "after", "not before", "not before", "not before", "It is the first time it may be done, not the last."
    ),
}

AGREED_WITH_YOU = "As agreed with you"
"""In place of an amount, on its own."""
AGREED_WITH_THEM = "as agreed with the person"
"""In place of an amount, in a sentence for staff."""
_AGREED_TIME = "at a time agreed with the person"
"""In place of an amount, before a trigger. Stamps record it: a change makes every stamp suspect."""
AGREED_ALONE = "The time is agreed with you."
"""A sentence on why no date can be calculated."""


def limit_phrase(deadline: Deadline) -> str:
    """Return a time limit as a phrase: within 1 week from the last incident, if it is high risk."""
    sense, trigger = SENSES[deadline.sense].phrase, TRIGGERS[deadline.trigger].phrase
    amount = f"{sense} {deadline.amount}" if deadline.amount else _AGREED_TIME
    cases = f", {CONDITIONS[deadline.condition].phrase}" if deadline.condition else ""
    return f"{amount} {trigger}{cases}"


def amount_in_text(deadline: Deadline) -> str:
    """Return the amount of a time limit, for a sentence for staff: 5 working days."""
    return deadline.amount or AGREED_WITH_THEM
