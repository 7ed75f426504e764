"""An old phone on a slow network: what it must fetch to show a page, when it shows it, and what then moves."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browsing import Quiet

BITS_PER_SECOND, LATENCY_MS, CPU_SLOWDOWN = 400_000, 400, 4
"""The network and the processor that everything is measured with."""

WIDTH, HEIGHT = 390, 740
_COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}

_WATCH = """
window.kbMoved = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => {
    const what = entry.sources.map(({node}) => node && (node.className || node.nodeName)).join(", ");
    if (!entry.hadRecentInput) window.kbMoved.push([entry.value, what]);
})).observe({type: "layout-shift", buffered: true});
const look = () => {
    const call = document.querySelector('a[href="tel:999"]');
    const box = call && call.getBoundingClientRect();
    const at = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (at && call.contains(at)) window.kbCanCall = performance.now();
    else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

_READ = """() => ({
    shown: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    can_call: window.kbCanCall ?? null,
    blocking: performance.getEntriesByType("resource").filter(one => one.renderBlockingStatus === "blocking").length,
    moved: window.kbMoved,
})"""


class Compressing(Quiet):
    """Serves text as common web servers do, compressed."""

    def do_GET(self) -> None:  # noqa: N802
        path = Path(self.translate_path(self.path))
        if path.suffix not in _COMPRESSED or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass(frozen=True)
class FirstView:
    """What the first visit to a site cost, and how it looked."""

    sizes: dict[str, int]
    """The bytes of each answer, with its head, by address."""
    blocking: int
    """How many files the first paint waits for, besides the page."""
    shown: float
    """Milliseconds until the first words are painted."""
    can_call: float | None
    """Milliseconds until a tap on 999 would dial it; None without such a link."""
    moved: list[tuple[float, str]]
    """What moved without having been touched: by how much, and which elements."""

    @property
    def bytes(self) -> int:
        return sum(self.sizes.values())

    @property
    def shift(self) -> float:
        return sum(value for value, _ in self.moved)


class Visit:
    """A first visit to one page. ``open`` starts it, ``read`` waits until it is there."""

    def __init__(self, browser: Any, *, slow: bool = True, cpu_slowdown: int = CPU_SLOWDOWN) -> None:
        self.context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=2)
        self.context.set_default_timeout(120_000)
        self.context.add_init_script(_WATCH)
        self.page = self.context.new_page()
        self.sizes: dict[str, int] = {}
        self._addresses: dict[str, str] = {}
        session = self.context.new_cdp_session(self.page)
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        if slow:
            conditions = {"offline": False, "latency": LATENCY_MS}
            speed = BITS_PER_SECOND / 8
            session.send(
                "Network.emulateNetworkConditions",
                {**conditions, "downloadThroughput": speed, "uploadThroughput": speed},
            )
            session.send("Emulation.setCPUThrottlingRate", {"rate": cpu_slowdown})

    def _received(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["response"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"], "")
        if address.startswith("data:"):  # a drawing in the styles
            return
        self.sizes[address] = self.sizes.get(address, 0) + event["encodedDataLength"]

    def open(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")

    def read(self) -> FirstView:
        self.page.wait_for_load_state("load")
        self.page.evaluate(
            "document.fonts.ready.then(() => new Promise(then => requestAnimationFrame(() => setTimeout(then))))"
        )
        # Some of the files, such as fonts, come after the page counts as loaded.
        self.page.wait_for_load_state("networkidle")
        found = self.page.evaluate(_READ)
        self.context.close()
        moved = [(value, what) for value, what in found["moved"]]
        return FirstView(dict(self.sizes), found["blocking"], found["shown"], found["can_call"], moved)
