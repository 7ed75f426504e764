"""The one file of an author's that the program writes: what texts were written from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from generator.model.stamps import Stamp

_HEAD = "# What texts were written from, as it was when somebody compared them. Written by: ./kb review\n"


def write_stamps(root: Path, stamps: Iterable[Stamp]) -> None:
    """Write ``data/stamps.yml`` anew with these, in the order of their texts' names."""
    content = {"stamps": [stamp.json_fields() for stamp in sorted(stamps, key=lambda stamp: stamp.text)]}
    written = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=118)
    (root / "data" / "stamps.yml").write_text(_HEAD + written, encoding="utf-8", newline="\n")
