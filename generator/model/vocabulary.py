"""The closed lists an author chooses from. Adding a member here is adding a word to the language of promises."""

from __future__ import annotations

from enum import Enum


def plural(count: int, noun: str) -> str:
    """Return ``noun`` as it is said of ``count``: working day, working days. It takes nouns whose plural adds an s."""
    return noun if count == 1 else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: 1 working day, 5 working days."""
    return f"{count} {plural(count, noun)}"


class Unit(Enum):
    """What a time limit counts in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"

    @property
    def noun(self) -> str:
        """One of it, in words."""
        return self.value.replace("-", " ")


AMOUNT_OF_TIME = rf"\b\d+ (?:{'|'.join(sorted((unit.noun for unit in Unit), key=len, reverse=True))})s?\b"
"""A regular expression for a number of units in a sentence, as in ``5 working days``."""


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


class PaperSize(Enum):
    """The sheets a publication is laid out for."""

    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    """A card for a pocket: four of them make a sheet of A4."""
    SLIDE = "slide"
    """A picture on a wall, 16 wide to 9 high."""


class PrintFormat(Enum):
    """The ways a publication is printed."""

    PRINT = "print"
    LARGE_PRINT = "large-print"
    """The same words at 18 points, in one column, with lists for wide tables."""
    EASY_READ = "easy-read"
    """Large type, short sentences, a picture beside each idea; made from an easy read."""
    FILL_IN = "fill-in"
    """A form, to fill in on a screen."""
    LEAFLET = "leaflet"
    """Pages of A5 that fold into one another, quiet on the outside."""
    POCKET_CARD = "pocket-card"
    """What somebody who meets people must know, small enough to carry."""
    POSTER = "poster"
    """One sheet for a wall, with a number to read from across a room."""
    TRAINERS_GUIDE = "trainers-guide"
    """A course minute by minute: what the trainer says and does."""
    SLIDES = "slides"
    """What stands on the wall meanwhile."""
    HANDOUTS = "handouts"
    """What people take away from a course; in large print with its scenarios and its quiz."""
    SCENARIO_CARDS = "scenario-cards"
    """Cases to talk about, four to a sheet, with the answers on their backs."""
    QUICK_REFERENCE = "quick-reference"
    """What one forgets in the moment, on one sheet that folds to a pocket’s size."""
    QUIZ = "quiz"
    """The questions of a course, to answer on paper."""
    ANSWERS = "answers"
    """The same with the right answers, and why they are right."""
    SIGN_IN = "sign-in"
    """Who came."""
    EVALUATION = "evaluation"
    """What people thought of it."""
    PACK = "pack"
    """All of these in the order that a trainer needs them."""


class Cover(Enum):
    """What a publication begins with."""

    LINE = "line"
    """A page of its own, with the line from telling to being safe."""
    HEADING = "heading"
    """Its title at the head of its first page."""


class BackMatter(Enum):
    """What can stand at the end of a publication."""

    INDEX = "index"
    """Its promises by their topics, each with its page."""
    SOURCES = "sources"
    """Where its words come from."""
    KEEP_SAFE = "keep-safe"
    """Where to keep a copy, for whoever may be watched."""
    TELL_SOMEONE = "tell-someone"
    """The numbers to call."""
    THIS_COPY = "this-copy"
    """How to tell whether a copy is still right, the live page, and how to ask for another format."""


class PublicationAudience(Enum):
    """For whom a publication is written."""

    ANYONE = "anyone"
    STAFF = "staff"
    TRAINERS = "trainers"


class Edition(Enum):
    """Who a build is for; the folder it is published to has the same name."""

    PUBLIC = "public"
    STAFF = "staff"
    """With what is in ``data/staff/``; never published where the public can read it."""
