"""Whoever holds a printed copy learns whether it is still right, and what has changed since."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import html

from generator.publishing.publish import publish
from tests.conftest import edit
from tests.release.history import record_release

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD = date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 25)
LEAFLET = """\
publications:
  - id: telling-leaflet
    title: You can tell us
    subtitle: Bring someone if you like
    subject: A leaflet on telling us.
    audience: anyone
    made_of: [leaflet-telling]
    formats: [leaflet]
    paper: A5
    back: [keep-safe, tell-someone, this-copy]
"""


@pytest.fixture
def leaflet(loamshire: Path) -> Path:
    """Loamshire with one leaflet, which is printed quickly."""
    (loamshire / "data/publications.yml").write_text(LEAFLET)
    edit(loamshire, "content/guides/ringing.md", ("[Print the charter](ref:charter-print), [see", "[See"))
    return loamshire


def printed(project: Path, today: date) -> str:
    """The words of the leaflet as it is printed on a day."""
    folder = publish(project, today=today).folder
    assert folder
    with pypdfium2.PdfDocument(folder / "downloads/telling-leaflet.pdf") as pdf:
        words = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(words.replace("\u00a0", " ").split())


def sections(project: Path) -> dict[str, str]:
    """What the page on the leaflet's copies says, by the code of the copy."""
    page: Any = html.fromstring((project / "build/public/copies/telling-leaflet.html").read_bytes())
    found = {}
    for section in page.xpath("//section[contains(@class, 'kb-copy')]"):
        (anchor,) = section.xpath("./h2/@id")
        found[anchor] = " ".join(section.text_content().replace("\u00a0", " ").split())
    return found


def code_of(words: str) -> str:
    return str(re.findall(r"This is version ([A-Z0-9]{6})", words)[0])


def test_a_copy_from_two_releases_ago_is_told_what_changed_since(leaflet: Path) -> None:
    record_release(leaflet, FIRST)
    old = printed(leaflet, FIRST)
    assert f"This is version {code_of(old)}, released on 21 November 2026." in old
    edit(leaflet, "data/contacts.yml", ("01632 960001", "01632 960002"))
    record_release(leaflet, SECOND)
    edit(leaflet, "data/standards.yml", ("within: 2, unit: hour", "within: 3, unit: hour"))
    record_release(leaflet, THIRD)
    new = printed(leaflet, THIRD)
    assert f"This is version {code_of(new)}, released on 25 November 2026." in new
    found = sections(leaflet)
    assert len(found) == 4, "three versions, and what to do with another code"
    assert next(iter(found)) == code_of(new)
    assert found[code_of(new)].startswith(f"{code_of(new)}: still right You can tell us. Released on 25 November 2026.")
    said = found[code_of(old)]
    assert said.startswith(f"{code_of(old)}: no longer right You can tell us. Released on 21 November 2026.")
    assert f"Use the newest one: You can tell us, version {code_of(new)}." in said
    assert "Your copy says: 01632 960001 Now it says: 01632 960002" in said
    assert re.search(r"Your copy says: [^:]*2 hours[^:]* Now it says: [^:]*3 hours", said)
    assert code_of(old) not in said.split("What has changed")[1]


def test_a_copy_of_a_publication_that_has_another_name_now_is_found(leaflet: Path) -> None:
    record_release(leaflet, FIRST)
    old = code_of(printed(leaflet, FIRST))
    edit(
        leaflet,
        "data/publications.yml",
        ("id: telling-leaflet", "id: you-can-tell\n    formerly: [telling-leaflet]"),
        ("title: You can tell us", "title: Tell us"),
    )
    folder = publish(leaflet, today=SECOND).folder
    assert folder
    page = (folder / "copies/you-can-tell.html").read_text()
    assert f'id="{old}"' in page
    assert (
        '<meta http-equiv="refresh" content="0; url=you-can-tell.html">'
        in (folder / "copies/telling-leaflet.html").read_text()
    )
    now = (folder / "downloads/you-can-tell.pdf").read_bytes()
    assert (folder / "downloads/telling-leaflet.pdf").read_bytes() == now


def test_a_print_between_releases_says_that_it_is_a_draft(leaflet: Path) -> None:
    assert "draft" not in printed(leaflet, FIRST), "nothing says so where no release is kept"
    record_release(leaflet, FIRST)
    edit(leaflet, "data/contacts.yml", ("01632 960001", "01632 960002"))
    draft = printed(leaflet, SECOND)
    assert f"This is version {code_of(draft)}, a draft that is not released." in draft
    said = sections(leaflet)[code_of(draft)]
    assert "still right" in said
    assert "Released" not in said


def test_a_copy_does_not_tell_the_public_what_only_staff_may_see_now(leaflet: Path) -> None:
    record_release(leaflet, FIRST)
    old = code_of(printed(leaflet, FIRST))
    staff = (leaflet / "data/staff/contacts.yml").read_text()
    (leaflet / "data/staff/contacts.yml").write_text(staff.replace("01632 960777", "01632 960001"))
    edit(leaflet, "data/contacts.yml", ("01632 960001", "01632 960002"))
    printed(leaflet, SECOND)
    said = sections(leaflet)[old]
    assert "no longer right" in said
    assert "960001" not in said
    assert re.search(r"What has changed since \d+ places\.", said)


def test_the_code_on_a_print_leads_to_what_is_said_of_it(leaflet: Path) -> None:
    words = printed(leaflet, FIRST)
    page: Any = html.fromstring((leaflet / "build/public/copies.html").read_bytes())
    assert "orseehttps://example.org/kb/copies.html." in words.replace(" ", "")
    links = page.xpath("//article//a[. = $code]/@href", code=code_of(words))
    assert links == [f"copies/telling-leaflet.html#{code_of(words)}"]
