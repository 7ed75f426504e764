"""Every regular expression of the generator, tried on long lines that are made for it: ``python -m tests.patterns``.

Patterns are found by themselves: those that modules, classes and tables hold, and those written in calls of ``re``.
Hostile lines come from each pattern's own syntax tree: what it repeats, many times over, with an end that does not
match. A pattern whose work grows with the square of the line is named; the limit is processor time, not the clock.
"""

from __future__ import annotations

import ast
import importlib
import re
import resource
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import BuiltinMethodType, FrameType, ModuleType
from typing import Any, Final

import generator

PACKAGE = Path(generator.__file__).parent
LENGTH = 100_000
"""The letters of a hostile line."""
SECONDS = 2.0
"""The processor time in which one pattern has to be done with one line. Linear work takes a few thousandths."""
SHORTER = (10, 3)
"""How much shorter the lines are that are tried first."""
MEMORY = 2_000_000_000
METHODS = ("search", "match", "fullmatch")
_CALLS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
_TEXTS = {"pattern": "search", "former": "fullmatch"}
"""The fields of tables whose texts are patterns, and how each is used."""


@dataclass(frozen=True)
class Found:
    """A pattern, where it is, and how it is tried: ``search``, ``match`` or ``fullmatch``."""

    pattern: re.Pattern[str]
    place: str
    methods: frozenset[str]


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    """Yield each module of the generator with its syntax tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(("generator", *path.relative_to(PACKAGE).with_suffix("").parts))
        if path.name != "__main__.py":
            yield importlib.import_module(name.removesuffix(".__init__")), ast.parse(path.read_text())


def patterns() -> list[Found]:
    """Return every pattern of the generator, each text and its flags once."""
    found: dict[tuple[str, int], Found] = {}
    trees = [*modules()]
    used = _used_methods(trees)
    for module, tree in trees:
        seen: set[int] = set()
        for name, value in sorted(vars(module).items()):
            if not isinstance(value, ModuleType):
                place = module.__name__ if name.startswith("_") else ""
                for pattern, method in _inside(value, seen, module.__name__):
                    methods = frozenset({method}) if method else used.get((place, name), frozenset(METHODS))
                    _add(found, pattern, f"{module.__name__}.{name}", methods)
        for pattern, line, method in _written(tree):
            _add(found, pattern, f"{module.__name__}:{line}", frozenset({method}))
    return [found[key] for key in sorted(found)]


def _add(found: dict[tuple[str, int], Found], pattern: re.Pattern[Any], place: str, methods: frozenset[str]) -> None:
    if isinstance(pattern.pattern, bytes):
        return
    key = (pattern.pattern, pattern.flags)
    before = found.get(key)
    found[key] = Found(pattern, before.place if before else place, methods | (before.methods if before else set()))


def _inside(value: object, seen: set[int], module: str) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Yield the patterns that a value of a module holds, and the method they are for, where it is known.

    The texts of the tables' fields in ``_TEXTS`` are patterns too.
    """
    if isinstance(value, re.Pattern):
        yield value, ""
    elif id(value) in seen or isinstance(value, str | bytes | int | ModuleType):
        return
    elif isinstance(value, Mapping):
        seen.add(id(value))
        for inner in (*value.keys(), *value.values()):
            yield from _inside(inner, seen, module)
    elif isinstance(value, tuple | list | set | frozenset):
        seen.add(id(value))
        for inner in value:
            yield from _inside(inner, seen, module)
    elif isinstance(value, type):
        seen.add(id(value))
        if value.__module__ == module:
            for inner in [*vars(value).values()]:
                yield from _inside(inner, seen, module)
    elif is_dataclass(value):
        seen.add(id(value))
        for one in fields(value):
            inner = getattr(value, one.name, None)
            if one.name in _TEXTS and isinstance(inner, str) and inner:
                yield re.compile(inner, re.MULTILINE), _TEXTS[one.name]
            else:
                yield from _inside(inner, seen, module)
    elif isinstance(value, BuiltinMethodType) and isinstance(value.__self__, re.Pattern):
        yield value.__self__, value.__name__


def _used_methods(trees: list[tuple[ModuleType, ast.Module]]) -> dict[tuple[str, str], frozenset[str]]:
    """Return how the pattern of each module and name is used: by which methods, as far as ``NAME.method`` says so.

    A name without an underscore is used in other modules too.
    """
    used: dict[tuple[str, str], set[str]] = {}
    for module, tree in trees:
        tables = _tables(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _CALLS and (first := _first_name(node.value)):
                for name in (first, *tables.get(first, ())):
                    place = module.__name__ if name.startswith("_") else ""
                    used.setdefault((place, name), set()).add(node.attr if node.attr in METHODS else "search")
    return {name: frozenset(methods) for name, methods in used.items()}


def _tables(tree: ast.Module) -> dict[str, set[str]]:
    """Return the names of loops, as in ``for pattern in _PATTERNS``, each with the names that it goes through."""
    tables: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            names = {one.id for one in ast.walk(node.iter) if isinstance(one, ast.Name)}
            for target in ast.walk(node.target):
                if isinstance(target, ast.Name):
                    tables.setdefault(target.id, set()).update(names)
    return tables


def _first_name(node: ast.expr) -> str:
    """Return the name that an expression such as ``rule.pattern`` begins with; empty if with none."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _written(tree: ast.Module) -> Iterator[tuple[re.Pattern[str], int, str]]:
    """Yield each pattern that is written in a call of ``re``, its line and the method."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in _CALLS
        if is_re and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            method = node.func.attr if node.func.attr in METHODS else "search"
            yield re.compile(node.args[0].value, _flags(node)), node.lineno, method


def _flags(call: ast.Call) -> int:
    """Return the flags in a call of ``re``."""
    parts = [*call.args[1:], *(one.value for one in call.keywords if one.arg == "flags")]
    names = {one.attr for part in parts for one in ast.walk(part) if isinstance(one, ast.Attribute)}
    flags = [flag for name in names if isinstance(flag := getattr(re, name, None), re.RegexFlag)]
    return sum(set(flags))


SIGNS: Final = "aA1 \n\t.@,:;-_*#<>[](){}\\/'\"`~=+|!?&%^$£é\u2019\u00a0"


def hostile_lines(pattern: re.Pattern[str], length: int = LENGTH) -> list[str]:
    """Return long lines for a pattern: what it repeats, after what comes before, with an end that does not match."""
    tree = re._parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)  # type: ignore[attr-defined]
    lines: dict[tuple[str, str, str], str] = {}

    def add(prefix: str, unit: str, *ends: str) -> None:
        if unit:
            body = unit * (length // len(unit))
            for end in ends or ("", "\x00"):
                lines.setdefault((prefix, unit, end), f"{prefix}{body}{end}")

    whole = _sample(tree)
    add("", whole)
    add("", whole[:-1])
    add("", f"{whole} ")
    for prefix, unit in _repeats(tree, ""):
        add(prefix, unit)
        add("", prefix[-20:] + unit, "\x00")
        add(prefix, f"{unit} ", "\x00")
    for sign in SIGNS:
        add("", sign, "\x00")
    for one in dict.fromkeys(whole[:8]):
        for other in ("a", " "):
            add("", one + other, "\x00")
    return [*lines.values()]


def _repeats(tree: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield a sample of each repeated part, with a sample of what comes before it."""
    for op, value in tree:
        name = str(op)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            for letters in _alternatives(value[2]):
                yield prefix, letters
            yield from _repeats(value[2], prefix)
        elif name == "SUBPATTERN":
            yield from _repeats(value[3], prefix)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(branch, prefix)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _repeats(value[1], prefix)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value, prefix)
        prefix += _sample([(op, value)])


def _alternatives(tree: Any) -> Iterator[str]:
    """Yield a few texts that a part matches: one for each kind of letter, if it is one letter."""
    items = [*tree]
    if len(items) == 1 and str(items[0][0]) == "SUBPATTERN":
        yield from _alternatives(items[0][1][3])
    elif len(items) == 1 and str(items[0][0]) == "BRANCH":
        for branch in items[0][1][1]:
            yield _sample(branch)
    elif len(items) == 1 and str(items[0][0]) in {"IN", "ANY", "NOT_LITERAL"}:
        test = _letter_test(items)
        yield from [letter for letter in "a1 .-@[(<\"'\n*:/" if test(letter)][:6] or [_sample(items)]
    else:
        yield _sample(items)


_CANDIDATES: Final = "a1 -.:/_@#*[](){}<>\"'`~=+|!?&%^$,;\\\n\tAé£–’\u00a0\u0301\u05d0\u0627\u4e2d\U0001f600"


def _letter_test(items: Any) -> Any:
    state = re._parser.State()  # type: ignore[attr-defined]
    state.str = ""
    compiled = re._compiler.compile(re._parser.SubPattern(state, items))  # type: ignore[attr-defined]
    return lambda letter: compiled.fullmatch(letter) is not None


def _sample(tree: Any) -> str:
    """Return a text that a part of a pattern matches, without regard for what is asserted around it."""
    text = ""
    for op, value in tree:
        name = str(op)
        if name == "LITERAL":
            text += chr(value)
        elif name in {"IN", "ANY", "NOT_LITERAL"}:
            test = _letter_test([(op, value)])
            inside = [chr(code) for kind, code in value if str(kind) == "LITERAL"] if name == "IN" else []
            inside += [chr(code[0]) for kind, code in value if str(kind) == "RANGE"] if name == "IN" else []
            text += next((letter for letter in (*_CANDIDATES, *inside) if test(letter)), "a")
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            text += _sample(value[2]) * max(1, min(value[0], 50))
        elif name == "SUBPATTERN":
            text += _sample(value[3])
        elif name == "ATOMIC_GROUP":
            text += _sample(value)
        elif name == "BRANCH":
            text += _sample(value[1][0])
    return text


class TooLongError(Exception):
    """A pattern that is not done with a line."""


def _stop(_: int, __: FrameType | None) -> None:
    raise TooLongError


def runaways(found: list[Found], *, length: int = LENGTH, seconds: float = SECONDS) -> Iterator[str]:
    """Yield each pattern that is not done with a hostile line in time, with the line.

    A tenth of a line is tried first, then a third. What grows with the square of the length and takes two seconds for
    100,000 letters takes 20 thousandths for 10,000. Only a line that takes half of that or more is tried longer.
    """
    signal.signal(signal.SIGVTALRM, _stop)
    lengths = [length // shorter for shorter in (*SHORTER, 1)]
    limits = [*(max(seconds / shorter**2 / 2, 0.002) for shorter in SHORTER), seconds]
    for one in found:
        for lines in zip(*(hostile_lines(one.pattern, letters) for letters in lengths), strict=True):
            for method in sorted(one.methods):
                if not any(_is_done(one, method, line, limit) for line, limit in zip(lines, limits, strict=True)):
                    yield f"{one.place}: {one.pattern.pattern!r} by {method} on {lines[-1][:60]!r}"
                    break
            else:
                continue
            break


def _is_done(one: Found, method: str, line: str, seconds: float) -> bool:
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            if method == "search":
                for _ in one.pattern.finditer(line):
                    pass
            else:
                getattr(one.pattern, method)(line)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except TooLongError:
        return False
    return True


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    everything = patterns()
    length, seconds = (int(sys.argv[1]), float(sys.argv[2])) if len(sys.argv) > 2 else (LENGTH, SECONDS)
    for runaway in runaways(everything, length=length, seconds=seconds):
        print(runaway, flush=True)
    print(len(everything), "patterns")
