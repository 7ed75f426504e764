"""Following CONTRIBUTING's recipe exactly gives a new kind: two rows, a model, a view and two templates."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import jsonschema
import pypdfium2
import pytest

from generator.model.kinds import KINDS
from generator.model.output_formats import OUTPUT_FORMATS
from generator.model.print_formats import LAYOUTS
from generator.model.rows import IncompleteRowError, Row
from generator.publishing.engine.search_index import read_search_index
from generator.views.site_map import SITE_MAP
from tests.conftest import LOAMSHIRE, REPOSITORY, copy_of

TODAY = "2026-11-21"
BLOCK = re.compile(r"^( *)```(?:python|jinja) (generator/[\w./]+)(?:: (\w+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
GRANTS = """grants:
  - id: grant-bells
    title: Money for bells
    text: It pays for a bell with a light.
    given_by: loamshire-council
    owner: clerk
    review_every: 6
    basis: known
    checked_on: 2026-11-01
"""
PUBLICATION = """  - id: grants-print
    title: Grants
    subtitle: For whoever needs a bell
    subject: Every grant in Loamshire.
    audience: anyone
    made_of: [grants]
    formats: [print]
    paper: A4
"""


def follow_the_recipe(package: Path) -> list[str]:
    """Write the files of CONTRIBUTING's recipe into a copy of the package, and return their names."""
    section = (REPOSITORY / "CONTRIBUTING.md").read_text().partition("## Add a kind of record")[2].partition("\n## ")[0]
    named = []
    for _, name, table, block in BLOCK.findall(section):
        path, code = package / name.removeprefix("generator/"), dedent(block)
        named.append(name)
        if not table:
            assert not path.exists()
            path.write_text(code)
            continue
        imports, _, row = code.partition("\n\n")
        source = path.read_text().replace("annotations\n", f"annotations\n\n{imports}\n", 1)
        head, start, rest = source.partition(f"\n{table}:")
        table_source, end, after = rest.partition("\n)\n")
        path.write_text(head + start + table_source + "\n" + row.rstrip() + end + after)
    return named


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the package with the new kind, and of a project with a record of it."""
    folder = tmp_path_factory.mktemp("grants")
    shutil.copytree(REPOSITORY / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    named = follow_the_recipe(folder / "generator")
    assert len(named) == 6
    project = copy_of(LOAMSHIRE, folder / "project")
    (project / "data/grants.yml").write_text(GRANTS)
    publications = project / "data/publications.yml"
    publications.write_text(publications.read_text() + PUBLICATION)
    return folder


def kb(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "generator", *arguments, "--project", str(folder / "project")]
    surroundings = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)


def test_the_new_kind_is_checked_as_any_other(workplace: Path) -> None:
    records = workplace / "project/data/grants.yml"
    records.write_text(GRANTS.replace("given_by: loamshire-council", "given_by: loamshire-counsil"))
    checked = kb(workplace, "check", "--today", TODAY)
    records.write_text(GRANTS)
    assert checked.returncode == 1
    assert (
        "data/grants.yml:5:15: error[unknown-reference] there is no body 'loamshire-counsil'\n"
        "  hint: did you mean 'loamshire-council'?"
    ) in checked.stdout


@pytest.fixture(scope="module")
def built(workplace: Path) -> Path:
    """The folder of the staff edition, which lists what must be checked again."""
    done = kb(workplace, "build", "--edition", "staff", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return workplace / "project/build/staff"


@pytest.mark.slow
def test_the_new_kind_is_found_wherever_records_are(built: Path) -> None:
    page = (built / "grants.html").read_text()
    assert 'id="grant-bells"' in page
    assert "It pays for a bell with a" in page
    assert "Money to apply for" in (built / "contacts.html").read_text(), "in the menu of its group"
    with pypdfium2.PdfDocument(built / "downloads/grants-print.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "Money for bells It pays for a bell with a light. From Loamshire Council." in text
    exported = json.loads((built / "api/grants.json").read_text())
    assert [(one["id"], one["given_by"], one["path"]) for one in exported["grants"]] == [
        ("grant-bells", "loamshire-council", "grants.html#grant-bells")
    ]
    jsonschema.validate(exported, json.loads((built / "api/schema/grants.json").read_text()))
    assert 'href="grants.html#grant-bells">Money for bells</a>' in (built / "a-to-z.html").read_text()
    organisations = (built / "organisations.html").read_text()
    assert 'href="grants.html#grant-bells">Money for bells</a>' in organisations, "what leads to the council"
    reviews = (built / "reviews.html").read_text()
    assert re.search(r"Money for bells.*?grant.*?1\xa0May\xa02027", reviews, re.DOTALL)
    index = read_search_index((built / "assets/search-index.js").read_bytes())
    (found,) = [page for page in index["pages"] if page[0] == "grants.html"]
    assert found[1] == "Who can help"
    assert ["grant-bells", "Money for bells"] in found[-1]


@pytest.mark.slow
def test_the_new_kind_is_compared(workplace: Path, built: Path) -> None:
    before = json.loads((built / "api/snapshot.json").read_text())
    del before["records"]["grant-bells"]
    before["edition"] = "public"
    former = workplace / "before.json"
    former.write_text(json.dumps(before))
    output = kb(workplace, "changes", "--since", str(former)).stdout
    assert "Added\n\n  Grant: Money for bells (grant-bells)\n      It pays for a bell with a light.\n" in output


ROWS: list[Row] = [
    LAYOUTS[0],
    KINDS[0],
    next(row for row in SITE_MAP),
    next(row for row in SITE_MAP[4:5]),
    OUTPUT_FORMATS[0],
]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        pytest.param(row, one.name, id=f"{type(row).__name__}-{one.name}")
        for row in ROWS
        for one in fields(row)  # type: ignore[arg-type]
    ],
)
def test_a_row_that_leaves_out_a_cell_is_refused_in_a_sentence(row: Row, cell: str) -> None:
    cells = {one.name: getattr(row, one.name) for one in fields(row) if one.name != cell}  # type: ignore[arg-type]
    with pytest.raises(IncompleteRowError, match=rf"^the row '.+' of {type(row).__name__} leaves out `{cell}`: \w.+"):
        type(row)(**cells)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("site/grants.md.jinja", "the row 'grants' of SITE_MAP needs generator/templates/site/grants.md.jinja"),
        (
            "prints/parts/grants.jinja",
            "the row 'grants' of SITE_MAP needs generator/templates/prints/parts/grants.jinja",
        ),
    ],
)
def test_a_row_without_its_template_is_refused_in_a_sentence(workplace: Path, file: str, sentence: str) -> None:
    template = workplace / "generator/templates" / file
    source = template.read_text()
    template.unlink()
    built = kb(workplace, "build", "--no-pdf", "--no-cache", "--today", TODAY)
    template.write_text(source)
    assert sentence in built.stderr


def test_a_kind_whose_page_has_no_row_is_refused_in_a_sentence(workplace: Path) -> None:
    table = workplace / "generator/views/site_map.py"
    source = table.read_text()
    table.write_text(source.replace('id="grants"', 'id="money"'))
    checked = kb(workplace, "check", "--no-cache", "--today", TODAY)
    table.write_text(source)
    assert "the kind 'grant' is shown on the page 'grants', which SITE_MAP lacks" in checked.stderr
