"""The shell completes verbs, options, the values that they may have, and folders."""

import subprocess
import sys
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from generator.completion import SHELLS
from tests.conftest import LOAMSHIRE, REPOSITORY, tool

Run = Callable[..., CompletedProcess[str]]

PRESS_TAB = """
eval "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
read -r _ _ function _ < <(complete -p kb | grep -o -- '-F .*' | sed 's/^/x /')
"$function"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script() -> str:
    command = [sys.executable, "-m", "generator", "completion", "bash"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPOSITORY).stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("b", "build"),
        ("c", "check changes completion"),
        ("s", "serve schema"),
        ("check --f", "--format --fix"),
        ("build --o", "--output --only"),
        ("build --edition ", "public staff all"),
        ("build --edition st", "staff"),
        ("build --no-pdf --format g", "github"),
        ("build --only telling-leaflet --verb", "--verbose"),
        ("changes --format ", "text json"),
        ("completion ", "bash zsh fish"),
        ("build --output da", "data"),
        ("check --project con", "content"),
        ("check --project mk", ""),
    ],
)
def test_bash_offers_what_may_follow(script: str, typed: str, offered: str) -> None:
    words = ["./kb", *typed.split(" ")]
    ran = subprocess.run(
        [tool("bash"), "--norc", "-c", PRESS_TAB, "-", script, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=LOAMSHIRE,
    )
    assert ran.stderr == ""
    assert sorted(ran.stdout.split()) == sorted(offered.split())


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script_that_knows_every_verb(kb: Run, shell: str) -> None:
    ran = kb("completion", shell)
    assert (ran.returncode, ran.stderr) == (0, "")
    for name in ("check", "build", "serve", "review", "changes", "explain", "completion", "edition", "without-staff"):
        assert name in ran.stdout


def test_a_shell_that_is_not_known_is_wrong_usage(kb: Run) -> None:
    ran = kb("completion", "dos")
    assert ran.returncode == 2
    assert "invalid choice: 'dos'" in ran.stderr


def test_no_other_command_loads_the_library() -> None:
    code = "import sys; from generator.cli import main; main(['explain']); sys.exit('shtab' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=False, cwd=REPOSITORY, capture_output=True)
    assert ran.returncode == 0
