"""What the user types to run the program: ``./kb`` in a clone, ``kb`` where it is installed."""

from __future__ import annotations

import os
import re

IN_CLONE = "./kb"
INSTALLED = "kb"
HOME = "KB_HOME"
"""The environment variable in which the script ``./kb`` names its clone. An installed program starts without it."""

_IN_CLONE = re.compile(rf"(?<![\w/.]){re.escape(IN_CLONE)}\b(?![/.]\w)")


def command() -> str:
    """Return the command as the user typed it."""
    return IN_CLONE if HOME in os.environ else INSTALLED


def as_typed(text: str) -> str:
    """Return a text that names the command as in a clone, with the command as the user typed it.

    What is kept, such as a cache or a file of records, always names it as in a clone: the same input gives the same
    bytes, however the program was started. So this is for what is shown, at the last moment.
    """
    return text if command() == IN_CLONE else _IN_CLONE.sub(INSTALLED, text)
