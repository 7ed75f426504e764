"""A client of the YAML language server, which VS Code's extension for YAML and many other editors start."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class YamlServer:
    """A running server. It asks for its settings, as it would ask an editor, and gets those of ``settings``."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path, settings: dict[str, Any]) -> None:
        self.process, self.root = process, root
        self.sections = {
            "yaml": {name.removeprefix("yaml."): value for name, value in settings.items()}
            | {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        }
        self.last = 0
        self.files = 0
        self.problems: dict[str, list[dict[str, Any]]] = {}
        self.request(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            workspaceFolders=[{"uri": root.as_uri(), "name": root.name}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
            },
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=self.sections)

    def problems_of(self, path: str, text: str) -> list[str]:
        """Return the messages of the problems that an editor shows in a file with this text."""
        uri = self.opened(path, text)
        while uri not in self.problems:
            self.read()
        found = self.problems[uri]
        return [f"{path}:{one['range']['start']['line'] + 1}: {one['message']}" for one in found]

    def offered(self, path: str, text: str) -> list[str]:
        """Return what an editor offers to complete at the place of ``¦`` in a file with this text."""
        return sorted(one["label"] for one in self.at_mark("completion", path, text)["items"])

    def shown(self, path: str, text: str) -> str:
        """Return what an editor shows over the word at the place of ``¦``."""
        found = self.at_mark("hover", path, text)
        return str(found["contents"]["value"]) if found else ""

    def at_mark(self, what: str, path: str, text: str) -> Any:
        before = text.partition("¦")[0]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        uri = self.opened(path, text.replace("¦", ""))
        return self.request(f"textDocument/{what}", textDocument={"uri": uri}, position=place)

    def opened(self, path: str, text: str) -> str:
        """Open a new file, as if it was at ``path`` of a copy of the project, and return its address."""
        self.files += 1
        uri = (self.root / f"copy {self.files}" / path).as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def request(self, method: str, **parameters: Any) -> Any:
        self.last += 1
        self.send({"id": self.last, "method": method, "params": parameters})
        while True:
            message = self.read()
            if message.get("id") == self.last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        self.send({"method": method, "params": parameters})

    def send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """Return the next message. Problems are noted, and questions of the server are answered."""
        assert self.process.stdout
        size = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the YAML language server has ended"
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.problems[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":
                result = [self.sections.get(item.get("section")) for item in message["params"]["items"]]
            self.send({"id": message["id"], "result": result})
        return message


@contextmanager
def yaml_server(command: list[str], root: Path, settings: dict[str, Any]) -> Iterator[YamlServer]:
    """Run a server for the project at ``root`` with an editor's settings, and end it."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield YamlServer(process, root, settings)
        finally:
            process.terminate()
