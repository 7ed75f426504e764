"""Lists what no public file may contain: every text of a record below ``data/staff/`` that the public does not know."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Span
from generator.linking.staff.public_texts import PublicTexts, details, sentences, words_of
from generator.linking.staff.record_texts import RecordText, texts_of_files
from generator.loading.project import Records
from generator.model.kinds import STAFF_FILES


@dataclass(frozen=True, slots=True)
class StaffValue:
    """A value of a staff record, which no public file may contain."""

    record: str
    field: str
    text: str
    span: Span
    also_in: Span | None = None
    """The place in ``data/`` or ``content/`` at which a public text has these words, if there is one."""


def staff_values(records: Records) -> tuple[StaffValue, ...]:
    """Return every value that a public file must not contain, each once, in the order of the files.

    Of a longer text, its numbers and addresses and its sentences are values of their own, with the place of the text.
    Whatever has the whole text has these too.
    """
    public = PublicTexts(records)
    found: dict[str, StaffValue] = {}
    for one in texts_of_files(records, STAFF_FILES):
        secrets = _secrets(one, public)
        also_in = public.place_of(secrets)
        for text in secrets:
            found.setdefault(words_of(text), StaffValue(one.record, one.field, text, one.span, also_in))
    return tuple(found.values())


def _secrets(one: RecordText, public: PublicTexts) -> tuple[str, ...]:
    """Return what a text of a record has that the public does not know: the fewest parts that are in all of it."""
    if public.has(one.text, is_name=one.field == "name"):
        return ()
    found: list[str] = []
    for part in sentences(one.text) or (one.text,):
        inner = [detail for detail in details(part) if not public.has(detail)]
        found += inner or ([] if public.has(part) else [part])
    return tuple(dict.fromkeys(found)) or (one.text,)
