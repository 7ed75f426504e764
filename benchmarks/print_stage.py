"""Make the first prints of a project in this process and print the time, or write their HTML for WeasyPrint alone."""

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

from benchmarks.workspace import TODAY
from generator.build import check
from generator.model.vocabulary import Edition
from generator.views.site import SiteView, view

if TYPE_CHECKING:
    from generator.linking.knowledge_base import KnowledgeBase
    from generator.rendering.prints.jobs import PrintJob


def print_site(site: SiteView, base: KnowledgeBase, project: Path) -> list[bytes]:
    """Return the PDF of every print of ``site``, as a build makes them."""
    # Imported here, because the time to load the libraries is part of the time of printing.
    from generator.cache import project_cache
    from generator.progress import no_progress
    from generator.rendering.prints.make import make_prints

    prints, _ = make_prints(_jobs(site, base), project_cache(project), no_progress)
    return [pdf.content for pdf in prints]


def write_documents(site: SiteView, base: KnowledgeBase, folder: Path) -> None:
    """Write the HTML of every print with its styles, fonts and pictures, and WeasyPrint's arguments for each."""
    from generator.rendering.fonts import WEIGHTS, print_font

    for weight in WEIGHTS:
        _write(folder / "font" / weight, print_font(weight))
    for picture in base.pictures:
        _write(folder / "picture" / picture.record.file, picture.drawing)
    commands = [_arguments(job, folder / f"{number}.html") for number, job in enumerate(_jobs(site, base))]
    (folder / "documents.json").write_text(json.dumps(commands), encoding="utf-8")


def _arguments(job: PrintJob, page: Path) -> list[str]:
    from generator.rendering.pdf.make import PDF_VARIANT

    page.write_text(_with_file_urls(job.markup, page.parent), encoding="utf-8")
    sheets = [_sheet(style, page.parent) for style in (f"@page {{ size: {job.size} }}", *job.styles)]
    styles = [argument for sheet in sheets for argument in ("-s", str(sheet))]
    forms = ["--pdf-forms"] if job.fill_in else []
    return ["--pdf-variant", PDF_VARIANT, *forms, *styles, str(page), str(page.with_suffix(".pdf"))]


def _sheet(style: str, folder: Path) -> Path:
    """Write a style sheet once for all documents, and return its path."""
    path = folder / "style" / f"{sha256(style.encode()).hexdigest()[:16]}.css"
    _write(path, _with_file_urls(style, folder).encode())
    return path


def _with_file_urls(text: str, folder: Path) -> str:
    """Replace the generator's own addresses by those of the written files."""
    return text.replace("kb:font/", f"{folder.as_uri()}/font/").replace("kb:picture/", f"{folder.as_uri()}/picture/")


def _jobs(site: SiteView, base: KnowledgeBase) -> list[PrintJob]:
    from generator.rendering.prints.jobs import print_job

    pictures = {picture.record.file: picture.drawing for picture in base.pictures}
    return [print_job(view, site, pictures) for view in site.prints]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> int:
    """Read the project, then make the prints or write their documents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.print_stage", description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument(
        "--documents", type=Path, metavar="DIR", help="write the documents to this folder and make no prints"
    )
    options = parser.parse_args()
    today = date.fromisoformat(TODAY)
    base, problems = check(options.project, today, Edition.PUBLIC)
    if base is None:
        raise SystemExit("\n".join(map(str, problems)))
    site = view(base)
    site = replace(site, prints=site.prints[: options.count])
    if options.documents:
        write_documents(site, base, options.documents.resolve())
        return 0
    start = perf_counter()
    pdfs = print_site(site, base, options.project)
    seconds = perf_counter() - start
    digest = sha256(b"".join(sha256(pdf).digest() for pdf in pdfs)).hexdigest()
    json.dump({"seconds": seconds, "prints": len(pdfs), "digest": digest}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
