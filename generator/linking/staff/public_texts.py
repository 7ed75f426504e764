"""What the public knows already, so that it is no secret although a staff record has it too.

That is: what a public record says as a whole or in a sentence; a short phrase anywhere in a public record or among the
words that our own pages and exports print; one ordinary word; and what is too short to be looked for.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import day_name, month_name
from collections.abc import Collection, Iterator
from functools import cache, cached_property, lru_cache

from generator.cache import PACKAGE
from generator.diagnostics import Span
from generator.linking.staff.record_texts import RecordText, texts_of, texts_of_files
from generator.loading.project import Records
from generator.model.kinds import PUBLIC_FILES

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')]{0,500}[^\s<>\"').,;:!?]/?")
_NUMBER = re.compile(r"(?<![\w/.-])[+(]{0,2}[0-9](?:[ ()./-]{0,3}[0-9]){6,14}(?![\w/-])")
_DATES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}|[0-9]{4} ?[-/] ?[0-9]{4}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b")
_STREET = re.compile(
    r"\b[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][\w'’-]{0,30} ){1,3}"
    r"(?:Avenue|Close|Court|Crescent|Drive|Gardens|Green|Grove|Hill|House|Lane|Mews|Parade|Park|Place|Road|Row|Square"
    r"|Street|Terrace|View|Walk|Way|Yard)\b"
)
_DIALLED = (_EMAIL, _NUMBER)
_PLACES = (_WEB_ADDRESS, _POSTCODE, _STREET)
_DETAILS = (*_DIALLED, *_PLACES)
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*(?![\w-])")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]) (?=[0-9])")

_PHRASE_WORDS = 4
"""The fewest words of a sentence or phrase that says something of its own."""
_PHRASE_DIGITS = 4
_NUMBER_DIGITS = 7
"""The fewest digits that are looked for by themselves. Shorter numbers that can be dialled, such as 101, are public."""
_LETTERS = 5
"""The fewest letters and digits that are looked for. Letters that are not Latin say more in fewer."""
_OTHER_LETTERS = 2

_LINKING_WORDS = frozenset(
    _WORD.findall(
        "a all an and any as at but by each every for from if in into is it no not of on only or our out per so than"
        " that the their then there they this to up via we what when where which who whom with you your"
    )
)
"""Words that say nothing by themselves."""

_ORDINARY = frozenset(word.lower() + s for word in (*day_name, *month_name) for s in ("", "s")) | {"unknown"}


def sentences(text: str) -> tuple[str, ...]:
    """Return each sentence of a text, or entry of a list in it, that says something of its own."""
    return tuple(one for one in _sentences(text) if _is_phrase(words_of(one)))


def details(text: str) -> tuple[str, ...]:
    """Return the numbers and the addresses in a text."""
    found = (one[0] for pattern in _DETAILS for one in pattern.finditer(text))
    return tuple(one for one in found if not _DATES.fullmatch(one))


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> str:
    """Return the letters and digits of a text in small letters, with a space between words and none between digits.

    A British number in its international form begins with 0.
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    words = _BETWEEN_DIGITS.sub("", " ".join(_WORD.findall(text.casefold())))
    is_number = words.isdigit() and len(words) >= _NUMBER_DIGITS
    return re.sub(r"^(?:00)?440?", "0", words) if is_number else words


def _is_phrase(words: str) -> bool:
    """Return whether words say something of their own."""
    return words.count(" ") >= _PHRASE_WORDS - 1 or sum(map(str.isdigit, words)) >= _PHRASE_DIGITS


def _is_too_short(words: str) -> bool:
    characters = words.replace(" ", "")
    if characters.isascii() and characters.isdigit():
        return len(characters) < _NUMBER_DIGITS
    latin = unicodedata.normalize("NFKD", characters).encode("ascii", "ignore")
    return len(characters) < (_LETTERS if latin else _OTHER_LETTERS)


class PublicTexts:
    """The texts of the public records and pages of a project, and the words of our own pages."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def has(self, text: str, *, is_name: bool = False) -> bool:
        """Return whether the public knows a text of a staff record.

        A name, a number or an e-mail address is known if it is the whole of a public text, all else also within one.
        """
        words = words_of(text)
        if _is_too_short(words) or words in _ORDINARY or words in self._whole_texts:
            return True
        if any(pattern.fullmatch(text) for pattern in _PLACES):
            return self._records_text.has(words)
        if any(pattern.fullmatch(text) for pattern in _DIALLED):
            return False
        if (not is_name and self._records_text.has(words)) or _own_text().has(words):
            return True
        telling = [word for word in words.split(" ") if word not in _LINKING_WORDS]
        return not telling or (len(telling) == 1 and (telling[0] in self._small_words or telling[0] in _ORDINARY))

    def place_of(self, texts: Collection[str]) -> Span | None:
        """Return the first place at which a page or a public record has the words of one of ``texts``."""
        wanted = [words_of(text) for text in texts]
        in_pages = [words for words in wanted if self._pages_text.has(words)]
        if in_pages:
            return next((span for words in in_pages for span in self._places_in_pages(words)), None)
        in_records = [words for words in wanted if self._records_text.has(words)]
        found = (one.span for one in self._texts for words in in_records if WordedText(one.text).has(words))
        return next(found, None) if in_records else None

    def _places_in_pages(self, words: str) -> Iterator[Span]:
        for front in self._records.fronts:
            yield from (one.span for one in texts_of(front, "page") if WordedText(one.text).has(words))
        for page in self._records.pages:
            if WordedText(page.body).has(words) and (found := _spelled(words).search(page.body)):
                before = page.body[: found.start()]
                line, column = before.count("\n"), found.start() - (before.rfind("\n") + 1)
                yield Span(page.file, page.first_line + line, column + 1)

    @cached_property
    def _texts(self) -> tuple[RecordText, ...]:
        return tuple(texts_of_files(self._records, PUBLIC_FILES))

    @cached_property
    def _whole_texts(self) -> frozenset[str]:
        """The words of each text of a public record, and of each sentence."""
        return frozenset(words_of(part) for one in self._texts for part in (one.text, *_sentences(one.text)))

    @cached_property
    def _records_text(self) -> WordedText:
        return WordedText(*(one.text for one in self._texts))

    @cached_property
    def _page_texts(self) -> tuple[str, ...]:
        fronts = (one.text for front in self._records.fronts for one in texts_of(front, "page"))
        return (*fronts, *(page.body for page in self._records.pages))

    @cached_property
    def _pages_text(self) -> WordedText:
        return WordedText(*self._page_texts)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """The words that a page writes in small letters, as no name is; those with a hyphen also in one."""
        found = (word for text in self._page_texts for word in _SMALL_WORD.findall(text))
        return frozenset(part for word in found for part in (word.replace("-", ""), *word.split("-")))


class WordedText:
    """The words of texts, to be searched for phrases however their words are joined."""

    def __init__(self, *texts: str) -> None:
        self._words = f" {' | '.join(map(words_of, texts))} "
        self._letters = self._words.replace(" ", "")

    def has(self, words: str) -> bool:
        """Return whether a text has these words, as one word or apart: ``helpdesk`` is ``help desk``."""
        letters = words.replace(" ", "")
        if letters not in self._letters:
            return False
        return f" {words} " in self._words or re.search(f" {' ?'.join(letters)} ", self._words) is not None


def _spelled(words: str) -> re.Pattern[str]:
    """Return a pattern of words with any spaces, line ends and signs in them."""
    letters = (re.escape(letter) for letter in words.replace(" ", ""))
    return re.compile(r"(?<![^\W_])" + r"[\W_]*".join(letters), re.IGNORECASE)


_PRINTED = ("model", "rendering", "templates", "views", "words")
"""The folders of our package whose words are on pages, in prints and in exports."""
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_MARKUP = re.compile(r"\{[{%#][^{}]*[%#}]\}|<[^<>]*>|\n\s*\n")


def own_text() -> WordedText:
    """Return the words that our templates and tables print."""
    paths = sorted(path for folder in _PRINTED for path in (PACKAGE / folder).rglob("*.*"))
    texts: list[str] = []
    for path in paths:
        if path.suffix == ".py" and path.name != "explanations.py":
            texts += _LITERAL.findall(path.read_text(encoding="utf-8"))
        elif path.suffix in {".jinja", ".js"} or path.name.endswith(".html"):
            texts += _MARKUP.split(path.read_text(encoding="utf-8"))
    return WordedText(*texts)


_own_text = cache(own_text)
