"""What the pages say of duties, rights and law, sentence by sentence, and the records it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.checks.claims import SentenceOrigin, origins_of
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedPublication, Target
from generator.model.vocabulary import counted
from generator.views.shared.evidence import SourcePage, source_pages
from generator.views.shared.links import LinkView, link_to


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A sentence with its origin: records, the page it was read on, or a word that it is advice or has none."""

    text: str
    records: tuple[LinkView, ...]
    sources: tuple[SourcePage, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class PageClaims:
    """The sentences of one page that state something."""

    anchor: str
    page: LinkView
    summary: str
    claims: tuple[ClaimView, ...]


def claims_view(base: KnowledgeBase) -> tuple[PageClaims, ...]:
    """Return the pages that state duties, rights or law, by path, each with its sentences in order."""
    pages = sorted(base.pages, key=lambda linked: linked.page.path)
    return tuple(view for linked in pages if (view := _page(linked, base)).claims)


def _page(linked: LinkedPage, base: KnowledgeBase) -> PageClaims:
    origins = tuple(origins_of(linked.page))
    claims = tuple(_claim(origin, base) for origin in origins)
    advice = sum(claim.otherwise != "" for claim in claims)
    identifier = linked.page.front.id
    return PageClaims(
        anchor=f"claims-{identifier}",
        page=link_to(identifier, base),
        summary=f"{counted(len(claims), 'sentence')}, {advice} of them without a record.",
        claims=claims,
    )


def _claim(origin: SentenceOrigin, base: KnowledgeBase) -> ClaimView:
    source = origin.claim.source if origin.claim else None
    is_advice = origin.sentence.is_advice or bool(origin.claim and origin.claim.advice)
    missing = "" if origin.records or source else "Nothing yet."
    return ClaimView(
        text=origin.sentence.text,
        records=tuple(link_to(one, base) for one in origin.records if _is_on_the_site(base.targets.get(one))),
        sources=source_pages((source,)) if source else (),
        otherwise="Advice." if is_advice else missing,
    )


def _is_on_the_site(target: Target | None) -> bool:
    """Return whether a target is a page or on one; a site without PDFs has no files to print."""
    return target is not None and not isinstance(target, LinkedPublication)
