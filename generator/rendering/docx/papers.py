"""What the Word file of a paper says, from its view: the same words in the same order as its PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.papers import Room
from generator.rendering.colours import colour
from generator.rendering.docx.content import (
    CHOICE_COLUMNS,
    Block,
    Cell,
    Check,
    CheckBox,
    Choice,
    Colours,
    EmptyCell,
    Heading,
    NumberedList,
    Question,
    Step,
    Table,
    Text,
    TextStyle,
    WordDocument,
)
from generator.views.directory.cards import CardView, ChannelView
from generator.views.prints.papers import BlankView, PaperSectionView, PaperStepView, PaperTableView, PaperView
from generator.views.shared.pages import PrintView
from generator.views.shared.surroundings import Surroundings
from generator.views.site import SiteView
from generator.views.standards.standard_set import StandardView
from generator.words.text import Run, Sentence

_PROMISED, _TO_FILL_IN = "What was promised about this:", "To fill in:"
"""Words between two tables, which a PDF does not need."""
_COLOURS = ("ink", "ink-2", "accent", "sunk", "edge")
_MOST_CHANNELS = 2
_TICK_ALL = "Tick all that are true."
_LETTERS_OF_A_COLUMN = 11
"""How many letters of an answer fit beside its box, in one of the columns of answers."""


def paper_document(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> WordDocument:
    """Return what the Word file of a paper says."""
    del pictures  # a paper has none
    paper = view.content
    assert isinstance(paper, PaperView)
    around = site.surroundings
    staff_only = f" {view.staff_only}" if view.staff_only else ""
    return WordDocument(
        title=view.title,
        subject=view.subject,
        author=around.name,
        language=around.language,
        foot=f"Version {view.copy.version}{view.copy.released}. {view.copy.checked}.{staff_only}",
        landscape=paper.wide,
        colours=Colours(*(colour(role, around.colour).removeprefix("#") for role in _COLOURS)),
        blocks=(
            *_beginning(view, paper, around),
            *(block for section in paper.sections for block in _section(section)),
            *(_this_copy(view, around) if view.ends_with("this-copy") else ()),
        ),
    )


def _beginning(view: PrintView, paper: PaperView, around: Surroundings) -> Iterator[Block]:
    owner = (Run(f"{around.name}."), *((Run(" "), Run(view.staff_only, strong=True)) if view.staff_only else ()))
    yield Text(owner, TextStyle.OWNER)
    yield Heading(view.title, 1)
    yield Text(_joined(paper.purpose, paper.audience), TextStyle.LEAD)
    if paper.keep:
        yield Text(paper.keep, TextStyle.WARNING)
    asked = (Run(f"Asked for in: {paper.source}."),)
    ours = (Run("A line that names no clause is our suggestion."),)
    yield Text(_joined(asked, paper.note, ours), TextStyle.NOTE)


def _joined(*sentences: Sentence) -> Sentence:
    """Return the sentences that are not empty as one, with a space between them."""
    first, *others = (one for one in sentences if one)
    return (*first, *(run for one in others for run in (Run(" "), *one)))


def _section(section: PaperSectionView) -> Iterator[Block]:
    yield Heading(section.title, 2, starts_page=section.repeated)
    yield from (Text(words) for words in section.words)
    if section.agenda:
        yield NumberedList(tuple(map(_step, section.agenda)))
    for step in section.checks:
        yield Check(CheckBox(step.name, "".join(run.text for run in step.text), _step(step)))
    yield from map(_blank, section.blanks)
    yield from _tables(section)


def _tables(section: PaperSectionView) -> Iterator[Block]:
    """Yield the tables of a section. Word makes one of two that have no words between them."""
    if section.contacts:
        yield _contacts(section)
    if section.promises:
        if section.contacts:
            yield Text(_plain(_PROMISED), TextStyle.TABLE)
        yield _promises(section)
        if section.warning:
            yield Text(_plain(section.warning), TextStyle.NOTE)
    if section.table:
        if section.promises or section.contacts:
            yield Text(_plain(_TO_FILL_IN), TextStyle.TABLE)
        yield _table(section.table, section.title)


def _step(step: PaperStepView) -> Step:
    return Step(step.text, step.source)


def _blank(blank: BlankView) -> Block:
    if blank.choices:
        return Choice(blank.label, _TICK_ALL if blank.several else "", tuple(_rows(blank.choices)))
    if blank.room == Room.TICK.value:
        return Check(_box(blank))
    return Question(blank.name, blank.question, blank.label, Room(blank.room))


def _rows(choices: Iterable[BlankView]) -> Iterator[tuple[CheckBox, ...]]:
    """Yield as many answers at a time as fit beside each other."""
    row: list[CheckBox] = []
    used = 0
    for choice in choices:
        columns = -(-len(choice.label) // _LETTERS_OF_A_COLUMN)
        if row and used + columns > CHOICE_COLUMNS:
            yield tuple(row)
            row, used = [], 0
        row.append(_box(choice))
        used += columns
    yield tuple(row)


def _box(blank: BlankView) -> CheckBox:
    return CheckBox(blank.name, blank.question, Step((Run(blank.label),), ""))


def _contacts(section: PaperSectionView) -> Table:
    headings = ("Whom", "How to reach them", "What for")
    rows = tuple(((_plain(card.name),), _ways(card), (card.what_for,)) for card in section.contacts)
    return Table(section.title, headings, (25, 35, 40), rows, has_row_headers=True)


def _ways(card: CardView) -> Cell:
    ways = tuple(map(_way, card.channels[:_MOST_CHANNELS]))
    return (*ways, _plain(card.warning)) if card.warning else ways


def _way(channel: ChannelView) -> Sentence:
    text = channel.text if channel.is_number else channel.text.replace("https://", "")
    return (Run(f"{channel.kind}: "), Run(text, strong=channel.is_number))


def _promises(section: PaperSectionView) -> Table:
    headings = ("Promise", "What was promised", "By when")
    rows = tuple((_promise(one), (one.text,), (_plain(_limit(one)),)) for one in section.promises)
    return Table(section.title, headings, (26, 52, 22), rows, has_row_headers=True)


def _promise(promise: StandardView) -> Cell:
    return (_plain(f"{promise.clause} {promise.title}"),)


def _limit(promise: StandardView) -> str:
    return promise.deadline.badge if promise.deadline else "No time set"


def _table(table: PaperTableView, title: str) -> Table:
    headings = (table.row_header, *table.columns) if table.row_header else table.columns
    rows = tuple(
        (
            *(((_plain(row.heading),),) if row.heading else ()),
            *(EmptyCell(cell.name, cell.question) for cell in row.cells),
        )
        for row in table.rows
    )
    return Table(title, headings, _shares(headings, table.wide or table.row_header), rows, bool(table.row_header))


def _shares(headings: tuple[str, ...], widest: str) -> tuple[int, ...]:
    """Return the width of each column in hundredths: all equal, but for one that has 40."""
    others = len(headings) - 1 if widest else len(headings)
    share = (60 if widest else 100) // others
    return tuple(100 - share * others if heading == widest else share for heading in headings)


def _plain(words: str) -> Sentence:
    return (Run(words),)


def _this_copy(view: PrintView, around: Surroundings) -> Iterator[Block]:
    """Yield a paragraph without a heading, since it must not need a sheet of its own."""
    copy = view.copy
    question = Run("Is this copy still right?", strong=True)
    status = f" {around.status}" if view.shows_standards and around.status else ""
    start = f"This is version {copy.version}{copy.released}. {copy.checked}.{status}"
    if copy.check_page:
        words: Sentence = (Run(f"{start} See "), Run(copy.check_page, strong=True), Run("."))
    else:
        words = (Run(f"{start} Our website has no public address yet: ask whoever gave you this for the newest copy."),)
    formats = Run(f" {_other_formats(copy.other_formats)}{_whom_to_ask(copy.ask_words)}")
    yield Text((question, Run(" "), *words, formats), TextStyle.COPY)


def _other_formats(formats: tuple[str, ...]) -> str:
    if not formats:
        return ""
    *first, last = formats
    return f"You can also have this {' or '.join([', '.join(first), last] if first else [last])}. "


def _whom_to_ask(words: str) -> str:
    return words or "Nobody is named yet to ask for another format."
