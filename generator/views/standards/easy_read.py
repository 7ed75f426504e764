"""Easy reads as their pages and prints show them: rows of a picture and short sentences, in groups."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.linking.checks.easy_read_rules import EXPLANATION_START
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedBooklet, LinkedBookletRow, LinkedEasyRead, LinkedPicture, LinkedRow
from generator.linking.resolve.entries import Entry
from generator.model.contacts import ContactState, Reachable
from generator.model.easy_read import sentences
from generator.model.glossary import Term
from generator.model.values import slug_of
from generator.model.vocabulary import PrintFormat
from generator.views.directory.cards import channel_view, first_number
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to
from generator.views.shared.paths import path_of, picture_path
from generator.views.shared.publications import Download, downloads
from generator.views.standards.standing import sets_of
from generator.words.dates import day
from generator.words.standing import easy_warning
from generator.words.text import NO_BREAK, Sentence, plain, sentence
from generator.words.time_limits import amounts_of_time


@dataclass(frozen=True, slots=True)
class EasyReadContactView:
    """A contact with its first phone number, or its first other channel if it has no number."""

    name: str
    channel: str
    link: str
    is_number: bool
    doubt: str
    """A sentence that says so if nobody knows whether it still exists; otherwise empty."""


@dataclass(frozen=True, slots=True)
class EasyReadAnswerView:
    """An answer to tick, with the file of its picture; empty if it has none."""

    label: str
    file: str


@dataclass(frozen=True, slots=True)
class EasyReadRowView:
    """One idea; ``picture`` is the path of its picture on the site, ``file`` the name of the picture's file."""

    picture: str
    file: str
    sentences: tuple[Sentence, ...]
    contact: EasyReadContactView | None = None
    """The contact that the row names."""
    answers: tuple[EasyReadAnswerView, ...] = ()
    blanks: tuple[str, ...] = ()
    """What to write, each with a line of its own."""
    lines: int = 0
    """How many lines there are to write on."""


@dataclass(frozen=True, slots=True)
class EasyReadPartView:
    """The rows of one standard, or of an introduction; ``anchor`` is empty where nothing links to them."""

    anchor: str
    rows: tuple[EasyReadRowView, ...]


@dataclass(frozen=True, slots=True)
class EasyReadGroupView:
    """Parts under one heading."""

    anchor: str
    title: str
    parts: tuple[EasyReadPartView, ...]


@dataclass(frozen=True, slots=True)
class WordView:
    """A hard word with its full and its easy explanation."""

    anchor: str
    term: str
    means: Sentence
    easy: Sentence
    source: str
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class EasyReadView:
    """An easy read as its page and its print show it."""

    path: str
    restates: tuple[LinkView, ...]
    """Links to the records that it restates."""
    mentions: tuple[LinkView, ...]
    """Links to the other records that its rows name."""
    title: str
    heading: Sentence
    """The title with its no-break spaces."""
    page_title: str
    description: str
    owner: str
    cover: str
    groups: tuple[EasyReadGroupView, ...]
    words: tuple[WordView, ...]
    words_path: str
    credits: tuple[str, ...]
    checked: str
    standing: tuple[str, ...]
    """Sentences that warn of standards that are not confirmed; empty if all are, or if it has none."""
    downloads: tuple[Download, ...]


def easy_read_view(linked: LinkedEasyRead | LinkedBooklet, base: KnowledgeBase) -> EasyReadView:
    """Return an easy read with its groups, its hard words and the credits of its pictures."""
    hard_words = tuple(term for term in base.terms if any(term.pattern.search(row.text) for row in linked.texts))
    assert linked.cover
    if isinstance(linked, LinkedEasyRead):
        record = linked.standard_set.record
        title, owner, groups = record.heading, record.owner, _groups(linked, base)
        description = f"{plain(record.title)} in short sentences, with pictures."
        restated: tuple[str, ...] = (record.id,)
        standards: tuple[str, ...] = restated
    else:
        title, owner, groups = linked.record.title, base.partnership.name, booklet_groups(linked, base)
        description, restated = linked.record.description, linked.record.tells
        standards = tuple(row.record.promise for row in linked.rows if row.record.promise)
    return EasyReadView(
        path=path_of(linked),
        restates=tuple(link_to(one, base) for one in restated),
        mentions=_mentions(linked.record.id, restated, base),
        title=title,
        heading=sentence(title),
        page_title=f"{title}: easy read",
        description=description,
        owner=owner,
        cover=linked.cover.record.file,
        groups=groups,
        words=word_views(hard_words, base),
        words_path=path_of(hard_words[0]).partition("#")[0] if hard_words else "",
        credits=_credits(linked),
        checked=_checked(linked),
        standing=easy_warning(sets_of(standards, base), base.today),
        downloads=tuple(
            file
            for publication in base.publications
            if publication.easy_read is linked
            for file in downloads(publication)
            if file.print_format is PrintFormat.EASY_READ
        ),
    )


def word_views(terms: tuple[Term, ...], base: KnowledgeBase) -> tuple[WordView, ...]:
    """Return the hard words in alphabetical order."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    return tuple(
        WordView(
            term.id, term.term, sentence(term.means), sentence(term.easy), term.source or "", backlinks(term.id, base)
        )
        for term in ordered
    )


def _mentions(identifier: str, restated: tuple[str, ...], base: KnowledgeBase) -> tuple[LinkView, ...]:
    targets = dict.fromkeys(link.target for link in base.links_from(identifier) if link.target not in restated)
    return tuple(link_to(one, base) for one in targets)


def booklet_groups(linked: LinkedBooklet, base: KnowledgeBase) -> tuple[EasyReadGroupView, ...]:
    """Return the groups of a booklet, each row with the contact that it names and the answers to tick."""
    groups = []
    for group, rows in zip(linked.record.groups, linked.groups, strict=True):
        views = tuple(_booklet_row(row, linked, base) for row in rows if row.picture is not None)
        groups.append(EasyReadGroupView(slug_of(group.title), group.title, (EasyReadPartView("", views),)))
    return tuple(groups)


def _booklet_row(row: LinkedBookletRow, linked: LinkedBooklet, base: KnowledgeBase) -> EasyReadRowView:
    record = row.record
    (plain_row,) = _rows((LinkedRow(row.located_text, row.picture),), base.terms)
    pictures = {answer: one.record.file for answer, one in linked.answer_pictures.items()}
    return replace(
        plain_row,
        contact=_contact(record.contact, base),
        answers=tuple(EasyReadAnswerView(one, pictures.get(one, "")) for one in record.answers),
        blanks=record.blanks,
        lines=record.write,
    )


def _contact(identifier: str | None, base: KnowledgeBase) -> EasyReadContactView | None:
    entry = base.targets[identifier] if identifier else None
    if not (isinstance(entry, Entry) and isinstance(entry.record, Reachable)):
        return None
    contact = entry.record
    channels = [channel_view(channel) for channel in contact.channels]
    channel = first_number(contact) or next(iter(channels), None)
    if channel is None:
        return None
    doubt = "We do not know if this is still there." if contact.state is ContactState.UNKNOWN else ""
    return EasyReadContactView(
        contact.name, channel.text.replace(" ", NO_BREAK), channel.link, channel.is_number, doubt
    )


def _groups(linked: LinkedEasyRead, base: KnowledgeBase) -> tuple[EasyReadGroupView, ...]:
    stages = []
    for stage in base.stages:
        parts = tuple(
            EasyReadPartView(standard.record.id, _rows(linked.promises[standard.record.id], base.terms))
            for standard in linked.standard_set.standards
            if standard.stage is stage
        )
        if parts:
            stages.append(EasyReadGroupView(stage.id, stage.title, parts))
    introduction = EasyReadPartView("", _rows(linked.introduction, base.terms))
    help_rows = EasyReadPartView("", _rows(linked.help, base.terms))
    return (
        EasyReadGroupView("about-this-easy-read", "About this easy read", (introduction,)),
        *stages,
        EasyReadGroupView("get-help", "Get help", (help_rows,)),
    )


def _rows(rows: tuple[LinkedRow, ...], terms: tuple[Term, ...]) -> tuple[EasyReadRowView, ...]:
    return tuple(
        EasyReadRowView(
            picture_path(row.picture.record.file), row.picture.record.file, _row_sentences(row.located_text.text, terms)
        )
        for row in rows
        if row.picture
    )


def _row_sentences(text: str, terms: tuple[Term, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a row, with bold marks around times and around each hard word explained next.

    Where the next sentence begins with ``EXPLANATION_START``, the last hard word is bold: "work with **partners** where
    it needs to. This means other organisations …".
    """
    parts = sentences(text)
    marked = []
    for n, part in enumerate(parts):
        is_explained = n + 1 < len(parts) and parts[n + 1].startswith(EXPLANATION_START)
        words = [match.span() for term in terms if is_explained for match in term.pattern.finditer(part)]
        times = [(one.start, one.end) for one in amounts_of_time(part) if one.figures]
        marked.append(sentence(_bold(part, [*_disjoint(words)[-1:], *times])))
    return tuple(marked)


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, without those that overlap an earlier or a longer one with the same start."""
    disjoint: list[tuple[int, int]] = []
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not disjoint or start >= disjoint[-1][1]:
            disjoint.append((start, stop))
    return disjoint


def _bold(text: str, spans: list[tuple[int, int]]) -> str:
    for start, stop in reversed(_disjoint(spans)):
        text = f"{text[:start]}**{text[start:stop]}**{text[stop:]}"
    return text


def _credits(linked: LinkedEasyRead | LinkedBooklet) -> tuple[str, ...]:
    pictures: list[LinkedPicture] = [row.picture for row in linked.rows if row.picture]
    pictures += linked.answer_pictures.values() if isinstance(linked, LinkedBooklet) else ()
    pictures += [linked.cover] if linked.cover else []
    return tuple(sorted({f"Pictures: {one.record.credit}. Licence: {one.record.licence}." for one in pictures}))


def _checked(linked: LinkedEasyRead | LinkedBooklet) -> str:
    record = linked.record
    if record.checked_by and record.checked_on:
        return f"{record.checked_by} checked this easy read on {day(record.checked_on)}."
    return "Nobody with a learning disability has checked this easy read yet."
