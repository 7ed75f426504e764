"""Write ``data/stamps.yml``, which ``./kb review`` keeps up to date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from generator.disk import replace_file
from generator.model.stamps import Stamp

STAMPS_FILE = "data/stamps.yml"
_HEAD = "# What texts were written from, as it was when somebody compared them. Written by: kb review\n"


def write_stamps(root: Path, stamps: Iterable[Stamp]) -> None:
    """Replace ``data/stamps.yml`` with ``stamps``, in the order of the names of their texts."""
    content = {"stamps": [stamp.json_fields() for stamp in sorted(stamps, key=lambda stamp: stamp.text)]}
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=118)
    replace_file(root / STAMPS_FILE, (_HEAD + text).encode())
