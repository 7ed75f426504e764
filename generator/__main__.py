"""``python -m generator`` is the same command as ``./kb``."""

import sys

from generator.cli import main

if __name__ == "__main__":
    sys.exit(main())
