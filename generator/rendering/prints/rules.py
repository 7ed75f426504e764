"""What templates and styles of prints may not use, since WeasyPrint 70 tags it wrongly: refused at its file and line.

Each rule is a defect that was reproduced with the release that pyproject.toml pins, and failed veraPDF or was read out
wrongly. The rules run over the sources, so that whoever writes a template is told where, and over the finished markup,
since macros can put together what no file shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span, in_order
from generator.rendering.environment import TEMPLATES
from generator.rendering.prints.markup import FIELDS, Element, document_problems, elements_of
from generator.rendering.prints.sources import html_of, print_templates
from generator.rendering.stylesheets import Declaration, declarations_in, declarations_of, syntax_problems


@dataclass(frozen=True, slots=True)
class ElementRule:
    """A construct of HTML that is refused, and what to write instead."""

    refuses: Callable[[Element], bool]
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A declaration of CSS that is refused, and what to write instead."""

    refuses: Callable[[Declaration], bool]
    message: str
    hint: str


def _is(*tags: str) -> Callable[[Element], bool]:
    return lambda e: e.tag in tags


def _sets(*names: str, to: frozenset[str] = frozenset()) -> Callable[[Declaration], bool]:
    """Whether a declaration sets one of these properties, to one of these keywords if there are any."""
    return lambda d: d.name in names and (not to or bool(to & d.keywords))


def _names_a_file(*names: str) -> Callable[[Declaration], bool]:
    return lambda d: d.name in names and bool(d.addresses)


def _is_drawn(style: str) -> bool:
    """Whether a style is one background-image, or one width in %; a number that Jinja writes is letters here."""
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
        "an element stands inside a link",
        "put words only in <a>, and <strong> round it: the place to press would be tagged apart from the link",
    ),
    ElementRule(
        lambda e: e.tag == "img" and not e.attributes.get("alt", "").strip(),
        "a picture has no words in its alt",
        "write what it shows; a picture that only adorns is a background-image, which no reader meets",
    ),
    ElementRule(
        lambda e: e.tag == "svg" and not (e.attributes.get("role") == "img" and e.attributes.get("aria-label")),
        "a drawing is not named",
        'write role="img" and an aria-label, or draw it as a background-image: aria-hidden is not heard in a PDF',
    ),
    ElementRule(
        _is("dl"),
        "a list of definitions",
        "write a table, or <p><strong>word</strong> meaning</p>: word and meaning would be tagged as unrelated items",
    ),
    ElementRule(
        _is("figure"),
        "a figure with a caption",
        "write the picture in one <p> and its words in the next: the caption would be tagged as if of nothing",
    ),
    ElementRule(
        _is("details"), "something to unfold", "write a heading and a <p>: paper does not unfold, its tag is lost"
    ),
    ElementRule(
        _is("em", "i", "cite", "dfn", "var", "address"),
        "an element that is set in italics",
        "write <strong> or plain words: slanted letters are harder to read, and print has no slanted font",
    ),
    ElementRule(
        lambda e: e.tag in FIELDS and e.within("label"),
        "a field stands inside its label",
        "write <label for=…> beside the field: inside, it would have no name to read out",
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
        "a header cell that does not say of what",
        'write scope="col" or scope="row"',
    ),
    ElementRule(
        lambda e: bool({"colspan", "rowspan"} & set(e.attributes)),
        "a cell over several columns or rows",
        "repeat the words in each cell: the cells under it would lose their header",
    ),
    ElementRule(
        lambda e: "style" in e.attributes and not _is_drawn(e.attributes["style"]),
        "a style in the markup",
        "write a class, and its style in a sheet; only a background-image, or the width of a bar in %, may stand here",
    ),
)

STYLE_RULES = (
    StyleRule(_sets("opacity"), "opacity", "write the colour it should have: what is faded would not be tagged"),
    StyleRule(
        _sets("hyphens", to=frozenset({"auto"})),
        "hyphens between lines",
        "write `hyphens: none`: halves of words would be read out",
    ),
    StyleRule(
        _sets("text-align", "text-align-all", "text-align-last", to=frozenset({"justify", "justify-all"})),
        "justified text",
        "write `text-align: left`: gaps make lines hard to follow",
    ),
    StyleRule(
        lambda d: d.name == "display" and bool(_TABLE_PARTS & d.elements) and not d.value.startswith("table"),
        "a part of a table shown as something else",
        "leave its display alone, or write a list: its rows would not be tagged",
    ),
    StyleRule(
        _sets("order"), "an order of its own", "put the elements in the order they are read in; tags follow the eye"
    ),
    StyleRule(
        _sets("flex-direction", "flex-flow", "flex-wrap", to=_REVERSED),
        "an order turned round",
        "put the elements in the order they are read in; tags follow the eye",
    ),
    StyleRule(
        lambda d: "leader" in d.functions, "dots that lead to a number", "leave a space: every dot would be read out"
    ),
    StyleRule(_names_a_file("content"), "a picture as content", "write a background-image: it would be tagged unnamed"),
    StyleRule(
        _names_a_file("list-style", "list-style-image"),
        "a picture as bullet",
        "write a background-image: it would be tagged unnamed",
    ),
    StyleRule(
        _sets("font", "font-style", to=frozenset({"italic", "oblique"})),
        "italics",
        "write `font-weight: 700`: slanted letters are harder to read, and print has no slanted font",
    ),
    StyleRule(
        _sets("float", to=frozenset({"footnote"})),
        "a footnote",
        "write a list at the end, with links: a footnote is not tagged as one",
    ),
    StyleRule(
        lambda d: any(one.startswith(("//", "http:", "https:")) for one in d.addresses),
        "something from elsewhere",
        "put the file in the package: a print depends on nothing else",
    ),
)


def template_problems(sheets: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """What the templates of prints, and these style sheets, use and may not."""
    found: list[Diagnostic] = []
    for name, source in print_templates(TEMPLATES).items():
        found.extend(refused_markup(source, f"generator/templates/{name}"))
    for name in sheets:
        source = (TEMPLATES / "styles" / name).read_text(encoding="utf-8")
        found.extend(refused_styles(source, f"generator/templates/styles/{name}"))
    return in_order(found)


def markup_problems(markup: str, path: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the finished markup of the print at ``path``; what is refused is told once for each rule."""
    once = {problem.message: problem for problem in reversed([*_refused(elements_of(markup), path)])}
    return in_order((*once.values(), *document_problems(markup, path)))


def refused_markup(source: str, path: str) -> tuple[Diagnostic, ...]:
    """What one template uses and may not."""
    return in_order(_refused(elements_of(html_of(source)), path))


def refused_styles(source: str, path: str) -> tuple[Diagnostic, ...]:
    """What one style sheet uses and may not."""
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
    return in_order((*refused, *unreadable))


def _refused(elements: Iterable[Element], path: str) -> Iterator[Diagnostic]:
    for element in elements:
        for rule in ELEMENT_RULES:
            if rule.refuses(element):
                span = Span(path, element.line, element.column)
                message = f"prints may not use this: {rule.message}, <{element.tag}>"
                yield Diagnostic(span, Code.PRINT_PROBLEM, message, rule.hint)
