"""Read prose pages: front matter, body and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.files import read_text
from generator.loading.leave_out import Gone
from generator.loading.left_out_of_pages import claim_beginnings, pruned_front, without_claims, without_links
from generator.loading.pack_records import Composed
from generator.loading.prose_accessibility import unreadable_problems
from generator.loading.prose_body import Body
from generator.loading.prose_html import html_addresses
from generator.loading.prose_limits import too_long_problem
from generator.loading.prose_links import stray_references
from generator.loading.prose_markdown import unknown_markdown_problems
from generator.loading.prose_screen import screen_only
from generator.loading.records import Located, read_record
from generator.loading.yaml_values import compose
from generator.model.allowed_html import ExtraHtml
from generator.model.pages import CLAIM, FrontMatter, PageReference, ProsePage

_ID = re.compile(r"id:\s*[\"']?([a-z0-9-]+)[\"']?\s*(?:#.*)?")
_HEADING = re.compile(r" {0,3}#(?!#)|=+\s*$")


@dataclass(frozen=True, slots=True)
class PageResult:
    """The result of reading a page: the page, or the id of one with a problem, if known.

    References to a ``broken_id`` are not reported as unknown.
    """

    page: ProsePage | None = None
    front: Located[FrontMatter] | None = None
    """The front matter of the page, with the places of its values."""
    broken_id: str = ""
    is_left_out: bool = False
    """Whether the project leaves the page out."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page before validation: its front matter as a plain value, and its body."""

    path: str
    """The path of the file with the body, below the project or in its pack."""
    front: Composed
    body: str
    first_line: int
    """The line of the file on which the body starts."""
    problems: tuple[Diagnostic, ...] = ()

    @property
    def id(self) -> str:
        """The id as written; empty if there is none."""
        written = self.front.value.get("id") if isinstance(self.front.value, dict) else None
        return written if isinstance(written, str) else ""


def parse_page(root: Path, path: str) -> ParsedPage | tuple[PageResult, tuple[Diagnostic, ...]]:
    """Return the page at ``path``, which is relative to ``root``; or what is known of it, and why it cannot be read."""
    text, text_problems = read_text(root, path)
    if text is None:
        return PageResult(), text_problems
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        hint = "start the page with a line `---`, then `id:`, `title:` and `description:`, then another `---`"
        problem = Diagnostic(Span(path), Code.MISSING_FIELD, "this page has no front matter", hint)
        return PageResult(broken_id=_typed_id(lines)), (*text_problems, problem)
    value, places, problems = compose(path, "\n".join(lines[1:end]), first_line=2)
    if any(problem.code is not Code.LOST_TEXT for problem in problems):
        return PageResult(broken_id=_typed_id(lines[1:end])), (*text_problems, *problems)
    front = Composed({} if value is None else value, places)
    return ParsedPage(path, front, "\n".join(lines[end + 1 :]), end + 2, (*text_problems, *problems))


def read_page(
    root: Path, path: str, extra: frozenset[ExtraHtml] = frozenset()
) -> tuple[PageResult, tuple[Diagnostic, ...]]:
    """Return the page at ``path``, which is relative to ``root`` and in ``content/``, and its problems.

    ``extra`` is the HTML that the settings allow on pages.
    """
    parsed = parse_page(root, path)
    return page_of(parsed, "content", extra, Gone()) if isinstance(parsed, ParsedPage) else parsed


def page_of(
    parsed: ParsedPage, content: str, extra: frozenset[ExtraHtml], gone: Gone
) -> tuple[PageResult, tuple[Diagnostic, ...]]:
    """Return a page, which is in the folder ``content``, and its problems.

    ``extra`` is the HTML that the settings allow on pages. What is ``gone`` is taken out of the page.
    """
    path, value, places, body, problems = (
        parsed.path,
        parsed.front.value,
        parsed.front.places,
        parsed.body,
        parsed.problems,
    )
    all_claims = claim_beginnings(value)
    if gone:
        front = pruned_front(value, places, gone)
        if front is None:
            return PageResult(is_left_out=True), ()
        body, lost = without_links(body, lambda identifier: gone.has(identifier, Span(path)))
        front = without_claims(front, lost)
        value, places = front.value, front.places
    located, record_problems = read_record(FrontMatter, value, places)
    problems = (*problems, *record_problems)
    if too_long := too_long_problem(path, body, parsed.first_line):
        return PageResult(broken_id=parsed.id), (*problems, too_long)
    prose = Body(path, body, parsed.first_line, extra)
    if located is None:
        return PageResult(broken_id=parsed.id), (*problems, *_problems(prose))
    page = ProsePage(
        path=path.removeprefix(f"{content}/"),
        file=path,
        front=located.record,
        body=prose.without_remarks(),
        links=prose.links,
        link_spans=tuple(prose.span(link.target_start) for link in prose.links),
        id_span=located.span("id"),
        set_span=located.span("standard_set"),
        references=tuple(_references(located)),
        first_line=parsed.first_line,
        addresses=tuple(html_addresses(prose)),
        claim_spans=tuple(located.span("claims", n, "begins") for n in range(len(located.record.claims))),
        screen_only=tuple(screen_only(prose)),
        left_out_claims=tuple(one for one in all_claims if one not in claim_beginnings(value)),
    )
    return PageResult(page, located), (*problems, *_problems(prose))


def _typed_id(lines: Iterable[str]) -> str:
    """Return the id in lines that cannot be read as fields; empty if there is none."""
    return next((match[1] for line in lines if (match := _ID.fullmatch(line))), "")


def _references(located: Located[FrontMatter]) -> Iterator[PageReference]:
    """Yield every reference in the front matter except ``standard_set``."""
    front = located.record
    if front.calculator:
        yield PageReference("set", front.calculator, located.span("calculator"))
    for n, door in enumerate(front.doors):
        yield PageReference("page", door.to, located.span("doors", n, "to"))
    if front.next:
        yield PageReference("page", front.next, located.span("next"))
    for n, promise in enumerate(front.promises):
        yield PageReference("standard", promise, located.span("promises", n))
    for n, need in enumerate(front.needs):
        yield PageReference("need", need, located.span("needs", n))
    for n, provision in enumerate(front.provisions):
        yield PageReference("provision", provision, located.span("provisions", n))
    for n, step in enumerate(front.steps):
        for m, promise in enumerate(step.promises):
            yield PageReference("standard", promise, located.span("steps", n, "promises", m))
    for n, claim in enumerate(front.claims):
        for m, record in enumerate(claim.records):
            yield PageReference(CLAIM, record, located.span("claims", n, "records", m))


def _problems(body: Body) -> Iterator[Diagnostic]:
    """Yield the problems of a body by itself: its headings and references, and what nobody could read."""
    before = ""
    for number, line in enumerate(body.text.split("\n"), start=body.first_line):
        if (match := _HEADING.match(line)) and ("#" in match[0] or before.strip()):
            hint = "start it with two: ## (the page's own title comes from `title:`)"
            message = "a heading of level 1, which only the title of the page has"
            yield Diagnostic(Span(body.path, number), Code.INVALID_VALUE, message, hint)
        before = line
    for offset in stray_references(body.text, body.links):
        hint = "write it as [words](ref:the-id)"
        message = "a reference that is not a link in Markdown"
        yield Diagnostic(body.span(offset), Code.INVALID_VALUE, message, hint)
    yield from unknown_markdown_problems(body)
    yield from unreadable_problems(body)
