"""Parse, call, print, exit code. Exit codes: 0 clean, 1 problems in the author's files, 2 wrong usage."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from generator import diagnostics
from generator.cache import FOLDER, Cache
from generator.model.vocabulary import Edition
from generator.progress import WIPED, ProgressLine, silent

if TYPE_CHECKING:
    from generator.publishing.answers import Answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    options = _parser().parse_args(arguments)
    # Records and pages live until the end: looking for dead ones at every 700th new one finds none.
    gc.set_threshold(100_000, 50, 1000)
    if options.verb == "test":
        return _wrong("the tests are run by ./kb test")
    verbs = {"check": _check, "build": _build, "serve": _serve, "changes": _changes, "review": _review}
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        project = _folder(options.project)
        if project is None:
            return _wrong(f"there is no folder {options.project}; name the project's folder after --project")
        return verbs[options.verb](project, options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads our output has read enough; the interpreter must not complain of it again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _wrong(f"{error.filename or options.project}: {(error.strerror or str(error)).lower()}")


def _folder(name: str) -> Path | None:
    """The folder of that name; None if there is none, or if its path goes round in a circle."""
    try:
        folder = Path(name).resolve()
    except RuntimeError:
        return None
    return folder if folder.is_dir() else None


def _wrong(message: str) -> int:
    print(f"kb: {message}", file=sys.stderr)
    return 2


PROJECT_HELP = "the partnership's folder (default: the folder that kb is in)"


def _parser() -> argparse.ArgumentParser:
    home = os.environ.get("KB_HOME", ".")
    parser = argparse.ArgumentParser(prog="kb", description="From YAML and Markdown to a website and PDFs that agree.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="every problem in data/ and content/, at once")
    build = verbs.add_parser("build", help="the website and its PDFs, into build/")
    serve = verbs.add_parser("serve", help="a live preview of the website in your browser")
    review = verbs.add_parser("review", help="say that a text was compared with what it was written from")
    changes = verbs.add_parser("changes", help="what is not as it was, in plain English")
    verbs.add_parser("test", help="every test of the project itself (run by the kb script)", add_help=False)
    for verb in (check, build, serve, changes, review):
        verb.add_argument("--project", default=home, metavar="DIR", help=PROJECT_HELP)
    for verb in (check, build):
        verb.add_argument("--no-cache", action="store_true", help="make everything anew, and keep nothing of it")
        verb.add_argument("--format", choices=diagnostics.FORMATS, default="text", help="how problems are printed")
    for verb in (check, build, review):
        verb.add_argument("--today", type=_day, default=date.today(), metavar="DATE", help="as of this day: 2026-11-21")
    check.add_argument("--release", action="store_true", help="also refuse what is overdue or not verified")
    build.add_argument(
        "--edition",
        choices=[edition.value for edition in Edition],
        default="public",
        help="who it is for (default: public)",
    )
    build.add_argument("--no-pdf", action="store_true", help="leave the PDFs out")
    review.add_argument("texts", nargs="+", metavar="ID", help="the text, as ./kb check names it")
    review.add_argument("--by", required=True, metavar="ROLE", help="the role that compared the two, never a name")
    changes.add_argument(
        "--since", required=True, metavar="REF|FILE", help="a tag or commit, or an earlier build's api/snapshot.json"
    )
    changes.add_argument("--format", choices=["text", "json"], default="text", help="how the changes are printed")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve it")
    return parser


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if 2000 <= day.year < 2100:
            return day
        raise argparse.ArgumentTypeError(f"{text} is too far away; give a day from 2000 to 2099")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write year-month-day, like 2026-11-21") from None


def _say(found: tuple[diagnostics.Diagnostic, ...], style: str) -> None:
    if found or style == "json":
        print(diagnostics.formatted(found, style))


def _cache(project: Path, options: argparse.Namespace) -> Cache:
    return Cache(None if options.no_cache else project / FOLDER)


def _check(project: Path, options: argparse.Namespace) -> int:
    from generator.publishing.answers import check_answer

    cache = _cache(project, options)
    found = check_answer(project, today=options.today, release=options.release, cache=cache).diagnostics
    _say(found, options.format)
    if options.format == "text":
        _summarise(len(found), "Nothing wrong in data/ and content/.")
    return 1 if diagnostics.has_errors(found) else 0


def _summarise(count: int, when_clean: str) -> None:
    if count:
        print(f"{_count(count, 'problem')}.", file=sys.stderr)
    elif when_clean:
        print(when_clean)


def _build(project: Path, options: argparse.Namespace) -> int:
    from generator.publishing.answers import build_answer

    watched = sys.stderr.isatty()
    answer = build_answer(
        project,
        today=options.today,
        edition=Edition(options.edition),
        with_prints=not options.no_pdf,
        cache=_cache(project, options),
        progress=ProgressLine(sys.stderr) if watched else silent,
    )
    if watched:
        print(WIPED, end="", file=sys.stderr, flush=True)
    _say(answer.diagnostics, options.format)
    if not answer.published:
        if options.format == "text":
            print("Nothing was published; what stood in build/ before still stands.", file=sys.stderr)
        return 1
    if options.format == "text":
        _made(project / "build" / options.edition, answer)
    return 0


def _made(folder: Path, answer: Answer) -> None:
    pages, prints, files = answer.work.pages, answer.work.prints, answer.work.files
    print(f"Made {_count(answer.pages, 'page')} and {_count(answer.prints, 'PDF')}.")
    if files.reused and not files.made:
        print("Nothing is different from what stood there.")
    elif files.reused:
        anew = f"{_count(pages.made, 'page')} and {_count(prints.made, 'PDF')} were made anew"
        print(f"Of these, {anew}; {files.made} of {_count(files.made + files.reused, 'file')} are different.")
    print(f"Open {_shown(folder / 'index.html')}")
    for pdf in sorted((folder / "downloads").glob("*.pdf")):
        print(f"     {_shown(pdf)}")
    if answer.readability:
        print(answer.readability)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _serve(project: Path, options: argparse.Namespace) -> int:
    from generator.publishing.preview.preview import serve

    problem = serve(project, address=options.address, say=lambda words: print(words, flush=True))
    return _wrong(problem) if problem else 0


def _changes(project: Path, options: argparse.Namespace) -> int:
    from generator.compare import changes_since
    from generator.rendering.exports.changes import changes_json, changes_text

    compared = changes_since(project, options.since)
    if isinstance(compared, str):
        return _wrong(compared)
    print((changes_json if options.format == "json" else changes_text)(compared.changes, options.since).rstrip("\n"))
    if compared.left_out:
        print(f"Left out, because they could not be read: {', '.join(compared.left_out)}", file=sys.stderr)
    return 0


def _review(project: Path, options: argparse.Namespace) -> int:
    from generator.restamp import restamp

    done = restamp(project, options.texts, options.by, options.today)
    if isinstance(done, str):
        return _wrong(done)
    print(f"Noted in data/stamps.yml: {', '.join(done)}, compared by {options.by} on {options.today}.")
    return 0
