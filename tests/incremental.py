"""Edit a project at random, build it with and without its cache, and compare the results."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of

KEPT_PUBLICATIONS = ("charter-print", "telling-leaflet", "door-poster")
"""A few publications of different kinds, because each build without the cache makes all of them."""


@dataclass
class Edited:
    """A project and a copy of our package, both of which are edited, and the date and options of the next build."""

    project: Path
    package: Path
    clean: Path
    chance: random.Random
    today: date = TODAY
    edition: str = "public"
    prints: bool = True
    done: list[str] = field(default_factory=list)
    mend: Callable[[], None] | None = None

    def step(self) -> None:
        """Make one edit. After a mistake, undo it or leave it for one more build."""
        if self.mend and self.chance.random() < 0.4:
            self.done.append("still wrong")
            return
        if self.mend:
            self.mend()
            self.mend = None
            self.done.append("mended")
            return
        chosen = self.chance.choice(EDITS)
        chosen(self)
        self.done.append(chosen.__name__.strip("_"))

    def agree(self) -> None:
        """Build with and without the cache. Fail if the messages or the published files differ."""
        shutil.rmtree(self.clean, ignore_errors=True)
        shutil.copytree(self.project, self.clean, ignore=shutil.ignore_patterns("build"))
        builds = self._build(self.project), self._build(self.clean, "--no-cache")
        cached, anew = map(_outcome, builds)
        assert cached == anew, self.done
        if anew[0] == 0:
            assert files(self.project / "build" / self.edition) == files(self.clean / "build" / self.edition), self.done

    def _build(self, project: Path, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-m", "generator", "build", "--project", str(project), *options]
        command += [
            "--today",
            self.today.isoformat(),
            "--edition",
            self.edition,
            *([] if self.prints else ["--no-pdf"]),
        ]
        surroundings = {**os.environ, "PYTHONPATH": str(self.package.parent)}
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=project, env=surroundings, stdout=pipe, stderr=pipe, text=True)

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace the first ``before`` in a file by ``after``, if there is one."""
        path = self.project / name
        path.write_text(path.read_text().replace(before, after, 1))


def edited_copy(folder: Path, seed: int) -> Edited:
    """Return a copy of Loamshire with few prints, and a copy of this package."""
    project = with_few_prints(copy_of(LOAMSHIRE, folder / "loamshire"))
    package = folder / "code" / "generator"
    shutil.copytree(REPOSITORY / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    return Edited(project, package, folder / "clean" / "loamshire", random.Random(seed))


def with_few_prints(loamshire: Path) -> Path:
    """Take most publications out of a copy of Loamshire, and return it."""
    publications = loamshire / "data" / "publications.yml"
    head, *entries = re.split(r"(?m)^(?=  - )", publications.read_text())
    wanted = [entry for entry in entries if any(f"id: {name}\n" in entry for name in KEPT_PUBLICATIONS)]
    publications.write_text(head + "".join(wanted))
    page = loamshire / "content/guides/ringing.md"
    page.write_text(page.read_text().replace("[Print the charter](ref:charter-print), ", ""))
    return loamshire


def _outcome(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the exit code and the output of a build, without the lines on what was reused."""
    said, complained = build.communicate()
    assert "Traceback" not in complained, complained
    return build.returncode, re.sub(r"(?m)^(Built again: |No file has changed).*\n", "", said) + complained


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _change_a_promise(one: Edited) -> None:
    path = one.project / "data" / "standards.yml"
    path.write_text(
        re.sub(r"within: \d+, unit: hour", f"within: {one.chance.randint(1, 9)}, unit: hour", path.read_text())
    )


def _add_a_partner(one: Edited) -> None:
    name = f"partner-{one.chance.randint(0, 10**6)}"
    entry = f"  - {{id: {name}, name: {name.title()}, kind: council, area: Loam, presence: continues, "
    entry += "web: https://example.org/partner, basis: known, checked_on: 2026-11-01}\n"
    one.edit("data/partners.yml", "bodies:\n", f"bodies:\n{entry}")


def _rename_a_partner(one: Edited) -> None:
    one.edit("data/partners.yml", "name: Loamshire Council", f"name: Loamshire Council {one.chance.randint(1, 99)}")


def _delete_a_partner(one: Edited) -> None:
    path = one.project / "data" / "partners.yml"
    path.write_text(re.sub(r"(?m)^  - \{id: partner-.*\n", "", path.read_text(), count=1))


def _change_a_contact(one: Edited) -> None:
    path = one.project / "data" / "contacts.yml"
    path.write_text(re.sub(r"01632 96000\d", f"01632 96000{one.chance.randint(1, 9)}", path.read_text()))


def _change_what_only_staff_may_see(one: Edited) -> None:
    path = one.project / "data" / "staff" / "contacts.yml"
    path.write_text(re.sub(r"01632 96077\d", f"01632 96077{one.chance.randint(1, 9)}", path.read_text()))


def _add_a_page(one: Edited) -> None:
    name = f"page-{one.chance.randint(0, 10**6)}"
    text = f"---\nid: {name}\ntitle: A page\ndescription: What it says.\n---\nIt leads to [the charter](ref:charter).\n"
    (one.project / "content" / f"{name}.md").write_text(text)


def _change_a_page(one: Edited) -> None:
    page = one.chance.choice(sorted((one.project / "content").rglob("*.md")))
    page.write_text(page.read_text() + f"\nA word more: {one.chance.randint(0, 10**6)}.\n")


def _rename_a_page(one: Edited) -> None:
    for page in sorted((one.project / "content").glob("page-*.md"))[:1]:
        page.rename(page.with_name(f"page-{one.chance.randint(0, 10**6)}.md"))


def _delete_a_page(one: Edited) -> None:
    for page in sorted((one.project / "content").glob("page-*.md"))[:1]:
        page.unlink()


def _change_a_picture(one: Edited) -> None:
    for name in ("content/guides/phone.svg", "data/pictures/bell.svg"):
        path = one.project / name
        path.write_text(path.read_text().replace("</svg>", f"<!-- {one.chance.randint(0, 10**6)} --></svg>", 1))


def _change_a_template(one: Edited) -> None:
    template = one.chance.choice(sorted((one.package / "templates" / "site").glob("*.jinja")))
    template.write_text(template.read_text() + f"\n<p>Made by a template: {one.chance.randint(0, 10**6)}</p>\n")


def _change_the_theme(one: Edited) -> None:
    theme = one.package / "templates" / "theme" / "main.html"
    theme.write_text(theme.read_text().replace("The next check", f"The next ({one.chance.randint(0, 10**6)}) check", 1))


def _change_a_print(one: Edited) -> None:
    words = one.package / "templates" / "partials" / "print_words.jinja"
    words.write_text(words.read_text().replace("In danger now?", f"In danger now {one.chance.randint(0, 10**6)}?", 1))


def _change_a_style(one: Edited) -> None:
    name = one.chance.choice(
        ("prints/print.css", "prints/leaflet.css", "prints/poster.css", "site/theme.css", "prints/book.css")
    )
    style = one.package / "templates" / "styles" / name
    style.write_text(style.read_text() + f"\n.of-nobody {{ line-height: 1.{one.chance.randint(1, 9)} }}\n")


def _change_the_settings(one: Edited) -> None:
    path = one.project / "mkdocs.yml"
    text = re.sub(r"(?m)^site_description: .*\n", "", path.read_text())
    path.write_text(f"{text}site_description: What it is, told {one.chance.randint(0, 10**6)} times\n")


def _another_day(one: Edited) -> None:
    one.today += timedelta(days=one.chance.choice((-30, -1, 1, 40)))


def _another_edition(one: Edited) -> None:
    one.edition = "staff" if one.edition == "public" else "public"


def _with_prints_or_without(one: Edited) -> None:
    one.prints = not one.prints


def _nothing(_: Edited) -> None:
    """Change nothing."""


def _a_mistake(one: Edited) -> None:
    path = one.project / "data" / "standards.yml"
    text = path.read_text()
    path.write_text(text.replace("strength: aim", "strength: aims", 1))
    one.mend = lambda: _write(path, text)


def _a_link_to_nothing(one: Edited) -> None:
    path = one.project / "content" / "tell.md"
    text = path.read_text()
    path.write_text(f'{text}\n<a href="nowhere.html">There is nothing</a>\n')
    one.mend = lambda: _write(path, text)


def _a_link_that_only_the_engine_sees(one: Edited) -> None:
    path = one.project / "content" / "guides" / "ringing.md"
    text = path.read_text()
    path.write_text(f"{text}\nThere is [nothing][n].\n\n[n]: nowhere.md\n")
    one.mend = lambda: _write(path, text)


def _a_number_of_the_staff_on_a_page(one: Edited) -> None:
    path = one.project / "content" / "tell.md"
    text = path.read_text()
    (number,) = re.findall(r"01632 96077\d", (one.project / "data" / "staff" / "contacts.yml").read_text())
    path.write_text(f"{text}\nRing {number}.\n")
    one.mend = lambda: _write(path, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text)


def _damage_what_is_kept(one: Edited) -> None:
    kept = sorted(path for path in (one.project / "build" / ".cache").rglob("*") if path.is_file())
    for path in one.chance.sample(kept, min(len(kept), 12)):
        content = path.read_bytes()
        path.write_bytes(
            one.chance.choice((b"", content[: len(content) // 2], content + b"?", b"of another program", content[::-1]))
        )


def _damage_what_is_published(one: Edited) -> None:
    folder = one.project / "build" / one.edition
    for path in sorted(folder.glob("*.html"))[:2]:
        path.write_text("not ours")


EDITS: tuple[Callable[[Edited], None], ...] = (
    _change_a_promise,
    _add_a_partner,
    _rename_a_partner,
    _delete_a_partner,
    _change_a_contact,
    _change_what_only_staff_may_see,
    _add_a_page,
    _change_a_page,
    _rename_a_page,
    _delete_a_page,
    _change_a_picture,
    _change_a_template,
    _change_the_theme,
    _change_a_print,
    _change_a_style,
    _change_the_settings,
    _another_day,
    _another_edition,
    _with_prints_or_without,
    _nothing,
    _a_mistake,
    _a_link_to_nothing,
    _a_link_that_only_the_engine_sees,
    _a_number_of_the_staff_on_a_page,
    _damage_what_is_kept,
    _damage_what_is_published,
)
