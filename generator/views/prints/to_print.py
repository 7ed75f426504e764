"""Views of the publications with their files, by audience."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.vocabulary import PublicationAudience
from generator.views.shared.publications import Download, downloads
from generator.words.text import Sentence, sentence

AUDIENCE_WORDS = {
    PublicationAudience.ANYONE: "For anyone",
    PublicationAudience.STAFF: "For staff and volunteers",
    PublicationAudience.TRAINERS: "For trainers",
}


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One publication with its files."""

    anchor: str
    title: str
    subtitle: Sentence
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class AudienceGroup:
    """The publications for one audience."""

    anchor: str
    title: str
    publications: tuple[PublicationLine, ...]


def publications_by_audience(base: KnowledgeBase) -> tuple[AudienceGroup, ...]:
    """Return every publication, by audience; an audience without any is left out."""
    groups = (_audience_group(audience, base) for audience in PublicationAudience)
    return tuple(group for group in groups if group.publications)


def _audience_group(audience: PublicationAudience, base: KnowledgeBase) -> AudienceGroup:
    publications = (one for one in base.publications if one.record.audience is audience)
    lines = (
        PublicationLine(f"print-{one.record.id}", one.record.title, sentence(one.record.subtitle), downloads(one))
        for one in publications
    )
    return AudienceGroup(f"for-{audience.value}", AUDIENCE_WORDS[audience], tuple(lines))
