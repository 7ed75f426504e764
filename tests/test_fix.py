"""``./kb check --fix`` puts right what has one reading, and touches nothing else."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code, Diagnostic, Fix, Span, from_dicts, to_dicts
from generator.fix import FileChange, diff, propose, write
from generator.loading.value_fixes import DAY, MONTH, only_reading
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, edit

STANDARDS, CONTACTS, TELL = "data/standards.yml", "data/contacts.yml", "content/tell.md"
NBSP = "\u00a0"

Edits = tuple[tuple[str, str], ...]
"""Pairs of a text of the fixture and what an editor wrote in its place."""

MENDED: dict[str, tuple[str, Edits]] = {
    "spaces at the end of a line": (STANDARDS, (("strength: aim\n", "strength: aim   \n"),)),
    "a tab at the end of a line": (STANDARDS, (("strength: aim\n", "strength: aim\t\n"),)),
    "a no-break space at the end of a value": (STANDARDS, (("strength: aim\n", f"strength: aim{NBSP}\n"),)),
    "spaces after a colon": (STANDARDS, (("stages:\n", "stages:  \n"),)),
    "spaces in the front matter": (TELL, (("layout: route\n", "layout: route  \n"),)),
    "a tab before a field": (STANDARDS, (("        title: Calls", "\ttitle: Calls"),)),
    "two tabs before a field": (STANDARDS, (("        title: Calls", "\t\ttitle: Calls"),)),
    "spaces and a tab before a field": (STANDARDS, (("        title: Calls", "    \ttitle: Calls"),)),
    "a tab before an entry": (STANDARDS, (("      - id: calls-as-agreed", "\t- id: calls-as-agreed"),)),
    "tabs before the fields of a group": (
        STANDARDS,
        (("          within: 1\n          unit: week\n", "\t\twithin: 1\n\t\tunit: week\n"),),
    ),
    "tabs before a whole entry": (
        STANDARDS,
        (
            (
                "      - id: door-mended\n        title: A mended door\n",
                "\t- id: door-mended\n\t\ttitle: A mended door\n",
            ),
            ("          within: 1\n          unit: week\n", "\t\t\twithin: 1\n\t\t\tunit: week\n"),
        ),
    ),
    "no-break spaces before a field": (STANDARDS, (("        title: Calls", f"{NBSP * 8}title: Calls"),)),
    "a no-break space among spaces": (STANDARDS, (("        title: Calls", f"    {NBSP}   title: Calls"),)),
    "a narrow no-break space before a field": (STANDARDS, (("        title: Calls", "       \u202ftitle: Calls"),)),
    "no-break spaces before the first field": (
        "data/partnership.yml",
        (
            (
                "  contact: contact-999\n  name: Emergency services\n",
                f"{NBSP * 2}contact: contact-999\n{NBSP}{NBSP}name: Emergency services\n",
            ),
        ),
    ),
    "a no-break space after a colon": (STANDARDS, (("title: Calls", f"title:{NBSP}Calls"),)),
    "a no-break space after a dash": (STANDARDS, (("- id: calls-as-agreed", f"-{NBSP}id: calls-as-agreed"),)),
    "a field one space too far left": (STANDARDS, (("        title: Calls", "       title: Calls"),)),
    "a field one space too far right": (STANDARDS, (("        title: Calls", "         title: Calls"),)),
    "a field one space too far right, below others": (
        STANDARDS,
        (("        topic: repairing", "         topic: repairing"),),
    ),
    "no-break spaces before the last line": (STANDARDS, (("        relies_on", f"{NBSP * 8}relies_on"),)),
    "no space after a colon": (STANDARDS, (("title: Calls", "title:Calls"),)),
    "no space after the colon of an id": (STANDARDS, (("- id: calls-as-agreed", "- id:calls-as-agreed"),)),
    "no space after the colon of a list": (STANDARDS, (("relies_on: [sound", "relies_on:[sound"),)),
    "no space after two colons": (STANDARDS, (("title: Calls", "title:Calls"), ("text: We offer", "text:We offer"))),
    "no space after the colon in braces": (CONTACTS, (('{kind: phone, value: "999"', '{kind:phone, value: "999"'),)),
    "no space after the colon of the only field": (
        "data/partnership.yml",
        (("working_day:\n  meaning: Monday", "working_day:\n  meaning:Monday"),),
    ),
    "no space after any colon of a group": (
        "data/partnership.yml",
        (("  meaning: Monday", "  meaning:Monday"), ("  basis: The charter", "  basis:The charter")),
    ),
    "no space after a colon in the front matter": (TELL, (("layout: route", "layout:route"),)),
    "no space after a dash": (STANDARDS, (("- id: calls-as-agreed", "-id: calls-as-agreed"),)),
    "a word in capitals": (STANDARDS, (("strength: aim", "strength: AIM"),)),
    "a word with a capital": (STANDARDS, (("confirmed_current: yes", "confirmed_current: Yes"),)),
    "a unit in braces": (STANDARDS, (("unit: hour,", "unit: Hour,"),)),
    "the name of a field with a capital": (STANDARDS, (("note: Stay", "Note: Stay"),)),
    "a reference with a capital": (STANDARDS, (("stage: repair", "stage: Repair"),)),
    "an id with a capital": (STANDARDS, (("- id: answer-soon", "- id: Answer-Soon"),)),
    "a reference in a list": (STANDARDS, (("[sound-act-s1]", "[Sound-Act-s1]"),)),
    "the id in the second line": (
        STANDARDS,
        (
            (
                "      - id: door-mended\n        title: A mended door\n",
                "      - title: A mended door\n        id: door-mended\n",
            ),
        ),
    ),
    "the id after a list": (
        CONTACTS,
        (
            (
                "  - id: contact-police\n    name: Loamshire Police\n    what_for: Call about anything else.\n"
                "    areas: [area-loamshire]\n    channels:\n"
                "      - {kind: phone, value: 01632 960101, basis: verified}\n",
                "  - name: Loamshire Police\n    what_for: Call about anything else.\n"
                "    areas: [area-loamshire]\n    channels:\n"
                "      - {kind: phone, value: 01632 960101, basis: verified}\n    id: contact-police\n",
            ),
        ),
    ),
}
"""What an editor did to a file of the fixture. The fix gives the file of the fixture back."""


def planted(project: Path, path: str, edits: Edits) -> None:
    """Replace the first occurrence of each text."""
    text = (project / path).read_text()
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after, 1)
    (project / path).write_text(text, newline="")


def fixed(project: Path) -> dict[str, str]:
    """Return the text of each file after the fix, by its path."""
    return {change.path: change.after.decode() for change in propose(project)}


@pytest.mark.parametrize("slip", MENDED)
def test_a_slip_with_one_reading_is_put_right(slip: str, loamshire: Path) -> None:
    path, edits = MENDED[slip]
    planted(loamshire, path, edits)
    assert fixed(loamshire) == {path: (LOAMSHIRE / path).read_text()}


REWRITTEN = {
    "a day first": ("confirmed_on: 2026-03-01", "confirmed_on: 21/03/2026", "confirmed_on: 2026-03-21"),
    "a month first": ("confirmed_on: 2026-03-01", "confirmed_on: 03/21/2026", "confirmed_on: 2026-03-21"),
    "dots": ("confirmed_on: 2026-03-01", "confirmed_on: 21.03.2026", "confirmed_on: 2026-03-21"),
    "no zeros": ("confirmed_on: 2026-03-01", "confirmed_on: 2026-3-1", "confirmed_on: 2026-03-01"),
    "slashes": ("confirmed_on: 2026-03-01", "confirmed_on: 2026/03/01", "confirmed_on: 2026-03-01"),
    "dashes": ("confirmed_on: 2026-03-01", "confirmed_on: 2026–03–01", "confirmed_on: 2026-03-01"),
    "a month in words": ("confirmed_on: 2026-03-01", "confirmed_on: 1 March 2026", "confirmed_on: 2026-03-01"),
    "an ordinal": ("confirmed_on: 2026-03-01", "confirmed_on: 1st Mar. 2026", "confirmed_on: 2026-03-01"),
    "a weekday": ("confirmed_on: 2026-03-01", "confirmed_on: Sunday, 1 March 2026", "confirmed_on: 2026-03-01"),
    "quotes": ("confirmed_on: 2026-03-01", 'confirmed_on: "1 March 2026"', 'confirmed_on: "2026-03-01"'),
    "only a month": ("published: 2016-05", "published: May 2016", "published: 2016-05"),
    "about a month": ("published: 2016-05", "published: About May 2016", "published: about 2016-05"),
    "an unknown day": ("published: 2016-05", "published: Unknown", "published: unknown"),
    "curly quotes round a word": ("strength: aim", "strength: “aim”", 'strength: "aim"'),
    "curly quotes round a capital": ("strength: aim", "strength: “Aim”", 'strength: "aim"'),
    "curly quotes round a date": ("confirmed_on: 2026-03-01", "confirmed_on: ”1/3/2026”", ""),
    "curly quotes round a number": ("within: 1\n", "within: “1”\n", 'within: "1"\n'),
    "curly quotes round a colon": ("title: Calls", "title: “Calls: yours”", 'title: "Calls: yours"'),
    "a tab before a comment": ("sets:\n", "sets:\n\t# ours\n", "sets:\n# ours\n"),
    "a tab before the second line of a text": (
        "text: We offer to ring you when you like.\n",
        "text: We offer to ring you\n\twhen you like.\n",
        "text: We offer to ring you\n          when you like.\n",
    ),
    "a tab in an empty line": ("      - id: calls", "\t\n      - id: calls", "\n      - id: calls"),
    "a curly quote at the end": ("title: Calls", 'title: "Calls”', 'title: "Calls"'),
}
"""A text of the fixture, what an editor wrote in its place, and what the fix makes of that; empty: what was written."""


@pytest.mark.parametrize("slip", REWRITTEN)
def test_a_value_with_one_reading_is_rewritten(slip: str, loamshire: Path) -> None:
    before, after, expected = REWRITTEN[slip]
    planted(loamshire, STANDARDS, ((before, after),))
    text = (LOAMSHIRE / STANDARDS).read_text()
    want = {STANDARDS: text.replace(before, expected, 1)} if expected else {}
    assert fixed(loamshire) == want


UNTOUCHED: dict[str, tuple[str, Edits]] = {
    "a date with two readings": (STANDARDS, (("confirmed_on: 2026-03-01", "confirmed_on: 04/05/2026"),)),
    "a date with two digits for the year": (STANDARDS, (("confirmed_on: 2026-03-01", "confirmed_on: 21/03/26"),)),
    "a day that does not exist": (STANDARDS, (("confirmed_on: 2026-03-01", "confirmed_on: 30 February 2026"),)),
    "a weekday of another date": (STANDARDS, (("confirmed_on: 2026-03-01", "confirmed_on: Monday 1 March 2026"),)),
    "a month where a day belongs": (STANDARDS, (("confirmed_on: 2026-03-01", "confirmed_on: March 2026"),)),
    "a date in a text": (STANDARDS, (("title: Calls", "title: Calls on 21/03/2026"),)),
    "curly quotes round a text": (STANDARDS, (("title: Calls", "title: “Calls”"),)),
    "curly quotes round what is wrong without them": (STANDARDS, (("strength: aim", "strength: “aims”"),)),
    "curly quotes in a text": (STANDARDS, (("title: Calls", "title: Calls “of yours”"),)),
    "a word of the list misspelt": (STANDARDS, (("strength: aim", "strength: aims"),)),
    "a reference to nothing": (STANDARDS, (("stage: repair", "stage: Repairs"),)),
    "a field that is there already": (STANDARDS, (("note: Stay", "Title: Other\n        note: Stay"),)),
    "spaces in a block of text": (
        STANDARDS,
        (("text: We offer to ring you when you like.\n", "text: |\n          We offer  \n          to ring.\n"),),
    ),
    "spaces in a text in quotes": (STANDARDS, (("title: Calls\n", 'title: "Calls  \n          again"\n'),)),
    "two spaces at the end of a line of Markdown": (TELL, (("It is near.", "It is near.  \nRing."),)),
    "a web address in a text": (STANDARDS, (("title: Calls", "title: Calls at https://example.org"),)),
    "a comment before the id": (
        STANDARDS,
        (
            (
                "      - id: door-mended\n        title: A mended door\n",
                "      - title: A mended door\n        # the door\n        id: door-mended\n",
            ),
        ),
    ),
    "a comment beside the id": (
        STANDARDS,
        (
            (
                "      - id: door-mended\n        title: A mended door\n",
                "      - title: A mended door\n        id: door-mended  # the door\n",
            ),
        ),
    ),
    "other fields in another order": (
        STANDARDS,
        (("        strength: will\n        stage: report\n", "        stage: report\n        strength: will\n"),),
    ),
    "a colon in a text": (STANDARDS, (("title: Calls", "title: Calls: yours"),)),
    "two ids that differ in a capital": (
        STANDARDS,
        (("- id: answer-soon", "- id: Door-Mended"),),
    ),
    "a tab before a field of which two records could have one": (
        "data/strategy.yml",
        (("      points: [One point., Another point.]\n", "\tbasis: known\n"),),
    ),
}


@pytest.mark.parametrize("slip", UNTOUCHED)
def test_what_has_two_readings_or_none_is_left_alone(slip: str, loamshire: Path) -> None:
    path, edits = UNTOUCHED[slip]
    planted(loamshire, path, edits)
    assert fixed(loamshire) == {}


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=["default", "loamshire"])
def test_a_valid_project_is_not_changed(project: Path) -> None:
    assert propose(project) == ()


def one_file(folder: Path, path: str, content: str | bytes) -> Path:
    """Return a project that has only one file."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def fixed_text(path: str, text: str) -> str:
    """Return the text of a file after the fix."""
    with TemporaryDirectory() as folder:
        (change,) = propose(one_file(Path(folder), path, text)) or (None,)
        return change.after.decode() if change else text


FORMATTED = {path.relative_to(LOAMSHIRE).as_posix(): path.read_text() for path in LOAMSHIRE.glob("data/*.yml")}

FIELD_LINE = re.compile(r"^( *)(- )?([a-z_]+): ([^{\[\"'].*)")
INDENTED = re.compile(r"^( +)(.*)")

SLIPS: dict[str, Callable[[str], str]] = {
    "spaces at the end": lambda line: f"{line}  ",
    "a tab at the end": lambda line: f"{line}\t",
    "no space after the colon": lambda line: FIELD_LINE.sub(r"\1\2\3:\4", line),
    "a no-break space after the colon": lambda line: FIELD_LINE.sub(rf"\1\2\3:{NBSP}\4", line),
    "no-break spaces at the start": lambda line: INDENTED.sub(lambda m: NBSP * len(m[1]) + m[2], line),
    "one no-break space at the start": lambda line: INDENTED.sub(lambda m: NBSP + m[1][1:] + m[2], line),
}
"""How an editor spoils a line without changing what it can mean."""


@st.composite
def spoilt(draw: st.DrawFn, slips: dict[str, Callable[[str], str]]) -> tuple[str, list[str], list[str]]:
    """Return the path of a file of Loamshire, its lines, and the same with some lines spoilt."""
    path = draw(st.sampled_from(sorted(FORMATTED)))
    lines = FORMATTED[path].split("\n")[:-1]
    changed = list(lines)
    for n in draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=5, unique=True)):
        changed[n] = slips[draw(st.sampled_from(sorted(slips)))](lines[n])
    return path, lines, changed


@given(spoilt(SLIPS))
@settings(max_examples=80)
def test_spoilt_lines_become_what_they_were(case: tuple[str, list[str], list[str]]) -> None:
    path, lines, changed = case
    assert fixed_text(path, "\n".join((*changed, ""))) == "\n".join((*lines, ""))


TABS: dict[str, Callable[[str], str]] = {
    **SLIPS,
    "a tab at the start": lambda line: INDENTED.sub(r"\t\2", line),
    "tabs for every second space": lambda line: INDENTED.sub(lambda m: "\t" * (len(m[1]) // 2) + m[2], line),
    "tabs for eight spaces": lambda line: line.replace("        ", "\t"),
}


@given(spoilt(TABS))
@settings(max_examples=80)
def test_each_line_is_what_it_was_or_what_was_written(case: tuple[str, list[str], list[str]]) -> None:
    path, lines, changed = case
    result = fixed_text(path, "\n".join((*changed, ""))).split("\n")[:-1]
    assert len(result) == len(lines)
    for was, written, is_now in zip(lines, changed, result, strict=True):
        assert is_now in {was, written, written.rstrip()}


@given(spoilt({"a space too many": lambda line: f" {line}", "a space too few": lambda line: line.removeprefix(" ")}))
@settings(max_examples=50)
def test_a_line_out_of_line_keeps_the_others(case: tuple[str, list[str], list[str]]) -> None:
    path, lines, changed = case
    result = fixed_text(path, "\n".join((*changed, ""))).split("\n")[:-1]
    assert [line.strip() for line in result] == [line.strip() for line in lines]


@given(spoilt(TABS))
@settings(max_examples=30)
def test_a_second_fix_finds_nothing(case: tuple[str, list[str], list[str]]) -> None:
    path, _, changed = case
    once = fixed_text(path, "\n".join((*changed, "")))
    assert fixed_text(path, once) == once


@settings(max_examples=30)
@given(path=st.sampled_from(sorted(FORMATTED)), end=st.sampled_from(["\r\n", "\r", "\n"]), bom=st.booleans())
def test_line_endings_and_the_byte_order_mark_stay(path: str, end: str, bom: bool) -> None:
    start = "\ufeff" if bom else ""
    text = start + FORMATTED[path].replace("\n", end)
    spoilt_text = text.replace(f"{end}", f"  {end}", 3).removesuffix(end)
    assert fixed_text(path, text) == text
    assert fixed_text(path, spoilt_text) == text


def test_mixed_line_endings_stay_where_they_are(loamshire: Path) -> None:
    text = (loamshire / STANDARDS).read_text()
    mixed = "".join(f"{line}\r\n" if n % 3 else f"{line}\n" for n, line in enumerate(text.splitlines()))
    (loamshire / STANDARDS).write_bytes(mixed.replace("title: Calls", "title:Calls").encode())
    assert fixed(loamshire) == {STANDARDS: mixed}


DAY_FORMS = ("{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}")
NAMED_FORMS = ("{d} {name} {y}", "{d:02} {name:.3} {y}", "{name} {d}, {y}", "{d}th {name} {y}", "{y}/{m}/{d}")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DATES, st.sampled_from(DAY_FORMS))
@example(date(2021, 4, 5), "{d}/{m}/{y}")
@example(date(2021, 4, 4), "{d}/{m}/{y}")
def test_a_date_in_digits_is_read_if_it_has_one_reading(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    has_two = day.day <= 12 and day.day != day.month
    assert only_reading(text, DAY) == ("" if has_two else day.isoformat())


@given(DATES, st.sampled_from(NAMED_FORMS))
def test_a_date_with_its_month_in_words_or_its_year_first_is_read(day: date, form: str) -> None:
    name = MONTHS[day.month - 1]
    assert only_reading(form.format(d=day.day, m=day.month, y=day.year, name=name), DAY) == day.isoformat()
    assert only_reading(f"{name} {day.year}", MONTH) == f"{day.year}-{day.month:02}"


@given(DATES)
def test_a_day_of_the_week_must_be_that_of_the_date(day: date) -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    read = [only_reading(f"{name} {text}", DAY) for name in names]
    assert read == [day.isoformat() if n == day.weekday() else "" for n in range(7)]


@pytest.mark.parametrize(
    "text",
    ["04/05/2021", "21/04/21", "2021-21-04", "20210421", "2021-04-01T10:00", "30 February 2021", "4", "soon", ""],
)
def test_what_could_be_another_day_is_not_read(text: str) -> None:
    assert only_reading(text, DAY) == ""


def test_a_month_has_no_day_of_the_week() -> None:
    assert only_reading("Monday April 2021", MONTH) == ""


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", only_reading(text, DAY))
    assert re.fullmatch(r"(\d{4}-\d\d)?", only_reading(text, MONTH))


@given(st.text(max_size=200))
def test_any_text_can_be_proposed_for(text: str) -> None:
    fixed_text(STANDARDS, text)
    fixed_text("content/index.md", f"---\n{text}\n---\n")


def test_a_fix_is_the_same_after_it_was_stored() -> None:
    problem = Diagnostic(Span("a.yml"), Code.INVALID_VALUE, "no", fix=Fix("Will", "will", "capital or small letters"))
    assert from_dicts(to_dicts([problem])) == (problem,)


def test_the_program_that_reads_problems_gets_the_fix(loamshire: Path) -> None:
    edit(loamshire, STANDARDS, ("strength: aim", "strength: Aim"))
    (problem,) = to_dicts(check(loamshire, TODAY)[1])
    assert problem["fix"] == {
        "before": "Aim",
        "after": "aim",
        "kind": "capital or small letters",
        "only_if_id": False,
    }


# The command.

SPOILT = (("strength: aim", "strength: Aim"), ("confirmed_on: 2026-03-01", "confirmed_on: 1 March 2026"))
SHOWN = """\
data/standards.yml: capital or small letters (line 42), date in another form (line 22)
--- data/standards.yml
+++ data/standards.yml
@@ -21,3 +21,3 @@
     confirmed_current: yes
-    confirmed_on: 1 March 2026
+    confirmed_on: 2026-03-01
     confirmed_by: the chair of the board
@@ -41,3 +41,3 @@
         note: Stay somewhere safe.
-        strength: Aim
+        strength: aim
         stage: repair

"""
HEADS = ["data/standards.yml:22:19: error[impossible-date]", "data/standards.yml:42:19: error[invalid-value]"]
"""How the two problems begin."""

Kb = Callable[..., CompletedProcess[str]]


@pytest.fixture
def spoilt_project(loamshire: Path) -> Path:
    edit(loamshire, STANDARDS, *SPOILT)
    return loamshire


def test_without_a_terminal_nothing_is_changed(spoilt_project: Path, kb: Kb) -> None:
    before = (spoilt_project / STANDARDS).read_bytes()
    ran = kb("check", "--fix", "--project", str(spoilt_project), "--today", "2026-11-21")
    assert ran.returncode == 1
    assert ran.stdout.startswith(SHOWN)
    assert re.findall(r"^\S+: error\[[a-z-]+\]", ran.stdout, re.MULTILINE) == HEADS
    assert ran.stderr == "Nothing was changed. To change it, add --yes.\n2 problems.\n"
    assert (spoilt_project / STANDARDS).read_bytes() == before
    assert not (spoilt_project / "build" / ".fixed").exists()


def test_with_yes_it_is_changed_and_the_old_file_stays(spoilt_project: Path, kb: Kb) -> None:
    before = (spoilt_project / STANDARDS).read_bytes()
    arguments = ("check", "--fix", "--yes", "--project", str(spoilt_project), "--today", "2026-11-21")
    ran = kb(*arguments)
    assert ran.returncode == 0
    assert ran.stdout == f"{SHOWN}No problems in data/ and content/.\n"
    assert ran.stderr == "Changed 1 file. The old one is in build/.fixed/2026-11-21/.\n"
    assert (spoilt_project / STANDARDS).read_text() == (LOAMSHIRE / STANDARDS).read_text()
    assert (spoilt_project / "build/.fixed/2026-11-21" / STANDARDS).read_bytes() == before
    again = kb(*arguments)
    assert (again.returncode, again.stderr) == (0, "There is nothing that --fix can change.\n")
    edit(spoilt_project, STANDARDS, SPOILT[0])
    assert kb(*arguments).stderr == "Changed 1 file. The old one is in build/.fixed/2026-11-21-2/.\n"
    assert (spoilt_project / "build/.fixed/2026-11-21" / STANDARDS).read_bytes() == before


@pytest.mark.parametrize(("answer", "changes"), [("y", True), ("", False), ("what", False)])
def test_on_a_terminal_it_asks(spoilt_project: Path, answer: str, changes: bool) -> None:
    shown = on_a_terminal(answer, "check", "--fix", "--project", str(spoilt_project), "--today", "2026-11-21")
    assert "Change these 2 lines? [y/N]" in shown
    assert ("Changed 1 file." in shown) == changes
    assert ("Nothing was changed." in shown) != changes
    assert ((spoilt_project / STANDARDS).read_text() == (LOAMSHIRE / STANDARDS).read_text()) == changes


def on_a_terminal(answer: str, *arguments: str) -> str:
    """Return what the command shows on a terminal at which somebody types ``answer``."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "generator", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        os.write(ours, f"{answer}\n".encode())
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                shown += os.read(ours, 10_000)
            except OSError:
                break
        process.wait(60)
    os.close(ours)
    return shown.decode()


def test_wrong_usage_of_fix_exits_2(loamshire: Path, kb: Kb) -> None:
    project = ("--project", str(loamshire))
    alone, as_json = kb("check", "--yes", *project), kb("check", "--fix", "--format", "json", *project)
    assert (alone.returncode, alone.stderr) == (2, "kb: --yes answers the question of --fix; write both\n")
    assert (as_json.returncode, as_json.stderr) == (
        2,
        "kb: --fix shows its changes as text; leave out --fix or --format\n",
    )


def test_what_is_left_is_reported_after_the_fix(spoilt_project: Path, kb: Kb) -> None:
    edit(spoilt_project, STANDARDS, ("stage: repair", "stage: repairs"))
    ran = kb("check", "--fix", "--yes", "--project", str(spoilt_project), "--today", "2026-11-21")
    assert ran.returncode == 1
    assert "data/standards.yml:43:16: error[unknown-reference] there is no stage 'repairs'\n" in ran.stdout
    assert "invalid-value" not in ran.stdout
    assert ran.stderr.endswith("1 problem.\n")


def refusals(project: Path, changes: tuple[FileChange, ...]) -> tuple[str, ...]:
    result = write(project, changes, TODAY)
    assert result.written == ()
    return result.refusals


def test_a_file_that_may_not_be_written_is_left_alone(spoilt_project: Path) -> None:
    (spoilt_project / STANDARDS).chmod(0o444)
    assert refusals(spoilt_project, propose(spoilt_project)) == (
        "data/standards.yml may not be written; look at its permissions",
    )


def test_a_link_to_a_file_is_left_alone(spoilt_project: Path) -> None:
    elsewhere = (spoilt_project / STANDARDS).rename(spoilt_project / "elsewhere.yml")
    (spoilt_project / STANDARDS).symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert refusals(spoilt_project, propose(spoilt_project)) == (
        "data/standards.yml is a link to another file; change that file",
    )
    assert elsewhere.read_bytes() == before
    assert (spoilt_project / STANDARDS).is_symlink()


def test_a_file_saved_meanwhile_is_left_alone(spoilt_project: Path) -> None:
    changes = propose(spoilt_project)
    edit(spoilt_project, STANDARDS, ("title: Calls", "title: Rings"))
    assert refusals(spoilt_project, changes) == ("data/standards.yml was saved meanwhile; run ./kb check --fix again",)
    assert "title: Rings" in (spoilt_project / STANDARDS).read_text()


def test_a_file_deleted_meanwhile_is_said(spoilt_project: Path) -> None:
    changes = propose(spoilt_project)
    (spoilt_project / STANDARDS).unlink()
    assert refusals(spoilt_project, changes) == ("data/standards.yml cannot be opened: no such file or directory",)


def test_without_room_for_copies_nothing_is_changed(spoilt_project: Path) -> None:
    before = (spoilt_project / STANDARDS).read_bytes()
    (spoilt_project / "build").write_text("a file where the folder should be")
    assert refusals(spoilt_project, propose(spoilt_project)) == (
        "the old files could not be copied to build/.fixed: build must be a folder, and it is not",
    )
    assert (spoilt_project / STANDARDS).read_bytes() == before


@pytest.mark.parametrize("link", ["build", "build/.fixed"])
def test_copies_are_not_put_where_a_link_leads(spoilt_project: Path, tmp_path: Path, link: str) -> None:
    before, elsewhere = (spoilt_project / STANDARDS).read_bytes(), tmp_path / "photos"
    elsewhere.mkdir()
    (elsewhere / "beach.jpg").write_bytes(b"a picture")
    (spoilt_project / link).parent.mkdir(exist_ok=True)
    (spoilt_project / link).symlink_to(elsewhere)
    (refusal,) = refusals(spoilt_project, propose(spoilt_project))
    assert refusal.startswith(f"the old files could not be copied to build/.fixed: {link} is a link to {elsewhere}, ")
    assert (spoilt_project / STANDARDS).read_bytes() == before
    assert [path.name for path in elsewhere.iterdir()] == ["beach.jpg"]


def test_a_file_in_a_folder_that_is_a_link_is_left_alone(spoilt_project: Path, tmp_path: Path) -> None:
    changes = propose(spoilt_project)
    elsewhere = (spoilt_project / "data").rename(tmp_path / "elsewhere")
    (spoilt_project / "data").symlink_to(elsewhere)
    before = (elsewhere / "standards.yml").read_bytes()
    assert refusals(spoilt_project, changes) == ("data/ is a link to another folder; change data/standards.yml there",)
    assert (elsewhere / "standards.yml").read_bytes() == before


def test_permissions_stay_and_no_other_file_is_left(spoilt_project: Path) -> None:
    (spoilt_project / STANDARDS).chmod(0o640)
    names = sorted(path.name for path in (spoilt_project / "data").iterdir())
    assert write(spoilt_project, propose(spoilt_project), TODAY).refusals == ()
    assert (spoilt_project / STANDARDS).stat().st_mode & 0o777 == 0o640
    assert (spoilt_project / "build/.fixed/2026-11-21" / STANDARDS).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (spoilt_project / "data").iterdir()) == names


def test_a_refused_file_makes_the_command_fail(spoilt_project: Path, kb: Kb) -> None:
    (spoilt_project / STANDARDS).chmod(0o444)
    ran = kb("check", "--fix", "--yes", "--project", str(spoilt_project), "--today", "2026-11-21")
    assert ran.returncode == 1
    assert ran.stderr == "kb: data/standards.yml may not be written; look at its permissions\n2 problems.\n"


def test_a_diff_cannot_steer_the_terminal() -> None:
    change = FileChange("data/a.yml", "a: \x9b2J  \n".encode(), "a: \x9b2J\n".encode(), ())
    assert diff(change).splitlines()[-2:] == ["-a: \\x9b2J  ", "+a: \\x9b2J"]


def test_many_slips_of_one_file_are_put_right_at_once(loamshire: Path) -> None:
    text = (loamshire / CONTACTS).read_text()
    (loamshire / CONTACTS).write_text(re.sub(r"(?m)^    (\w+): (?=\w)", r"    \1:", text))
    assert fixed(loamshire) == {CONTACTS: text}
