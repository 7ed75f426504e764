"""Hard words with their explanations, for everybody and for easy read: ``data/glossary.yml``."""

from __future__ import annotations

import re

from pydantic import Field

from generator.model.addresses import WebAddress
from generator.model.record import Identified, RecordFile
from generator.model.values import Text, Wording


class Term(Identified):
    """One hard word with its two explanations."""

    term: Text = Field(description="the word, as a sentence has it")
    means: Wording = Field(description="what it means, for everybody, in a sentence or two")
    easy: Text = Field(description='what it means in easy read: one sentence that starts "This means"')
    also: tuple[Text, ...] = Field((), description="its other forms: plurals, and words for the same thing")
    source: WebAddress | None = Field(None, description="the public page the meaning rests on, if any")

    @property
    def pattern(self) -> re.Pattern[str]:
        """A regular expression that matches the word in any of its forms, longest first, in any case."""
        forms = sorted((self.term, *self.also), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


class GlossaryFile(RecordFile):
    """The content of ``data/glossary.yml``, an optional file."""

    file = "glossary"

    terms: tuple[Term, ...] = Field((), min_length=1, description="the hard words")
