"""An easy read as its page and its print show it: rows of a picture and short sentences, by stage of the journey."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.linking.checks.easy_read_rules import EXPLAINS
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedBooklet, LinkedBookletRow, LinkedEasyRead, LinkedPicture, LinkedRow
from generator.linking.resolve.entries import Entry
from generator.model.contacts import ContactState, Reachable
from generator.model.easy_read import sentences
from generator.model.glossary import Term
from generator.model.values import slug_of
from generator.model.vocabulary import AMOUNT_OF_TIME, PrintFormat
from generator.views.directory.cards import channel_view, first_number
from generator.views.prints.papers import BlankView
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to
from generator.views.shared.pages import MenuEntry, PageContent, ViewContext
from generator.views.shared.paths import path_of, picture_path
from generator.views.shared.publications import Download, downloads
from generator.views.standards.standing import sets_of
from generator.words.standing import easy_warning
from generator.words.text import NO_BREAK, Sentence, day, plain, sentence


@dataclass(frozen=True, slots=True)
class CalledView:
    """A contact by its first number, or its first other way where it has none."""

    name: str
    shown: str
    link: str
    number: bool
    doubt: str
    """That nobody knows whether it is still there; empty for the rest."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One idea; ``picture`` is its drawing's address on the site, ``file`` the drawing's name."""

    picture: str
    file: str
    sentences: tuple[Sentence, ...]
    called: CalledView | None = None
    """The contact that the row is about."""
    answers: tuple[BlankView, ...] = ()
    write: BlankView | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """Rows that belong together: one promise, or an introduction. ``anchor`` is empty where nothing links to it."""

    anchor: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Parts under one heading."""

    anchor: str
    title: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class WordView:
    """A hard word and its two explanations."""

    anchor: str
    term: str
    means: Sentence
    easy: Sentence
    source: str
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class EasyReadView:
    """A whole easy read."""

    path: str
    tells: tuple[LinkView, ...]
    """What it tells anew, in full."""
    names: tuple[LinkView, ...]
    """Everything else that its rows take from other records."""
    title: str
    heading: Sentence
    """The title, set so that its last words stay together."""
    page_title: str
    description: str
    owner: str
    cover: str
    groups: tuple[GroupView, ...]
    words: tuple[WordView, ...]
    words_path: str
    credits: tuple[str, ...]
    checked: str
    standing: tuple[str, ...]
    """Sentences on what a reader must know of its promises; none where all are confirmed, or there are none."""
    downloads: tuple[Download, ...]


def easy_read_view(told: LinkedEasyRead | LinkedBooklet, base: KnowledgeBase) -> EasyReadView:
    """An easy read by stage or by group, with the hard words it uses and the pictures' credits."""
    used = tuple(term for term in base.terms if any(term.written.search(row.text) for row in told.written))
    assert told.cover
    if isinstance(told, LinkedEasyRead):
        record = told.standard_set.record
        title, owner, groups = record.heading, record.owner, _groups(told, base)
        description = f"{plain(record.title)} in short sentences, with pictures."
        tells: tuple[str, ...] = (record.id,)
        promises: tuple[str, ...] = tells
    else:
        title, owner, groups = told.record.title, base.partnership.name, booklet_groups(told, base)
        description, tells = told.record.description, told.record.tells
        promises = tuple(row.record.promise for row in told.rows if row.record.promise)
    return EasyReadView(
        path=path_of(told),
        tells=tuple(link_to(one, base) for one in tells),
        names=_named(told.record.id, tells, base),
        title=title,
        heading=sentence(title),
        page_title=f"{title}: easy read",
        description=description,
        owner=owner,
        cover=told.cover.record.file,
        groups=groups,
        words=word_views(used, base),
        words_path=path_of(used[0]).partition("#")[0] if used else "",
        credits=_credits(told),
        checked=_checked(told),
        standing=easy_warning(sets_of(promises, base), base.today),
        downloads=tuple(
            file
            for publication in base.publications
            if publication.easy_read is told
            for file in downloads(publication)
            if file.print_format is PrintFormat.EASY_READ
        ),
    )


def word_views(terms: tuple[Term, ...], base: KnowledgeBase) -> tuple[WordView, ...]:
    """Hard words in the order of the alphabet."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    return tuple(
        WordView(
            term.id, term.term, sentence(term.means), sentence(term.easy), term.source or "", backlinks(term.id, base)
        )
        for term in ordered
    )


def _named(identifier: str, tells: tuple[str, ...], base: KnowledgeBase) -> tuple[LinkView, ...]:
    named = dict.fromkeys(link.target for link in base.named_by(identifier) if link.target not in tells)
    return tuple(link_to(one, base) for one in named)


def booklet_groups(told: LinkedBooklet, base: KnowledgeBase) -> tuple[GroupView, ...]:
    """The rows of a booklet, each with what it takes from other records."""
    made = []
    for n, (group, rows) in enumerate(zip(told.record.groups, told.groups, strict=True), 1):
        views = tuple(
            _booklet_row(row, f"answer-{n}-{k}", base) for k, row in enumerate(rows, 1) if row.picture is not None
        )
        made.append(GroupView(slug_of(group.title), group.title, (PartView("", views),)))
    return tuple(made)


def _booklet_row(row: LinkedBookletRow, name: str, base: KnowledgeBase) -> RowView:
    record, text = row.record, row.written.text
    (plain_row,) = _rows((LinkedRow(row.written, row.picture),), base.terms)
    answers = tuple(BlankView(f"{name}-{n}", f"{text} {one}", one, "tick") for n, one in enumerate(record.answers, 1))
    write = BlankView(name, text, "", "lines") if record.write else None
    return replace(plain_row, called=_called(record.contact, base), answers=answers, write=write)


def _called(identifier: str | None, base: KnowledgeBase) -> CalledView | None:
    entry = base.targets[identifier] if identifier else None
    if not (isinstance(entry, Entry) and isinstance(entry.record, Reachable)):
        return None
    contact = entry.record
    views = [channel_view(channel) for channel in contact.channels]
    way = first_number(contact) or next(iter(views), None)
    doubt = "We do not know if this is still there." if contact.state is ContactState.UNKNOWN else ""
    return CalledView(contact.name, way.text.replace(" ", NO_BREAK), way.link, way.is_number, doubt) if way else None


def _groups(told: LinkedEasyRead, base: KnowledgeBase) -> tuple[GroupView, ...]:
    stages = []
    for stage in base.stages:
        parts = tuple(
            PartView(standard.record.id, _rows(told.promises[standard.record.id], base.terms))
            for standard in told.standard_set.standards
            if standard.stage is stage
        )
        if parts:
            stages.append(GroupView(stage.id, stage.title, parts))
    introduction = PartView("", _rows(told.introduction, base.terms))
    help_rows = PartView("", _rows(told.help, base.terms))
    return (
        GroupView("about-this-easy-read", "About this easy read", (introduction,)),
        *stages,
        GroupView("get-help", "Get help", (help_rows,)),
    )


def _rows(rows: tuple[LinkedRow, ...], terms: tuple[Term, ...]) -> tuple[RowView, ...]:
    return tuple(
        RowView(picture_path(row.picture.record.file), row.picture.record.file, _said(row.written.text, terms))
        for row in rows
        if row.picture
    )


_TIMES = re.compile(AMOUNT_OF_TIME)


def _said(text: str, terms: tuple[Term, ...]) -> tuple[Sentence, ...]:
    """The sentences of a row, with every time limit in bold, and the hard word that the next sentence explains.

    That is the last one: "work with **partners** where it needs to. This means other organisations …".
    """
    parts = sentences(text)
    said = []
    for n, part in enumerate(parts):
        explained = n + 1 < len(parts) and parts[n + 1].startswith(EXPLAINS)
        words = [match.span() for term in terms if explained for match in term.written.finditer(part)]
        times = [match.span() for match in _TIMES.finditer(part)]
        said.append(sentence(_bold(part, [*_stretches(words)[-1:], *times])))
    return tuple(said)


def _stretches(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a text in order; of those that overlap, the first and longest."""
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return kept


def _bold(text: str, marks: list[tuple[int, int]]) -> str:
    for start, stop in reversed(_stretches(marks)):
        text = f"{text[:start]}**{text[start:stop]}**{text[stop:]}"
    return text


def _credits(told: LinkedEasyRead | LinkedBooklet) -> tuple[str, ...]:
    used: list[LinkedPicture] = [row.picture for row in told.rows if row.picture]
    used += [told.cover] if told.cover else []
    return tuple(sorted({f"Pictures: {p.record.credit}. Licence: {p.record.licence}." for p in used}))


def _checked(told: LinkedEasyRead | LinkedBooklet) -> str:
    record = told.record
    if record.checked_by and record.checked_on:
        return f"{record.checked_by} checked this easy read on {day(record.checked_on)}."
    return "Nobody with a learning disability has checked this easy read yet."


def easy_read_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield a page for each easy read; a single one is called Easy read in the menu."""
    for identifier, shown in context.easy_reads.items():
        yield PageContent(
            shown,
            path=shown.path,
            title=shown.page_title,
            description=shown.description,
            linked_as=(identifier,),
            menu=MenuEntry(shown.page_title if len(context.easy_reads) > 1 else "Easy read", ()),
        )
