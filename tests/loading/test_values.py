"""Numbers, addresses and dates: what exists is accepted, and a slip in any of them is refused with what to write."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.addresses import (
    email_fault,
    is_example_address,
    postal_address_fault,
    web_address_fault,
)
from generator.model.channels import DIALLED, Channel, ChannelKind
from generator.model.number_words import number_fault
from generator.model.phone_numbers import (
    digits_to_dial,
    is_emergency_number,
    is_example_number,
    text_fault,
)
from generator.model.phone_numbers import (
    number_fault as phone_fault,
)
from generator.model.written_dates import readings
from tests.conftest import LOAMSHIRE, REPOSITORY

SOME = settings(max_examples=50)
DRAMA = (
    "01134960 01144960 01154960 01164960 01174960 01184960 01214960 01314960 01414960 01514960 01614960 01914980"
    " 02079460 02896496 02920180 01632960 07700900 08081570 09098790 03069990"
)
"""The first eight digits of the numbers that Ofcom has published for drama; any three follow."""

LAST_THREE = st.text("0123456789", min_size=3, max_size=3)
PREFIXED = st.builds(
    str.__add__, st.sampled_from(["07700900", "03069990", "08081570", "01632960", "02079460"]), LAST_THREE
)


def authored_numbers() -> list[str]:
    files = [path for project in (REPOSITORY, LOAMSHIRE) for path in sorted((project / "data").rglob("contacts.yml"))]
    kinds = {kind.value for kind in DIALLED}
    found = []
    for path in files:
        for group in yaml.load(path.read_text(), Loader=yaml.BaseLoader).values():
            for entry in group if isinstance(group, list) else ():
                found += [one["value"] for one in entry.get("channels", ()) if one["kind"] in kinds]
    return found


@pytest.mark.parametrize("prefix", DRAMA.split())
def test_every_number_for_drama_can_be_used_and_is_known_as_an_example(prefix: str) -> None:
    for n in range(1000):
        assert digits_to_dial(f"{prefix}{n:03}") == f"+44{prefix[1:]}{n:03}"
        assert is_example_number(f"{prefix}{n:03}")


@pytest.mark.parametrize("number", sorted(set(authored_numbers())))
def test_every_number_of_the_content_can_be_dialled(number: str) -> None:
    assert phone_fault(number) == ("", "")


EXISTING = "999 112 101 111 105 119 159 116000 116006 116111 116117 116123 18000 61016 85258"
NOT_EXISTING = "0999 9999 0101 1001 1010 99 10 911 1111 990 1161230 0112 5555 018000"


@pytest.mark.parametrize("number", EXISTING.split())
def test_short_numbers_that_exist_can_be_dialled(number: str) -> None:
    assert (digits_to_dial(number), is_example_number(number)) == (number, False)


@pytest.mark.parametrize("number", NOT_EXISTING.split())
def test_short_numbers_that_do_not_exist_are_refused(number: str) -> None:
    assert "exists" in phone_fault(number)[0]


@SOME
@given(st.from_regex(r"[09][0-9]{3}", fullmatch=True))
def test_no_number_of_four_digits_begins_with_0_or_9(number: str) -> None:
    assert phone_fault(number)[0]


@SOME
@given(number=PREFIXED, place=st.integers(0, 10))
def test_a_number_with_a_digit_missing_is_refused(number: str, place: int) -> None:
    shorter = number[:place] + number[place + 1 :]
    fault, hint = phone_fault(shorter)
    assert fault
    assert hint
    assert digits_to_dial(shorter) == ""


@SOME
@given(number=PREFIXED, place=st.integers(1, 11), digit=st.sampled_from("0123456789"))
def test_a_number_with_a_digit_too_many_is_refused(number: str, place: int, digit: str) -> None:
    longer = number[:place] + digit + number[place:]
    assert phone_fault(longer)[0].endswith(("have 11", "begins with 0 twice"))


@pytest.mark.parametrize(
    ("number", "message", "hint"),
    [
        ("0300 123", "'0300 123' has 7 digits; 0300 numbers have 11", "it has 4 digits too few"),
        ("07700 90001", "'07700 90001' has 10 digits; mobile numbers have 11", "it has 1 digit too few"),
        ("01632 96000", "'01632 96000' has 10 digits; numbers that begin with 01 have 11", "it has 1 digit too few"),
        ("0999", "'0999' is no short number that exists in the United Kingdom; short numbers do not", "write 999"),
        ("1010", "'1010' is no short number that exists in the United Kingdom", "if you mean 101, write 101"),
        ("7700 900001", "'7700 900001' lacks its first 0", "write 07700 900001"),
        ("+44 (0)1632 960001", "'+44 (0)1632 960001' is not a number that can be dialled", "write 01632 960001"),
        ("+44 01632 960001", "'+44 01632 960001' has a 0 after +44", "write 01632 960001"),
        ("(01632) 960001", "'(01632) 960001' is not a number", "write 01632 960001"),
        ("01632-960001", "'01632-960001' is not a number", "write 01632 960001"),
        ("O1632 96OOO1", "'O1632 96OOO1' is not a number", "write 01632 960001"),
        ("01632 960001 ext. 12", "'01632 960001 ext. 12' has an extension", "write 01632 960001, and the extension"),
        ("01632 960001 or 01632 960002", "'01632 960001 or 01632 960002' is more than one number", "write each as"),
        ("18001", "'18001' is only the beginning of a number", "write the number after it: 18001 101"),
        ("18001 0300 123", "'0300123' has 7 digits; 0300 numbers have 11", "it has 4 digits too few"),
        ("0310 900 0001", "'0310 900 0001' is in no range of numbers", "compare it with its source, digit by digit"),
    ],
)
def test_the_message_names_the_fault_of_a_number_and_the_hint_what_to_write(
    number: str, message: str, hint: str
) -> None:
    found = phone_fault(number)
    assert found[0].startswith(message)
    assert hint in found[1]


def test_999_and_112_are_emergency_numbers_and_numbers_that_begin_like_them_are_not() -> None:
    numbers = ("999", "112", "9999", "0999", "101", "111", "01632 960001")
    assert [number for number in numbers if is_emergency_number(number)] == ["999", "112"]


def test_texts_go_to_mobiles_and_short_numbers_but_never_to_freephone() -> None:
    refused = [one for one in ("07700 900001", "61016", "999", "01632 960001", "0808 157 0001") if text_fault(one)[0]]
    assert refused == ["0808 157 0001"]


WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
HOST = st.builds("{}.{}".format, WORD, st.sampled_from(["org", "org.uk", "gov.uk", "nhs.uk", "com", "wales"]))
EMAIL = st.builds("{}@{}".format, st.lists(WORD, min_size=1, max_size=3).map(".".join), HOST)
PATH = st.lists(WORD, max_size=3).map(lambda parts: "".join(f"/{part}" for part in parts))
WEB = st.builds("https://{}{}".format, HOST.filter(lambda host: not host.startswith("www.")), PATH)


@SOME
@given(EMAIL)
def test_an_address_of_e_mail_is_accepted(address: str) -> None:
    assert email_fault(address) == ("", "")


EMAIL_SLIPS: dict[str, Callable[[str, str], str]] = {
    "two dots": lambda name, host: f"{name}..a@{host}",
    "a dot first": lambda name, host: f".{name}@{host}",
    "a dot last": lambda name, host: f"{name}.@{host}",
    "a dot after @": lambda name, host: f"{name}@.{host}",
    "two dots in the host": lambda name, host: f"{name}@{host.replace('.', '..', 1)}",
    "a dot at the end": lambda name, host: f"{name}@{host}.",
    "a hyphen first": lambda name, host: f"{name}@-{host}",
    "a hyphen last": lambda name, host: f"{name}@{host.replace('.', '-.', 1)}",
    "no ending": lambda name, host: f"{name}@{host.split('.')[0]}",
    "an ending of digits": lambda name, host: f"{name}@{host}.123",
    "a space": lambda name, host: f"{name} @{host}",
    "a comma": lambda name, host: f"{name}@{host.replace('.', ',', 1)}",
    "two @": lambda name, host: f"{name}@@{host}",
    "at": lambda name, host: f"{name} at {host}",
    "nothing before @": lambda _, host: f"@{host}",
    "nothing after @": lambda name, _: f"{name}@",
    "an underscore in the host": lambda name, host: f"{name}@_{host}",
    "a zero-width space": lambda name, host: f"{name}\u200b@{host}",
    "a name too long": lambda name, host: f"{name}{'a' * 64}@{host}",
    "two addresses": lambda name, host: f"{name}@{host}, {name}@{host}",
    "brackets": lambda name, host: f"The desk <{name}@{host}>",
}


@pytest.mark.parametrize("slip", EMAIL_SLIPS)
def test_an_address_of_e_mail_with_a_slip_is_refused(slip: str) -> None:
    @settings(max_examples=12)
    @given(WORD, HOST)
    def refused(name: str, host: str) -> None:
        address = EMAIL_SLIPS[slip](name, host)
        fault, hint = email_fault(address)
        assert fault
        if match := re.fullmatch(r"write (\S+@\S+)", hint):
            assert email_fault(match[1]) == ("", "")

    refused()


@SOME
@given(WEB)
def test_an_address_of_the_web_is_accepted(address: str) -> None:
    assert web_address_fault(address) == ("", "")


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/a_(b)",
        "https://example.org/search?q=a+b&lang=cy#top",
        "https://web.archive.org/web/2020/https://example.org/",
        "http://example.org:8080/",
        "https://xn--caf-dma.example.org/caf%C3%A9",
        "https://example.org/caf\u00e9",
    ],
)
def test_unusual_addresses_of_the_web_are_accepted(address: str) -> None:
    assert web_address_fault(address) == ("", "")


WEB_SLIPS: dict[str, Callable[[str], str]] = {
    "no scheme": lambda rest: rest,
    "another scheme": lambda rest: f"ftp://{rest}",
    "a scheme twice": lambda rest: f"https://https://{rest}",
    "a scheme twice with one colon": lambda rest: f"https://http//{rest}",
    "one slash": lambda rest: f"https:/{rest}",
    "no colon": lambda rest: f"https//{rest}",
    "backslashes": lambda rest: f"https:\\\\{rest}",
    "a letter missing": lambda rest: f"htps://{rest}",
    "a full stop after it": lambda rest: f"https://{rest}.",
    "a comma after it": lambda rest: f"https://{rest},",
    "a bracket after it": lambda rest: f"https://{rest})",
    "quotes after it": lambda rest: f"https://{rest}\u201d",
    "a space in it": lambda rest: f"https://{rest}/a b",
    "a zero-width space in the host": lambda rest: f"https://a\u200b{rest}",
    "a zero-width space at the end": lambda rest: f"https://{rest}/\u200b",
    "a soft hyphen": lambda rest: f"https://a\u00ad{rest}",
    "a byte-order mark": lambda rest: f"https://\ufeff{rest}",
    "a password": lambda rest: f"https://name:secret@{rest}",
    "a name": lambda rest: f"https://name@{rest}",
    "two dots": lambda rest: f"https://{rest.replace('.', '..', 1)}",
    "a hyphen first": lambda rest: f"https://-{rest}",
    "no ending": lambda rest: f"https://{rest.split('.')[0]}",
    "only www": lambda rest: f"https://www.{rest.split('.')[0]}",
    "an address of e-mail": lambda rest: f"mailto:desk@{rest}",
    "two addresses": lambda rest: f"https://{rest},https://{rest}",
    "brackets of Markdown": lambda rest: f"[here](https://{rest})",
}


@pytest.mark.parametrize("slip", WEB_SLIPS)
def test_an_address_of_the_web_with_a_slip_is_refused(slip: str) -> None:
    @settings(max_examples=12)
    @given(HOST)
    def refused(host: str) -> None:
        fault, hint = web_address_fault(WEB_SLIPS[slip](host))
        assert fault
        if match := re.fullmatch(r"write it as (\S+)", hint):
            assert web_address_fault(match[1]) == ("", "")

    refused()


@pytest.mark.parametrize(
    "address", ["https://www.", "http://TODO", "https://", "https://...", "http://localhost/", "https://127.0.0.1/"]
)
def test_an_address_that_somebody_meant_to_fill_in_is_refused(address: str) -> None:
    assert web_address_fault(address)[0]


@pytest.mark.parametrize(
    ("address", "example"),
    [
        ("https://example.org/desk", True),
        ("https://www.example.com", True),
        ("desk@example.net", True),
        ("https://desk.test/", True),
        ("https://desk.invalid/", True),
        ("https://council.example/", True),
        ("https://www.bbc.co.uk/", False),
        ("https://counterexample.org/", False),
        ("talk@examples.org", False),
    ],
)
def test_names_that_are_kept_for_examples_are_known(address: str, example: bool) -> None:
    assert is_example_address(address) is example


@pytest.mark.parametrize(
    "postcode", ["NN1 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA"]
)
def test_postcodes_of_every_form_are_accepted(postcode: str) -> None:
    assert postal_address_fault(f"The Desk, Loam {postcode}") == ("", "")


@pytest.mark.parametrize(
    "postcode", ["nn1 1aa", "NN11AA", "NN1-1AA", "XX1 1AA", "NN1 1AV", "NN1", "1AA", "NN1 AAA", "QN1 1AA", "NN1 OAA"]
)
def test_postcodes_that_cannot_be_are_refused(postcode: str) -> None:
    fault, hint = postal_address_fault(f"The Desk, Loam {postcode}")
    assert fault
    if match := re.fullmatch(r"write (\S+ \S+)", hint):
        assert postal_address_fault(match[1]) == ("", "")


def test_the_fault_of_a_channel_is_that_of_its_value() -> None:
    channel = {"kind": "phone", "value": "0300 123", "basis": "known"}
    with pytest.raises(ValueError, match="0300 numbers have 11") as raised:
        Channel.model_validate(channel)
    assert raised.value.errors()[0]["ctx"]["field"] == "value"  # type: ignore[attr-defined]
    assert Channel.model_validate(channel | {"value": "03069 990001"}).kind is ChannelKind.PHONE


@pytest.mark.parametrize(
    ("text", "fault", "hint"),
    [
        ("0", "is too small: 1 is the least", "write a whole number from 1 up"),
        ("-5", "is below 1", "write it without the minus sign: 5"),
        ("1.5", "is not a whole number", "write 1 or 2"),
        ("5.0", "is not a whole number", "write 5"),
        ("five", "is a number in words", "write it in digits: 5"),
        ("Twenty-one", "is a number in words", "write it in digits: 21"),
        ("5 days", "is more than a number", "write digits only: 5"),
        ("two days", "is more than a number", "write digits only: 2"),
        ("007", "begins with 0", "write it without 0 in front: 7"),
        ("1,000", "has more than digits", "write digits only: 1000"),
        ("5-7", "is two numbers", "write the one that counts: 5 or 7"),
        ("1000000", "is too large: 999,999 is the most", "look whether it has a digit too many"),
        ("soon", "is not a whole number", "write digits only, such as 5"),
    ],
)
def test_what_is_no_whole_number_is_called_what_it_is(text: str, fault: str, hint: str) -> None:
    assert number_fault(text, 1, 999_999) == (fault, hint)


FORMS = (
    "{0.day}/{0.month:02}/{0.year}",
    "{0:%d.%m.%Y}",
    "{0:%d-%m-%Y}",
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0.day} {0:%b} {0.year}",
    "{0:%A} {0.day} {0:%B} {0.year}",
    "{0.year}-{0.month}-{0.day}",
    "{0.year}/{0.month:02}/{0.day:02}",
    "{0:%Y%m%d}",
    "{0:%Y-%m-%d}T09:00:00",
    "{0.year}\u2013{0.month:02}\u2013{0.day:02}",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_date_in_another_form_is_read(form: str) -> None:
    @settings(max_examples=20)
    @given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    def read(day: date) -> None:
        found = readings(form.format(day))
        assert day.isoformat() in found
        assert len(found) == 1 or (len(found) == 2 and day.day <= 12)

    read()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("21/04/2021", ("2021-04-21",)),
        ("04/05/2021", ("2021-05-04", "2021-04-05")),
        ("2021-31-12", ("2021-12-31",)),
        ("May 2016", ("2016-05",)),
        ("05/2016", ("2016-05",)),
        ("31/02/2021", ()),
        ("soon", ()),
        ("2016-17", ()),
    ],
)
def test_a_date_has_the_readings_that_it_can_have(text: str, found: tuple[str, ...]) -> None:
    assert readings(text) == found


def test_no_text_makes_a_rule_slow_or_fail() -> None:
    for letter in "a.-@/0 )\u200b":
        for rule in (email_fault, web_address_fault, postal_address_fault, phone_fault, readings):
            rule(letter * 5000)
            rule(f"https://{letter * 5000}")


@SOME
@given(st.text(max_size=40))
def test_any_text_is_either_right_or_has_a_fault_and_a_hint(text: str) -> None:
    for rule in (email_fault, web_address_fault, postal_address_fault, phone_fault):
        fault, hint = rule(text)
        assert bool(fault) == bool(hint)
    assert all(date.fromisoformat(one) for one in readings(text) if len(one) == 10)
    assert number_fault(text, 1, 999_999)[1]
