"""What an author is told of a leak, which files are searched, and which are known from the last time."""

import gzip
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.staff.staff_values import StaffValue
from generator.publishing.proofs.leak_scan import find_leaks
from tests.campaign.file_kinds import zipped

NUMBER = "01632 960777"
PLACE = Span("data/staff/contacts.yml", 7, 14)
SECRET = StaffValue("contact-desk", "number", NUMBER, PLACE)
MESSAGE = "this holds a staff-only value, the number of 'contact-desk' (data/staff/contacts.yml:7:14)"
HINT = "nothing was published; take the value out of the page, or move what may be public out of data/staff/"
UNREADABLE = "cannot be searched for what only staff may see: it is a 7z archive"
ARCHIVE = b"7z\xbc\xaf\x27\x1c"
INSTEAD = "nothing was published; publish the files in it, or a zip archive of them"


class Memory(Cache):
    """A cache without a disk."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.entries.get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        self.entries[kind, key] = content


def write(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def leak(path: str, hint: str = HINT) -> Diagnostic:
    return Diagnostic(Span(path), Code.STAFF_ONLY_LEAK, MESSAGE, hint)


@pytest.mark.parametrize(
    ("name", "content", "problems"),
    [
        ("a.html", NUMBER, [leak("a.html")]),
        ("ring-01632-960777.txt", "x", [leak("ring-01632-960777.txt")]),
        ("sub/a.html", f"{NUMBER} {NUMBER}", [leak("sub/a.html")]),
        ("a.html", "01632 960778", []),
        ("a.7z", ARCHIVE, [Diagnostic(Span("a.7z"), Code.UNREADABLE_ARTEFACT, f"this file {UNREADABLE}", INSTEAD)]),
        (
            "a.gz",
            gzip.compress(zipped({"b.zip": zipped({"c.txt": NUMBER.encode(), "d.7z": ARCHIVE})})),
            [
                leak("a.gz"),
                Diagnostic(
                    Span("a.gz"), Code.UNREADABLE_ARTEFACT, f"'b.zip / d.7z' in this file {UNREADABLE}", INSTEAD
                ),
            ],
        ),
    ],
)
def test_an_author_is_told_of_each_problem(
    name: str, content: bytes | str, problems: list[Diagnostic], tmp_path: Path
) -> None:
    assert list(find_leaks(write(tmp_path, {name: content}), [SECRET])) == problems


def test_the_hint_names_the_page_that_has_the_words(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": NUMBER})
    value = StaffValue("contact-desk", "number", NUMBER, PLACE, Span("content/index.md", 9, 3))
    assert find_leaks(tmp_path, [value]) == (
        leak(
            "a.html",
            "nothing was published; take the value out of content/index.md:9:3, "
            "or move what may be public out of data/staff/",
        ),
    )


def test_values_and_files_are_in_order(tmp_path: Path) -> None:
    write(tmp_path, {"b.html": "Night desk seven", "a.html": f"Night desk seven, {NUMBER}"})
    name = StaffValue("contact-desk", "name", "Night desk seven", Span("data/staff/contacts.yml", 6, 11))
    found = find_leaks(tmp_path, [SECRET, name])
    assert [(one.span.path, "the number" in one.message) for one in found] == [
        ("a.html", True),
        ("a.html", False),
        ("b.html", False),
    ]


def digest(name: str, content: str) -> bytes:
    return sha256(f"{name}\0{content}".encode()).digest()


def test_files_without_a_problem_are_remembered_and_others_are_not(tmp_path: Path) -> None:
    cache = Memory()
    names = [f"{letter}.html" for letter in "abdefghij"]
    write(tmp_path, {"c.html": NUMBER} | dict.fromkeys(names, "x"))
    assert len(find_leaks(tmp_path, [SECRET], cache)) == 1
    clean = b"".join(sorted(digest(name, "x") for name in names))
    assert [(kind, content) for (kind, _), content in cache.entries.items()] == [("leaks", clean)]
    assert len(find_leaks(tmp_path, [SECRET], cache)) == 1
    assert list(cache.entries.values()) == [clean]


def test_a_file_that_is_remembered_is_not_searched_again_but_a_changed_one_is(tmp_path: Path) -> None:
    cache = Memory()
    write(tmp_path, {"a.html": "a", "b.html": NUMBER, "c.html": NUMBER})
    find_leaks(tmp_path, [SECRET], cache)
    (key,) = cache.entries
    known = [digest("a.html", "a"), digest("b.html", NUMBER), digest("c.html", NUMBER)]
    cache.entries[key] = b"".join((known[2], known[0], known[1]))
    assert find_leaks(tmp_path, [SECRET], cache) == ()
    assert cache.entries[key] == b"".join(sorted(known))
    write(tmp_path, {"c.html": f"{NUMBER}."})
    assert find_leaks(tmp_path, [SECRET], cache) == (leak("c.html"),)


def test_what_is_remembered_is_of_the_same_values(tmp_path: Path) -> None:
    cache = Memory()
    write(tmp_path, {"a.html": "a"})
    find_leaks(tmp_path, [SECRET], cache)
    find_leaks(tmp_path, [SECRET, StaffValue("desk", "name", "Night desk seven", PLACE)], cache)
    assert len(cache.entries) == 2


def test_without_values_nothing_is_searched(tmp_path: Path) -> None:
    assert find_leaks(write(tmp_path, {"a.7z": ARCHIVE}), []) == ()
