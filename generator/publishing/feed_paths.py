"""The paths of Open Referral UK, whose API has no endings: how a host finds the file for each.

A program asks for ``/openreferral/services?page=1`` and gets ``openreferral/services.json``. Programs run on other
websites too, so every answer may be read from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.rendering.exports.open_referral import FOLDER

_ENDING = ".json"
_INDEX = f"{FOLDER}/index{_ENDING}"
_ANYWHERE = {"Access-Control-Allow-Origin": "*"}

APACHE_FILE = f"{FOLDER}/.htaccess"
APACHE_RULES = f"""\
<IfModule mod_headers.c>
  Header always set Access-Control-Allow-Origin "*"
</IfModule>
<IfModule mod_mime.c>
  AddType application/json {_ENDING}
</IfModule>
<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteOptions AllowNoSlash
  RewriteRule ^$|/{FOLDER}$ index{_ENDING} [END]
  RewriteRule ^([a-z_]+(?:/[0-9a-f-]+)?)/?$ $1{_ENDING} [END]
</IfModule>
"""
"""The rules for Apache, in the folder of the feed: a server that allows no rewriting refuses only this folder."""


def feed_files(paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of the paths that are of the feed: the start, the lists, then the services and all other items."""
    found = [path for path in paths if path.startswith(f"{FOLDER}/") and path.endswith(_ENDING)]
    return tuple(sorted(found, key=lambda path: (path != _INDEX, path.count("/"), "/services/" not in path, path)))


def netlify_headers() -> str:
    """Return the lines of ``_headers``. A star there does not stand for nothing, so the start has its own."""
    lines = "".join(f"  {name}: {value}\n" for name, value in _ANYWHERE.items())
    return f"/{FOLDER}\n{lines}/{FOLDER}/*\n{lines}"


def netlify_redirects(files: Iterable[str]) -> str:
    """Return the lines of ``_redirects``, one for each file.

    A placeholder would be shorter, but Cloudflare follows a rule also where there is a file, and would lose the files.
    """
    return "".join(f"/{_asked_for(file)} /{file} 200\n" for file in files)


def azure_routes(files: Iterable[str]) -> list[dict[str, object]]:
    """Return the routes of Azure: the start and the lists. Its settings have no room for a route for each item."""
    lists = [file for file in files if file.count("/") == 1]
    if not lists:
        return []
    routes: list[dict[str, object]] = [
        {"route": f"/{_asked_for(file)}", "rewrite": f"/{file}", "headers": _ANYWHERE} for file in lists
    ]
    return [*routes, {"route": f"/{FOLDER}/*", "headers": _ANYWHERE}]


def _asked_for(file: str) -> str:
    """Return the path that a program asks for."""
    return FOLDER if file == _INDEX else file.removesuffix(_ENDING)
