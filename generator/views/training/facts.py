"""Facts in courses: those that a text takes from records, and whole records as a course shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedStandard, Target
from generator.linking.resolve.entries import Entry
from generator.linking.resolve.facts import FactReference, fact_references
from generator.model.bodies import Body
from generator.model.contacts import Reachable
from generator.model.glossary import Term
from generator.model.legislation import Provision
from generator.model.papers import Paper
from generator.model.powers import Power
from generator.model.strands import Strand
from generator.model.strategy import Definition, Level
from generator.model.training import Fact
from generator.views.directory.cards import ChannelView, card_view, channel_view, check_basis, first_number
from generator.views.law.lines import LawLine, law_lines
from generator.views.law.status import status_view
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.views.standards.standard_set import DeadlineView, standard_view
from generator.words.deadlines import AGREED_WITH_THEM, amount_in_text
from generator.words.text import NO_BREAK, Sentence, plain, sentence


@dataclass(frozen=True, slots=True)
class FactView:
    """A record in the form that a course shows, for all kinds."""

    path: str
    kind: str
    """Its kind in words; for a standard, its set and clause."""
    title: str
    text: Sentence
    deadline: DeadlineView | None = None
    channels: tuple[ChannelView, ...] = ()
    lines: tuple[tuple[str, Sentence], ...] = ()
    """Pairs of a heading and its text."""
    law: tuple[LawLine, ...] = ()
    note: str = ""
    """Its source, when it was checked, and what is not known."""
    unconfirmed: str = ""
    """What about a contact is not confirmed, as a sentence; empty if nothing."""
    doubt: str = ""
    """That nobody knows if the contact is still there, as a sentence; empty if it is known."""
    lang: str = ""
    """The code of the language of its title; empty if it is that of the course."""


def sentence_with_facts(text: str, base: KnowledgeBase) -> Sentence:
    """Return a text of a course with the facts that it takes from records."""
    return sentence(fill_facts(text, base))


def fill_facts(text: str, base: KnowledgeBase) -> str:
    """Return a text of a course with the facts that it takes from records; bold marks stay."""
    for one in fact_references(text):
        before, _, after = text.partition(one.token)
        words = _fact(one, base)
        text = before + (_sentence_case(words, before) if one.fact is Fact.LIMIT else words) + after
    return text


def _sentence_case(words: str, before: str) -> str:
    """Return ``words`` with a capital letter if ``before`` ends a sentence."""
    begins = not before or before.rstrip("“ ").endswith((".", "?"))
    return words[0].upper() + words[1:] if begins and before[-1:] in ("", " ", "“") else words


def _fact(one: FactReference, base: KnowledgeBase) -> str:
    target = base.targets[one.record]
    record = target.record if isinstance(target, Entry | LinkedStandard) else target
    match one.fact, record:
        case Fact.LIMIT, _ if isinstance(target, LinkedStandard) and target.record.deadline:
            return amount_in_text(target.record.deadline)
        case Fact.CLAUSE, _ if isinstance(target, LinkedStandard):
            return _clause(target, base)
        case Fact.NUMBER, Reachable():
            return (first_number(record) or channel_view(record.channels[0])).text.removeprefix("https://")
        case Fact.MEANS, Power():
            return plain(record.what)
        case Fact.MEANS, Provision():
            return plain(record.about)
        case Fact.MEANS, Definition() | Term():
            return plain(record.means)
        case Fact.LAW, Provision():
            return f"{title_of(target, base)} ({_status(record, base)})"
        case _:
            return title_of(target, base)


def _clause(standard: LinkedStandard, base: KnowledgeBase) -> str:
    set_title = next(linked.record.short_title for linked in base.sets if linked.record.id == standard.set_id)
    return f"{set_title}, promise{NO_BREAK}{standard.record.source.clause}"


def _status(record: Provision, base: KnowledgeBase) -> str:
    assert base.legislation
    word = status_view(record, base.today, base.legislation.review_every).word
    return f"{word[0].lower()}{word[1:]}"


def fact_view(identifier: str, base: KnowledgeBase) -> FactView:
    """Return a record as a course shows it."""
    target = base.targets[identifier]
    path = path_of(target)
    match target:
        case LinkedStandard():
            return _standard(target, path, base)
        case Entry():
            return _entry(target, path, base)
        case Term():
            return FactView(path, "What it means", target.term, sentence(target.means))
        case LinkedPage():
            return FactView(path, "To read", target.page.front.title, sentence(target.page.front.description))
        case _:
            return FactView(path, "", title_of(target, base), ())


def _standard(standard: LinkedStandard, path: str, base: KnowledgeBase) -> FactView:
    view = standard_view(standard, base)
    deadline = view.deadline
    notes = [] if view.firm else [view.strength + "."]
    notes += [deadline.clock] if deadline and not deadline.agreed else []
    if deadline and deadline.agreed:
        deadline = replace(deadline, badge=AGREED_WITH_THEM[0].upper() + AGREED_WITH_THEM[1:])
    return FactView(path, _clause(standard, base), view.title, view.text, deadline, note=" ".join(notes))


def _entry(target: Entry, path: str, base: KnowledgeBase) -> FactView:
    match target.record:
        case Power() as power:
            return _power(power, path, base)
        case Reachable() as record:
            return _reachable(record, path, base)
        case Provision() as provision:
            law = law_lines([provision.id], base)
            return FactView(path, "Law", target.title, sentence(provision.about), law=law, note=law[0].check_note)
        case Definition() as word:
            return FactView(path, "What it means", word.term, sentence(word.means), note=_attributed(word))
        case Strand() as strand:
            return FactView(path, "Strand", strand.title, sentence(strand.examples or ""))
        case Level() as level:
            return FactView(path, "Level", level.title, sentence(level.text))
        case Body() as body:
            return FactView(path, "Organisation", body.name, sentence(body.became or body.kind))
        case Paper() as paper:
            return FactView(path, "Form", paper.title, sentence(paper.purpose))
        case _:
            return FactView(path, "", target.title, ())


def _power(power: Power, path: str, base: KnowledgeBase) -> FactView:
    users = "; ".join(_title(base.targets[user], base) for user in power.used_by)
    texts = {
        "Who may use it": users,
        "If it is not yours to use": power.others,
        "What must be shown": power.must_be_shown,
        "What it can do": power.can_require,
        "Know this too": power.note,
    }
    more = tuple((name, sentence(words)) for name, words in texts.items() if words)
    note = "It needs no power in law." if power.needs_no_law else ""
    law = law_lines(power.relies_on, base)
    return FactView(path, "Tool or power", power.name, sentence(power.what), lines=more, law=law, note=note)


def _title(target: Target, base: KnowledgeBase) -> str:
    return title_of(target, base).lower()


def _reachable(record: Reachable, path: str, base: KnowledgeBase) -> FactView:
    card = card_view(record, base, base.today)
    note = " ".join(filter(None, (card.warning, f"{check_basis(record)}.", card.overdue)))
    return FactView(
        path,
        "Whom to call",
        card.name,
        card.what_for,
        channels=card.channels[:3],
        note=note,
        unconfirmed=card.unconfirmed,
        doubt=card.doubt,
        lang=card.lang,
    )


def _attributed(word: Definition) -> str:
    return f"{word.attributed_to}." if word.attributed_to else ""
