"""Count what is drawn once every part of a drawing that refers to another is drawn in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Span
from generator.loading.svg_style import StyleLink
from generator.model.drawings import DRAWN, NOT_DRAWN

_INHERITED = frozenset({"fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"})
_GRADIENTS = frozenset({"linearGradient", "radialGradient", "stop"})


@dataclass(slots=True)
class Part:
    """One element of a drawing."""

    name: str
    span: Span
    parent: int
    """The index of the element around it; -1 for the first."""
    identifier: str = ""
    classes: tuple[str, ...] = ()
    links: list[tuple[str, str]] = field(default_factory=list)
    """The name of each property or attribute that refers to a part, and the id of that part."""
    vertices: int = 1
    """The most points of a line, each of which may have a marker."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """A part that would be drawn inside itself without end."""

    span: Span


@dataclass(frozen=True, slots=True)
class Size:
    """What is drawn of a part, with everything that it refers to."""

    elements: int
    points: int
    depth: int
    """Elements inside elements, the part itself included."""


def drawn_size(parts: Sequence[Part], rules: Iterable[StyleLink] = ()) -> Size | Cycle:
    """Return the size of a drawing, or a part that would be drawn inside itself.

    ``parts`` has each element after the one around it. ``rules`` are the links of its style sheets. Inherited
    patterns and markers count for each element that inherits them, so the number is never too small.
    """
    return _Sizes(parts, rules).size()


class _Sizes:
    def __init__(self, parts: Sequence[Part], rules: Iterable[StyleLink]) -> None:
        self._parts = parts
        self._by_id = {part.identifier: index for index, part in reversed(list(enumerate(parts))) if part.identifier}
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, part in enumerate(parts):
            self._children[part.parent].append(index)
        by_selector: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for rule in rules:
            for selector in rule.selectors:
                by_selector[selector].append((rule.name, rule.identifier))
        self._own = [_own_links(part, by_selector) for part in parts]
        self._paints = self._inherited()
        self._sizes: dict[int, Size] = {}

    def _inherited(self) -> list[dict[str, set[int]]]:
        """Return what each part has to paint with, by property: its own, or that of the parts around it."""
        paints: list[dict[str, set[int]]] = []
        for index, part in enumerate(self._parts):
            around = paints[part.parent] if part.parent >= 0 else {}
            own: dict[str, set[int]] = defaultdict(set)
            for name, identifier in self._own[index]:
                if name in _INHERITED and identifier in self._by_id:
                    own[name].add(self._by_id[identifier])
            paints.append({**around, **own} if own else around)
        return paints

    def size(self) -> Size | Cycle:
        """Return the size of the whole, or a cycle anywhere in it."""
        for start in range(len(self._parts)):
            if start not in self._sizes and (cycle := self._visit(start)):
                return cycle
        return self._sizes[0]

    def _visit(self, start: int) -> Cycle | None:
        """Compute the size of a part and of all that it draws, innermost first."""
        way: list[tuple[int, list[int]]] = [(start, self._drawn_by(start))]
        on_way = {start}
        while way:
            index, waiting = way[-1]
            if waiting:
                following = waiting.pop()
                if following in on_way:
                    return Cycle(self._parts[index].span)
                if following not in self._sizes:
                    on_way.add(following)
                    way.append((following, self._drawn_by(following)))
                continue
            self._sizes[index] = self._computed(index)
            on_way.discard(index)
            way.pop()
        return None

    def _drawn_by(self, index: int) -> list[int]:
        return [*self._shown_children(index), *self._targets(index), *(one for _, one in self._painted(index))]

    def _shown_children(self, index: int) -> list[int]:
        return [child for child in self._children[index] if self._parts[child].name not in NOT_DRAWN]

    def _targets(self, index: int) -> list[int]:
        links = (identifier for name, identifier in self._own[index] if name not in _INHERITED)
        return [self._by_id[identifier] for identifier in links if identifier in self._by_id]

    def _painted(self, index: int) -> list[tuple[str, int]]:
        if self._parts[index].name not in DRAWN:
            return []
        return [(name, target) for name, targets in self._paints[index].items() for target in targets]

    def _computed(self, index: int) -> Size:
        part = self._parts[index]
        inner = [self._sizes[one] for one in (*self._shown_children(index), *self._targets(index))]
        painted = [(name, self._sizes[target]) for name, target in self._painted(index)]
        depth = 1 + max((size.depth for size in (*inner, *(size for _, size in painted))), default=0)
        if part.name in _GRADIENTS:
            return Size(0, 0, depth)
        elements, points = 1 + sum(size.elements for size in inner), part.vertices + sum(size.points for size in inner)
        extra = (size.elements * (points if "marker" in name else elements) for name, size in painted)
        return Size(elements + sum(extra), points, depth)


def _own_links(part: Part, by_selector: Mapping[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    if not by_selector:
        return part.links
    selectors = (*(f".{name}" for name in part.classes), f"#{part.identifier}", part.name, "*")
    return [*part.links, *(link for selector in selectors for link in by_selector.get(selector, ()))]
