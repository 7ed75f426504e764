"""A print as a job: its HTML and all else that its file is made from. The same job makes the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.cache import hash_parts, package_fingerprint
from generator.diagnostics import Diagnostic
from generator.model.output_formats import OutputFormat
from generator.model.vocabulary import PrintFormat
from generator.rendering.environment import TEMPLATES, environment
from generator.rendering.fonts import WEIGHTS, print_font
from generator.rendering.prints.limits import Limits
from generator.rendering.prints.styles import SIZES, limits_of, styles_of
from generator.views.shared.pages import PrintView
from generator.views.site import SiteView


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Everything that a file to print is made from: nothing else affects its bytes."""

    path: str
    output: OutputFormat
    """The kind of file to make."""
    markups: tuple[str, ...]
    """The HTML with no page for notes at its end, with one, and so on, as far as its sheets may ask for."""
    styles: tuple[str, ...]
    """Its style sheets, in order."""
    size: str
    """Of its pages, as CSS says it."""
    pictures: tuple[tuple[str, bytes], ...]
    fill_in: bool
    """Whether its fields can be filled in."""
    limits: Limits

    @property
    def key(self) -> str:
        """A name for everything it is made from; its path is no part of that."""
        pictures = [part for name, drawing in self.pictures for part in (name, drawing)]
        whole = (
            self.output.key,
            *self.markups,
            *self.styles,
            self.size,
            *pictures,
            str(self.fill_in),
            repr(self.limits),
        )
        return hash_parts(package_fingerprint(), _fonts(), str(len(self.styles)), *whole)


@dataclass(frozen=True, slots=True)
class Printed:
    """The file made of a job, how many pages it has, and the problems of making it."""

    content: bytes
    pages: int
    problems: tuple[Diagnostic, ...] = ()


def print_job(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> PrintJob:
    """What is needed to make one print."""
    limits = limits_of(view)
    markups = tuple(print_markup(view, site, notes) for notes in range(limits.pages_multiple or 1))
    named = sorted({name for markup in markups for name in _PICTURE.findall(markup)})
    return PrintJob(
        path=view.path,
        output=view.output,
        markups=markups,
        styles=tuple((TEMPLATES / "styles" / name).read_text(encoding="utf-8") for name in styles_of(view)),
        size=SIZES.get(view.paper, view.paper),
        pictures=tuple((name, pictures[name]) for name in named if name in pictures),
        fill_in=view.print_format is PrintFormat.FILL_IN,
        limits=limits,
    )


_PICTURE = re.compile(r"kb:picture/([^\"'\s)]+)")


def print_markup(view: PrintView, site: SiteView, notes: int = 0) -> str:
    """The HTML of a print, with so many pages for notes at its end."""
    template = environment().get_template(f"prints/{view.template}.html.jinja")
    shown = {"page": view, "content": view.content, "around": site.surroundings, "prints": {}, "notes": notes}
    return _loosened(template.render(shown))


_BOUND = re.compile(r"(?<!\d)\u00a0(?!\d)|\u00a0(?=<strong>)")


def _loosened(markup: str) -> str:
    """The markup with no-break spaces only beside digits: numbers, dates and their units.

    Where one stands near the end of a stretch of text, WeasyPrint 70 may break the line at an earlier space.
    """
    return _BOUND.sub(" ", markup)


@cache
def _fonts() -> str:
    return hash_parts(*(print_font(weight) for weight in WEIGHTS))
