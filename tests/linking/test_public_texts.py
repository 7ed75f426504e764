"""What the public knows already is no secret; everything else is, with the place where a page has the same words."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest

from generator.linking.staff.public_texts import PublicTexts, WordedText, details, own_text, sentences, words_of
from generator.loading.project import Records, load
from generator.model.contacts import ContactsFile
from tests.conftest import LOAMSHIRE


@cache
def loamshire_records() -> Records:
    return load(LOAMSHIRE)[0]


def public(*bodies: str, records: Records | None = None) -> PublicTexts:
    """Return the public texts of Loamshire, with these pages in place of its own."""
    records = records or loamshire_records()
    page = records.pages[0]
    pages = tuple(
        replace(page, path=f"{n}.md", file=f"content/{n}.md", body=body, first_line=5) for n, body in enumerate(bodies)
    )
    return PublicTexts(replace(records, pages=pages, fronts=()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Night-Desk  seven!", "night desk seven"),
        ("a_b", "a b"),
        ("Caf\u00e9 Stra\u00dfe", "caf\u00e9 strasse"),
        ("\uff2eight d\u00adesk", "night desk"),
        ("for 4 5 people", "for 45 people"),
        ("01632 960 777", "01632960777"),
        ("+44 1632 960777", "01632960777"),
        ("+44 (0)1632 960777", "01632960777"),
        ("0044 1632 960777", "01632960777"),
        ("44 12 345", "012345"),
        ("44 12 34", "441234"),
        ("44 people in 2016", "44 people in 2016"),
        ("", ""),
    ],
)
def test_a_text_has_these_words(text: str, words: str) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ring the bell twice. Wait. Then go in by yourself", ("Ring the bell twice.", "Then go in by yourself")),
        ("one two three four", ("one two three four",)),
        ("one two three", ()),
        ("Room 4471", ("Room 4471",)),
        ("Room 447", ()),
        ("a b c d? e f g h! i j k l; m n o p: q r s t", ("a b c d?", "e f g h!", "i j k l;", "m n o p:", "q r s t")),
        ("example.org is not two of them", ("example.org is not two of them",)),
        ("", ()),
    ],
)
def test_a_sentence_says_something_of_its_own(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 01632 960777 or (01632) 960-778.", ("01632 960777", "(01632) 960-778")),
        ("Write to bell.desk@example.org, now", ("bell.desk@example.org",)),
        (
            "See https://example.org/rota, or www.example.org/bell.",
            ("https://example.org/rota", "www.example.org/bell"),
        ),
        ("At 14 Tollgate Lane, Loam", ("14 Tollgate Lane",)),
        ("Loam NN1 1AB", ("NN1 1AB",)),
        ("On 2026-11-20, from 2016-2019, 20/11/2026", ()),
        ("Room 4471", ()),
        ("", ()),
    ],
)
def test_a_number_or_an_address_in_a_text_is_a_detail(text: str, found: tuple[str, ...]) -> None:
    assert details(text) == found


ORDINARY = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December"
)


@pytest.mark.parametrize("word", [*ORDINARY.split(), "Mondays", "Decembers", "unknown", "UNKNOWN", "by Monday"])
def test_an_ordinary_word_is_known(word: str) -> None:
    assert public().has(word)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", True),
        ("Kest", True),
        ("Kestr", False),
        ("K-e-s-t", True),
        ("737373", True),
        ("73 73 73", True),
        ("99 99 999", False),
        ("\u591c", True),
        ("\u591c\u95f4", False),
        ("\u0663\u0663\u0663\u0663\u0663", False),
        ("and for the", True),
        ("to you and your", True),
        ("Belle and for the", False),
        ("unknowns", False),
    ],
)
def test_what_is_too_short_or_only_links_words_is_known(text: str, known: bool) -> None:
    assert public().has(text) is known


@pytest.mark.parametrize(
    ("text", "is_name", "known"),
    [
        ("Ring to report hate.", False, True),
        ("ring to REPORT hate", True, True),
        ("people who want to change", False, True),
        ("people who want to chang", False, False),
        ("Loamshire Police", True, True),
        ("01632 960101", False, True),
        ("+44 1632 960101", False, True),
        ("01632 960777", False, False),
        ("desk@example.org", False, True),
        ("bell@example.org", False, False),
        ("https://example.org/desk", False, True),
        ("https://example.org/rota", False, False),
        ("NN1 1AA", False, True),
        ("NN1 1AB", False, False),
        ("14 Tollgate Lane", False, False),
    ],
)
def test_what_a_public_record_says_is_known(text: str, is_name: bool, known: bool) -> None:
    assert public().has(text, is_name=is_name) is known


SENTENCES = (
    "Ring 01632 960555, write to bell@example.org or see https://example.org/bell. The gate is shut. "
    "Letters go to 14 Tollgate Lane, NN1 1AB by noon."
)


def with_contact(what_for: str) -> Records:
    """Return the records of Loamshire with another text of its first contact."""
    records = loamshire_records()
    located = records.located(ContactsFile)
    assert located
    first, *rest = located.record.contacts
    changed = first.model_copy(update={"what_for": what_for})
    file = located.record.model_copy(update={"contacts": (changed, *rest)})
    return replace(records, files={**records.files, ContactsFile: replace(located, record=file)})


@pytest.mark.parametrize(
    ("text", "is_name", "known"),
    [
        ("bell@example.org", False, False),
        ("01632 960555", False, False),
        ("https://example.org/bell", False, True),
        ("https://example.org/bell", True, True),
        ("NN1 1AB", False, True),
        ("14 Tollgate Lane", True, True),
        ("The gate is shut.", True, True),
        ("the gate is shut", True, True),
        ("gate is shut", True, False),
        ("The gate is shut. Letters go", True, False),
        (SENTENCES, True, True),
        ("gate is shut", False, True),
    ],
)
def test_of_a_public_sentence_a_place_is_known_and_what_is_dialled_is_not(
    text: str, is_name: bool, known: bool
) -> None:
    records = with_contact(SENTENCES)
    assert public(records=records).has(text, is_name=is_name) is known
    if not is_name:
        assert public(records=records).has(text) is known


@pytest.mark.parametrize(
    "text",
    [
        "the page that holds its report",
        "this picture is damaged",
        "We know of nobody yet",
        "is this copy still right",
        "The next check is due by",
        "The entries under one letter",
        "A clause after a promise",
        "thispicture isdamaged",
        "form reset update",
    ],
)
def test_what_our_own_pages_print_is_known(text: str) -> None:
    assert public().has(text)
    assert public().has(text, is_name=True)


def test_the_words_of_each_folder_that_prints_are_our_own() -> None:
    own = own_text()
    for text in (
        "the page that holds its report",
        "this picture is damaged",
        "we know of nobody yet",
        "form reset update",
        "the next check is due by",
        "the entries under one letter",
        "a clause after a promise",
    ):
        assert own.has(text)
    for text in (
        "the first command that reports it",
        "several columns are equally wide",
        "import annotations",
    ):
        assert not own.has(text)


@pytest.mark.parametrize("text", ["this picture is damage", "The first command that reports it", "endif endfor endif"])
def test_what_our_own_pages_do_not_print_is_not_known(text: str) -> None:
    assert public().has(text) is False


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Gatekeeper", True),
        ("the Gatekeeper", True),
        ("Okonkwo", False),
        ("by walkie-talkie", False),
        ("Walkietalkie", True),
        ("Talkie", True),
        ("Gatekeeper Okonkwo", False),
        ("Gatekeeper Walkie", False),
        ("atekeeper", False),
    ],
)
def test_one_word_that_a_page_writes_in_small_letters_is_known(text: str, known: bool) -> None:
    assert public("Ask the gatekeeper, or Okonkwo,", "by radio or walkie-talkie.").has(text) is known


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["night desk"], "content/0.md:6:9"),
        (["NIGHT-DESK"], "content/0.md:6:9"),
        (["nightdesk"], "content/0.md:6:9"),
        (["nobody", "night desk"], "content/0.md:6:9"),
        (["Loam"], "content/1.md:5:1"),
        (["Loam", "night desk"], "content/1.md:5:1"),
        (["desk of"], "content/0.md:7:1"),
        (["esk"], None),
        (["people who want to change"], "data/contacts.yml:59:15"),
        (["nobody of them", "people who want to change"], "data/contacts.yml:59:15"),
        (["people who want to change", "night desk"], "content/0.md:6:9"),
        (["nobody of them"], None),
        ([], None),
    ],
)
def test_the_place_of_words_is_the_first_page_or_else_record(texts: Iterable[str], place: str | None) -> None:
    pages = public("Midnight desk.\nAsk the night\ndesk of it.", "Loam has a night desk")
    found = pages.place_of(list(texts))
    assert (str(found) if found else None) == place


def test_words_in_front_matter_have_their_place() -> None:
    records = loamshire_records()
    title = records.fronts[0].record.title
    found = PublicTexts(records).place_of([title])
    assert found is not None
    assert found.path.startswith("content/")
    assert found == records.fronts[0].span("title")


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("help desk", True),
        ("helpdesk", True),
        ("desk of", True),
        ("elp desk", False),
        ("help des", False),
        ("of loam by", False),
        ("loam", True),
        ("loamby", False),
        ("by night", True),
        ("bynight", True),
    ],
)
def test_words_are_found_as_one_word_or_apart(words: str, known: bool) -> None:
    assert WordedText("The help-desk of Loam", "By night").has(words) is known
