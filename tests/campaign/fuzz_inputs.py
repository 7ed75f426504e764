"""Inputs of the fuzz campaign: records made from the models with hostile values, and real files with random edits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any, get_origin

import yaml

from generator.loading.records import _candidates, record_class
from generator.model.kinds import FILES
from generator.model.pages import FrontMatter
from generator.model.record import Record
from generator.model.site_settings import SiteSettings

REPOSITORY = Path(__file__).parents[2]
LOAMSHIRE = REPOSITORY / "tests/projects/loamshire"

HOSTILE = (
    *("", " ", "~", "null", "no", "yes", "0", "-1", "1", "007"),
    *("1e9", "999999", "9" * 30, "9" * 5_000, "0x10", "12:30"),
    *("nan", ".inf", "2024-02-30", "9999-12-31", "0000-00-00"),
    *("0001-01-01", "2099-12-31", "31/12/2026", "about 9999"),
    *("unknown", "as-agreed", "a", "A-B", "a--b", "-", "x" * 81),
    *("é", "ß", "İ", "ﬁ", "\u202eabc", "a\u200bb", "\ufeff"),
    *("\U0001f600", "\ufffd", "e\u0301" * 40, "{limit}", "{"),
    *("}", "{{ 7 * 7 }}", "{% raw %}", "**", "** **", "[a](b)"),
    *("[a](ref:b)", "[a](ref:", "![](x)", "<b>"),
    *("<script>alert(1)</script>", "&nbsp;", "javascript:alert(1)", "http://"),
    *("https://example.org/" + "a" * 300, "01632 960001"),
    *("0808 157 0" + "1" * 40, "a@example.org", "a@", "@", "../../etc"),
    *("/etc/passwd", "C:\\x", "a: b", "a #b", "- a", "*a"),
    *("&a", "!a", "%a", "`a`", "|", ">", "'", '"', "\\", "\t", "?"),
    *("within 5 days", "24 hours", "at least, or up to, 3 weeks"),
    *("(" * 50, "[" * 50, "a " * 2_000, "=" * 10, "---", "..."),
)
"""Texts that somebody could type, paste or mean as an attack."""

_MOST_LETTERS = 3_000

SIGNS = ":-#'\"[]{}>|&*!%@`?,\t \n\\~=+()<>.;/$^_\r\0\u00a0\u2028\u202e\ufeff\u200b\x07é’“”–ﬁ\U0001f600"
"""Signs with a meaning in YAML or Markdown, and letters that nobody sees."""


@dataclass(frozen=True, slots=True)
class Source:
    """A real file: its path in a project, its model and its text."""

    path: str
    model: type[Record]
    text: str


def sources() -> list[Source]:
    """Return the files of the fictional partnership and of the default content: of large ones, the first entries."""
    found = []
    for root in (LOAMSHIRE, REPOSITORY):
        paths: list[tuple[Path, type[Record]]] = [(root / "data" / f"{file.file}.yml", file) for file in FILES]
        paths += [(path, FrontMatter) for path in sorted((root / "content").rglob("*.md"))]
        paths += [(root / "mkdocs.yml", SiteSettings)]
        for path, model in paths:
            if path.exists():
                found.append(Source(path.relative_to(root).as_posix(), model, _start(path.read_text(encoding="utf-8"))))
    return found


def _start(text: str) -> str:
    """Return a text up to the first entry of a list, or the first paragraph, that begins after ``_MOST_LETTERS``."""
    ends = (end for sign in ("\n  - ", "\n\n") if (end := text.find(sign, _MOST_LETTERS)) >= 0)
    return text[: min(ends, default=len(text)) + 1]


def record(model: type[Record], random: Random, depth: int = 0) -> Any:
    """Return the fields of a record of class ``model``, most of them in the right form."""
    if random.random() < 0.02:
        return value(random, depth)
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.is_required() or random.random() < 0.4:
            fields[field.alias or name] = _field(field.annotation, random, depth)
    if random.random() < 0.1:
        fields[random.choice(("id", "title", "note", "a b", "", "from", "é"))] = value(random, depth)
    if fields and random.random() < 0.1:
        del fields[random.choice([*fields])]
    return fields


def _field(annotation: Any, random: Random, depth: int) -> Any:
    kinds = [*_candidates(annotation)]
    inner = record_class(annotation)
    if random.random() < 0.05:
        return value(random, depth)
    is_list = any(get_origin(kind) in {tuple, list} for kind in kinds)
    count = random.choice((0, 1, 1, 2, 3)) if is_list else 1
    members = [m.value for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for m in kind]
    entries = []
    for _ in range(count):
        if inner and depth < 8:
            entries.append(record(inner, random, depth + 1))
        elif members and random.random() < 0.9:
            entries.append(random.choice(members))
        else:
            entries.append(_likely(random))
    return entries if is_list else entries[0]


def _likely(random: Random) -> Any:
    kinds = ("charter", "2026-11-01", "2016", "12", "Some words.", "unknown", "01632 960001", "https://example.org/")
    return random.choice(kinds) if random.random() < 0.7 else random.choice(HOSTILE)


def value(random: Random, depth: int = 0) -> Any:
    """Return any value: a text, nothing, a list or a group of fields."""
    kind = random.random()
    if depth > 6 or kind < 0.7:
        return random.choice(HOSTILE)
    if kind < 0.75:
        return None
    if kind < 0.88:
        return [value(random, depth + 1) for _ in range(random.randrange(4))]
    return {random.choice(HOSTILE)[:40]: value(random, depth + 1) for _ in range(random.randrange(4))}


def written(content: Any, random: Random) -> str:
    """Return a value as YAML in one of the styles that people and programs write."""
    if random.random() < 0.3:
        return json.dumps(content, ensure_ascii=False, indent=random.choice((None, 2)))
    style = random.choice((None, None, "'", '"', "|", ">"))
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=100, default_style=style)
    return text


def generated(source: Source, random: Random) -> bytes:
    """Return a file for the model of ``source``, made from the model alone."""
    text = written(record(source.model, random), random)
    if source.path.endswith(".md"):
        lines = [random.choice((*HOSTILE, *source.text.split("\n"))) for _ in range(random.randrange(30))]
        text = "---\n{}\n---\n{}".format(text.rstrip("\n"), "\n".join(lines))
    return text.encode("utf-8", "surrogatepass")


def mutated(source: Source, others: list[Source], random: Random) -> bytes:
    """Return the bytes of a real file after one to four random edits."""
    lines = source.text.split("\n")
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        random.choice(_EDITS)(lines, random, others)
        lines = "\n".join(lines).split("\n")
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    if random.random() < 0.1 and content:
        at = random.randrange(len(content))
        junk = random.choice((b"", b"\0", b"\xff", b"\xe9", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\x1b[31m"))
        content = random.choice((content[:at] + junk, content[:at] + junk + content[at + random.randrange(3) :]))
    return content


def _at(lines: list[str], random: Random) -> int:
    return random.randrange(len(lines))


def _delete(lines: list[str], random: Random, _: list[Source]) -> None:
    at = _at(lines, random)
    del lines[at : at + random.choice((1, 1, 1, 5))]
    lines.extend([] if lines else [""])


def _repeat(lines: list[str], random: Random, _: list[Source]) -> None:
    at, size = _at(lines, random), random.choice((1, 1, 4, 20))
    lines[at:at] = lines[at : at + size] * random.choice((1, 1, 2, 30))


def _swap(lines: list[str], random: Random, _: list[Source]) -> None:
    a, b = _at(lines, random), _at(lines, random)
    lines[a], lines[b] = lines[b], lines[a]


def _indent(lines: list[str], random: Random, _: list[Source]) -> None:
    at = _at(lines, random)
    for n in range(at, min(at + random.choice((1, 1, 3)), len(lines))):
        add = random.choice((" ", "  ", "\t", "    ", "\u00a0", "- "))
        lines[n] = add + lines[n] if random.random() < 0.6 else lines[n][random.randrange(4) :]


def _insert_sign(lines: list[str], random: Random, _: list[Source]) -> None:
    at = _at(lines, random)
    column = random.randrange(len(lines[at]) + 1)
    cut = random.choice((0, 0, 1))
    lines[at] = lines[at][:column] + random.choice(SIGNS) * random.choice((1, 1, 2, 3)) + lines[at][column + cut :]


def _replace_value(lines: list[str], random: Random, _: list[Source]) -> None:
    fields = [n for n, line in enumerate(lines) if ": " in line]
    if fields:
        at = random.choice(fields)
        new = written(value(random), random).strip("\n")
        lines[at] = f"{lines[at].partition(': ')[0]}: {random.choice((random.choice(HOSTILE), new))}"


def _swap_values(lines: list[str], random: Random, _others: list[Source]) -> None:
    fields = [n for n, line in enumerate(lines) if ": " in line]
    if len(fields) > 1:
        a, b = random.sample(fields, 2)
        (name_a, _, text_a), (name_b, _, text_b) = lines[a].partition(": "), lines[b].partition(": ")
        lines[a], lines[b] = f"{name_a}: {text_b}", f"{name_b}: {text_a}"


def _rename(lines: list[str], random: Random, _others: list[Source]) -> None:
    fields = [n for n, line in enumerate(lines) if ":" in line]
    if fields:
        at = random.choice(fields)
        name, _, rest = lines[at].partition(":")
        other = random.choice((name[:-1], name + name[-1:], name.upper(), f"{name} ", "id", f"? {name}"))
        lines[at] = f"{other}:{rest}"


def _splice(lines: list[str], random: Random, others: list[Source]) -> None:
    other = random.choice(others).text.split("\n")
    start = random.randrange(len(other))
    at = _at(lines, random)
    lines[at:at] = other[start : start + random.choice((1, 3, 20))]


def _truncate(lines: list[str], random: Random, _: list[Source]) -> None:
    at = _at(lines, random)
    lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
    del lines[at + 1 :]


def _hostile_line(lines: list[str], random: Random, _: list[Source]) -> None:
    lines.insert(_at(lines, random), random.choice(HOSTILE))


_EDITS: tuple[Callable[[list[str], Random, list[Source]], None], ...] = (
    *(_delete, _repeat, _swap, _indent, _indent, _insert_sign, _insert_sign, _insert_sign, _replace_value),
    *(_replace_value, _swap_values, _rename, _splice, _truncate, _hostile_line),
)


def damaged(content: bytes, random: Random) -> bytes:
    """Return bytes of any format after a few random edits."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 10))):
        at = random.randrange(len(data) + 1)
        match random.randrange(4):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + random.choice((1, 5, 100))]
            case 2:
                data[at:at] = random.choice((b"[" * 5_000, b'{"a":' * 500, b"9" * 5_000, b'"\\ud800"', b"NaN", b"null"))
            case _:
                data[at:at] = data[: random.randrange(200)]
    return bytes(data)


def smaller(content: bytes, is_still_wrong: Callable[[bytes], bool], tries: int = 300) -> bytes:
    """Return fewer lines of ``content`` that are still wrong."""
    lines = content.split(b"\n")
    size = len(lines) // 2
    while size and tries > 0:
        for start in _starts(len(lines), size):
            rest = lines[:start] + lines[start + size :]
            tries -= 1
            if tries > 0 and rest and is_still_wrong(b"\n".join(rest)):
                lines = rest
                break
        else:
            size //= 2
    return b"\n".join(lines)


def _starts(length: int, size: int) -> Iterator[int]:
    yield from range(0, length, size)
