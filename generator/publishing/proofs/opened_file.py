"""A file that is being searched, the files inside it, and the bounds on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_BYTES = 32_000_000
"""The most bytes that are read of one published file, all files inside it and all that is decompressed included."""
MAX_FILES = 5_000
"""The most files inside one published file."""
MAX_DEPTH = 8
"""How deep files inside files may lie: a gzip file in a zip archive in an e-mail is three deep."""


class UnreadableError(Exception):
    """A file, or one inside it, cannot be searched: why, what to do instead, and the names on the way to it."""

    def __init__(self, reason: str, instead: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.instead = instead
        self.inner_names: tuple[str, ...] = ()


@dataclass(slots=True)
class Allowance:
    """What may still be read of one published file."""

    bytes_left: int = MAX_BYTES
    files_left: int = MAX_FILES

    def count(self, size: int) -> None:
        """Note that some bytes are read. Raise ``UnreadableError`` if they are too many."""
        self.bytes_left -= size
        if self.bytes_left < 0:
            limit = MAX_BYTES // 1_000_000
            raise UnreadableError(f"what is in it is larger than {limit} MB", "publish it in smaller parts")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The bytes of a file, how many more files may lie inside each other, and what reads those."""

    content: bytes
    depth: int
    allowance: Allowance
    read: Callable[[OpenedFile], Iterator[str]]

    def inner(self, name: str, content: bytes) -> Iterator[str]:
        """Yield the name and every text of a file inside this one. ``name`` is empty if it has none."""
        self.allowance.files_left -= 1
        if self.allowance.files_left < 0:
            raise UnreadableError(f"more than {MAX_FILES:,} files are in it", "publish fewer files in it")
        if self.depth == 0:
            raise UnreadableError(f"files lie inside files more than {MAX_DEPTH} deep", "publish the innermost ones")
        self.allowance.count(len(content))
        try:
            yield name
            yield from self.read(OpenedFile(content, self.depth - 1, self.allowance, self.read))
        except UnreadableError as error:
            if name:
                error.inner_names = (name, *error.inner_names)
            raise
