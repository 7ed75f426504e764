"""What changed, for a reader: promises, time limits, law and ways to reach people, by version."""

import json
import re
from pathlib import Path

from generator.model.vocabulary import Edition
from generator.rendering.exports.changes import snapshot_export
from generator.rendering.pages.pages import render_page
from generator.views.site import view
from tests.conftest import edit, knowledge_base

RELEASES = "releases:\n  - {id: version-one, title: the first version, published_on: 2026-10-01, snapshot: one.json}\n"


def release(project: Path) -> None:
    """Publish the project as it stands as its first version."""
    base = knowledge_base(project, edition=Edition.PUBLIC)
    (project / "data/releases").mkdir()
    content = snapshot_export(base.snapshot, Edition.PUBLIC).content
    (project / "data/releases/one.json").write_text(json.dumps(json.loads(content)))
    (project / "data/releases.yml").write_text(RELEASES)


def shown(project: Path, edition: Edition = Edition.PUBLIC, path: str = "what-changed.html") -> str:
    """Return the text of a page."""
    site = view(knowledge_base(project, edition=edition), with_prints=False)
    (page,) = (one for one in site.pages if one.path == path)
    text = re.sub(r"<[^>]+>", "", render_page(page, site, {}).markdown.partition("\n---\n")[2])
    return " ".join(text.split())


def test_a_reader_is_told_what_matters_to_them_and_no_more(loamshire: Path) -> None:
    release(loamshire)
    edit(
        loamshire,
        "data/standards.yml",
        ("deadline: {within: 2, unit: hour, from", "deadline: {within: 3, unit: hour, from"),
        ("note: Stay somewhere safe.", "note: Stay somewhere safer."),
    )
    edit(loamshire, "data/contacts.yml", ("01632 960101", "01632 960102"))
    text = shown(loamshire)
    assert "Since the first version, published on 1 October 2026:" in text
    assert "The time limit of 1 promise changed: An answer (it was within 2 hours" in text
    assert "it is within 3 hours" in text
    assert "We changed what we say of how to reach 1 contact: Loamshire Police." in text
    assert "The first version { #version-version-one } Published on 1 October 2026. It is the first version." in text
    assert "safer" not in text
    assert "safer" in shown(loamshire, Edition.STAFF, "every-change.html")


def test_where_nothing_that_matters_changed_it_says_so(loamshire: Path) -> None:
    release(loamshire)
    edit(loamshire, "data/standards.yml", ("note: Stay somewhere safe.", "note: Stay somewhere safer."))
    assert "No promise, time limit, law or way to reach anyone changed." in shown(loamshire)


def test_of_many_records_a_sentence_names_six_and_counts_the_others(loamshire: Path) -> None:
    release(loamshire)
    path = loamshire / "data/releases/one.json"
    snapshot = json.loads(path.read_text())
    promise = snapshot["records"]["answer-soon"]
    snapshot["records"] |= {f"old-{n}": {**promise, "title": f"Old {n}"} for n in range(1, 9)}
    path.write_text(json.dumps(snapshot))
    assert "8 promises were taken away: Old 1; Old 2; Old 3; Old 4; Old 5; Old 6; and 2 others." in shown(loamshire)
