"""The Markdown of prose pages: one reading, on the site and on paper, and the table of what a page may and may not use.

``docs/markdown.md`` is written from this table, and ``loading`` reports what its second half lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.diagnostics import Code

EXTENSIONS: Mapping[str, Mapping[str, object]] = {
    "attr_list": {},
    "fenced_code": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": False, "toc_depth": 2},
}
"""The extensions of Python-Markdown that every page is read with, each with its settings."""


def html_of(text: str) -> str:
    """Return the HTML of a page's Markdown, as the site engine and the prints have it."""
    import markdown

    return str(markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS))


@dataclass(frozen=True, slots=True)
class AllowedMarkdown:
    """Something that a page may use: an example, what it becomes on the site and what on paper."""

    name: str
    example: str
    site: str
    paper: str
    on_paper: bool = True
    """Whether a page that is printed may have it too; if not, ``paper`` says what to write instead."""


# fmt: off
ALLOWED: tuple[AllowedMarkdown, ...] = (
    AllowedMarkdown("a paragraph", "Tell anyone you trust.\n\nThen ring us.",
                    "a paragraph", "a paragraph"),
    AllowedMarkdown("a heading", "## In person\n\n### At the desk",
                    "a heading below the title of the page", "a heading below the title of the page"),
    AllowedMarkdown("bold words", "Call **999** now.", "bold", "bold"),
    AllowedMarkdown("words with a stress", "You *choose* whom.", "italic", "bold, since italics are hard to read"),
    AllowedMarkdown("a link to a record or page", "Read [our promises](ref:charter).",
                    "a link", "the words; in the same print also the page number"),
    AllowedMarkdown("a link to another website", "Read [the guidance](https://example.org/guidance).",
                    "a link", "the words, then the address"),
    AllowedMarkdown("a list", "Take with you:\n\n- the letter\n- the number", "a list", "a list"),
    AllowedMarkdown("a numbered list", "1. Take the letter.\n2. Ring.",
                    "a list with numbers from 1", "a list with numbers from 1"),
    AllowedMarkdown("a list in a list, indented by four spaces",
                    "1. Take with you:\n    - the letter\n    - the number\n2. Ring.",
                    "a list in a list", "a list in a list"),
    AllowedMarkdown("a second paragraph of a list item, indented by four spaces",
                    "1. Ring.\n\n    Ask for the desk.\n\n2. Wait.",
                    "a paragraph of the item", "a paragraph of the item"),
    AllowedMarkdown("a new line, by two spaces at the end", "The desk  \n1 Some Street", "a new line", "a new line"),
    AllowedMarkdown("words in another language", '<span lang="cy">Croeso</span>, welcome.',
                    "read out in that language", "read out in that language"),
    AllowedMarkdown("a paragraph in another language", "Croeso.\n{lang=cy}",
                    "read out in that language", "read out in that language"),
    AllowedMarkdown("a sign that would be markup", r"A room \*with\* a bell", "the sign itself", "the sign itself"),
    AllowedMarkdown("words to type, in backticks", "Type `yes`.", "words in the letters of a keyboard", "the words"),
    AllowedMarkdown("a line between two parts", "Ring.\n\n---\n\nOr write.", "a line", "nothing"),
    AllowedMarkdown("a remark for editors", "<!-- ask the desk in May -->\n\nRing.", "nothing", "nothing"),
    AllowedMarkdown("a picture", "![A phone on a desk](phone.svg)",
                    "the picture; its words are read out", "write in words what it shows", on_paper=False),
    AllowedMarkdown("a table", "| Day | Hour |\n|---|---|\n| Monday | 9am |",
                    "a table with heads", "write it as a list", on_paper=False),
    AllowedMarkdown("code", "```\nkb check\n```",
                    "a block in the letters of a keyboard", "write it as a sentence", on_paper=False),
    AllowedMarkdown("a quotation", "> We heard you.",
                    "a quotation", "write it in your own words", on_paper=False),
    AllowedMarkdown("other HTML",
                    '<details markdown="1">\n<summary>More hours</summary>\n\nWe open at 9am.\n\n</details>',
                    "what HTML means by it", "write it in Markdown: paragraphs, lists, headings, **bold**, links",
                    on_paper=False),
)
"""What a page may use, and what it becomes."""


@dataclass(frozen=True, slots=True)
class UnknownMarkdown:
    """Something that no page understands: what it is called, what happens to it, and what to write instead.

    ``pattern`` matches it in the group ``at``. ``signs`` are letters of which a text must have one for the pattern to
    be worth trying. Rows without a pattern depend on the lines around them, so ``loading`` looks for them itself. In
    ``instead``, ``{words}`` is what the pattern's group of that name matched.
    """

    key: str
    name: str
    example: str
    instead: str
    pattern: str = ""
    signs: tuple[str, ...] = ()
    effect: str = "is shown as it is typed"
    in_records: bool = True
    """Whether the wording of a record is searched for it too."""
    is_advice: bool = False
    """Whether it is a warning: the words stay true, and nothing is lost."""
    code: Code = Code.UNKNOWN_MARKDOWN

    def hint(self, match: re.Match[str]) -> str:
        """Return what to write instead of what ``pattern`` matched."""
        hint = self.instead
        for name, words in match.groupdict().items():
            hint = hint.replace(f"{{{name}}}", (words or "").strip() or "…")
        return hint


_LINE = r"^[ \t]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+|>[ \t]?)*"
"""The start of a line, of a list item or of a quotation."""

UNKNOWN: tuple[UnknownMarkdown, ...] = (
    UnknownMarkdown("box", "a box of Material", '!!! warning "Do not go back"\n    Keep away from the house.',
                    "write it as a paragraph that begins with the point: **Do not go back.** Keep away …",
                    _LINE + r"(?P<at>!!!.*)", ("!!!",)),
    UnknownMarkdown("fold", "a box that unfolds", '??? note "More"\n    We open at nine.',
                    "write a heading, `## More`, and its text under it without indentation",
                    _LINE + r"(?P<at>\?\?\?.*)", ("???",)),
    UnknownMarkdown("tab", "a tab of Material", '=== "Phone"\n    Call us.',
                    "write a heading, `## {words}`, and its text under it without indentation",
                    _LINE + r"(?P<at>={3,}[!+]? *[\"'“‘](?P<words>[^\"'”’\n]*).*)", ("===",)),
    UnknownMarkdown("wiki-heading", "a heading between signs of equality", "== Hours ==",
                    "write `## {words}`",
                    _LINE + r"(?P<at>={2,6} +(?P<words>\S[^\n]*?)(?<! ) +={2,6}) *$", ("== ",)),
    UnknownMarkdown("block", "a block of another program", "::: warning\nKeep away.\n:::",
                    "write it as a paragraph that begins with the point in **bold**",
                    _LINE + r"(?P<at>(?::{3,}|/{3,}) *[\w{].*)", (":::", "///")),
    UnknownMarkdown("alert", "a box of GitHub", "> [!WARNING]\n> Keep away.",
                    "write it as a paragraph that begins with the point in **bold**",
                    r"^ *(?P<at>> *\[![A-Za-z]+\][^\n]*)", ("[!",), in_records=False),
    UnknownMarkdown("directive", "a block of reStructuredText", ".. note:: Keep away.",
                    "write it as a paragraph that begins with the point in **bold**",
                    _LINE + r"(?P<at>\.\. [\w-]+::.*)", (".. ",)),
    UnknownMarkdown("footnote", "a footnote", "A claim.[^1]\n\n[^1]: Its source.",
                    "write it in the sentence, in brackets or as [where we read it](https://…), and take its line away",
                    r"(?P<at>\[\^[^\[\]\n]{1,60}\]:?|\^\[[^\[\]\n]{1,200}\])", ("[^", "^[")),
    UnknownMarkdown("snippet", "a line that takes in another file", '--8<-- "includes/contact.md"',
                    "write the words here, or link to the record: [words](ref:the-id)",
                    r"(?<![;-])(?P<at>[;-]*-8<-+[^\n]*)", ("8<-",)),
    UnknownMarkdown("template", "a placeholder of a template", "Welcome to {{ site_name }}.",
                    "write the words themselves: nothing is filled in on a page",
                    r"(?P<at>\{\{.{0,100}?\}\}|\{\{|\{%.{0,100}?%\}|\{%|\{#(?= ).{0,100}?#\})", ("{{", "{%", "{#")),
    UnknownMarkdown("editing", "a mark of an editor", "We open at {--8--} 9.",
                    "write the text as it should be read",
                    r"(?P<at>\{(?:\+\+|--|>>|~~|==)[^\n{]{0,100}?\})", ("{+", "{-", "{>", "{~", "{=")),
    UnknownMarkdown("icon", "the name of an icon", ":material-phone: Call us.",
                    "take it out, and say it in words",
                    r"(?<![\w:/])(?P<at>:(?:[A-Za-z][\w+-]*|[+-]1):)(?![\w/])", (":",)),
    UnknownMarkdown("task", "a box to tick", "- [ ] Ring the desk",
                    "write `- {words}`; a list with boxes to tick is made in data/papers.yml",
                    r"^[ \t]*(?P<at>(?:(?:[-*+]|\d{1,3}[.)])[ \t]*\[[ xX]?\]|\[ \])(?!\()(?P<words>[^\n]*))",
                    ("[ ]", "[x]", "[X]", "[]")),
    UnknownMarkdown("highlight", "a word to highlight", "The ==new== desk",
                    "write `**{words}**` for words that matter",
                    r"(?P<at>==(?=[^\s=])(?P<words>[^=\n]*[^\s=])==)(?!=)", ("==",)),
    UnknownMarkdown("strike", "a word struck out", "The ~~old~~ desk",
                    "take the old words out; the change is in the project's history",
                    r"(?P<at>~~(?=[^\s~])[^~\n]*[^\s~]~~)", ("~~",)),
    UnknownMarkdown("insert", "an underlined word", "The ^^new^^ desk",
                    "write `**{words}**` for words that matter",
                    r"(?P<at>\^\^(?=[^\s^])(?P<words>[^^\n]*[^\s^])\^\^)", ("^^",)),
    UnknownMarkdown("key", "a key of a keyboard", "Press ++ctrl+p++.",
                    "write the names of the keys: Ctrl and P",
                    r"(?<![\w+])(?P<at>\+\+(?=\w)[^\n]{0,40}?\w\+\+)(?![\w+])", ("++",)),
    UnknownMarkdown("subscript", "a letter below the line", "H~2~O",
                    "write <sub>{words}</sub>, or say it in words",
                    r"(?<=\w)(?P<at>~(?P<words>[^~\s]{1,20})~)(?!~)", ("~",)),
    UnknownMarkdown("superscript", "a letter above the line", "the 1^st^ day",
                    "write <sup>{words}</sup>, or say it in words",
                    r"(?<=\w)(?P<at>\^(?P<words>[^^\s\[]{1,20})\^)(?!\^)", ("^",)),
    UnknownMarkdown("formula", "a formula", "$$ 2 + 2 $$",
                    "write it in words",
                    r"(?P<at>\$\$[^$]*(?:\$\$)?)", ("$$",)),
    UnknownMarkdown("diagram", "a diagram", "```mermaid\ngraph TD\n```",
                    "put a drawing beside the page, and write ![what it shows](drawing.svg)",
                    effect="is shown as the words it is drawn from", in_records=False),
    UnknownMarkdown("contents", "a list of contents", "[TOC]",
                    "take it out: the headings are listed beside the page by themselves",
                    r"^[ \t]*(?P<at>\[\[?(?:TOC|toc|_TOC_)\]\]?)[ \t]*$", ("[TOC]", "[toc]", "[_TOC_]", "[[TOC",
                    "[[_TOC"),
                    effect="does not belong on a page", in_records=False),
    UnknownMarkdown("definition", "a list of definitions", "Charter\n: What we promise.",
                    "write `**Charter** means what we promise.`, or add the word to data/glossary.yml",
                    r"^ {0,3}(?P<at>:[ \t]+\S[^\n]*)", (":",)),
    UnknownMarkdown("abbreviation", "a list of short forms", "*[SPOC]: single point of contact",
                    "write the long form where the short one comes first, or add it to data/glossary.yml",
                    r"^ {0,3}(?P<at>\*\[[^\]\n]+\]:[^\n]*)", ("*[",)),
    UnknownMarkdown("wiki-link", "a link of a wiki", "[[Our promises]]",
                    "write [{words}](ref:the-id)",
                    r"(?P<at>!?\[\[(?!_?TOC)(?P<words>[^\[\]\n]+)\]\])", ("[[",)),
    UnknownMarkdown("forum-markup", "markup of a forum", "[b]Do not wait.[/b]",
                    "write **bold** with two stars on both sides",
                    r"(?P<at>\[/?(?:b|i|u|url|img|quote|size|color)(?:=[^\[\]\n]*)?\])(?!\()", ("[b", "[i", "[u", "[q",
                    "[s", "[c", "[/")),
    UnknownMarkdown("short-code", "a short code of another program", '[contact-form-7 id="12"]',
                    "write in words what it would show, or link to it: [words](ref:the-id)",
                    r"""(?P<at>\[/?[a-z][\w-]*(?: [\w-]+="""
                    r"""(?:"[^"\[\]\n]*"|'[^'\[\]\n]*'|[^\s\[\]"'][^\s\[\]]*))+ ?/?\])(?!\()""", ("=",)),
    UnknownMarkdown("wiki-bold", "bold of a wiki", "'''Do not wait.'''",
                    "write **bold** with two stars on both sides", r"(?P<at>'''+)(?=\S)", ("'''",)),
    UnknownMarkdown("wiki-title", "a heading of another program", "h2. Hours",
                    "write `## {words}`", r"^(?P<at>h[1-6]\. +(?P<words>\S[^\n]*))", ("h",), in_records=False),
    UnknownMarkdown("reference-link", "a link whose address is somewhere else", "Read [our promises][1].",
                    "write the address in the link itself: [{words}](ref:the-id) or [{words}](https://…)",
                    r"(?<![\\!\]])(?P<at>\[(?P<words>[^\[\]\n^][^\[\]\n]*)\]\[[^\]\n]*\])(?!\()", ("][",),
                    effect="is not understood"),
    UnknownMarkdown("link-definition", "an address apart from its link", "[1]: https://example.org/page",
                    "take this line out, and write the address in the link itself: [words](https://…)",
                    r"^ {0,3}(?P<at>\[[^\]\n^][^\]\n]*\]:[ \t]*(?!ref:)\S[^\n]*)", ("]:",),
                    effect="is not understood", in_records=False),
    UnknownMarkdown("split-link", "a link with a space between its brackets", "[our promises] (ref:charter)",
                    "write `]` and `(` without a space between: [{words}](…)",
                    r"(?P<at>\[(?P<words>[^\[\]\n]+)\][ \t]+\((?:ref:|https?://|mailto:|tel:)[^()\n]*\))", ("] ",)),
    UnknownMarkdown("turned-link", "a link with its brackets the wrong way round", "(our promises)[ref:charter]",
                    "write the words in [ ] and the address in ( ): [{words}](…)",
                    r"(?P<at>\((?P<words>[^()\n]+)\)\[(?:ref:|https?://|mailto:|tel:)[^\[\]\n]*\])", (")[",)),
    UnknownMarkdown("open-link", "a link that is never closed", "Read [our promises](ref:charter and ring.",
                    "close the address with `)`: [{words}](…)",
                    r"(?P<at>\[(?P<words>[^\[\]\n]+)\]\((?:ref:|https?://|mailto:|tel:)[^()\s]*)(?=\s|$)", ("](",)),
    UnknownMarkdown("odd-link", "a link with a space or brackets in it", "Read [our [new] promises](ref:charter).",
                    "write [words](ref:the-id): no brackets in the words, no space in the address",
                    r"(?P<at>\]\([ \t]*<?ref:)", ("](",), effect="leads nowhere", in_records=False),
    UnknownMarkdown("bare-reference", "an id without a link", "See ref:charter.",
                    "write [words](ref:the-id)",
                    r"(?<![\w(<\"'=/:-])(?P<at>ref:[a-z0-9]+(?:-[a-z0-9]+)*-?)", ("ref:",)),
    UnknownMarkdown("bare-address", "a web address by itself", "See https://example.org/page.",
                    "write what is there as the link: [the guidance]({words})",
                    r"(?<![\w(<\"'=/@.\[-])(?P<at>(?P<words>(?:https?://|www\.)[^\s<>()\[\]]*[\w/]))", ("http", "www."),
                    effect="does not become a link", in_records=False, is_advice=True),
    UnknownMarkdown("angle-address", "a web address between < and >", "See <https://example.org/page>.",
                    "write what is there as the link: [the guidance]({words})",
                    r"(?P<at><(?P<words>[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*)>)", ("://",),
                    effect="becomes a link that is read out letter by letter", in_records=False),
    UnknownMarkdown("unsafe-link", "a link to something other than a page", "[Ring](javascript:ring())",
                    "write a page's address: https://…, or ref: and an id",
                    r"(?i:(?:\]\(\s*(?:<\s*)?|(?:href|src)\s*=\s*(?:[\"']\s*)?)(?P<at>(?:javascript|vbscript|data)\s*:))",
                    ("script:", "Script:", "SCRIPT:", "data:", "Data:", "DATA:"), effect="is not allowed",
                    code=Code.UNSAFE_HTML),
    UnknownMarkdown("indented-heading", "a heading with a space in front", " ## Hours",
                    "start the line with the #: `{words}`",
                    r"^[ \t]{1,3}(?P<at>(?P<words>#{1,6}[ \t]+\S[^\n]*))", (" #", "\t#"), in_records=False),
    UnknownMarkdown("deep-heading", "a heading with more than six #", "####### Hours",
                    "write `## {words}`", r"^(?P<at>#{7,}[ \t]*(?P<words>[^\n]*))", ("#######",), in_records=False),
    UnknownMarkdown("underlined", "a line of dashes right under a sentence", "Ring us at any time.\n---",
                    "leave an empty line above the dashes; write a heading as `## Words`",
                    r"^(?P<at>[^\s#>|<-][^\n]*[.!?:;,])[ \t]*\n-{2,}[ \t]*$", ("\n--",),
                    effect="makes a heading of the sentence", in_records=False),
    UnknownMarkdown("backslash", "a backslash at the end of a line", "The desk\\\n1 Some Street",
                    "for a new line, end the line with two spaces; else take it out",
                    r"(?<!\\)(?P<at>\\)$", ("\\",), in_records=False),
    UnknownMarkdown("bracketed-number", "a list item with a bracket after its number", "1) Ring.",
                    "write a full stop after the number, and an empty line above the list: `{number}. {words}`",
                    r"^[ \t]*(?P<at>(?P<number>\d{1,2})\)[ \t]+(?P<words>\S[^\n]*))", (")",), in_records=False),
    UnknownMarkdown("lettered-list", "a list item with a letter", "a) Ring.\nb) Write.",
                    "write `1. ` or `- `, and an empty line above the list",
                    r"^[ \t]*(?P<at>\(?(?:[A-Za-z]|[ivx]{1,4})\)[ \t]+\S[^\n]*)", (")",), in_records=False),
    UnknownMarkdown("typed-bullet", "a bullet that is not a dash", "• Ring.",
                    "write a dash and a space, and an empty line above the list: `- {words}`",
                    r"^[ \t]*(?P<at>[•·▪▫●○◦‣⁃■□►▶➢➤✓✔][ \t]*(?P<words>[^\n]*))",
                    tuple("•·▪▫●○◦‣⁃■□►▶➢➤✓✔")),
    UnknownMarkdown("long-dash", "a list item with a long dash", "Take with you:\n\n– the letter\n– the number",
                    "write the short dash of the keyboard and a space: `- {words}`",
                    r"^[ \t]*(?P<at>[–—−][ \t]+(?P<words>[^\n]*))", ("–", "—", "−"), in_records=False),
    UnknownMarkdown("tight-item", "a list item without a space after its mark", "-Ring.\n-Write.",
                    "leave a space after the mark: `- {words}`",
                    r"^[ \t]*(?P<at>(?:-|\+|\d{1,2}\.)(?P<words>[A-Za-z“‘][^\n]*))", ("-", "+", "."),
                    in_records=False),
    UnknownMarkdown("list-after-text", "a list right under a paragraph", "Take with you:\n- the letter\n- the number",
                    "leave an empty line above the first item", effect="is shown as a part of the paragraph",
                    in_records=False),
    UnknownMarkdown("flat-list", "a list in a list that is indented by less than four spaces",
                    "- the letter\n  - its date",
                    "indent it by four spaces: `{words}`", effect="comes out flat", in_records=False),
    UnknownMarkdown("deep-list", "a list that is indented too far", "- the letter\n        - its date",
                    "indent it by four spaces more than the item that it belongs to: `{words}`",
                    effect="is shown as a part of the item above", in_records=False),
    UnknownMarkdown("loose-list", "a list item right under a list in a list",

                    "- the letter\n\n    - its date\n- the number",
                    "leave an empty line above this item", effect="comes out one level too deep", in_records=False),
    UnknownMarkdown("loose-heading", "a heading right under the text of a list item",
                    "- Ring.\n\n    Ask for the desk.\n## Hours",
                    "leave an empty line above it", effect="becomes a part of the item", in_records=False),
    UnknownMarkdown("list-heading", "a heading in a list item", "- Ring.\n\n    ## Hours",
                    "write its words in bold: `**Hours**`, or end the list above it", effect="is hard to find",
                    in_records=False),
    UnknownMarkdown("mixed-list", "a list with two kinds of marks", "- the letter\n1. the number",
                    "use one kind of mark, or write a sentence between the two lists",
                    effect="comes out as one list with the first kind", in_records=False),
    UnknownMarkdown("short-indent", "a second paragraph of a list item with less than four spaces",
                    "- Ring.\n\n  Ask for the desk.",
                    "indent it by four spaces: `{words}`", effect="ends the list", in_records=False),
    UnknownMarkdown("list-number", "a list that begins with another number than 1", "3. Ring.",
                    "begin with 1, or indent what comes between by four spaces; a number of no list is `{words}`",
                    effect="is numbered from 1", in_records=False),
    UnknownMarkdown("indented-text", "text indented by four spaces", "Ring us.\n\n    Or write.",
                    "start it at the beginning of the line: `{words}`",
                    effect="is shown as code", in_records=False),
    UnknownMarkdown("table-without-line", "a table without its line of dashes", "| Day | Hour |\n| Monday | 9am |",
                    "put a line below the heads: `{words}`", in_records=False),
    UnknownMarkdown("table-after-text", "a table right under a paragraph",

                    "Hours:\n| Day | Hour |\n|---|---|\n| Monday | 9am |",
                    "leave an empty line above it", in_records=False),
    UnknownMarkdown("open-stars", "bold that is not closed, or has a space inside its stars", "Call **999 now.",
                    "write two stars right against the words on both sides: `**{words}**`", in_records=False),
    UnknownMarkdown("open-backtick", "a backtick that is never closed", "Type `yes.",
                    "close it with another one; for an apostrophe write ’", in_records=False),
    UnknownMarkdown("open-fence", "a block of code that is never closed", "```\nkb check",
                    "close it with the same signs on a line of their own: `{words}`", in_records=False),
    UnknownMarkdown("indented-fence", "a block of code that is indented", "- Type:\n\n    ```\n    kb check\n    ```",
                    "start the line with the signs: `{words}`", effect="is not understood", in_records=False),
    UnknownMarkdown("stray-attributes", "an attribute in the wrong place", "Croeso {lang=cy} to all.",
                    'write <span lang="cy">the words</span>, or `{words}` on a line of its own under the paragraph',
                    in_records=False),
    UnknownMarkdown("active-html", "HTML that could run or fetch something", "<script>ring()</script>",
                    "take it out; link to what it would show: [words](https://…)", effect="is not allowed on a page",
                    in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("event", "HTML with a handler of events", '<span onclick="ring()">Ring</span>',
                    "take out `{words}`: pages have no scripts of their own", effect="is not allowed on a page",
                    in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("extra-html", "HTML for a film, a recording or a picture in several sizes",
                    '<video src="welcome.mp4"></video>',
                    "write a link to the file in Markdown, or add `allowed_html: [{words}]` to mkdocs.yml",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("page-html", "HTML for the frame of a page", "<main>Ring us.</main>",
                    "take <{words}> and </{words}> out: the site makes the frame around each page",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("style", "a style of your own", '<p style="position:fixed">Ring us.</p>',
                    "take `style` out: the styles of the site decide how a page looks",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("attribute", "an attribute that no page may have", '<p contenteditable="true">Ring us.</p>',
                    "take `{words}` out; docs/markdown.md lists the attributes that a page may have",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("theme-class", "a class that is the site's own", '<div class="md-overlay">Ring us.</div>',
                    "take `{words}` out: with it, a page could cover the site's own buttons",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("theme-id", "an id that is the site's own", '<span id="__config">Ring us.</span>',
                    "take `{words}` out, or begin it with another word", effect="is not allowed on a page",
                    in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("conditional-remark", "a remark that some programs do not read as one",
                    "<!--[if IE]> Ring us. <![endif]-->",
                    "take it out; a remark is <!-- words --> without other signs",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("declaration", "a sign of another language", "<?php ring() ?>",
                    "take it out; for the sign itself write &lt;", effect="is not allowed on a page",
                    in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("live-html", "HTML that a browser reads in another way than it looks",
                    "<div>\n`<script>ring()</script>`\n</div>",
                    "take `{words}` out, and write it in Markdown: paragraphs, lists, **bold**, [links](https://…)",
                    effect="is not allowed on a page", in_records=False, code=Code.UNSAFE_HTML),
    UnknownMarkdown("unknown-tag", "something between < and > that is not HTML", "Ask for <name>.",
                    "write &lt;{words}&gt; for the signs themselves, or say what to fill in: [name]",
                    effect="is not shown at all", in_records=False),
    UnknownMarkdown("old-html", "HTML for looks only", "<center>Ring us</center>",

                    "take <{words}> out: the styles of the site decide how a page looks",
                    effect="is not allowed on a page", in_records=False),
    UnknownMarkdown("markdown-in-html", "Markdown inside HTML", "<div>\nCall **999**.\n</div>",
                    'write markdown="1" in the opening tag: `{words}`', in_records=False),
    UnknownMarkdown("open-comment", "a remark that is never closed", "<!-- ask the desk",
                    "close it with `-->`", in_records=False),
    UnknownMarkdown("tag", "HTML", "Call <b>999</b>.", "write **two stars** for bold, else take it out",
                    r"(?P<at></?[A-Za-z][^<>\n]*>)", ("<",)),
    UnknownMarkdown("link", "a link in Markdown", "Read [our promises](ref:charter).",
                    "write the words alone: {words}; pages of content/ can have links",
                    r"(?P<at>!?\[(?P<words>[^\[\]\n]*)\]\([^()\n]*\))", ("](",)),
    UnknownMarkdown("underscore", "a word between underscores", "You _choose_ whom.",
                    "write two stars for bold: **{words}**",
                    r"(?<![\w\\])(?P<at>(?P<u>_{1,2})(?=[^\s_])(?P<words>[^_\n]*[^\s_])(?P=u))(?!\w)", ("_",)),
    UnknownMarkdown("backticks", "words between backticks", "Type `yes`.",
                    "write them in quotation marks: “{words}”", r"(?P<at>`(?P<words>[^`\n]+)`)", ("`",)),
    UnknownMarkdown("record-heading", "a heading", "## Hours", "write the words alone: {words}",
                    r"^(?P<at>#{1,6}[ \t]+(?P<words>\S[^\n]*))", ("#",)),
    UnknownMarkdown("record-item", "a dash for a list", "- the letter", "write the words alone: {words}",
                    r"^(?P<at>[-*+–][ \t]+(?P<words>\S[^\n]*))", ("- ", "* ", "+ ", "– ")),
)
"""What no page understands, or no record: the last rows, from ``tag`` on, are for the wording of records only."""
# fmt: on

PAGE_ROWS = UNKNOWN[: next(n for n, row in enumerate(UNKNOWN) if row.key == "tag")]
"""The rows of what no page understands."""
RECORD_ROWS = tuple(row for row in UNKNOWN if row.in_records)
"""The rows of what the wording of a record does not understand, which is all but bold."""

_BY_KEY = {row.key: row for row in UNKNOWN}

_SUSPICIOUS = re.compile(
    r"[\[\]<>`_~=^{}|\\#$!?]|(?<!\*)\*(?!\*)|\+\+|8<|///|:::|'''|\.\. |[:\s]:|\bref:|^[-+–:h•·]|:\w+:"
)
"""A letter that some row of ``RECORD_ROWS`` needs."""


def unknown_markdown(key: str) -> UnknownMarkdown:
    """Return the row with this key."""
    return _BY_KEY[key]


def matches(text: str, rows: tuple[UnknownMarkdown, ...]) -> Iterator[tuple[UnknownMarkdown, re.Match[str]]]:
    """Yield each row with each match of its pattern in the text."""
    for row in rows:
        if row.pattern and any(sign in text for sign in row.signs):
            for match in _compiled(row.pattern).finditer(text):
                yield row, match


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


@lru_cache(maxsize=1 << 15)
def markdown_of_record(text: str) -> tuple[str, str] | None:
    """Return message and hint about the first Markdown other than bold in the wording of a record; None without any.

    What is left out of a file makes the rest be read again, so results are remembered.
    """
    if not _SUSPICIOUS.search(text):
        return None
    found = min(matches(text, RECORD_ROWS), key=lambda pair: pair[1].start("at"), default=None)
    if found is None:
        return None
    row, match = found
    typed = match["at"] if len(match["at"]) <= 40 else f"{match['at'][:37]}…"
    return f"{row.name} is shown as it is typed: '{typed}'", row.hint(match)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something unknown in a text: the key of its row, its position, and what to write instead."""

    key: str
    start: int
    end: int
    hint: str

    @classmethod
    def of(cls, key: str, start: int, end: int, words: str = "") -> Finding:
        """Return what a row without a pattern finds; ``words`` go into what to write instead."""
        return cls(key, start, end, _BY_KEY[key].instead.replace("{words}", words))
