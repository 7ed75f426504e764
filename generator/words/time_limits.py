"""Finds amounts of time in English text, and says which of them are time limits.

An amount of time is a number, or a range of numbers, with a unit: ``5 working days``, ``forty-eight hours``, ``3-5
days``, ``half an hour``, ``the next working day``. It is a limit where the words beside it make it one, as in ``within
a week`` and ``10 days after``; and working days are only ever counted for a limit. Frequencies (``every 3 months``),
durations (``for 12 months``), ages, notice and opening hours are no limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from generator.model.vocabulary import Unit, counted

_GAP = r"[\s*]"
"""White space of any kind, and the stars around bold words."""
_HYPHEN = r"[-\u00ad\u2010\u2011]"
_DASH = r"[-\u2010-\u2015\u2212]"
_JOIN = r"[\s*\u00ad\u2010\u2011-]*"
_ENTITY, _SPACES = "&nbsp;", "\u00a0" * 6

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_VALUES = {
    **{word: n for n, word in enumerate(_ONES, start=1)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=2)},
    **{word: n for n, word in enumerate(_ORDINALS, start=1)},
}
_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_PARTS = {"half": Fraction(1, 2), "three": Fraction(3, 4)}
"""The parts of a unit by their first word; any other is a quarter."""


def _any(*words: str) -> str:
    """Return a pattern for any of ``words``, the longest first."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_SPELLED = rf"(?>{_any(*_TENS)}(?:{_JOIN}{_any(*_ONES[:9])}(?!\w))?|{_any(*_ONES)})(?!\w)"
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?[½¼¾]?|[½¼¾])"
_PLAIN_NUMBER = rf"(?:{_FIGURES}|{_SPELLED})"
_NUMBER = rf"{_PLAIN_NUMBER}(?:{_GAP}*\({_GAP}*{_PLAIN_NUMBER}{_GAP}*\))?"
_AND_A_HALF = rf"{_GAP}+and{_GAP}+a{_GAP}+half(?!\w)"

_UNITS: tuple[tuple[str, Unit, int], ...] = (
    (rf"{_any('working', 'business', 'office', 'work')}{_JOIN}days?|week{_HYPHEN}?days?", Unit.WORKING_DAY, 1),
    (r"wds?", Unit.WORKING_DAY, 1),
    (rf"(?:{_any('working', 'business', 'office')}{_JOIN})?(?:hours?|hrs?)|h", Unit.HOUR, 1),
    (r"minutes?|mins?", Unit.MINUTE, 1),
    (r"days?", Unit.DAY, 1),
    (r"fortnights?", Unit.WEEK, 2),
    (r"weeks?|wks?", Unit.WEEK, 1),
    (r"months?|mths?", Unit.MONTH, 1),
    (r"years?|yrs?", Unit.MONTH, 12),
)
"""The words for each unit, the unit of a time limit that they stand for, and how many of it they are."""
_UNIT = f"(?:{'|'.join(pattern for pattern, _, _ in _UNITS)})(?!\\w)"
_UNIT_ROWS = tuple((re.compile(pattern, re.I), unit, factor) for pattern, unit, factor in _UNITS)
_SMALLER_UNIT = {Unit.HOUR: (Unit.MINUTE, 60), Unit.WEEK: (Unit.DAY, 7)}
_ADJECTIVES = rf"(?:{_any('full', 'clear', 'whole', 'complete', 'consecutive', 'calendar', 'more', 'further')}{_GAP}+)*"

_ANY_UNIT = re.compile(r"min|hour|hr|\dh\b|day|week|wk|wd|fortnight|month|mth|year|yr", re.I)

_COUNTED = re.compile(
    rf"""(?<![\w£$€.,/])(?:
        (?P<most>{_NUMBER})(?P<and_a_half>{_AND_A_HALF})?
      | (?P<part>half|(?:(?:a|one){_GAP}+)?quarter{_GAP}+of|three{_GAP}+quarters{_GAP}+of){_GAP}+an?(?!\w)
      | (?P<article>an?)(?!\w)
    )
    (?P<join>{_JOIN}){_ADJECTIVES}(?P<unit>{_UNIT})(?P<unit_and_a_half>{_AND_A_HALF})?(?P<possessive>['’]s?(?!\w))?""",
    re.I | re.X,
)
_FIRST_UNIT = rf"(?:{_JOIN}(?:working{_JOIN})?{_any('hour', 'day', 'week', 'month', 'year', 'minute')}s?)?"
_RANGE = re.compile(
    rf"""(?<![\w£$€.,/])(?:
        between{_GAP}+(?P<between>{_NUMBER}){_FIRST_UNIT}{_GAP}+(?:and|to){_GAP}+
      | (?P<least>{_NUMBER}){_FIRST_UNIT}(?:{_GAP}*{_DASH}{_GAP}*|{_GAP}+to{_GAP}+)
      | (?P<either>{_NUMBER}){_GAP}+(?:or|and){_GAP}+
    )$""",
    re.I | re.X,
)
"""What comes before the second number of a range."""
_LONGEST_RANGE = 50
_GOES_ON = re.compile(rf"{_GAP}*(?:,{_GAP}*)?(?:and{_GAP}+)?", re.I)
_SAME_DAY = re.compile(rf"(?<!\w)(?:the{_GAP}+)?same(?P<join>{_JOIN})(?:(?:working|business){_JOIN})?day(?!\w)", re.I)
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_BY = rf"(?:by|before|within|until|(?:no|not){_GAP}+later{_GAP}+than)"
_ON = rf"(?:on|in|{_BY})"
_NAMED = re.compile(
    rf"""(?<!\w)(?:
        (?:the{_GAP}+)?(?:next|following){_JOIN}(?P<next>{_any("working", "business", "office", "week")}{_JOIN}day)
      | {_ON}{_GAP}+(?:the{_GAP}+end{_GAP}+of{_GAP}+)?the{_GAP}+(?:next|following){_GAP}+(?P<next_day>day)
      | (?:within|inside){_GAP}+the{_GAP}+(?P<the>hour|day|week|fortnight|month)
      | {_BY}{_GAP}+(?:the{_GAP}+end{_GAP}+of{_GAP}+)?(?:the{_GAP}+)?
        (?P<ordinal>\d+(?:st|nd|rd|th)|{_any(*_ORDINALS)})(?!\w){_JOIN}(?P<of>{_UNIT})
      | on{_GAP}+the{_GAP}+(?P<on>\d+(?:st|nd|rd|th)|{_any(*_ORDINALS)})(?!\w){_JOIN}(?P<on_day>working{_JOIN}day)
      | {_BY}{_GAP}+(?:the{_GAP}+end{_GAP}+of{_GAP}+)?
        (?P<numbered>(?:{_any("working", "business")}{_JOIN})?day){_GAP}+(?P<number>\d+)
    )(?!\w)""",
    re.I | re.X,
)

_NOT_MORE = ("(?:no|not|never) (?:more|later|longer|greater) than", "less than", "fewer than", "under", "at most")
_FILLERS = _any(
    r"about|around|approximately|approx\.?|circa|roughly|nearly|just|only|a|an|the|your|our|another",
    *("a further", "the first", "the next", "up to", "at least", "a maximum of", "a period of", "a total of"),
    *_NOT_MORE,
)
_FILLED = rf"(?:{_FILLERS} )*$"
"""What may come between a word that makes a limit, or that excludes one, and the amount."""
_SEVERAL = rf"(?:\d+|{_any(*_ONES[1:], 'several', 'some')})"
_COUNTED_EVENTS = "(?:times|incidents|reports|complaints|occasions|crimes|attacks|allegations|events)"
_PERIOD = r"(?:working )?(?:day|week|weekend|month|year|fortnight|quarter|term|shift|hour)\b"


def _before(*patterns: str, filled: str = _FILLED) -> re.Pattern[str]:
    """Return a pattern for words that come before an amount."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)}) {filled}")


def _after(*patterns: str) -> re.Pattern[str]:
    """Return a pattern for words that come after an amount."""
    return re.compile(rf" ?(?:{'|'.join(patterns)})(?!\w)")


_WITHIN = _before("within", "inside", *_NOT_MORE[:1], "at most")
_LIMIT_BEFORE = _before(
    *("within", "inside(?: of)?", "in", "up to", "not exceed(?:ing)?", "after", "until", "till", "before", *_NOT_MORE),
    *("(?:by|before|at|to) the end of", r"max(?:imum)?\.?(?: of)?:?"),
    r"(?:aims?|targets?|deadline|limit|allow|allows|allowed)(?: (?:is|are))?(?: (?:of|for))?:?",
    r"(?:response|reply|turnaround|acknowledgement)(?: times?)?",
    r"(?:response|reply|answer|turnaround|acknowledgement|target|time|timescale|deadline|limit|wait)s?(?: times?)?"
    r"(?: is| are| of| will be| –| -|:)",
)
_LABEL = re.compile(
    r"^(?!.*\b(?:help\w*|\w*phone|lines?|cover|service|services|hours|open|opening|duration|length|course|training"
    r"|session|ages?|day|days)\b).*\w(?::| [-–—]) $"
)
"""A label before an amount: Emergency repairs: 24 hours."""
_TAKES = _before("takes?", "taken", "taking")
_SHORT_UNITS = frozenset({Unit.MINUTE, Unit.HOUR})
"""What takes hours may as well be a talk."""
_ACTS = _any(
    "reply|respond|answer|appeal|act|decide|contact|ring|call|write|complain|tell|object|comment|complete",
    "repair|fix|mend|remove|finish|acknowledge|investigate|review|send|assess|visit|let|ask|clean|confirm",
    *("make contact", "get back", "come back"),
)
_EVENTS = _any(
    "report|complaint|call|contact|incident|referral|request|letter|e-?mail|message|visit|decision|interview",
    "application|claim|disclosure|allegation|event|notification|case|meeting|assessment|investigation",
)
_LIMIT_AFTER = _after(
    *("time(?! limit)", "after", "later", "since", "once", "following", "max(?:imum)?", "at (?:the )?(?:latest|most)"),
    *("or (?:less|sooner|fewer|quicker)", "(?:have|has|had|is|are) (?:passed|gone|up|over|elapsed)"),
    r"from (?:the|your|a|an|when|receipt|receiving|report\w*|that|this|it|being|now|first|initial|date)",
    rf"of (?:your|the|a|any|this|that|an|each) (?:\w+ ){{0,2}}{_EVENTS}",
    r"of (?:it|us|you|receipt|receiving|being|getting|hearing|report\w*|making|finding|learning|when|contact)",
)
_TO_ACT = _after(rf"to {_ACTS}")
"""After a time that somebody has. What is done on a day is no limit: a day to ask again."""
_SAME_AS = _after("as", "every", "each", "of")
_LIMIT_NOUN = _after(
    "(?:response|reply|turnaround|deadline|limit|target|timescale|time ?frame|time limit|standard|answer|call-? ?back"
    "|acknowledgement)s?"
)
"""After an amount that describes a noun: a 5-day target."""
_PERIOD_NOUN = _after("periods?", "windows?")
_END_OF_PHRASE = re.compile(
    r"\s*(?:$|[.,;:!?)|]|[-–—] |(?:after|of|from|when|whenever|once|later|or|and|if|at|to|by|unless|on|for|with|in|as"
    r"|so|but|since|following|time|maximum|where|that|this|we|you|they|it|the|our|your|an?)\b)"
)

_NOT_LIMIT_BEFORE = (
    _before("every", "each", "per", "any", "every other"),
    _before(r"(?:once|twice|times?) (?:in|within|every|per|over)"),
    _before(rf"{_SEVERAL}(?: or more)? (?:\w+ )?{_COUNTED_EVENTS}(?: or more)? (?:in|within|over|during)"),
    _before(r"(?<!aim )(?<!aims )(?<!target )(?<!limit )(?<!deadline )for"),
    _before("over", "during", "throughout", "across", "through", "last", "past", "previous", "preceding", "recent"),
    _before(r"^(?!.*\b(?:not|never|only)\b).*\b(?:until|till)"),
    _before(r"(?:courses?|training|meetings?|sessions?|interviews?|workshops?|programmes?|trials?|hearings?) takes?"),
    _before("aged?", "ages", "age of", "older", "younger", "old"),
    _before(
        "(?:people|persons?|anyone|someone|those|adults|children|babies|infants|pupils)(?: who are)? (?:under|over)",
        "(?:children|babies|infants|young people|pupils) (?:up to|at least)",
    ),
    _before(r"(?:last|run|stay|remain|open|available|valid)\w*", filled=r"(?:for )?(?:\w+ to |at least |about )*$"),
    _before(
        r"(?:keep|kept|store|hold|held|retain|stay|remain|save)\w*(?: \w+){0,3}?",
        filled=r"(?:for )?(?:up to |at least |a maximum of )$",
    ),
    _before(r"(?<!no )(?<!not )(?<!never )(?:more|longer|later|older|greater|over) than", "over", filled="(?:the )?$"),
)
_NOT_LIMIT_AFTER = (
    _after(rf"(?:a|an|per|each|every|in (?:a|the|each|every|any)|out of|of the|of (?:every|each)|/) ?{_PERIOD}"),
    _after("ago", "old", "of age", r"or (?:older|over|younger|more)", "apart", "running", "in a row", "at a time"),
    _after(
        r"walk\w*", r"driv\w+", "journey", "ride", "flight", "(?:by|of) (?:bus|car|train|foot|travel|walking|driving)"
    ),
    _after("in prison", "in custody", "in jail", "imprisonment", "away", r"drive|bus ride|train ride"),
    _after("in advance", "before", "beforehand", "early", "earlier", "off", "from (?:home|your home|here|work)"),
)
_NOT_LIMIT_AFTER_WEAK = (
    _after(r",? ?(?:and )?(?:7|seven|six|five) days"),
    _after(
        r"(?:\w{1,40} )?notice", "of notice", "long", "worth", "experience", "training", "work", "pay", "rent", "leave"
    ),
    _after("of (?:training|support|counselling|help|therapy|service|leave|work|rent|care|advice|rest|free)"),
    _after("(?:session|meeting|appointment|interview|workshop|course|visit|talk|programme|contract|tenancy|service)s?"),
)
"""No limit, unless the amount follows ``within``."""
_OURS = re.compile(
    r"(?<!\w)we(?:['’]ll| (?:will|aim|try|promise|answer|reply|respond|ring|call|contact|write|visit|mend|repair|remove"
    r"|get|come|see|act|acknowledge|start|review|check|tell|let|send))(?!\w)"
)
_CARRIED = re.compile(r"(?<!\w)(?:within|no later than|up to) .{0,90}(?:,|;|\(|(?<!\w)(?:or|and|otherwise|but)) ?$")
"""Before a second limit, for other cases: within 24 hours, or 72 hours if it can wait."""
_AGE = re.compile("[- ]olds?(?!\\w)")
_SENTENCE_END = re.compile(r"(?<!\bmax)(?<!\bapprox)(?<!\bmin)(?<!\be\.g)(?<!\bi\.e)[.!?] ")
_WINDOW = 90
"""How many characters on each side of an amount are read."""


class Reading(Enum):
    """What the words around an amount of time make of it."""

    LIMIT = "limit"
    OTHER = "other"
    """A frequency, a duration, an age, notice, or the hours of an office."""
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class AmountOfTime:
    """An amount of time in a text: its offsets there, the least and the most it can be, and the unit."""

    start: int
    end: int
    words: str
    """As they are in the text, with single spaces and without stars."""
    least: int
    most: int
    unit: Unit
    reading: Reading
    figures: bool
    """Whether its number is in figures."""
    ours: bool
    """Whether its sentence says what "we" do."""

    @property
    def limit(self) -> bool:
        """Whether it is a time limit."""
        return self.reading is Reading.LIMIT

    @property
    def amount(self) -> str:
        """The amount as a time limit is worded: 5 working days."""
        return counted(self.most, self.unit.noun)

    def agrees(self, amount: int, unit: Unit) -> bool:
        """Return whether it is that amount, or a range that ends there: 14 days agree with 2 weeks."""
        return _smallest(self.most, self.unit) == _smallest(amount, unit)

    def starts_at(self, amount: int, unit: Unit) -> bool:
        """Return whether it is that amount, or a range that starts there."""
        return _smallest(self.least, self.unit) == _smallest(amount, unit)


def amounts_of_time(text: str) -> tuple[AmountOfTime, ...]:
    """Return the amounts of time in a text, in order. An article is a number only in a limit: within a day."""
    if not _ANY_UNIT.search(text):
        return ()
    text = text.replace(_ENTITY, _SPACES).replace("_", "*")
    amounts = [one for match in _NAMED.finditer(text) if (one := _named(match, text))]
    amounts += (one for match in _COUNTED.finditer(text) if (one := _counted(match, text)))
    found: list[AmountOfTime] = []
    for one in sorted(amounts, key=lambda one: (one.start, -one.end)):
        if found and (both := _together(found[-1], one, text)):
            found[-1] = both
        elif not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def time_limits(text: str) -> tuple[AmountOfTime, ...]:
    """Return the time limits in a text, in order."""
    return tuple(one for one in amounts_of_time(text) if one.limit)


def same_day_limits(text: str) -> tuple[str, ...]:
    """Return the words of a text that promise something for the same day, which no number of units says."""
    found = []
    for match in _SAME_DAY.finditer(text):
        after = _context(text, match.start(), match.end())[1]
        describes = bool(re.search(_HYPHEN, match["join"]))
        if _LIMIT_NOUN.match(after) if describes else not _SAME_AS.match(after):
            found.append(_plain(match[0]))
    return tuple(found)


def _together(one: AmountOfTime, other: AmountOfTime, text: str) -> AmountOfTime | None:
    """Return two amounts as one where the second goes on from the first: 2 hours and 30 minutes."""
    unit, parts = _SMALLER_UNIT.get(one.unit, (None, 0))
    if other.unit is not unit or one.least != one.most or not _GOES_ON.fullmatch(text[one.end : other.start]):
        return None
    size = one.most * parts + other.most
    words = _plain(text[one.start : other.end])
    return replace(one, end=other.end, words=words, least=size, most=size, unit=other.unit)


def _counted(match: re.Match[str], text: str) -> AmountOfTime | None:
    unit, factor = _unit(match["unit"])
    most = _value(match["most"]) if match["most"] else Fraction(1)
    if match["part"]:
        most = _PARTS.get(match["part"].split()[0].lower(), Fraction(1, 4))
    most += Fraction(1, 2) if match["and_a_half"] or match["unit_and_a_half"] else 0
    start, end = match.start(), match.end()
    least, start = (most, start) if match["part"] else _first_of_range(text, start, most)
    sizes = _whole(least, most, unit, factor)
    if not sizes or text[start - 1 : start] in _DASHES:
        return None
    before, after = _context(text, start, end)
    describes, vague = _describes(match, most), bool(match["article"])
    reading = _reading(before, after, sizes[2], vague=vague, describes=describes)
    if (vague and reading is not Reading.LIMIT) or (describes and _AGE.match(after)):
        return None
    words = _plain(text[start:end])
    figures = bool(re.search(r"[\d½¼¾]", words))
    return AmountOfTime(start, end, words, *sizes, reading, figures, _is_ours(before, after))


def _first_of_range(text: str, start: int, most: Fraction) -> tuple[Fraction, int]:
    """Return the first number of the range whose second one is at ``start``, and where the range starts."""
    from_offset = max(0, start - _LONGEST_RANGE)
    match = _RANGE.search(text[from_offset:start])
    if match:
        least = _value(match["between"] or match["least"] or match["either"])
        if least <= most:
            return least, from_offset + match.start()
    return most, start


def _named(match: re.Match[str], text: str) -> AmountOfTime | None:
    words = match["next"] or match["next_day"] or match["the"] or match["of"] or match["on_day"] or match["numbered"]
    unit, factor = _unit(re.sub(r"^week(?=\W*day)", "working", words, flags=re.I))
    number = match["ordinal"] or match["on"] or match["number"] or "1"
    amount = int(re.sub(r"\D", "", number)) if number[0].isdigit() else _VALUES[number.lower()]
    before, after = _context(text, match.start(), match.end())
    if amount < 1 or (match["the"] and not _END_OF_PHRASE.match(after)):
        return None
    reading = Reading.OTHER if _is_excluded("", after) else Reading.LIMIT
    size, figures = amount * factor, bool(re.search(r"\d", match[0]))
    ours = _is_ours(before, after)
    return AmountOfTime(match.start(), match.end(), _plain(match[0]), size, size, unit, reading, figures, ours)


def _reading(before: str, after: str, unit: Unit, *, vague: bool, describes: bool) -> Reading:
    """Return what the words around an amount make of it.

    ``vague`` amounts have an article for their number. Those that ``describe`` say of what a noun is: a 5-day limit.
    """
    if _is_excluded(before, after):
        return Reading.OTHER
    by_before = bool(_LIMIT_BEFORE.search(before) or (unit not in _SHORT_UNITS and _TAKES.search(before)))
    by_after = bool(_LIMIT_AFTER.match(after) or (not (vague and unit is Unit.DAY) and _TO_ACT.match(after)))
    ends = bool(_END_OF_PHRASE.match(after))
    by_before = by_before or (bool(_LABEL.match(before)) and not after.strip(" .,;)"))
    by_before = by_before or (bool(_CARRIED.search(before)) and not after.startswith(")"))
    if describes:
        limit = bool(_LIMIT_NOUN.match(after)) or (by_before and (ends or bool(_PERIOD_NOUN.match(after))))
        return Reading.LIMIT if limit else Reading.OTHER
    if vague:
        limit = by_after or (by_before and ends)
    else:
        limit = unit is Unit.WORKING_DAY or by_before or by_after or bool(_LIMIT_NOUN.match(after))
    return Reading.LIMIT if limit else Reading.UNCLEAR


def _is_excluded(before: str, after: str) -> bool:
    """Return whether the words around an amount say that it is something else than a limit."""
    first_of_a_time = re.search(r"(?<!within )(?<!within the )(?<!in )(?<!in the )\bfirst $", before)
    return bool(
        first_of_a_time
        or any(pattern.search(before) for pattern in _NOT_LIMIT_BEFORE)
        or any(pattern.match(after) for pattern in _NOT_LIMIT_AFTER)
        or (not _WITHIN.search(before) and any(pattern.match(after) for pattern in _NOT_LIMIT_AFTER_WEAK))
    )


def _is_ours(before: str, after: str) -> bool:
    return bool(_OURS.search(before) or _OURS.search(after))


def _describes(match: re.Match[str], amount: Fraction) -> bool:
    """Return whether an amount describes the noun after it: 24-hour, 5 day."""
    singular = not match["unit"].lower().endswith("s") and not match["possessive"]
    hyphenated = bool(re.search(_HYPHEN, match["join"]))
    return singular and bool(match["most"]) and (hyphenated or amount > 1) and len(match["unit"]) > 2


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the same sentence before and after an amount, in small letters, each with its space."""
    before = _plain(text[max(0, start - _WINDOW) : start], trim=False).lower()
    after = _plain(text[end : end + _WINDOW], trim=False).lower()
    before = _SENTENCE_END.split(before)[-1]
    return before, _SENTENCE_END.split(after)[0]


def _plain(text: str, *, trim: bool = True) -> str:
    spaced = re.sub(rf"{_GAP}+", " ", text)
    return spaced.strip() if trim else spaced


def _unit(words: str) -> tuple[Unit, int]:
    """Return the unit that ``words`` name and how many of it they are."""
    return next((unit, factor) for pattern, unit, factor in _UNIT_ROWS if pattern.fullmatch(words))


def _value(words: str) -> Fraction:
    """Return the number that ``words`` write, such as ``5``, ``1½``, ``forty-eight`` or ``five (5)``."""
    number = words.split("(")[0].lower().replace(",", "")
    if match := re.search(r"\d+(?:\.\d+)?", number):
        return Fraction(match[0]) + sum(_FRACTIONS.get(character, 0) for character in number)
    if any(character in _FRACTIONS for character in number):
        return sum((_FRACTIONS.get(character, Fraction(0)) for character in number), Fraction(0))
    return Fraction(sum(_VALUES[word] for word in re.findall(r"[a-z]+", number)))


def _whole(least: Fraction, most: Fraction, unit: Unit, factor: int) -> tuple[int, int, Unit] | None:
    """Return two amounts and their unit as whole numbers of a unit of time limits; None where there is none."""
    least, most = least * factor, most * factor
    if most.denominator != 1 or least.denominator != 1:
        if unit not in _SMALLER_UNIT:
            return None
        unit, parts = _SMALLER_UNIT[unit]
        least, most = least * parts, most * parts
    if most.denominator != 1 or least.denominator != 1 or not 0 < most < 1_000_000:
        return None
    return int(least), int(most), unit


def _smallest(amount: int, unit: Unit) -> tuple[int, Unit]:
    """Return an amount in the smallest unit that always has the same length: 2 weeks are 14 days."""
    smaller, parts = _SMALLER_UNIT.get(unit, (unit, 1))
    return amount * parts, smaller
