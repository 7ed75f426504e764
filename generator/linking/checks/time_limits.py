"""Checks that every time limit in words is one that a promise has as its ``deadline``.

Only a ``deadline`` reaches the calculator, the page of deadlines, the comparison, the exports and the courses. So a
limit that is in the words alone, or differs there, is an error in a set of standards and in its easy read. On pages,
posters and leaflets, which may speak of other time limits too, only sentences in which "we" promise are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.history.derived_text import DerivedText
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import Located
from generator.loading.yaml_values import Location, Places
from generator.model.easy_read import EasyRead, EasyReadFile, EasyReadRow
from generator.model.leaflets import LeafletsFile
from generator.model.pages import ProsePage
from generator.model.posters import PostersFile
from generator.model.record import RecordFile
from generator.model.standards import LIMIT, Deadline, Standard, StandardSet, StandardsFile
from generator.model.vocabulary import Sense, Trigger
from generator.words.deadlines import AGREED_WITH_THEM
from generator.words.time_limits import AmountOfTime, Reading, amounts_of_time, same_day_limits, time_limits

R = TypeVar("R", bound=RecordFile)
Deadlines = tuple[Deadline, ...]


class _Locate(Protocol):
    """Returns the place of words in a text; the number counts the same words in it from 0."""

    def __call__(self, words: str, occurrence: int) -> Span: ...


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, how to find words in its file, and the time limit that it states; None if it has none of its own."""

    words: str
    locate: _Locate
    deadline: Deadline | None = None
    title: bool = False
    """Whether it is a title, in which only clear limits count."""

    def span(self, one: AmountOfTime) -> Span:
        """Return the place of an amount of time in the file."""
        earlier = sum(other.words == one.words for other in amounts_of_time(self.words[: one.start]))
        return self.locate(one.words, earlier)


def check_time_limits(records: Records, derived: Iterable[DerivedText], names: NameIndex) -> None:
    """Add to ``names`` a problem for each limit in a set of standards or its easy read that no deadline agrees with.

    An easy read that is suspect, as its promise has changed, is reported as such and not here.
    """
    located = records.located(StandardsFile)
    for n, record in enumerate(located.record.sets if located else ()):
        assert located
        names.problems += _set_problems(located, ("sets", n), record)
    suspect = frozenset(one.source for one in derived if one.kind == "easy read" and one.suspect)
    names.problems += _easy_read_problems(records, suspect)


def is_reported(standard: Standard) -> bool:
    """Return whether a promise lacks the deadline that its words need; what names its limit is not at fault then."""
    return standard.deadline is None and (LIMIT in standard.text or bool(time_limits(standard.text)))


def time_limit_warnings(records: Records) -> Iterator[Diagnostic]:
    """Yield a warning for each limit that "we" promise on a page, poster or leaflet, and no promise it is about has.

    A promise for the same day is one too, as no deadline can say it.
    """
    standards, sets = records.located(StandardsFile), records.all(StandardSet)
    yield from _same_day_warnings(standards) if standards else ()
    for page in records.pages:
        known = _deadlines_shown(page, sets)
        if known is None:
            continue
        for text in _texts_of_page(page):
            yield from _limits_of_ours(text, known, "no promise on this page has")
    posters = records.located(PostersFile)
    every = tuple(deadline for one in sets for deadline in _of_set(one))
    for n, poster in enumerate(posters.record.posters if posters else ()):
        assert posters
        places: list[tuple[str, Location]] = [(poster.says, ("says",)), (poster.call_says, ("call_says",))]
        places += [(point, ("points", k)) for k, point in enumerate(poster.points)]
        for words, place in places:
            text = _text(words, posters, ("posters", n, *place))
            yield from _limits_of_ours(text, every, "no promise has")
    leaflets = records.located(LeafletsFile)
    for n, leaflet in enumerate(leaflets.record.leaflets if leaflets else ()):
        assert leaflets
        lines: list[tuple[str, Location]] = [(leaflet.says, ("says",)), (leaflet.call_says, ("call_says",))]
        for m, panel in enumerate(leaflet.inside):
            lines += [(point, ("inside", m, "points", k)) for k, point in enumerate(panel.points)]
        for words, place in lines:
            yield from _limits_of_ours(_text(words, leaflets, ("leaflets", n, *place)), every, "no promise has")


def _set_problems(located: Located[StandardsFile], place: Location, record: StandardSet) -> Iterator[Diagnostic]:
    for m, standard in enumerate(record.standards):
        yield from _standard_problems(located, (*place, "standards", m), standard)
    known = _of_set(record)
    summaries: list[tuple[str, Location]] = [(record.summary, ("summary",)), (record.heading, ("heading",))]
    if pack := record.support_pack:
        summaries += [(pack.text, ("support_pack", "text")), (pack.title, ("support_pack", "title"))]
        for k, item in enumerate(pack.items):
            below = (*place, "support_pack", "items", k, "text")
            yield from _own_problems([_text(item.text, located, below, item.deadline)], _amounts(item.deadline))
    in_words = _in_words(record)
    for words, below in summaries:
        text = _text(words, located, (*place, *below))
        yield from _unknown_limits(text, known, "no promise of this set has", in_words)


def _standard_problems(located: Located[StandardsFile], place: Location, one: Standard) -> Iterator[Diagnostic]:
    texts = [_text(one.text, located, (*place, "text"), one.deadline)]
    for k, point in enumerate(one.points):
        texts.append(_text(point.text, located, (*place, "points", k, "text"), point.deadline))
    texts.append(replace(_text(one.title, located, (*place, "title"), one.deadline), title=True))
    yield from _own_problems(texts, _of_standard(one))


def _own_problems(texts: Iterable[_Text], known: Deadlines) -> Iterator[Diagnostic]:
    """Yield a problem for each limit in the texts of one promise that is not among ``known``, and each only once."""
    reported: set[str] = set()
    for text in texts:
        yield from _unfilled(text)
        stated = _stated(text)
        agrees = text.deadline is not None and any(_agree(one, text.deadline) for one in stated)
        for one in stated:
            if one.amount in reported or any(_agree(one, deadline) for deadline in known):
                continue
            reported.add(one.amount)
            message, hint, code = _problem(one, text.deadline, agrees=agrees, alone=not known)
            agrees = True
            yield Diagnostic(text.span(one), code, message, hint)


def _same_day_warnings(located: Located[StandardsFile]) -> Iterator[Diagnostic]:
    """Yield a warning for each promise without a deadline that is for the same day."""
    for n, record in enumerate(located.record.sets):
        for m, standard in enumerate(record.standards):
            words = () if standard.deadline or _of_standard(standard) else same_day_limits(standard.text)
            if words:
                yield _same_day(_text(standard.text, located, ("sets", n, "standards", m, "text")), words[0])


def _same_day(text: _Text, words: str) -> Diagnostic:
    message = f"'{words}' is a time limit that no `deadline:` can say; the calculator and the comparison leave it out"
    hint = "if the source also gives hours or days, add them as `deadline:`; otherwise leave it as it is"
    return Diagnostic(text.locate(words, 0), Code.LIMIT_WITHOUT_DEADLINE, message, hint, Severity.WARNING)


def _unfilled(text: _Text) -> Iterator[Diagnostic]:
    """Yield a problem for a placeholder that nothing fills in."""
    if LIMIT not in text.words:
        return
    if text.deadline and text.deadline.amount:
        message, hint = "only the field `text` can contain {limit}", f"write {text.deadline.amount}"
    else:
        message = "the words contain {limit}, and there is no amount of time"
        hint = "write the time under `deadline:`, or take {limit} out of the words"
    yield Diagnostic(text.locate(LIMIT, 0), Code.INVALID_VALUE, message, hint)


def _stated(text: _Text) -> tuple[AmountOfTime, ...]:
    """Return the limits that a text states; beside a deadline, an amount that could be one is one."""
    amounts = amounts_of_time(text.words)
    limits = tuple(one for one in amounts if one.limit)
    if limits or text.title or not (text.deadline and text.deadline.amount):
        return limits
    return tuple(one for one in amounts if one.reading is Reading.UNCLEAR and one.figures)


def _problem(one: AmountOfTime, deadline: Deadline | None, *, agrees: bool, alone: bool) -> tuple[str, str, Code]:
    """Return the message, the hint and the code for a limit that no deadline has.

    ``agrees`` says that the deadline has another limit of the text, ``alone`` that there is no other deadline.
    """
    written = f"{{within: {one.most}, unit: {one.unit.value}, from: {Trigger.REPORT_RECEIVED.value}}}"
    starts = "with what starts the clock: " + ", ".join(trigger.value for trigger in Trigger)
    if deadline and not agrees:
        message = f"the words say {one.words}, and the time limit is {deadline.amount or AGREED_WITH_THEM}"
        hint = "change one of the two; {limit} in the words always says what `deadline:` says"
        return message, hint, Code.INVALID_VALUE
    if deadline or not alone:
        message = f"'{one.words}' is a second time limit, and no `deadline:` has it"
        hint = f"give it an entry of its own under `points:`, with `deadline: {written}`, {starts}"
        return message, hint, Code.LIMIT_WITHOUT_DEADLINE
    message = f"'{one.words}' is a time limit without a `deadline:`; the calculator and the comparison leave it out"
    return message, f"add `deadline: {written}`, {starts}", Code.LIMIT_WITHOUT_DEADLINE


def _unknown_limits(text: _Text, known: Deadlines, has: str, reported: Set[str]) -> Iterator[Diagnostic]:
    """Yield an error for each limit in a text that none of the deadlines ``known`` agrees with.

    ``reported`` has the amounts that are reported where a promise says them.
    """
    for one in time_limits(text.words):
        if one.amount not in reported and not any(_agree(one, deadline) for deadline in known):
            yield _unknown_limit(one, text, known, has, Severity.ERROR)


def _limits_of_ours(text: _Text, known: Deadlines, has: str) -> Iterator[Diagnostic]:
    """Yield a warning for each limit that "we" promise in a text and that none of the deadlines agrees with."""
    for one in time_limits(text.words):
        if one.ours and not any(_agree(one, deadline) for deadline in known):
            yield _unknown_limit(one, text, known, has, Severity.WARNING)


def _unknown_limit(one: AmountOfTime, text: _Text, known: Deadlines, has: str, severity: Severity) -> Diagnostic:
    amounts = " or ".join(dict.fromkeys(deadline.amount for deadline in known))
    message = f"'{one.words}' is a time limit that {has}"
    hint = f"write {amounts}, or take it out" if amounts else "take it out, or give the promise a `deadline:`"
    return Diagnostic(text.span(one), Code.LIMIT_WITHOUT_DEADLINE, message, hint, severity)


def _easy_read_problems(records: Records, suspect: Set[str]) -> Iterator[Diagnostic]:
    located = records.located(EasyReadFile)
    sets = {one.id: one for one in records.all(StandardSet)}
    for n, easy_read in enumerate(located.record.sets if located else ()):
        assert located
        record = sets.get(easy_read.standard_set)
        if record is None:
            continue
        in_words = _in_words(record)
        for rows, place, known, has in _groups(easy_read, record, suspect):
            for k, row in enumerate(rows):
                text = _text(row.text, located, ("sets", n, *place, k, "text"))
                yield from _unknown_limits(text, known, has, in_words)


def _groups(
    easy_read: EasyRead, record: StandardSet, suspect: Set[str]
) -> Iterator[tuple[tuple[EasyReadRow, ...], Location, Deadlines, str]]:
    """Yield the rows of an easy read that belong together, with their location, their deadlines and whose these are."""
    standards = {one.id: one for one in record.standards if one.id not in suspect}
    for m, promise in enumerate(easy_read.promises):
        if standard := standards.get(promise.standard):
            yield (
                promise.rows,
                ("promises", m, "rows"),
                _of_standard(standard),
                f"the promise '{standard.id}' does not have",
            )
    for rows, name in ((easy_read.introduction, "introduction"), (easy_read.help, "help")):
        yield rows, (name,), _of_set(record), "no promise of its set has"


def _texts_of_page(page: ProsePage) -> Iterator[_Text]:
    for words in (page.front.lead or "", *(step.text for step in page.front.steps)):
        yield _Text(words, lambda *_: page.id_span)
    line = page.first_line
    for block in page.body.split("\n\n"):
        places = Places(page.file, block, line, values={(): Span(page.file, line)})
        yield _Text(block, partial(places.words, ()))
        line += block.count("\n") + 2


def _deadlines_shown(page: ProsePage, sets: Iterable[StandardSet]) -> Deadlines | None:
    """Return the deadlines of the promises that a page shows; None if it shows no promise."""
    front = page.front
    shown = {*front.promises, *(one for step in front.steps for one in step.promises)}
    whole = {front.standard_set, front.calculator}
    standards = [one for record in sets for one in record.standards if one.id in shown or record.id in whole]
    return tuple(deadline for one in standards for deadline in _of_standard(one)) if standards else None


def _text(words: str, located: Located[R], place: Location, deadline: Deadline | None = None) -> _Text:
    return _Text(words, partial(located.places.words, place), deadline)


def _in_words(record: StandardSet) -> frozenset[str]:
    """Return the amounts that promises of a set say as limits, and that none of their deadlines agrees with."""
    return frozenset(
        limit.amount
        for one in record.standards
        for text in (one.text, *(point.text for point in one.points))
        for limit in time_limits(text)
        if not any(_agree(limit, deadline) for deadline in _of_standard(one))
    )


def _of_set(record: StandardSet) -> Deadlines:
    """Return every deadline of a set that has an amount."""
    items = record.support_pack.items if record.support_pack else ()
    of_standards = (deadline for one in record.standards for deadline in _of_standard(one))
    return (*of_standards, *(deadline for one in items for deadline in _amounts(one.deadline)))


def _of_standard(standard: Standard) -> Deadlines:
    """Return the deadlines of a standard and its points that have an amount."""
    return _amounts(standard.deadline, *(point.deadline for point in standard.points))


def _amounts(*deadlines: Deadline | None) -> Deadlines:
    return tuple(one for one in deadlines if one and one.amount)


def _agree(one: AmountOfTime, deadline: Deadline) -> bool:
    """Return whether words state the amount of a deadline; a wait or a moment may be either end of a range."""
    if not (deadline.within and deadline.unit):
        return False
    starts = deadline.sense is not Sense.WITHIN and one.starts_at(deadline.within, deadline.unit)
    return starts or one.agrees(deadline.within, deadline.unit)
