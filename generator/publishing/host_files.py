"""The files that tell common hosts how to serve a site: its headers and its error page.

Those for Netlify, Cloudflare and Azure begin at the top of what was uploaded; Apache has the site at the path of its
address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.disk import write_new
from generator.publishing.engine.engine import ERROR_PAGE
from generator.publishing.proofs.page_policy import host_headers
from generator.rendering.exports.json_files import json_text

_COMPRESSION = """\
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json image/svg+xml
</IfModule>
"""
"""Apache compresses only what it is told to; the other hosts do it by themselves."""


@dataclass(frozen=True, slots=True)
class HostedSite:
    """What a host must know of a site."""

    path: str
    """Where it is on its server: ``/`` or ``/kb/``."""
    scripts: tuple[str, ...] = ()
    """The hashes of all scripts in its pages."""


def write_host_files(folder: Path, site: HostedSite) -> dict[str, bytes]:
    """Write the files for the common hosts to ``folder``, and return their contents by path."""
    files = {path: text.encode() for path, text in host_files(site).items()}
    for path, content in files.items():
        write_new(folder / path, content)
    return files


def host_files(site: HostedSite) -> dict[str, str]:
    """Return the files by path: for Netlify and Cloudflare, for Apache, for Azure."""
    headers = host_headers(site.scripts)
    return {
        "_headers": _netlify_headers(headers),
        ".htaccess": f"ErrorDocument 404 {site.path}{ERROR_PAGE}\n{_apache_headers(headers.items())}{_COMPRESSION}",
        "staticwebapp.config.json": json_text(
            {"globalHeaders": headers, "responseOverrides": {"404": {"rewrite": f"/{ERROR_PAGE}"}}}
        ),
    }


def _netlify_headers(headers: dict[str, str]) -> str:
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def _apache_headers(headers: Iterable[tuple[str, str]]) -> str:
    directives = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers)
    return f"<IfModule mod_headers.c>\n{directives}</IfModule>\n"
