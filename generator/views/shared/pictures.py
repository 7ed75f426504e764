"""The pictures of the easy reads: what each shows, who made it, and under which licence. It builds itself."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.paths import picture_path


@dataclass(frozen=True, slots=True)
class PictureView:
    """One picture."""

    name: str
    path: str
    shows: str
    stands_for: str
    credit: str


@dataclass(frozen=True, slots=True)
class PicturesView:
    """All pictures, and each credit once with how many it is of."""

    pictures: tuple[PictureView, ...]
    credits: tuple[tuple[str, int], ...]


def pictures_view(base: KnowledgeBase) -> PicturesView:
    """Every picture by its name."""
    records = sorted((picture.record for picture in base.pictures), key=lambda record: record.id)
    made = [f"{record.credit[0].upper()}{record.credit[1:]}. Licence: {record.licence}." for record in records]
    return PicturesView(
        tuple(
            PictureView(one.id.replace("-", " "), picture_path(one.file), one.alt, ", ".join(one.concepts), credit)
            for one, credit in zip(records, made, strict=True)
        ),
        tuple((credit, made.count(credit)) for credit in sorted(set(made))),
    )
