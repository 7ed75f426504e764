"""What the HTML of every print says of itself, before it is a PDF: its version, when it was checked, where it lives."""

import re
from datetime import date
from pathlib import Path

from generator.model.vocabulary import Edition
from generator.rendering.prints.jobs import print_job, print_markup
from generator.rendering.prints.styles import limits_of
from generator.views.site import view
from tests.conftest import LOAMSHIRE, edit, knowledge_base
from tests.pdf import pdf_views


def markups(today: date, edition: Edition = Edition.PUBLIC) -> dict[str, str]:
    """Return the HTML of every print of Loamshire by the name of its file, its no-break spaces as plain ones."""
    site = view(knowledge_base(LOAMSHIRE, today, edition))
    return {Path(one.path).name: print_markup(one, site).replace("\u00a0", " ") for one in pdf_views(site)}


VERSION = re.compile(r"[Vv]ersion ([BCDFGHJKMNPQRTVWXY][2346789][A-Z][2-9][A-Z][2-9])\.")


def versions(project: Path = LOAMSHIRE, today: date = date(2026, 11, 21)) -> dict[str, str]:
    """Return the version that each print gives, by the name of its file. It gives only one."""
    site = view(knowledge_base(project, today, Edition.PUBLIC))
    found = {Path(one.path).name: set(VERSION.findall(print_job(one, site, {}).markup)) for one in pdf_views(site)}
    assert {len(codes) for codes in found.values()} == {1}
    return {name: code for name, (code,) in found.items()}


def test_a_print_has_another_version_when_it_says_something_else_and_only_then(loamshire: Path) -> None:
    before = versions(loamshire)
    assert len(before) == 15
    assert len(set(before.values())) == 15
    assert versions(loamshire, date(2026, 12, 21)) == before
    edit(loamshire, "data/standards.yml", ("within: 2, unit: hour", "within: 3, unit: hour"))
    after = versions(loamshire)
    changed = {name for name in before if after[name] != before[name]}
    assert "charter-print.pdf" in changed
    assert {"door-poster-a3.pdf", "contacts-print.pdf"} <= before.keys() - changed


def test_a_check_on_another_day_which_only_the_foot_of_a_poster_says_is_another_version(loamshire: Path) -> None:
    before = versions(loamshire)
    contacts = loamshire / "data" / "contacts.yml"
    contacts.write_text(contacts.read_text().replace("checked_on: 2026-11-01", "checked_on: 2026-11-03"))
    assert versions(loamshire)["door-poster.pdf"] != before["door-poster.pdf"]


def test_the_foot_says_when_the_words_were_checked_and_whom_they_are_for() -> None:
    public, staff = (markups(date(2026, 11, 21), edition) for edition in (Edition.PUBLIC, Edition.STAFF))
    for name, checked in {
        "charter-print.pdf": "Checked on 1 March 2026.",
        "contacts-print.pdf": "Checked 1 to 2 November 2026.",
        "telling-print.pdf": "Checked 1 March 2026 to 1 November 2026.",
    }.items():
        assert re.search(rf'data-made="Version [A-Z0-9]{{6}}\. {re.escape(checked)}"', public[name])
    spocs = r"Version [A-Z0-9]{6}\. Checked on 1 November 2026\. Staff only\. Not for the public\."
    assert re.search(f'data-made="{spocs}"', staff["spocs-print.pdf"])
    assert "Staff only" not in "".join(public.values()) + staff["charter-print.pdf"]


def test_each_file_says_in_its_title_what_it_is() -> None:
    public, staff = (
        {name: title(markup) for name, markup in markups(date(2026, 11, 21), edition).items()}
        for edition in (Edition.PUBLIC, Edition.STAFF)
    )
    assert len(set(public.values())) == len(public)
    assert public["telling-print.pdf"] == "Telling us"
    assert public["telling-print-large-print.pdf"] == "Telling us in large print"
    assert public["visit-record-fill-in.pdf"] == "Record of a visit to fill in"
    assert public["door-poster-a3.pdf"] == "You can tell us here, A3"
    assert public["charter-print.pdf"] == "Loamshire Charter: the charter"
    assert staff["contacts-print.pdf"] == "Who can help in Loamshire, staff edition"
    assert staff["charter-print.pdf"] == public["charter-print.pdf"], "it is the same file in both editions"


def test_what_anyone_reads_has_12_points_and_more() -> None:
    views = {Path(one.path).name: one for one in view(knowledge_base(LOAMSHIRE, date(2026, 11, 21))).prints}
    smallest = {
        name: (limits_of(views[name]).smallest, limits_of(views[name]).smallest_in_margins)
        for name in ("contacts-print.pdf", "law-print.pdf", "telling-print-large-print.pdf", "visit-record.pdf")
    }
    assert smallest == {
        "contacts-print.pdf": (12, 12),
        "law-print.pdf": (12, 12),
        "telling-print-large-print.pdf": (18, 18),
        "visit-record.pdf": (10, 8.5),
    }


def title(markup: str) -> str:
    found = re.search("<title>(.*)</title>", markup)
    assert found
    return found[1]


def test_a_name_in_another_language_says_which(loamshire: Path) -> None:
    edit(loamshire, "data/contacts.yml", ("    name: The desk\n", "    name: Y ddesg\n    lang: cy\n"))
    site = view(knowledge_base(loamshire, date(2026, 11, 21)))
    shown = {}
    for one in site.prints:
        markup = print_markup(one, site)
        tagged = re.findall(r'<\w+[^>]*lang="cy"[^>]*>Y ddesg</', markup)
        untagged = len(re.findall(">Y ddesg</", markup)) - len(tagged)
        assert untagged == 0, one.path
        shown[Path(one.path).name] = len(tagged)
    for name in ("contacts-print.pdf", "telling-print.pdf", "telling-leaflet.pdf", "visit-record.pdf"):
        assert shown[name] >= 1, name


def test_a_print_names_the_page_that_says_if_it_is_still_right() -> None:
    prints = markups(date(2026, 11, 21))
    for name in ("telling-print.pdf", "charter-print.pdf", "visit-record.pdf", "telling-leaflet.pdf"):
        assert '<strong class="address">https://example.org/kb/copies.html</strong>' in prints[name], name
