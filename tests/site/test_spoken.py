"""What a screen reader says of the key pages, line by line, for a person to judge: tests/golden/spoken.

A page is read from the accessibility tree of Chromium, from the top to the end, as with the arrow keys.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from generator.publishing.publish import PublishResult
from tests.browsing import Watched, served

pytestmark = [pytest.mark.slow]

PAGES = [
    "index.html",
    "tell.html",
    "contacts.html",
    "contacts/contact-desk.html",
    "law.html",
    "powers.html",
    "deadlines.html",
    "promises/charter.html",
    "training/bells-quiz.html",
    "a-to-z.html",
    "accessibility.html",
    "easy-read.html",
]
QUIET = {"RootWebArea", "StaticText", "InlineTextBox", "LineBreak", "generic", "none", "paragraph", "ListMarker"} | {
    "LabelText",
    "Legend",
    "emphasis",
    "strong",
}
"""The roles that are not said; their words are."""

WHOLE = {
    "button",
    "combobox",
    "DisclosureTriangle",
    "heading",
    "image",
    "link",
    "searchbox",
    "textbox",
    "radio",
    "checkbox",
}
"""The roles that are said in one go: what is inside has no line of its own."""


def value(node: dict[str, Any], name: str) -> str:
    return str(node.get(name, {}).get("value", "")).replace("\u00a0", " ").strip()


def states(node: dict[str, Any]) -> list[str]:
    found = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    words = [f"level {found['level']}"] if value(node, "role") == "heading" else []
    if "expanded" in found:
        words.append("expanded" if found["expanded"] else "collapsed")
    words += [name for name in ("checked", "disabled", "readonly", "required") if found.get(name) in {True, "true"}]
    words += ["invalid"] if found.get("invalid") == "true" else []
    return words


def spoken(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is said of an accessibility tree, a line for each thing one stops at."""
    by_id = {node["nodeId"]: node for node in nodes}

    def read(node: dict[str, Any], depth: int) -> Iterator[str]:
        role, name = value(node, "role"), value(node, "name")
        is_said = not node.get("ignored") and role not in QUIET
        if is_said:
            parts = [role, *states(node)]
            described = value(node, "description")
            content = value(node, "value") if role in {"combobox", "textbox", "searchbox"} else ""
            parts[0] = {"DisclosureTriangle": "disclosure button"}.get(role, role)
            line = f"{', '.join(parts)}: {name}" if name else ", ".join(parts)
            yield "  " * depth + line + (f" [{content}]" if content else "") + (f" ({described})" if described else "")
        elif role == "StaticText" and not node.get("ignored") and name:
            yield "  " * depth + name
        if not (is_said and role in WHOLE):
            for child in node.get("childIds", ()):
                if child in by_id:
                    yield from read(by_id[child], depth + is_said)

    yield from read(nodes[0], 0)


@pytest.fixture(scope="module")
def window(browser: Any, loamshire_published: PublishResult) -> Iterator[Watched]:
    assert loamshire_published.folder
    with served(loamshire_published.folder) as address:
        watched = Watched(browser, address, viewport={"width": 360, "height": 740})
        yield watched
        watched.context.close()


def read_aloud(window: Watched, name: str) -> str:
    window.page.goto(window.home + name)
    session = window.context.new_cdp_session(window.page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    title = window.page.title()
    return "\n".join([f"page: {title}", *spoken(tree)]) + "\n"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_aloud_as_it_was(window: Watched, name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"spoken/{name.replace('/', '-').replace('.html', '.txt')}", read_aloud(window, name))


def test_nothing_one_can_press_is_without_a_name(window: Watched) -> None:
    for name in PAGES:
        lines = [line.strip() for line in read_aloud(window, name).splitlines()]
        assert [line for line in lines if line.split(",")[0] in WHOLE - {"image"} and ":" not in line] == [], name
