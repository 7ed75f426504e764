"""The lists of values that an author chooses from."""

from __future__ import annotations

from enum import Enum


def plural(count: int, noun: str) -> str:
    """Return ``noun`` in the number of ``count``: working day, working days. Its plural must add an s."""
    return noun if count == 1 else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: 1 working day, 5 working days."""
    return f"{count} {plural(count, noun)}"


class Unit(Enum):
    """The unit of a time limit."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"

    @property
    def noun(self) -> str:
        """The noun in the singular, such as ``working day``."""
        return self.value.replace("-", " ")

    @property
    def of_a_clock(self) -> bool:
        """Whether a limit in it ends at a time of day, and not with a day."""
        return self in {Unit.MINUTE, Unit.HOUR}


class Trigger(Enum):
    """The event that starts the clock of a time limit."""

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
    """Whether an amount of time is a limit, a moment or a wait."""

    WITHIN = "within"
    """Done by the end of it."""
    AT = "at"
    """Done at that moment."""
    NOT_BEFORE = "not-before"
    """Not done before the end of it."""


class Strength(Enum):
    """How firmly the source promises. A restatement is never stronger or weaker than its clause."""

    WILL = "will"
    AIM = "aim"
    WHERE_APPROPRIATE = "where-appropriate"
    OFFER = "offer"


class PaperSize(Enum):
    """The paper sizes of publications."""

    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    """A card for a pocket: four of them make a sheet of A4."""
    SLIDE = "slide"
    """A slide with the proportions 16:9."""


class PrintFormat(Enum):
    """The formats of publications."""

    PRINT = "print"
    LARGE_PRINT = "large-print"
    """The same words at 18 points, in one column, with lists for wide tables."""
    EASY_READ = "easy-read"
    """Large type, short sentences and a picture beside each idea, from an easy read."""
    FILL_IN = "fill-in"
    """A form, to fill in on a screen."""
    LEAFLET = "leaflet"
    """A5 pages that fold into one another; the outside does not say what it is about."""
    POCKET_CARD = "pocket-card"
    """What front-line staff must know, small enough to carry."""
    POSTER = "poster"
    """One sheet for a wall, with a number to read from across a room."""
    POSTER_WITH_MARKS = "poster-with-marks"
    """The same sheet for a print shop: its colour runs over the edge, and marks show where to cut."""
    TRAINERS_GUIDE = "trainers-guide"
    """A course minute by minute: what the trainer says and does."""
    SLIDES = "slides"
    """The slides of a course."""
    HANDOUTS = "handouts"
    """What people take away from a course; in large print with its scenarios and its quiz."""
    SCENARIO_CARDS = "scenario-cards"
    """The scenarios of a course, four to a sheet, with the answers on their backs."""
    QUICK_REFERENCE = "quick-reference"
    """The essentials of a course, on one sheet that folds to pocket size."""
    QUIZ = "quiz"
    """The questions of a course, to answer on paper."""
    ANSWERS = "answers"
    """The quiz with the right answers and their explanations."""
    SIGN_IN = "sign-in"
    """An attendance list."""
    EVALUATION = "evaluation"
    """An evaluation form."""
    PACK = "pack"
    """All of these, in the order in which a trainer needs them."""


class Cover(Enum):
    """The first page of a publication."""

    LINE = "line"
    """A page of its own that shows the steps from telling someone to being safe."""
    HEADING = "heading"
    """The title at the head of the first page of text."""


class BackMatter(Enum):
    """The parts at the end of a publication."""

    INDEX = "index"
    """An index of its promises by topic, each with its page."""
    SOURCES = "sources"
    """The sources of its text."""
    KEEP_SAFE = "keep-safe"
    """Where to keep a copy safely."""
    TELL_SOMEONE = "tell-someone"
    """The numbers to call."""
    THIS_COPY = "this-copy"
    """How to tell whether a copy is still right, the live page, and how to ask for another format."""


class PublicationAudience(Enum):
    """The audience of a publication."""

    ANYONE = "anyone"
    STAFF = "staff"
    TRAINERS = "trainers"


class Edition(Enum):
    """The edition of a build, which is also the name of its folder."""

    PUBLIC = "public"
    STAFF = "staff"
    """With what is in ``data/staff/``; never published where the public can read it."""
