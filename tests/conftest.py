"""Shared fixtures: small projects, one build of each site, a browser and a server."""

import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from generator.build import check
from generator.cache import Cache
from generator.diagnostics import has_errors
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.packs import PACKS_FOLDER
from generator.model.vocabulary import Edition
from generator.publishing.publish import PublishResult, publish
from tests.browsing import served
from tests.recording import Results

REPOSITORY = Path(__file__).parents[1]
PACKS = REPOSITORY / "generator" / PACKS_FOLDER
LOAMSHIRE = Path(__file__).parent / "projects" / "loamshire"
# The tests run the program of a clone, as its script does.
os.environ["KB_HOME"] = str(REPOSITORY)
TODAY = date(2026, 11, 21)


settings.register_profile("any machine", deadline=None, derandomize=True)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--project", default=str(REPOSITORY), help="the partnership whose content is tested")
    parser.addoption("--record-results", action="store_true", help="write the results to data/tested.yml")
    parser.addoption("--edits", type=int, default=10, help="how many random edits test_incremental makes")
    parser.addoption("--seed", type=int, default=2016, help="the seed of the random edits")
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Let the programs under test be interrupted: a shell starts background jobs with the signal ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with slow tests first: the last files, after which workers wait for each other, are short."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def skip_without(name: str) -> None:
    """Skip a test whose tool is not installed; fail it if ``KB_REQUIRE_ALL=1`` is set."""
    if os.environ.get("KB_REQUIRE_ALL") == "1":
        pytest.fail(f"{name} is not installed, and here every test must run")
    pytest.skip(f"{name} is not installed")


def tool(*names: str) -> str:
    """Return the path of the first of these programs that is installed."""
    for name in names:
        if path := shutil.which(name):
            return path
    skip_without(names[0])
    raise AssertionError


def copy_of(project: Path, folder: Path) -> Path:
    """Copy a project's files to ``folder``, which may lie anywhere, and return ``folder``."""
    folder.mkdir(parents=True)
    for name in ("data", "content", *(["overrides"] if (project / "overrides").is_dir() else [])):
        shutil.copytree(project / name, folder / name)
    if (project / "mkdocs.yml").exists():
        shutil.copyfile(project / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def edit(project: Path, path: str, *changes: tuple[str, str]) -> None:
    """Replace texts in a file of a project. Each pair is a text that occurs exactly once, and its replacement."""
    text = (project / path).read_text()
    for before, after in changes:
        assert text.count(before) == 1, f"{path} holds {before!r} {text.count(before)} times"
        text = text.replace(before, after)
    (project / path).write_text(text)


def day_for(project: Path) -> date:
    """Return TODAY, or the last day on which a record of the project or of its packs was checked if that is later."""
    builds_on = re.search(r"(?m)^builds_on:", (project / "data" / "partnership.yml").read_text())
    folders = [project / "data", project / "content", *([PACKS] if builds_on else [])]
    texts = (path.read_text() for folder in folders for path in folder.rglob("*.[ym][md]*"))
    days = {day for text in texts for day in re.findall(r"_on: '?([0-9]{4}-[0-9]{2}-[0-9]{2})\b", text)}
    return max([TODAY, *map(date.fromisoformat, days)])


def knowledge_base(project: Path, today: date | None = None, edition: Edition = Edition.STAFF) -> KnowledgeBase:
    """Return the linked records of a project without errors. Projects that no test edits are linked once per day."""
    linked = _linked_once if project in {REPOSITORY, LOAMSHIRE} else _linked
    return linked(project, today or day_for(project), edition)


def _linked(project: Path, today: date, edition: Edition) -> KnowledgeBase:
    base, problems = check(project, today, edition)
    assert base, "\n".join(map(str, problems))
    return base


_linked_once = lru_cache(maxsize=16)(_linked)


OTHER_CHARTER = """
  - id: other-charter
    title: Other Charter
    short_title: Other
    heading: What others promise
    summary: Promises of elsewhere.
    owner: Others
    area: Elsewhere
    document: charter-document
    published: 2016-05
    confirmed_current: unknown
    standards:
      - id: other-answer
        title: An answer elsewhere
        text: They will answer within 1 week.
        strength: will
        stage: report
        topic: answering
        deadline: {within: 1, unit: week, from: report-received}
        source: {document: charter-document, clause: "12"}
"""


def add_other_charter(project: Path) -> None:
    """Add to a copy of Loamshire a second set of promises, for another area, that nobody has confirmed."""
    path = project / "data" / "standards.yml"
    path.write_text(path.read_text() + OTHER_CHARTER)


@pytest.fixture
def loamshire(tmp_path: Path) -> Path:
    """A copy of the fictional partnership Loamshire, to edit."""
    return copy_of(LOAMSHIRE, tmp_path / "loamshire")


ENGINES = (
    "jpype.startJVM",
    "multiprocessing.process.BaseProcess.start",
    "playwright.sync_api.sync_playwright",
    "weasyprint.HTML.render",
)
"""The functions that start Java, a worker that makes PDFs, or a browser, and the one that lays out a PDF."""


@pytest.fixture(autouse=True)
def no_engine_in_a_fast_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that starts a browser, starts Java or makes a PDF, and is not marked slow."""
    if request.node.get_closest_marker("slow"):
        return
    for engine in ENGINES:
        monkeypatch.setattr(engine, partial(pytest.fail, f"{engine} was called: mark this test slow"))


@pytest.fixture
def kb(request: pytest.FixtureRequest) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in its own process, as users do. Only a slow test may build a site with it."""
    slow = request.node.get_closest_marker("slow")

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", *arguments]
        surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
        ran = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
        assert slow or "build" not in arguments or ran.returncode, "this built a site: mark this test slow"
        return ran

    return run


@pytest.fixture(scope="session")
def project(request: pytest.FixtureRequest) -> Path:
    """The partnership under test: this repository's own, or the one named with --project."""
    return Path(request.config.getoption("--project")).resolve()


@pytest.fixture(scope="session")
def results(request: pytest.FixtureRequest, project: Path) -> Iterator[Results]:
    """The results of the tests for the accessibility statement, written with --record-results."""
    results = Results(date.today())
    yield results
    if request.config.getoption("--record-results"):
        results.write(project / "data" / "tested.yml")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """The cache that all tests of this run share, for prints, pages and fonts."""
    return Cache(run_folder(tmp_path_factory) / "cache")


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all workers of a run share."""
    return factory.getbasetemp() if "PYTEST_XDIST_WORKER" not in os.environ else factory.getbasetemp().parent


def built_site(project: Path, name: str, factory: pytest.TempPathFactory) -> PublishResult:
    """Return the published site of a project. The first worker that needs it builds it; the others load the result."""
    folder = run_folder(factory)
    pickled = folder / f"{name}.pickle"
    with FileLock(folder / f"{name}.lock"):
        if not pickled.exists():
            pickled.write_bytes(pickle.dumps(_build(project, folder / name, Cache(folder / "cache"))))
        published = pickle.loads(pickled.read_bytes())
    assert isinstance(published, PublishResult)
    return published


def _build(project: Path, folder: Path, cache: Cache) -> PublishResult:
    copy = copy_of(project, folder / "project")
    published = publish(copy, today=day_for(copy), cache=cache)
    assert not has_errors(published.diagnostics), "\n".join(map(str, published.diagnostics))
    assert published.folder
    return published


@pytest.fixture(scope="session")
def published(project: Path, tmp_path_factory: pytest.TempPathFactory) -> PublishResult:
    """The partnership's site, built once."""
    return built_site(project, "site", tmp_path_factory)


@pytest.fixture(scope="session")
def site(published: PublishResult) -> Path:
    """The folder of the partnership's built site."""
    assert published.folder
    return published.folder


@pytest.fixture(scope="session")
def has_page(site: Path, project: Path) -> Callable[[str], bool]:
    """Says whether the partnership has a page. Another than this repository's own may have no records for it."""

    def has(name: str) -> bool:
        is_there = (site / name).is_file()
        assert is_there or project != REPOSITORY, f"{name} is not there"
        return is_there

    return has


@pytest.fixture(scope="session")
def needs_page(has_page: Callable[[str], bool]) -> Callable[[str], None]:
    """Skips a test of a page that another partnership than this repository's own does not have."""

    def need(name: str) -> None:
        if not has_page(name):
            pytest.skip(f"the partnership under test has no {name}")

    return need


@pytest.fixture(scope="session")
def loamshire_published(tmp_path_factory: pytest.TempPathFactory) -> PublishResult:
    """Loamshire's site, built once. It has an address, and therefore a site map."""
    return built_site(LOAMSHIRE, "loamshire-site", tmp_path_factory)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of ``tests/golden``; with --update-golden, write the file."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        assert text == file.read_text(), f"{name} changed; if that is right, run ./kb test --update-golden"

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    path = tool("chromium", "chromium-browser")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()


@pytest.fixture(scope="session")
def firefox_program() -> str:
    """The path of a real Firefox."""
    return tool("firefox-esr", "firefox")


@pytest.fixture(scope="session")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site below a sub-path of a web server, where many partnerships host it."""
    root = tmp_path_factory.mktemp("www")
    (root / "some").mkdir()
    (root / "some" / "path").symlink_to(site)
    with served(root) as address:
        yield f"{address}some/path/"
