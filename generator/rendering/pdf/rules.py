"""Refuse HTML and CSS in prints that WeasyPrint 70 tags wrongly, or that is hard to read.

Each defect was reproduced with the release that pyproject.toml pins: it failed veraPDF, or a screen reader read it out
wrongly. The rules check the templates and style sheets, to report file and line, and the finished markup, since macros
can combine to what no file contains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span, sort_diagnostics
from generator.rendering.environment import TEMPLATES
from generator.rendering.pdf.template_sources import html_of, print_templates
from generator.rendering.prints.markup import FIELDS, Element, document_problems, elements_of
from generator.rendering.stylesheets import Declaration, declarations_in, declarations_of, syntax_problems


@dataclass(frozen=True, slots=True)
class ElementRule:
    """HTML that prints may not use: what is wrong with it, and what to write instead."""

    refuses: Callable[[Element], bool]
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A CSS declaration that prints may not use: what is wrong with it, and what to write instead."""

    refuses: Callable[[Declaration], bool]
    message: str
    hint: str


def _has_tag(*tags: str) -> Callable[[Element], bool]:
    return lambda e: e.tag in tags


def _sets(*names: str, to: frozenset[str] = frozenset()) -> Callable[[Declaration], bool]:
    """Return a test for declarations of these properties, with one of the keywords ``to`` if there are any."""
    return lambda d: d.name in names and (not to or bool(to & d.keywords))


def _names_a_file(*names: str) -> Callable[[Declaration], bool]:
    return lambda d: d.name in names and bool(d.addresses)


def _is_allowed_style(style: str) -> bool:
    """Return whether a style attribute is one background-image or one width in %.

    In the source of a template the number may be a Jinja expression, which ``html_of`` replaces with letters.
    """
    match declarations_in(style):
        case [Declaration(name="background-image") as one]:
            return one.types in (["url"], ["function"]) and bool(one.addresses)
        case [Declaration(name="width") as one]:
            return one.types == ["percentage"] or (one.types == ["ident", "literal"] and one.value.endswith("%"))
        case _:
            return False


_REVERSED = frozenset({"row-reverse", "column-reverse", "wrap-reverse"})
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"})

ELEMENT_RULES = (
    ElementRule(
        lambda e: e.within("a"),
        "an element inside a link",
        "write only words in <a>, and <strong> around it: the link would be tagged in several parts",
    ),
    ElementRule(
        lambda e: e.tag == "img" and not e.attributes.get("alt", "").strip(),
        "a picture without alt text",
        "write in alt what it shows; make decoration a background-image, which is not tagged",
    ),
    ElementRule(
        lambda e: e.tag == "svg" and not (e.attributes.get("role") == "img" and e.attributes.get("aria-label")),
        "a drawing without a name",
        'write role="img" and an aria-label; make decoration a background-image: aria-hidden has no effect here',
    ),
    ElementRule(
        _has_tag("dl"),
        "a list of definitions",
        "write a table, or <p><strong>word</strong> meaning</p>: word and meaning would be tagged as unrelated items",
    ),
    ElementRule(
        _has_tag("figure"),
        "a figure with a caption",
        "write the picture in one <p> and its words in the next: the caption would be tagged without its figure",
    ),
    ElementRule(
        _has_tag("details"),
        "an element that unfolds",
        "write a heading and a <p>: paper does not unfold",
    ),
    ElementRule(
        _has_tag("em", "i", "cite", "dfn", "var", "address"),
        "an element in italics",
        "write <strong> or plain words: italics are harder to read, and the print font has none",
    ),
    ElementRule(
        lambda e: e.tag in FIELDS and e.within("label"),
        "a field inside its label",
        "write <label for=…> beside the field: inside, the field would have no name to read out",
    ),
    ElementRule(
        lambda e: e.tag in FIELDS and not (e.attributes.get("id") or e.attributes.get("title")),
        "a field without a name to read out",
        "give it an id and a <label for=…>, or a title",
    ),
    ElementRule(
        lambda e: e.tag == "table" and not any(child.tag == "thead" for child in e.children),
        "a table without a head",
        'write a <thead> with a row of <th scope="col">: cells would be read without their column',
    ),
    ElementRule(
        lambda e: e.tag == "th" and e.attributes.get("scope") not in {"col", "row"},
        "a header cell without a scope",
        'write scope="col" or scope="row"',
    ),
    ElementRule(
        lambda e: bool({"colspan", "rowspan"} & set(e.attributes)),
        "a cell over several columns or rows",
        "repeat the words in each cell: the cells below would lose their header",
    ),
    ElementRule(
        lambda e: "style" in e.attributes and not _is_allowed_style(e.attributes["style"]),
        "a style attribute",
        "write a class, and its style in a style sheet; only a background-image or a width in % may be an attribute",
    ),
)

STYLE_RULES = (
    StyleRule(_sets("opacity"), "opacity", "write the resulting colour: what is transparent would not be tagged"),
    StyleRule(
        _sets("hyphens", to=frozenset({"auto"})),
        "automatic hyphenation",
        "write `hyphens: none`: halves of words would be read out",
    ),
    StyleRule(
        _sets("text-align", "text-align-all", "text-align-last", to=frozenset({"justify", "justify-all"})),
        "justified text",
        "write `text-align: left`: gaps make lines hard to follow",
    ),
    StyleRule(
        lambda d: d.name == "display" and bool(_TABLE_PARTS & d.elements) and not d.value.startswith("table"),
        "a table part with another display",
        "remove the declaration, or write a list: the rows would not be tagged",
    ),
    StyleRule(
        _sets("order"), "an order set in CSS", "put the elements in reading order: the tags would have the visual order"
    ),
    StyleRule(
        _sets("flex-direction", "flex-flow", "flex-wrap", to=_REVERSED),
        "a reversed order",
        "put the elements in reading order: the tags would have the visual order",
    ),
    StyleRule(lambda d: "leader" in d.functions, "a dot leader", "leave a space: every dot would be read out"),
    StyleRule(_names_a_file("content"), "a picture as content", "write a background-image: this would have no name"),
    StyleRule(
        _names_a_file("list-style", "list-style-image"),
        "a picture as a bullet",
        "write a background-image: this would have no name",
    ),
    StyleRule(
        _sets("font", "font-style", to=frozenset({"italic", "oblique"})),
        "italics",
        "write `font-weight: 700`: italics are harder to read, and the print font has none",
    ),
    StyleRule(
        _sets("float", to=frozenset({"footnote"})),
        "a footnote",
        "write a list at the end, with links: the tag of a footnote is lost",
    ),
    StyleRule(
        lambda d: any(one.startswith(("//", "http:", "https:")) for one in d.addresses),
        "a file from the web",
        "put the file in the package: prints fetch nothing",
    ),
)


def template_problems(sheets: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Return the problems of all print templates and of these style sheets, sorted."""
    problems: list[Diagnostic] = []
    for name, source in print_templates(TEMPLATES).items():
        problems.extend(source_markup_problems(source, f"generator/templates/{name}"))
    for name in sheets:
        source = (TEMPLATES / "styles" / name).read_text(encoding="utf-8")
        problems.extend(style_problems(source, f"generator/templates/styles/{name}"))
    return sort_diagnostics(problems)


def markup_problems(markup: str, path: str) -> tuple[Diagnostic, ...]:
    """Return the problems of the finished markup of the print at ``path``, sorted; of each rule only the first."""
    by_message = {problem.message: problem for problem in reversed([*_element_problems(elements_of(markup), path)])}
    return sort_diagnostics((*by_message.values(), *document_problems(markup, path)))


def source_markup_problems(source: str, path: str) -> tuple[Diagnostic, ...]:
    """Return the problems of the source of one template, sorted."""
    return sort_diagnostics(_element_problems(elements_of(html_of(source)), path))


def style_problems(source: str, path: str) -> tuple[Diagnostic, ...]:
    """Return the problems of the source of one style sheet, sorted."""
    refused = [
        Diagnostic(
            Span(path, declaration.line, declaration.column),
            Code.PRINT_PROBLEM,
            f"prints may not use this: {rule.message}, `{declaration.name}: {declaration.value}`",
            rule.hint,
        )
        for declaration in declarations_of(source)
        for rule in STYLE_RULES
        if rule.refuses(declaration)
    ]
    unreadable = [
        Diagnostic(
            Span(path, problem.line, problem.column),
            Code.PRINT_PROBLEM,
            f"this is not CSS, so prints would do without it: {problem.message}",
            "write `name: value;` inside `selector { … }`",
        )
        for problem in syntax_problems(source)
    ]
    return sort_diagnostics((*refused, *unreadable))


def _element_problems(elements: Iterable[Element], path: str) -> Iterator[Diagnostic]:
    for element in elements:
        for rule in ELEMENT_RULES:
            if rule.refuses(element):
                span = Span(path, element.line, element.column)
                message = f"prints may not use this: {rule.message}, <{element.tag}>"
                yield Diagnostic(span, Code.PRINT_PROBLEM, message, rule.hint)
