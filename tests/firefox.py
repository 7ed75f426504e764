"""A real Firefox, driven by WebDriver BiDi, which it speaks by itself: it needs neither a driver nor a special build.

The protocol: https://www.w3.org/TR/webdriver-bidi/
"""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

SETTINGS = """user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("javascript.enabled", SCRIPTS);
"""


class Firefox:
    """One window of Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self.ask("session.new", capabilities={})
        (tree,) = self.ask("browsingContext.getTree")["contexts"]
        self.window = tree["context"]

    def ask(self, method: str, **params: Any) -> Any:
        """Send one command, and return its result."""
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._connection.recv(timeout=60))).get("id") != number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def resize(self, width: int, height: int) -> None:
        """Set the size of what is shown, in pixels of CSS."""
        self.ask("browsingContext.setViewport", context=self.window, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.ask("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def give_focus(self) -> None:
        """Give the focus to the window: until then nothing in it looks as it does with the focus."""
        self.evaluate("(window.focus(), true)")

    def press(self, *keys: str) -> None:
        """Press and release keys one after another."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions", context=self.window, actions=[{"type": "key", "id": "keys", "actions": actions}]
        )

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives, which must be JSON. It runs where a page's own scripts are off, too."""
        result = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.window, "sandbox": "tests"},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])


@contextmanager
def firefox(program: str, profile: Path, *, scripts: bool = True) -> Iterator[Firefox]:
    """Run Firefox without a window on the screen, with a profile of its own in the folder ``profile``."""
    profile.mkdir()
    (profile / "user.js").write_text(SETTINGS.replace("SCRIPTS", str(scripts).lower()))
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr
            matches = (re.search(r"listening on (ws://\S+)", line) for line in process.stderr)
            address = next(match.group(1) for match in matches if match)
            with connect(f"{address}/session", max_size=None, proxy=None) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
