"""Hard words, and what they mean: for everybody, and for easy read."""

from __future__ import annotations

import re

from pydantic import Field

from generator.model.record import Identified, RecordFile
from generator.model.values import Text, WebAddress, Wording


class Term(Identified):
    """One hard word with its two explanations."""

    term: Text = Field(description="the word, as a sentence has it")
    means: Wording = Field(description="what it means, for everybody, in a sentence or two")
    easy: Text = Field(description='what it means in easy read: one sentence that starts "This means"')
    also: tuple[Text, ...] = Field((), description="its other forms: plurals, and words for the same thing")
    source: WebAddress | None = Field(None, description="the public page the meaning rests on, if any")

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the word in any of its forms."""
        forms = sorted((self.term, *self.also), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


class GlossaryFile(RecordFile):
    """What ``data/glossary.yml`` holds, where a project has one."""

    file = "glossary"

    terms: tuple[Term, ...] = Field((), min_length=1, description="the hard words")
