"""Drawings: what acts, loads or never ends is refused with its place; what drawing programs write is published."""

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code
from generator.loading.svg import read_svg
from generator.model.drawings import ELEMENTS
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SCRIPT = "this drawing holds a script"
OUTSIDE = "this drawing refers to something outside itself"
PICTURE = "this drawing holds or loads another picture"
EFFECT = "this drawing has an effect"
MOVES = "this drawing moves or changes by itself"
PAGE = "this drawing holds a piece of a web page"
ITSELF = "would be drawn inside itself"
ABBREVIATIONS = "this drawing defines abbreviations, or loads them"


def svg(inside: str, attributes: str = "") -> bytes:
    return f"<svg {NAMESPACES} {attributes}>{inside}</svg>".encode()


def bomb(levels: int) -> str:
    copies = "".join(f'<g id="c{n + 1}">' + f'<use href="#c{n}"/>' * 10 + "</g>" for n in range(levels))
    return f'<path id="c0" d="M0 0"/>{copies}'


LAUGHS = "".join(f'<!ENTITY l{n + 1} "&l{n};&l{n};&l{n};&l{n};">' for n in range(30))
HOSTILE: dict[str, tuple[bytes, str]] = {
    "a script": (svg("<script>alert(1)</script>"), SCRIPT),
    "a script from elsewhere": (svg('<script href="https://example.org/a.js"/>'), SCRIPT),
    "a script with another prefix": (svg('<x:script xmlns:x="http://www.w3.org/2000/svg"/>'), SCRIPT),
    "a script in capitals": (svg("<SCRIPT>alert(1)</SCRIPT>"), SCRIPT),
    "a script of HTML": (svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'), SCRIPT),
    "a script in metadata": (svg("<metadata><script>1</script></metadata>"), SCRIPT),
    "a script without a namespace": (svg('<g><script xmlns="">1</script></g>'), SCRIPT),
    "a handler": (svg("", 'onload="alert(1)"'), SCRIPT),
    "a handler on a shape": (svg('<path d="M0 0" onclick="alert(1)"/>'), SCRIPT),
    "a handler in capitals": (svg('<g OnMouseOver="alert(1)"/>'), SCRIPT),
    "a handler with a new name": (svg('<g onsomethingnew="alert(1)"/>'), SCRIPT),
    "an element that handles events": (svg("<handler>1</handler>"), SCRIPT),
    "a listener": (svg('<e:listener xmlns:e="http://www.w3.org/2001/xml-events" event="load"/>'), SCRIPT),
    "a link that runs": (svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'), "this drawing holds a link"),
    "a copy that runs": (svg('<use href="javascript:alert(1)"/>'), SCRIPT),
    "a copy that runs, spelt out": (svg('<use xlink:href="&#106;ava&#10;script:alert(1)"/>'), SCRIPT),
    "a link by another prefix": (
        svg('<use l:href="https://example.org/a.svg#a" xmlns:l="http://www.w3.org/1999/xlink"/>'),
        OUTSIDE,
    ),
    "a copy of a file": (svg('<use href="file:///etc/passwd#a"/>'), OUTSIDE),
    "a copy of a neighbour": (svg('<use href="other.svg#a"/>'), OUTSIDE),
    "a copy of a network path": (svg('<use href="//example.org/a.svg#a"/>'), OUTSIDE),
    "a copy of data": (svg('<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>'), OUTSIDE),
    "a base": (svg('<g xml:base="https://example.org/"/>'), OUTSIDE),
    "a web page inside": (svg("<foreignObject><body/></foreignObject>"), PAGE),
    "a frame": (svg('<iframe src="https://example.org"/>'), PAGE),
    "HTML by its own name": (svg('<h:div xmlns:h="http://www.w3.org/1999/xhtml">a</h:div>'), PAGE),
    "MathML": (svg('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>'), "this drawing holds a formula"),
    "an animation": (svg('<animate attributeName="href" to="javascript:alert(1)"/>'), MOVES),
    "a change": (svg('<g><set attributeName="onload" to="alert(1)"/></g>'), MOVES),
    "a moving style": (svg('<g style="animation: a 1s"/>'), MOVES),
    "a picture of the disk": (svg('<image href="file:///etc/passwd"/>'), PICTURE),
    "a picture of this package": (svg('<image href="kb:x//etc/hostname"/>'), PICTURE),
    "a picture of the network": (svg('<image xlink:href="http://example.org/a.png"/>'), PICTURE),
    "a drawing inside": (svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), PICTURE),
    "a picture in an effect": (svg('<filter id="f"><feImage href="http://example.org/a"/></filter>'), EFFECT),
    "an effect": (svg('<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter>'), EFFECT),
    "an effect by attribute": (svg('<g filter="url(#f)"/>'), EFFECT),
    "an effect by style": (svg('<g style="filter:blur(9px)"/>'), EFFECT),
    "a fill from elsewhere": (svg('<path d="M0 0" fill="url(https://example.org/a#b)"/>'), OUTSIDE),
    "a fill from elsewhere, quoted": (svg("<path style=\"fill: url('http://example.org/a')\"/>"), OUTSIDE),
    "a fill from elsewhere, in capitals": (svg('<path style="FILL:URL( //example.org/a )"/>'), OUTSIDE),
    "a fill from elsewhere after a good one": (svg('<path style="fill:url(#a) url(http://example.org/)"/>'), OUTSIDE),
    "a style that loads": (
        svg("<style>@import 'http://example.org/a.css';</style>"),
        "could load another file: @import",
    ),
    "a style with a font": (svg("<style>@font-face{src:url(//example.org)}</style>"), "load another file: @font-face"),
    "a style in a section": (svg("<style><![CDATA[.a{fill:url(http://example.org)}]]></style>"), OUTSIDE),
    "a style with escapes": (svg("<style>.a{fill:u\\72l(http://example.org)}</style>"), "could load another file"),
    "a style with a split word": (svg("<style>.a{fill:url/**/(http://example.org)}</style>"), OUTSIDE),
    "an expression": (svg('<g style="width:expression(alert(1))"/>'), "something a still drawing needs|closed"),
    "a binding": (svg('<g style="-moz-binding:url(http://example.org)"/>'), OUTSIDE),
    "a set of images": (svg("<g style=\"fill:image-set('http://example.org/a' 1x)\"/>"), "style of a still drawing"),
    "abbreviations": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), ABBREVIATIONS),
    "an abbreviation of a file": (
        b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"),
        ABBREVIATIONS,
    ),
    "abbreviations of abbreviations": (
        f"<!DOCTYPE s [<!ENTITY l0 'x'>{LAUGHS}]>".encode() + svg("&l30;"),
        ABBREVIATIONS,
    ),
    "a parameter entity": (b'<!DOCTYPE s [<!ENTITY % a SYSTEM "http://example.org">%a;]>' + svg(""), ABBREVIATIONS),
    "an unknown grammar": (b'<!DOCTYPE svg SYSTEM "http://example.org/a.dtd">' + svg(""), ABBREVIATIONS),
    "an unknown abbreviation": (svg("<title>&nbsp;</title>"), "abbreviation"),
    "a style sheet by instruction": (
        b'<?xml-stylesheet href="http://example.org/a.xsl"?>' + svg(""),
        r"instruction to another program: <\?xml-stylesheet",
    ),
    "a program by instruction": (svg("<?php system('id') ?>"), r"instruction to another program: <\?php"),
    "XInclude": (
        svg('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        "this drawing loads another file",
    ),
    "a huge box": (svg("", 'viewBox="0 0 1e9 1e9"'), "1e9 is longer than any drawing"),
    "a huge width": (svg("", 'width="99999999"'), "99999999 is longer than any drawing"),
    "an endless number": (svg('<path d="M0 0 L1e999 0"/>'), "1e999 is longer than any drawing"),
    "a huge line": (svg('<path d="M0 0" style="stroke-width:1000000"/>'), "1000000 is longer than any drawing"),
    "dashes without length": (svg('<path stroke-dasharray="0.0000001" d="M0 0"/>'), "dashes of a line are too short"),
    "a box of two numbers": (svg("", 'viewBox="0 0"'), "is not a value for viewBox"),
    "a gradient without end": (svg('<linearGradient spreadMethod="repeat"/>'), "is not a value for spreadMethod"),
    "groups in groups": (svg("<g>" * 10_000 + "</g>" * 10_000), "more than 32 groups"),
    "too many parts": (svg("<g/>" * 100_000), "more than 5,000 parts"),
    "too many letters": (svg("<text>" + "a" * 10_001 + "</text>"), "more than 10,000 letters"),
    "copies of copies": (svg(bomb(9)), "more than 20,000 parts"),
    "copies in a row": (
        svg('<path id="c0"/>' + "".join(f'<use id="c{n + 1}" href="#c{n}"/>' for n in range(100))),
        "inside each other",
    ),
    "a copy of itself": (svg('<g id="a"><use href="#a"/></g>'), ITSELF),
    "copies of each other": (svg('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'), ITSELF),
    "a pattern of itself": (svg('<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>'), ITSELF),
    "a pattern that it inherits": (svg('<g fill="url(#p)"><pattern id="p"><rect/></pattern></g>'), ITSELF),
    "a pattern by a class": (svg('<style>.a{fill:url(#p)}</style><pattern id="p"><path class="a"/></pattern>'), ITSELF),
    "a pattern by its name": (svg('<style>rect{fill:url(#p)}</style><pattern id="p"><rect/></pattern>'), ITSELF),
    "a mask of itself": (svg('<mask id="m"><rect mask="url(#m)"/></mask>'), ITSELF),
    "a clip of itself": (svg('<clipPath id="c" clip-path="url(#c)"/>'), ITSELF),
    "a marker of itself": (svg('<marker id="m"><path style="marker-end:url(#m)"/></marker>'), ITSELF),
    "gradients of each other": (svg('<linearGradient id="a" href="#a"/>'), ITSELF),
    "markers at every point": (
        svg('<marker id="m">' + "<path/>" * 99 + '</marker><path marker-mid="url(#m)" d="M0 0' + "L1 1" * 400 + '"/>'),
        "more than 20,000 parts",
    ),
    "patterns of patterns": (
        svg(
            '<pattern id="p0"><rect/></pattern>'
            + "".join(f'<pattern id="p{n + 1}">' + f'<rect fill="url(#p{n})"/>' * 9 + "</pattern>" for n in range(7))
            + '<rect fill="url(#p7)"/>'
        ),
        "more than 20,000 parts",
    ),
    "links to many parts": (
        svg('<path style="' + "".join(f"fill:url(#a{n});" for n in range(60)) + '"/>'),
        "refers to more than 50",
    ),
    "a style that links to many": (
        svg("<style>" + "".join(f"*{{fill:url(#a{n})}}" for n in range(600)) + "</style>"),
        "refers to more than 500",
    ),
    "a style without brackets": (svg("<style>" + "a" * 900_000 + "</style>"), "damaged, or is not a style"),
    "a style of opened notes": (svg("<style>" + "/*" * 400_000 + "</style>"), "a note in the style"),
    "a style of brackets": (svg("<style>" + "{" * 900_000 + "}</style>"), "damaged, or is not a style"),
    "a hundred thousand faults": (svg('<g style="' + "a;" * 100_000 + '"/>'), "is not a style"),
    "a fault before much text": (svg('<g onload="a"/><desc>' + "a" * 9_000 + "</desc>" + " " * 900_000), SCRIPT),
    "a long number": (svg(f'<path d="M0 {"9" * 900_000}"/>'), "is longer than any drawing"),
    "a long word": (svg(f'<path d="{"a" * 900_000}"/>'), "is not a value for d"),
    "many numbers and a letter": (svg(f'<polygon points="{"1.5" * 300_000}x"/>'), "is not a value for points"),
    "a long function": (svg(f'<path fill="{"a" * 900_000}(1)"/>'), "something a still drawing needs"),
    "many brackets": (svg(f'<path fill="{"(" * 900_000}"/>'), "bracket"),
    "a page": (b"<!doctype html><html><script>alert(1)</script></html>", "this is a web page"),
    "a page after a note": (b"<!-- hello -->\n<html></html>", "this is a web page"),
    "XHTML": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "a web page"),
    "another root": (b'<rss xmlns="http://www.w3.org/2000/svg"/>', "<rss>, not <svg>"),
    "no namespace": (b"<svg><path/></svg>", "does not say that it is SVG"),
    "a compressed drawing": (gzip.compress(svg("")), "compressed drawing"),
    "a photo": (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    "UTF-16": (svg("").decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (svg("").decode().encode("utf-16-le"), "UTF-16"),
    "another encoding": (b'<?xml version="1.0" encoding="UTF-7"?>' + svg(""), "saved as UTF-7"),
    "Latin letters": ("<svg>é</svg>".encode("latin-1"), "not text in UTF-8"),
    "a zero": (svg("\0"), "not text in UTF-8"),
    "nothing": (b" \n", "this file is empty"),
    "words": (b"hello", "this is not a drawing"),
    "half a drawing": (svg("<g>")[:-6], "the drawing is damaged"),
    "an unknown part": (svg("<hatch/>"), "<hatch> is not a part"),
    "brackets in a path": (svg('<path d="alert(1)"/>'), "is not a value for d"),
    "too many bytes": (svg("<!--" + "a" * 1_000_000 + "-->"), "larger than 1 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_that_acts_loads_or_never_ends_is_refused(name: str) -> None:
    content, expected = HOSTILE[name]
    drawing, problems = read_svg("data/pictures/a.svg", content)
    assert drawing is None
    assert len(problems) == 1
    assert re.search(expected, problems[0].message), problems[0].message
    assert problems[0].hint


PLACES = {
    "<svg {n}>\n <g>\n  <script>1</script>\n </g>\n</svg>": (3, 3),
    '<svg {n}>\n <path id="é"\n  onclick="a()"/>\n</svg>': (3, 12),
    '<svg {n}>\n<path d="M0 0" style="fill:url(http://example.org)"/></svg>': (2, 23),
    "<svg {n}>\n<g/> <use xlink:href='a.svg#b'/></svg>": (2, 23),
    '<svg {n}>\n<g id="a">\n  <use href="#a"/></g></svg>': (3, 3),
    "<svg {n}>\n<g>\n</h></svg>": (3, 3),
}


@pytest.mark.parametrize("text", PLACES)
def test_the_place_is_that_of_the_value_or_the_part(text: str) -> None:
    _, problems = read_svg("a.svg", text.replace("{n}", NAMESPACES).encode())
    assert [(one.span.line, one.span.column) for one in problems] == [PLACES[text]]


DEFAULTS = sorted((REPOSITORY / "data" / "pictures").glob("*.svg"))
EXAMPLES = sorted(LOAMSHIRE.rglob("*.svg"))


@pytest.mark.parametrize("path", [*DEFAULTS, *EXAMPLES], ids=lambda path: path.name)
def test_the_drawings_of_the_project_are_published_as_they_are(path: Path) -> None:
    content = path.read_bytes()
    assert read_svg(path.name, content) == (content, ())


INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with a drawing program -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" sodipodi:docname="Desk.svg"
   inkscape:export-filename="C:\\Users\\desk\\secret.png" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" {NAMESPACES}
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="view" inkscape:zoom="0.7"><inkscape:grid type="xygrid"/></sodipodi:namedview>
  <defs><linearGradient id="a"><stop style="stop-color:#000;stop-opacity:1;" offset="0"/></linearGradient>
    <linearGradient xlink:href="#a" id="b" x1="1" gradientTransform="matrix(1,0,0,1,-2.5e-4,3)"/></defs>
  <metadata><rdf:RDF><dc:creator>Somebody</dc:creator></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" transform="translate(-10.5e-2 3)" data-of="secret">
    <rect style="fill:url(#b);stroke-dasharray:none;-inkscape-stroke:none;paint-order:markers fill" width="9" x=".5"/>
    <text xml:space="preserve" style="font-family:'DejaVu Sans';font-size:10.5px"><tspan x="1">A &amp; B</tspan></text>
  </g>
</svg>
"""
ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" {NAMESPACES} x="0px" y="0px" viewBox="0 0 9 9" style="enable-background:new 0 0 9 9;">
<style type="text/css">
	/* shapes */
	.st0{{fill:url(#SVGID_1_);}}
	.st1{{clip-path:url(#SVGID_2_);fill:#FFFFFF;}}
	.st2{{font-family:'MyriadPro-Regular';}}
</style>
<linearGradient id="SVGID_1_" x1="1"><stop offset="100%" style="stop-color:#000"/></linearGradient>
<g><defs><rect id="R"/></defs><clipPath id="SVGID_2_"><use xlink:href="#R" style="overflow:visible;"/></clipPath>
<path class="st0 st1" d="M1,1h98v98H1V1z M2.5.5.5-3"/></g><polygon points="10,20 30,40 50.5-3 "/></svg>
"""
FIGMA = """<svg width="24" height="24" viewBox="0 0 24 24" fill="none" xmlns="http://www.w3.org/2000/svg">
<mask id="m" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="24" height="24"><rect/></mask>
<g mask="url(#m)"><path fill-rule="evenodd" d="M12 2C6.48 2 2 6.48 2 12Z" fill="url(#p)" fill-opacity="0.5"/></g>
<defs><radialGradient id="p" gradientTransform="translate(12 12) rotate(90) scale(10)"><stop/></radialGradient></defs>
</svg>"""


@pytest.mark.parametrize("text", [INKSCAPE, ILLUSTRATOR, FIGMA], ids=["Inkscape", "Illustrator", "Figma"])
def test_what_drawing_programs_write_is_published_without_their_notes(text: str) -> None:
    drawing, problems = read_svg("a.svg", text.encode())
    assert problems == ()
    assert drawing
    assert not re.search(rb"secret|Somebody|inkscape:|sodipodi|DOCTYPE|<!--|rdf", drawing)
    assert read_svg("a.svg", drawing) == (drawing, ())
    for name in (b"path", b"rect", b"linearGradient", b"clipPath", b"use", b"tspan", b"mask"):
        assert drawing.count(b"<" + name) == text.encode().count(b"<" + name)


def test_only_a_drawing_with_something_left_out_is_written_anew() -> None:
    assert read_svg("a.svg", svg("<title><![CDATA[<script>alert(1)</script>]]></title>"))[0] == (
        f"<svg {NAMESPACES}><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></svg>\n".encode()
    )
    loose = svg('words <g unknown="javascript:alert(1)" data-a="b"/>')
    assert b"javascript" not in (read_svg("a.svg", loose)[0] or b"javascript")


def test_copies_patterns_and_markers_that_end_are_no_problem() -> None:
    drawing = svg(
        '<defs><path id="a" d="M0 0h1"/><g id="b"><use href="#a"/><use href="#a"/></g>'
        '<pattern id="p"><use href="#b"/></pattern><marker id="m"><path d="M0 0"/></marker></defs>'
        '<use href="#b"/><rect fill="url(#p)"/><path marker-end="url(#m)" d="M0 0h9"/><use href="#gone"/>'
    )
    assert read_svg("a.svg", drawing) == (drawing, ())


NAMES = [*sorted(ELEMENTS), "script", "image", "foreignObject", "animate", "h:p", "i:note"]
KEYS = ["fill", "href", "xlink:href", "onload", "style", "id", "mask", "filter", "xml:base", "l:role"]
VALUES = [
    "red",
    "#a",
    "url(#a)",
    "javascript:alert(1)",
    "url(http://example.org)",
    "fill:url(#b)",
    "a",
    "kb:x//etc/passwd",
]
ATTRIBUTES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=3)


def element(name: str, attributes: dict[str, str], inner: list[str]) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inner)}</{name}>"


ELEMENT = st.recursive(
    st.builds(element, st.sampled_from(NAMES), ATTRIBUTES, st.just([])),
    lambda inner: st.builds(element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(inner, max_size=3)),
    max_leaves=6,
)


@given(ELEMENT)
@settings(max_examples=300)
def test_what_is_published_holds_nothing_that_acts_and_reads_as_itself(text: str) -> None:
    others = 'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:i="urn:i" xmlns:l="http://www.w3.org/1999/xlink"'
    drawing, problems = read_svg("a.svg", svg(text, others))
    assert (drawing is None) == bool(problems)
    if drawing:
        assert not re.search(
            rb"<(?:script|image|foreignObject|animate|h:|i:)|onload|javascript:|example\.org|etc/passwd|filter", drawing
        )
        assert read_svg("a.svg", drawing) == (drawing, ())


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_a_drawing_or_a_problem(content: bytes) -> None:
    for text in (content, b"<svg " + content, svg("").replace(b"></svg>", b">" + content + b"</svg>")):
        drawing, problems = read_svg("a.svg", text)
        assert (drawing is None) == bool(problems)


def test_a_drawing_of_a_page_and_one_of_an_easy_read_are_read_the_same_way(loamshire: Path) -> None:
    for path in ("content/guides/phone.svg", "data/pictures/door.svg"):
        (loamshire / path).write_bytes(svg("<script>alert(1)</script>"))
    found = check(loamshire, TODAY)[1]
    assert [(one.span.path, one.code) for one in found] == [
        ("content/guides/phone.svg", Code.UNSAFE_DRAWING),
        ("data/pictures/door.svg", Code.UNSAFE_DRAWING),
    ]
