"""What an editor is told of the container in which it opens the project is there."""

import json
import re

import pytest

from generator.cli import _parser, main
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / ".devcontainer"
DEVCONTAINER = json.loads((FOLDER / "devcontainer.json").read_text())


def test_the_container_is_made_from_files_that_are_there() -> None:
    build = DEVCONTAINER["build"]
    containerfile = FOLDER / build["dockerfile"]
    assert containerfile.resolve() == REPOSITORY / "Containerfile"
    context = (FOLDER / build["context"]).resolve()
    copied = re.findall(r"(?m)^COPY (.+) \S+$", containerfile.read_text())
    assert [name for line in copied for name in line.split() if not (context / name).exists()] == []


def test_the_editor_has_the_extension_that_the_document_names() -> None:
    assert DEVCONTAINER["customizations"]["vscode"]["extensions"] == ["redhat.vscode-yaml"]
    assert "the extension *YAML* by Red Hat" in (REPOSITORY / "docs" / "editors.md").read_text()


def test_the_schemas_are_written_when_the_container_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    program, verb = DEVCONTAINER["postCreateCommand"].split()
    assert program == re.findall(r'ENTRYPOINT \["(\w+)"\]', (REPOSITORY / "Containerfile").read_text())[0]
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    assert "JSON Schema" in capsys.readouterr().out


def test_the_port_of_the_preview_reaches_the_browser() -> None:
    address = _parser().parse_args(["serve"]).address
    assert DEVCONTAINER["forwardPorts"] == [int(address.rpartition(":")[2])]
