"""The sources of prints, made readable without running them: templates as plain HTML, style sheets as declarations.

Whatever is taken away leaves as many characters and lines, so that every place is still a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_IMPORT = re.compile(r'\{%-?\s*from\s+"(partials/[^"]+)"\s+import\s+(.+?)(?:\s+with(?:out)?\s+context)?\s*-?%\}')
_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\(.*?\{%-?\s*endmacro\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|(?<=url\()data:[^)]*')
_STATEMENT = re.compile(r"([^{};]*)([{};])")


def print_templates(folder: Path) -> dict[str, str]:
    """Every template of a print by its name, and of each partial only the macros that prints reach."""
    prints = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((folder / "prints").rglob("*.jinja"))
    }
    partials: dict[str, str] = {}
    wanted = [*_imported(prints.values())]
    reached: set[tuple[str, str]] = set()
    while wanted:
        name, macro = wanted.pop()
        if (name, macro) in reached:
            continue
        reached.add((name, macro))
        source = partials.setdefault(name, (folder / name).read_text(encoding="utf-8"))
        bodies = {found[1]: found[0] for found in _MACRO.finditer(source)}
        body = bodies.get(macro, "")
        wanted += [(name, other) for other in bodies if re.search(rf"\b{other}\(", body)]
        wanted += [one for one in _imported([source]) if re.search(rf"\b{one[1]}\(", body)]
    for name, source in partials.items():
        prints[name] = _only(source, {macro for partial, macro in reached if partial == name})
    return prints


def _imported(sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    for source in sources:
        for name, macros in _IMPORT.findall(source):
            yield from ((name, macro.split(" as ")[0].strip()) for macro in macros.split(","))


def _only(source: str, macros: set[str]) -> str:
    """The source with everything blank but these macros."""
    kept = [found.span() for found in _MACRO.finditer(source) if found[1] in macros]
    return "".join(
        letter if letter == "\n" or any(start <= n < end for start, end in kept) else " "
        for n, letter in enumerate(source)
    )


def html_of(template: str) -> str:
    """A template as HTML: what Jinja writes becomes letters, so that an attribute is not empty; the rest blanks."""

    def plain(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "x" if found[0].startswith("{{") else " ", found[0])

    return _JINJA.sub(plain, template)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of a style sheet, what it is for, and where it starts."""

    selector: str
    name: str
    value: str
    line: int
    column: int


def declarations_of(sheet: str) -> Iterator[Declaration]:
    """Every declaration, and every statement such as ``@import``, whose name is then all there is before a space."""
    text = _STRING.sub(_harmless, _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sheet))
    around: list[str] = []
    for found in _STATEMENT.finditer(text):
        words, end = found[1].strip(), found[2]
        if end == "{":
            around.append(" ".join(words.split()))
            continue
        start = found.start(1) + len(found[1]) - len(found[1].lstrip())
        if words:
            name, _, value = words.partition(" " if words.startswith("@") else ":")
            line = text.count("\n", 0, start) + 1
            column = start - text.rfind("\n", 0, start)
            selector = around[-1] if around else ""
            yield Declaration(selector, name.strip().lower(), " ".join(value.split()), line, column)
        if end == "}" and around:
            around.pop()


def _harmless(found: re.Match[str]) -> str:
    """A string that cannot end a declaration; a drawing written out in the sheet has nothing to look for."""
    text = found[0]
    if "data:" in text[:6]:
        return re.sub(r"(?<=data:).+(?=.)", lambda inner: "x" * len(inner[0]), text)
    return re.sub(r"[{};]", "x", text)
