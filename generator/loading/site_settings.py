"""Read ``mkdocs.yml``: what the partnership sets, and what it need not set because the generator does."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.cache import PACKAGE
from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.loading.files import read_text
from generator.loading.records import Located, read_record
from generator.loading.yaml_values import Location, Places, compose
from generator.model.site_settings import (
    GENERATOR_SETTINGS,
    LOGO,
    SETTINGS_FILE,
    THEME_NAME,
    GeneratorSetting,
    SiteSettings,
)
from generator.model.vocabulary import plural

_OTHER_SPELLING = "mkdocs.yaml"
"""A name that mkdocs reads too."""


def read_site_settings(root: Path) -> tuple[Located[SiteSettings] | None, tuple[Diagnostic, ...]]:
    """Return the settings in a project's ``mkdocs.yml`` and every problem. An absent or empty file sets nothing."""
    if not os.path.lexists(root / SETTINGS_FILE):
        return Located(SiteSettings(), Places(SETTINGS_FILE)), tuple(_other_spelling(root))
    text, text_problems = read_text(root, SETTINGS_FILE)
    if text is None:
        if any(problem.code is not Code.EMPTY_FILE for problem in text_problems):
            return None, text_problems
        return Located(SiteSettings(), Places(SETTINGS_FILE)), ()
    value, places, yaml_problems = compose(SETTINGS_FILE, text)
    if yaml_problems:
        return None, (*text_problems, *yaml_problems)
    own, not_theirs = _without_generator_settings({} if value is None else value, root, _Lines(text, places))
    located, own_problems = read_record(SiteSettings, own, places)
    return located, (*text_problems, *not_theirs, *own_problems)


def _other_spelling(root: Path) -> Iterator[Diagnostic]:
    if os.path.lexists(root / _OTHER_SPELLING):
        message = f"nothing reads the file {_OTHER_SPELLING}"
        yield Diagnostic(Span(_OTHER_SPELLING), Code.UNKNOWN_FILE, message, f"rename it to {SETTINGS_FILE}")


class _Lines:
    """The lines of each field of the settings file."""

    def __init__(self, text: str, places: Places) -> None:
        self.places = places
        self._lines = text.split("\n")
        self._fields = sorted(places.keys, key=places.keys.__getitem__)
        self._positions = {location: n for n, location in enumerate(self._fields)}

    def of(self, location: Location) -> range:
        """Return the numbers of a field's lines, without blank lines and comments at the end."""
        first, position = self.places.key(location).line, self._positions[location] + 1
        while position < len(self._fields) and self._fields[position][: len(location)] == location:
            position += 1
        following = self._fields[position : position + 1]
        last = max(first, self.places.keys[following[0]].line - 1) if following else len(self._lines)
        while last > first and not self._lines[last - 1].partition("#")[0].strip():
            last -= 1
        return range(first, last + 1)

    def to_take_away(self, locations: Iterable[Location]) -> str:
        """Return which lines have these fields, in words; their names if a line has another field too."""
        taken = [*locations]
        numbers = {number for location in taken for number in self.of(location)}
        for location in self._fields:
            is_taken = any(location[: len(one)] == one for one in taken)
            is_above = any(one[: len(location)] == location for one in taken)
            if not (is_taken or is_above) and not numbers.isdisjoint(self.of(location)):
                return _listed([f"`{_name(one)}`" for one in taken])
        return _lines_in_words(numbers)


def _lines_in_words(numbers: set[int]) -> str:
    """Return line numbers as words: ``lines 2, 4 to 7 and 9``."""
    starts = sorted(n for n in numbers if n - 1 not in numbers)
    ends = sorted(n for n in numbers if n + 1 not in numbers)
    spans = [str(start) if start == end else f"{start} to {end}" for start, end in zip(starts, ends, strict=True)]
    return f"{plural(len(numbers), 'line')} {_listed(spans)}"


def _listed(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _name(location: Location) -> str:
    return ".".join(map(str, location))


def _without_generator_settings(value: Any, root: Path, lines: _Lines) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the settings that are the partnership's, and the problems of those that are the generator's.

    All that have the values of a copied file are one warning. Each with another value is an error.
    """
    if not isinstance(value, dict):
        return value, ()
    own = {name: dict(part) if isinstance(part, dict) else part for name, part in value.items()}
    former: list[Location] = []
    changed: list[tuple[GeneratorSetting, Location]] = []
    for setting in GENERATOR_SETTINGS:
        location = tuple(setting.name.split("."))
        if not _remove(location, own):
            continue
        if place := _changed_value(setting, _value_at(value, location), location, root):
            changed.append((setting, place))
        else:
            former.append(location)
    former += _remove_theme_without_pictures(own)
    if "theme" not in own and any(place[0] == "theme" for _, place in changed):
        former = [location for location in former if location[0] != "theme"]
    errors = [_error(setting, place, own, lines) for setting, place in changed]
    return own, (*errors, *_former_copy(former, own, lines))


def _remove(location: tuple[str, ...], own: dict[str, Any]) -> bool:
    """Remove a field from the settings. Return whether it was there; fields of ``theme`` are removed on their own."""
    *above, name = location
    group = own.get(above[0]) if above else own
    if not isinstance(group, dict) or name not in group or (name == "theme" and isinstance(group[name], dict)):
        return False
    del group[name]
    return True


def _remove_theme_without_pictures(own: dict[str, Any]) -> list[Location]:
    """Remove the theme if it has no picture but the generator's own. Return the locations of its fields."""
    theme = own.get("theme")
    generators = {"name": THEME_NAME, "logo": LOGO, "favicon": LOGO}
    if not isinstance(theme, dict) or any(theme[name] != generators.get(name) for name in theme):
        return []
    del own["theme"]
    return [("theme", name) for name in theme]


def _value_at(value: Any, location: Location) -> Any:
    for part in location:
        value = value[part]
    return value


def _changed_value(setting: GeneratorSetting, value: Any, location: Location, root: Path) -> Location:
    """Return the location of the first value that no copied file had; () if there is none."""
    if setting.name == "INHERIT":
        generators = os.path.normpath(PACKAGE.parent / SETTINGS_FILE)
        named = os.path.normpath(os.path.join(root, value)) if isinstance(value, str) else ""  # noqa: PTH118
        return () if named == generators else location
    for below, text in _leaves(value):
        if not re.fullmatch(setting.former, text):
            return (*location, *below)
    return ()


def _leaves(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield the location of each text in a value, and the text after the names of its fields: ``toc.toc_depth: 2``.

    Of an empty value, only the names are there; without names, it is left out.
    """
    if value and isinstance(value, dict | list):
        children = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in children:
            yield from _leaves(child, (*location, key))
        return
    names = ".".join(part for part in location if isinstance(part, str))
    if text := ": ".join(part for part in (names, value) if part):
        yield location, text


def _error(setting: GeneratorSetting, place: Location, own: dict[str, Any], lines: _Lines) -> Diagnostic:
    """Return the error of a setting whose value at ``place`` is not that of a copied file."""
    top, *below = setting.name.split(".")
    location = (top, *below) if top in own else (top,)
    message = setting.message or f"the generator sets {setting.name} itself"
    hint = f"take {lines.to_take_away([location])} away; {setting.reason}"
    return Diagnostic(lines.places.value(place), Code.NOT_YOUR_SETTING, message, hint)


def _former_copy(former: list[Location], own: dict[str, Any], lines: _Lines) -> Iterator[Diagnostic]:
    """Yield one warning for all settings that can be taken away without a change to the site."""
    if not former:
        return
    if "theme" not in own and any(location[0] == "theme" for location in former):
        former = [("theme",), *(location for location in former if location[0] != "theme")]
    former = sorted(former, key=lines.places.key)
    message = f"mkdocs.yml does not need {_listed([_name(location) for location in former])}"
    hint = f"take {lines.to_take_away(former)} away; the generator sets what every site shares"
    yield Diagnostic(lines.places.key(former[0]), Code.NOT_YOUR_SETTING, message, hint, Severity.WARNING)
