"""Read prose pages: front matter, body and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.files import read_text
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


def read_page(
    root: Path, path: str, extra: frozenset[ExtraHtml] = frozenset(), content: str = "content"
) -> tuple[PageResult, tuple[Diagnostic, ...]]:
    """Return the page at ``path``, which is relative to ``root`` and in the folder ``content``, and its problems.

    ``extra`` is the HTML that the settings allow on pages.
    """
    text, text_problems = read_text(root, path)
    if text is None:
        return PageResult(), text_problems
    result, problems = _read_page_text(path, text, extra)
    if result.page:
        result = replace(result, page=replace(result.page, path=path.removeprefix(f"{content}/")))
    return result, (*text_problems, *problems)


def _read_page_text(path: str, text: str, extra: frozenset[ExtraHtml]) -> tuple[PageResult, tuple[Diagnostic, ...]]:
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        hint = "start the page with a line `---`, then `id:`, `title:` and `description:`, then another `---`"
        problem = Diagnostic(Span(path), Code.MISSING_FIELD, "this page has no front matter", hint)
        return PageResult(broken_id=_typed_id(lines)), (problem,)
    value, places, problems = compose(path, "\n".join(lines[1:end]), first_line=2)
    if any(problem.code is not Code.LOST_TEXT for problem in problems):
        return PageResult(broken_id=_typed_id(lines[1:end])), problems
    located, record_problems = read_record(FrontMatter, {} if value is None else value, places)
    problems = (*problems, *record_problems)
    body = "\n".join(lines[end + 1 :])
    if too_long := too_long_problem(path, body, end + 2):
        return PageResult(broken_id=_typed_id(lines[1:end])), (*problems, too_long)
    prose = Body(path, body, end + 2, extra)
    if located is None:
        raw_id = value.get("id") if isinstance(value, dict) else None
        return PageResult(broken_id=raw_id if isinstance(raw_id, str) else ""), (*problems, *_problems(prose))
    page = ProsePage(
        path=path,
        file=path,
        front=located.record,
        body=prose.without_remarks(),
        links=prose.links,
        link_spans=tuple(prose.span(link.target_start) for link in prose.links),
        id_span=located.span("id"),
        set_span=located.span("standard_set"),
        references=tuple(_references(located)),
        first_line=end + 2,
        addresses=tuple(html_addresses(prose)),
        claim_spans=tuple(located.span("claims", n, "begins") for n in range(len(located.record.claims))),
        screen_only=tuple(screen_only(prose)),
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
