"""A project of its own, a repository with its data and nothing of the program, that is ready to be published."""

import subprocess
from datetime import date
from pathlib import Path

FILES = {
    ".gitignore": "build/\n",
    "content/index.md": """\
---
id: home
title: Has something happened?
description: Whom to tell in Loamshire.
layout: home
doors:
  - {to: contacts, title: Tell someone, says: You choose whom.}
---
""",
    "data/areas.yml": "areas:\n  - {id: area-loamshire, title: Loamshire, listed: yes}\n",
    "data/gaps.yml": """\
gaps:
  - of: home
    reason: Nobody has been named yet.
    owner: Loamshire Safer Together
    checked_on: TODAY
    review_every: 12
""",
    "data/jurisdiction.yml": "name: England and Wales\nbank_holidays: {country: GB, subdivision: ENG}\n",
    "data/partnership.yml": """\
name: Loamshire Safer Together
short_name: Loamshire
area: Loamshire
status: Loamshire does not exist.
exit_to: https://www.gov.uk/
emergency:
  contact: contact-999
  name: Emergency services
  use: Call if you are in danger.
without_speaking:
  contact: contact-999
  name: Emergency services, without speaking
  use: Cannot speak? Press **55**.
non_emergency:
  contact: contact-101
  name: The police
  use: Call about anything else.
working_day:
  meaning: Monday to Friday, without bank holidays.
  basis: The charter says so.
""",
    "data/publications.yml": """\
publications:
  - id: charter-print
    title: The charter
    subtitle: For everybody in Loamshire
    subject: The Loamshire Charter in plain English.
    audience: anyone
    made_of: [charter]
    formats: [print]
    paper: A4
""",
    "data/sources.yml": """\
documents:
  - id: charter-document
    title: Loamshire Charter
    publisher: Loamshire Safer Together
    published: about 2016
    clauses: The charter numbers its clauses.
""",
    "data/staff/contacts.yml": """\
contacts:
  - id: contact-night-desk
    name: The night desk of Loam
    what_for: For staff who need the council at night.
    areas: [area-loamshire]
    state: unknown
    instead: contact-101
    basis: known
    checked_on: TODAY
    owner: unknown
    review_every: 6
""",
    "data/standards.yml": """\
stages:
  - {id: report, title: When you report}
topics:
  - {id: answering, title: Answering}
sets:
  - id: charter
    title: Loamshire Charter
    short_title: Charter
    heading: What Loamshire promises
    summary: Promises from Loamshire.
    owner: Loamshire Safer Together
    area: Loamshire
    document: charter-document
    published: 2016-05
    confirmed_current: unknown
    standards:
      - id: answer-soon
        title: An answer
        text: We will answer within 1 working day.
        strength: will
        stage: report
        topic: answering
        deadline: {within: 1, unit: working-day, from: report-received}
        source: {document: charter-document, clause: "1"}
""",
}

_CONTACT = """\
  - id: contact-{number}
    name: The police ({number})
    what_for: Call the police.
    areas: [area-loamshire]
    channels:
      - {{kind: phone, value: "{number}", basis: verified}}
    state: active
    safety_critical: yes
    basis: verified
    checked_on: TODAY
    sources: ["https://www.gov.uk/contact-police"]
    owner: Loamshire Safer Together
    review_every: 3
"""

STAFF_ONLY = "The night desk of Loam"
"""What only its staff edition may say."""


def write_own_project(folder: Path, today: date) -> None:
    """Write the project and commit it. All checks were made on the day."""
    contacts = "contacts:\n" + "".join(_CONTACT.format(number=number) for number in ("999", "101"))
    for path, text in (FILES | {"data/contacts.yml": contacts}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace("TODAY", today.isoformat()))
    commit(folder)


def commit(folder: Path) -> str:
    """Make a repository of all files in a folder that it does not ignore, and return its only commit."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "All"]):
        subprocess.run(["git", "-C", folder, *command], check=True)
    answer = subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return answer.stdout.strip()
