"""The small faults that can be planted in a Python module: one at a time, in its syntax tree.

Never changed, because no test can or should notice: annotations, docstrings, decorators, imports, ``__all__``, type
variables, assertions, the type of a ``cast``, ``strict=True`` of a ``zip``, and code for type checkers.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Plant = Callable[[], object]
"""Changes the tree that a mutant belongs to."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small change of a module."""

    path: str
    """The module's file below the repository."""
    scope: str
    """The qualified name of the outermost function, or of the class, that is changed; empty at module level."""
    scope_line: int
    """The first line of the scope, counting its decorators."""
    statement: tuple[int, int]
    """Line and column of the innermost statement that holds the change."""
    top: int
    """The position of the outermost statement in the module."""
    line: int
    column: int
    change: str
    plant: Plant
    default: tuple[str, object] | None = None
    """The parameter or field whose default is changed, and the new default; None if something else is changed."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column + 1} {self.scope or 'module'}: {self.change}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node is: a field of its parent, or an entry of a list there."""

    parent: Any
    field: str
    index: int | None = None

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node

    def remove(self) -> None:
        entries = getattr(self.parent, self.field)
        del entries[self.index]


Change = tuple[str, Plant]

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_OTHER_FUNCTION = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}
_OTHER_METHOD = {"startswith": "endswith", "endswith": "startswith"}
_WITHOUT = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "removeprefix", "removesuffix", "replace"}
"""Methods whose result is near to their object."""
_NOT_CHANGED_KEYWORDS = {"strict", "slots", "frozen"}


def mutants(path: str, tree: ast.Module) -> list[Mutant]:
    """Return every mutant of a module, in the order of its lines."""
    found = [mutant for top, statement in enumerate(tree.body) for mutant in _top_level(path, tree, top, statement)]
    return sorted(found, key=lambda one: (one.line, one.column, one.change))


def _top_level(path: str, tree: ast.Module, top: int, statement: ast.stmt) -> Iterator[Mutant]:
    match statement:
        case ast.FunctionDef():
            yield from _function(path, top, statement, "")
        case ast.ClassDef():
            yield from _class(path, top, statement)
        case ast.Assign() | ast.AnnAssign() if statement.value and _is_changeable(statement):
            for node, place in _nodes(statement.value, _Place(statement, "value")):
                yield from _of_node(path, top, "", statement.lineno, statement, node, place)
        case _:
            del tree


def _is_changeable(statement: ast.Assign | ast.AnnAssign) -> bool:
    """Return whether a statement at module level gives a value to names other than ``__all__`` and type names."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    value = statement.value
    typing = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"
    union = isinstance(value, ast.BinOp | ast.Subscript) and all(name[:1].isupper() for name in names)
    alias = union and not any(name.isupper() for name in names)
    return bool(names) and "__all__" not in names and not typing and not alias


def _class(path: str, top: int, node: ast.ClassDef) -> Iterator[Mutant]:
    """Yield the mutants of a class's methods and of the constant defaults of its fields."""
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            yield from _function(path, top, statement, f"{node.name}.")
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Constant):
            assert isinstance(statement.target, ast.Name)
            for value in _other_constants(statement.value.value):
                yield Mutant(
                    path,
                    node.name,
                    first_line(node),
                    (statement.lineno, statement.col_offset),
                    top,
                    statement.value.lineno,
                    statement.value.col_offset,
                    f"the default of {statement.target.id} becomes {value!r}",
                    lambda: None,
                    (statement.target.id, value),
                )


def first_line(node: ast.FunctionDef | ast.ClassDef) -> int:
    """Return the line of a function or class at which its code begins: that of its first decorator."""
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _function(path: str, top: int, node: ast.FunctionDef, prefix: str) -> Iterator[Mutant]:
    name, first = prefix + node.name, first_line(node)
    for argument, default in _defaults(node.args):
        for value in _other_constants(default.value):
            yield Mutant(
                path,
                name,
                first,
                _position(_body(node)[0]) if _body(node) else (node.lineno, node.col_offset),
                top,
                default.lineno,
                default.col_offset,
                f"the default of {argument} becomes {value!r}",
                lambda: None,
                (argument, value),
            )
    for statement, place in _statements(node, "body"):
        yield from _of_statement(path, top, name, first, statement, place)


def _defaults(arguments: ast.arguments) -> Iterator[tuple[str, ast.Constant]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True))
    pairs += [(arg, one) for arg, one in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if one]
    yield from ((argument.arg, default) for argument, default in pairs if isinstance(default, ast.Constant))


def _body(node: ast.FunctionDef) -> list[ast.stmt]:
    return node.body[1:] if ast.get_docstring(node) is not None else node.body


def _position(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _statements(node: ast.AST, field: str) -> Iterator[tuple[ast.stmt, _Place]]:
    """Yield each statement of a block and of the blocks below it, without docstrings and assertions."""
    for index, statement in enumerate(getattr(node, field)):
        text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if text or isinstance(statement, ast.Assert | ast.Import | ast.ImportFrom):
            continue
        yield statement, _Place(node, field, index)
        for below in ("body", "orelse", "finalbody"):
            if isinstance(getattr(statement, below, None), list):
                yield from _statements(statement, below)
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            yield from _statements(part, "body")


def _of_statement(path: str, top: int, scope: str, first: int, statement: ast.stmt, place: _Place) -> Iterator[Mutant]:
    """Yield the mutants of one statement, without those of the statements below it."""
    for change, plant in _statement_changes(statement, place):
        yield _mutant(path, top, scope, first, statement, statement, change, plant)
    for expression, where in _expressions(statement):
        for node, at in _nodes(expression, where):
            yield from _of_node(path, top, scope, first, statement, node, at)


def _mutant(
    path: str, top: int, scope: str, first: int, statement: ast.stmt, node: Any, change: str, plant: Plant
) -> Mutant:
    return Mutant(path, scope, first, _position(statement), top, node.lineno, node.col_offset, change, plant)


def _of_node(
    path: str, top: int, scope: str, first: int, statement: ast.stmt, node: ast.expr, place: _Place
) -> Iterator[Mutant]:
    for change, plant in _changes(node, place):
        yield _mutant(path, top, scope, first, statement, node, change, plant)


def _expressions(statement: ast.stmt) -> Iterator[tuple[ast.expr, _Place]]:
    """Yield the expressions of a statement that are no annotation and no target."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return
    holders: list[Any] = [statement, *getattr(statement, "items", ())]
    for case in getattr(statement, "cases", ()):
        holders.append(case)
    for holder in holders:
        for field in ("value", "test", "iter", "exc", "subject", "context_expr", "guard"):
            if isinstance(getattr(holder, field, None), ast.expr):
                yield getattr(holder, field), _Place(holder, field)


def _nodes(node: ast.expr, place: _Place) -> Iterator[tuple[ast.expr, _Place]]:
    """Yield an expression and those below it that may be changed."""
    yield node, place
    if isinstance(node, ast.JoinedStr):
        return
    skip = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast":
        skip = node.args[0]
    for field, value in ast.iter_fields(node):
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, entry in entries:
            if entry is skip:
                continue
            if isinstance(entry, ast.expr):
                yield from _nodes(entry, _Place(node, field, index))
            elif isinstance(entry, ast.keyword):
                if entry.arg not in _NOT_CHANGED_KEYWORDS:
                    yield from _nodes(entry.value, _Place(entry, "value"))
            elif isinstance(entry, ast.comprehension):
                yield from _nodes(entry.iter, _Place(entry, "iter"))
                for number, condition in enumerate(entry.ifs):
                    yield from _nodes(condition, _Place(entry, "ifs", number))


def _statement_changes(statement: ast.stmt, place: _Place) -> Iterator[Change]:
    """Yield the changes of a whole statement."""
    nothing = ast.copy_location(ast.Pass(), statement)
    match statement:
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield f"'{_shown(statement)}' is gone", lambda: place.put(_keeping_generator(statement, nothing))
        case ast.AugAssign() | ast.Raise() | ast.Delete():
            yield f"'{_shown(statement)}' is gone", lambda: place.put(nothing)
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield f"'{_shown(statement)}' is gone", lambda: place.put(nothing)
        case ast.Continue():
            yield "'continue' becomes 'break'", lambda: place.put(ast.copy_location(ast.Break(), statement))
            yield "'continue' is gone", lambda: place.put(nothing)
        case ast.Break():
            yield "'break' becomes 'continue'", lambda: place.put(ast.copy_location(ast.Continue(), statement))
        case ast.Return(value=None):
            yield "'return' is gone", lambda: place.put(nothing)
        case ast.Return(value=ast.expr()) if not _is_none(statement.value):
            yield f"'{_shown(statement)}' returns None", lambda: setattr(statement, "value", ast.Constant(None))
        case ast.Match():
            for index in range(len(statement.cases) if len(statement.cases) > 1 else 0):
                pattern = ast.unparse(statement.cases[index].pattern)
                yield f"case {pattern} is gone", _removal(statement.cases, index)
        case ast.If() | ast.While() if not _is_negated_by_operators(statement.test):
            yield (
                f"the condition '{_shown(statement.test)}' is negated",
                lambda: setattr(statement, "test", ast.UnaryOp(ast.Not(), statement.test)),
            )
    if isinstance(statement, ast.AugAssign) and type(statement.op) in _ARITHMETIC:
        yield from _other_operator(statement)


def _keeping_generator(statement: ast.Expr, nothing: ast.Pass) -> ast.stmt:
    """Return what stands for a removed statement: a generator stays one."""
    if isinstance(statement.value, ast.Call):
        return nothing
    return ast.copy_location(ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load()))), statement)


def _is_negated_by_operators(test: ast.expr) -> bool:
    """Return whether another change of a condition negates it."""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node).replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:57]}…"


def _removal(entries: list[Any], index: int) -> Plant:
    return lambda: entries.pop(index)


def _changes(node: ast.expr, place: _Place) -> Iterator[Change]:
    """Yield the changes of one expression."""
    match node:
        case ast.Compare():
            yield from _comparison(node)
        case ast.BoolOp():
            yield from _boolean(node, place)
        case ast.UnaryOp(op=ast.Not()):
            yield f"'{_shown(node)}' loses its 'not'", lambda: place.put(node.operand)
        case ast.BinOp() if type(node.op) in _ARITHMETIC and not _is_text(node.left) and not _is_text(node.right):
            yield from _other_operator(node)
        case ast.Constant():
            for value in _other_constants(node.value):
                yield f"{node.value!r} becomes {value!r}", _constant(place, node, value)
        case ast.JoinedStr():
            yield f"{_shown(node)} becomes ''", _constant(place, node, "")
        case ast.IfExp() if not _is_negated_by_operators(node.test):
            yield (
                f"the condition '{_shown(node.test)}' is negated",
                lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test)),
            )
        case ast.Call():
            yield from _call(node, place)
        case ast.Tuple() | ast.List() | ast.Set() if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            if not isinstance(place.parent, ast.Subscript):
                for index, entry in enumerate(node.elts):
                    yield f"'{_shown(entry)}' is gone from '{_shown(node)}'", _removal(node.elts, index)
        case ast.Dict():
            for index, key in enumerate(node.keys):
                shown = _shown(key) if key else f"**{_shown(node.values[index])}"
                yield f"'{shown}' is gone from '{_shown(node)}'", _without_entry(node, index)
        case ast.Subscript(slice=ast.Slice() as part):
            for field in ("lower", "upper", "step"):
                if getattr(part, field):
                    yield f"'{_shown(node)}' loses its {field} end", _without_field(part, field)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            yield from _filters(node)


def _filters(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Iterator[Change]:
    for generator in node.generators:
        for index, condition in enumerate(generator.ifs):
            yield f"the filter '{_shown(condition)}' is gone", _removal(generator.ifs, index)
            if not _is_negated_by_operators(condition):
                negated = ast.copy_location(ast.UnaryOp(ast.Not(), condition), condition)
                yield f"the filter '{_shown(condition)}' is negated", _put(generator.ifs, index, negated)


def _put(entries: list[Any], index: int, node: ast.AST) -> Plant:
    return lambda: entries.__setitem__(index, node)


def _without_entry(node: ast.Dict, index: int) -> Plant:
    return lambda: (node.keys.pop(index), node.values.pop(index))


def _without_field(node: ast.AST, field: str) -> Plant:
    return lambda: setattr(node, field, None)


def _constant(place: _Place, node: ast.expr, value: Any) -> Plant:
    return lambda: place.put(ast.copy_location(ast.Constant(value), node))


def _other_constants(value: object) -> tuple[object, ...]:
    """Return the values that may replace a constant."""
    match value:
        case bool():
            return (not value,)
        case int():
            return (value + 1, value - 1)
        case str():
            return ("",) if value else ("mutant",)
    return ()


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for index, op in enumerate(node.ops):
        for other in _COMPARISONS[type(op)]:
            yield f"'{_shown(node)}' with {other.__name__}", _put(node.ops, index, other())


def _boolean(node: ast.BoolOp, place: _Place) -> Iterator[Change]:
    other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"'{_shown(node)}' with {type(other).__name__}", lambda: setattr(node, "op", other)
    for index, value in enumerate(node.values):
        rest = [one for one in node.values if one is not value]
        smaller = rest[0] if len(rest) == 1 else ast.copy_location(ast.BoolOp(node.op, rest), node)
        yield f"'{_shown(node)}' without part {index + 1}", _replacement(place, smaller)


def _replacement(place: _Place, node: ast.AST) -> Plant:
    return lambda: place.put(node)


def _other_operator(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    other = _ARITHMETIC[type(node.op)]
    yield f"'{_shown(node)}' with {other.__name__}", lambda: setattr(node, "op", other())


def _call(node: ast.Call, place: _Place) -> Iterator[Change]:
    """Yield the changes of a call: another function, no function, or one keyword less."""
    match node.func:
        case ast.Name(id=name) if name in _OTHER_FUNCTION:
            new = _OTHER_FUNCTION[name]
            if name == "sorted":
                plain = ast.Call(ast.Name(new, ast.Load()), node.args[:1], [])
                yield f"'{_shown(node)}' is not sorted", lambda: place.put(ast.copy_location(plain, node))
            else:
                yield f"'{name}' becomes '{new}'", lambda: setattr(node.func, "id", new)
        case ast.Attribute(attr=name, value=target) if name in _WITHOUT:
            yield f"'{_shown(node)}' without .{name}()", lambda: place.put(target)
        case ast.Attribute(attr=name) if _OTHER_METHOD.get(name):
            yield f"'.{name}' becomes '.{_OTHER_METHOD[name]}'", lambda: setattr(node.func, "attr", _OTHER_METHOD[name])
    for index, keyword in enumerate(node.keywords):
        if keyword.arg not in _NOT_CHANGED_KEYWORDS:
            shown = keyword.arg or f"**{_shown(keyword.value)}"
            yield f"'{_shown(node)}' without the argument {shown}", _removal(node.keywords, index)
