"""The status of law on a day: its sign and words, for a provision and for a whole instrument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.legislation import ENDED, Certainty, Instrument, LegalStatus, Nation, Provision, StatusOnDay
from generator.words.dates import day


@dataclass(frozen=True, slots=True)
class StatusSign:
    """A status as readers see it. ``key`` names its icon and its value in the filter."""

    key: str
    word: str
    meaning: str


_SIGN_BY_STATUS = {
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
_NO_PART_IN_FORCE = StatusSign("none", "No part in force", "Nothing that is listed of it applies.")

STATUS_SIGNS = (*_SIGN_BY_STATUS.values(), _NOT_KNOWN, _NOT_CHECKED)
"""Every status a provision can have, in the order of the key and of sorting."""

_LIVE = frozenset({"in-force", "in-part"})
_UNCERTAIN = frozenset({"not-known", "not-checked"})
_STRUCK = frozenset({"repealed", "revoked", "superseded", "not-found", "none"})


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status on a day. ``recorded`` is the result of the last check, where the status on the day is not known."""

    key: str
    word: str
    recorded: str = ""
    checked_on: date | None = None

    @property
    def struck_through(self) -> bool:
        """Whether a title with this status is struck through: the law has ended or was not found."""
        return self.key in _STRUCK

    @property
    def live(self) -> bool:
        """Whether it is known to be in force on the day, at least in part."""
        return self.key in _LIVE

    @property
    def rank(self) -> int:
        """Its position for sorting. A status that is not in ``STATUS_SIGNS`` has that of "not law"."""
        keys = [sign.key for sign in STATUS_SIGNS]
        return keys.index(self.key) if self.key in keys else keys.index("not-law")


def status_view(provision: Provision, today: date, review_every: int) -> StatusView:
    """Return the status of a provision on ``today``; "not known" or "not checked" where the last check cannot tell.

    ``review_every`` is in months.
    """
    result = provision.status_on(today, review_every)
    if result.certainty is Certainty.KNOWN:
        sign = _SIGN_BY_STATUS[result.status]
        return StatusView(sign.key, sign.word)
    word = _SIGN_BY_STATUS[provision.status].word if provision.status in _SIGN_BY_STATUS else "Not settled"
    recorded = f"{word} when checked on {day(provision.checked_on)}."
    if result.certainty is Certainty.NOT_CHECKED_SINCE and not _start_unconfirmed(provision, result):
        return StatusView(_NOT_CHECKED.key, _not_checked_since(provision.checked_on), recorded, provision.checked_on)
    return StatusView(_NOT_KNOWN.key, _NOT_KNOWN.word, recorded)


def _not_checked_since(checked: date) -> str:
    return f"Not checked since {day(checked)}"


def _start_unconfirmed(provision: Provision, result: StatusOnDay) -> bool:
    """Return whether the check was made after the day given for a start, and yet did not confirm the start."""
    since = provision.since
    return result.status is LegalStatus.PROSPECTIVE and since is not None and since.earliest <= provision.checked_on


def has_ended(provision: Provision) -> bool:
    """Return whether it is recorded as ended, whatever the day."""
    return provision.status in ENDED


def overall_status(statuses: Sequence[StatusView]) -> StatusView:
    """Return one status for the provisions of an instrument; "in force" only if each of them is."""
    keys = {status.key for status in statuses}
    if keys == {_NOT_CHECKED.key}:
        latest = max(status.checked_on for status in statuses if status.checked_on)
        return StatusView(_NOT_CHECKED.key, _not_checked_since(latest), checked_on=latest)
    if len(keys) == 1:
        return StatusView(statuses[0].key, statuses[0].word)
    if keys & _LIVE:
        return StatusView("in-part", _SIGN_BY_STATUS[LegalStatus.PARTLY].word)
    if keys & _UNCERTAIN:
        return StatusView(_NOT_KNOWN.key, _NOT_KNOWN.word)
    return StatusView(_NO_PART_IN_FORCE.key, _NO_PART_IN_FORCE.word)


def status_counts(statuses: Iterable[StatusView]) -> str:
    """Return the number of each status in words, such as "4 in force, 1 repealed"."""
    keys = [status.key for status in statuses]
    counts = [(keys.count(sign.key), sign) for sign in STATUS_SIGNS]
    return ", ".join(f"{count} {sign.word[0].lower()}{sign.word[1:]}" for count, sign in counts if count)


def as_at(provisions: Iterable[Provision], today: date, review_every: int, checked: Iterable[date] = ()) -> str:
    """Return the last day, up to ``today``, on which the status of one of these provisions could change, in words.

    That is a day on which one was checked, began or ended, or after which its check no longer holds. Their statuses on
    that day are those on ``today``, and a page that gives it changes only when it must. ``checked`` are other days to
    choose from.
    """
    days = {one for provision in provisions for one in _days_of_change(provision, review_every)}
    return day(max((one for one in days.union(checked) if one <= today), default=today))


def _days_of_change(provision: Provision, review_every: int) -> Iterator[date]:
    yield from (provision.checked_on, provision.review_by(review_every) + timedelta(days=1))
    for one in (provision.in_nation(nation) for nation in Nation):
        for partial in filter(None, (one.since, one.until)):
            yield from (partial.earliest, partial.latest)


def instrument_status(instrument: Instrument, today: date, review_every: int) -> StatusView:
    """Return one status for a whole instrument on ``today``."""
    return overall_status([status_view(provision, today, review_every) for provision in instrument.provisions])
