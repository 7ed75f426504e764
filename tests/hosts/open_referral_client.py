"""A program that reads a directory by the paths of Open Referral UK 3.0, and by nothing else that we publish.

The profile's API answers at its base with the version, at ``/services`` with a page of a list, chosen by ``page``, and
at ``/services/ID`` with one service, whole. A page says how many there are, which it is, and whether it is the last.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

ELSEWHERE = "https://directory.example.org"
"""The website on which the program runs."""
PAGE_FIELDS = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}


def version(base: str) -> str:
    """Return the version of the profile that the API says it has."""
    answer = _read(base.rstrip("/"))
    assert {"version", "profile", "openapi_url"} <= set(answer)
    return str(answer["version"])


def services(base: str) -> Iterator[dict[str, Any]]:
    """Yield every service, whole: all that the pages list, each read at its own path."""
    number, seen = 1, 0
    while True:
        page = _read(f"{base.rstrip('/')}/services?page={number}")
        assert {name: type(page[name]) for name in PAGE_FIELDS} == PAGE_FIELDS
        assert page["page_number"] == number
        assert page["size"] == len(page["contents"])
        assert page["first_page"] == (number == 1)
        assert page["last_page"] == (number == page["total_pages"])
        assert page["empty"] == (not page["contents"])
        for listed in page["contents"]:
            service = _read(f"{base.rstrip('/')}/services/{listed['id']}")
            assert (service["id"], service["name"]) == (listed["id"], listed["name"])
            yield service
        seen += page["size"]
        if page["last_page"]:
            assert seen == page["total_items"]
            return
        number += 1


def _read(address: str) -> Any:
    """Return the answer at an address, which a browser must let a program of another website read."""
    with urlopen(Request(address, headers={"Accept": "application/json", "Origin": ELSEWHERE}), timeout=10) as answer:
        assert answer.headers.get_content_type() == "application/json"
        assert answer.headers.get_all("Access-Control-Allow-Origin") == ["*"]
        return json.loads(answer.read())
