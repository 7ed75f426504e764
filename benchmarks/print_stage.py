"""A process that makes the first prints of a project and says how long that took, or writes what they are made of."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.workplace import TODAY
from generator.build import check
from generator.model.vocabulary import Edition
from generator.views.site import SiteView, view

if TYPE_CHECKING:
    from generator.linking.knowledge_base import KnowledgeBase
    from generator.rendering.prints.jobs import PrintJob


def make_prints(shown: SiteView, base: KnowledgeBase, project: Path) -> list[bytes]:
    """The files of every print of ``shown``, as a build makes them."""
    # Imported here, because what the libraries take to load is part of what making prints takes.
    from generator.cache import CACHE_FOLDER, Cache
    from generator.progress import no_progress
    from generator.rendering.prints.worker_pool import make_prints

    made, _ = make_prints(_jobs(shown, base), Cache(project / CACHE_FOLDER), no_progress)
    return [one.content for one in made]


def write_documents(shown: SiteView, base: KnowledgeBase, folder: Path) -> None:
    """The documents of every print with what they refer to, and the arguments that print them with WeasyPrint."""
    from generator.rendering.fonts import WEIGHTS, print_font

    for weight in WEIGHTS:
        _write(folder / "font" / weight, print_font(weight))
    for picture in base.pictures:
        _write(folder / "picture" / picture.record.file, picture.drawing)
    commands = [_arguments(job, folder / f"{number}.html") for number, job in enumerate(_jobs(shown, base))]
    (folder / "documents.json").write_text(json.dumps(commands), encoding="utf-8")


def _arguments(job: PrintJob, page: Path) -> list[str]:
    from generator.rendering.pdf.make import PDF_VARIANT

    page.write_text(_with_files(job.markups[0], page.parent), encoding="utf-8")
    sheets = [_sheet(style, page.parent) for style in (f"@page {{ size: {job.size} }}", *job.styles)]
    styles = [argument for sheet in sheets for argument in ("-s", str(sheet))]
    forms = ["--pdf-forms"] if job.fill_in else []
    return ["--pdf-variant", PDF_VARIANT, *forms, *styles, str(page), str(page.with_suffix(".pdf"))]


def _sheet(style: str, folder: Path) -> Path:
    """The file of a style sheet, one for all documents that use it."""
    path = folder / "style" / f"{sha256(style.encode()).hexdigest()[:16]}.css"
    _write(path, _with_files(style, folder).encode())
    return path


def _with_files(text: str, folder: Path) -> str:
    """A text whose own addresses lead to the files beside it."""
    return text.replace("kb:font/", f"{folder.as_uri()}/font/").replace("kb:picture/", f"{folder.as_uri()}/picture/")


def _jobs(shown: SiteView, base: KnowledgeBase) -> list[PrintJob]:
    from generator.rendering.prints.jobs import print_job

    pictures = {picture.record.file: picture.drawing for picture in base.pictures}
    return [print_job(one, shown, pictures) for one in shown.prints]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> int:
    """Read the project, then do one or the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.print_stage", description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--documents", type=Path, metavar="DIR", help="write the documents here and print nothing")
    options = parser.parse_args()
    today = date.fromisoformat(TODAY)
    base, found = check(options.project, today, Edition.PUBLIC)
    if base is None:
        raise SystemExit("\n".join(map(str, found)))
    shown = view(base, today=today)
    shown = replace(shown, prints=shown.prints[: options.count])
    if options.documents:
        write_documents(shown, base, options.documents.resolve())
        return 0
    begun = perf_counter()
    made = make_prints(shown, base, options.project)
    seconds = perf_counter() - begun
    digest = sha256(b"".join(sha256(content).digest() for content in made)).hexdigest()
    json.dump({"seconds": seconds, "prints": len(made), "digest": digest}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
