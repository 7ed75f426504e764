"""Find what a screen reader could not read out in a page: pictures, headings, links, tables, other languages.

The rules are those of WCAG 2.2: 1.1.1 (pictures), 1.3.1 and 2.4.6 (headings, tables), 2.4.4 (links) and 3.1.2
(languages).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, splitext

from generator.diagnostics import Code, Diagnostic, Severity
from generator.loading.prose_attributes import ATTRIBUTES
from generator.loading.prose_body import CODE, Body, Tag
from generator.loading.prose_html import VOID
from generator.loading.prose_tables import tables

_HEADING = re.compile(r"(#{2,6})(?!#)(.*)$")
_BLOCK_START = re.compile(r"^[ \t]*(?:\n|(?:[-*+]|\d+\.)[ \t])", re.MULTILINE)
_UNDERLINE = re.compile(r"-+[ \t]*$")
# fmt: off
_NAMES_NOTHING = frozenset({
    "image", "picture", "photo", "photograph", "pic", "img", "figure", "graphic", "icon", "logo", "drawing",
    "illustration", "screenshot", "diagram", "chart", "alt", "alternative", "text", "description", "untitled",
    "unnamed", "todo", "tbc",
})
_NAME_OF_A_PHOTO = re.compile(r"(?:img|dscn?|pxl|p|screenshot|image|photo|picture|scan|whatsapp image)[\d _-]+")
_SAYS_NOTHING = frozenset({
    "here", "click", "click here", "click this", "click this link", "click on this link", "click the link",
    "press here", "tap here", "go", "go here", "look here", "see here", "this", "this one", "this page",
    "this link", "this website", "this site", "this document", "this form", "this pdf", "that page", "more",
    "more here", "read more", "see more", "learn more", "find out more", "find out", "more info",
    "more information", "more details", "further information", "further details", "info", "information", "details",
    "read", "read on", "read here", "read this", "continue", "next", "link", "links", "url", "web", "web page",
    "webpage", "page", "website", "web site", "site", "download", "download here", "document", "pdf", "file",
    "form", "follow this link", "visit this page", "visit", "visit here", "open", "view", "see", "use this link",
    "yes", "ok", "yma", "cliciwch yma", "mwy", "darllen mwy", "darllenwch fwy", "rhagor",
})
# fmt: on
"""Words of a link that say nothing, in small letters, in English and Welsh."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+$|[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|gov|info|wales|cymru|eu)(?:/\S*)?$", re.I
)
_OTHER_LETTERS = re.compile(
    "[\u0370-\u1cff\u1f00-\u1fff\u2d00-\u2d2f\u2de0-\u2dff\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff\u3400-\ua63f"
    "\ua640-\ua69f\ua840-\uabff\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    "\U00011000-\U00011fff\U0001e800-\U0001efff\U00020000-\U0003ffff]"
)
_OTHER_WORDS = re.compile(rf"(?:{_OTHER_LETTERS.pattern}[\u0300-\u036f\u200c\u200d\s,.:;!?()-]*)+")
_IS_WORD = re.compile(rf"{_OTHER_LETTERS.pattern}{{2}}|[\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Two letters side by side, or one that is a word by itself; not the sign of a unit, such as Ω."""
_LANGUAGES = {
    "Arabic": ("ar", ' dir="rtl"'),
    "Hebrew": ("he", ' dir="rtl"'),
    "Cyrillic": ("uk", ""),
    "Greek": ("el", ""),
    "Gurmukhi": ("pa", ""),
    "Gujarati": ("gu", ""),
    "Bengali": ("bn", ""),
    "Devanagari": ("hi", ""),
    "Tamil": ("ta", ""),
    "Ethiopic": ("am", ""),
    "Georgian": ("ka", ""),
    "Armenian": ("hy", ""),
    "Thai": ("th", ""),
    "Chinese": ("zh", ""),
    "Japanese": ("ja", ""),
    "Korean": ("ko", ""),
}
"""A script, to the code of a language that is written in it, and the direction if it is from right to left."""
_OTHER_LANGUAGES = {"Arabic": " for Arabic, ur for Urdu, fa for Farsi", "Cyrillic": " for Ukrainian, bg for Bulgarian"}


def script_of(letter: str) -> str:
    """Return the script of a letter in words, such as "Arabic"."""
    name = unicodedata.name(letter, "other").split()[0].title()
    return {"Cjk": "Chinese", "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"}.get(name, name)


def unreadable_problems(body: Body) -> Iterator[Diagnostic]:
    """Yield a problem for each thing in a page that people who cannot see it would miss."""
    yield from _pictures(body)
    yield from _headings(body)
    yield from _links(body)
    yield from _tables(body)
    yield from _languages(body)


def _problem(body: Body, start: int, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(body.span(start), Code.UNREADABLE_PROSE, message, hint, severity)


def _pictures(body: Body) -> Iterator[Diagnostic]:
    for link in body.links:
        if link.is_picture and (message := _alternative_problem(link.words, link.target)):
            hint = f"write what it shows: ![{_EXAMPLE}]({link.target or 'picture.svg'})"
            yield _problem(body, link.start - 1, message, hint)
    for tag in body.tags:
        if tag.name == "img" and (message := _alternative_problem(tag.value("alt"), tag.value("src"))):
            hint = f'write what it shows: <img src="{tag.value("src")}" alt="{_EXAMPLE}">'
            yield _problem(body, tag.start, message, hint)


_EXAMPLE = "what the picture shows"


def _alternative_problem(words: str, target: str) -> str:
    """Return what is wrong with the words that are read out for a picture; empty if nothing is."""
    plain = _plain(words)
    if not plain:
        return "a picture without words that say what it shows"
    name = basename(target)
    names = {_plain(name), _plain(splitext(name)[0]), _plain(splitext(name)[0].replace("-", " ").replace("_", " "))}
    is_file_name = bool(re.search(r"\.(?:svg|png|jpe?g|gif|webp|avif|heic|bmp)$", words.strip(), re.IGNORECASE))
    if is_file_name or _NAME_OF_A_PHOTO.fullmatch(plain) or (plain in names and re.search(r"[\d_.]", words)):
        return f"a picture whose words are the name of its file: '{words.strip()}'"
    if all(word in _NAMES_NOTHING or word in {"a", "an", "the", "of", "this"} for word in plain.split()):
        return f"a picture whose words do not say what it shows: '{words.strip()}'"
    return ""


def _plain(words: str) -> str:
    """Return words in small letters, without marks of Markdown and without signs at their ends."""
    bare = re.sub(r"[*_`\0]|<[^<>]*>|&\w+;", "", words)
    return " ".join(bare.lower().split()).strip(" .,:;!?…›»→>-–—\"'“”‘’()")


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    start: int
    words: str


def _heading_list(body: Body) -> Iterator[_Heading]:
    above, above_start = "", 0
    for start, line in body.lines():
        if line.startswith("##") and (match := _HEADING.match(line)):
            words = match[2].rstrip(" \t").rstrip("#")
            yield _Heading(len(match[1]), start, ATTRIBUTES.sub("", words).strip())
        elif line.startswith("-") and above.strip() and _UNDERLINE.match(line) and above.lstrip()[0] not in "#>|<-*":
            yield _Heading(2, above_start, above.strip())
        above, above_start = line, start
    for n, tag in enumerate(body.tags):
        if re.fullmatch(r"h[1-6]", tag.name) and not tag.is_end:
            end = body.tags[n + 1].start if n + 1 < len(body.tags) else tag.end
            yield _Heading(
                int(tag.name[1]), tag.start, body.text[tag.end : end].strip() or "\0" * (end < len(body.text))
            )


def _headings(body: Body) -> Iterator[Diagnostic]:
    level = 1
    for heading in sorted(_heading_list(body), key=lambda one: one.start):
        if not heading.words.strip("*_ "):
            yield _problem(body, heading.start, "a heading without words", "write its words, or take it away")
            continue
        if heading.level > level + 1:
            signs = "#" * (level + 1)
            above = "the title of the page" if level == 1 else f"a heading of level {level}"
            message = f"a heading of level {heading.level} under {above}: a level is left out"
            hint = f"write it with {level + 1} signs: `{signs} {heading.words}`"
            yield _problem(body, heading.start, message, hint, Severity.WARNING)
        level = heading.level


@dataclass(frozen=True, slots=True)
class _Named:
    """A link: its words, its target and its position."""

    words: str
    target: str
    start: int


def _named_links(body: Body) -> Iterator[_Named]:
    pictures = [link for link in body.links if link.is_picture]
    for link in body.links:
        if not link.is_picture:
            yield _Named(link.words, link.target, link.start)
    opening: Tag | None = None
    words = ""
    for tag in body.tags:
        if tag.name == "img":
            words += tag.value("alt")
        if tag.name != "a":
            continue
        if opening:
            words += body.body[opening.end : tag.start]
            words += " ".join(one.words for one in pictures if opening.end <= one.start < tag.start)
            yield _Named(words, opening.value("href"), opening.start)
        is_link = not tag.is_end and "href" in tag.attributes and not tag.value("href").startswith("ref:")
        opening, words = tag if is_link else None, ""


def _links(body: Body) -> Iterator[Diagnostic]:
    first: dict[tuple[int, str], _Named] = {}
    blocks = [match.start() for match in _BLOCK_START.finditer(body.text)]
    for link in sorted(_named_links(body), key=lambda one: one.start):
        plain = _plain(link.words)
        if not plain:
            hint = f"write where it leads: [our promises]({link.target or 'ref:the-id'})"
            yield _problem(body, link.start, "a link without words", hint)
        elif not link.target.strip():
            hint = f"write where it leads: [{link.words.strip()}](ref:the-id), or take the brackets away"
            yield _problem(body, link.start, f"a link that leads nowhere: '{link.words.strip()}'", hint)
        elif plain in _SAYS_NOTHING:
            message = f"a link whose words do not say where it leads: '{link.words.strip()}'"
            hint = f"name what is there: [our promises]({link.target})"
            yield _problem(body, link.start, message, hint, Severity.WARNING)
        elif _ADDRESS.match(link.words.strip()) and not link.target.startswith(("mailto:", "tel:")):
            message = f"a link whose words are an address, which is read out letter by letter: '{link.words.strip()}'"
            hint = f"name what is there: [our promises]({link.target})"
            yield _problem(body, link.start, message, hint, Severity.WARNING)
        elif (other := first.setdefault((bisect_right(blocks, link.start), plain), link)).target != link.target:
            message = f"two links with the words '{link.words.strip()}' lead to two places"
            hint = f"say in the words what is different; the other is in line {body.span(other.start).line}"
            yield _problem(body, link.start, message, hint, Severity.WARNING)


def _tables(body: Body) -> Iterator[Diagnostic]:
    hint = "write in the first row what each column holds: | Day | Hour |"
    for table in tables(body):
        if table.has_rule and table.empty_heads:
            yield _problem(body, table.start, "a table with a column that has no head", hint)
    for tag in _tables_without_heads(body.tags):
        hint = 'write the first row with <th scope="col">Day</th> instead of <td>'
        yield _problem(body, tag.start, "a table without heads", hint)


def _tables_without_heads(tags: tuple[Tag, ...]) -> Iterator[Tag]:
    """Yield each opening tag of a table that has no head before the next tag of a table."""
    has_head = False
    for tag in reversed(tags):
        if tag.name == "th":
            has_head = True
        elif tag.name == "table":
            if not tag.is_end and not has_head:
                yield tag
            has_head = False


def _languages(body: Body) -> Iterator[Diagnostic]:
    """Yield the first words of each line that are in letters other than Latin, unless their language is marked."""
    if body.body.isascii():
        return
    end = -1
    marked = None
    for match in _OTHER_WORDS.finditer(body.words):
        start, words = match.start(), match[0].rstrip(" ,.:;!?()-\n\t")
        if start < end or not _IS_WORD.search(words) or _is_mixed(body.words, start, start + len(words)):
            continue
        marked = _marked(body) if marked is None else marked
        if any(first <= start < last for first, last in marked):
            continue
        end = body.words.find("\n", start)
        end = len(body.words) if end < 0 else end
        words = words.partition("\n")[0]
        script = script_of(words[0])
        code, direction = _LANGUAGES.get(script, ("…", ""))
        shown = words if len(words) <= 40 else f"{words[:37]}…"
        hint = f'write <span lang="{code}"{direction}>{shown}</span>'
        hint += f" ({code}{_OTHER_LANGUAGES[script]})" if script in _OTHER_LANGUAGES else ""
        message = f"words in {script} letters, and nothing says in which language: a voice would spell them wrongly"
        yield _problem(body, start, message, hint)


def _is_mixed(text: str, start: int, end: int) -> bool:
    """Return whether the letters are a part of a word with Latin letters, which are look-alikes."""
    around = text[start - 1 : start] + text[end : end + 1]
    return any("a" <= letter.lower() <= "z" for letter in around)


def _marked(body: Body) -> list[tuple[int, int]]:
    """Return the stretches of a body that are marked with a language, in HTML or by attributes in braces."""
    stretches = []
    open_tags: list[Tag] = []
    for tag in body.tags:
        if tag.name in VOID:
            continue
        if not tag.is_end:
            open_tags.append(tag)
        elif any(one.name == tag.name for one in open_tags):
            while open_tags:
                opening = open_tags.pop()
                if opening.value("lang"):
                    stretches.append((opening.end, tag.start))
                if opening.name == tag.name:
                    break
    for match in ATTRIBUTES.finditer(body.text):
        if re.search(r"(?:^|\s)lang=", match[1]):
            stretches.append((_start_of_marked(body, match.start()), match.start()))
    return stretches


def _start_of_marked(body: Body, end: int) -> int:
    """Return where the link, the marked words or the paragraph begins to which attributes at ``end`` belong."""
    for link in body.links:
        if link.end == end:
            return link.start
    before = body.text[end - 1 : end]
    if before and before in "*_" + CODE:
        signs = re.compile(r"(\*+|_+|\0+)$").search(body.text, 0, end)
        assert signs
        found = body.text.rfind(signs[1], 0, signs.start())
        return found if found >= 0 else end
    blank = body.text.rfind("\n\n", 0, end)
    return blank + 1 if blank >= 0 else 0
