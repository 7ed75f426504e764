"""YAML as people write it: the same records in many styles.

Each ``WritingStyle`` has habits: quotes, comments, groups in braces, folded texts, the order of fields, line ends. What
it writes reads back as the same values in any YAML reader.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

COMMENTS = (
    "checked by telephone",
    "ask the desk before you change this",
    "TODO: the new leaflet",
    "see minute 4: approved",
    "was: 5",
    '"old wording"',
    "- id: an entry that was taken out",
    "------------------------------",
    "[draft]",
)

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_PLAIN = re.compile(r"[A-Za-z0-9(/’“‘](?:[^\n:#]|:(?! |$)|(?<! )#)*")
_FLOW_PLAIN = re.compile(r"[A-Za-z0-9][^\n:#,\[\]{}\"'?!&*|>%@`]*")


def read_back(text: str) -> Any:
    """Return the values of a YAML text, every scalar as its text."""
    return yaml.load(text.removeprefix("\ufeff"), LOADER)


@dataclass(frozen=True)
class WritingStyle:
    """One person's habits."""

    random: Random
    comments: float
    """How often a line gets a comment, from 0 to 1."""
    flow: float
    """How often a small group is written in braces."""
    quotes: float
    """How often a text is in quotes that does not need them."""
    folded: float
    """How often a long text is folded over lines."""
    step: int
    """How many spaces a list is moved in below its name: 0 or 2."""
    shuffled: bool
    """Whether fields come in any order."""
    crlf: bool
    byte_order_mark: bool

    @classmethod
    def of(cls, random: Random) -> WritingStyle:
        return cls(
            random=random,
            comments=random.choice((0, 0, 0.1, 0.4)),
            flow=random.choice((0, 0.5, 1)),
            quotes=random.choice((0, 0, 0.3, 1)),
            folded=random.choice((0, 0.5, 1)),
            step=random.choice((0, 2, 2)),
            shuffled=random.random() < 0.4,
            crlf=random.random() < 0.2,
            byte_order_mark=random.random() < 0.15,
        )

    def write(self, values: dict[str, Any]) -> str:
        """Return the text of a file in this style."""
        text = self.fields(values)
        if read_back(text) != values:
            raise AssertionError(f"this style cannot write its values:\n{text}")
        return self.as_file(text)

    def fields(self, values: dict[str, Any]) -> str:
        """Return the lines of a group of fields without indentation."""
        lines = list(self._group(values, 0))
        if self.comments and self.random.random() < 0.7:
            lines.insert(0, f"# {self.random.choice(COMMENTS)}")
            lines.append("# end of file")
        return "\n".join(lines) + "\n"

    def as_file(self, text: str) -> str:
        """Return a text with this style's line ends and byte order mark."""
        text = text + "\n" * self.random.choice((0, 0, 1, 2)) if self.random.random() < 0.9 else text.rstrip("\n")
        return ("\ufeff" if self.byte_order_mark else "") + (text.replace("\n", "\r\n") if self.crlf else text)

    def _often(self, share: float) -> bool:
        return self.random.random() < share

    def _group(self, values: dict[str, Any], indent: int) -> list[str]:
        names = list(values)
        if self.shuffled:
            self.random.shuffle(names)
        return [line for name in names for line in self._field(name, values[name], indent)]

    def _field(self, name: str, value: Any, indent: int) -> list[str]:
        margin = " " * indent
        above = [f"{margin}# {self.random.choice(COMMENTS)}"] if self._often(self.comments / 2) else []
        if isinstance(value, str):
            return [*above, *self._scalar(f"{margin}{name}: ", value, indent)]
        flow = self._flow(value)
        if flow is not None and len(flow) + indent + len(name) < 110:
            return [*above, f"{margin}{name}: {flow}{self._comment()}"]
        head = f"{margin}{name}:{self._comment()}"
        if isinstance(value, dict):
            return [*above, head, *self._group(value, indent + 2)]
        return [*above, head, *(line for entry in value for line in self._entry(entry, indent + self.step))]

    def _entry(self, entry: Any, indent: int) -> list[str]:
        margin = " " * indent
        blank = [""] if self._often(self.comments / 2) else []
        if isinstance(entry, str):
            return [*blank, *self._scalar(f"{margin}- ", entry, indent)]
        flow = self._flow(entry)
        if flow is not None and len(flow) + indent < 110:
            return [*blank, f"{margin}- {flow}{self._comment()}"]
        first, *rest = self._group(entry, indent + 2)
        while first.lstrip().startswith("#"):
            blank, (first, *rest) = [*blank, first], rest
        return [*blank, f"{margin}- {first[indent + 2 :]}", *rest]

    def _flow(self, value: Any) -> str | None:
        """Return a small list or group in brackets; None if it is better written over lines."""
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        if any(not isinstance(child, str) for _, child in parts):
            return None
        if not (isinstance(value, list) and len(value) < 4 and self._often(0.7)) and not self._often(self.flow):
            return None
        if isinstance(value, list):
            return f"[{', '.join(self._in_brackets(child) for child in value)}]"
        return f"{{{', '.join(f'{name}: {self._in_brackets(child)}' for name, child in value.items())}}}"

    def _in_brackets(self, text: str) -> str:
        return text if _FLOW_PLAIN.fullmatch(text) and not self._often(self.quotes) else self._quoted(text)

    def _quoted(self, text: str) -> str:
        if "\\" in text or ('"' in text and "'" not in text) or ('"' not in text and self._often(0.3)):
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace('"', '\\"') + '"'

    def _comment(self) -> str:
        return f"  # {self.random.choice(COMMENTS)}" if self._often(self.comments) else ""

    def _scalar(self, start: str, text: str, indent: int) -> list[str]:
        if len(text) > 40 and self._often(self.folded):
            style = self.random.choice((">-", ">-", ">", "|-"))
            margin = " " * (indent + 2)
            lines = [text] if style == "|-" else textwrap.wrap(text, 70, break_long_words=False, break_on_hyphens=False)
            if style != ">" and read_back(f"x: {style}\n" + "\n".join(f"  {line}" for line in lines))["x"] == text:
                return [f"{start}{style}{self._comment()}", *(margin + line for line in lines)]
        plain = _PLAIN.fullmatch(text) and not text.endswith((":", " ")) and not self._often(self.quotes)
        return [f"{start}{text if plain else self._quoted(text)}{self._comment()}"]
