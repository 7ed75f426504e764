"""The ranks of websites as sources: whether a page is the law itself, of a public body, or of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from urllib.parse import urlsplit


class SourceRank(Enum):
    """How near a website is to what it says, the nearest first."""

    OFFICIAL = "official"
    """The law, or those who make, apply or publish it: government, Parliament, courts."""
    PUBLIC_BODY = "public-body"
    """Another public body: a council, the police, the NHS, an ombudsman."""
    SECONDARY = "secondary"
    """Somebody else who writes about it: a charity, a law firm, the press."""
    COPY = "copy"
    """A place where anybody may put a copy: a document-sharing site, a blog, a code host, a mirror."""


_OFFICIAL = (
    "bailii.org",
    "caselaw.nationalarchives.gov.uk",
    "cps.gov.uk",
    "gov.uk",
    "gov.wales",
    "judiciary.uk",
    "legislation.data.gov.uk",
    "legislation.gov.uk",
    "parliament.uk",
    "sentencingcouncil.org.uk",
    "supremecourt.uk",
)
"""Hosts whose own pages, with or without ``www.`` or another first part, are official. For ``gov.uk`` only itself."""

_PUBLIC_BODIES = (
    "acas.org.uk",
    "college.police.uk",
    "equalityadvisoryservice.com",
    "equalityhumanrights.com",
    "gov.uk",
    "housing-ombudsman.org.uk",
    "ico.org.uk",
    "justiceinspectorates.gov.uk",
    "lgo.org.uk",
    "mod.uk",
    "nhs.uk",
    "npcc.police.uk",
    "ofcom.org.uk",
    "ombudsman.org.uk",
    "police.uk",
    "policeconduct.gov.uk",
    "report-it.org.uk",
    "victimscommissioner.org.uk",
)
"""Hosts of public bodies, with everything below them."""

_COPIES = (
    "abcdocz.com",
    "acthub.uk",
    "blogspot.com",
    "crimeline.co.uk",
    "docsbay.net",
    "docslib.org",
    "explained.today",
    "github.com",
    "github.io",
    "gitlab.com",
    "herokuapp.com",
    "lawsdocbox.com",
    "legalize.dev",
    "longform.social",
    "medium.com",
    "pages.dev",
    "parallelparliament.co.uk",
    "parliamentary.ai",
    "pdffox.com",
    "scribd.com",
    "substack.com",
    "theyworkforyou.com",
    "uk-legislation.com",
    "vdocuments.net",
    "vlex.co.uk",
    "wikipedia.org",
    "wikisum.wiki",
    "wixsite.com",
    "wordpress.com",
    "wordsworth.site",
    "zoomlaw.co.uk",
)
"""Hosts of copies, with everything below them."""

_BARE_NUMBER = re.compile(r"\d+(?:\.\d+){3}")
_FIRST_PART = re.compile(r"^(?:www|beta)\.")


def rank_of(address: str) -> SourceRank:
    """Return the rank of the website of an ``http`` or ``https`` address; SECONDARY for one that is in no table."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    own = _FIRST_PART.sub("", host)
    if own in _OFFICIAL or any(own.endswith(f".{name}") for name in _OFFICIAL if name != "gov.uk"):
        return SourceRank.OFFICIAL
    if _is_below(own, _PUBLIC_BODIES):
        return SourceRank.PUBLIC_BODY
    if _is_below(own, _COPIES) or _BARE_NUMBER.fullmatch(own):
        return SourceRank.COPY
    return SourceRank.SECONDARY


def best_rank(addresses: Iterable[str]) -> SourceRank | None:
    """Return the rank of the source that is nearest; None if there are no sources."""
    ranks = {rank_of(address) for address in addresses}
    return next((rank for rank in SourceRank if rank in ranks), None)


def _is_below(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
