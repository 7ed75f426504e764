"""What the report of the consultation counts, without its words: each question, and each figure of its appendix 1.

``python -m tests.outline_consultation DOCUMENT FILE`` prints the outline as JSON.
"""

import json
import re
import sys
from pathlib import Path

_QUESTION = re.compile(r"^ ?Question (\d)(?: - .*|:)?$", re.MULTILINE)
_ABOUT_PEOPLE = re.compile(r"^ ?(\d+a?)\) (?=[A-Z])", re.MULTILINE)
_COUNT = re.compile(
    r"^ ?(Strongly agree|Agree|Neither agree or(?: disagree)?|Disagree|Strongly disagree|Don[’']t [Kk]now|Yes|No"
    r"|[1-5] = [A-Za-z ]+|Corby|Daventry|East Northamptonshire|Kettering|Northampton|South Northamptonshire"
    r"|Wellingborough|Prefer not to say|Other \(please specify\))\n ?(\d+)$",
    re.MULTILINE,
)
_PERCENT = re.compile(r"(\d+\.\d) ?% ?(?:answered )?([^,]+?)(?:,|$| and (?=\d)|(?= \d+\.\d%))")
_COUNTED = re.compile(r"(\d+) answered ([A-Z][A-Za-z ]+?)(?:,|$)")
_TOLD_IN_TEXT = {
    "8": (("Individuals", r"(\d+) saying\s+they were individuals"), ("Organisations", r"and (\d+) respondents")),
}


def consultation_outline(document: str, text: str) -> list[dict[str, str]]:
    """One entry for each question of the appendix, and one for each count or percentage of its answers."""
    appendix = text[text.index("Appendix 1: Questionnaire Results") :]
    appendix = "\n".join(line for line in appendix[: appendix.index("(B) Appendix 2")].splitlines() if line.strip())
    asked, people = appendix.split("Demographic Questions", 1)
    areas, about = people[: people.index("2) What gender")], people[people.index("2) What gender") :]
    entries = []
    for number, words in _parts(_QUESTION, asked):
        entries += _entries(document, f"appendix 1, question {number}", _counts(words) or _told(number, words))
    entries += _entries(document, "appendix 1, area", _counts(areas))
    for number, words in _parts(_ABOUT_PEOPLE, about):
        entries += _entries(document, f"appendix 1, demographic question {number}", _shares(words))
    return entries


def _parts(start: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    """Each number with the words up to the next; of a number that comes again, the words are joined."""
    found = list(start.finditer(text))
    parts: dict[str, str] = {}
    for match, after in zip(found, [*(m.start() for m in found[1:]), len(text)], strict=True):
        parts[match[1]] = parts.get(match[1], "") + text[match.end() : after]
    return list(parts.items())


def _entries(document: str, clause: str, figures: list[dict[str, str]]) -> list[dict[str, str]]:
    question = {"document": document, "clause": clause}
    return [question, *({**question, **figure} for figure in figures)]


def _counts(words: str) -> list[dict[str, str]]:
    """Every label that stands on a line above its count; a label broken over lines is made whole."""
    whole = {"Neither agree or": "Neither agree or disagree"}
    return [{"label": whole.get(label, label), "count": count} for label, count in _COUNT.findall(words)]


def _told(number: str, words: str) -> list[dict[str, str]]:
    wanted = _TOLD_IN_TEXT.get(number, ())
    found = [(label, re.search(pattern, words)) for label, pattern in wanted]
    return [{"label": label, "count": match[1]} for label, match in found if match]


def _shares(words: str) -> list[dict[str, str]]:
    """The percentages, or the counts, of the one sentence that gives them."""
    sentence = " ".join(words[words.index("responses to this question.") + 27 :].split())
    sentence = re.split(r"\. |\.$", sentence)[0]
    if "%" in sentence:
        return [{"label": label.strip(), "percent": share} for share, label in _PERCENT.findall(sentence)]
    return [
        {"label": label.strip(), "count": count} for count, label in _COUNTED.findall(sentence.replace(" and ", " "))
    ]


if __name__ == "__main__":
    print(json.dumps(consultation_outline(sys.argv[1], Path(sys.argv[2]).read_text()), indent=2))
