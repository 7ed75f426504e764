"""What the views of pages are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.moves import Moves
from generator.views.shared.pages import PageView, PrintView
from generator.views.standards.easy_read import EasyReadView
from generator.views.standards.standard_set import StandardSetView
from generator.views.training.course_parts import CourseView


@dataclass(frozen=True, slots=True)
class ViewContext:
    """The input of views: the knowledge base, and the views that several pages share, by the id of their record."""

    base: KnowledgeBase
    with_prints: bool
    sets: Mapping[str, StandardSetView]
    easy_reads: Mapping[str, EasyReadView]
    courses: Mapping[str, CourseView]
    pages: tuple[PageView, ...] = ()
    """All other pages; empty except for a row with ``last``."""
    prints: tuple[PrintView, ...] = ()
    """All prints; empty except for a row with ``last``."""
    moves: Moves | None = None
    """What becomes of the addresses of releases; None except for a family of pages with ``last``."""
