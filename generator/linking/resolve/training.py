"""Links courses: the facts their texts take from records, what right answers depend on, and what no course teaches."""

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
from generator.model.values import IdOf
from generator.words.deadlines import amount_in_text

AssessedItem = Scenario | QuizQuestion


def check_courses(records: Records, names: NameIndex) -> None:
    """Add to ``names`` unknown and typed facts, answers that read the same, and parts that no activity uses."""
    located = records.located(TrainingFile)
    if not located:
        return
    for _, text, span in _texts(located):
        names.problems += fact_problems(text, span, names)
    for n, course in enumerate(located.record.courses):
        _check_use(course, n, located, names)
        _check_pictures(course, n, located, names)
        for k, scenario in enumerate(course.scenarios):
            names.report_missing("verdict", scenario.verdict, located.span("courses", n, "scenarios", k, "verdict"))
        for k, question in enumerate(course.questions):
            span = located.span("courses", n, "questions", k, "id")
            names.problems += _same_answers(question, span, names)


def link_training(records: Records) -> LinkedTraining:
    """Return every course with the records that it teaches and that decide its answers, and the common guidance."""
    file = records.get(TrainingFile) or TrainingFile()
    courses = (
        LinkedCourse(one, {item.id: _answer_sources(item) for item in assessed_items(one)}, tuple(spans))
        for one, spans in records_taught(records)
    )
    return LinkedTraining(tuple(courses), file.guidance, file.evaluation)


def links_of_facts(records: Records) -> Iterator[Link]:
    """Yield a link for each fact that a text of a course takes from a record."""
    located = records.located(TrainingFile)
    for owner, text, _ in _texts(located) if located else ():
        if owner is None:
            continue
        for one in fact_references(text):
            yield Link(owner.id, one.record, Relation.TEACHES)


def records_taught(records: Records) -> Iterator[tuple[Course, dict[str, Span]]]:
    """Yield each course with the ids of the records that it teaches, each with the first span that refers to it."""
    located = records.located(TrainingFile)
    for n, course in enumerate(located.record.courses if located else ()):
        assert located
        spans: dict[str, Span] = {}
        for visit in walk_from(cast(Located[Record], located), course, ("courses", n)):
            if isinstance(visit, VisitedReference) and visit.relation is Relation.TEACHES:
                spans.setdefault(visit.target, visit.span)
        for _, text, span in _texts_of(located, course, ("courses", n), None):
            for one in fact_references(text):
                spans.setdefault(one.record, span)
        yield course, dict(sorted(spans.items(), key=lambda item: item[1]))


def assessed_items(course: Course) -> Iterator[AssessedItem]:
    """Yield the scenarios and questions that an activity of the course uses."""
    used = {one for activity in course.activities for one in (*activity.scenarios, *activity.questions)}
    items: tuple[AssessedItem, ...] = (*course.scenarios, *course.questions)
    yield from (item for item in items if item.id in used)


def untaught_problems(records: Records, base: KnowledgeBase) -> Iterator[Diagnostic]:
    """Yield a warning for each record of ``required_teaching`` that no right answer of any course depends on."""
    located = records.located(TrainingFile)
    if not (located and base.courses):
        return
    for identifier, what in required_teaching(base):
        if not any(course.items_depending_on(identifier) for course in base.courses):
            message = f"no right answer of any course depends on '{identifier}', {what}"
            hint = "add a scenario or a question whose right answer takes a fact from it"
            yield Diagnostic(located.span("courses"), Code.NOT_TAUGHT, message, hint, Severity.WARNING)


def required_teaching(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield the id of each local standard with a time limit and each front-line power, and the reason in words."""
    for linked in base.local_sets:
        for standard in linked.standards:
            if standard.record.deadline:
                yield standard.record.id, "a promise with a time limit"
    for power in base.powers.powers:
        if power.front_line:
            yield power.id, "a power that front-line staff must know"


def _answer_sources(item: AssessedItem) -> tuple[str, ...]:
    """Return the ids of the records that the right answers of an item take facts from."""
    match item:
        case Scenario():
            texts = [task.answer for task in item.tasks]
        case QuizQuestion():
            texts = [option.text for option in item.options if option.right]
    return tuple(dict.fromkeys(one.record for text in texts for one in fact_references(text)))


_PARTS = {"scenarios": "scenario", "questions": "quiz question", "handouts": "handout"}
"""The fields of an activity that name parts of its course, and the kind of each."""


def _check_use(course: Course, n: int, located: Located[TrainingFile], names: NameIndex) -> None:
    """Check that activities use only parts of their own course, and use all of them."""
    for name, kind in _PARTS.items():
        parts: tuple[Identified, ...] = getattr(course, name)
        used: set[str] = set()
        # What an unknown id should name is used, whatever its id is now.
        uncertain = course.id in names.incomplete_ids
        for m, module in enumerate(course.modules):
            for k, activity in enumerate(module.activities):
                place = ("courses", n, "modules", m, "activities", k, name)
                identifiers: tuple[str, ...] = getattr(activity, name)
                used.update(identifiers)
                uncertain |= not all(names.has([kind], one) for one in identifiers)
                _check_course_parts(kind, identifiers, {one.id for one in parts}, located, place, names)
        for k, one in enumerate(parts):
            if one.id not in used and not uncertain:
                message = f"no activity of '{course.id}' uses '{one.id}'"
                hint = f"name it under `{name}:` of an activity, or remove it"
                names.problems.append(
                    Diagnostic(located.span("courses", n, name, k, "id"), Code.INVALID_VALUE, message, hint)
                )


def _check_pictures(course: Course, n: int, located: Located[TrainingFile], names: NameIndex) -> None:
    """Check that the pictures of the course and of its slides exist."""
    pictures: dict[Location, str | None] = {("picture",): course.picture}
    for m, module in enumerate(course.modules):
        for k, activity in enumerate(module.activities):
            for i, slide in enumerate(activity.slides):
                pictures["modules", m, "activities", k, "slides", i, "picture"] = slide.picture
    for place, picture in pictures.items():
        if picture and not names.has(["picture"], picture):
            names.report_missing("picture", picture, located.span("courses", n, *place))


def _check_course_parts(
    kind: str,
    identifiers: tuple[str, ...],
    part_ids: set[str],
    located: Located[TrainingFile],
    place: Location,
    names: NameIndex,
) -> None:
    for k, identifier in enumerate(identifiers):
        if identifier not in part_ids and names.has([kind], identifier):
            message = f"'{identifier}' is not part of this course"
            hint = f"it can be one of these: {', '.join(sorted(part_ids)) or 'none yet'}"
            names.problems.append(Diagnostic(located.span(*place, k), Code.INVALID_VALUE, message, hint))


def _same_answers(question: QuizQuestion, span: Span, names: NameIndex) -> Iterator[Diagnostic]:
    """Yield a problem for each answer that reads the same as another, as two time limits may after a change."""
    numbers: dict[str, int] = {}
    for n, option in enumerate(question.options, start=1):
        text = _text_with_limits(option.text, names)
        if text in numbers:
            message = f"the answers {numbers[text]} and {n} of '{question.id}' read the same: “{text}”"
            yield Diagnostic(span, Code.INVALID_VALUE, message, "change the wrong one of the two")
        numbers[text] = n


def _text_with_limits(text: str, names: NameIndex) -> str:
    """Return a text with its time limits filled in."""
    for one in fact_references(text):
        standard = names.record(one.record, Standard, "standard")
        if one.fact is Fact.LIMIT and standard and standard.deadline:
            text = text.replace(one.token, amount_in_text(standard.deadline))
    return text


def _texts(located: Located[TrainingFile]) -> Iterator[tuple[Identified | None, str, Span]]:
    """Yield every text of a file with the innermost record that contains it and its span."""
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
            for name in _text_fields(value):
                yield from _texts_of(located, getattr(value, name), (*place, name), within)


def _text_fields(record: Record) -> Iterable[str]:
    """Return the names of the fields of a record that contain no ids."""
    fields = type(record).model_fields.items()
    return (n for n, field in fields if n != "id" and not any(isinstance(m, RefersTo | IdOf) for m in field.metadata))
