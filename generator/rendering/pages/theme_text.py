"""Text for the site engine, whose theme prints every value as it is: in the page, in a title, in an attribute.

Whatever comes from data or content is text, so it is escaped here, once, before any engine reads it. The written tree
is then safe in every engine, also in one that has no setting to escape by itself.
"""

from __future__ import annotations

from html import escape
from typing import Any

from markupsafe import Markup


def theme_text(value: Any) -> Any:
    """Return a value with every text in it escaped for HTML, also below lists and in the names of fields.

    ``Markup`` is HTML by its type, and stays as it is.
    """
    match value:
        case Markup():
            return str(value)
        case str():
            return escape(value)
        case dict():
            return {theme_text(name): theme_text(one) for name, one in value.items()}
        case list() | tuple():
            return [theme_text(one) for one in value]
    return value
