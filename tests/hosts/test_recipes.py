"""The steps of the recipes for GitHub and GitLab, and those of a new partnership, word for word, in a bare Debian.

Of a recipe only the upload is left out. What it takes from the host is done here as the host does it: a checkout is a
clone, and of an upload only the folder is looked at. The program is the working tree, committed to a repository of its
own.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browsing import Quiet, served
from tests.conftest import REPOSITORY
from tests.hosts.bare_root import RELEASE, Root, bare_root, quoted
from tests.hosts.own_project import STAFF_ONLY, commit, write_own_project
from tests.pdf import marked_text, pdf_of

pytestmark = pytest.mark.slow

RECIPES = REPOSITORY / "docs" / "recipes"
PROGRAM, PROJECT = "/srv/program", "/srv/project"
ON_A_RUNNER = "ca-certificates curl git python3"
"""What a machine of GitHub has installed, of all that a step of ours calls."""


@dataclass(frozen=True)
class Bare:
    """A bare Debian with two repositories beside it: the program and the project."""

    root: Root
    commit: str

    @property
    def settings(self) -> dict[str, str]:
        return {"KB_REPOSITORY": PROGRAM, "KB_COMMIT": self.commit}

    def check_out(self, folder: str) -> None:
        """Clone the project to a folder of the root, as a host does before it runs a job."""
        target = self.root.path(folder)
        shutil.rmtree(target, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", self.root.path(PROJECT), target], check=True)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    folder = tmp_path_factory.mktemp("bare")
    root = bare_root(folder / "root")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        file, target = REPOSITORY / name, root.path(f"{PROGRAM}/{name}")
        if file.is_file() and not name.startswith("docs/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
    write_own_project(root.path(PROJECT), date.today())
    yield Bare(root, commit(root.path(PROGRAM)))
    shutil.rmtree(folder)


@pytest.fixture
def here(bare: Bare, tmp_path: Path) -> Iterator[Bare]:
    """A copy of the bare Debian for one test. It is large, so it is not left for later."""
    copy = bare.root.copy(tmp_path / "root")
    yield Bare(copy, bare.commit)
    shutil.rmtree(copy.folder)


@contextmanager
def answering(status: HTTPStatus) -> Iterator[str]:
    """Yield the address of a website that answers everything with a status."""

    class Always(Quiet):
        def do_GET(self) -> None:  # noqa: N802
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with served(REPOSITORY, Always) as address:
        yield address.rstrip("/")


def check_editions(public: Path, staff: Path) -> None:
    """Assert that each edition is whole, and that only one of them has the record for staff only."""
    assert [path.name for path in (public / "downloads").iterdir()] == ["charter-print.pdf"]
    for folder, expected in ((public, False), (staff, True)):
        assert (folder / "index.html").is_file()
        said = [page for page in folder.rglob("*.html") if STAFF_ONLY in page.read_text()]
        assert bool(said) is expected
        assert (folder / "staff-open-check.txt").exists() is expected


def test_the_steps_for_gitlab(here: Bare, tmp_path: Path) -> None:
    def job(name: str, **host: str) -> tuple[int, str, Path]:
        """Run the only job of a recipe in a new checkout; return its exit code, its log and what it would upload."""
        recipe: dict[str, Any] = yaml.safe_load((RECIPES / name).read_text())
        assert recipe["image"] == f"debian:{RELEASE}-slim"
        assert set(recipe["variables"]) == set(here.settings)
        steps = [*recipe["default"]["before_script"], *recipe["pages"]["script"]]
        assert recipe["pages"]["artifacts"] == {"paths": ["public"]}
        here.check_out("/builds/site")
        ran = here.root.run(quoted(steps), "/builds/site", here.settings | host)
        return ran.returncode, ran.stdout, here.root.path("/builds/site/public")

    code, log, folder = job("gitlab.yml")
    assert code == 0, log
    public = folder.rename(tmp_path / "public")

    code, log, folder = job("gitlab-staff.yml", CI_PROJECT_VISIBILITY="public", CI_PAGES_URL="http://127.0.0.1:9")
    assert (code, folder.exists()) == (1, False), log
    assert "This project is public, and so is what its jobs say." in log.splitlines()[-1]
    uploaded = {}
    for status in (HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.FOUND):
        with answering(status) as address:
            code, log, folder = job("gitlab-staff.yml", CI_PROJECT_VISIBILITY="private", CI_PAGES_URL=address)
        uploaded[int(status)] = (code, sorted(path.name for path in folder.glob("*.[ht]*")))
        if status is HTTPStatus.OK:
            assert f"{address} answers 200 where it must ask for a login, so nothing was published." in log
    assert uploaded[200] == (1, [])
    assert uploaded[404] == (0, ["staff-open-check.txt"])
    assert uploaded[302][0] == 0, log
    check_editions(public, folder)


def test_the_steps_for_github(here: Bare, tmp_path: Path) -> None:
    runner = here.root.run(f"apt-get update -qq\napt-get install -qq --yes {ON_A_RUNNER} >/dev/null", "/", {})
    assert runner.returncode == 0, runner.stdout
    here.root.path("/tmp/runner").mkdir()
    recipe: dict[str, Any] = yaml.safe_load((RECIPES / "github.yml").read_text())
    assert set(recipe["env"]) == set(here.settings)
    workspace = "/home/runner/work/site"
    uploads = {"actions/upload-pages-artifact@v3": "path", "Azure/static-web-apps-deploy@v1": "app_location"}

    def job(name: str, **host: str) -> tuple[int, str, list[Path]]:
        """Run a job up to its first failure; return its exit code, its log and the folders that it would upload."""
        log, uploaded = "", []
        here.root.path(workspace).mkdir(parents=True, exist_ok=True)
        for step in recipe["jobs"][name]["steps"]:
            if action := step.get("uses"):
                if action == "actions/checkout@v4":
                    here.check_out(workspace)
                elif action in uploads:
                    uploaded.append(here.root.path(f"{workspace}/{step['with'][uploads[action]]}"))
                else:
                    assert action == "actions/deploy-pages@v4"
                continue
            ran = here.root.run(step["run"], workspace, environment(host))
            log += ran.stdout
            if ran.returncode:
                return ran.returncode, log, uploaded
        return 0, log, uploaded

    def environment(host: Mapping[str, str]) -> dict[str, str]:
        server = {"GITHUB_SERVER_URL": "file:///srv", "GITHUB_REPOSITORY": "private", "RUNNER_TEMP": "/tmp/runner"}
        return {**here.settings, **server, **host}

    code, log, (folder,) = job("public")
    assert code == 0, log
    public = folder.rename(tmp_path / "public")

    code, log, uploaded = job("staff", GITHUB_REPOSITORY="project")
    assert (code, uploaded) == (1, []), log
    assert "::error::This repository is public, and so is what its jobs say." in log
    with answering(HTTPStatus.FOUND) as address:
        code, log, (folder,) = job("staff", STAFF_SITE=address)
    assert code == 0, log
    assert f"{address} asks for a login." in log
    check_editions(public, folder)
    *_, check = recipe["jobs"]["staff"]["steps"]
    with answering(HTTPStatus.OK) as address:
        ran = here.root.run(check["run"], workspace, {"STAFF_SITE": address})
    assert ran.returncode == 1
    assert f"::error::{address} answers 200 where it must ask for a login." in ran.stdout


def test_a_new_partnership_has_its_site_and_pdfs_from_the_words_of_the_documents(here: Bare) -> None:
    assert "On Debian or Ubuntu you need only `python3`." in (REPOSITORY / "README.md").read_text()
    python = here.root.run("apt-get update -qq\napt-get install -qq --yes python3 ca-certificates >/dev/null", "/", {})
    assert python.returncode == 0, python.stdout
    first = re.search(r"```sh\n(.+?)```", (REPOSITORY / "docs" / "new.md").read_text(), re.DOTALL)
    assert first
    new, build = first[1].splitlines()
    assert (new.split()[:3], build) == (["./kb", "new", "our-site"], "./kb build --project our-site")
    started = here.root.run(new, PROGRAM, {})
    assert started.returncode == 0, started.stdout
    written = contents(here.root.path(f"{PROGRAM}/our-site"))
    built = here.root.run(build, PROGRAM, {})
    assert built.returncode == 0, built.stdout
    assert [line for line in built.stdout.splitlines() if re.search("(?i)warning|error", line)] == []
    site = here.root.path(f"{PROGRAM}/our-site/build/public")
    after = contents(here.root.path(f"{PROGRAM}/our-site"))
    assert {path: text for path, text in after.items() if path in written} == written
    assert {path for path in after if not path.startswith("build/")} == written.keys()
    prints = {path.name: path.read_bytes() for path in (site / "downloads").glob("*.pdf")}
    assert {"who-can-help.pdf", "who-to-tell.pdf", "law-register.pdf"} <= prints.keys()
    assert {content[:5] for content in prints.values()} == {b"%PDF-"}
    said = ["".join(marked_text(pdf_of(content)).values()) for content in prints.values()]
    said += [content.decode(errors="ignore") for content in contents(site).values()]
    assert any("Loamshire Community Safety Partnership" in text for text in said)
    assert [text[:80] for text in said if re.search("Northampton|Merseyside|Gwent", text)] == []


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
