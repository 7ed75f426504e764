"""Loamshire with a second set of promises, all kinds of time limit, and all prints that show promises."""

from pathlib import Path

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.standards import Standing
from generator.model.vocabulary import Edition
from generator.rendering.pages.pages import render_page
from generator.rendering.prints.jobs import print_markup
from generator.views.site import SiteView, view
from tests.conftest import LOAMSHIRE, copy_of, day_for
from tests.pdf import pdf_views

ADDED = Path(__file__).parent / "projects" / "promises"
CONFIRMED = "confirmed_current: yes\n    confirmed_on: 2026-03-01\n    confirmed_by: the chair of the board\n"
WRITTEN = {
    Standing.CONFIRMED: CONFIRMED,
    Standing.UNCONFIRMED: "confirmed_current: unknown\n",
    Standing.OVERDUE: CONFIRMED.replace("2026", "2025"),
    Standing.WITHDRAWN: "confirmed_current: no\n",
}
"""The lines in the file of a set for each standing on the day of the tests."""


def project(folder: Path, charter: Standing, pledge: Standing) -> Path:
    """Return the folder of Loamshire with a second set and all prints that show promises.

    ``charter`` and ``pledge`` are the standings of the two sets.
    """
    copy = copy_of(LOAMSHIRE, folder / "loamshire")
    for name in ("standards", "publications"):
        path = copy / "data" / f"{name}.yml"
        path.write_text(path.read_text() + (ADDED / f"{name}.yml").read_text())
    path = copy / "data" / "standards.yml"
    before, first, second = path.read_text().split(CONFIRMED)
    path.write_text(before + WRITTEN[charter] + first + WRITTEN[pledge] + second)
    (copy / "content" / "when.md").write_text((ADDED / "content" / "when.md").read_text())
    return copy


def rendered(folder: Path, charter: Standing, pledge: Standing) -> tuple[dict[str, str], SiteView, KnowledgeBase]:
    """Return ``rendering`` of that project."""
    return rendering(project(folder, charter, pledge))


def rendering(project_folder: Path) -> tuple[dict[str, str], SiteView, KnowledgeBase]:
    """Return every page and print of the staff edition by its path, as rendered text with plain spaces."""
    base, problems = check(project_folder, day_for(project_folder), Edition.STAFF)
    assert base, problems
    site = view(base)
    made = {page.path: render_page(page, site, {}).markdown for page in site.pages}
    made |= {one.path: print_markup(one, site) for one in pdf_views(site)}
    return {path: text.replace("\u00a0", " ") for path, text in made.items()}, site, base
