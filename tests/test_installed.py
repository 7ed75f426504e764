"""The program works as a wheel, away from its clone, and on a system that is not POSIX."""

import os
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.cli import NO_PANGO
from generator.command import as_typed
from generator.publishing.publish import PublishResult
from generator.version import program_version
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, skip_without

VERBS = ("build", "changes", "check", "completion", "explain", "release", "review", "serve")
ON_THIS_DAY = ("--today", str(TODAY))
NO_INDEX = re.compile("No matching distribution found|Could not find a version|connection broken")
NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)


def run(
    *command: object, cwd: Path = REPOSITORY, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to which nothing says where the clone is."""
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "KB_HOME"}}
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=cwd, env=clean | (environment or {}))


def in_clone(*arguments: object, module: str = "generator", **environment: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-P", "-X", "warn_default_encoding", "-m", module, *arguments)
    environment["PYTHONPATH"] = str(REPOSITORY)
    return run(*command, environment=environment)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_same_site(first: Path, second: Path) -> None:
    one, other = contents(first), contents(second)
    assert sorted(one) == sorted(other)
    assert [name for name in sorted(one) if one[name] != other[name]] == []
    assert len(one) > 100


@pytest.fixture(scope="module")
def clone_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loamshire's site without files to print, built from the clone."""
    output = tmp_path_factory.mktemp("clone") / "output"
    ran = in_clone("build", "--no-pdf", "--project", LOAMSHIRE, "--output", output, *ON_THIS_DAY)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return output / "public"


@dataclass(frozen=True)
class Installed:
    """The program in a virtual environment of its own."""

    wheel: Path
    kb: Path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed beside the packages that the tests run with: they are those of the locks."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    made = run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, REPOSITORY)
    if made.returncode and NO_INDEX.search(made.stderr):
        skip_without("what builds a wheel (flit_core, from a package index)")
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    programs = next(path for path in (environment / "bin", environment / "Scripts") if path.is_dir())
    python = programs / "python"
    added = run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel)
    assert added.returncode == 0, added.stderr
    (package,) = environment.rglob("site-packages/generator")
    locked = [path for path in sys.path if path.endswith("-packages")]
    (package.parent / "locked.pth").write_text("\n".join(locked))
    return Installed(wheel, programs / "kb")


@pytest.mark.slow
def test_the_wheel_is_for_any_system_and_holds_the_program_and_nothing_else(installed: Installed) -> None:
    assert installed.wheel.name == f"community_safety_kb-{program_version()}-py3-none-any.whl"
    with ZipFile(installed.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    package = REPOSITORY / "generator"
    files = (path for path in package.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    assert names == {path.relative_to(REPOSITORY).as_posix() for path in files}
    assert "generator/templates/theme/main.html" in names


@pytest.mark.slow
def test_an_installed_kb_works_on_the_current_folder_and_makes_the_clones_site(
    installed: Installed, clone_site: Path, loamshire_published: PublishResult, loamshire: Path
) -> None:
    def kb(*arguments: object) -> str:
        ran = run(installed.kb, *arguments, cwd=loamshire)
        assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
        return ran.stdout

    assert kb("--version") == f"kb {program_version()}, data format 4\n"
    assert kb("check", *ON_THIS_DAY) == "No problems in data/ and content/.\n"
    assert "Open build/public/index.html" in kb("build", *ON_THIS_DAY)
    assert loamshire_published.folder
    assert_same_site(loamshire / "build" / "public", loamshire_published.folder)
    kb("build", "--no-pdf", *ON_THIS_DAY)
    assert_same_site(loamshire / "build" / "public", clone_site)


@pytest.mark.slow
def test_an_installed_kb_makes_a_project_that_builds_at_once(installed: Installed, tmp_path: Path) -> None:
    def kb(*arguments: object) -> str:
        ran = run(installed.kb, *arguments, cwd=tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "warning" not in ran.stdout + ran.stderr
        return ran.stdout

    # The records of the pack have days up to that of its version.
    day = (
        "--today",
        (REPOSITORY / "generator/packs/england-and-wales/pack.yml").read_text().split("version: ")[1].strip(),
    )
    kb("new", "ours", "--name", "Loamshire partnership", "--area", "Loamshire", "--nation", "wales")
    assert kb("check", "--project", "ours", *day).startswith("No problems in data/ and content/.\n")
    kb("build", "--no-pdf", "--project", "ours", *day)
    pages = {path.name: path.read_text() for path in (tmp_path / "ours/build/public").rglob("*.html")}
    assert len(pages) > 150
    assert "tel:999" in pages["index.html"]
    assert [name for name, page in pages.items() if "Northampton" in page] == []


@pytest.mark.slow
def test_without_posix_and_pango_the_same_site_is_checked_and_built(clone_site: Path, tmp_path: Path) -> None:
    command = ("--project", LOAMSHIRE, *ON_THIS_DAY, "--output", tmp_path / "output")
    checked = in_clone("check", *command, module="tests.without_posix")
    assert (checked.returncode, checked.stdout) == (0, "No problems in data/ and content/.\n"), checked.stderr
    # The second build replaces a site, which on Linux is one system call.
    for _ in range(2):
        built = in_clone("build", "--no-pdf", *command, module="tests.without_posix")
        assert built.returncode == 0, built.stdout + built.stderr
    assert_same_site(tmp_path / "output" / "public", clone_site)


def test_without_posix_what_an_author_wrote_is_put_right(loamshire: Path) -> None:
    standards = loamshire / "data" / "standards.yml"
    text = standards.read_text()
    standards.write_text(text.replace("strength: will", "strength: Will", 1))
    command = ("check", "--fix", "--yes", "--project", loamshire, *ON_THIS_DAY)
    ran = in_clone(*command, module="tests.without_posix")
    assert (ran.returncode, standards.read_text()) == (0, text), ran.stdout + ran.stderr


@pytest.mark.slow
def test_a_machine_without_pango_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")")
    packages = os.pathsep.join((str(tmp_path), str(REPOSITORY)))
    command = (sys.executable, "-P", "-m", "generator", "build", "--only", "telling-leaflet", "--project", LOAMSHIRE)
    ran = run(*command, *ON_THIS_DAY, "--output", tmp_path / "output", environment={"PYTHONPATH": packages})
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("kb: files to print need Pango, which is not installed; on Debian and Ubuntu: apt-get")
    assert "on a Mac: brew install pango; on Windows: docs/install.md" in ran.stderr
    assert ran.stderr.endswith("kb build --no-pdf (cannot load library 'libgobject-2.0-0')\n")


@pytest.mark.slow
def test_every_name_of_the_site_can_be_a_file_on_windows_and_on_a_mac(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    names = [path.relative_to(loamshire_published.folder) for path in loamshire_published.folder.rglob("*")]
    assert [name for name in names if any(map(NOT_ON_WINDOWS.search, name.parts))] == []
    assert len({name.as_posix().casefold() for name in names}) == len(names)


def test_the_page_the_container_and_the_message_name_the_libraries_that_the_script_installs() -> None:
    script = (REPOSITORY / "kb").read_text()
    libraries = re.search(r"install_system_packages (libpango.*?) \|\|", script)
    assert libraries
    container = re.sub(r"\s*\\\n\s*", " ", (REPOSITORY / "Containerfile").read_text())
    for text in (NO_PANGO, container, (REPOSITORY / "docs" / "install.md").read_text()):
        assert libraries[1] in text


def test_the_container_copies_what_the_wheel_is_made_of() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (REPOSITORY / "Containerfile").read_text(), re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert names == ["requirements/build.lock", "pyproject.toml", "README.md", "LICENSE", "generator"]
    assert [name for name in names if not (REPOSITORY / name).exists()] == []


@pytest.mark.parametrize("verb", VERBS)
def test_help_names_the_command_as_it_was_typed(verb: str) -> None:
    installed, cloned = in_clone(verb, "--help"), in_clone(verb, "--help", KB_HOME=str(REPOSITORY))
    assert (installed.returncode, cloned.returncode) == (0, 0)
    assert "./kb" not in installed.stdout
    assert "the folder that kb is in" not in installed.stdout
    assert ("./kb" in cloned.stdout) == (verb != "completion")


def test_problems_name_the_command_as_it_was_typed(loamshire: Path) -> None:
    (loamshire / "photos").mkdir()
    (loamshire / "photos" / "one.jpg").write_bytes(b"")
    command = ("check", "--project", loamshire, "--output", loamshire / "photos")
    assert "has files that kb did not put there" in in_clone(*command).stdout
    assert "has files that kb did not put there" in in_clone(*command, "--format", "json").stdout
    assert "has files that ./kb did not put there" in in_clone(*command, KB_HOME=str(REPOSITORY)).stdout
    assert in_clone("explain", "nonsense").stderr == "kb: there is no code 'nonsense'; kb explain lists them all\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("type ./kb build --no-pdf", "type kb build --no-pdf"),
        ("Only <code>./kb build</code> makes it", "Only <code>kb build</code> makes it"),
        ("run `./kb check`; then ./kb.", "run `kb check`; then kb."),
        ("content/./kb is a page", "content/./kb is a page"),
        ("../kb build", "../kb build"),
        ("./kbs and ./kb.md", "./kbs and ./kb.md"),
    ],
)
def test_only_the_command_is_named_another_way(text: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_typed(text) == text
    monkeypatch.delenv("KB_HOME")
    assert as_typed(text) == shown


def test_paths_in_messages_have_the_same_form_on_every_system() -> None:
    files = [path for path in (REPOSITORY / "generator").rglob("*.py") if "os.path.relpath(" in path.read_text()]
    # The first is where they get that form; the second names a file for the user's own system.
    assert {path.name for path in files} == {"disk.py", "build_verb.py"}
