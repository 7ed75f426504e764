"""A process that makes PDFs for as long as it is asked to: jobs come in, PDFs go out, what it has read stays read."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import suppress

from generator.rendering.pdf.make import make_print


def main() -> None:
    """Make a PDF of each job that comes in, until no more do."""
    jobs, made = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the PDFs
    gc.freeze()
    while True:
        try:
            job = pickle.load(jobs)
        except EOFError:
            return
        pickle.dump(make_print(job), made)
        made.flush()
        gc.collect()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        main()
