"""The search index is made without a file between, is the same everywhere, and is proved part by part."""

import gzip
import json
import os
import shutil
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publishing.proofs.search_index import SearchIndexer, _renumber, index_problem
from tests.incremental import files


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search index of two pages."""
    folder = tmp_path_factory.mktemp("indexed") / "site"
    (folder / "guides").mkdir(parents=True)
    for name, words in (("index.html", "Ring the desk when it is open"), ("guides/ring.html", "Rings and bells")):
        head = '<meta name="kb-kind" content="Advice" data-pagefind-filter="kind[content]">'
        article = f"<article data-pagefind-body><nav>Menu</nav>{words}.</article>"
        (folder / name).write_text(f"<html lang=en><head>{head}</head><body>{article}</body></html>")
    assert SearchIndexer(folder, language="en").finish(["index.html", "guides/ring.html"]) == ()
    return folder / "search"


def test_the_program_that_makes_the_index_writes_nothing_itself(search: Path, tmp_path: Path) -> None:
    shutil.copytree(search.parent, tmp_path / "site", ignore=shutil.ignore_patterns("search"))
    indexer = SearchIndexer(tmp_path / "site", language="en")
    process = indexer._process
    assert process
    assert process.stdin
    assert process.stdout
    # It is done with the pages once it has begun its answer, and it ends when nobody is there to ask it more.
    assert process.stdout.read(1)
    process.stdin.close()
    process.stdout.close()
    assert process.wait(timeout=60) is not None
    assert parts(tmp_path) == [tmp_path / "site/guides/ring.html", tmp_path / "site/index.html"]


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("exit 3", "Pagefind ended too early"),
        ("printf 'no,such,answer,'", "its answer is not in the form of Pagefind 1.5"),
        ("printf 'e30=,e30=,e30=,'", "its answer is not in the form of Pagefind 1.5"),
        ('printf \'%s,\' $(echo \'{"payload": {"type": "Error", "message": "no room"}}\' | base64)', "no room"),
    ],
)
def test_an_answer_that_is_not_an_index_is_one_problem(
    program: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "pagefind"
    script.write_text(f"#!/bin/sh\n{program}\n")
    script.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: script)
    (tmp_path / "site").mkdir()
    (problem,) = SearchIndexer(tmp_path / "site", language="en").finish(["index.html"])
    assert problem.message.startswith(f"the search index could not be made: {fault}")


def content(part: Path) -> bytes:
    return gzip.decompress(part.read_bytes()).removeprefix(b"pagefind_dcd")


def test_the_index_has_the_words_and_kinds_of_the_pages_and_not_their_menus(search: Path) -> None:
    pages = [json.loads(content(part)) for part in sorted((search / "fragment").iterdir())]
    assert sorted((page["url"], page["content"]) for page in pages) == [
        ("/", "Ring the desk when it is open."),
        ("/guides/ring.html", "Rings and bells."),
    ]
    (kinds,) = (search / "filter").iterdir()
    assert cbor2.loads(content(kinds)) == ["kind", [["Advice", [0, 1]]]]
    times = {part.read_bytes()[4:8] for part in parts(search) if part.suffix in {".pf_filter", ".pf_index", ".pf_meta"}}
    assert times == {bytes(4)}


@pytest.mark.parametrize(
    ("pages", "numbers", "expected"),
    [
        ([[0, "a"], [2, "b"]], {0: 1, 2: 0}, [[0, "b"], [1, "a"]]),
        ([[1, "a"], [1, "b"], [3, "c"]], {1: 4, 2: 2, 5: 9}, [[2, "b"], [2, "a"], [5, "c"]]),
        ([], {}, []),
    ],
)
def test_pages_of_a_word_are_numbered_by_the_distance_from_the_page_before(
    pages: list[list[Any]], numbers: dict[int, int], expected: list[list[Any]]
) -> None:
    assert _renumber(pages, numbers) == expected


def test_a_page_that_is_not_in_the_index_is_found(search: Path) -> None:
    assert index_problem(search, ["index.html", "guides/ring.html"]) == ""
    assert index_problem(search, ["index.html", "tell.html"]) == "tell.html is not in it"


def parts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "half", "noughts"])
def test_each_part_of_the_index_is_proved(search: Path, tmp_path: Path, damage: str) -> None:
    for part in parts(search):
        copy = tmp_path / part.relative_to(search)
        shutil.copytree(search, tmp_path, dirs_exist_ok=True)
        content = copy.read_bytes()
        copy.write_bytes(
            {
                "empty": b"",
                "cut": content[:-3],
                "half": content[: len(content) // 2],
                "noughts": bytes(len(content)),
            }.get(damage, b"")
        )
        if damage == "gone":
            copy.unlink()
        assert index_problem(tmp_path, ["index.html", "guides/ring.html"]) != "", f"{part.name} {damage}"


@settings(max_examples=50)
@given(st.data())
def test_a_changed_byte_in_a_packed_part_is_found_or_harmless(search: Path, data: Any) -> None:
    packed = [path for path in parts(search) if path.suffix not in {".js", ".json"}]
    part = data.draw(st.sampled_from(packed))
    content = bytearray(part.read_bytes())
    position = data.draw(st.integers(10, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    sound = part.read_bytes()
    part.write_bytes(bytes(content))
    try:
        # A few bits of a packed file say nothing: what it unpacks to is the same.
        assert index_problem(search, ["index.html"]) or gzip.decompress(bytes(content)) == gzip.decompress(sound)
    finally:
        part.write_bytes(sound)


def test_the_index_does_not_depend_on_the_order_of_the_files_on_the_disk(tmp_path: Path) -> None:
    indexes = []
    disks = [tmp_path, Path("/dev/shm")] if os.access("/dev/shm", os.W_OK) else [tmp_path]
    for number, disk in enumerate((*disks, *disks)):
        folder = disk / f"kb-test-{os.getpid()}-{number}" / "site"
        folder.mkdir(parents=True)
        names = [f"page-{n}.html" for n in range(12)]
        for name in names if number % 2 else reversed(names):
            page = f"<html lang=en><body><article data-pagefind-body>Bells ring in {name}.</article></body></html>"
            (folder / name).write_text(page)
        try:
            assert SearchIndexer(folder, language="en").finish(names) == ()
            indexes.append(files(folder / "search"))
        finally:
            shutil.rmtree(folder.parent)
    assert all(index == indexes[0] for index in indexes)
