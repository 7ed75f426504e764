"""``kb release`` records a version once, touches nothing else, and can be undone with git."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.bill_of_materials import bill_of_materials
from tests.conftest import LOAMSHIRE, REPOSITORY, copy_of, skip_without

pytestmark = pytest.mark.slow

TODAY = "2026-11-30"


def kb(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "generator", *arguments, "--project", str(project)]
    environment = {"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def git(project: Path, *arguments: str) -> str:
    who = ("-c", "user.name=An Editor", "-c", "user.email=editor@example.org")
    return subprocess.run(["git", *who, *arguments], cwd=project, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def partnership(project: Path, tmp_path: Path) -> Path:
    """The partnership in a repository of its own, with one file to print."""
    copy = tmp_path / "partnership"
    for name in ("data", "content"):
        shutil.copytree(project / name, copy / name)
    shutil.copy(project / "mkdocs.yml", copy)
    publications = copy / "data/publications.yml"
    entries = publications.read_text().split("\n  - ")
    kept = [one for one in entries[1:] if one.startswith("id: what-we-promise-card")]
    publications.write_text("\n  - ".join([entries[0], *kept]))
    packs = REPOSITORY / "generator/packs/england-and-wales/data/publications.yml"
    left_out = ["course-what-to-do", *re.findall(r"(?m)^  - id: (\S+)", packs.read_text())]
    own = copy / "data/partnership.yml"
    own.write_text(re.sub(r"(?m)^leave_out: .*$", f"leave_out: [{', '.join(left_out)}]", own.read_text()))
    gone = "|".join(one.split("\n")[0].removeprefix("id: ") for one in entries[1:] if one not in kept)
    for page in (copy / "content").rglob("*.md"):
        page.write_text(re.sub(rf"ref:(?:{gone})\b", "ref:contacts", page.read_text()))
    (copy / ".gitignore").write_text("build/\n")
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "Begin")
    return copy


def test_a_release_is_recorded_once_and_can_be_undone(partnership: Path) -> None:
    made = kb(partnership, "release", "--today", TODAY)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Released the version of 30 November 2026" in made.stdout
    assert "To undo it: git checkout -- data/releases.yml; git clean -f data/releases" in made.stdout
    names = [
        f"data/releases/{TODAY}{end}"
        for end in (".cdx.json", ".changes.txt", ".json.gz", ".manifest.json.gz", ".sha256")
    ]
    assert git(partnership, "status", "--short", "--untracked-files=all").split("\n")[:-1] == [
        " M data/releases.yml",
        *(f"?? {name}" for name in names),
    ]
    entry = (partnership / "data/releases.yml").read_text()
    assert "  - id: release-2026-11-30\n    title: the version of 30 November 2026\n" in entry
    assert "# Versions that were published." in entry
    sums = subprocess.run(
        ["sha256sum", "--check", "--quiet", str(partnership / names[4])],
        cwd=partnership / "build/public",
        capture_output=True,
        text=True,
        check=False,
    )
    assert sums.returncode == 0, sums.stdout
    manifest = json.loads(gzip.decompress((partnership / names[3]).read_bytes()))
    assert manifest["addresses"]["downloads/what-we-promise-card.pdf"] == "what-we-promise-card"
    assert re.fullmatch("[A-Z0-9]{6}", manifest["pages"]["start.html"])
    assert json.loads((partnership / names[0]).read_text())["bomFormat"] == "CycloneDX"
    assert "Page:" in (partnership / names[1]).read_text()

    again = kb(partnership, "release", "--today", "2026-12-01")
    assert again.returncode == 0
    assert again.stdout.splitlines()[-1] == (
        "Nothing was released: nothing has changed since the version of 30 November 2026."
    )
    built = kb(partnership, "build", "--today", TODAY)
    assert "No file has changed since the last build." in built.stdout

    subprocess.run(
        "git checkout --quiet -- data/releases.yml; git clean --quiet -f data/releases",
        cwd=partnership,
        shell=True,
        check=True,
    )
    assert git(partnership, "status", "--short") == ""
    assert kb(partnership, "check", "--today", TODAY).returncode == 0


def test_a_release_that_cannot_be_built_leaves_nothing(partnership: Path) -> None:
    page = partnership / "content/about.md"
    page.write_text(page.read_text() + "\n[A heading that only a build can look for](#nowhere)\n")
    before = git(partnership, "status", "--short", "--untracked-files=all")
    made = kb(partnership, "release", "--today", TODAY)
    assert made.returncode == 1
    assert "error[engine-problem]" in made.stdout
    assert "Nothing was released. It could not be built." in made.stderr
    assert git(partnership, "status", "--short", "--untracked-files=all") == before


def test_what_check_release_refuses_is_not_released(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    made = kb(project, "release", "--today", "2026-11-21")
    assert made.returncode == 1
    assert "error[example-value]" in made.stdout
    assert "Nothing was released. Mend these problems first" in made.stderr
    assert not (project / "data/releases").exists()


def test_the_bill_of_materials_lists_the_locked_packages() -> None:
    made = bill_of_materials()
    if isinstance(made, str):
        skip_without("cyclonedx-py")
    assert isinstance(made, bytes)
    named = {(one["name"], one.get("version")) for one in json.loads(made)["components"]}
    locked = re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", (REPOSITORY / "requirements/build.lock").read_text())
    assert set(locked) <= named
    assert made == bill_of_materials()
