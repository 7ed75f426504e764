"""What each code of a diagnostic means to an editor: why it matters, and a wrong and a right example.

The table is read by ``./kb explain`` and by ``docs/problems.md``. A test puts every wrong example into the fictional
partnership of the tests, and expects this code and no other.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Code

CHECK = "./kb check"
RELEASE = "./kb check --release"
BUILD = "./kb build"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code, for an editor."""

    why: str
    """What would go wrong for a reader or an editor, and what to do."""
    file: str
    """The file that the examples are from."""
    wrong: str
    """Lines of the file, or in words what is wrong with it if ``in_words``."""
    right: str
    command: str = CHECK
    """The first command that reports it."""
    in_words: bool = False


EXPLANATIONS = {
    Code.ADDRESS_LOST: Explanation(
        why="Papers, bookmarks and other websites name the addresses of what was released. Whoever follows one must "
        "find what took its place. So say what did: in that record or page with `formerly:`, or, if nothing did, in "
        "data/releases.yml with `withdrawn:`.",
        file="data/contacts.yml",
        wrong="A contact of the last release was deleted, or its id was changed to contact-help-desk.",
        right="formerly: [contact-desk]",
        in_words=True,
    ),
    Code.ADDRESS_TAKEN: Explanation(
        why="Readers who follow a link would find one of the two pages and never the other. Rename the file that you "
        "added.",
        file="content/",
        wrong="A page of yours is called content/a-to-z.md. The A to Z is made from the records, and has that address.",
        right="The page is called content/our-words.md.",
        command=BUILD,
        in_words=True,
    ),
    Code.BROKEN_LINK: Explanation(
        why="Somebody who needs help would click and find nothing. Link to pages and records by their id: it stays the "
        "same when a file is moved.",
        file="content/guides/ringing.md",
        wrong="![A phone](telephone.svg)",
        right="![A phone](phone.svg)",
    ),
    Code.BUILD_FOLDER: Explanation(
        why="Each build replaces folders in build/ and deletes the old ones. If one of them were a link, files of "
        "something else would be deleted. So links there are refused, but for build itself, which may lead to an empty "
        "folder on another disk. With --output DIR the same holds for DIR, which must be new or empty at first.",
        file="build/public",
        wrong="build/public is a link to the folder of the web server, or it is a file.",
        right="build/public is a folder that ./kb build made. The web server shows it, or gets a copy of it.",
        command=BUILD,
        in_words=True,
    ),
    Code.CLAUSE_CITED_TWICE: Explanation(
        why="One clause is one promise. If two promises cite it, one of them has the wrong number, and a reader who "
        "looks it up finds other words.",
        file="data/standards.yml",
        wrong='source: {document: charter-document, clause: "1.1"}  # an earlier promise cites clause 1.1',
        right='source: {document: charter-document, clause: "2"}',
    ),
    Code.CONTACT_NOT_VERIFIED: Explanation(
        why="A wrong number in an emergency can cost a life. Read the number on its owner's public page, write that "
        "page under `sources:`, and then `basis: verified`.",
        file="data/contacts.yml",
        wrong='- {kind: phone, value: "999", basis: known}',
        right='- {kind: phone, value: "999", basis: verified}',
        command=RELEASE,
    ),
    Code.DEADLINE_WITHOUT_TRIGGER: Explanation(
        why="“Within 2 hours” of what? A person must know from when the time counts, and staff are held to it. If the "
        "source does not say, write `from: not-stated`; the page then says so.",
        file="data/standards.yml",
        wrong="deadline: {within: 2, unit: hour}",
        right="deadline: {within: 2, unit: hour, from: report-received}",
    ),
    Code.DISK_FULL: Explanation(
        why="A site that is cut off in the middle would lose its search or a PDF without a word. So nothing is "
        "published, and the last site stays. As a warning: the site is published, but the next may not fit.",
        file="build/",
        wrong="The disk has 3 MB free, and the site needs 12 MB.",
        right="Delete what is not needed on that disk, or let build be a link to an empty folder on a larger one.",
        command=BUILD,
        in_words=True,
    ),
    Code.DUPLICATE_IDENTIFIER: Explanation(
        why="Pages, links and PDFs find a record by its id. With one id for two records they would show either.",
        file="data/strategy.yml",
        wrong="id: the-shares  # another record has this id",
        right="id: the-background",
    ),
    Code.DUPLICATE_KEY: Explanation(
        why="Only one of the two lines can count, and nobody could say which. Delete the one that is wrong.",
        file="data/standards.yml",
        wrong="title: An answer\ntitle: An early answer\ntext: We will answer **in time**.",
        right="title: An answer\ntext: We will answer **in time**.",
    ),
    Code.EASY_READ: Explanation(
        why="Easy read is for people who find reading hard, many of whom have a learning disability. Short sentences, "
        "whole words and a person who does things let them read it alone. They know a picture again, so it has one "
        "meaning in a document.",
        file="data/easy_read.yml",
        wrong='- {picture: bell, text: "Your door will be mended."}',
        right='- {picture: bell, text: "We will mend your door."}',
    ),
    Code.EMPTY_FILE: Explanation(
        why="An empty file is most often a file that was saved or copied wrongly, and its records would vanish from "
        "every page. Restore it, or write its records.",
        file="data/sources.yml",
        wrong="The file has no lines, or only lines that start with #.",
        right="The file has at least one record.",
        in_words=True,
    ),
    Code.ENGINE_PROBLEM: Explanation(
        why="The program that makes web pages of the texts refuses a page or a setting. It names the page or setting; "
        "nothing is published until that is put right.",
        file="content/guides/ringing.md",
        wrong="Read [what comes next](#nowhere).",
        right="Read [what we promise](ref:charter).",
        command=BUILD,
    ),
    Code.EXAMPLE_VALUE: Explanation(
        why="Whoever rings this number or opens this address reaches nobody: it is one of those kept for films and "
        "examples. Write the real one, read on its owner's public page.",
        file="data/contacts.yml",
        wrong="The number of a contact is 01632 960101, which Ofcom keeps for drama.",
        right="The number is the one on its owner's public page, or the contact says that it is not known.",
        command=RELEASE,
        in_words=True,
    ),
    Code.FILE_TOO_LARGE: Explanation(
        why="No file, page, paragraph or line that people write by hand is this long, so it is probably something "
        "else, or an empty line is missing.",
        file="data/sources.yml",
        wrong="The file is larger than 4 MB, or has more than 200,000 values: an export or a backup, perhaps.",
        right="The file has the records that somebody wrote.",
        in_words=True,
    ),
    Code.GAP_CLOSED: Explanation(
        why="The page that lists what is missing would still say that this is missing. Delete the entry.",
        file="data/gaps.yml",
        wrong="- of: power-order  # a promise uses this power now",
        right="- of: power-word",
    ),
    Code.GAP_NOT_EXPLAINED: Explanation(
        why="Readers see that something is missing, and should see why, who would have to close the gap, and when "
        "somebody looks again. Close the gap, or write an entry.",
        file="data/gaps.yml",
        wrong="# nothing here about power-word, which no promise uses",
        right="- of: power-word\n  reason: Nobody promises a word.\n  owner: the chair of the board\n"
        "  checked_on: 2026-11-01\n  review_every: 120",
        command=RELEASE,
    ),
    Code.HIDDEN_LETTER: Explanation(
        why="The letter cannot be seen or looks like another one, but it is there: a search does not find the word, "
        "and an address with it opens nothing. It came with a text that was pasted. Type the word again.",
        file="data/contacts.yml",
        wrong="Between two letters of a web address there is a zero-width space (U+200B).",
        right="The web address was typed, or pasted as plain text.",
        in_words=True,
    ),
    Code.ID_USED_AGAIN: Explanation(
        why="An address that was printed has an id in it. If the id comes to mean something else, whoever has the old "
        "paper reads about another thing, and rings another number. Give the new record an id of its own. If it is the "
        "same thing under a new name, say so: name its own id under `formerly:`.",
        file="data/contacts.yml",
        wrong="The contact-desk of the last release was deleted, and a desk elsewhere now has the id contact-desk.",
        right="id: contact-desk-at-the-library",
        in_words=True,
    ),
    Code.IMPOSSIBLE_DATE: Explanation(
        why="Reminders, time limits and the status of a law are worked out from dates. Write the year, the month and "
        "the day, with hyphens, because 04/05/2026 is two different days to two readers.",
        file="data/standards.yml",
        wrong="confirmed_on: 2026-02-30",
        right="confirmed_on: 2026-03-01",
    ),
    Code.INCOMPLETE_FILE: Explanation(
        why="Before a site is published, each of its files is compared with what was to be written. One was empty, cut "
        "off or changed, so a disk or a program has failed. The last site stays. Build again; if it stays, look at the "
        "disk.",
        file="build/public/downloads/",
        wrong="A PDF ends after half of its pages.",
        right="Each file has all of its bytes.",
        command=BUILD,
        in_words=True,
    ),
    Code.INVALID_VALUE: Explanation(
        why="Pages, PDFs and exports rely on the form of this value: a number that can be dialled, a word from a "
        "list, an address that opens. The hint says what to type.",
        file="data/standards.yml",
        wrong="strength: aims",
        right="strength: aim",
    ),
    Code.LAW_NOT_CHECKED: Explanation(
        why="Staff could use a power that is no longer law. Look the provision up on legislation.gov.uk, correct the "
        "record if it has changed, and write the day on which you looked.",
        file="data/legislation.yml",
        wrong="basis: verified\nchecked_on: 2024-11-01\nsources: [https://example.org/sound-act]",
        right="basis: verified\nchecked_on: 2026-11-01\nsources: [https://example.org/sound-act]",
    ),
    Code.LAW_NOT_IN_FORCE: Explanation(
        why="A promise or a power must not rest on law that was repealed, or has not begun. Name what applies now; the "
        "hint says what replaced it, where that is known.",
        file="data/standards.yml",
        wrong="relies_on: [old-act-s2]",
        right="relies_on: [sound-act-s1]",
    ),
    Code.LIMIT_WITHOUT_DEADLINE: Explanation(
        why="A time that is only in the words is in no list of time limits, no calculator and no course, and staff can "
        "miss it. Write it under `deadline:`, and {limit} in the words.",
        file="data/standards.yml",
        wrong="summary: Our town answers everybody within 5 days.",
        right="summary: Promises from our town to **everybody**.",
    ),
    Code.LONG_SENTENCE: Explanation(
        why="People who are upset, or who read English as a second language, lose a long sentence half-way. Make two "
        "of it.",
        file="content/tell.md",
        wrong="It is near the place where the old road to the mill meets the new road to the town, behind the big "
        "library\nthat you may know from when you were at school.",
        right="It is behind the big library. The old road to the mill and the new road to the town meet there.",
    ),
    Code.LOST_TEXT: Explanation(
        why="After a space, the sign # starts a note that nobody but editors sees, so the rest of the line is on no "
        "page. Put the whole text in quotes.",
        file="data/contacts.yml",
        wrong="name: Loam library, room #3",
        right='name: "Loam library, room #3"',
    ),
    Code.MISSING_FIELD: Explanation(
        why="Without this field a page would have a blank where readers look for an answer. Add the line; if nobody "
        "knows the answer, many fields take `unknown`.",
        file="data/sources.yml",
        wrong="publisher: Our town council\npublished: about 2016",
        right="title: Our charter\npublisher: Our town council\npublished: about 2016",
    ),
    Code.MISSING_FILE: Explanation(
        why="Every project needs this file or folder. It may have been renamed, or left out of a copy.",
        file="data/sources.yml",
        wrong="There is no file data/sources.yml.",
        right="The file is there, with at least one document.",
        in_words=True,
    ),
    Code.NEWER_FORMAT: Explanation(
        why="The files were written for a newer version of the program, which this one would misread. It reads nothing "
        "of them, and leaves the last site as it was.",
        file="data/partnership.yml",
        wrong="The file says data_format: 5, and the program reads 4.",
        right="The program is updated, or the file says data_format: 4.",
        in_words=True,
    ),
    Code.NOT_CONFIRMED: Explanation(
        why="Readers should not rely on promises that their owner may have dropped. Ask the owner, then write who "
        "confirmed them and on which day. Until then the pages say that nobody has.",
        file="data/standards.yml",
        wrong="confirmed_current: unknown",
        right="confirmed_current: yes\nconfirmed_on: 2026-03-01\nconfirmed_by: the chair of the board",
        command=RELEASE,
    ),
    Code.NOT_TAUGHT: Explanation(
        why="Staff must know this promise or power, and no question of any course would show that they do not.",
        file="data/training.yml",
        wrong="answer: Ask for quiet.",
        right='answer: "{name:power-word}: {means:power-word}"',
    ),
    Code.NOT_TEXT: Explanation(
        why="Only plain text can be read here. The rest of the file is left alone, so nothing of it is published.",
        file="data/sources.yml",
        wrong="The file was saved by a word processor, or has letters of an old Windows encoding.",
        right="The file was saved as plain text in UTF-8.",
        in_words=True,
    ),
    Code.NOT_YOUR_SETTING: Explanation(
        why="The program sets this itself, and an old copy in your settings would stop its pages from being renewed. "
        "Take the lines out.",
        file="mkdocs.yml",
        wrong="extra_css: [assets/theme.css]",
        right="site_name: Our town",
    ),
    Code.OLDER_FORMAT: Explanation(
        why="The files were written for an earlier version of the program, which this one would misread. "
        "`./kb migrate` shows what changes in them, and changes it if you say yes.",
        file="data/partnership.yml",
        wrong="The file says data_format: 3, and the program reads 4.",
        right="`./kb migrate --yes` has written data_format: 4, and what else changed.",
        in_words=True,
    ),
    Code.OUTSIDE_PROJECT: Explanation(
        why="A site is made of what its own folder has. Through a link, a private file of your computer could be "
        "published, and somebody else's copy of the project would lack it. Put a copy of the file there instead.",
        file="content/",
        wrong="content/poster.pdf is a link to a file elsewhere on your computer.",
        right="content/poster.pdf is the file itself.",
        in_words=True,
    ),
    Code.PERIOD_ENDED: Explanation(
        why="Readers could take an old strategy for today's. Its pages say that it has ended; name what followed with "
        "`succeeded_by:`.",
        file="data/strategy.yml",
        wrong="covers: {from: 2023, to: 2025}",
        right="covers: {from: 2025, to: 2027}",
    ),
    Code.PRINT_PROBLEM: Explanation(
        why="The PDF would lose words, show them on top of each other, or be read out in the wrong order to somebody "
        "who cannot see it. It is not published until this is put right.",
        file="content/tell.md",
        wrong="| Day | Time |\n|---|---|\n| Monday | 9am |",
        right="- On Monday: 9am",
        command=BUILD,
    ),
    Code.RECORD_WITHOUT_PAGE: Explanation(
        why="Nobody would ever read this record, and what links to it would lead nowhere. Correct what it belongs to, "
        "or remove it.",
        file="data/strategy.yml",
        wrong="The strategy has a chapter with clause 99, and no part of it has a clause that starts with 99.",
        right="The chapter has the clause that its parts start with.",
        in_words=True,
    ),
    Code.REVIEW_OVERDUE: Explanation(
        why="Numbers, law and promises go out of date without a sound. Check the entry again, correct it, and write "
        "the new day. `./kb check --release` lists every late entry and refuses it.",
        file="data/contacts.yml",
        wrong="checked_on: 2024-11-02",
        right="checked_on: 2026-11-02",
    ),
    Code.STAFF_ONLY_LEAK: Explanation(
        why="A value from data/staff/ would be public for everyone, also for those whom it must not reach. Nothing is "
        "published. Take the value out of the page, or move the record out of data/staff/ if it may be public.",
        file="content/guides/ringing.md",
        wrong="Ring 01632 960777 at night.",
        right="Ring [the desk](ref:contact-desk) at night.",
        command=BUILD,
    ),
    Code.STANDARD_WITHOUT_SOURCE: Explanation(
        why="A reader must be able to look up what was promised, word for word. Name the document and the clause.",
        file="data/standards.yml",
        wrong="deadline: {within: as-agreed, from: not-stated}\nrelies_on: [sound-act-s1]",
        right="deadline: {within: as-agreed, from: not-stated}\n"
        'source: {document: charter-document, clause: "2"}\nrelies_on: [sound-act-s1]',
    ),
    Code.SUSPECT_TEXT: Explanation(
        why="A promise has changed, and texts that say it in other words have not: the website would promise two "
        "things. Compare each text that is named, correct it, and mark it with ./kb review.",
        file="data/standards.yml",
        wrong="text: We offer to ring you once a week.  # the easy read still says: when you like",
        right="text: We offer to ring you when you like.",
    ),
    Code.TOO_DEEP: Explanation(
        why="No record goes this deep, so there is a bracket or brace too many.",
        file="content/guides/ringing.md",
        wrong="also_under: [[[[[[[[[[[[[[[[[[[[[Telephone]]]]]]]]]]]]]]]]]]]]]",
        right="also_under: [Telephone]",
    ),
    Code.TOTAL_DIFFERS: Explanation(
        why="Readers add up, and stop believing a page whose figures do not. Look at the source: correct the figure, "
        "or say with `total_slip:` that the source itself is wrong.",
        file="data/strategy.yml",
        wrong="total: 10\nanswers:\n  - {label: Race, count: 8}\n  - {label: Disability, count: 3}",
        right="total: 10\nanswers:\n  - {label: Race, count: 7}\n  - {label: Disability, count: 3}",
    ),
    Code.TYPED_FACT: Explanation(
        why="A number, a time limit or a law that is typed into a course stays as it is when the record changes, and "
        "staff learn the old one. Name the record, and its fact is put in.",
        file="data/training.yml",
        wrong='say: ["We promise an answer within 2 hours. Call 01632 960001."]',
        right='say: ["We promise an answer within {limit:answer-soon}. Call {number:contact-desk}."]',
    ),
    Code.UNKNOWN_FIELD: Explanation(
        why="What is written after a name that nothing knows is on no page. Most often one letter of it is wrong.",
        file="content/guides/ringing.md",
        wrong="also_undr: [Telephone]",
        right="also_under: [Telephone]",
    ),
    Code.UNKNOWN_FILE: Explanation(
        why="The records in this file are on no page, because nothing reads a file of this name.",
        file="data/",
        wrong="The gaps are in data/gap.yml.",
        right="The gaps are in data/gaps.yml.",
        in_words=True,
    ),
    Code.UNKNOWN_MARKDOWN: Explanation(
        why="Neither the website nor the PDFs know this sign, so readers would see it as it is typed. The hint says "
        "what to write instead; docs/markdown.md lists what a page may use.",
        file="content/guides/ringing.md",
        wrong="!!! note\n    Ring when you like.",
        right="**Note:** ring when you like.",
    ),
    Code.UNKNOWN_OVERRIDE: Explanation(
        why="Nothing reads this, so your readers would see what the program says, and nobody would notice. "
        "docs/overrides.md lists all that can be overridden.",
        file="overrides/",
        wrong="The styles of the pages are in overrides/style.css.",
        right="The styles of the pages are in overrides/styles/site.css.",
        in_words=True,
    ),
    Code.UNKNOWN_REFERENCE: Explanation(
        why="One record names another by its id, and there is none with this id. Correct the id, or add the record. If "
        "a record was deleted, its id must go wherever it is named.",
        file="data/standards.yml",
        wrong="stage: repairs",
        right="stage: repair",
    ),
    Code.UNLIKELY_DATE: Explanation(
        why="Nobody can have checked something on a day that is still to come. Most often a digit of the year is "
        "wrong; a wrong year puts off the next check by years.",
        file="data/contacts.yml",
        wrong="checked_on: 2062-11-02",
        right="checked_on: 2026-11-02",
    ),
    Code.UNREADABLE_ARTEFACT: Explanation(
        why="Before anything is published, every file is searched for what only staff may see. A file that cannot be "
        "opened could hold anything, so it is not published: save it in a form that can, or take it out of content/. "
        "docs/reliability.md lists the kinds of files that are read.",
        file="content/list.zip",
        wrong="An archive with a password is at content/list.zip.",
        right="The list is at content/list.csv, or in an archive without a password.",
        in_words=True,
        command=BUILD,
    ),
    Code.UNREADABLE_FILE: Explanation(
        why="Your computer does not let this program open the file, so what is in it would be missing.",
        file="data/sources.yml",
        wrong="data/sources.yml is a folder, or a file that only another user may read.",
        right="data/sources.yml is a file that you may read.",
        in_words=True,
    ),
    Code.UNREADABLE_PROSE: Explanation(
        why="People who cannot see the page hear it: a picture without words is silence, and a link called “here” "
        "leads they do not know where.",
        file="content/guides/ringing.md",
        wrong="![](phone.svg)",
        right="![A phone](phone.svg)",
    ),
    Code.UNSAFE_DRAWING: Explanation(
        why="A drawing (.svg) can hold programs, links and pictures of other servers, which would run or load in the "
        "browser of somebody who asks for help. Save it again as plain SVG; a drawing needs none of them.",
        file="data/pictures/bell.svg",
        wrong='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" onload="ring()">',
        right='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">',
    ),
    Code.UNSAFE_FILE: Explanation(
        why="Files beside the pages are published as they are. A web page, a program or a document with macros could "
        "do harm on a reader's device, and a file that is not what its name says does not open. Save it as a PDF, or "
        "write it as a page.",
        file="content/",
        wrong="A slip that readers can print is saved as a web page: content/slip.html.",
        right="The slip is saved as a PDF: content/slip.pdf.",
        in_words=True,
    ),
    Code.UNSAFE_HTML: Explanation(
        why="HTML that runs, fetches or covers something could tell another computer who reads the page, or hide the "
        "button that leaves it. Write Markdown; docs/markdown.md lists the HTML that a page may have besides.",
        file="content/guides/ringing.md",
        wrong='<p style="position: fixed">Ring when you like.</p>',
        right="Ring when you like.",
    ),
    Code.UNSOURCED_CLAIM: Explanation(
        why="People act on such a sentence. When a promise or a law changes, only a sentence that names its record "
        "is found again. Name it under `claims:`, link it in the sentence, or say that it is advice.",
        file="content/tell.md",
        wrong="The council must answer you.",
        right="The council must [answer you](ref:answer-soon).",
        command=RELEASE,
    ),
    Code.WRONG_TYPE: Explanation(
        why="Some fields take one text, some a list of texts, some a group of fields. In the wrong one of the three, "
        "the words would be lost.",
        file="content/guides/ringing.md",
        wrong="also_under: Telephone",
        right="also_under: [Telephone]",
    ),
    Code.YAML_ALIAS: Explanation(
        why="At the start of a value, the signs & * and ! have a meaning of their own, which records do not use. Put a "
        "text that starts with one of them in quotes.",
        file="data/gaps.yml",
        wrong="reason: &bells Nobody was asked about bells.",
        right="reason: Nobody was asked about bells.",
    ),
    Code.YAML_SYNTAX: Explanation(
        why="The form of the file is broken here, so nothing after this place can be read. Look at this line and the "
        "one above: colons, quotes, and spaces at the start.",
        file="data/gaps.yml",
        wrong="reason: Nobody was asked: bells are new.",
        right='reason: "Nobody was asked: bells are new."',
    ),
}
"""Every code. A test names the codes that have no row."""
