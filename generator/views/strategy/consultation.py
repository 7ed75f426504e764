"""What people said in the consultation, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.consultation import Consultation, ConsultedGroup, MissingGroup, Question, Theme
from generator.model.references import Relation
from generator.model.tallies import Tally
from generator.model.vocabulary import counted
from generator.views.shared.citations import CitationView, DocumentLink, citation_view, document_link
from generator.views.shared.links import LinkGroup, LinkView, backlinks, links_from
from generator.views.shared.pages import PageContent, ViewContext
from generator.views.strategy.figures import FiguresView, tally_view
from generator.words.dates import day
from generator.words.text import Sentence, plain, sentence

FIGURES = "-figures"
"""What the anchor of a question's table adds to the question's own."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """A group that was asked, or a way it was reached."""

    anchor: str
    title: str
    source: CitationView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its figures, and beside them every slip of the report's."""

    anchor: str
    title: str
    taken: str
    """How many answered, skipped and commented, as the report says; empty where it does not."""
    taken_slip: Sentence
    about: tuple[LinkView, ...]
    figures: FiguresView | None
    slips: tuple[Sentence, ...]
    comments_title: str
    """What stands over the comments' themes; empty where the report counts no comments."""
    comments: tuple[Sentence, ...]
    source: CitationView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    """Something people asked for, and what answers it; nothing may."""

    anchor: str
    title: str
    text: Sentence
    often: str
    raised_under: tuple[LinkView, ...]
    answers: tuple[LinkView, ...]
    gap: Sentence
    source: CitationView
    backlinks: tuple[LinkGroup, ...]

    @property
    def standing(self) -> str:
        """Answered, in part or not at all, in words."""
        if not self.answers:
            return "Nothing we publish answers this yet"
        return "Answered in part" if self.gap else "Answered"


@dataclass(frozen=True, slots=True)
class AnsweredView:
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
    ran: str
    """From when to when, in words that follow "It ran"."""
    responses: int
    text: tuple[Sentence, ...]
    asked: tuple[AskedView, ...]
    reached: tuple[AskedView, ...]
    respondents: QuestionView
    limits: tuple[Sentence, ...]
    questions: tuple[QuestionView, ...]
    people: tuple[QuestionView, ...]
    themes: tuple[SaidView, ...]
    themes_answered: AnsweredView
    missing_groups: tuple[SaidView, ...]
    missing_answered: AnsweredView
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
        link_ids=(record.id,),
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
        ran=f"from {day(record.began)} to {day(record.ended)}",
        responses=record.responses,
        text=_sentences(record.text),
        asked=tuple(_asked(asked, own, base) for asked in record.asked),
        reached=tuple(_asked(reached, own, base) for reached in record.reached),
        respondents=_question(record.respondents, own, base),
        limits=_sentences(record.limits),
        questions=tuple(_question(question, own, base) for question in record.questions),
        people=tuple(_question(question, own, base) for question in record.people),
        themes=themes,
        themes_answered=_answered(themes),
        missing_groups=missing,
        missing_answered=_answered(missing),
        conclusions=_sentences(record.conclusions),
        document=document_link(record.document, base),
    )


def _sentences(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    return tuple(sentence(text) for text in texts)


def _asked(asked: ConsultedGroup, own: str, base: KnowledgeBase) -> AskedView:
    return AskedView(asked.id, asked.title, citation_view(asked.source, own, base), backlinks(asked.id, base))


def _question(question: Question, own: str, base: KnowledgeBase) -> QuestionView:
    number = _number(question)
    return QuestionView(
        anchor=question.id,
        title=f"{number.capitalize()}: {question.title}" if number else question.title,
        taken=_taken(question),
        taken_slip=sentence(question.skipped_slip) if question.skipped_slip else (),
        about=links_from(question.id, Relation.ABOUT, base),
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


def _theme(theme: Theme, own: str, base: KnowledgeBase) -> SaidView:
    return SaidView(
        anchor=theme.id,
        title=theme.title,
        text=sentence(theme.text),
        often="",
        raised_under=_raised_under(theme, base),
        answers=links_from(theme.id, Relation.ANSWERED_BY, base),
        gap=sentence(theme.gap) if theme.gap else (),
        source=citation_view(theme.source, own, base),
        backlinks=backlinks(theme.id, base),
    )


def _raised_under(theme: Theme, base: KnowledgeBase) -> tuple[LinkView, ...]:
    """The questions by their numbers alone: their whole titles would stand under every theme."""
    links = links_from(theme.id, Relation.RAISED_UNDER, base)
    targets = (base.targets[identifier] for identifier in theme.questions)
    numbers = (_number(t.record) if isinstance(t, Entry) and isinstance(t.record, Question) else "" for t in targets)
    return tuple(replace(link, title=number or link.title) for link, number in zip(links, numbers, strict=True))


def _missing(group: MissingGroup, own: str, base: KnowledgeBase) -> SaidView:
    return SaidView(
        anchor=group.id,
        title=group.title,
        text=(),
        often=group.often or "",
        raised_under=(),
        answers=links_from(group.id, Relation.ANSWERED_BY, base),
        gap=(),
        source=citation_view(group.source, own, base),
        backlinks=backlinks(group.id, base),
    )


def _answered(said: tuple[SaidView, ...]) -> AnsweredView:
    answered = [one for one in said if one.answers]
    return AnsweredView(len(answered), sum(1 for one in answered if one.gap), len(said))
