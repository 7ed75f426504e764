"""``kb new`` writes a project without a problem, invents nothing, and leaves nothing behind if it fails."""

import os
import pty
import re
import select
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.build import check
from generator.cli import main
from generator.loading.project import load
from generator.model.colours import contrast
from generator.model.contacts import AreasFile, ContactsFile
from generator.model.packs import pack_of
from generator.model.partnership import Partnership
from generator.new_project import nations
from tests.conftest import REPOSITORY

Run = Callable[..., CompletedProcess[str]]
TODAY = date(2026, 11, 30)
NEEDED = ("--name", "Loamshire partnership", "--area", "Loamshire", "--nation", "wales")


@pytest.fixture
def new(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run the verb without a terminal; return its exit code and all that it said."""

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["new", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


New = Callable[..., tuple[int, str]]


def partnership(folder: Path) -> Partnership:
    located = load(folder)[0].located(Partnership)
    assert located
    return located.record


def test_a_new_project_has_no_problem_and_no_promise_or_contact_of_its_own(tmp_path: Path, kb: Run) -> None:
    ran = kb("new", str(tmp_path / "site"), *NEEDED)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert check(tmp_path / "site", TODAY)[1] == ()
    base = check(tmp_path / "site", TODAY)[0]
    assert base
    assert not base.sets
    contacts = load(tmp_path / "site")[0].located(ContactsFile)
    assert contacts
    assert {pack_of(contacts.places.value(("contacts", n))) for n in range(len(contacts.record.contacts))} == {
        "england-and-wales"
    }
    assert "Nobody has confirmed" in partnership(tmp_path / "site").status
    assert {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    } > {
        ".gitignore",
        ".kb/schemas/partnership.json",
        ".vscode/settings.json",
        "README.md",
        "data/areas.yml",
        "data/contacts.yml",
        "data/partnership.yml",
    }
    assert not (tmp_path / "site" / "mkdocs.yml").exists(), "there is no logo to name"


def test_the_area_lies_in_the_nation_that_was_named(tmp_path: Path, new: New) -> None:
    assert new(str(tmp_path / "site"), *NEEDED)[0] == 0
    areas = load(tmp_path / "site")[0].located(AreasFile)
    assert areas
    assert [(one.id, one.part_of) for one in areas.record.areas if one.listed] == [("area-loamshire", "area-wales")]
    assert partnership(tmp_path / "site").covers == "area-loamshire"


def test_the_nations_are_the_narrowest_areas_of_the_packs() -> None:
    assert [(key, nation.area, nation.pack) for key, nation in nations().items()] == [
        ("england", "area-england", "england-and-wales"),
        ("wales", "area-wales", "england-and-wales"),
    ]


NAMES = [
    "O'Brien & Söhne: <script>alert(1)</script>",
    'A "quoted" name # and no remark',
    "- {not: a list}",
    "back\\slash 'and' \"both\"",
    "No",
    "12:30",
    "*stars* [and](links)",
    "%TAG !x",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_read_back_as_it_was_typed(tmp_path: Path, new: New, name: str) -> None:
    code, said = new(str(tmp_path / "site"), f"--name={name}", f"--area={name}", "--nation", "england")
    assert code == 0, said
    found = partnership(tmp_path / "site")
    assert (found.name, found.short_name, found.area) == (name, name, name)


def test_the_lines_in_the_remarks_make_a_contact_and_a_town(tmp_path: Path, new: New) -> None:
    assert new(str(tmp_path / "site"), *NEEDED)[0] == 0
    for name in ("contacts", "areas"):
        file = tmp_path / "site" / "data" / f"{name}.yml"
        head, records = re.split(rf"(?m)^(?={name}:)", file.read_text())
        file.write_text(head + re.sub(r"(?m)^#(?=  )", "", records).replace(f"{name}: []", f"{name}:"))
    base, problems = check(tmp_path / "site", TODAY)
    assert problems == ()
    assert base
    assert {"area-a-town", "contact-our-team"} <= base.targets.keys() | {one.id for one in base.areas}


WRONG = [
    ((), ["--name, --area and --nation", "--nation england"]),
    (("--name", "A"), ["--area and --nation"]),
    ((*NEEDED, "--nation", "scotland"), ["--nation: ", "'scotland'", "england or wales"]),
    ((*NEEDED, "--nation", "wale"), ["did you mean wales?"]),
    ((*NEEDED, "--colour", "blau"), ["--colour: 'blau' is not a colour", '"#0b5757"']),
    ((*NEEDED, "--colour", "#ffffff"), ["1.0 to 1", "choose a darker colour"]),
    ((*NEEDED, "--colour", "#ffdd00"), ["choose a darker colour"]),
    ((*NEEDED, "--website", "loamshire"), ["--website: 'loamshire' is not a web address"]),
    ((*NEEDED, "--publish", "laws"), ["did you mean law?"]),
    ((*NEEDED, "--publish", "cakes"), ["law, powers, training, glossary or prints"]),
    ((*NEEDED, "--logo", "nowhere.png"), ["--logo: 'nowhere.png' cannot be read", "write the path of a file"]),
    ((*NEEDED, "--logo", __file__), ["ends in .svg, .png"]),
    ((*NEEDED, "--name", "in\u200bvisible"), ["invisible letter", "nothing was written"]),
    ((*NEEDED, "--name", " "), ["--name: this is empty"]),
]


@pytest.mark.parametrize(
    ("options", "expected"), WRONG, ids=[" ".join(options[-2:])[-40:] or "nothing" for options, _ in WRONG]
)
def test_a_wrong_answer_is_said_with_what_to_give_and_nothing_is_written(
    tmp_path: Path, new: New, options: tuple[str, ...], expected: list[str]
) -> None:
    code, said = new(str(tmp_path / "deep" / "site"), *options)
    assert code == 2
    for words in expected:
        assert words in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path, new: New) -> None:
    (tmp_path / ".hidden").write_text("mine")
    code, said = new(str(tmp_path), *NEEDED)
    assert (code, [path.name for path in tmp_path.iterdir()]) == (2, [".hidden"])
    assert "is not empty, and nothing is written over" in said


@pytest.mark.parametrize("place", ["file", "file/below", "link"])
def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path: Path, new: New, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    code, said = new(str(tmp_path / place), *NEEDED)
    assert code == 2
    assert said.endswith("name a folder that is new or empty\n")


def test_a_place_that_cannot_be_written_is_refused(new: New) -> None:
    code, said = new("/proc/site", *NEEDED)
    assert code == 2
    assert "/proc/" in said
    assert said.endswith("name another folder\n")


def test_an_empty_folder_is_filled(tmp_path: Path, new: New) -> None:
    assert new(str(tmp_path), *NEEDED)[0] == 0
    assert (tmp_path / "data" / "partnership.yml").is_file()


def test_a_pale_colour_is_made_darker_and_said(tmp_path: Path, new: New) -> None:
    _, said = new(str(tmp_path / "site"), *NEEDED, "--colour", "#3aa0ff")
    written = partnership(tmp_path / "site").colour
    assert written
    assert contrast(written, "#ffffff") >= 4.5
    assert "2.7 to 1" in said
    assert f"It is now {written}" in said


def test_a_logo_is_copied_and_what_is_not_published_is_left_out(tmp_path: Path, new: New) -> None:
    (tmp_path / "Our Mark.SVG").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    )
    options = ("--logo", str(tmp_path / "Our Mark.SVG"), "--publish", "law, glossary")
    code, said = new(str(tmp_path / "site"), *NEEDED, *options)
    assert code == 0, said
    settings = load(tmp_path / "site")[0].settings
    assert settings
    assert (settings.record.theme.logo, settings.record.theme.favicon) == ("logo.svg", "logo.svg")
    assert partnership(tmp_path / "site").leave_out == ("powers", "training", "publications")
    assert check(tmp_path / "site", TODAY)[1] == ()


def test_an_area_that_the_pack_has_is_not_written_again(tmp_path: Path, new: New) -> None:
    code, said = new(str(tmp_path / "site"), "--name", "All of it", "--area", "Wales", "--nation", "wales")
    assert code == 0, said
    assert partnership(tmp_path / "site").covers == "area-wales"
    assert check(tmp_path / "site", TODAY)[1] == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_on_a_terminal_what_is_missing_is_asked_until_it_can_be_used(tmp_path: Path) -> None:
    answers = ["Ynys partnership", "", "Ynys Môn", "scotland", "Wales", "blau", "#7a1f5c", "", "", "law"]
    said, status = on_terminal(["new", str(tmp_path / "site")], answers)
    assert status == 0, said
    assert "That cannot be: there are no facts for 'scotland' in this program; write england or wales." in said
    assert "That cannot be: 'blau' is not a colour" in said
    found = partnership(tmp_path / "site")
    assert (found.name, found.short_name, found.area) == ("Ynys partnership", "Ynys partnership", "Ynys Môn")
    assert (found.covers, found.colour, found.website) == ("area-ynys-mon", "#7a1f5c", None)
    assert found.leave_out == ("powers", "training", "glossary", "publications")


INTERRUPT, END = "\x03", "\x04"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("key", "code"), [(END, 2), (INTERRUPT, 130)], ids=["end of input", "interrupt"])
def test_whoever_stops_answering_leaves_nothing_behind(tmp_path: Path, key: str, code: int) -> None:
    said, status = on_terminal(["new", str(tmp_path / "site")], ["A name", key])
    assert status == code, said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def on_terminal(arguments: list[str], answers: list[str]) -> tuple[str, int]:
    """Run the command on a pseudo-terminal, and type an answer at each prompt; return what it said and its code."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ["PYTHONPATH"] = str(REPOSITORY)
        os.execv(sys.executable, [sys.executable, "-m", "generator", *arguments])
    said, left, silences = "", [*answers], 0
    while silences < 30:
        if not select.select([terminal], [], [], 2)[0]:
            silences += 1
            if not left and answers[-1] == INTERRUPT:
                # One that comes between a prompt and the wait for an answer is seen only with the next key.
                os.write(terminal, b"\n")
            continue
        try:
            read = os.read(terminal, 4096).decode()
        except OSError:
            break
        if not read:
            break
        said += read
        if said.endswith("> ") and left:
            answer = left.pop(0)
            os.write(terminal, answer.encode() if answer in {INTERRUPT, END} else f"{answer}\n".encode())
    os.close(terminal)
    return said, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


@pytest.mark.slow
def test_a_new_project_builds_with_pdfs_and_no_warning_in_its_own_colour_and_name(tmp_path: Path, kb: Run) -> None:
    name = "O'Brien & Söhne: <script>alert(1)</script>"
    options = ("--name", name, "--area", "Loamshire", "--nation", "england", "--colour", "#7a1f5c")
    assert kb("new", str(tmp_path / "site"), *options).returncode == 0
    ran = kb("build", "--project", str(tmp_path / "site"))
    assert ran.returncode == 0, ran.stderr
    assert "warning" not in ran.stderr + ran.stdout
    public = tmp_path / "site" / "build" / "public"
    pages = {path: path.read_text() for path in public.rglob("*.html")}
    assert len(pages) > 100
    assert [path for path, text in pages.items() if "<script>alert" in text] == []
    assert "O'Brien &amp; Söhne: &lt;script&gt;alert(1)&lt;/script&gt;" in pages[public / "index.html"]
    assert "--kb-fill:#7a1f5c" in pages[public / "index.html"]
    assert not [path for path, text in pages.items() if re.search("Northampton|Merseyside", text)]
    assert list((public / "downloads").glob("*.pdf"))
