"""The files that tell common hosts how to serve a site: its headers, its error page, and the paths of Open Referral.

Those for Netlify, Cloudflare and Azure begin at the top of what was uploaded; Apache has the site at the path of its
address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.disk import write_new
from generator.publishing.engine.engine import ERROR_PAGE
from generator.publishing.feed_paths import (
    APACHE_FILE,
    APACHE_RULES,
    azure_routes,
    feed_files,
    netlify_headers,
    netlify_redirects,
)
from generator.publishing.moved_paths import apache_moves, azure_moves, netlify_moves
from generator.publishing.proofs.page_policy import host_headers
from generator.rendering.exports.json_files import json_text

_COMPRESSION = """\
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json image/svg+xml
  AddOutputFilterByType DEFLATE text/plain text/csv text/calendar
</IfModule>
"""
"""Apache compresses only what it is told to; the other hosts do it by themselves."""

_ASKED_AGAIN = {"Cache-Control": "no-cache"}
"""A browser keeps the file, and asks each time whether it is still right: an old number must not stay for a day."""

_IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For a file whose name holds a hash of it: another content has another name."""

_APACHE_CACHING = f"""\
<IfModule mod_headers.c>
  Header set Cache-Control "{_ASKED_AGAIN["Cache-Control"]}"
  <FilesMatch "\\.[0-9a-f]{{16}}\\.js$">
    Header set Cache-Control "{_IMMUTABLE["Cache-Control"]}"
  </FilesMatch>
  RequestHeader edit* If-None-Match -gzip\\" \\"
</IfModule>
"""
"""Without ``always``: a file that is not there may come. Apache adds ``-gzip`` to the mark of what it compresses, and
does not know the mark again when a browser asks with it; each page would be sent again."""

_NOT_INDEXED = {"X-Robots-Tag": "noindex, nofollow"}
"""For the staff edition. With a ``robots.txt``, a search engine would not read this, and still list what is linked."""

_OPEN_CHECK = {
    "staff-open-check.txt": "Staff edition. Whoever reads this without logging in can read all of it: "
    "tell whoever runs this website.\n"
}
"""What each page of the staff edition asks for (``open.js``), by its path; recipes ask for it after an upload too."""

_STAFF_ROLE = "staff"
"""On Azure, who may read the staff edition. Until somebody is given this role, nobody may."""

_AZURE_LOGIN = {"401": {"redirect": "/.auth/login/aad", "statusCode": 302}}
"""On Azure, whoever has not logged in is sent to the login of the organisation."""


@dataclass(frozen=True, slots=True)
class HostedSite:
    """What a host must know of a site."""

    path: str
    """Where it is on its server: ``/`` or ``/kb/``."""
    scripts: tuple[str, ...] = ()
    """The hashes of all scripts in its pages."""
    files: tuple[str, ...] = ()
    """The paths of its files that are no pages."""
    named_by_content: tuple[str, ...] = ()
    """The paths of the files whose names hold a hash of them."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """For each path of a page that is gone, where it leads to."""
    staff_only: bool = False


def write_host_files(folder: Path, site: HostedSite) -> dict[str, bytes]:
    """Write the files for the common hosts to ``folder``, and return their contents by path."""
    files = {path: text.encode() for path, text in host_files(site).items()}
    for path, content in files.items():
        write_new(folder / path, content)
    return files


def host_files(site: HostedSite) -> dict[str, str]:
    """Return the files by path: for Netlify and Cloudflare, for Apache, for Azure.

    Apache says 403 for a folder that has no page of its own, such as an address cut off by hand.
    """
    headers = host_headers(site.scripts, may_ask_itself=site.staff_only) | (_NOT_INDEXED if site.staff_only else {})
    error_page = f"{site.path}{ERROR_PAGE}"
    routes: list[dict[str, object]] = [{"route": f"/{path}", "headers": _IMMUTABLE} for path in site.named_by_content]
    routes += [*azure_routes(feed_files(site.files)), *azure_moves(site.redirects)]
    azure: dict[str, object] = {
        "globalHeaders": headers | _ASKED_AGAIN,
        "responseOverrides": {"404": {"rewrite": f"/{ERROR_PAGE}"}} | (_AZURE_LOGIN if site.staff_only else {}),
        "routes": _for_staff(routes) if site.staff_only else routes,
    }
    files = {
        "_headers": _netlify_headers("*", headers)
        + "".join(_netlify_headers(path, _IMMUTABLE) for path in site.named_by_content),
        ".htaccess": f"ErrorDocument 404 {error_page}\nErrorDocument 403 {error_page}\n"
        f"{_apache_headers(headers.items())}{_APACHE_CACHING}{_COMPRESSION}{apache_moves(site.redirects, site.path)}",
    }
    moves = netlify_moves(site.redirects)
    if feed := feed_files(site.files):
        files["_headers"] += netlify_headers()
        files |= {"_redirects": moves + netlify_redirects(feed), APACHE_FILE: APACHE_RULES}
    elif moves:
        files["_redirects"] = moves
    if site.staff_only:
        files |= _OPEN_CHECK
    return files | {"staticwebapp.config.json": json_text(azure)}


def _for_staff(routes: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return the routes of Azure, of which the first that fits counts, so that nobody without the role reads a file."""
    only: dict[str, object] = {"allowedRoles": [_STAFF_ROLE]}
    return [*(route | only for route in routes), {"route": "/*"} | only]


def _netlify_headers(path: str, headers: dict[str, str]) -> str:
    """Return the lines of a path. Two that match join their values, so nothing is said of caching for all files."""
    return f"/{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def _apache_headers(headers: Iterable[tuple[str, str]]) -> str:
    directives = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers)
    return f"<IfModule mod_headers.c>\n{directives}</IfModule>\n"
