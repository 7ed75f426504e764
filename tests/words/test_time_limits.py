"""Time limits in English text: which amounts of time are found, and which of them are limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.vocabulary import Unit
from generator.words.time_limits import amounts_of_time, same_day_limits, time_limits

LIMITS = [
    # a sentence, the least and the most that its limit can be, and the unit
    ("We will answer within 2 working days.", 2, 2, "working-day"),
    ("We will answer within two working days.", 2, 2, "working-day"),
    ("We will answer within forty-eight hours.", 48, 48, "hour"),
    ("We will answer within forty eight hours of your report.", 48, 48, "hour"),
    ("We will answer within **5** working days.", 5, 5, "working-day"),
    ("We will answer within **5 working days**.", 5, 5, "working-day"),
    ("We will answer **within 5 working days**.", 5, 5, "working-day"),
    ("We will answer within 5\u00a0working\u00a0days.", 5, 5, "working-day"),
    ("We will answer within 5&nbsp;working days.", 5, 5, "working-day"),
    ("We will answer within 48hrs.", 48, 48, "hour"),
    ("We will answer within 48 hrs.", 48, 48, "hour"),
    ("We will answer within 48h.", 48, 48, "hour"),
    ("We will answer in 3-5 days.", 3, 5, "day"),
    ("We will answer in 3–5 days.", 3, 5, "day"),
    ("We will answer in 3 – 5 working days.", 3, 5, "working-day"),
    ("We will answer in 3 to 5 working days.", 3, 5, "working-day"),
    ("We will answer between 3 and 5 days after you tell us.", 3, 5, "day"),
    ("It takes between 3 and 5 days.", 3, 5, "day"),
    ("We will answer in three to five weeks.", 3, 5, "week"),
    ("We answer in 5 or 6 days.", 5, 6, "day"),
    ("We answer up to 5 days later.", 5, 5, "day"),
    ("We answer in up to 5 days.", 5, 5, "day"),
    ("We answer no later than 5 days after your report.", 5, 5, "day"),
    ("We answer not later than five days after your report.", 5, 5, "day"),
    ("We answer in no more than 5 days.", 5, 5, "day"),
    ("We answer by the end of the next working day.", 1, 1, "working-day"),
    ("We answer the next working day.", 1, 1, "working-day"),
    ("We answer on the next day.", 1, 1, "day"),
    ("We answer the following working day.", 1, 1, "working-day"),
    ("We answer within one (1) working day.", 1, 1, "working-day"),
    ("We answer within 1 (one) working day.", 1, 1, "working-day"),
    ("We answer within a week.", 1, 1, "week"),
    ("We answer within a fortnight.", 2, 2, "week"),
    ("We answer within an hour.", 1, 1, "hour"),
    ("We answer within half an hour.", 30, 30, "minute"),
    ("We answer within a quarter of an hour.", 15, 15, "minute"),
    ("We answer within an hour and a half.", 90, 90, "minute"),
    ("We answer within one and a half hours.", 90, 90, "minute"),
    ("We answer within 1.5 hours.", 90, 90, "minute"),
    ("We answer within 1½ hours.", 90, 90, "minute"),
    ("We answer within 30 minutes.", 30, 30, "minute"),
    ("We answer within 15 mins.", 15, 15, "minute"),
    ("We answer within 5 WD.", 5, 5, "working-day"),
    ("We answer within 5WD.", 5, 5, "working-day"),
    ("We answer within 10 business days.", 10, 10, "working-day"),
    ("We answer within 3 calendar months.", 3, 3, "month"),
    ("We answer within a year.", 12, 12, "month"),
    ("We answer within two years.", 24, 24, "month"),
    ("We answer in 2 weeks.", 2, 2, "week"),
    ("We answer in two weeks' time.", 2, 2, "week"),
    ("We answer in a month’s time.", 1, 1, "month"),
    ("We contact you 4 weeks after the case is closed.", 4, 4, "week"),
    ("Two months has passed since the last incident.", 2, 2, "month"),
    ("The initial investigation will be undertaken within the first two weeks.", 2, 2, "week"),
    ("We give a 24-hour response.", 24, 24, "hour"),
    ("We have a 5-day target.", 5, 5, "day"),
    ("Response time: 5 working days.", 5, 5, "working-day"),
    ("Reply: 10 days.", 10, 10, "day"),
    ("You have 28 days to appeal.", 28, 28, "day"),
    ("We answer by the fifth working day.", 5, 5, "working-day"),
    ("We answer by the end of the 3rd day.", 3, 3, "day"),
    ("We answer within the hour.", 1, 1, "hour"),
    ("We answer within the week.", 1, 1, "week"),
    ("You hear from us 5 working days after.", 5, 5, "working-day"),
    ("The door is mended in under a week.", 1, 1, "week"),
    ("Graffiti is gone less than 24 hours after you tell us.", 24, 24, "hour"),
    ("A maximum of 10 days.", 10, 10, "day"),
    ("We need a maximum of 10 days.", 10, 10, "day"),
    ("We write to you 10 days from receipt.", 10, 10, "day"),
    ("We answer within ninety-nine days.", 99, 99, "day"),
    ("We answer within twenty one days.", 21, 21, "day"),
    ("We answer within approximately 5 days.", 5, 5, "day"),
    ("We answer within 5 full working days.", 5, 5, "working-day"),
    ("We answer within 5 clear days.", 5, 5, "day"),
    ("We answer WITHIN 5 WORKING DAYS", 5, 5, "working-day"),
    ("We answer within 24 hour.", 24, 24, "hour"),
    ("We answer within 5 working day of your call.", 5, 5, "working-day"),
    ("We answer within 1,000 hours.", 1000, 1000, "hour"),
    ("We answer (5 working days).", 5, 5, "working-day"),
    ("We will respond to reports within 5 days.", 5, 5, "day"),
    ("We will acknowledge complaints in 5 days.", 5, 5, "day"),
    ("We will see you once 2 weeks have passed.", 2, 2, "week"),
    ("We answer at the latest after 3 days.", 3, 3, "day"),
    ("We answer in 3 days at most.", 3, 3, "day"),
    ("We answer 3 days later at most.", 3, 3, "day"),
    ("We answer within 24 hours to 48 hours.", 24, 48, "hour"),
    ("We answer within 24-48 hours.", 24, 48, "hour"),
    ("We answer within one to two weeks.", 1, 2, "week"),
    ("We answer within five-working-days.", 5, 5, "working-day"),
    ("We answer within 5-working days.", 5, 5, "working-day"),
    ("We aim for 5 days.", 5, 5, "day"),
    ("We respond within 72 hours, every time.", 72, 72, "hour"),
    ("We will ring you in an hour or two.", 1, 1, "hour"),
    ("We answer within\n  2 working\n  days.", 2, 2, "working-day"),
    ("It takes 10 days.", 10, 10, "day"),
    ("We answer within 2 working days, 7 days a week.", 2, 2, "working-day"),
    ("We answer within 7 days.", 7, 7, "day"),
    ("Emergency repairs: 24 hours.", 24, 24, "hour"),
    ("Emergency repairs – 24 hours", 24, 24, "hour"),
    ("We will send one letter within 5 days.", 5, 5, "day"),
    ("You will get one named contact within 2 working days.", 2, 2, "working-day"),
    ("We will contact people up to 5 days after a report.", 5, 5, "day"),
    ("We will not close the case until 2 months after the last incident.", 2, 2, "month"),
    ("We answer within 2 hours and 30 minutes.", 150, 150, "minute"),
    ("We answer within 2 hours 30 minutes.", 150, 150, "minute"),
    ("We answer within 1 week and 2 days.", 9, 9, "day"),
    ("We offer a 48-hour call back.", 48, 48, "hour"),
    ("Acknowledgement: 2 working days", 2, 2, "working-day"),
    ("We answer by 5pm on the second working day.", 2, 2, "working-day"),
    ("We answer in max. 5 days.", 5, 5, "day"),
    ("We answer in approx. 5 days.", 5, 5, "day"),
    ("We answer within a 10 working day period.", 10, 10, "working-day"),
    ("We answer inside of 5 days.", 5, 5, "day"),
    ("Our answer will not exceed 5 days.", 5, 5, "day"),
    ("We answer by day 5.", 5, 5, "day"),
    ("We answer within _2 weeks_.", 2, 2, "week"),
    ("Standard response 10 days.", 10, 10, "day"),
    ("It may take up to 10 working days.", 10, 10, "working-day"),
    ("Please allow 5 days.", 5, 5, "day"),
    ("We come within the hour after your call.", 1, 1, "hour"),
    ("It is closed 12 weeks after the last incident.", 12, 12, "week"),
    ("We answer within 1 working day (24 hours).", 1, 1, "working-day"),
    ("We respond to 5 calls within 5 days.", 5, 5, "day"),
]
NO_LIMITS = [
    "You can call us 24/7.",
    "The line is open 24 hours a day.",
    "The line is open 24 hours a day, 7 days a week.",
    "Call us 24 hours, 7 days a week.",
    "We look at the plan every 3 months.",
    "We look at the plan every 10 working days.",
    "We keep your details for 12 months.",
    "We keep your details for up to 12 months.",
    "We store your belongings up to 12 months.",
    "We will meet you within 2 miles of your home.",
    "We will give you a 28-day notice.",
    "We will give you 28 days' notice.",
    "We will give you 28 days’ notice.",
    "We will give you at least 5 working days' notice.",
    "Our office is open 5 working days a week.",
    "We are open five days a week.",
    "A child aged 18 months can come.",
    "Children under 5 years old can come.",
    "We look at what happened in the last 12 months.",
    "We look at what happened over the past 2 years.",
    "It happened 3 months ago.",
    "We act if there are three reports within 6 months.",
    "We act on 3 or more incidents in 6 months.",
    "We call you once a week.",
    "We call you twice in a month.",
    "We call you 3 times a year.",
    "We meet every month.",
    "A meeting takes 2 hours.",
    "We offer a 2-hour session.",
    "You get a 12-month plan.",
    "We give a month's notice.",
    "The helpline is a 24-hour service.",
    "We come to a place within 30 minutes' walk.",
    "We come to a place 10 minutes away.",
    "We offer 2 hours of training.",
    "We offer up to 6 sessions of an hour each.",
    "Our staff have 5 years' experience.",
    "We ring the day centre.",
    "We will listen, day or night.",
    "We answer immediately.",
    "We answer as soon as we can.",
    "We answer straight away.",
    "We will tell you what may happen one day.",
    "One week is not like another.",
    "The order lasts up to 2 years.",
    "A court can give up to five years in prison.",
    "We write to you at least 2 weeks before the hearing.",
    "The second hour is free.",
    "We act if it takes more than 5 days.",
    "People over 18 years can come.",
    "The first 12 months of your tenancy count.",
    "We talk on the first day of each month.",
    "We ring within 2 rings.",
    "We answer within {limit}.",
    "Room 5 Days Inn.",
    "Ask for Section 5 day care.",
    "You can come on 2 May.",
    "In 2016 we began.",
    "We put up to 3 people in a room.",
    "We keep a diary for two weeks with you.",
    "The course lasts 3 days.",
    "We visit each week for 6 weeks.",
    "We ring you daily, weekly or monthly.",
    "A week of action is planned.",
    "We work 37 hours per week.",
    "We hold a drop-in every second Tuesday for two hours.",
    "We stay in touch, at least once every 2 weeks.",
    "We offer six sessions of 50 minutes.",
    "If it happened within the last 24 hours, call us.",
    "We can act on what happened less than 12 months ago.",
    "We help people from 13 to 19 years.",
    "We help young people up to 25 years.",
    "We book a two hour appointment.",
    "We have a 5-day working week.",
    "It is a year-long project.",
    "We tell you in a year-long project.",
    "We work in 1 hour sessions.",
    "We keep in touch until 6 months after.",
    "In the 2 weeks before the hearing we visit you.",
    "You can talk today or the next day.",
    "The course takes 3 days.",
    "A working day is from Monday to Friday.",
    "We come on a working day.",
    "We train all staff for 2 days each year.",
    "You can have 24 hours to think.",
    "Somebody is there 24 hours.",
    "The pack is for children aged 5 to 11 years.",
    "We answer between 9am and 5pm on working days.",
    "The office is open 9 to 5, 5 days a week.",
    "We count the incidents of the previous three months.",
    "We talk for half an hour.",
    "We ask again every half an hour.",
    "A fortnight is a long time.",
    "We speak with you once in a fortnight.",
    "Helpline: 24 hours.",
    "Opening hours: 24 hours",
    "We act on 3 reports within 5 days.",
    "We come on the first working day of each month.",
    "We come within the hour hand.",
    "We keep in touch for at least six months after your case is closed.",
    "We have run this service for 10 years.",
    "You get a 45-minute session.",
    "Two officers work 3 days a week.",
    "We look back over 12 months.",
    "The plan covers the 3 years from 2016 to 2019.",
    "The 28-day notice starts with the letter.",
    "A worker with two years' experience helps you.",
    "We delete nothing for six years.",
    "The centre is 10 minutes' walk from the station.",
]


@pytest.mark.parametrize(("text", "least", "most", "unit"), LIMITS)
def test_a_limit_is_found_however_it_is_written(text: str, least: int, most: int, unit: str) -> None:
    assert [(one.least, one.most, one.unit.value) for one in time_limits(text)] == [(least, most, unit)]


@pytest.mark.parametrize("text", NO_LIMITS)
def test_other_times_are_no_limits(text: str) -> None:
    assert time_limits(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("We answer within **5** working days.", "5 working days", 19),
        ("We answer within 5\u00a0working\u00a0days.", "5 working days", 17),
        ("We answer in 3 \u2013 5 days.", "3 \u2013 5 days", 13),
        ("We answer between 3 and 5 days later.", "between 3 and 5 days", 10),
        ("We answer by the end of the next working day.", "the next working day", 24),
        ("We answer within one (1) working day.", "one (1) working day", 17),
    ],
)
def test_a_limit_has_its_words_and_where_they_start(text: str, words: str, start: int) -> None:
    (one,) = time_limits(text)
    assert (one.words, one.start) == (words, start)
    assert text[one.start : one.end].replace("*", "").replace("\u00a0", " ") == words


def test_every_limit_of_a_text_is_found() -> None:
    text = "We answer within 2 hours, write within 10 days, and look at it every 3 months. It takes up to a year."
    assert [one.amount for one in time_limits(text)] == ["2 hours", "10 days", "12 months"]


@pytest.mark.parametrize(
    "text",
    [
        "We come within 24 hours if it is urgent, or 72 hours if it is not.",
        "We come within 24 hours (72 hours if it can wait).",
        "We come within 24 hours; 72 hours at weekends.",
        "We come within 24 hours and ring within 72 hours.",
        "We come in less than 24 hours. We ring 72 hours later.",
    ],
)
def test_a_second_limit_needs_no_words_of_its_own(text: str) -> None:
    assert [one.amount for one in time_limits(text)] == ["24 hours", "72 hours"]


def test_an_article_is_no_number_outside_a_limit() -> None:
    assert [one.words for one in amounts_of_time("The line is open 24 hours a day. We come on a working day.")] == [
        "24 hours"
    ]


@pytest.mark.parametrize(
    ("text", "amount", "unit", "agrees"),
    [
        ("within a fortnight", 2, Unit.WEEK, True),
        ("within 14 days", 2, Unit.WEEK, True),
        ("within two years", 24, Unit.MONTH, True),
        ("within half an hour", 30, Unit.MINUTE, True),
        ("within 60 minutes", 1, Unit.HOUR, True),
        ("in 3 to 5 days", 5, Unit.DAY, True),
        ("in 3 to 5 days", 3, Unit.DAY, False),
        ("within 5 days", 5, Unit.WORKING_DAY, False),
        ("within 24 hours", 1, Unit.DAY, False),
        ("within 4 weeks", 1, Unit.MONTH, False),
    ],
)
def test_limits_agree_only_where_both_always_end_together(text: str, amount: int, unit: Unit, *, agrees: bool) -> None:
    (one,) = time_limits(text)
    assert one.agrees(amount, unit) is agrees


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We ring you the same day.", ("the same day",)),
        ("We ring you by the end of the same working day.", ("the same working day",)),
        ("We give a same-day response.", ("same-day",)),
        ("We offer same-day appointments.", ()),
        ("We come on the same day every week.", ()),
        ("It is the same day as the visit.", ()),
    ],
)
def test_a_promise_for_the_same_day_is_found(text: str, found: tuple[str, ...]) -> None:
    assert same_day_limits(text) == found


ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
ONES += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS = {
    "minute": ("minute", "min"),
    "hour": ("hour", "hr"),
    "day": ("day", "calendar day", "clear day"),
    "working-day": ("working day", "business day", "working\u00a0day", "working-day"),
    "week": ("week",),
    "month": ("month", "calendar month"),
}
LIMIT_PHRASES = [
    "We will answer within {}.",
    "We will answer **within {}** of your report.",
    "The agencies aim to ring you in {}, wherever you live.",
    "You get a letter no later than {} after your report.",
    "We mend the door in up to {}.",
    "We mend the door in no more than {} if we can.",
    "The case is closed once {} have passed.",
    "Response time: {}.",
    "If it is high risk we come within about {} and stay with you.",
    "We ring. Then, {} later, we write.",
]
OTHER_PHRASES = [
    "We look at the plan every {}.",
    "We keep your notes for {}.",
    "We keep your notes for up to {}, then we burn them.",
    "It must have happened in the last {}.",
    "It happened {} ago.",
    "We give you {}' notice.",
    "We come three times in {}.",
    "The house is {} old.",
    "There were three reports in {}.",
]


def spelled(amount: int) -> str:
    """Return a number up to 99 in words."""
    if amount < 20:
        return ONES[amount - 1]
    tens, ones = TENS[amount // 10 - 2], amount % 10
    return f"{tens}-{ONES[ones - 1]}" if ones else tens


@st.composite
def amounts(draw: st.DrawFn) -> tuple[int, str, str]:
    """Return an amount, its unit, and its words."""
    amount, unit = draw(st.integers(1, 99)), draw(st.sampled_from(sorted(UNITS)))
    number = draw(st.sampled_from([str(amount), spelled(amount), f"{spelled(amount)} ({amount})", f"**{amount}**"]))
    gap = draw(st.sampled_from([" ", "\u00a0", "\n  ", "&nbsp;"]))
    noun = draw(st.sampled_from(UNITS[unit])) + ("" if amount == 1 else "s")
    return amount, unit, f"{number}{gap}{noun}"


@settings(max_examples=200)
@given(amounts(), st.sampled_from(LIMIT_PHRASES))
def test_any_amount_in_a_phrase_for_limits_is_a_limit(drawn: tuple[int, str, str], phrase: str) -> None:
    amount, unit, words = drawn
    assert [(one.most, one.unit.value) for one in time_limits(phrase.format(words))] == [(amount, unit)]


@settings(max_examples=200)
@given(amounts(), st.sampled_from(OTHER_PHRASES))
def test_no_amount_in_a_phrase_for_other_times_is_a_limit(drawn: tuple[int, str, str], phrase: str) -> None:
    assert time_limits(phrase.format(drawn[2])) == ()


@given(
    st.integers(1, 49),
    st.integers(1, 50),
    st.sampled_from(["{} to {}", "{}-{}", "{}\u2013{}", "{} \u2013 {}", "between {} and {}"]),
)
def test_a_range_has_both_its_ends(least: int, more: int, written: str) -> None:
    text = f"You get a letter {written.format(least, least + more)} working days after your report."
    assert [(one.least, one.most, one.unit) for one in time_limits(text)] == [(least, least + more, Unit.WORKING_DAY)]


@given(st.text(alphabet="5 -*(½0,.abwithnourdyskme\u00a0\n&;:", max_size=80))
def test_any_text_is_read_to_its_end(text: str) -> None:
    for one in amounts_of_time(text):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 < one.least <= one.most
