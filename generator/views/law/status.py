"""The status of law on one day: what it is called, and how it adds up for a whole instrument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.legislation import ENDED, Certainty, Instrument, LegalStatus, Provision, StatusOn
from generator.words.text import day


@dataclass(frozen=True, slots=True)
class StatusSign:
    """A status as a reader meets it. ``key`` names its drawing and its place in the filter."""

    key: str
    word: str
    meaning: str


_OF_STATUS = {
    LegalStatus.IN_FORCE: StatusSign("in-force", "In force", "It applies. Read what it covers, and where."),
    LegalStatus.PARTLY: StatusSign(
        "in-part", "In force in part", "Some of it applies and some does not. Read the note."
    ),
    LegalStatus.PROSPECTIVE: StatusSign("prospective", "Not in force yet", "It does not apply yet. Do not use it."),
    LegalStatus.REPEALED: StatusSign("repealed", "Repealed", "It was law and has ended. Use what took its place."),
    LegalStatus.REVOKED: StatusSign("revoked", "Revoked", "These regulations have ended. Use what took their place."),
    LegalStatus.SUPERSEDED: StatusSign(
        "superseded", "Replaced", "Newer law or guidance has taken its place. Use that."
    ),
    LegalStatus.NOT_LAW: StatusSign("not-law", "Not law", "It may be useful. It is not law here."),
    LegalStatus.NOT_FOUND: StatusSign("not-found", "Not found", "We found nothing with this title. Do not name it."),
}
_NOT_KNOWN = StatusSign(
    "not-known", "Not known on that date", "What we read does not say. Find out before you rely on it."
)
_NOT_CHECKED = StatusSign(
    "not-checked", "Not checked lately", "The last check is too old; its day is given. Check again."
)
_NONE = StatusSign("none", "No part in force", "Nothing that is listed of it applies.")

STATUS_SIGNS = (*_OF_STATUS.values(), _NOT_KNOWN, _NOT_CHECKED)
"""Every status a provision can have, in the order they are listed and sorted."""

_LIVE = frozenset({"in-force", "in-part"})
_UNCERTAIN = frozenset({"not-known", "not-checked"})
_STRUCK = frozenset({"repealed", "revoked", "superseded", "not-found", "none"})


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status on the day. ``recorded`` says what the last check found, where that is not the status on the day."""

    key: str
    word: str
    recorded: str = ""
    checked_on: date | None = None

    @property
    def struck_through(self) -> bool:
        """Whether its words are struck through: it has ended, or nothing has it."""
        return self.key in _STRUCK

    @property
    def live(self) -> bool:
        """Known to be law on the day, at least in part."""
        return self.key in _LIVE

    @property
    def rank(self) -> int:
        """Its place among statuses; what is none of them comes after what has ended."""
        keys = [sign.key for sign in STATUS_SIGNS]
        return keys.index(self.key) if self.key in keys else keys.index("not-law")


def status_view(provision: Provision, today: date, review_every: int) -> StatusView:
    """A provision's status on ``today``; one that is not known then is never called what the check found."""
    found = provision.status_on(today, review_every)
    if found.certainty is Certainty.KNOWN:
        sign = _OF_STATUS[found.status]
        return StatusView(sign.key, sign.word)
    recorded = f"{_OF_STATUS[provision.status].word} when checked on {day(provision.checked_on)}."
    if found.certainty is Certainty.NOT_CHECKED_SINCE and not _left_open(provision, found):
        return StatusView(_NOT_CHECKED.key, _since(provision.checked_on), recorded, provision.checked_on)
    return StatusView(_NOT_KNOWN.key, _NOT_KNOWN.word, recorded)


def _since(checked: date) -> str:
    return f"Not checked since {day(checked)}"


def _left_open(provision: Provision, found: StatusOn) -> bool:
    """Whether the check itself, made after the day given for a start, did not settle that it began."""
    since = provision.since
    return found.status is LegalStatus.PROSPECTIVE and since is not None and since.earliest <= provision.checked_on


def has_ended(provision: Provision) -> bool:
    """Whether it is recorded as ended, on whatever day."""
    return provision.status in ENDED


def overall_status(statuses: Sequence[StatusView]) -> StatusView:
    """What the statuses of an instrument's provisions come to, as one sign; never better than any of them allows."""
    keys = {status.key for status in statuses}
    if keys == {_NOT_CHECKED.key}:
        latest = max(status.checked_on for status in statuses if status.checked_on)
        return StatusView(_NOT_CHECKED.key, _since(latest), checked_on=latest)
    if len(keys) == 1:
        return StatusView(statuses[0].key, statuses[0].word)
    if keys & _LIVE:
        return StatusView("in-part", _OF_STATUS[LegalStatus.PARTLY].word)
    if keys & _UNCERTAIN:
        return StatusView(_NOT_KNOWN.key, _NOT_KNOWN.word)
    return StatusView(_NONE.key, _NONE.word)


def status_counts(statuses: Iterable[StatusView]) -> str:
    """How many of each, in words: 4 in force, 1 repealed."""
    keys = [status.key for status in statuses]
    counts = [(keys.count(sign.key), sign) for sign in STATUS_SIGNS]
    return ", ".join(f"{count} {sign.word[0].lower()}{sign.word[1:]}" for count, sign in counts if count)


def instrument_status(instrument: Instrument, today: date, review_every: int) -> StatusView:
    """One sign for a whole instrument on ``today``."""
    return overall_status([status_view(provision, today, review_every) for provision in instrument.provisions])
