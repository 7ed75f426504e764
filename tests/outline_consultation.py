"""The outline of appendix 1 of the consultation report: each question, each figure with its label, and the letter of
each activity that a question lists.

A figure is in a table, on a line after its label, or in a sentence: "2.9% answered Yes". The charts are ignored: they
repeat the sentences, and their labels are jumbled in the text of the document.

``python -m tests.outline_consultation DOCUMENT FILE`` prints the outline as JSON.
"""

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

_START = "Appendix 1: Questionnaire Results"
_END = "(B) Appendix 2"

_HEADING = re.compile(
    r"^ ?(?:Question (?P<question>\d+)(?=:?$| - )|(?P<people>\d+a?)\) |(?P<first>Demographic Questions)$)", re.MULTILINE
)
"""A question of the form, a numbered question about people, or the first one about people, which has no number."""

_ACTIVITY = re.compile(r"^ ?([a-z])\)$", re.MULTILINE)
"""The letter of an activity, which stands on a line of its own."""

_CAPACITY = re.compile(r"(?P<count>\d+) (?:saying they were|respondents identifying themselves as) (?P<label>\w+?)s?\b")
"""The two figures of question 8, which has a sentence of its own form."""

_SENTENCE = re.compile(r"There were \d+ responses to this question\.(.*?)\.$", re.DOTALL | re.MULTILINE)
_FIGURE = re.compile(r"(?:(?P<percent>\d+\.\d) ?%|(?P<count>\d+)(?= answered)) (?:answered )?")


def consultation_outline(document: str, text: str) -> list[dict[str, str]]:
    """Return an entry for each question of appendix 1, for its activities and for its figures, in their order."""
    entries = []
    for clause, words in _questions(text[text.index(_START) : text.index(_END)]):
        entries.append({"document": document, "clause": clause})
        entries += [{"document": document, "clause": clause, "activity": letter} for letter in _ACTIVITY.findall(words)]
        entries += [{"document": document, "clause": clause, **figure} for figure in _figures(words)]
    return entries


def _questions(appendix: str) -> list[tuple[str, str]]:
    """Return the clause of each question, with the words up to the next one."""
    starts = list(_HEADING.finditer(appendix))
    ends = [after.start() for _, after in pairwise(starts)] + [len(appendix)]
    return [(_clause(start), appendix[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def _clause(heading: re.Match[str]) -> str:
    if heading["question"]:
        return f"appendix 1, question {heading['question']}"
    return f"appendix 1, demographic question {heading['people'] or 1}"


def _figures(words: str) -> list[dict[str, str]]:
    """Return the figures of a question, from its sentence or else from its table."""
    sentence = _SENTENCE.search(words)
    if sentence:
        return _counts_in_prose(sentence[1])
    capacity = _CAPACITY.finditer(" ".join(words.split()))
    return [{"label": told["label"], "count": told["count"]} for told in capacity] or _counts_in_tables(words)


def _counts_in_prose(sentence: str) -> list[dict[str, str]]:
    """Return each figure of a sentence. Its label is the words up to the next figure."""
    line = " ".join(sentence.split())
    starts = list(_FIGURE.finditer(line))
    ends = [after.start() for _, after in pairwise(starts)] + [len(line)]
    labels = [line[start.end() : end] for start, end in zip(starts, ends, strict=True)]
    return [
        {"label": _label(label), **{unit: value for unit, value in start.groupdict().items() if value}}
        for start, label in zip(starts, labels, strict=True)
    ]


def _label(words: str) -> str:
    """Return a label without what joins it to the next figure, and without spaces around slashes."""
    return re.sub(r"\s*/\s*", "/", words.strip().removesuffix("and").rstrip(" ,"))


def _counts_in_tables(words: str) -> list[dict[str, str]]:
    """Return each line of digits with its label: the line before it, and the one after it if that ends the label."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    around = zip(lines, lines[1:], [*lines[2:], ""], strict=False)
    return [
        {"label": f"{before} {after}" if re.fullmatch(r"[a-z]+", after) else before, "count": line}
        for before, line, after in around
        if line.isdigit()
    ]


if __name__ == "__main__":
    print(json.dumps(consultation_outline(sys.argv[1], Path(sys.argv[2]).read_text()), indent=2))
