"""The sources of print templates as plain HTML, found with Jinja's lexer and parser without running the templates.

Jinja's own text is replaced by as many letters or spaces, so that every line and column is that of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

_JINJA = Environment(autoescape=True, keep_trailing_newline=True)
"""An environment that keeps all white space: trimming blocks would change positions."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    """Its offset in the source."""
    kind: str
    text: str


def print_templates(folder: Path) -> dict[str, str]:
    """Return the source of every print template by its name, and of the partials that they import.

    Of a partial, only the macros that prints use are included; the rest is blank.
    """
    prints = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((folder / "prints").rglob("*.jinja"))
    }
    partials: dict[str, str] = {}
    waiting = [imported for source in prints.values() for imported in _imports(_JINJA.parse(source)).values()]
    reached: set[tuple[str, str]] = set()
    while waiting:
        name, macro = waiting.pop()
        if (name, macro) in reached or name in prints:
            continue
        reached.add((name, macro))
        source = partials.setdefault(name, (folder / name).read_text(encoding="utf-8"))
        waiting += _reached_from(macro, name, _JINJA.parse(source))
    for name, source in partials.items():
        prints[name] = _only(source, {macro for partial, macro in reached if partial == name})
    return prints


def _imports(template: nodes.Template) -> dict[str, tuple[str, str]]:
    """Return the template and the macro that each imported name refers to."""
    imported: dict[str, tuple[str, str]] = {}
    for node in template.find_all(nodes.FromImport):
        if isinstance(node.template, nodes.Const):
            for one in node.names:
                macro, name = one if isinstance(one, tuple) else (one, one)
                imported[name] = (node.template.value, macro)
    return imported


def _reached_from(macro: str, name: str, template: nodes.Template) -> Iterator[tuple[str, str]]:
    """Yield template and name of each macro that the macro ``macro`` of the template ``name`` uses."""
    macros = {node.name: node for node in template.find_all(nodes.Macro)}
    known = {other: (name, other) for other in macros} | _imports(template)
    if macro in macros:
        yield from (known[used.name] for used in macros[macro].find_all(nodes.Name) if used.name in known)


def _only(source: str, macros: set[str]) -> str:
    """Return the source with everything except these macros replaced by spaces."""
    spans = [span for name, span in _macro_spans(source) if name in macros]
    return "".join(
        letter if letter == "\n" or any(start <= n < end for start, end in spans) else " "
        for n, letter in enumerate(source)
    )


def _macro_spans(source: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the name of each macro, with the offsets of its start and end."""
    block: list[_Token] = []
    name, start = "", 0
    for token in _tokens(source):
        if token.kind == "block_begin":
            block = []
        block.append(token)
        if token.kind == "block_end":
            words = [part.text for part in block if part.kind == "name"]
            if words[0] == "macro":
                name, start = words[1], block[0].start
            elif words[0] == "endmacro":
                yield name, (start, token.start + len(token.text))


def html_of(template: str) -> str:
    """Return a template as HTML of the same length.

    Expressions become letters, so that no attribute is empty. All other tags become spaces.
    """
    letters = [letter if letter == "\n" else " " for letter in template]
    expression = 0
    for token in _tokens(template):
        expression = token.start if token.kind == "variable_begin" else expression
        end = token.start + len(token.text)
        if token.kind == "data":
            letters[token.start : end] = token.text
        elif token.kind == "variable_end":
            letters[expression:end] = ("\n" if one == "\n" else "x" for one in letters[expression:end])
    return "".join(letters)


def _tokens(source: str) -> Iterator[_Token]:
    """Yield the tokens of Jinja's lexer with their offsets. It leaves out only the white space before ``{%-``."""
    at = 0
    for _, kind, text in _JINJA.lex(source):
        at = source.index(text, at)
        yield _Token(at, kind, text)
        at += len(text)
