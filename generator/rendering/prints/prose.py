"""Convert the body of a prose page to print HTML, with only the elements that stay accessible in a PDF."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

from generator.model.allowed_html import clean_html
from generator.model.markdown import html_of
from generator.views.prints.prose import WORDS_ONLY, PrintedProse

_PRINT_TAGS = {
    "b": "strong",
    "div": "div",
    "em": "strong",
    "i": "strong",
    "li": "li",
    "ol": "ol",
    "p": "p",
    "span": "span",
    "strong": "strong",
    "ul": "ul",
}
"""HTML tag of the page to tag in print."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PRINT_ATTRIBUTES = ("lang", "dir")


def printed_body(view: PrintedProse) -> Markup:
    """Return the body as print HTML."""
    html = _PrintHtml()
    html.feed(clean_html(html_of(view.body)))
    html.close()
    return Markup("".join(html.output))


class _PrintHtml(HTMLParser):
    """Copies HTML to ``output``: the tags of _PRINT_TAGS, headings, links as paper shows them, and all text.

    Headings go one level down, below the page's own title, and leave out no level. The first paragraph of a list item
    is the item's own text, so that it begins beside the item's mark.
    """

    def __init__(self) -> None:
        super().__init__()
        self.output: list[str] = []
        self.level = 2
        self.closing: list[tuple[str, str]] = []
        """The open tags of the page, each with what closes it in print."""
        self.item_is_empty = False
        """Whether an item of a list has begun, and nothing of it."""
        self.target = ""
        """The address of the open link; empty without one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "br":
            self.output.append("<br>")
            return
        opening, end = self._printed(tag, attributes)
        self.output.append(opening)
        if tag not in {"img", "hr", "wbr", "col"}:
            self.closing.append((tag, end))
        self.item_is_empty = tag == "li"

    def handle_endtag(self, tag: str) -> None:
        numbers = [n for n, (open_tag, _) in enumerate(self.closing) if open_tag == tag]
        if numbers:
            self.output += [end for _, end in reversed(self.closing[numbers[-1] :])]
            del self.closing[numbers[-1] :]
            self.item_is_empty = False
            if tag == "a":
                self.target = ""

    def handle_data(self, data: str) -> None:
        if self.item_is_empty:
            data = data.lstrip()
            self.item_is_empty = not data
        self.output.append(escape(data, quote=False))

    def _printed(self, tag: str, attributes: dict[str, str | None]) -> tuple[str, str]:
        """Return what begins and what ends an element in print."""
        marks = "".join(
            f' {name}="{escape(attributes[name] or "")}"' for name in _PRINT_ATTRIBUTES if name in attributes
        )
        if tag == "a":
            return self._link(attributes.get("href") or "", marks)
        if tag in _HEADINGS:
            self.level = min(int(tag[1]) + 1, self.level + 1, 6)
            tag = f"h{self.level}"
        elif (tag == "p" and self.item_is_empty) or self.target:
            tag = "span" if marks and not self.target else ""
        else:
            tag = _PRINT_TAGS.get(tag, "")
        if tag == "span" and not marks:
            tag = ""
        return (f"<{tag}{marks}>", f"</{tag}>") if tag else ("", "")

    def _link(self, target: str, marks: str) -> tuple[str, str]:
        """Return what begins and what ends a link: to a page of the same print, to another website, or the words."""
        if target.startswith("#"):
            self.target = target
            page = f' (page <span class="page" data-to="{escape(target)}"></span>)'
            return f'<a href="{escape(target)}"{marks}>', f"</a>{page}"
        address = target.partition("//")[2].rstrip("/") or target
        after = "" if target in {"", WORDS_ONLY} else f" ({escape(address, quote=False)})"
        return (f"<span{marks}>", f"</span>{after}") if marks else ("", after)
