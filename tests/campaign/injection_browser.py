"""Open every page of a built site in Chromium, and say what of a payload ran, was fetched, or led away."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browsing import pages, served

Browse = Callable[[Path], tuple[list[str], int]]
"""Takes the folder of a site; returns what it found, and how many pages it opened."""


@contextmanager
def browsing() -> Iterator[Browse | None]:
    """Start Chromium, and yield a function that opens all pages of a folder; None where there is no Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        yield None
        return
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    # Playwright can be started once in a thread, and another test may have done so.
    with ThreadPoolExecutor(max_workers=1) as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()
        try:
            browser = thread.submit(lambda: playwright.chromium.launch(executable_path=path, args=quiet)).result()
            yield lambda folder: thread.submit(_browse, browser, folder).result()
            thread.submit(browser.close).result()
        finally:
            thread.submit(playwright.stop).result()


def _browse(browser: Any, folder: Path) -> tuple[list[str], int]:
    found: list[str] = []
    with served(folder) as home:
        context = browser.new_context()
        context.set_default_timeout(20_000)
        context.route(lambda url: not url.startswith(home), lambda route: route.abort())
        page = context.new_page()
        page.on("request", lambda request: _note_request(request.url, home, found))
        page.on("dialog", lambda dialog: _note_dialog(dialog, found))
        page.on("popup", lambda popup: found.append(f"a window: {popup.url}"))
        names = [*pages(folder), *(["404.html"] if (folder / "404.html").exists() else [])]
        for name in names:
            page.goto(home + name)
            _use(page)
            if ran := page.evaluate("window.__kb_ran"):
                found.append(f"{name}: code ran in Chromium: {ran}")
            if page.url.split("#")[0].split("?")[0] != home + name:
                found.append(f"{name}: the page led away to {page.url}")
        context.close()
    return found, len(names)


def _note_dialog(dialog: Any, found: list[str]) -> None:
    found.append(f"a dialog: {dialog.message}")
    dialog.dismiss()


def _note_request(url: str, home: str, found: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:", "about:")):
        found.append(f"a request left the site: {url}")


def _use(page: Any) -> None:
    """Do what wakes handlers: point at, focus and open everything."""
    page.evaluate(
        """() => {
            for (const one of document.querySelectorAll("details")) one.open = true;
            for (const one of document.querySelectorAll("main *, header *, footer *")) {
                for (const kind of ["mouseover", "mouseenter", "focus", "focusin", "toggle"]) {
                    one.dispatchEvent(new Event(kind, {bubbles: false}));
                }
            }
        }"""
    )
