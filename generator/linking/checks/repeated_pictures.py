"""Checks that a picture has one meaning in an easy read: readers who know a picture rely on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.diagnostics import Code, Diagnostic
from generator.linking.linked import LinkedBookletRow, LinkedRow
from generator.model.pictures import Picture

_WORDS_IN_MESSAGE = 6

AnyRow = LinkedRow | LinkedBookletRow


def repeated_pictures(rows: Sequence[AnyRow]) -> Iterator[Diagnostic]:
    """Yield a problem for each row whose picture stands beside another idea further up.

    Rows that a reader meets one after the other tell one idea. Rows apart do if the same one of the picture's
    ``concepts`` is in the texts of both.
    """
    places: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if row.picture is None:
            continue
        earlier = places.setdefault(row.picture.record.id, [])
        if earlier and n - 1 not in earlier and not any(_share(row.picture.record, row, rows[k]) for k in earlier):
            yield _problem(row.picture.record, row, rows[earlier[0]])
        earlier.append(n)


def _share(picture: Picture, row: AnyRow, other: AnyRow) -> bool:
    return any(all(_says(one.located_text.text, concept) for one in (row, other)) for concept in picture.concepts)


def _says(text: str, concept: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(concept)}(?:e?s)?(?!\w)", text, re.IGNORECASE))


def _problem(picture: Picture, row: AnyRow, other: AnyRow) -> Diagnostic:
    begins = " ".join(other.located_text.text.split()[:_WORDS_IN_MESSAGE])
    message = f"the picture '{picture.id}' has another meaning in line {other.located_text.span.line}: '{begins} …'"
    hint = (
        "use another picture, or put the two rows one after the other; if they mean the same, write a word that is in "
        f"both texts under `concepts:` of '{picture.id}' in data/pictures.yml"
    )
    return Diagnostic(row.located_text.span, Code.EASY_READ, message, hint)
