"""The templates of ``overrides/``: what is in them that may not be, and their HTML.

They are no programs: they may show the values of the table, and leave parts out with ``{% if … %}``. Whatever comes
of one passes the sanitiser of prose.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateError, nodes
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.diagnostics import Code, Diagnostic, Span, sort_diagnostics
from generator.model.allowed_html import clean_html, scheme_of
from generator.model.overrides import OVERRIDE_TEMPLATES, PRINT_COVER, SITE_FOOT, OverrideFile, Overrides
from generator.rendering.pdf.template_sources import html_of
from generator.rendering.prints.markup import Element, elements_of
from generator.views.shared.pages import PrintView
from generator.views.shared.surroundings import Surroundings

LONGEST_TEMPLATE = 10_000
"""Letters: more than fits where a template stands."""
DEEPEST = 10
"""How many elements, or values and conditions, may be one inside the other."""
ELEMENTS = ("a", "br", "div", "li", "ol", "p", "span", "strong", "ul")
ATTRIBUTES = ("class", "dir", "href", "lang")
OWN_CLASS = "own-"
"""How the names of a partnership's classes begin, so that none is one of the program's."""

_SCHEMES = ("http", "https", "mailto", "tel")
_NODES = (nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or)
_SANDBOX = ImmutableSandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def template_override_problems(overrides: Overrides) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the templates that a partnership has, sorted."""
    problems: list[Diagnostic] = []
    for file in OVERRIDE_TEMPLATES:
        if source := overrides.files.get(file.path):
            problems += _problems(file, source)
    return sort_diagnostics(problems)


def site_foot(overrides: Overrides, around: Surroundings) -> Markup:
    """Return the HTML for the foot of every page; empty if the partnership has none."""
    return _rendered(overrides, SITE_FOOT, around)


def print_cover(overrides: Overrides, around: Surroundings, page: PrintView) -> Markup:
    """Return the HTML for the cover of a print; empty if the partnership has none."""
    return _rendered(overrides, PRINT_COVER, around, title=page.title)


def _rendered(overrides: Overrides, file: OverrideFile, around: Surroundings, **values: str) -> Markup:
    source = overrides.files.get(file.path)
    if not source:
        return Markup()
    known = {"name": around.name, "short_name": around.short_name, "website": around.website, **values}
    html = _SANDBOX.from_string(source).render({name: known[name] for name in file.variables})
    return Markup(clean_html(html).strip())


def _problems(file: OverrideFile, source: str) -> Iterator[Diagnostic]:
    path = file.full_path
    if len(source) > LONGEST_TEMPLATE:
        message = f"this template has {len(source):,} letters, and none has more than {LONGEST_TEMPLATE:,}"
        yield Diagnostic(Span(path), Code.FILE_TOO_LARGE, message, "say it in fewer words, or on a page of content/")
        return
    usage = f"write {{{{ {' }}, {{ '.join(file.variables)} }}}}, and {{% if website %}} … {{% endif %}} around a part"
    try:
        tree = _SANDBOX.parse(source)
    except (TemplateError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = getattr(error, "message", None) or "it is nested too deeply"
        yield Diagnostic(Span(path, line), Code.INVALID_VALUE, f"this is no template: {reason}", usage)
        return
    faults = [Diagnostic(Span(path, line), Code.INVALID_VALUE, message, usage) for line, message in _uses(file, tree)]
    yield from faults
    if not faults:
        for element in elements_of(html_of(source)):
            yield from _element_problems(path, element)


def _uses(file: OverrideFile, node: nodes.Node, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the line of each thing that a template may not do, and what it is."""
    for child in node.iter_child_nodes():
        if not isinstance(child, _NODES):
            yield child.lineno, f"a template of overrides/ may not have this: {type(child).__name__.lower()}"
        elif isinstance(child, nodes.Name) and child.name not in file.variables:
            yield child.lineno, f"there is no value '{child.name}' for this template"
        elif depth > DEEPEST:
            yield child.lineno, "this is nested too deeply"
            return
        else:
            yield from _uses(file, child, depth + 1)


def _element_problems(path: str, element: Element) -> Iterator[Diagnostic]:
    span = Span(path, element.line, element.column)
    if len([*element.ancestors()]) > DEEPEST:
        yield Diagnostic(span, Code.TOO_DEEP, "elements are nested too deeply here", "write fewer inside each other")
        return
    if element.tag not in ELEMENTS:
        message = f"a template of overrides/ may not have the element <{element.tag}>"
        yield Diagnostic(span, Code.UNSAFE_HTML, message, f"it may have {', '.join(ELEMENTS)}")
        return
    for name, value in element.attributes.items():
        if name not in ATTRIBUTES:
            message = f"<{element.tag}> may not have the attribute {name}"
            yield Diagnostic(span, Code.UNSAFE_HTML, message, f"it may have {', '.join(ATTRIBUTES)}")
        elif name == "class" and not all(one.startswith(OWN_CLASS) for one in value.split()):
            message = f"the class '{value}' is not yours"
            yield Diagnostic(span, Code.UNSAFE_HTML, message, f"begin its name with {OWN_CLASS}: {OWN_CLASS}address")
        elif name == "href" and scheme_of(value) not in _SCHEMES and set(value) != {"x"}:
            # Jinja's own text is letters x here.
            message = f"the address '{value}' does not say where it leads from every page"
            yield Diagnostic(span, Code.UNSAFE_HTML, message, "write all of it, with https:// at its start")
    if element.tag == "a" and path == PRINT_COVER.full_path and element.children:
        message = "an element inside a link, which a PDF would tag in parts"
        yield Diagnostic(span, Code.PRINT_PROBLEM, message, "write only words in <a>")
