"""A page says nothing of what is left out, and every line keeps its number."""

import pytest

from generator.loading.left_out_of_pages import without_links


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask [the ombudsman](ref:gone) first. Then wait.", "Ask the ombudsman first. Then wait."),
        ("Ask first. [Tools and powers](ref:gone) says who.\nThen wait.", "Ask first. \nThen wait."),
        ("[Tools](ref:gone) says who\nmay do it. Wait.", "\n Wait."),
        ("- [Tools](ref:gone)\n- [Law](ref:kept)", "\n- [Law](ref:kept)"),
        ("[The law](ref:gone), and [who can help](ref:kept).", "[Who can help](ref:kept)."),
        ("[The law](ref:gone), and [more law](ref:gone).", ""),
        ("## One\n\n[Tools](ref:gone) says who.\n\n## Two\n\nWait.", "\n\n\n\n## Two\n\nWait."),
        ("## One\n\n### Part\n\nWait.\n\n## Two\n\n[Tools](ref:gone).", "## One\n\n### Part\n\nWait.\n\n\n\n"),
        ("## Empty\n\n## Two\n\nSee [tools](ref:gone).", "## Empty\n\n## Two\n\nSee tools."),
        ("See [the law](ref:kept#part).\n", "See [the law](ref:kept#part).\n"),
    ],
)
def test_links_to_what_is_gone(before: str, after: str) -> None:
    found, _ = without_links(before, lambda identifier: identifier == "gone")
    assert found == after
    assert found.count("\n") == before.count("\n")


def test_the_sentences_that_went_are_known() -> None:
    text = "[Tools](ref:gone) says\nwho may [ask](ref:kept). Ask."
    assert without_links(text, lambda identifier: identifier == "gone")[1] == ("Tools says who may ask.",)
