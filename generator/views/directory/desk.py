"""The first page for people at work: their four questions, and the other pages written for them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.pages import MenuPart
from generator.views.shared.links import LinkView, link_to


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """A question of somebody at work, and the page that answers it."""

    title: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """The questions, then links to the other pages for people at work."""

    questions: tuple[DeskQuestion, ...]
    others: tuple[LinkView, ...]


_QUESTIONS = (
    (
        "What must I do, and by when?",
        "Every time limit by what starts it, and the days of one case.",
        "deadlines",
    ),
    (
        "What may I use?",
        "Tools and powers, the mildest first, and whether they are law today.",
        "powers",
    ),
    ("Whom do I ring?", "The roles at each agency, for staff.", "spocs"),
    ("Whom do I ring?", "Numbers and addresses, by need and place.", "contacts"),
    ("What do I print?", "Leaflets, booklets, forms and posters.", "to-print"),
)
"""Title, words and page of each; of several with one title, the first whose page the edition has."""

_OTHERS = ("law", "training", "comparison", "strategy", "consultation", "organisations", "reviews", "every-change")
"""The ids of the other pages made from records, in the order of the list, after those that an author wrote."""


def desk_view(base: KnowledgeBase) -> DeskView:
    """Return the questions and links whose pages the edition has."""
    questions: dict[str, DeskQuestion] = {}
    for title, text, page in _QUESTIONS:
        if base.has_page(page):
            questions.setdefault(title, DeskQuestion(title, text, link_to(page, base).path))
    written = [page.page.front.id for page in base.pages if page.page.front.menu_part is MenuPart.PROFESSIONALS]
    others = (*written, *(page for page in _OTHERS if base.has_page(page)))
    return DeskView(tuple(questions.values()), tuple(link_to(page, base) for page in others))
