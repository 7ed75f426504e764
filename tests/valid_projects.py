"""Projects that other partnerships could have, each without a mistake: Loamshire with many valid variations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from tests.conftest import LOAMSHIRE
from tests.written_yaml import WritingStyle, read_back

Files = dict[str, str]
Data = dict[str, Any]

NUMBERS = (
    "01632 960101",
    "01632960101",
    "+44 1632 960101",
    "0113 496 0101",
    "0117 496 0999",
    "0121 496 0000",
    "0131 496 0123",
    "0161 496 0777",
    "0191 498 0100",
    "020 7946 0958",
    "02079460958",
    "+44 20 7946 0958",
    "028 9649 6123",
    "029 2018 0123",
    "03069 990123",
    "03069990999",
    "0808 157 0123",
    "+44 808 157 0123",
    "07700 900123",
    "+447700900999",
    "0909 879 0123",
    "101",
    "111",
    "105",
    "112",
    "119",
    "999",
    "116 123",
    "116123",
    "18000",
    "61016",
    "85258",
    "0800 1111",
    "0800 555 111",
    "08 08 15 70 123",
)
"""Ofcom's numbers for drama in each range, and numbers of the whole country that any directory has."""

TEXT_NUMBERS = ("07700 900123", "+44 7700 900999", "07700900001", "61016", "85258", "999")
RELAY_NUMBERS = ("18000", "18001 101", "18001 01632 960101", "18001 0808 157 0123", "18001 111", "18002 01632 960101")

EMAILS = (
    "desk@example.org",
    "help+hate@example.org",
    "first.last@example.org",
    "hate-crime@desk.loam.example.org",
    "desk_2@example.org",
    "101@example.org",
    "Desk@Example.ORG",
    "d@example.org",
    "no-reply.2026@a-b.example.org",
    "o'neill@example.org",
    "desk@example.com",
    "team@mail.example.net",
)

WEB_ADDRESSES = (
    "https://example.org",
    "https://example.org/",
    "http://example.org/desk",
    "https://www.example.org/desk/",
    "https://example.org:8443/desk",
    "https://example.org/desk?lang=cy&page=2",
    "https://example.org/desk#opening-times",
    "https://example.org/?id=1;x=%20y",
    "https://example.org/caf%C3%A9",
    "https://example.org/desk_(Loam)",
    "https://example.org/~desk/a,b/c+d",
    "https://sub.sub.example.org/a-b_c.html",
    "https://example.org/@desk",
    "https://xn--bcher-kva.example.org/",
    "https://example.org/a/very/long/path/with/many/parts/of-a-name/index.htm?x=y#z",
    "https://example.org/it's",
    "https://EXAMPLE.org/Desk.PDF",
    "https://example.org/100%25",
    "https://example.co.uk/x",
    "https://example.org/a:b",
    "https://example.org/p?url=https://example.com/q",
)

POSTCODES = ("N1 1AA", "N11 1AA", "NN1 1AA", "NN12 1AA", "N1C 1AA", "EC1A 1AA", "GIR 0AA")

HOURS = (
    "24 hours a day",
    "24/7",
    "9am to 5pm",
    "9am–5pm, Monday to Friday",
    "Monday to Friday, 9am to 5pm, not on bank holidays",
    "8:30am to 4:45pm",
    "10.00 to 16.00",
    "every day, 7am to 11pm",
    "Mon–Thu 9–5, Fri 9–4:30",
    "office hours",
    "Tuesdays and Thursdays only; leave a message at other times",
    "term time: 8am to 6pm",
    "from 6pm",
    "noon to midnight",
    "day and night",
    "within 2 minutes' walk of the station",
)

COSTS = (
    "free",
    "free from landlines and mobiles",
    "a local call",
    "up to 12p a minute plus your phone company’s charge",
    "£1.50 a text",
    "50% off for students",
    "free: the number does not show on your bill",
    "no more than 01 and 02 numbers",
)

LANGUAGES = (
    "Welsh",
    "Polish, Urdu & Romanian",
    "Cymraeg",
    "any language, by interpreter",
    "British Sign Language (BSL)",
)

NAMES = (
    "Loam Citizens’ Advice",
    "The Women's Centre",
    "St John's & St Mary's",
    "Llinell Gymorth Casineb",
    "Canolfan Ynys Môn",
    "Tŷ Hafan",
    "Ośrodek Wsparcia Łódź",
    "Zażółć gęślą jaźń",
    "Madad (help line)",
    "Desk no. 2",
    "1st Step",
    "24-7 Line",
    "Mind: the gap",
    "C# Coders’ Club",
    "A-Z of Help",
    "O’Neill House",
    "AT&T Room",
    "Room 3/4",
    "The “Safe” Place",
    "Façade",
    "Hope (formerly Hopeful)",
    "50+ Club",
    "Yes",
    "No",
    "On",
    "Null",
    "007",
    "1e3",
    "12:30 Club",
    "Saint-Denis – the hub",
    "Men’s Shed, Loam",
    "#StopHate Loam",
    "@Loam",
    "Q&A*",
    "50% Club",
    "Ça va?",
    "Übergang",
    "Señor Bueno",
    "İstanbul Evi",
)

SENTENCES = (
    "Ring to talk to somebody.",
    "Come in: the door is open.",
    "You can ring, text or write.",
    "It is free, and stays private.",
    "For people over 18.",
    "For anyone who lives, works or studies in Loam.",
    "Ask for “the desk”.",
    "Open 24 hours a day.",
    "They listen. They do not tell anybody.",
    "Bring someone, if you like.",
    "It costs £3.50 a week, or nothing.",
    "Take bus no. 12 to stop #4.",
    "We use **plain words** here.",
    "Parking is 2 minutes away.",
    "Call 101 or ring the bell.",
    "Cymraeg: croeso i chi.",
    "See section 2(1)(a) of the rules.",
    "It began in 1998/99.",
    'Say "hello", it\'s enough.',
)

PROMISES_WITHOUT_LIMIT = (
    "We will answer as soon as we can.",
    "You can reach us 24 hours a day, 7 days a week.",
    "We will listen to you.",
    "We will keep you up to date.",
    "A working day is Monday to Friday.",
    "We will work with you in the months that follow.",
    "We will meet once a month to look at every case.",
    "We look at each case every 6 weeks.",
    "We will not close your case early.",
    "We will help people who are over 16.",
    "We aim to reply promptly.",
    "We offer a visit at a time that suits you.",
    "We will ask you which of 3 ways you like best.",
    "We will treat you with respect, whatever the hour.",
    "We will tell you in good time.",
    "We will ring you on the day that you choose.",
    "We will visit for 2 hours each week.",
    "We will keep your letter for 6 years.",
    "We will help you for up to 12 months after you move.",
    "We will write 2 days before we visit.",
    "We will call every 2 weeks until your case is closed.",
    "We will be there in person.",
    "We will give you a 24-hour number.",
    "We will keep records for as long as the law says.",
    "We will say sorry within our first letter.",
)

UNITS = {"hour": "hour", "day": "day", "working-day": "working day", "week": "week", "month": "month"}

BLOCKS = (
    "Ring the desk, or write to it. You need not say who you are.",
    "- Bring a friend.\n- Bring a letter.\n- Bring nothing.",
    "* One thing\n* Another thing",
    "1. Sit down.\n2. Ring the bell.\n3. Wait.",
    "1. Take with you:\n    - the letter\n    - the number\n2. Ring.",
    "- A thing to do:\n\n    It has a second paragraph.\n\n- Another thing.",
    "You can *say no*, and **you can stop** at any time.",
    "Read [the charter](ref:charter), or look in [the A to Z](ref:a-to-z).",
    "The council has [a page on this](https://example.org/desk?x=1#top).",
    "[Write to the desk](mailto:desk@example.org) or [ring the desk](tel:01632960101).",
    "It costs £5 & takes 10 minutes: 50% of people come back.",
    "The form asks for 3 things (name, day, place); leave out what you like.",
    "Croeso! Dzień dobry! The word *façade* has a tail.",
    "Use form A-1/b, version 2.0, of 1 April 2021 – not the old one…",
    "He said “no”. She said 'yes'. They said \"maybe\".",
    "Press 1 or #2. Ask for room #3.",
    "First line,  \nsecond line.",
    "2 + 2 = 4, and 5 > 3. At 12:30 or 5pm.",
    "Some_file_name and snake_case words stay as they are.",
    "See [1] and [the note in brackets], and {this}.",
    "Ask for 5 * 3 chairs.",
    "Call 999 if you are in danger!",
    "<!-- a note for editors -->",
    "| Day | Hour |\n|---|---|\n| Monday | 9am |",
    "> We heard you.",
    'Say <span lang="cy">croeso</span> to all.',
    r"A room \*with\* a bell, and a file \_name.",
    "Type `yes`, then `{limit}`.",
    "One part.\n\n---\n\nAnother part.",
    "It is open 9:30–17:00:00, not 24/7. Ask C++ & C# coders.",
    "A [link with *stress* and **weight**](ref:tell) in a line.",
)


def valid_projects(count: int, seed: int) -> Iterator[Files]:
    """Yield ``count`` projects, each as its files. The same seed gives the same projects."""
    originals = {
        path.relative_to(LOAMSHIRE).as_posix(): path.read_text()
        for folder in ("data", "content")
        for path in sorted((LOAMSHIRE / folder).rglob("*"))
        if path.is_file()
    }
    data = {name: read_back(text) for name, text in originals.items() if name.endswith(".yml")}
    others = {name: text for name, text in originals.items() if not name.endswith(".yml")}
    for n in range(count):
        yield _Partnership(deepcopy(data), others, Random(f"{seed}-{n}")).files()


def write_project(files: Files, settings: str, folder: Path) -> Path:
    """Write the files of a project and its ``mkdocs.yml``, and return its folder."""
    for name, text in {**files, "mkdocs.yml": settings}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


class _Partnership:
    """One partnership: its records and pages, before and after what is its own."""

    def __init__(self, data: dict[str, Data], others: Files, random: Random) -> None:
        self.random, self.data = random, data
        self.pages = {name: text for name, text in others.items() if name.endswith(".md")}
        self.other_files = {name: text for name, text in others.items() if name not in self.pages}
        self.next_number = 0

    def files(self) -> Files:
        """Return the files of the partnership, each in a style of its own."""
        for change in self.random.sample((*CHANGES, *CHANGES), self.random.randint(2, 8)):
            change(self)
        styles = [WritingStyle.of(self.random) for _ in range(self.random.randint(1, 3))]
        data = {name: self.random.choice(styles).write(values) for name, values in self.data.items()}
        pages = {name: self._page_by(self.random.choice(styles), text) for name, text in self.pages.items()}
        return {**self.other_files, **data, **pages}

    def _page_by(self, style: WritingStyle, text: str) -> str:
        _, front, body = text.split("---\n", 2)
        return style.as_file(f"---\n{style.fields(read_back(front))}---\n{body}")

    def _some(self, things: tuple[Any, ...], most: int) -> list[Any]:
        return self.random.sample(things, self.random.randint(0, min(most, len(things))))

    def _one(self, things: tuple[Any, ...]) -> Any:
        return self.random.choice(things)

    def _maybe(self, **fields: Any) -> Data:
        return {name: value for name, value in fields.items() if self.random.random() < 0.5}

    def _new_id(self, stem: str) -> str:
        self.next_number += 1
        return f"{stem}-{self._one(('a', 'b2', 'loam', 'north-east', 'x'))}-{self.next_number}"

    def _day(self, first_year: int = 2026) -> str:
        month = self.random.randint(9, 11) if first_year == 2026 else self.random.randint(1, 12)
        day = self.random.randint(1, 20)
        return f"{first_year}-{month:02}-{day:02}"

    def _evidence(self) -> Data:
        basis = self._one(("known", "verified"))
        sources = self._some(WEB_ADDRESSES, 3) or [WEB_ADDRESSES[0]]
        return {
            "basis": basis,
            "checked_on": self._day(),
            **({"sources": sources} if basis == "verified" else self._maybe(sources=sources)),
        }

    def _review(self) -> Data:
        owner = self._one(
            ("unknown", "the desk’s manager", "Head of Community Safety (interim)", "the chair: Loam CSP")
        )
        return {**self._evidence(), "owner": owner, "review_every": str(self.random.choice((3, 6, 12, 24, 120)))}

    def _channel(self) -> Data:
        kind = self._one(("phone", "phone", "text", "relay", "bsl", "email", "web", "post", "in-person"))
        value = {
            "phone": self._one(NUMBERS),
            "text": self._one(TEXT_NUMBERS),
            "relay": self._one(RELAY_NUMBERS),
            "bsl": self._one(WEB_ADDRESSES),
            "email": self._one(EMAILS),
            "web": self._one(WEB_ADDRESSES),
            "post": f"{self._one(NAMES)}, {self.random.randint(1, 99)} High St., Loam {self._one(POSTCODES)}",
            "in-person": f"{self._one(NAMES)}, first floor, Loam",
        }[kind]
        extra = self._maybe(
            hours=self._one(HOURS), cost=self._one(COSTS), languages=self._one(LANGUAGES), note=self._one(SENTENCES)
        )
        return {"kind": kind, "value": value, "basis": self._one(("known", "verified")), **extra}

    def _reachable(self, stem: str) -> Data:
        channels = [self._channel() for _ in range(self.random.randint(0, 4))]
        return {
            "id": self._new_id(stem),
            "name": self._one(NAMES),
            "what_for": " ".join(self._some(SENTENCES, 3)) or "To talk.",
            "areas": self._some(("area-country", "area-loamshire", "area-loam"), 2) or ["area-loam"],
            **({"channels": channels} if channels else {}),
            "state": self._one(("active", "unknown", "closed")),
            **self._maybe(
                needs=["need-talk"],
                area_note="Loam, and up to 5 miles round it",
                partner="loamshire-council",
                conflicts=["One page says 9am, another 10am: we follow the second."],
            ),
            **self._review(),
        }

    def change_directory(self) -> None:
        """Add contacts, services and venues of every sort."""
        directory = self.data["data/contacts.yml"]
        for _ in range(self.random.randint(1, 4)):
            extra = self._maybe(role="Single point of contact (SPOC)", instead="contact-desk")
            directory["contacts"].append({**self._reachable("contact"), **extra})
        for _ in range(self.random.randint(0, 2)):
            extra = self._maybe(
                eligibility=self._one(SENTENCES), cost=self._one(COSTS), for_change="yes", refer="Ring first."
            )
            directory["services"].append({**self._reachable("service"), **extra})
        for _ in range(self.random.randint(0, 2)):
            access = {
                name: self._one(("yes", "no", "unknown")) for name in self._some(("step_free", "hearing_loop"), 2)
            }
            extra = {"kind": self._one(("reporting-centre", "keep-safe")), **({"access": access} if access else {})}
            address = self._maybe(address=f"12 Loam Rd, Loam {self._one(POSTCODES)}")
            directory["venues"].append({**self._reachable("venue"), **extra, **address})

    def change_names(self) -> None:
        """Give the partnership another name and website."""
        partnership = self.data["data/partnership.yml"]
        partnership["name"] = f"{self._one(NAMES)} and partners"
        partnership["status"] = self._one(SENTENCES)
        partnership["website"] = self._one(
            ("https://example.org/", "https://example.org:8443/kb/", "http://www.example.org/a/b/")
        )
        partnership["exit_to"] = self._one(WEB_ADDRESSES)
        partnership["working_day"]["assumed"] = self._some(SENTENCES, 3) or ["We assume nothing."]

    def change_areas(self) -> None:
        """Add areas with names of all sorts."""
        for name in self._some(("Ynys Môn", "King’s Loam", "Loam-upon-Tyne", "St Loam’s & District", "Łódź Road"), 3):
            area = {"id": self._new_id("area"), "title": name, "part_of": "area-loamshire", **self._maybe(listed="yes")}
            self.data["data/areas.yml"]["areas"].append(area)

    def change_dates(self) -> None:
        """Write dates in every allowed precision."""
        document = self.data["data/sources.yml"]["documents"][0]
        document["published"] = self._one(("about 2016", "unknown", "about 2016-05"))
        charter = self.data["data/standards.yml"]["sets"][0]
        charter["published"] = self._one(("2016", "about 2016", "2016-05", "2016-05-31", "unknown"))
        charter["confirmed_on"] = self._one(("2026-03-01", "2026-11-21", "2026-01-31"))
        council = self.data["data/partners.yml"]["bodies"][0]
        council["from"] = self._one(("1974", "1974-04", "about 1974", "1974-04-01", "unknown"))

    def add_promises(self) -> None:
        """Add a set of promises of another area, with and without time limits."""
        number = self._new_id("other")
        document = {
            "id": f"document-{number}",
            "title": f"Charter of {self._one(NAMES)}",
            "publisher": self._one(NAMES),
            "published": self._one(("2019", "about 2019", "unknown", "2020-02", "2020-02-29", "about 1999-12")),
            "clauses": "It numbers its clauses: 1, 1.1, 1.1.1.",
            **self._maybe(web=self._one(WEB_ADDRESSES), note=self._one(SENTENCES)),
        }
        self.data["data/sources.yml"]["documents"].append(document)
        promises = [self._promise(document["id"], n) for n in range(1, self.random.randint(2, 7))]
        self.data["data/standards.yml"]["sets"].append(
            {
                "id": f"set-{number}",
                "title": f"Charter of {number}",
                "short_title": number,
                "heading": "What others promise",
                "summary": self._one(SENTENCES),
                "owner": self._one(NAMES),
                "area": "Elsewhere",
                "document": document["id"],
                "published": document["published"],
                "confirmed_current": self._one(("unknown", "no")),
                "standards": promises,
            }
        )

    def _promise(self, document: str, number: int) -> Data:
        text, deadline = self._text_and_deadline()
        points = []
        for n in range(self.random.choice((0, 0, 0, 1, 2))):
            point, limit = self._text_and_deadline()
            points.append(
                {
                    "id": self._new_id("point"),
                    "text": point,
                    **limit,
                    "source": self._citation(document, f"{number}.{n + 1}"),
                }
            )
        return {
            "id": self._new_id("promise"),
            "title": self._one(("An answer", "A visit: at home", "Calls & texts", "Help")),
            "text": text,
            "strength": self._one(("will", "aim", "where-appropriate", "offer")),
            "stage": self._one(("report", "repair")),
            "topic": self._one(("answering", "repairing")),
            **deadline,
            **({"points": points} if points else {}),
            **self._maybe(
                note=self._one(SENTENCES), also_under=self._some(NAMES, 3) or ["Help"], relies_on=["sound-act-s1"]
            ),
            "source": self._citation(document, str(number)),
        }

    def _citation(self, document: str, clause: str) -> Data:
        return {"document": document, "clause": clause, **self._maybe(note="It says “a week”.")}

    def _text_and_deadline(self) -> tuple[str, Data]:
        if self.random.random() < 0.4:
            return self._one(PROMISES_WITHOUT_LIMIT), {}
        trigger = self._one(("report-received", "decision-to-refer", "last-incident", "case-closed", "not-stated"))
        condition = self._maybe(
            when=self._one(("high-risk", "not-high-risk", "serious-incident", "agreed-or-requested"))
        )
        if self.random.random() < 0.2:
            return "We will write to you at times that you agree.", {
                "deadline": {"within": "as-agreed", "from": trigger}
            }
        unit = self._one(tuple(UNITS))
        amount = self.random.choice((1, 2, 3, 5, 10, 24, 28, 48))
        words = f"{amount} {UNITS[unit]}{'' if amount == 1 else 's'}"
        text = self._one(
            (
                "We will answer within {limit}.",
                f"We will answer within {words}.",
                f"We will visit you within **{words}**. You can say no.",
                "We will answer **in time**.",
                f"Within {words}, we will ring you; we will not give up.",
                "If you are at risk, we will come within {limit}, day or night.",
            )
        )
        sense = {"sense": "within"} if self.random.random() < 0.2 else {}
        return text, {"deadline": {"within": str(amount), "unit": unit, "from": trigger, **condition, **sense}}

    def add_page(self) -> None:
        """Add a page of prose, or write more on one that there is."""
        blocks = "\n\n".join(self._prose())
        if self.random.random() < 0.4:
            self.pages["content/guides/ringing.md"] += f"\n\n{blocks}\n"
            return
        page = self._new_id("page")
        front = {
            "id": page,
            "title": self._one(
                ("What next?", "Help: where to go", "Rights & duties", "Cymorth", "“Safe” places", "24-hour help")
            ),
            "description": self._one(SENTENCES),
            **self._maybe(
                lead=self._one(SENTENCES),
                menu="Next",
                also_under=self._some(NAMES, 4) or ["Next"],
                needs=["need-talk"],
                promises=["answer-soon"],
                provisions=["sound-act-s1"],
                layout="page",
                evidence=self._review(),
            ),
        }
        written = WritingStyle(self.random, 0, 0, 0, 0, 2, False, False, False).fields(front)
        folder = self._one(("content", "content/guides", "content/more-pages"))
        self.pages[f"{folder}/{page}.md"] = f"---\n{written}---\n{blocks}\n"

    def _prose(self) -> Iterator[str]:
        yield "Read this first."
        yield from self._blocks(3)
        for heading in self._some(("Where to go", "Costs & times", "Why? Because…", "Step 1: ring", "On the day"), 3):
            yield f"## {heading}"
            yield from self._blocks(4)
            if self.random.random() < 0.3:
                yield "### More on this"
                yield from self._blocks(2)

    def _blocks(self, most: int) -> Iterator[str]:
        for block in self._some(BLOCKS, most):
            yield block
            if block[0] in "-*1":
                yield "That is all."

    def leave_out(self) -> None:
        """Leave out files that a partnership need not have."""
        for names, publication in self._some(OPTIONAL, 3):
            for name in names:
                self.data.pop(name, None)
            publications = self.data["data/publications.yml"]["publications"]
            publications[:] = [one for one in publications if one["id"] != publication]


OPTIONAL: tuple[tuple[tuple[str, ...], str], ...] = (
    (("data/posters.yml",), "door-poster"),
    (("data/leaflets.yml",), "telling-leaflet"),
    (("data/papers.yml",), "visit-record"),
    (("data/glossary.yml",), ""),
    (("data/tested.yml",), ""),
    (("data/accessibility.yml",), ""),
    (("data/staff/contacts.yml", "data/staff/publications.yml"), ""),
)
"""Files that nothing else needs, with the publication that is made of them."""

CHANGES: tuple[Callable[[_Partnership], None], ...] = (
    _Partnership.change_directory,
    _Partnership.change_names,
    _Partnership.change_areas,
    _Partnership.change_dates,
    _Partnership.add_promises,
    _Partnership.add_page,
    _Partnership.leave_out,
)
