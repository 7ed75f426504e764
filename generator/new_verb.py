"""The verb ``new`` of the command line: ask what a new partnership needs, and write a project that builds at once."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import tempfile
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from generator.disk import umask, write_new
from generator.model.vocabulary import counted
from generator.terminal import print_diagnostics, say, usage_error

if TYPE_CHECKING:
    from generator.new_answers import Question


_HELP = (
    "Write a new project that builds at once. What you do not say is asked on a terminal. Nothing is written over: the "
    "folder is new or empty. Nothing is invented: there is no promise and no local contact in it, and it says that "
    "nobody has confirmed anything yet."
)


def add_new_verb(verbs: Any) -> None:
    """Add ``new`` and its options to the verbs of the command line."""
    verb = verbs.add_parser(
        "new",
        help="write a new partnership's project",
        description=_HELP,
        epilog='Example: ./kb new our-site --name "Our partnership" --area "Our county" --website https://example.org',
    )
    verb.add_argument("folder", metavar="DIR", help="the folder to make: new or empty")
    verb.add_argument("--name", metavar="TEXT", help="who the partnership is, in full")
    verb.add_argument("--short-name", metavar="TEXT", help="what the site is called in its bar (default: the name)")
    verb.add_argument("--area", metavar="TEXT", help="the area that it is for")
    verb.add_argument("--nation", metavar="NATION", help="where the area is; a wrong one lists those that there are")
    verb.add_argument("--colour", metavar="COLOUR", help='the colour of pages, prints and slides, as "#0b5757"')
    verb.add_argument("--logo", metavar="FILE", help="a picture for the top of every page")
    verb.add_argument("--website", metavar="ADDRESS", help="the address of the site, if it is known")
    verb.add_argument("--publish", metavar="PARTS", help="what to publish, such as law,powers (default: all; or none)")


def new(options: argparse.Namespace) -> int:
    """Write a new project and return the exit code. Unless all of it can be written, nothing is."""
    from generator.new_answers import QUESTIONS, WrongAnswerError, answers_of, listed
    from generator.new_project import nations, project_files

    folder = Path(options.folder)
    if problem := _folder_problem(folder):
        return usage_error(problem)
    given = {question.name: getattr(options, question.name) for question in QUESTIONS}
    missing = [question.option for question in QUESTIONS if question.is_needed and given[question.name] is None]
    if missing and not (sys.stdin.isatty() and sys.stdout.isatty()):
        example = f'--name "Your partnership" --area "Your area" --nation {next(iter(nations()))}'
        message = f"there is no terminal to ask on, so give {listed(missing, 'and')} too"
        return usage_error(f"{message}: ./kb new {options.folder} {example}")
    values: dict[str, Any] = {}
    for question in QUESTIONS:
        answer = given[question.name]
        try:
            if answer is None and missing:
                answer = _ask(question, values)
            values[question.name] = question.read((answer or "").strip(), values)
        except WrongAnswerError as wrong:
            return usage_error(f"{question.option}: {wrong}")
        except EOFError:
            return usage_error("the questions have no end without an answer; nothing was written")
        if note := question.note(answer or ""):
            say(note)
    return _write(folder, project_files(answers_of(values)))


def _ask(question: Question, values: dict[str, Any]) -> str:
    """Ask until an answer can be used, and return it."""
    from generator.new_answers import WrongAnswerError

    print(question.words(values))
    while True:
        answer = input("> ").strip()
        try:
            question.read(answer, values)
        except WrongAnswerError as wrong:
            print(f"That cannot be: {wrong}.")
        else:
            return answer


def _folder_problem(folder: Path) -> str:
    """Return why no project can be made at a place, and what to type; empty if one can."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return f"{folder} is a file or a link; name a folder that is new or empty"
    if folder.is_dir() and any(folder.iterdir()):
        return f"{folder} is not empty, and nothing is written over; name a folder that is new or empty"
    place = folder if folder.is_dir() else _nearest_folder(folder.parent)
    if not place.is_dir():
        return f"{place} is not a folder; name a folder that is new or empty"
    if not os.access(place, os.W_OK | os.X_OK):
        return f"you may not write in {place}; name another folder"
    return ""


def _nearest_folder(folder: Path) -> Path:
    """Return a path, or else what is there of those above it."""
    whole = folder.absolute()
    return next(one for one in (whole, *whole.parents) if one.exists())


def _write(folder: Path, files: dict[str, bytes]) -> int:
    """Write the project beside its place, check it, and move it there."""
    from generator.build import check
    from generator.schema_verb import write_editor_files

    made: Path | None = None
    try:
        made = Path(tempfile.mkdtemp(prefix=".new-", dir=_nearest_folder(folder.parent)))
        for path, content in files.items():
            write_new(made / path, content)
        _, problems = check(made, date.today())
        if problems:
            print_diagnostics(problems, "text")
            return usage_error("your answers make a project with these problems, so nothing was written; change them")
        write_editor_files(made)
        made.chmod(0o777 & ~umask())
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            folder.rmdir()
        made.rename(folder)
    except OSError as error:
        return usage_error(f"{folder} cannot be written: {(error.strerror or str(error)).lower()}; name another folder")
    finally:
        if made:
            rmtree(made, ignore_errors=True)
    say(f"Wrote {counted(len(files), 'file')} to {folder}. Everything in them is explained there.")
    say(f"Next: ./kb build --project {shlex.quote(str(folder))}")
    return 0
