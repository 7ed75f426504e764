"""What a project has of the things that descriptions of pages list, so that none speaks of what is not there."""

from __future__ import annotations

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import Contact
from generator.model.sources import SourceDocument
from generator.model.standards import StandardSet
from generator.model.strategy import StrategyFile
from generator.model.vocabulary import PrintFormat

_ALWAYS = "page"


def _held(base: KnowledgeBase) -> set[str]:
    records = base.records
    strategy = records.get(StrategyFile)
    found = {
        _ALWAYS: True,
        "contact": bool(records.all(Contact)),
        "promise": bool(records.all(StandardSet)),
        "power": bool(base.powers.powers),
        "law": has_law(base),
        "document": bool(records.all(SourceDocument)),
        "objective": bool(strategy and strategy.strategy),
    }
    return {word for word, has in found.items() if has}


def has_law(base: KnowledgeBase) -> bool:
    """Return whether the project has a register of law with something in it."""
    return bool(base.legislation and base.legislation.instruments)


def held(base: KnowledgeBase, *words: str) -> str:
    """Return those of ``words`` that the project has records for, as a phrase: "page, law and document"."""
    there = _held(base)
    return _listed([word for word in words if word in there])


def _listed(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def a_to_z_description(base: KnowledgeBase) -> str:
    """Return what the A to Z lists."""
    return f"Every {held(base, 'page', 'promise', 'law', 'document')}, by the words you may look for."


def reviews_description(base: KnowledgeBase) -> str:
    """Return what must be checked again."""
    return f"Every {held(base, 'contact', 'law', 'promise')} that must be checked again, by who looks after it."


def dependents_description(base: KnowledgeBase) -> str:
    """Return what the page of dependents starts from; a project with that page has powers."""
    of = held(base, "promise", "power", "law")
    return f"For each {of}: every record, page and file to print that changes when it does."


def taught_description(base: KnowledgeBase) -> str:
    """Return what the page on the coverage of courses shows."""
    return f"{taught_words(base)}, and what nobody is taught yet."


def taught_words(base: KnowledgeBase) -> str:
    """Return what the courses are compared with, as the beginning of a sentence."""
    what = held(base, "promise", "power", "objective")
    return f"Which course teaches {f'which {what}' if what else 'what'}"


def to_print_description(base: KnowledgeBase) -> str:
    """Return the kinds of files to print that the project has, and their formats."""
    formats = {one for publication in base.publications for one in publication.record.formats}
    kinds = [word for word, made_as in _PRINTED.items() if made_as in formats]
    ways = [words for words, made_as in _WAYS.items() if made_as in formats]
    if not kinds or not ways:
        return "Everything that there is to print."
    last_way = f"{', and' if len(ways) > 2 else ' and'} {ways[-1]}" if ways[1:] else ways[0]
    return f"{_listed(kinds).capitalize()}: {', '.join(ways[:-1])}{last_way}."


_PRINTED = {
    "leaflets": PrintFormat.LEAFLET,
    "booklets": PrintFormat.PRINT,
    "forms": PrintFormat.FILL_IN,
    "posters": PrintFormat.POSTER,
}
_WAYS = {
    "in print": PrintFormat.PRINT,
    "in large print": PrintFormat.LARGE_PRINT,
    "in easy read": PrintFormat.EASY_READ,
    "to fill in": PrintFormat.FILL_IN,
}


def training_description(base: KnowledgeBase) -> str:
    """Return what a course has, and what it takes its facts from."""
    of = " and ".join(word for word, has in (("promises", base.sets), ("law", has_law(base))) if has)
    facts = f", from today’s {of}" if of else ""
    return f"Courses to give as they stand: guide, slides, cards, handouts and quiz{facts}."


def changes_description(base: KnowledgeBase) -> str:
    """Return what the summary of versions is about."""
    of = [*(("promises", "time limits") if base.sets else ()), *(("law",) if has_law(base) else ())]
    ways = "and ways to reach people" if of else "ways to reach people"
    return f"What changed for you, by version: {', '.join((*of, ways))}."
