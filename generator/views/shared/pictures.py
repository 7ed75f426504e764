"""The pictures of the easy reads: what each shows, its author and its licence."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.paths import picture_path


@dataclass(frozen=True, slots=True)
class PictureView:
    """One picture."""

    name: str
    path: str
    alt: str
    concepts: str
    credit: str


@dataclass(frozen=True, slots=True)
class PicturesView:
    """All pictures, and each distinct credit with the number of its pictures."""

    pictures: tuple[PictureView, ...]
    credits: tuple[tuple[str, int], ...]


def pictures_view(base: KnowledgeBase) -> PicturesView:
    """Return all pictures, sorted by id."""
    records = sorted((picture.record for picture in base.pictures), key=lambda record: record.id)
    credits_ = [f"{record.credit[0].upper()}{record.credit[1:]}. Licence: {record.licence}." for record in records]
    return PicturesView(
        tuple(
            PictureView(one.id.replace("-", " "), picture_path(one.file), one.alt, ", ".join(one.concepts), credit)
            for one, credit in zip(records, credits_, strict=True)
        ),
        tuple((credit, credits_.count(credit)) for credit in sorted(set(credits_))),
    )
