"""Find the texts that are printed and have letters that the print font lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.knowledge_base import KnowledgeBase
from generator.loading.project import Records
from generator.loading.yaml_values import Location
from generator.model.overrides import OVERRIDES_FOLDER
from generator.model.record import Record

COMMON_LETTERS = (
    "\\n -~\u00a0-\u017e\u0218-\u021b\u2012-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2212"
)
"""The ranges of letters that nearly all texts are made of, as in a set of a regular expression. The font has them."""

_UNCOMMON = re.compile(f"[^{COMMON_LETTERS}]")
_SCRIPTS = {"Cjk": "Chinese", "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"}


@dataclass(frozen=True, slots=True)
class _PlacedText:
    """A text that somebody wrote: what it is called, and its place."""

    name: str
    text: str
    span: Span


def letter_problems(records: Records, base: KnowledgeBase) -> tuple[Diagnostic, ...]:
    """Return a problem for each text that a print shows and the print font cannot.

    Prints are laid out nowhere: their HTML shows which texts they have. It is made only if some text may be one.
    """
    suspects = [one for one in _texts(records) if _UNCOMMON.search(one.text)]
    suspects = [one for one in suspects if _missing(one.text)] if suspects else []
    if not suspects:
        return ()
    printed = _printed_text(base)
    return tuple(_problem(one) for one in suspects if any(run in printed for run in _missing(one.text)))


def _missing(text: str) -> list[str]:
    """Return each stretch of letters that the print font lacks, in order."""
    from generator.rendering.fonts import print_characters

    known = print_characters() | {"\n"}
    return "".join(" " if letter in known else letter for letter in text).split()


def _printed_text(base: KnowledgeBase) -> str:
    """Return the HTML of every print, with its letters as they are."""
    from generator.rendering.prints.jobs import print_markup
    from generator.views.site import view

    site_view = view(base, with_prints=True)
    return "\n".join(unescape(print_markup(print_view, site_view)) for print_view in site_view.prints)


def _problem(one: _PlacedText) -> Diagnostic:
    letters = sorted(set("".join(_missing(one.text))))
    scripts = sorted({_script(letter) for letter in letters if unicodedata.category(letter)[0] in "LM"})
    signs = [f"'{letter}' (U+{ord(letter):04X})" for letter in letters if unicodedata.category(letter)[0] not in "LM"]
    what = f"{' and '.join(scripts)} letters" if scripts else f"the sign {signs[0]}"
    instead = "write it in Latin letters, as it is said" if scripts else "say it in words"
    hint = f"{instead}, or take it out of what is printed"
    return Diagnostic(one.span, Code.PRINT_PROBLEM, f"this {one.name} has {what}, which the print font lacks", hint)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "unknown").split()[0].title()
    return _SCRIPTS.get(name, name)


def _texts(records: Records) -> Iterator[_PlacedText]:
    """Yield every text of the records and the pages with its place; of a page's body, each line."""
    for located in records.files.values():
        for place, text in _strings(located.record, ()) if located else ():
            if not text.isascii():
                assert located
                yield _PlacedText(_name_of(place), text, located.span(*place))
    for identifier, place_of_wording in records.overrides.places.items():
        yield _PlacedText("wording", records.overrides.words[identifier], place_of_wording)
    for path, source in records.overrides.files.items():
        yield _PlacedText("file", source, Span(f"{OVERRIDES_FOLDER}/{path}"))
    for page in records.pages:
        for place, text in _strings(page.front, ()):
            if not text.isascii():
                yield _PlacedText(_name_of(place), text, page.id_span)
        for number, line in enumerate(page.body.split("\n") if not page.body.isascii() else ()):
            if found := _UNCOMMON.search(line):
                span = Span(page.file, page.first_line + number, found.start() + 1)
                yield _PlacedText("line", line, span)


def _name_of(place: Location) -> str:
    """Return what the field at a place is called."""
    names = [part for part in place if isinstance(part, str)]
    return names[-1].replace("_", " ") if names else "text"


def _strings(value: object, place: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Record):
        for name, written in _fields(type(value)):
            inner = getattr(value, name)
            if isinstance(inner, str | tuple | Record):
                yield from _strings(inner, (*place, written))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from _strings(inner, (*place, n))


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())
