"""A print as a job: everything that its file depends on. Equal jobs give equal bytes.

A job for a PDF has HTML, with its styles and pictures. A job for a format that is no HTML, such as Word, has none of
these: its ``content`` is a value that says all that is in the file, made by the function that the format's row names.
It goes to worker processes as it is, and into the cache key by its repr: so it is a frozen dataclass of texts, bytes,
numbers, tuples and others of its kind, and holds no set and no view of a whole page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from generator.cache import hash_parts, package_fingerprint
from generator.diagnostics import Diagnostic
from generator.model.output_formats import OutputFormat
from generator.model.overrides import PRINT_STYLES
from generator.model.vocabulary import PrintFormat
from generator.rendering.colours import recoloured_drawing, style_sheet
from generator.rendering.environment import environment
from generator.rendering.fonts import WEIGHTS, print_font
from generator.rendering.override_styles import own_styles
from generator.rendering.override_templates import print_cover
from generator.rendering.prints.limits import Limits
from generator.rendering.prints.qr_code import UNFINISHED, qr_code
from generator.rendering.prints.styles import SIZES, limits_of, styles_of
from generator.views.shared.pages import RELEASED, VERSION, PrintView
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
    version: str = ""
    """A short code that changes when, and only when, what the file says changes."""

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
        version = print_version(repr(view.output.call("content", view, site, pictures)))
        released = site.release_words(view.path, version)
        versioned = replace(view, copy=replace(view.copy, version=version, released=released))
        content = view.output.call("content", versioned, site, pictures)
        return PrintJob(view.path, view.output, "", (), view.paper, (), fill_in, limits, content, version=version)
    items = tuple(print_job(item.print, site, pictures) for item in view.pack_items)
    markup = _markup(view, site)
    named = sorted(set(_PICTURE.findall(markup)))
    drawings = tuple((name, pictures[name]) for name in named if name in pictures)
    version = _version_of_markup(markup, *(content for _, content in drawings), *(item.version for item in items))
    return PrintJob(
        path=view.path,
        output=view.output,
        markup=_finished(markup, version, site.release_words(view.path, version)),
        styles=(
            *(style_sheet(name.removesuffix(".css"), site.surroundings.colour) for name in styles_of(view)),
            *filter(None, (own_styles(site.overrides, PRINT_STYLES),)),
        ),
        size=SIZES.get(view.paper, view.paper),
        pictures=drawings,
        fill_in=fill_in,
        limits=limits,
        items=items,
        version=version,
    )


_PICTURE = re.compile(r"kb:picture/([^\"'\s)]+)")


def print_version(*parts: str | bytes) -> str:
    """Return the version of what is said in ``parts``: letters and digits in turn, none easily taken for another."""
    number = int(hash_parts(*parts), 16)
    code = ""
    for alphabet in (_LETTERS, _DIGITS) * 3:
        number, place = divmod(number, len(alphabet))
        code += alphabet[place]
    return code


_LETTERS, _DIGITS = "BCDFGHJKMNPQRTVWXY", "2346789"
_SAID = re.compile(r'\b(?:alt|aria-label|content|data-made)="([^"]*)"|>([^<>]*)')
"""The words between tags, and in the attributes that a reader sees or hears; ``data-made`` is the foot of each page."""


def _version_of_markup(markup: str, *parts: str | bytes) -> str:
    """Return the version of a print from its words and ``parts``, so that another style makes no other version."""
    said = " ".join(attribute or words for attribute, words in _SAID.findall(markup))
    return print_version(" ".join(said.split()), *parts)


def print_markup(view: PrintView, site: SiteView) -> str:
    """Return the HTML of a print, with a version of its words; that of a job is also of its pictures and items."""
    markup = _markup(view, site)
    version = _version_of_markup(markup)
    return _finished(markup, version, site.release_words(view.path, version))


_QR_CODE = re.compile(rf"{re.escape(UNFINISHED)}([^\"')\s]+)")


def _finished(markup: str, version: str, released: str) -> str:
    """Return the markup with the version, with what follows it, and with the QR codes that have it."""
    markup = markup.replace(VERSION, version).replace(RELEASED, released)
    return _QR_CODE.sub(lambda match: qr_code(unquote(match[1])), markup)


def _markup(view: PrintView, site: SiteView) -> str:
    template = environment().get_template(f"prints/{view.template}.html.jinja")
    shown = {"page": view, "content": view.content, "around": site.surroundings, "prints": {}}
    shown["own_cover"] = print_cover(site.overrides, site.surroundings, view)
    return _loosened(recoloured_drawing(template.render(shown), site.surroundings.colour))


_BOUND = re.compile(r"(?<!\d)\u00a0(?!\d)|\u00a0(?=<strong>)")


def _loosened(markup: str) -> str:
    """Return the markup with ordinary spaces in place of no-break spaces, except beside digits (numbers, dates, units).

    WeasyPrint 70 may break a line too early if a no-break space is near the end of a run of text.
    """
    return _BOUND.sub(" ", markup)


@cache
def _fonts() -> str:
    return hash_parts(*(print_font(weight) for weight in WEIGHTS))
