"""Every package has a known licence that is allowed, and a site publishes no script by others that is not listed."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from generator.publishing.publish import PublishResult
from tests import supply
from tests.conftest import REPOSITORY
from tests.supply import (
    AUDIT,
    CANNOT_ASK,
    EXEMPT,
    LOCKS,
    PAGE,
    Package,
    declared_licence,
    faults,
    file_rows,
    is_allowed,
    locked,
    published_by_others,
    run_tool,
)

RENEW = "run .venv/bin/python -m tests.supply --licences"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_known_licence_that_is_allowed(lock: str) -> None:
    assert faults(locked(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_page_of_licences_has_every_locked_package_with_its_version(lock: str) -> None:
    text = (REPOSITORY / "requirements" / f"{lock}.lock").read_text()
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", text, re.MULTILINE)
    assert len(pinned) > 60
    rows = PAGE.read_text()
    missing = [
        name
        for name, version in pinned
        if not re.search(rf"^\| {re.escape(name)} \| {re.escape(version)} \| ", rows, re.M)
    ]
    assert missing == [], RENEW


@pytest.mark.slow
def test_every_script_style_and_font_of_others_in_a_site_is_listed_by_its_hash(
    loamshire_published: PublishResult,
) -> None:
    assert loamshire_published.folder
    rows = file_rows(published_by_others(loamshire_published.folder))
    assert [row for row in rows if row not in PAGE.read_text() or "unknown" in row.split("|")[2]] == [], RENEW
    assert all("/fonts/" in row for row in rows)
    assert rows


def test_a_planted_script_is_seen_and_comes_from_nowhere(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "tracker.js").write_text("count()")
    (tmp_path / "assets" / "site.js").write_text("something else than our own")
    (tmp_path / "page.html").write_text("a page")
    rows = file_rows(published_by_others(tmp_path))
    digest = sha256(b"count()").hexdigest()
    assert rows[1] == f"| `assets/tracker.js` | unknown |  | unknown | `{digest}` |"
    assert len(rows) == 2
    assert not any(row in PAGE.read_text() for row in rows)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-only OR MIT", True),
        ("(Apache-2.0 OR BSD-2-Clause)", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_is_allowed_only_if_all_of_one_choice_is(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) is allowed


def test_a_package_without_a_licence_or_that_is_not_installed_is_a_fault() -> None:
    assert declared_licence("no-such-package-anywhere") == ""
    assert faults((Package("no-such-package-anywhere", "1", ""),)) == [
        "no-such-package-anywhere 1 declares no licence that is known; see EXEMPT"
    ]


def test_a_package_under_another_licence_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supply, "declared_licence", lambda _: "AGPL-3.0-or-later")
    assert faults((Package("something", "1", ""),)) == ["something 1 is under AGPL-3.0-or-later; see ALLOWED"]


def test_every_exemption_is_of_a_package_that_is_locked() -> None:
    names = {package.name for lock in LOCKS for package in locked(lock)}
    assert sorted(set(EXEMPT) - names) == []


def test_what_cannot_be_asked_is_said_aloud(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert run_tool(("pip-audit", "-r"), "requirements/build.lock") == CANNOT_ASK
    assert "NOT DONE: pip-audit -r requirements/build.lock" in capsys.readouterr().out


def test_what_a_tool_finds_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pip-audit").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "pip-audit").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert run_tool(("pip-audit", "-r"), "requirements/build.lock") == 1


def test_packages_that_could_not_be_asked_about_do_not_count_as_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip-audit").write_text('#!/bin/sh\ncase "$*" in *--strict*) exit 1 ;; esac\n')
    (tmp_path / "pip-audit").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert run_tool(AUDIT, "requirements/build.lock") == 1


def test_a_tool_that_is_not_installed_is_run_by_uvx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tmp_path / "asked"
    (tmp_path / "uvx").write_text(f'#!/bin/sh\necho "$@" > {asked}\n')
    (tmp_path / "uvx").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr("shutil.which", lambda name: str(tmp_path / "uvx") if name == "uvx" else None)
    assert run_tool(("cyclonedx-py", "requirements"), "a.lock") == 0
    assert asked.read_text() == "--from cyclonedx-bom cyclonedx-py requirements a.lock\n"
