"""The files of a new project: what a partnership writes itself, with comments, and nothing that it has not said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.cache import PACKAGE
from generator.loading.files import read_text
from generator.loading.letters import quoted_for_yaml
from generator.loading.packs import pack_ids
from generator.loading.records import read_record
from generator.loading.yaml_values import compose
from generator.model.contacts import Area, AreasFile
from generator.model.data_format import DATA_FORMAT
from generator.model.packs import PACKS_FOLDER
from generator.model.site_settings import CONTENT_FOLDER, SETTINGS_FILE, THEME_NAME
from generator.model.values import slug_of

_PREFIX = "area-"
_PARTS = {
    "law": "legislation",
    "powers": "powers",
    "strategy": "strategy",
    "training": "training",
    "glossary": "glossary",
    "prints": "publications",
}
"""What a partnership may publish of a pack, each with the file of ``data/`` without which none of it is there."""


@dataclass(frozen=True, slots=True)
class Nation:
    """The narrowest area of a pack: a project's own area lies in it."""

    area: str
    """Its id."""
    title: str
    pack: str
    """The id of the pack."""

    @property
    def key(self) -> str:
        """What names it on the command line."""
        return self.area.removeprefix(_PREFIX)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a partnership says of itself."""

    name: str
    short_name: str
    area: str
    nation: Nation
    website: str = ""
    colour: str = ""
    """As ``#rrggbb``; empty for the program's."""
    logo: tuple[str, bytes] | None = None
    """The ending of the picture's name with its dot, and the picture."""
    parts: tuple[str, ...] | None = None
    """What it publishes of the pack; None for all."""


def nations() -> dict[str, Nation]:
    """Return the narrowest areas of every pack by their keys, sorted."""
    found = {}
    for pack in pack_ids():
        areas = _areas(pack)
        wider = {area.part_of for area in areas}
        for area in areas:
            if area.id not in wider:
                nation = Nation(area.id, area.title, pack)
                found[nation.key] = nation
    return dict(sorted(found.items()))


def parts(nation: Nation) -> dict[str, str]:
    """Return what a partnership may publish of a nation's pack, each with its file of ``data/``."""
    folder = PACKAGE / PACKS_FOLDER / nation.pack / "data"
    return {part: file for part, file in _PARTS.items() if (folder / f"{file}.yml").is_file()}


def project_files(answers: Answers) -> dict[str, bytes]:
    """Return the content of every file of a new project by its path, without what editors need."""
    texts = {
        ".gitignore": "/build/\n",
        "README.md": _readme(answers),
        "data/areas.yml": _area_records(answers),
        "data/contacts.yml": _contact_records(answers),
        "data/partnership.yml": _partnership(answers),
    }
    files = {path: text.encode() for path, text in texts.items()}
    if answers.logo:
        ending, picture = answers.logo
        files[f"{CONTENT_FOLDER}/logo{ending}"] = picture
        files[SETTINGS_FILE] = _settings(f"logo{ending}").encode()
    return dict(sorted(files.items()))


def picture_ending(name: str) -> str:
    """Return the ending of a file's name with its dot, in small letters."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _areas(pack: str) -> tuple[Area, ...]:
    path = f"{PACKS_FOLDER}/{pack}/data/{AreasFile.file}.yml"
    text, _ = read_text(PACKAGE, path)
    located, _ = read_record(AreasFile, *compose(path, text)[:2]) if text is not None else (None, ())
    return located.record.areas if located else ()


def _own_area(answers: Answers) -> tuple[str, bool]:
    """Return the id of the partnership's area, and whether it is not one of the pack's."""
    for area in _areas(answers.nation.pack):
        if area.title.casefold() == answers.area.casefold():
            return area.id, False
    latin = unicodedata.normalize("NFKD", answers.area).encode("ascii", "ignore").decode()
    slug = slug_of(latin)[: 80 - len(_PREFIX)].strip("-") or "of-the-partnership"
    taken = {area.id for area in _areas(answers.nation.pack)}
    return f"{_PREFIX}{slug}" if f"{_PREFIX}{slug}" not in taken else f"{_PREFIX}own-{slug}"[:80].strip("-"), True


def _partnership(answers: Answers) -> str:
    area, _ = _own_area(answers)
    known = parts(answers.nation)
    left_out = [file for part, file in known.items() if answers.parts is not None and part not in answers.parts]
    colour = f'colour: "{answers.colour}"' if answers.colour else '# colour: "#0b5757"'
    website = f"website: {_yaml(answers.website)}" if answers.website else "# website: https://www.example.org"
    without = (
        f"leave_out: [{', '.join(left_out)}]" if left_out else f"# leave_out: [{', '.join([*known.values()][:2])}]"
    )
    return f"""# Your partnership, and what every page carries. After `kb schema`, your editor explains every field.
data_format: {DATA_FORMAT}

# The law, the powers, the national contacts and the pages that hold everywhere come from here.
builds_on: {answers.nation.pack}

name: {_yaml(answers.name)}
# In the bar of the site. Quiet enough for a screen that somebody else may see.
short_name: {_yaml(answers.short_name)}
area: {_yaml(answers.area)}
# The area in data/areas.yml that you serve. National contacts for other areas are left out.
covers: {area}

# On the page of checks and on what is printed. Change it once somebody has checked the pages and answers for them.
status: >-
  These pages are being prepared. Nobody has confirmed yet that what they say is right for this area.

# The address of the site, once you have one.
{website}

# Main buttons, links, the covers of prints, cards and slides. Words in it must be readable on white.
{colour}

# What you do without: files of data/, or ids of single records and pages.
{without}

# Change this to `yes` once you have records for staff only, in data/staff/.
staff_records: no
"""


def _area_records(answers: Answers) -> str:
    area, is_own = _own_area(answers)
    within = f"""#  - id: area-a-town
#    title: A town
#    part_of: {area}
#    listed: yes
"""
    about = "# Where you are. Add the districts and towns that people look for, each as the commented lines show.\n"
    if not is_own:
        return f"{about}areas: []\n{within}"
    return f"""{about}areas:
  - id: {area}
    title: {_yaml(answers.area)}
    part_of: {answers.nation.area}
    # The list of contacts has a part for it.
    listed: yes
{within}"""


def _contact_records(answers: Answers) -> str:
    area, _ = _own_area(answers)
    return f"""# Your own contacts: whom people can tell, and who helps. The national ones are there already.
# To add one, take away `[]` and the marks before the lines below, and write what you read on its own page.
contacts: []
#  - id: contact-our-team
#    name: The team's own name
#    what_for: What it is for, in a sentence or two.
#    areas: [{area}]
#    needs: [need-help-or-advice]
#    channels:
#      - kind: phone
#        value: "01632 960001"
#        hours: Monday to Friday, 9am to 5pm
#        basis: verified
#    state: active
#    basis: verified
#    checked_on: 2026-11-30
#    sources: [https://www.example.org/contact]
#    review_every: 6
#    owner: who checks it again, as a role and never a person's name
"""


def _settings(logo: str) -> str:
    return f"""# Your logo, in the folder {CONTENT_FOLDER}/. Everything else of the site is in data/.
theme:
  name: {THEME_NAME}
  logo: {logo}
  favicon: {logo}
"""


def _readme(answers: Answers) -> str:
    return f"""# {_markdown(answers.name)}

The records from which the website and the files to print are made. In this folder, type:

```sh
kb serve    # see each edit in your browser when you save it
kb check    # list every problem, each with its place and what to type instead
kb build    # make the site: open build/public/index.html
```

With the program as a clone, type the path of its script, and name this folder: `/path/to/kb check --project .`

- `data/partnership.yml`: your name, your area, your colour, and what you leave out
- `data/areas.yml`: the places that people look for
- `data/contacts.yml`: whom people can tell, and who helps

`kb schema` renews the lists that your editor offers, after you add or remove records.
"""


def _yaml(text: str) -> str:
    """Return a text as YAML reads it back: as it is if that is plain, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if is_plain else quoted_for_yaml(text)


_PLAIN = re.compile(r"https?://[A-Za-z0-9./-]+|[A-Z][A-Za-z’]*(?: [A-Za-z’]+)*")
_WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
"""What a reader of YAML may take for something else than text."""


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_<>\[\]#&|~!])", r"\\\1", text)
