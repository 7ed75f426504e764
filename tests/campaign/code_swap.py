"""Change the code of modules that are already imported, and find out which statements run."""

from __future__ import annotations

import ast
import gc
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.campaign.operators import Mutant, first_line

Statement = tuple[str, int, int]
"""A statement of a function: the module's name, its line and its column."""

_REACHED = "__reached__"


def module_of(path: Path, package: Path) -> ModuleType | None:
    """Return the imported module of a file below ``package``; None if it is not imported."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return sys.modules.get(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


class NotPlantedError(Exception):
    """A mutant has no place in what is imported."""


class Functions:
    """Every function in memory, by the file, qualified name and first line of its code."""

    def __init__(self) -> None:
        self._functions: defaultdict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for function in gc.get_objects():
            if isinstance(function, FunctionType):
                self._functions[_key(function.__code__)].append(function)

    def swap(self, module: CodeType) -> None:
        """Give each function of a module its code in ``module``, the module compiled from another tree."""
        for code in _codes(module):
            for function in self._functions.get(_key(code), ()):
                function.__code__ = code

    def of(self, module: ModuleType, name: str, line: int) -> list[FunctionType]:
        """Return the functions with this qualified name whose code begins at this line."""
        assert module.__file__
        return self._functions.get((module.__file__, name, line), [])


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of each function of a module and of its classes, without those inside functions."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_name.startswith("<"):
                continue
            yield constant
            if not constant.co_flags & 0x2:  # the body of a class has no fast locals
                yield from _codes(constant)


def watch(module: ModuleType, functions: Functions, reached: set[Statement]) -> Callable[[], None]:
    """Make each statement of a module's functions add itself to ``reached``. Return what undoes that."""
    assert module.__file__
    source = Path(module.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            _watch_blocks(node, module.__name__)
    setattr(module, _REACHED, reached.add)
    functions.swap(compile(ast.fix_missing_locations(tree), module.__file__, "exec", dont_inherit=True))
    original = compile(source, module.__file__, "exec", dont_inherit=True)
    return lambda: functions.swap(original)


def _watch_blocks(node: ast.AST, module: str) -> None:
    """Put a call before each statement in the blocks of a function, those of functions inside it excepted."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list):
            for statement in block:
                if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                    _watch_blocks(statement, module)
            setattr(node, field, [part for one in block for part in (_call(one, module), one)])
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        _watch_blocks(part, module)


def _call(statement: ast.stmt, module: str) -> ast.stmt:
    place = ast.parse(repr((module, statement.lineno, statement.col_offset)), mode="eval").body
    call = ast.Expr(ast.Call(ast.Name(_REACHED, ast.Load()), [place], []))
    return ast.copy_location(call, statement)


def plant(mutant: Mutant, tree: ast.Module, module: ModuleType, functions: Functions) -> None:
    """Put a mutant of ``tree``, the tree of ``module``, into the module that is imported.

    This changes the tree and the module for good: do it in a process of its own.
    """
    if mutant.default:
        _change_default(mutant, module, functions, *mutant.default)
        _assign_again(tree, dependants(tree, mutant.top)[1:], module, functions)
        return
    mutant.plant()
    ast.fix_missing_locations(tree)
    assert module.__file__
    if not mutant.scope:
        _assign_again(tree, dependants(tree, mutant.top), module, functions)
        return
    found = functions.of(module, mutant.scope, mutant.scope_line)
    code = next((code for code in _codes(compile(tree, module.__file__, "exec")) if _is_scope(code, mutant)), None)
    if not found or code is None:
        raise NotPlantedError(mutant)
    for function in found:
        function.__code__ = code


def _is_scope(code: CodeType, mutant: Mutant) -> bool:
    return code.co_qualname == mutant.scope and code.co_firstlineno == mutant.scope_line


def _change_default(mutant: Mutant, module: ModuleType, functions: Functions, name: str, value: object) -> None:
    """Give a parameter of a function, or a field of a dataclass, another default."""
    found: list[Any] = list(functions.of(module, mutant.scope, mutant.scope_line))
    if not found:
        found = [getattr(getattr(module, mutant.scope, None), "__init__", None)]
    for function in found:
        code = getattr(function, "__code__", None)
        if code is None:
            raise NotPlantedError(mutant)
        positional = code.co_varnames[: code.co_argcount]
        if name in positional and function.__defaults__:
            at = positional.index(name) - len(positional)
            defaults = list(function.__defaults__)
            defaults[at] = value
            function.__defaults__ = tuple(defaults)
        elif name in (function.__kwdefaults__ or {}):
            function.__kwdefaults__ = {**function.__kwdefaults__, name: value}
        else:
            raise NotPlantedError(mutant)


def names_given(statement: ast.stmt) -> set[str]:
    """Return the names to which a statement at module level gives a value; of a class, its name."""
    if isinstance(statement, ast.ClassDef):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {node.id for target in targets if target for node in ast.walk(target) if isinstance(node, ast.Name)}


def names_read(node: ast.AST) -> set[str]:
    """Return the names that a node reads."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def dependants(tree: ast.Module, top: int) -> list[ast.stmt]:
    """Return a statement at module level and the later ones that are made from its names, in order."""
    names, found = names_given(tree.body[top]), [tree.body[top]]
    for statement in tree.body[top + 1 :]:
        if (
            isinstance(statement, ast.Assign | ast.AnnAssign)
            and statement.value
            and names & names_read(statement.value)
        ):
            names |= names_given(statement)
            found.append(statement)
    return found


def _assign_again(tree: ast.Module, statements: list[ast.stmt], module: ModuleType, functions: Functions) -> None:
    """Run statements at module level again, and give their new values to all that has the old ones."""
    before = {name: module.__dict__[name] for statement in statements for name in names_given(statement)}
    assert module.__file__
    block = ast.Module([*_future(tree), *statements], [])
    exec(compile(block, module.__file__, "exec"), module.__dict__)
    for other in list(sys.modules.values()):
        for name, old in before.items():
            if other is not module and getattr(other, "__dict__", {}).get(name) is old:
                other.__dict__[name] = module.__dict__[name]
    for name, line, position, default in _named_defaults(tree):
        for function in functions.of(module, name, line) if default in before else ():
            defaults = list(function.__defaults__ or ())
            defaults[position] = module.__dict__[default]
            function.__defaults__ = tuple(defaults)


def _named_defaults(tree: ast.Module) -> Iterator[tuple[str, int, int, str]]:
    """Yield the name and line of each function with a default that is a name, its position from the end, and it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            defaults = node.args.defaults
            for n, default in enumerate(defaults):
                if isinstance(default, ast.Name):
                    yield node.name, first_line(node), n - len(defaults), default.id


def _future(tree: ast.Module) -> list[ast.stmt]:
    return [one for one in tree.body if isinstance(one, ast.ImportFrom) and one.module == "__future__"]
