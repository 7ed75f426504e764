"""Run the command line: ``python -m generator`` is the same as an installed ``kb``."""

import sys

from generator.cli import main

if __name__ == "__main__":
    sys.exit(main())
