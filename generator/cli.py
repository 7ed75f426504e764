"""The command line: parse arguments, call a stage, print, return an exit code.

The exit code is 0 if all is well, 1 for problems in the author's files, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from generator import diagnostics
from generator.build_folder import BuildFolder, build_folder_problem
from generator.build_verb import add_build_options, build
from generator.command import HOME, as_typed
from generator.completion import SHELLS, FolderOption, completion_script
from generator.fleet_verb import add_fleet_verb, fleet
from generator.migrate_verb import migrate
from generator.model.output_formats import MissingLibrary
from generator.model.vocabulary import counted
from generator.new_verb import add_new_verb, new
from generator.release_verb import add_release_options, release
from generator.schema_verb import SCHEMA_HELP, schema
from generator.spreadsheet_verbs import add_export_options, add_import_options, export, import_workbook
from generator.terminal import agrees, cache_of, print_diagnostics, say, usage_error
from generator.version import PrintVersion


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    # Records and pages live until the end, so frequent garbage collection finds nothing and costs time.
    gc.set_threshold(100_000, 50, 1000)
    if options.verb == "test":
        return usage_error("the tests are in a clone of the program, and its own script runs them: see CONTRIBUTING.md")
    commands = {"check": _check, "build": build, "serve": _serve, "changes": _changes, "review": _review}
    commands |= {"release": release, "schema": schema, "migrate": migrate}
    commands |= {"export": export, "import": import_workbook}
    if options.verb == "explain":
        return _explain(options)
    if options.verb == "completion":
        say(completion_script(_parser(), options.shell))
        return 0
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if options.verb == "new":
            return new(options)
        if options.verb == "fleet":
            return fleet(options)
        project = _resolve_folder(options.project)
        if project is None:
            return usage_error(f"there is no folder {options.project}; name the project's folder after --project")
        return commands[options.verb](project, options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The program that reads our output, such as head, has ended. Without this, Python reports it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except MissingLibrary as error:
        return usage_error(f"{NO_PANGO} ({error})")
    except OSError as error:
        return usage_error(
            f"{error.filename or getattr(options, 'project', options.verb)}: {(error.strerror or str(error)).lower()}"
        )


def _resolve_folder(name: str) -> Path | None:
    """Return the absolute path of a folder; None if it does not exist or its links form a loop."""
    try:
        folder = Path(name).resolve()
    except RuntimeError:
        return None
    return folder if folder.is_dir() else None


OUTPUT_HELP = "the folder to use in place of build/ of the project: new, empty, or of earlier builds of this project"
PROJECT_HELP = "the partnership's folder (default: %s)"

NO_PANGO = (
    "files to print need Pango, which is not installed; on Debian and Ubuntu: apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig; on a Mac: brew install pango; on Windows: docs/install.md; "
    "without files to print: ./kb build --no-pdf"
)
CHECK_HELP = (
    "List every problem in data/ and content/, each with its place and what to type instead. "
    "Only ./kb build can see the rest, since it needs finished pages: what does not fit its paper or overlaps, whether "
    "each PDF can be read out, links to a heading (#…), two things at one address, values for staff only that the "
    "public would see, and what the site engine says of its settings."
)


MIGRATE_HELP = (
    "Show what changes in files that an earlier version of the program read, and change it if you say yes. Comments, "
    "order and all other lines stay. What must be written by hand is listed."
)


class _Parser(argparse.ArgumentParser):
    """A parser whose help names the command as the user typed it."""

    def format_help(self) -> str:
        """Return the help of the program or of one verb."""
        return as_typed(super().format_help())


def _parser() -> argparse.ArgumentParser:
    home = os.environ.get(HOME, ".")
    default = "the folder that kb is in" if HOME in os.environ else "the current folder"
    parser = _Parser(prog="kb", description="Build a website and PDFs from YAML and Markdown.")
    parser.add_argument(
        "--version", action=PrintVersion, nargs=0, help="print the version of the program and the data format"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add_verb(name: str, summary: str, example: str) -> argparse.ArgumentParser:
        description = f"{summary[0].upper()}{summary[1:]}."
        verb = verbs.add_parser(name, help=summary, description=description, epilog=f"Example: ./kb {name}{example}")
        verb.add_argument("--project", action=FolderOption, default=home, metavar="DIR", help=PROJECT_HELP % default)
        return verb

    add_new_verb(verbs)
    check = add_verb("check", "list every problem in data/ and content/", " --release")
    check.description = CHECK_HELP
    build = add_verb("build", "build the website and its files to print into build/", " --edition staff --no-pdf")
    serve = add_verb("serve", "preview the website in your browser while you edit", " --address 127.0.0.1:8080")
    review = add_verb(
        "review",
        "mark a text as checked against its source",
        ' easy-read-response-high-risk --by "engagement lead"',
    )
    release_verb = add_verb("release", "record the version that is published, and build it", "")
    changes = add_verb("changes", "list what has changed since an earlier version", " --since v1.2")
    migrate_verb = add_verb("migrate", "bring data/ from an earlier data format to the present one", " --yes")
    migrate_verb.description = MIGRATE_HELP
    migrate_verb.add_argument("--yes", action="store_true", help="change it without a question")
    add_verb("schema", "write what an editor needs to check and complete data/", "").description = SCHEMA_HELP
    add_export_options(add_verb("export", "write records as an Excel workbook", " contacts --xlsx contacts.xlsx"))
    import_verb = add_verb("import", "take the changes of an Excel workbook back into data/", " contacts.xlsx")
    add_import_options(import_verb)
    fleet_verb = add_fleet_verb(verbs)
    explain = verbs.add_parser(
        "explain",
        help="explain a problem, by its code",
        description="Say what a code means, why it matters, and show a wrong and a right example.",
        epilog="Example: ./kb explain unknown-field",
    )
    explain.add_argument(
        "code", nargs="?", metavar="CODE", help="what ./kb check shows in brackets (default: list all)"
    )
    path = "/path/to/" if HOME in os.environ else ""
    completion = verbs.add_parser(
        "completion",
        help="print what your shell needs to complete commands",
        description="Print a script that completes verbs, options and their values when you press Tab.",
        epilog=f'Example, for ~/.bashrc: eval "$({path}kb completion bash)"; for fish: kb completion fish | source',
    )
    completion.add_argument("shell", choices=SHELLS, help="your shell")
    verbs.add_parser("test", help="test the project itself (see CONTRIBUTING.md)", add_help=False)
    for verb in (check, build, serve, release_verb):
        verb.add_argument("--output", action=FolderOption, type=_folder, metavar="DIR", help=OUTPUT_HELP)
    for verb in (check, build):
        verb.add_argument("--no-cache", action="store_true", help="neither read nor write build/.cache")
        verb.add_argument("--format", choices=diagnostics.FORMATS, default="text", help="the format of the problems")
    for verb in (check, build, review, release_verb, migrate_verb, import_verb, fleet_verb):
        verb.add_argument(
            "--today", type=_day, default=date.today(), metavar="DATE", help="the day to use as today: 2026-11-21"
        )
    check.add_argument("--release", action="store_true", help="also refuse what is overdue or not verified")
    check.add_argument(
        "--fix", action="store_true", help="show what can be put right in one way only, and change it if you say yes"
    )
    check.add_argument("--yes", action="store_true", help="with --fix: change it without a question")
    add_build_options(build)
    add_release_options(release_verb)
    review.add_argument("texts", nargs="+", metavar="ID", help="the text, as ./kb check names it")
    review.add_argument("--by", required=True, metavar="ROLE", help="the role that checked it; never a person's name")
    changes.add_argument(
        "--since", required=True, metavar="REF|FILE", help="a tag, a commit, or the api/snapshot.json of an older build"
    )
    changes.add_argument("--format", choices=["text", "json"], default="text", help="the format of the list")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="the address to serve at")
    return parser


def _folder(text: str) -> str:
    if text.strip():
        return text
    raise argparse.ArgumentTypeError("a folder has a name; write it after --output")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if 2000 <= day.year < 2100:
            return day
        raise argparse.ArgumentTypeError(f"{text} is too far away; give a day from 2000 to 2099")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write year-month-day, like 2026-11-21") from None


def _explain(options: argparse.Namespace) -> int:
    from generator.explain import closest_code, explain, list_codes

    if options.code is None:
        say(f"{list_codes()}\n\nMore on one of them: ./kb explain CODE")
        return 0
    slug = options.code.removeprefix("error").removeprefix("warning").strip("[]")
    text = explain(slug)
    if text is None:
        close = closest_code(slug)
        hint = f"did you mean '{close}'?" if close else "./kb explain lists them all"
        return usage_error(f"there is no code '{slug}'; {hint}")
    say(text)
    return 0


def _check(project: Path, options: argparse.Namespace) -> int:
    from generator.publishing.incremental import run_check

    if options.yes and not options.fix:
        return usage_error("--yes answers the question of --fix; write both")
    if options.fix and options.format != "text":
        return usage_error("--fix shows its changes as text; leave out --fix or --format")
    if options.output and (problem := build_folder_problem(BuildFolder(project, options.output))):
        print_diagnostics((problem,), options.format)
        return 1
    is_unfixed = options.fix and not _fix(project, options)
    cache = cache_of(project, options)
    result = run_check(project, today=options.today, release=options.release, cache=cache)
    problems = result.diagnostics
    print_diagnostics(problems, options.format)
    if options.format == "text":
        if problems:
            print(f"{counted(len(problems), 'problem')}.", file=sys.stderr)
            if sys.stderr.isatty():
                say("More on one of them: ./kb explain CODE", sys.stderr)
                if not options.fix and any(problem.fix for problem in problems):
                    say("Some can be put right for you: ./kb check --fix", sys.stderr)
        else:
            print("No problems in data/ and content/.")
        if result.packs:
            print(result.packs, file=sys.stderr)
    return 1 if is_unfixed or diagnostics.has_errors(problems) else 0


def _fix(project: Path, options: argparse.Namespace) -> bool:
    """Show what can be put right and change it if the user agrees; return whether nothing of it is left."""
    from generator.fix import diff, propose, summary, write

    changes = propose(project)
    if not changes:
        print("There is nothing that --fix can change.", file=sys.stderr)
        return True
    for change in changes:
        print(f"{summary(change)}\n{diff(change)}\n")
    count = sum(change.line_count for change in changes)
    these = "this line" if count == 1 else f"these {count} lines"
    if not options.yes and not agrees(f"Change {these}? [y/N] "):
        return False
    result = write(project, changes, options.today)
    for refusal in result.refusals:
        say(f"kb: {refusal}", sys.stderr)
    if result.written:
        old = "The old one is" if len(result.written) == 1 else "The old ones are"
        print(f"Changed {counted(len(result.written), 'file')}. {old} in {result.folder}/.", file=sys.stderr)
    return not result.refusals


def _serve(project: Path, options: argparse.Namespace) -> int:
    from generator.publishing.preview.preview import run_preview

    problem = run_preview(
        project, address=options.address, report=lambda text: print(as_typed(text), flush=True), output=options.output
    )
    return usage_error(problem) if problem else 0


def _changes(project: Path, options: argparse.Namespace) -> int:
    from generator.compare import diff_since
    from generator.rendering.exports.changes import changes_json, changes_text

    diff = diff_since(project, options.since)
    if isinstance(diff, str):
        return usage_error(diff)
    to_text = changes_json if options.format == "json" else changes_text
    print(to_text(diff.changes, options.since).rstrip("\n"))
    if diff.unreadable:
        print(f"Left out, because they have errors: {', '.join(diff.unreadable)}", file=sys.stderr)
    return 0


def _review(project: Path, options: argparse.Namespace) -> int:
    from generator.mark_reviewed import mark_reviewed

    problem = mark_reviewed(project, options.texts, options.by, options.today)
    if problem:
        return usage_error(problem)
    print(f"Recorded in data/stamps.yml: {', '.join(options.texts)}, checked by {options.by} on {options.today}.")
    return 0
