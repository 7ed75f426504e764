"""Recognises sentences that state a duty, a right, a time limit, a law, or what an organisation does."""

from __future__ import annotations

import re

_DUTY_OR_RIGHT = (
    r"must|shall|has to|have to|had to|need not|do(?:es)? not need|dut(?:y|ies)|promis(?:e|es|ed)|rights?|entitled"
    r"|allowed|obliged|guarantee\w*|free to|are free|is free"
)
_AMOUNT_OF_TIME = r"\d+ (?:working )?(?:minute|hour|day|week|month|year)s?"
_TIME_LIMIT = rf"{_AMOUNT_OF_TIME}|time limits?|deadlines?|sooner|within"
_LAW = (
    r"laws?|legal\w*|illegal\w*|crimes?|criminal\w*|offen[cs]es?|courts?|codes?|standards|sentences|prosecut\w+"
    r"|injunctions?|ombudsm[ae]n|discriminat\w+|tribunals?|convict\w+|sections? \d\w*"
)
_ORGANISATION = (
    r"police|councils?|schools?|landlords?|employers?|agenc(?:y|ies)|organisations?|services?|helplines?|partners?"
    r"|prosecutors?|universit(?:y|ies)|colleges?|crimestoppers|(?<!that )they|some|the call|someone independent"
    r"|a worker|the act"
)
_ACTION = (
    r"can(?:not)?|will|may|must|do(?:es)? not|should|decides?|answers?|responds?|listens?|pass(?:es)?|records?|writes?"
    r"|tells?|asks?|looks?|takes?|gives?|goes|helps?|works?|has|have|lists?|covers?|reach(?:es)?"
)
_OFFER = r"(?<!if )you (?:can|may|could|do not have)"
_STATEMENT = re.compile(
    rf"\b(?:{_DUTY_OR_RIGHT}|{_TIME_LIMIT}|{_LAW}|{_OFFER})\b"
    rf"|\b(?:{_ORGANISATION})(?: [\w’-]+){{0,4}}? (?:{_ACTION})\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:if [^,]+, )?(?:ask|call|check|close|cough|delete|do|find|keep|let|listen|make|open|read|report|say|send|show"
    r"|take|tell|text|think|write)\b",
    re.IGNORECASE,
)
_STRICT = re.compile(rf"\b(?:must|shall|dut(?:y|ies)|entitled|{_TIME_LIMIT})\b", re.IGNORECASE)
"""What a request to the reader states all the same."""


_AMOUNT = re.compile(rf"\b{_AMOUNT_OF_TIME}\b", re.IGNORECASE)


def states_time_limit(sentence: str) -> bool:
    """Return whether a sentence has an amount of time in figures."""
    return _AMOUNT.search(sentence) is not None


def is_claim(sentence: str) -> bool:
    """Return whether a sentence without markup states a duty, a right, a time limit, a law or an organisation's acts.

    A question states nothing, and a request to the reader only a strict duty or a time. The words are a wide net: a
    sentence that is only advice is marked as such by its author.
    """
    if sentence.rstrip("”’)").endswith("?"):
        return False
    return (_STRICT if _REQUEST.match(sentence) else _STATEMENT).search(sentence) is not None
