"""Views of the consultation: its questions and figures, what people asked for, and what answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.consultation import AskedActivity, Consultation, ConsultedGroup, MissingGroup, Question, Theme
from generator.model.references import Relation
from generator.model.strategy import Objective
from generator.model.tallies import Tally
from generator.model.vocabulary import counted
from generator.views.shared.citations import CitationView, DocumentLink, citation_view, document_link
from generator.views.shared.context import ViewContext
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to, links_from
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import path_of
from generator.views.strategy.figures import FiguresView, tally_view
from generator.words.dates import day
from generator.words.text import Sentence, plain, sentence

FIGURES_SUFFIX = "-figures"
"""The suffix that makes the anchor of a question's table from the question's own."""


@dataclass(frozen=True, slots=True)
class OutreachView:
    """A group of people that was asked, or a method of reaching them."""

    anchor: str
    title: str
    source: CitationView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity that a question listed, with the clause and the address of the objective it became."""

    text: Sentence
    clause: str
    path: str


@dataclass(frozen=True, slots=True)
class ConsultationQuestionView:
    """A question with its figures and the slips of the report."""

    anchor: str
    path: str
    title: str
    participation: str
    """How many answered, skipped and commented, in words; empty if the report does not say."""
    participation_slip: Sentence
    about: tuple[LinkView, ...]
    activities_title: str
    """What introduces the activities; empty if the question listed none."""
    activities: tuple[ActivityView, ...]
    figures: FiguresView | None
    slips: tuple[Sentence, ...]
    comments_title: str
    """The heading of the comments; empty if the report counts none."""
    comments: tuple[Sentence, ...]
    source: CitationView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class RequestView:
    """Something people asked for, with links to what answers it, if anything does."""

    anchor: str
    title: str
    text: Sentence
    frequency: str
    raised_under: tuple[LinkView, ...]
    answers: tuple[LinkView, ...]
    gap: Sentence
    source: CitationView
    backlinks: tuple[LinkGroup, ...]

    @property
    def answer_status(self) -> str:
        """Whether it is answered, in full, in part or not at all, in words."""
        if not self.answers:
            return "Nothing we publish answers this yet"
        return "Answered in part" if self.gap else "Answered"


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Counts of requests: ``answered`` (of them ``in_part``) and ``total``."""

    answered: int
    in_part: int
    total: int


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """The whole consultation."""

    anchor: str
    title: str
    heading: str
    period: str
    """First and last day, in words that follow "It ran"."""
    responses: int
    text: tuple[Sentence, ...]
    audiences: tuple[OutreachView, ...]
    methods: tuple[OutreachView, ...]
    respondents: ConsultationQuestionView
    limits: tuple[Sentence, ...]
    questions: tuple[ConsultationQuestionView, ...]
    people: tuple[ConsultationQuestionView, ...]
    themes: tuple[RequestView, ...]
    theme_counts: AnswerCounts
    missing_groups: tuple[RequestView, ...]
    missing_group_counts: AnswerCounts
    conclusions: tuple[Sentence, ...]
    document: DocumentLink


def consultation_page(context: ViewContext) -> PageContent:
    """Return the page of the consultation. A link to the id of the record leads to the page."""
    record = context.base.consultation
    assert record
    return PageContent(
        consultation_view(record, context.base),
        title=record.heading,
        description=plain(record.summary),
        lead=sentence(record.summary),
        link_ids=(record.id,),
    )


def question_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each question, with its figures and what people said."""
    record, base = context.base.consultation, context.base
    view = consultation_view(record, base) if record else None
    for question in (view.respondents, *view.questions, *view.people) if view else ():
        yield PageContent(
            question,
            path=question.path,
            title=question.title,
            description="A question of the consultation: what people answered, with every figure.",
            listed_on=link_to("consultation", base),
        )


def consultation_view(record: Consultation, base: KnowledgeBase) -> ConsultationView:
    """Return the view of a consultation."""
    own = record.document
    themes = tuple(_theme(theme, own, base) for theme in record.themes)
    missing = tuple(_missing_group(group, own, base) for group in record.missing_groups)
    return ConsultationView(
        anchor=record.id,
        title=record.title,
        heading=record.heading,
        period=f"from {day(record.began)} to {day(record.ended)}",
        responses=record.responses,
        text=_sentences(record.text),
        audiences=tuple(_outreach(group, own, base) for group in record.asked),
        methods=tuple(_outreach(method, own, base) for method in record.reached),
        respondents=_question(record.respondents, own, base),
        limits=_sentences(record.limits),
        questions=tuple(_question(question, own, base) for question in record.questions),
        people=tuple(_question(question, own, base) for question in record.people),
        themes=themes,
        theme_counts=_answer_counts(themes),
        missing_groups=missing,
        missing_group_counts=_answer_counts(missing),
        conclusions=_sentences(record.conclusions),
        document=document_link(record.document, base),
    )


def _sentences(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    return tuple(sentence(text) for text in texts)


def _outreach(record: ConsultedGroup, own: str, base: KnowledgeBase) -> OutreachView:
    return OutreachView(record.id, record.title, citation_view(record.source, own, base), backlinks(record.id, base))


def _question(question: Question, own: str, base: KnowledgeBase) -> ConsultationQuestionView:
    number = _number(question)
    return ConsultationQuestionView(
        anchor=question.id,
        path=path_of(base.targets[question.id]),
        title=f"{number.capitalize()}: {question.title}" if number else question.title,
        participation=_participation(question),
        participation_slip=sentence(question.skipped_slip) if question.skipped_slip else (),
        about=links_from(question.id, Relation.ABOUT, base),
        activities_title=_activities_title(question),
        activities=tuple(_activity(activity, base) for activity in question.activities),
        figures=_figures(question, question.tally) if question.tally else None,
        slips=_sentences(question.slips),
        comments_title=_comments_title(question),
        comments=_sentences(question.text),
        source=citation_view(question.source, own, base),
        backlinks=backlinks(question.id, base),
    )


def _activities_title(question: Question) -> str:
    count = len(question.activities)
    if count < 2:
        return "The activity on the form" if count else ""
    return f"The {count} activities on the form"


def _activity(activity: AskedActivity, base: KnowledgeBase) -> ActivityView:
    target = base.targets[activity.objective]
    assert isinstance(target, Entry)
    assert isinstance(target.record, Objective)
    return ActivityView(sentence(activity.text), target.record.source.clause, path_of(target))


def _figures(question: Question, tally: Tally) -> FiguresView:
    name = _number(question) or f"“{question.title}”"
    has_counts = tally.answers[0].count is not None
    return tally_view(
        f"{question.id}{FIGURES_SUFFIX}", f"Answers to {name}", "Responses" if has_counts else "Share", tally
    )


def _number(question: Question) -> str:
    """Return "question 3"; empty if the report has a word in place of a number."""
    return f"question {question.number}" if question.number.isdigit() else ""


def _participation(question: Question) -> str:
    counts = (
        (question.answered, "answered"),
        (question.skipped, "skipped it"),
        (question.comments, "wrote a comment"),
    )
    parts = [f"{count} {verb}" for count, verb in counts if count is not None]
    if not parts:
        return ""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _comments_title(question: Question) -> str:
    if not question.comments or not question.text:
        return ""
    return f"What the {counted(question.comments, 'comment')} said"


def _theme(theme: Theme, own: str, base: KnowledgeBase) -> RequestView:
    return RequestView(
        anchor=theme.id,
        title=theme.title,
        text=sentence(theme.text),
        frequency="",
        raised_under=_raised_under(theme, base),
        answers=links_from(theme.id, Relation.ANSWERED_BY, base),
        gap=sentence(theme.gap) if theme.gap else (),
        source=citation_view(theme.source, own, base),
        backlinks=backlinks(theme.id, base),
    )


def _raised_under(theme: Theme, base: KnowledgeBase) -> tuple[LinkView, ...]:
    """Return links to a theme's questions, by number where they have one: titles would repeat under every theme."""
    links = links_from(theme.id, Relation.RAISED_UNDER, base)
    targets = (base.targets[identifier] for identifier in theme.questions)
    numbers = (_number(t.record) if isinstance(t, Entry) and isinstance(t.record, Question) else "" for t in targets)
    return tuple(replace(link, title=number or link.title) for link, number in zip(links, numbers, strict=True))


def _missing_group(group: MissingGroup, own: str, base: KnowledgeBase) -> RequestView:
    return RequestView(
        anchor=group.id,
        title=group.title,
        text=(),
        frequency=group.often or "",
        raised_under=(),
        answers=links_from(group.id, Relation.ANSWERED_BY, base),
        gap=(),
        source=citation_view(group.source, own, base),
        backlinks=backlinks(group.id, base),
    )


def _answer_counts(requests: tuple[RequestView, ...]) -> AnswerCounts:
    answered = [one for one in requests if one.answers]
    return AnswerCounts(len(answered), sum(1 for one in answered if one.gap), len(requests))
