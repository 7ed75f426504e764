"""Search every file of the public edition for every staff-only value.

``file_texts`` opens each file, whatever its kind, and refuses what it cannot read; ``spellings`` finds a value in every
spelling that ``docs/reliability.md`` promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.cache import Cache, hash_parts, package_fingerprint
from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.staff.staff_values import StaffValue
from generator.publishing.proofs.file_texts import file_texts
from generator.publishing.proofs.opened_file import UnreadableError
from generator.publishing.proofs.spellings import StaffValueSearch
from generator.rendering.fonts import is_web_font
from generator.workers import NO_WORKERS, Workers

_HINT = "nothing was published; take the value out of the page, or move what may be public out of data/staff/"
_CACHE_KIND = "leaks"
_DIGEST_BYTES = 32
_FEW_BYTES, _PARTS_EACH = 15_000_000, 4
"""From how many bytes on other processes help, and how many parts each has: the last one is then short."""


def find_leaks(
    folder: Path, values: Iterable[StaffValue], cache: Cache | None = None, workers: Workers = NO_WORKERS
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each staff-only value in each file below ``folder``, with its record and the file.

    A file that cannot be searched is a problem too, unless there are no values to search for. A file that had
    no problem before is not searched for the same values again. ``workers`` search a part of many files.
    """
    values = tuple(values)
    if not values:
        return ()
    cache = cache or Cache()
    key = hash_parts(package_fingerprint(), *(value.text for value in values))
    entry = cache.get(_CACHE_KIND, key) or b""
    checked = {entry[start : start + _DIGEST_BYTES] for start in range(0, len(entry), _DIGEST_BYTES)}
    clean: set[bytes] = set()
    unsearched: dict[str, tuple[bytes, int]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        if is_web_font(content):
            continue
        digest = sha256(name.encode() + b"\0" + content).digest()
        if digest in checked:
            clean.add(digest)
        else:
            unsearched[name] = digest, len(content)
    parts = [_Part(folder, names, values) for names in _parts(unsearched, workers.count)]
    started = (workers if len(parts) > 1 else NO_WORKERS).start(_search, parts)
    found = [problem for part in started.shared_results() for problem in part]
    with_problem = {problem.span.path for problem in found}
    clean |= {digest for name, (digest, _) in unsearched.items() if name not in with_problem}
    cache.put(_CACHE_KIND, key, b"".join(sorted(clean)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """Files for one process to search."""

    folder: Path
    names: tuple[str, ...]
    values: tuple[StaffValue, ...]


def _parts(files: Mapping[str, tuple[bytes, int]], processes: int) -> list[tuple[str, ...]]:
    """Return the names of ``files`` in parts of their order: one part if it is not much, else several a process."""
    total = sum(size for _, size in files.values())
    count = _PARTS_EACH * processes if processes > 1 and total > _FEW_BYTES else 1
    parts: list[list[str]] = [[] for _ in range(count)]
    before = 0
    for name, (_, size) in files.items():
        parts[before * count // max(total, 1)].append(name)
        before += size
    return [tuple(part) for part in parts if part]


def _search(part: _Part) -> tuple[Diagnostic, ...]:
    search = StaffValueSearch(part.values)
    contents = ((name, (part.folder / name).read_bytes()) for name in part.names)
    return tuple(one for name, content in contents for one in _file_problems(name, content, part.values, search))


def _file_problems(
    name: str, content: bytes, values: tuple[StaffValue, ...], search: StaffValueSearch
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each value in one file, and one if a part of it cannot be searched."""
    found: set[int] = set()
    search.search(name, found)
    unreadable: UnreadableError | None = None
    try:
        for text in file_texts(content):
            search.search(text, found)
    except UnreadableError as error:
        unreadable = error
    for value in (values[n] for n in sorted(found)):
        message = f"this holds a staff-only value, the {value.field} of '{value.record}' ({value.span})"
        hint = _HINT.replace("the page", str(value.also_in)) if value.also_in else _HINT
        yield Diagnostic(Span(name), Code.STAFF_ONLY_LEAK, message, hint)
    if unreadable:
        yield _unreadable_artefact(name, unreadable)


def _unreadable_artefact(name: str, error: UnreadableError) -> Diagnostic:
    inside = f"'{' / '.join(error.inner_names)}' in this file" if error.inner_names else "this file"
    message = f"{inside} cannot be searched for what only staff may see: {error.reason}"
    return Diagnostic(Span(name), Code.UNREADABLE_ARTEFACT, message, f"nothing was published; {error.instead}")
