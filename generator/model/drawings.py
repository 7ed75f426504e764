"""What a drawing may hold: the elements, attributes and bounds of the SVG files that are published.

Elements and attributes are those of SVG 1.1 and 2 that stand still and load nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

LARGEST_DRAWING = 1_000_000
"""Bytes of one file. The largest of the first 63 drawings has 8,000."""
MOST_ELEMENTS = 5_000
MOST_DRAWN = 20_000
"""Elements after every ``use``, pattern and marker is drawn."""
DEEPEST = 32
"""Elements inside elements."""
MOST_LINKS = 50
"""Parts that one part refers to."""
MOST_STYLE_LINKS = 500
"""Parts that the style sheets of a drawing refer to."""
MOST_LETTERS = 10_000
"""Of all the words in a drawing."""
LARGEST_NUMBER = 100_000
"""Units of the drawing: no paper or screen is a hundredth as large."""
SHORTEST_DASH = 0.01
"""Units. A line of dashes without length would never be finished."""

PLAIN = "save it again as plain SVG from your drawing program (in Inkscape: Save a Copy, “Plain SVG”)"

ELEMENTS = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "metadata",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "style",
        "svg",
        "switch",
        "symbol",
        "text",
        "title",
        "tspan",
        "use",
    ]
)
"""Every element of SVG that a published drawing may have. Of ``metadata`` nothing is published."""

NOT_DRAWN = frozenset(
    ["clipPath", "defs", "linearGradient", "marker", "mask", "metadata", "pattern", "radialGradient", "symbol"]
)
"""Elements that are drawn only where another refers to them."""
DRAWN = frozenset(["circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "text", "tspan", "use"])
"""Elements that inherit a fill, a stroke or a marker and draw with it."""
WITH_WORDS = frozenset(["desc", "style", "text", "title", "tspan"])
"""Elements whose own text counts. Any other text is never shown, and is left out."""
REFERRING = frozenset(["linearGradient", "pattern", "radialGradient", "use"])
"""Elements that may refer to another part of the same drawing by ``href``."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Elements that no drawing may have, and what to do instead."""

    elements: frozenset[str]
    """Names in small letters."""
    message: str
    hint: str


REFUSED_ELEMENTS = (
    Refused(
        frozenset({"script", "handler", "listener"}),
        "this drawing holds a script, a program that would run in a reader's browser",
        f"a drawing is never a program: {PLAIN}, or ask who made it for one without a script",
    ),
    Refused(
        frozenset({"animate", "animatecolor", "animatemotion", "animatetransform", "discard", "mpath", "set"}),
        "this drawing moves or changes by itself",
        f"take the animation out, then {PLAIN}",
    ),
    Refused(
        frozenset({"foreignobject", "html", "body", "iframe", "embed", "object", "audio", "video", "canvas", "img"}),
        "this drawing holds a piece of a web page",
        f"leave only the drawing in it: {PLAIN}",
    ),
    Refused(
        frozenset({"image", "feimage"}),
        "this drawing holds or loads another picture",
        "publish the picture as a file of its own (.png or .jpg), or trace it to lines in your drawing program",
    ),
    Refused(
        frozenset({"a", "view"}),
        "this drawing holds a link",
        "take the link out, and put the drawing beside a link in the words of the page",
    ),
    Refused(
        frozenset({"filter"}),
        "this drawing has an effect, such as blur or a shadow, that paper cannot show",
        "take the effect away in your drawing program, then save the drawing again",
    ),
    Refused(
        frozenset({"include", "import", "stylesheet", "transform", "binding", "xbl"}),
        "this drawing loads another file",
        f"put everything into the one file: {PLAIN}",
    ),
)
"""What the commonest elements that are not allowed do, in an editor's words."""

REFUSED_NAMESPACES = {
    "http://www.w3.org/1999/xhtml": "this drawing holds a piece of a web page",
    "http://www.w3.org/1998/Math/MathML": "this drawing holds a formula, which browsers read as a piece of a web page",
    "http://www.w3.org/2001/XInclude": "this drawing loads another file",
    "http://www.w3.org/2001/xml-events": "this drawing holds a script, a program that would run in a reader's browser",
    "http://www.w3.org/ns/xbl": "this drawing loads another file",
    "http://www.mozilla.org/xbl": "this drawing loads another file",
    "http://www.w3.org/1999/XSL/Transform": "this drawing holds a program that rewrites it",
}
"""Elements of other languages that act. Those of drawing programs do not, and are left out of what is published."""


class Form(Enum):
    """How the value of an attribute is written. Each pattern takes time in proportion to the value."""

    NUMBERS = re.compile(
        r"(?:(?>[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,4})?(?:px|pt|pc|mm|cm|in|em|ex|rem|Q|deg|grad|rad|turn|%)?)"
        r"(?>\s*,\s*|\s+|$|(?=[-+.])))+|[a-z][a-z-]*|"
    )
    VIEW_BOX = re.compile(r"(?:(?>[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,4})?)(?>\s*,\s*|\s+|$)){4}")
    PATH = re.compile(r"\s*|\s*[Mm][MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*")
    TRANSFORM = re.compile(r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+0-9.eE,\s]+\)[\s,]*)+|none|")
    WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]*|")
    STYLE_VALUE = re.compile(r"[^\\@<>{};:&\x00-\x08]*")
    """A value as styles have it: a colour, a font, a width. What is in brackets is checked beside this."""
    SPREAD = re.compile(r"pad")
    """A gradient that repeats can take a renderer for ever, if its steps are small."""
    IDENTIFIER = re.compile(r"[^\s\"'<>()#&\\]+")
    PLAIN_TEXT = re.compile(r"[^<>]*")


_FORMS = {
    Form.NUMBERS: (
        "cx cy dx dy fx fy fr height markerHeight markerWidth offset pathLength points r refX refY rotate rx "
        "ry textLength width x x1 x2 y y1 y2"
    ),
    Form.VIEW_BOX: "viewBox",
    Form.PATH: "d",
    Form.TRANSFORM: "gradientTransform patternTransform transform",
    Form.WORD: (
        "baseProfile clipPathUnits contentScriptType contentStyleType gradientUnits lengthAdjust markerUnits "
        "maskContentUnits maskUnits media orient patternContentUnits patternUnits preserveAspectRatio role "
        "systemLanguage tabindex type version"
    ),
    Form.SPREAD: "spreadMethod",
    Form.IDENTIFIER: "id",
    Form.PLAIN_TEXT: "class",
    Form.STYLE_VALUE: (
        "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color- "
        "interpolation-filters color-rendering direction display dominant-baseline enable-background fill "
        "fill-opacity fill-rule flood-color flood-opacity font font-family font-feature-settings font-kerning "
        "font-size font-size-adjust font-stretch font-style font-variant font-variant-ligatures font-weight "
        "image-rendering isolation letter-spacing line-height marker marker-end marker-mid marker-start mask "
        "mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color "
        "stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke- "
        "miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-indent text- "
        "rendering text-transform transform-box transform-origin unicode-bidi vector-effect visibility white- "
        "space word-spacing writing-mode"
    ),
}
ATTRIBUTES = {name: form for form, names in _FORMS.items() for name in names.split()}
"""The form of every attribute without a namespace that is published, beside ``style``, ``href`` and ``aria-``."""

MEASURED = frozenset({Form.NUMBERS, Form.VIEW_BOX, Form.PATH, Form.TRANSFORM})
"""Forms whose numbers are lengths, which have a bound."""
MEASURED_STYLES = frozenset(
    [
        "font-size",
        "letter-spacing",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-miterlimit",
        "stroke-width",
        "word-spacing",
    ]
)
"""Properties of a style whose numbers are lengths."""

STYLE_FUNCTIONS = frozenset(
    [
        "hsl",
        "hsla",
        "matrix",
        "rgb",
        "rgba",
        "rotate",
        "scale",
        "skewx",
        "skewy",
        "translate",
        "translatex",
        "translatey",
    ]
)
"""What may stand before a bracket in a style, beside ``url`` with a part of the same drawing."""
INERT_INSTRUCTIONS = frozenset({"adobe-xap-filters", "xpacket"})
"""Notes of drawing programs, ``<?…?>``, that are left out of what is published."""
STANDARD_DOCTYPE = re.compile(r"-//W3C//DTD SVG 1\.[01](?: (?:Basic|Tiny))?//EN|-//W3C//DTD SVG 2000\d{4}//EN")
"""The names of the grammars of SVG. A drawing may name one; it is left out of what is published."""
