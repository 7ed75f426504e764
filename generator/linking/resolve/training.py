"""Courses: what their texts take from records, on what their right answers depend, and what nobody is taught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.knowledge_base import KnowledgeBase, Link
from generator.linking.linked import LinkedCourse, LinkedTraining
from generator.linking.name_index import NameIndex
from generator.linking.resolve.facts import fact_problems, fact_references
from generator.linking.walk import VisitedReference, walk_from
from generator.loading.project import Records
from generator.loading.records import Located
from generator.loading.yaml_values import Location
from generator.model.record import Identified, Record
from generator.model.references import RefersTo, Relation
from generator.model.standards import Standard
from generator.model.training import Course, Fact, QuizQuestion, Scenario, TrainingFile
from generator.words.deadlines import amount_in_text

AssessedItem = Scenario | QuizQuestion


def check_courses(records: Records, names: NameIndex) -> None:
    """Note every fact that is lost or was typed, answers that read the same, and what no activity uses."""
    located = records.located(TrainingFile)
    if not located:
        return
    for _, text, span in _texts(located):
        names.problems += fact_problems(text, span, names)
    for n, course in enumerate(located.record.courses):
        _check_use(course, n, located, names)
        for k, question in enumerate(course.questions):
            span = located.span("courses", n, "questions", k, "id")
            names.problems += _same_answers(question, span, names)


def link_training(records: Records) -> LinkedTraining:
    """Every course with what decides its answers, and what holds for all of them."""
    file = records.get(TrainingFile) or TrainingFile()
    courses = (
        LinkedCourse(one, {item.id: _decided(item) for item in assessed_items(one)}, tuple(told))
        for one, told in taught_in(records)
    )
    return LinkedTraining(tuple(courses), file.guidance, file.evaluation)


def links_of_facts(records: Records) -> Iterator[Link]:
    """A link for each fact that a text of a course takes from a record."""
    located = records.located(TrainingFile)
    for owner, text, _ in _texts(located) if located else ():
        if owner is None:
            continue
        for one in fact_references(text):
            yield Link(owner.id, one.record, Relation.TEACHES)


def taught_in(records: Records) -> Iterator[tuple[Course, dict[str, Span]]]:
    """Each course, with the ids of the records that it teaches and the first place that takes something from each."""
    located = records.located(TrainingFile)
    for n, course in enumerate(located.record.courses if located else ()):
        assert located
        told: dict[str, Span] = {}
        for met in walk_from(cast(Located[Record], located), course, ("courses", n)):
            if isinstance(met, VisitedReference) and met.relation is Relation.TEACHES:
                told.setdefault(met.target, met.span)
        for _, text, span in _texts_of(located, course, ("courses", n), None):
            for one in fact_references(text):
                told.setdefault(one.record, span)
        yield course, dict(sorted(told.items(), key=lambda item: item[1]))


def assessed_items(course: Course) -> Iterator[AssessedItem]:
    """The scenarios and questions that an activity of the course uses."""
    used = {one for activity in course.activities for one in (*activity.scenarios, *activity.questions)}
    every: tuple[AssessedItem, ...] = (*course.scenarios, *course.questions)
    yield from (item for item in every if item.id in used)


def untaught_problems(records: Records, base: KnowledgeBase) -> Iterator[Diagnostic]:
    """A warning for each promise with a time limit and each front-line power that no right answer depends on."""
    located = records.located(TrainingFile)
    if not (located and base.courses):
        return
    for identifier, what in required_teaching(base):
        if not any(course.items_depending_on(identifier) for course in base.courses):
            message = f"no right answer of any course depends on '{identifier}', {what}"
            hint = "add a scenario or a question whose right answer takes a fact from it"
            yield Diagnostic(located.span("courses"), Code.NOT_TAUGHT, message, hint, Severity.WARNING)


def required_teaching(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """The ids of what people must know: promises of this area with a time limit, and front-line powers; and why."""
    for linked in base.local_sets:
        for standard in linked.standards:
            if standard.record.deadline:
                yield standard.record.id, "a promise with a time limit"
    for power in base.powers.powers:
        if power.front_line:
            yield power.id, "a power that front-line staff must know"


def _decided(item: AssessedItem) -> tuple[str, ...]:
    """The ids of the records that the right answers of a item take facts from."""
    match item:
        case Scenario():
            texts = [task.answer for task in item.tasks]
        case QuizQuestion():
            texts = [option.text for option in item.options if option.right]
    return tuple(dict.fromkeys(one.record for text in texts for one in fact_references(text)))


def _check_use(course: Course, n: int, located: Located[TrainingFile], names: NameIndex) -> None:
    """What an activity uses must be of its course, and everything of a course must be used."""
    for name in ("scenarios", "questions", "handouts"):
        there: tuple[Identified, ...] = getattr(course, name)
        used: set[str] = set()
        for m, module in enumerate(course.modules):
            for k, activity in enumerate(module.activities):
                place = ("courses", n, "modules", m, "activities", k, name)
                named: tuple[str, ...] = getattr(activity, name)
                used.update(named)
                _of_this_course(named, {one.id for one in there}, located, place, names)
        for k, one in enumerate(there):
            if one.id not in used:
                message = f"no activity of '{course.id}' uses '{one.id}'"
                hint = f"name it under `{name}:` of an activity, or take it out"
                names.problems.append(
                    Diagnostic(located.span("courses", n, name, k, "id"), Code.INVALID_VALUE, message, hint)
                )


def _of_this_course(
    named: tuple[str, ...], there: set[str], located: Located[TrainingFile], place: Location, names: NameIndex
) -> None:
    for k, identifier in enumerate(named):
        if identifier not in there and identifier in names.spans:
            message = f"'{identifier}' is not of this course"
            hint = f"it can be one of these: {', '.join(sorted(there)) or 'none yet'}"
            names.problems.append(Diagnostic(located.span(*place, k), Code.INVALID_VALUE, message, hint))


def _same_answers(question: QuizQuestion, span: Span, names: NameIndex) -> Iterator[Diagnostic]:
    """A problem where two answers to choose from read the same, as two time limits may after a change."""
    seen: dict[str, int] = {}
    for n, option in enumerate(question.options, start=1):
        read = _read(option.text, names)
        if read in seen:
            message = f"the answers {seen[read]} and {n} of '{question.id}' read the same: “{read}”"
            yield Diagnostic(span, Code.INVALID_VALUE, message, "change the wrong one of the two")
        seen[read] = n


def _read(text: str, names: NameIndex) -> str:
    """A text with its time limits in it."""
    for one in fact_references(text):
        standard = names.record(one.record, Standard, "standard")
        if one.fact is Fact.LIMIT and standard and standard.deadline:
            text = text.replace(one.token, amount_in_text(standard.deadline))
    return text


def _texts(located: Located[TrainingFile]) -> Iterator[tuple[Identified | None, str, Span]]:
    """Every text of a file with the innermost record that it belongs to, and where it was written."""
    yield from _texts_of(located, located.record, (), None)


def _texts_of(
    located: Located[TrainingFile], value: object, place: Location, owner: Identified | None
) -> Iterator[tuple[Identified | None, str, Span]]:
    match value:
        case str():
            yield owner, value, located.span(*place)
        case tuple():
            for n, child in enumerate(value):
                yield from _texts_of(located, child, (*place, n), owner)
        case Record():
            within = value if isinstance(value, Identified) else owner
            for name in _told(value):
                yield from _texts_of(located, getattr(value, name), (*place, name), within)


def _told(record: Record) -> Iterable[str]:
    """The fields of a record that hold no id."""
    fields = type(record).model_fields.items()
    return (n for n, field in fields if n != "id" and not any(isinstance(m, RefersTo) for m in field.metadata))
