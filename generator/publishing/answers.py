"""What ``check`` and ``build`` answer. Where nothing has changed since they last did, they answer it again at once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from generator.cache import Cache
from generator.diagnostics import Diagnostic, from_records, to_records
from generator.model.vocabulary import Edition
from generator.progress import Progress, Tally, Work, silent
from generator.publishing.unchanged import inputs_key, moment, stand_key


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and of a build what was made of it."""

    diagnostics: tuple[Diagnostic, ...]
    published: bool = False
    """Whether something was; a check publishes nothing."""
    pages: int = 0
    prints: int = 0
    readability: str = ""
    work: Work = field(default_factory=Work)


def check_answer(project: Path, *, today: date, release: bool, cache: Cache) -> Answer:
    """Every problem in the author's files as of ``today``."""
    key = inputs_key(project, "check", today.isoformat(), str(release))
    if known := _recall(cache, "checks", key):
        return known
    from generator.build import check

    before = moment(project)
    _, found = check(project, today, release=release)
    answer = Answer(found)
    if inputs_key(project, "check", today.isoformat(), str(release)) == key and moment(project) == before:
        _remember(cache, "checks", key, answer)
    return answer


def build_answer(
    project: Path,
    *,
    today: date,
    edition: Edition,
    with_prints: bool,
    cache: Cache,
    progress: Progress = silent,
) -> Answer:
    """Build ``build/EDITION``, unless it stands there as the same files made it."""
    asked = ("build", today.isoformat(), edition.value, str(with_prints))
    folder = project / "build" / edition.value
    inputs = inputs_key(project, *asked, settings=True)
    if known := _recall(cache, "builds", _both(inputs, stand_key(folder))):
        return _unchanged(known)
    before = moment(project)
    from generator.linking.checks.readability import summary
    from generator.publishing.publish import publish

    made = publish(project, today=today, edition=edition, with_prints=with_prints, cache=cache, progress=progress)
    easy = made.site.readability
    read = summary(easy) if easy else ""
    answer = Answer(made.diagnostics, made.folder is not None, made.pages, len(made.site.prints), read, made.work)
    # What an author saved meanwhile is perhaps not in it, so it must not pass for what these files make.
    if made.keepable and inputs_key(project, *asked, settings=True) == inputs and moment(project) == before:
        _remember(cache, "builds", _both(inputs, made.stand), answer)
    return answer


def _both(inputs: str | None, stand: str | None) -> str | None:
    return f"{inputs[:32]}{stand[:32]}" if inputs and stand else None


def _unchanged(answer: Answer) -> Answer:
    """An answer given again: nothing was made."""
    work = answer.work
    again = Work(*(Tally(0, tally.made + tally.reused) for tally in (work.pages, work.prints, work.files)))
    return Answer(answer.diagnostics, True, answer.pages, answer.prints, answer.readability, again)


def _recall(cache: Cache, kind: str, key: str | None) -> Answer | None:
    content = cache.get(kind, key) if key else None
    if content is None:
        return None
    told = json.loads(content)
    work = Work(**{name: Tally(**tally) for name, tally in told.pop("work").items()})
    return Answer(from_records(told.pop("diagnostics")), work=work, **told)


def _remember(cache: Cache, kind: str, key: str | None, answer: Answer) -> None:
    if key:
        told = {**asdict(answer), "diagnostics": to_records(answer.diagnostics)}
        cache.put(kind, key, json.dumps(told).encode())
