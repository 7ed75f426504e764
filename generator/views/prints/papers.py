"""Views of papers for meetings and cases: their sections, with the promises and objectives they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedStandard
from generator.model.papers import Blank, Paper, PaperSection, PaperStep, Room
from generator.model.record import Citation
from generator.model.references import Relation
from generator.views.directory.cards import CardView, card_view
from generator.views.shared.links import LinkGroup, LinkView, backlinks, links_from
from generator.views.shared.publications import Download, downloads
from generator.views.standards.standard_set import StandardView, standard_view
from generator.views.standards.standing import warning_of
from generator.views.strategy.statements import optional_sentence
from generator.words.text import NO_BREAK, Sentence, sentence


@dataclass(frozen=True, slots=True)
class BlankView:
    """A blank to fill in: the name of its form field, its question and the room it has."""

    name: str
    question: str
    """The whole question, for readers who cannot see the line."""
    label: str
    """The visible label beside it."""
    room: str
    choices: tuple[BlankView, ...] = ()
    """Answers to tick, in place of room to write."""
    several: bool = False
    """Whether more than one of the answers may be ticked."""


@dataclass(frozen=True, slots=True)
class PaperStepView:
    """One line of an agenda or checklist, with its source."""

    name: str
    text: Sentence
    source: str
    """Empty if it is a suggestion of the paper's own."""


@dataclass(frozen=True, slots=True)
class PaperRowView:
    """One row of a table: its heading, which may be empty, and its cells to fill in."""

    heading: str
    cells: tuple[BlankView, ...]


@dataclass(frozen=True, slots=True)
class PaperTableView:
    """A table to fill in. ``row_header`` heads the column of the rows' headings; empty if they have none."""

    row_header: str
    columns: tuple[str, ...]
    rows: tuple[PaperRowView, ...]
    wide: str = ""
    """The heading of the column that needs the most room."""


@dataclass(frozen=True, slots=True)
class PaperSectionView:
    """One part of a paper."""

    anchor: str
    title: str
    words: tuple[Sentence, ...]
    agenda: tuple[PaperStepView, ...]
    checks: tuple[PaperStepView, ...]
    blanks: tuple[BlankView, ...]
    table: PaperTableView | None
    promises: tuple[StandardView, ...]
    warning: str
    """A warning about these promises; empty if all are confirmed."""
    contacts: tuple[CardView, ...]
    repeated: bool
    """Whether it is printed several times, each time on a page of its own."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper."""

    anchor: str
    title: str
    purpose: Sentence
    source: str
    note: Sentence
    audience: Sentence
    keep: Sentence
    staff_only: bool
    names: tuple[LinkView, ...]
    """Links to the promises, contacts and documents it uses."""
    sections: tuple[PaperSectionView, ...]
    wide: bool
    """Whether its table needs landscape paper."""
    has_more_room: bool
    """Whether there is anything to write, so that the form has a page for what does not fit."""
    downloads: tuple[Download, ...]
    backlinks: tuple[LinkGroup, ...]


def paper_views(base: KnowledgeBase) -> tuple[PaperView, ...]:
    """Return every paper, those for anyone first."""
    return tuple(paper_view(paper, base) for paper in base.papers)


def paper_view(paper: Paper, base: KnowledgeBase) -> PaperView:
    """Return the view of one paper, with what it names resolved."""
    sections = [
        _section(section, f"part-{n}" if copy == 1 else f"part-{n}-copy-{copy}", copy, paper.source, base)
        for n, section in enumerate(paper.sections, start=1)
        for copy in range(1, section.repeat + 1)
    ]
    publications = (publication for publication in base.publications if publication.first_part == paper)
    return PaperView(
        anchor=paper.id,
        title=paper.title,
        purpose=sentence(paper.purpose),
        source=_citation(paper.source, base),
        note=optional_sentence(paper.note),
        audience=optional_sentence(paper.audience),
        keep=optional_sentence(paper.keep),
        staff_only=paper.id in base.staff_papers,
        names=tuple({view.path: view for view in links_from(paper.id, Relation.NAMES, base)}.values()),
        sections=tuple(sections),
        wide=any(section.table and section.table.row_header for section in sections),
        has_more_room=any(section.table or any(map(_is_written, section.blanks)) for section in sections),
        downloads=tuple(file for publication in publications for file in downloads(publication)),
        backlinks=backlinks(paper.id, base),
    )


def _section(section: PaperSection, anchor: str, copy: int, main: Citation, base: KnowledgeBase) -> PaperSectionView:
    promises = (base.targets[identifier] for identifier in section.promises)
    title = f"{section.title} {copy}" if section.repeat > 1 else section.title
    blanks = (_blank(blank, f"{anchor}-{n}", title, section.repeat) for n, blank in enumerate(section.blanks, start=1))
    return PaperSectionView(
        anchor=anchor,
        title=title,
        words=tuple(map(sentence, section.words)),
        agenda=tuple(_steps(section.agenda, f"{anchor}-item", main, base)),
        checks=tuple(_steps(section.checks, f"{anchor}-check", main, base)),
        blanks=tuple(blanks),
        table=_table(section, anchor, base),
        promises=tuple(standard_view(one, base) for one in promises if isinstance(one, LinkedStandard)),
        warning=warning_of(section.promises, base),
        contacts=tuple(
            card_view(one, base, base.today) for one in base.directory.everyone if one.id in section.contacts
        ),
        repeated=section.repeat > 1,
    )


def _blank(blank: Blank, name: str, title: str, repeat: int) -> BlankView:
    """Return the view of one blank. In a section that is printed several times its question names the copy."""
    question = f"{title}: {blank.label}" if repeat > 1 else blank.label
    choices = (
        BlankView(f"{name}-{n}", f"{question} {choice}", choice, Room.TICK.value)
        for n, choice in enumerate(blank.choices, start=1)
    )
    return BlankView(name, question, blank.label, blank.room.value, tuple(choices), blank.several)


def _is_written(blank: BlankView) -> bool:
    return not blank.choices and blank.room != Room.TICK.value


def _steps(steps: tuple[PaperStep, ...], prefix: str, main: Citation, base: KnowledgeBase) -> Iterator[PaperStepView]:
    for n, step in enumerate(steps, start=1):
        source = ""
        if step.source:
            own_document = step.source.document == main.document
            source = f"clause{NO_BREAK}{step.source.clause}" if own_document else _citation(step.source, base)
        yield PaperStepView(f"{prefix}-{n}", sentence(step.text), source)


def _citation(source: Citation, base: KnowledgeBase) -> str:
    title = next(document.title for document in base.documents if document.id == source.document)
    return f"{title}, clause {source.clause}"


def _table(section: PaperSection, anchor: str, base: KnowledgeBase) -> PaperTableView | None:
    if section.objectives and base.strategy:
        objectives = [one for aim in base.strategy.aims for one in aim.objectives]
        titles = [f"{one.source.clause} {one.title}" for one in objectives]
        return PaperTableView("Objective", section.objectives, _rows(titles, titles, section.objectives, anchor))
    if section.grid:
        numbers = [f"Row {n}" for n in range(1, section.grid.rows + 1)]
        return PaperTableView(
            "",
            section.grid.columns,
            _rows(["" for _ in numbers], numbers, section.grid.columns, anchor),
            section.grid.wide or "",
        )
    return None


def _rows(headings: list[str], row_names: list[str], columns: tuple[str, ...], anchor: str) -> tuple[PaperRowView, ...]:
    return tuple(
        PaperRowView(
            heading,
            tuple(
                BlankView(f"{anchor}-row-{n}-{k}", f"{name}: {column}", column, Room.LINE.value)
                for k, column in enumerate(columns, start=1)
            ),
        )
        for n, (heading, name) in enumerate(zip(headings, row_names, strict=True), start=1)
    )
