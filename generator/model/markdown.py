"""The Markdown of prose pages: one reading, on the site and on paper."""

from __future__ import annotations

from collections.abc import Mapping

EXTENSIONS: Mapping[str, Mapping[str, object]] = {
    "attr_list": {},
    "md_in_html": {},
    "toc": {"permalink": False, "toc_depth": 2},
}
"""The extensions of Python-Markdown that every page is read with, each with its settings."""
