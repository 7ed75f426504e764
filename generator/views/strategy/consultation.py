"""What people said in the consultation, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.consultation import Asked, Consultation, MissingGroup, Question, Theme
from generator.model.references import Relation
from generator.model.tallies import Tally
from generator.model.vocabulary import counted
from generator.views.shared.citations import CitationView, DocumentLink, citation_view, document_link
from generator.views.shared.links import LinkGroup, LinkView, backlinks, led_to
from generator.views.shared.pages import PageContent, ViewContext
from generator.views.strategy.figures import FiguresView, tally_view
from generator.words.text import Sentence, day, plain, sentence

FIGURES = "-figures"
"""What the anchor of a question's table adds to the question's own."""


@dataclass(frozen=True, slots=True)
class OutreachView:
    """A group that was asked, or a way it was reached."""

    anchor: str
    title: str
    source: CitationView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class ConsultationQuestionView:
    """A question with its figures, and beside them every slip of the report's."""

    anchor: str
    title: str
    participation: str
    """How many answered, skipped and commented, as the report says; empty where it does not."""
    participation_slip: Sentence
    about: tuple[LinkView, ...]
    figures: FiguresView | None
    slips: tuple[Sentence, ...]
    comments_title: str
    """What stands over the comments' themes; empty where the report counts no comments."""
    comments: tuple[Sentence, ...]
    source: CitationView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class RequestView:
    """Something people asked for, and what answers it; nothing may."""

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
        """Answered, in part or not at all, in words."""
        if not self.answers:
            return "Nothing we publish answers this yet"
        return "Answered in part" if self.gap else "Answered"


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How many of some things people said are answered."""

    answered: int
    in_part: int
    total: int


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """A whole consultation."""

    anchor: str
    title: str
    heading: str
    period: str
    """From when to when, in words that follow "It ran"."""
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
    """Return the consultation, which its page can be linked to by, too."""
    record = context.base.consultation
    assert record
    return PageContent(
        consultation_view(record, context.base),
        title=record.heading,
        description=plain(record.summary),
        lead=sentence(record.summary),
        linked_as=(record.id,),
    )


def consultation_view(record: Consultation, base: KnowledgeBase) -> ConsultationView:
    """A consultation as its page shows it."""
    own = record.document
    themes = tuple(_theme(theme, own, base) for theme in record.themes)
    missing = tuple(_missing(group, own, base) for group in record.missing_groups)
    return ConsultationView(
        anchor=record.id,
        title=record.title,
        heading=record.heading,
        period=f"from {day(record.began)} to {day(record.ended)}",
        responses=record.responses,
        text=_sentences(record.text),
        audiences=tuple(_asked(asked, own, base) for asked in record.asked),
        methods=tuple(_asked(reached, own, base) for reached in record.reached),
        respondents=_question(record.respondents, own, base),
        limits=_sentences(record.limits),
        questions=tuple(_question(question, own, base) for question in record.questions),
        people=tuple(_question(question, own, base) for question in record.people),
        themes=themes,
        theme_counts=_answered(themes),
        missing_groups=missing,
        missing_group_counts=_answered(missing),
        conclusions=_sentences(record.conclusions),
        document=document_link(record.document, base),
    )


def _sentences(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    return tuple(sentence(text) for text in texts)


def _asked(asked: Asked, own: str, base: KnowledgeBase) -> OutreachView:
    return OutreachView(asked.id, asked.title, citation_view(asked.source, own, base), backlinks(asked.id, base))


def _question(question: Question, own: str, base: KnowledgeBase) -> ConsultationQuestionView:
    number = _number(question)
    return ConsultationQuestionView(
        anchor=question.id,
        title=f"{number.capitalize()}: {question.title}" if number else question.title,
        participation=_taken(question),
        participation_slip=sentence(question.skipped_slip) if question.skipped_slip else (),
        about=led_to(question.id, Relation.ABOUT, base),
        figures=_figures(question, question.tally) if question.tally else None,
        slips=_sentences(question.slips),
        comments_title=_comments_title(question),
        comments=_sentences(question.text),
        source=citation_view(question.source, own, base),
        backlinks=backlinks(question.id, base),
    )


def _figures(question: Question, tally: Tally) -> FiguresView:
    name = _number(question) or f"“{question.title}”"
    counted = tally.answers[0].count is not None
    return tally_view(f"{question.id}{FIGURES}", f"Answers to {name}", "Responses" if counted else "Share", tally)


def _number(question: Question) -> str:
    """``question 3``; empty for what the report calls by a word."""
    return f"question {question.number}" if question.number.isdigit() else ""


def _taken(question: Question) -> str:
    counted = (
        (question.answered, "answered"),
        (question.skipped, "skipped it"),
        (question.comments, "wrote a comment"),
    )
    parts = [f"{count} {did}" for count, did in counted if count is not None]
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
        answers=led_to(theme.id, Relation.ANSWERED_BY, base),
        gap=sentence(theme.gap) if theme.gap else (),
        source=citation_view(theme.source, own, base),
        backlinks=backlinks(theme.id, base),
    )


def _raised_under(theme: Theme, base: KnowledgeBase) -> tuple[LinkView, ...]:
    """The questions by their numbers alone: their whole titles would stand under every theme."""
    links = led_to(theme.id, Relation.RAISED_UNDER, base)
    targets = (base.targets[identifier] for identifier in theme.questions)
    numbers = (_number(t.record) if isinstance(t, Entry) and isinstance(t.record, Question) else "" for t in targets)
    return tuple(replace(link, title=number or link.title) for link, number in zip(links, numbers, strict=True))


def _missing(group: MissingGroup, own: str, base: KnowledgeBase) -> RequestView:
    return RequestView(
        anchor=group.id,
        title=group.title,
        text=(),
        frequency=group.often or "",
        raised_under=(),
        answers=led_to(group.id, Relation.ANSWERED_BY, base),
        gap=(),
        source=citation_view(group.source, own, base),
        backlinks=backlinks(group.id, base),
    )


def _answered(said: tuple[RequestView, ...]) -> AnswerCounts:
    answered = [one for one in said if one.answers]
    return AnswerCounts(len(answered), sum(1 for one in answered if one.gap), len(said))
