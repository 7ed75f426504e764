"""The settings of the site engine: the same for every site, but for what its partnership sets."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from generator.model.languages import interface_language
from generator.model.markdown import EXTENSIONS
from generator.model.overrides import DEFAULT_WORDS
from generator.model.site_settings import THEME_NAME
from generator.rendering.artefacts import Site
from generator.rendering.environment import TEMPLATES
from generator.rendering.pages.site_files import OWN_STYLES, SITE_SCRIPTS, SITE_STYLES, own_styles_of, style_asset
from generator.rendering.pages.theme_text import theme_text

THEME = TEMPLATES / "theme"
_OF_NO_SITE = {"words": DEFAULT_WORDS}
"""What is around the page of problems that plain mkdocs shows in place of a site with errors."""


def engine_settings(site: Site, theme_folder: str) -> dict[str, Any]:
    """Return the settings of mkdocs for ``site``, without folders of input and output.

    ``theme_folder`` is the path of THEME. The site's address is that of partnership.yml, which prints give too, or else
    that of mkdocs.yml. The theme prints every text as it is, so all of them are HTML here.
    """
    own, language = site.settings, site.surroundings.get("language", "en")
    optional = {
        "site_name": theme_text(site.surroundings.get("short_name")),
        "site_url": site.surroundings.get("website") or own.site_url,
        "site_description": theme_text(own.site_description),
        "site_author": theme_text(own.site_author),
        "nav": theme_text(site.navigation),
    }
    return {
        **{name: value for name, value in optional.items() if value},
        "use_directory_urls": False,
        "theme": {
            "name": THEME_NAME,
            "custom_dir": theme_folder,
            "font": False,
            "language": interface_language(language),
            "favicon": quote(own.theme.favicon),
            "logo": quote(own.theme.logo),
            "palette": {"scheme": "default", "primary": "custom", "accent": "custom"},
            "features": ["navigation.tabs", "navigation.indexes", "navigation.prune"],
        },
        "extra": {"generator": False, "kb": theme_text(site.surroundings or _OF_NO_SITE)},
        "extra_css": [*map(style_asset, SITE_STYLES), *([OWN_STYLES] if own_styles_of(site.artefacts) else [])],
        "extra_javascript": [f"assets/{name}.js" for name in SITE_SCRIPTS],
        "plugins": [],
        "markdown_extensions": [{name: dict(options)} if options else name for name, options in EXTENSIONS.items()],
        "validation": {
            "omitted_files": "ignore",
            "absolute_links": "warn",
            "unrecognized_links": "warn",
            "anchors": "warn",
        },
    }
