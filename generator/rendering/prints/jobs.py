"""A print as a job: everything that its file depends on. Equal jobs give equal bytes.

A job for a PDF has HTML, with its styles and pictures. A job for a format that is no HTML, such as Word, has none of
these: its ``content`` is a value that says all that is in the file, made by the function that the format's row names.
It goes to worker processes as it is, and into the cache key by its repr: so it is a frozen dataclass of texts, bytes,
numbers, tuples and others of its kind, and holds no set and no view of a whole page.
"""

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
    """Everything that the bytes of a file to print depend on."""

    path: str
    output: OutputFormat
    """The format of the file."""
    markup: str
    """Its HTML; empty for a format that is not made from HTML."""
    styles: tuple[str, ...]
    """Its style sheets, in order."""
    size: str
    """The size of its pages as a CSS value."""
    pictures: tuple[tuple[str, bytes], ...]
    fill_in: bool
    """Whether its fields can be filled in."""
    limits: Limits
    content: object = None
    """What the file says, for a format that is not made from HTML."""
    items: tuple[PrintJob, ...] = ()
    """The jobs of a pack's items, whose pages follow its own."""

    @property
    def key(self) -> str:
        """The cache key: a hash of everything but the path."""
        pictures = [part for name, drawing in self.pictures for part in (name, drawing)]
        whole = (
            self.output.key,
            self.markup,
            *self.styles,
            self.size,
            *pictures,
            str(self.fill_in),
            repr(self.limits),
            repr(self.content),
            *(item.key for item in self.items),
        )
        return hash_parts(package_fingerprint(), _fonts(), str(len(self.styles)), *whole)


@dataclass(frozen=True, slots=True)
class Printed:
    """The file of a job, its number of pages, and its problems."""

    content: bytes
    pages: int
    problems: tuple[Diagnostic, ...] = ()


def print_job(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> PrintJob:
    """Return the job of one print. ``pictures`` are drawings by their file names."""
    limits = limits_of(view)
    fill_in = view.print_format is PrintFormat.FILL_IN
    if view.output.content:
        content = view.output.call("content", view, site, pictures)
        return PrintJob(view.path, view.output, "", (), view.paper, (), fill_in, limits, content)
    markup = print_markup(view, site)
    named = sorted(set(_PICTURE.findall(markup)))
    return PrintJob(
        path=view.path,
        output=view.output,
        markup=markup,
        styles=tuple((TEMPLATES / "styles" / name).read_text(encoding="utf-8") for name in styles_of(view)),
        size=SIZES.get(view.paper, view.paper),
        pictures=tuple((name, pictures[name]) for name in named if name in pictures),
        fill_in=fill_in,
        limits=limits,
        items=tuple(print_job(item.print, site, pictures) for item in view.pack_items),
    )


_PICTURE = re.compile(r"kb:picture/([^\"'\s)]+)")


def print_markup(view: PrintView, site: SiteView) -> str:
    """Return the HTML of a print."""
    template = environment().get_template(f"prints/{view.template}.html.jinja")
    shown = {"page": view, "content": view.content, "around": site.surroundings, "prints": {}}
    return _loosened(template.render(shown))


_BOUND = re.compile(r"(?<!\d)\u00a0(?!\d)|\u00a0(?=<strong>)")


def _loosened(markup: str) -> str:
    """Return the markup with ordinary spaces in place of no-break spaces, except beside digits (numbers, dates, units).

    WeasyPrint 70 may break a line too early if a no-break space is near the end of a run of text.
    """
    return _BOUND.sub(" ", markup)


@cache
def _fonts() -> str:
    return hash_parts(*(print_font(weight) for weight in WEIGHTS))
