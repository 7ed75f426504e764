"""Courses as their pages, prints and quizzes show them, with the facts of records and the times of activities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedCourse
from generator.model.references import Relation
from generator.model.training import (
    Activity,
    ActivityKind,
    Course,
    Guidance,
    Handout,
    Module,
    QuizQuestion,
    Scenario,
)
from generator.model.vocabulary import counted
from generator.views.shared.links import LinkView, link_to
from generator.views.shared.paths import course_path, quiz_path
from generator.views.training.course_parts import (
    ActivityView,
    CourseView,
    GuidanceView,
    HandoutView,
    ModuleView,
    NumberedItem,
    OptionView,
    PromptView,
    QuizQuestionView,
    ScenarioView,
)
from generator.views.training.currency import currency
from generator.views.training.facts import FactView, fact_view, fill_facts, sentence_with_facts
from generator.views.training.slides import SpeakerNote, slide_picture, slide_view
from generator.words.text import NO_BREAK, Sentence, plain, sentence

_KINDS = {
    ActivityKind.TALK: "Talk",
    ActivityKind.DISCUSSION: "Discussion",
    ActivityKind.PAIRS: "In pairs",
    ActivityKind.SCENARIOS: "Scenarios",
    ActivityKind.PRACTICE: "Practice",
    ActivityKind.QUIZ: "Quiz",
    ActivityKind.REFLECTION: "Reflection",
    ActivityKind.BREAK: "Break",
}


def length(minutes: int) -> str:
    """Return a length of time in words: ``20 minutes``, ``2 hours and 30 minutes``."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(count, unit) for count, unit in ((hours, "hour"), (rest, "minute")) if count]
    return " and ".join(parts).replace(" hour", f"{NO_BREAK}hour").replace(" minute", f"{NO_BREAK}minute")


def course_view(linked: LinkedCourse, base: KnowledgeBase) -> CourseView:
    """Return a course, with the facts that its texts take from records."""
    course = linked.record
    guidance = {one.id: one for one in base.training.guidance}
    return CourseView(
        anchor=course.id,
        path=course_path(course.id),
        quiz_path=quiz_path(course.id) if course.questions else "",
        title=course.title,
        short_title=course.short_title,
        audience=sentence_with_facts(course.audience, base),
        summary=sentence_with_facts(course.summary, base),
        picture=slide_picture(course.picture, base),
        trainer=sentence_with_facts(course.trainer, base),
        group=course.group,
        length=length(course.minutes),
        outcomes=_all(course.outcomes, base),
        objectives=tuple(link_to(one, base) for one in course.objectives),
        teaches=_teaches(linked, base),
        currency=currency(linked, base),
        content_note=sentence_with_facts(course.content_note, base),
        before=_all(course.before, base),
        materials=_all(course.materials, base),
        guidance=tuple(guidance_view(guidance[one], base) for one in course.guidance),
        modules=_modules(course, base),
        scenarios=tuple(_scenario(one, n, linked, base) for n, one in enumerate(course.scenarios, start=1)),
        questions=tuple(_question(one, n, base) for n, one in enumerate(course.questions, start=1)),
        handouts=tuple(_handout(one, n, base) for n, one in enumerate(course.handouts, start=1)),
        card=tuple((panel.title, _all(panel.points, base)) for panel in course.card),
        follow_up=tuple((one.when, _all(one.do, base)) for one in course.follow_up),
        evaluation=tuple((sentence(one.asks), one.choices) for one in base.training.evaluation),
    )


def _teaches(linked: LinkedCourse, base: KnowledgeBase) -> tuple[LinkView, ...]:
    links = {link.path: link for link in (link_to(one, base) for one in linked.teaches)}
    return tuple(sorted(links.values(), key=lambda link: link.title.casefold()))


def guidance_view(guidance: Guidance, base: KnowledgeBase) -> GuidanceView:
    """Return guidance, with the facts that its texts take from records."""
    words, steps = _all(guidance.words, base), _all(guidance.steps, base)
    return GuidanceView(guidance.id, guidance.title, words, steps, _facts(guidance.facts, base))


def _all(texts: Iterable[str], base: KnowledgeBase) -> tuple[Sentence, ...]:
    return tuple(sentence_with_facts(text, base) for text in texts)


def _facts(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[FactView, ...]:
    return tuple(fact_view(one, base) for one in identifiers)


def _modules(course: Course, base: KnowledgeBase) -> tuple[ModuleView, ...]:
    views, start_minute, slides = [], 0, 0
    for n, module in enumerate(course.modules, start=1):
        activities = []
        for activity in module.activities:
            activities.append(_activity(activity, (start_minute, slides), course, base))
            start_minute, slides = start_minute + activity.minutes, slides + len(activity.slides)
        views.append(_module(module, n, tuple(activities), base))
    return tuple(views)


def _module(module: Module, number: int, activities: tuple[ActivityView, ...], base: KnowledgeBase) -> ModuleView:
    return ModuleView(
        module.id, number, module.title, sentence_with_facts(module.outcome, base), module.minutes, activities
    )


def _activity(activity: Activity, before: tuple[int, int], course: Course, base: KnowledgeBase) -> ActivityView:
    """Return one activity; ``before`` is the number of minutes and of slides before it."""
    start_minute, slides = before
    notes = tuple(_speaker_notes(activity, base))
    return ActivityView(
        anchor=activity.id,
        title=activity.title,
        kind=_KINDS[activity.kind],
        start_minute=start_minute,
        minutes=activity.minutes,
        aim=sentence_with_facts(activity.aim or "", base),
        do=_all(activity.do, base),
        say=_all(activity.say, base),
        facts=_facts(activity.facts, base),
        prompts=tuple(
            PromptView(sentence_with_facts(one.asks, base), _all(one.listen_for, base)) for one in activity.prompts
        ),
        watch_for=_all(activity.watch_for, base),
        slides=tuple(slide_view(one, n, notes, base) for n, one in enumerate(activity.slides, start=slides + 1)),
        scenarios=_numbered(activity.scenarios, course.scenarios),
        questions=_numbered(activity.questions, course.questions),
        handouts=_numbered(activity.handouts, course.handouts),
        changed_records=_changed_records(activity, course, base),
    )


def _speaker_notes(activity: Activity, base: KnowledgeBase) -> Iterator[SpeakerNote]:
    """Yield what the trainer does, says and asks during an activity, for the notes of its slides."""
    yield SpeakerNote(f"{activity.title}, {counted(activity.minutes, 'minute')}", ())
    asks = tuple(one.asks for one in activity.prompts)
    listen_for = tuple(line for one in activity.prompts for line in one.listen_for)
    parts = {"Do": activity.do, "Say": activity.say, "Ask": asks, "Listen for": listen_for}
    for heading, lines in {**parts, "Watch for": activity.watch_for}.items():
        if lines:
            yield SpeakerNote(heading, tuple(plain(fill_facts(line, base)) for line in lines))


def _numbered(
    identifiers: Iterable[str], items: tuple[Scenario, ...] | tuple[QuizQuestion, ...] | tuple[Handout, ...]
) -> tuple[NumberedItem, ...]:
    places = {one.id: (n, one) for n, one in enumerate(items, start=1)}
    selected = (places[identifier] for identifier in identifiers)
    return tuple(NumberedItem(n, getattr(one, "title", ""), one.id) for n, one in sorted(selected, key=itemgetter(0)))


def _changed_records(activity: Activity, course: Course, base: KnowledgeBase) -> tuple[LinkView, ...]:
    """Return the records that an activity or its items use and that changed since the texts were last checked."""
    changed = {one.source for one in base.derived_texts if one.suspect and one.text == f"{course.id}-{one.source}"}
    units = (activity.id, *activity.scenarios, *activity.questions, *activity.handouts)
    records = (link.target for one in units for link in base.links_from(one) if link.relation is Relation.TEACHES)
    return tuple(link_to(one, base) for one in dict.fromkeys(records) if one in changed)


def _scenario(scenario: Scenario, number: int, linked: LinkedCourse, base: KnowledgeBase) -> ScenarioView:
    verdict = next(one for one in base.subject.verdicts if one.id == scenario.verdict)
    return ScenarioView(
        anchor=scenario.id,
        number=number,
        title=scenario.title,
        story=sentence_with_facts(scenario.story, base),
        tasks=tuple(
            (sentence_with_facts(task.asks, base), sentence_with_facts(task.answer, base)) for task in scenario.tasks
        ),
        verdict=verdict.words,
        explanation=sentence_with_facts(scenario.why, base),
        open=verdict.open,
        strands=tuple(link_to(one, base) for one in scenario.strands),
        content_note=sentence_with_facts(scenario.content_note or "", base),
        source_records=tuple(link_to(one, base) for one in linked.answer_sources[scenario.id]),
    )


def _question(question: QuizQuestion, number: int, base: KnowledgeBase) -> QuizQuestionView:
    options = (
        OptionView("ABCDE"[n], sentence_with_facts(option.text, base), option.right)
        for n, option in enumerate(question.options)
    )
    return QuizQuestionView(
        anchor=question.id,
        number=number,
        text=sentence_with_facts(question.asks, base),
        options=tuple(options),
        several=question.several,
        explanation=sentence_with_facts(question.explanation, base),
        source_records=tuple(link_to(one, base) for one in question.cites),
    )


def _handout(handout: Handout, number: int, base: KnowledgeBase) -> HandoutView:
    return HandoutView(
        anchor=handout.id,
        number=number,
        title=handout.title,
        words=_all(handout.words, base),
        points=_all(handout.points, base),
        facts=_facts(handout.facts, base),
        write=_all(handout.write, base),
    )
