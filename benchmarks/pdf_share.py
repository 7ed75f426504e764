"""What all PDFs of a project take, and how much of it is WeasyPrint's own layout and painting of the same pages.

``python -m benchmarks.pdf_share PROJECT`` makes every file to print in this process, without a cache. The seconds are
of the processor. Each document counts once as WeasyPrint's: a second layout, to fill a nearly empty page, is ours.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.workspace import TODAY
from generator.build import check, print_jobs
from generator.cache import Cache
from generator.model.vocabulary import Edition
from generator.progress import no_progress
from generator.views.site import view


class _Clock:
    """Adds up the seconds of calls; of consecutive layouts of one document, only the last one counts."""

    def __init__(self) -> None:
        self.painting, self.layout, self._last = 0.0, 0.0, 0.0

    def around_layout(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            result = function(*arguments, **options)
            self._last = time.process_time() - start
            return result

        return timed

    def around_painting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            result = function(*arguments, **options)
            self.painting += time.process_time() - start
            self.layout += self._last
            return result

        return timed


def main() -> int:
    """Make the files, and print the seconds as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pdf_share", description=__doc__)
    parser.add_argument("project", type=Path)
    options = parser.parse_args()
    base, problems = check(options.project, date.fromisoformat(TODAY), Edition.PUBLIC)
    if base is None:
        raise SystemExit("\n".join(map(str, problems)))
    site = view(base)
    jobs = [job for job in print_jobs(site.prints, site, base) if job.path.endswith(".pdf")]
    import weasyprint

    from generator.rendering.prints.make import make_prints

    clock = _Clock()
    weasyprint.HTML.render = clock.around_layout(weasyprint.HTML.render)
    weasyprint.Document.write_pdf = clock.around_painting(weasyprint.Document.write_pdf)
    start = time.process_time()
    prints, _ = make_prints(jobs, Cache(), no_progress)
    seconds = time.process_time() - start
    own = clock.layout + clock.painting
    report = {
        "PDFs": len(prints),
        "pages": sum(one.pages for one in prints),
        "seconds": round(seconds, 2),
        "layout": round(clock.layout, 2),
        "painting": round(clock.painting, 2),
        "ratio": round(seconds / own, 3),
    }
    json.dump(report, sys.stdout)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
