"""How hosts lead from the address of a page that is gone to what took its place.

At each such address is a page that leads on by itself, so that a host without rules needs none. With them, a program
and a search engine learn it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

_INDEX = "/index.html"


def netlify_moves(redirects: Mapping[str, str]) -> str:
    """Return the lines of ``_redirects``, from the top of what was uploaded."""
    return "".join(f"/{old} /{new} 301\n" for old, new in _moves(redirects))


def apache_moves(redirects: Mapping[str, str], top: str) -> str:
    """Return the directives for Apache; ``top`` is the path of the site on its server."""
    lines = "".join(f'  Redirect permanent "{top}{old}" "{top}{new}"\n' for old, new in _moves(redirects))
    return f"<IfModule mod_alias.c>\n{lines}</IfModule>\n" if lines else ""


def azure_moves(redirects: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the routes of Azure, from the top of what was uploaded."""
    return [{"route": f"/{old}", "redirect": f"/{new}", "statusCode": 301} for old, new in _moves(redirects)]


def _moves(redirects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the path that a reader asks for and the one that has its place, as addresses, sorted."""
    for old, new in sorted(redirects.items()):
        yield quote(old.removesuffix(_INDEX)), quote(new, safe="/#")
