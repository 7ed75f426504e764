"""Checks that every sentence of a page that states a duty, a right, a time limit or a law names what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.linking.prose_sentences import ProseSentence, sentences_of
from generator.model.pages import Claim, Layout, ProsePage
from generator.model.values import quoted
from generator.words.claims import is_claim, states_time_limit
from generator.words.near_names import nearest_name


@dataclass(frozen=True, slots=True)
class SentenceOrigin:
    """A sentence that states something, and its origin: ids of records, an address, or neither if it is advice."""

    sentence: ProseSentence
    claim: Claim | None
    """The entry in the page's front matter; None where the sentence itself names records, or nothing does."""

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that it rests on, in the order written."""
        return self.claim.records if self.claim else tuple(sorted(self.sentence.records))

    @property
    def is_known(self) -> bool:
        """Whether anything says what it rests on, or that it is advice."""
        return bool(self.claim or self.sentence.records or self.sentence.is_advice)


def origins_of(page: ProsePage) -> Iterator[SentenceOrigin]:
    """Yield each sentence of a page that states something, with its origin; none for a page without duties and rights.

    Those are the pages of the route, the first page, and pages that show provisions.
    """
    if page.front.layout is Layout.PAGE and not page.front.provisions:
        return
    for sentence in sentences_of(page):
        if sentence.text.startswith(page.left_out_claims):
            continue
        claim = next((claim for claim in page.front.claims if sentence.text.startswith(claim.begins)), None)
        if claim or (is_claim(sentence.text) and not sentence.is_heading and not _is_limit_of_promise(sentence, page)):
            yield SentenceOrigin(sentence, claim)


def _is_limit_of_promise(sentence: ProseSentence, page: ProsePage) -> bool:
    """Return whether the check of time limits compares the sentence with the promises of the page."""
    front = page.front
    has_promises = front.standard_set or front.promises or any(step.promises for step in front.steps)
    return bool(has_promises) and states_time_limit(sentence.text)


def check_claims(pages: Iterable[ProsePage], names: NameIndex) -> None:
    """Add to ``names`` a problem for each claim in front matter that begins no sentence, or several."""
    for page in pages:
        sentences = [one.text for one in sentences_of(page)] if page.front.claims else []
        sources = page.front.evidence.sources if page.front.evidence else ()
        for claim, span in zip(page.front.claims, page.claim_spans, strict=True):
            count = sum(sentence.startswith(claim.begins) for sentence in sentences)
            if count != 1:
                beginning = quoted(claim.begins)
                message = (
                    f"{count} sentences begin with {beginning}" if count else f"no sentence begins with {beginning}"
                )
                hint = "write more of its words" if count else _nearest(claim.begins, sentences)
                names.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))
            if claim.source and claim.source not in sources:
                message = f"{quoted(claim.source)} is not among the page's sources"
                hint = "add it to `sources:` under `evidence:`, or write one that is there"
                names.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))


def _nearest(begins: str, sentences: list[str]) -> str:
    heads = {sentence[: len(begins)]: sentence for sentence in sentences}
    near = nearest_name(begins, heads)
    return f"did you mean {quoted(near)}?" if near else "copy the first words of a sentence of this page"


def unsourced_claims(pages: Iterable[ProsePage]) -> Iterator[Diagnostic]:
    """Yield an error for each sentence that states something and names nothing that it rests on."""
    for page in pages:
        for origin in origins_of(page):
            if not origin.is_known:
                text = origin.sentence.text
                begins = " ".join(text.split()[:5]).rstrip(".,:;")
                message = f"this says what somebody must or may do, and names no record: {quoted(text)}"
                hint = (
                    f"add under `claims:` the line - {{begins: {_in_yaml(begins)}, records: [the-id]}}, or advice: yes"
                )
                yield Diagnostic(origin.sentence.span, Code.UNSOURCED_CLAIM, message, hint)


def _in_yaml(text: str) -> str:
    """Return a text as YAML in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
