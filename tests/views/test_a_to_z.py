"""The A to Z: each title under the letter people look for, in their order, told apart where two are the same."""

from pathlib import Path

from generator.model.vocabulary import Edition
from generator.views.directory.a_to_z import a_to_z, document_views
from generator.views.directory.search import search_view
from generator.views.shared.pages import SearchSection
from tests.conftest import LOAMSHIRE, TODAY, edit, knowledge_base


def letters(project: Path = LOAMSHIRE, *, with_prints: bool = False) -> dict[str, list[str]]:
    """Return the words under each letter."""
    base = knowledge_base(project, edition=Edition.PUBLIC)
    shown = a_to_z(base, TODAY, with_prints=with_prints)
    return {letter.letter: [entry.word for entry in letter.entries] for letter in shown}


def test_an_article_in_front_of_a_title_does_not_count() -> None:
    shown = letters()
    assert "The desk" in shown["D"]
    assert "An answer" in shown["A"]
    assert "A mended door" in shown["M"]
    assert [word for word in shown["T"] if word.startswith("The ")] == []


def test_what_begins_with_a_figure_stands_first_and_small_letters_with_the_large(loamshire: Path) -> None:
    edit(
        loamshire,
        "content/guides/ringing.md",
        ("also_under: [Telephone]", "also_under: [999 calls, beacon, Bell, balm]"),
    )
    shown = letters(loamshire)
    assert list(shown) == ["0", *sorted(letter for letter in shown if letter != "0")]
    assert shown["0"] == ["999 calls"]
    assert shown["B"] == ["balm", "beacon", "Bell", "Bell v Door"]


def test_files_are_listed_only_where_they_are_made() -> None:
    assert "The plan to print" in letters(with_prints=True)["P"]
    assert not [word for words in letters().values() for word in words if word.endswith(" to print")]


def test_a_document_lists_what_cites_it_by_the_number_of_the_clause() -> None:
    (document,) = document_views(knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC))
    clauses = [cited.clause for cited in document.cited_by]
    assert clauses[:3] == ["1.1", "1.2", "2"]
    assert clauses.index("8.2") < clauses.index("9") < clauses.index("10") < clauses.index("11")


def test_a_contact_that_is_closed_has_no_entry() -> None:
    shown = [word for words in letters().values() for word in words]
    assert "The desk" in shown
    assert "The old desk" not in shown


def test_search_leads_to_a_page_by_its_title_and_by_the_words_people_type(loamshire: Path) -> None:
    edit(
        loamshire,
        "content/guides/ringing.md",
        ("also_under: [Telephone]", "also_under: [Telephone]\nsearch_words: [spat at me]"),
    )
    view = search_view(knowledge_base(loamshire, edition=Edition.PUBLIC), set(SearchSection), with_prints=False)
    (lead,) = (one for one in view.leads if one.path == "guides/ringing.html")
    assert lead.words == ("Ringing us", "Telephone", "spat at me")
    assert "spat at me" not in {entry.word for letter in view.letters for entry in letter.entries}
    assert view.kinds[:2] == ("Advice", "Easy read")
    assert view.kinds.index("Who can help") < view.kinds.index("Promises") < view.kinds.index("Law")
    assert view.kinds.index("Law") < view.kinds.index("Training")
