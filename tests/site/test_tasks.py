"""What people come for is there in fewer than four taps from the first page of a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browsing import Watched

pytestmark = [pytest.mark.slow, pytest.mark.project]

FORM = "https://www.police.uk/ro/report/hate-crime/forms/v1/hate-crime-online2/"
FINDER = "[data-deadlines]"

TASKS = {
    "your friend was spat at on the bus; find whom to tell without the police": ([], "tel:+448081689111"),
    "it is not urgent; call the police": ([], "tel:101"),
    "you want to write to the police rather than speak": ([], FORM),
    "you are Deaf and in danger": (["Report hate", "999 BSL video relay"], "https://www.999bsl.co.uk"),
    "someone at your child's school is bullied for their religion; whom can a child ring": (
        ["Who can help", "Childline"],
        "tel:+448001111",
    ),
    "you are a manager of homes; by when must you answer": (
        ["For staff", "What must I do, and by when?"],
        FINDER,
    ),
    "you are a constable; may you use a respect order today": (
        ["For staff", "What may I use?"],
        "powers/respect-order.html",
    ),
    "you run a session on Tuesday; find the course for volunteers": (["For trainers"], "training/volunteers.html"),
    "you read with difficulty; find how to report in easy read": (["Easy read"], "easy-read/who-to-tell.html"),
    "you are not happy with how the police dealt with it; find who decides on complaints": (
        ["Who can help", "Independent Office for Police Conduct (IOPC)"],
        "https://www.policeconduct.gov.uk/",
    ),
}
"""What somebody wants, the names of the links that they tap, and what the page they then see leads to or has."""


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_done_in_fewer_than_four_taps(
    browser: Any, server: str, needs_page: Callable[[str], None], task: str
) -> None:
    taps, there = TASKS[task]
    if there == FINDER:
        needs_page("deadlines.html")
    elif there.endswith(".html"):
        needs_page(there)
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    page = watched.page
    page.goto(server + "index.html")
    for name in taps:
        link = page.locator(".md-content, .kb-foot").get_by_role("link", name=name, exact=True).first
        with page.expect_navigation():
            link.click()
    ends = [link.get_attribute("href") for link in page.locator("a[href]").all()]
    assert len(taps) + 1 < 4
    if there.startswith("["):
        assert page.locator(there).count()
    else:
        assert any((end or "").removeprefix("../").partition("#")[0] == there for end in ends), ends
    watched.context.close()
