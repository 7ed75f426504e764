"""The closed lists an author chooses from. Adding a member here is adding a word to the language of promises."""

from __future__ import annotations

from enum import Enum


class Unit(Enum):
    """What a time limit counts in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"


class Trigger(Enum):
    """What starts the clock of a time limit."""

    REPORT_RECEIVED = "report-received"
    DECISION_TO_REFER = "decision-to-refer"
    LAST_INCIDENT = "last-incident"
    CASE_CLOSED = "case-closed"
    NOT_STATED = "not-stated"
    """The source gives a time limit and does not say what starts it."""


class Condition(Enum):
    """The cases a time limit is for; without one it is for every case."""

    HIGH_RISK = "high-risk"
    NOT_HIGH_RISK = "not-high-risk"
    SERIOUS_INCIDENT = "serious-incident"
    """A serious incident that involves violence or a threat of violence."""
    AGREED_OR_REQUESTED = "agreed-or-requested"
    """A referral that has been agreed or asked for."""


class Sense(Enum):
    """What an amount of time is to a promise."""

    WITHIN = "within"
    """The last moment at which it is kept."""
    AT = "at"
    """The moment at which it is done."""
    NOT_BEFORE = "not-before"
    """The first moment at which it may be done."""


class Strength(Enum):
    """How firmly the source promises. A restatement is never stronger or weaker than its clause."""

    WILL = "will"
    AIM = "aim"
    WHERE_APPROPRIATE = "where-appropriate"
    OFFER = "offer"


class Paper(Enum):
    """The sheets a publication is laid out for."""

    A4 = "A4"
    A6 = "A6"
    """A card for a pocket: four of them make a sheet of A4."""


class PrintFormat(Enum):
    """The ways a publication is printed."""

    PRINT = "print"
    EASY_READ = "easy-read"
    """Large type, short sentences, a picture beside each idea; made from the set's easy read."""
    FILL_IN = "fill-in"
    """A form, to fill in on a screen."""
    POCKET_CARD = "pocket-card"
    """What somebody who meets people must know, small enough to carry."""


class Edition(Enum):
    """Who a build is for; the folder it is published to has the same name."""

    PUBLIC = "public"
    STAFF = "staff"
    """With what is in ``data/staff/``; never published where the public can read it."""
