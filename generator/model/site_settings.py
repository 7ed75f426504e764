"""The settings of the site engine: what a partnership may set in ``mkdocs.yml``, and what the generator sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from generator.diagnostics import Code
from generator.model.addresses import WebAddress
from generator.model.allowed_html import ExtraHtml
from generator.model.markdown import EXTENSIONS
from generator.model.record import Record
from generator.model.values import Text, quoted, value_error

SETTINGS_FILE = "mkdocs.yml"
THEME_NAME = "material"
LOGO = "assets/mark.svg"
"""The generator's own logo, which is also the favicon."""

CONTENT_FOLDER = "content"
PREVIEW_HOOK = "mkdocs_hook.py"


def _only(expected: str) -> AfterValidator:
    def check(value: str) -> str:
        if value.removesuffix("/") != expected:
            message = f"this has to be {expected}, not {quoted(value)}"
            raise value_error(Code.INVALID_VALUE, message, f"write {expected}, or take the line away")
        return value

    return AfterValidator(check)


def _preview_folder(value: str) -> str:
    path = PurePosixPath(value.replace("\\", "/"))
    first = path.parts[0].lower() if path.parts else "."
    if path.is_absolute() or ".." in path.parts or first.startswith(".") or first in {"data", "content"}:
        message = f"{quoted(value)} cannot be the folder of the preview: plain mkdocs empties it first"
        raise value_error(Code.INVALID_VALUE, message, "write build/preview")
    return value


def _serving_address(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not _is_host(host) or not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536:
        message = f"{quoted(value)} is not an address to serve a preview at"
        raise value_error(Code.INVALID_VALUE, message, "write 127.0.0.1:8000, or take the line away")
    return value


def _is_host(host: str) -> bool:
    try:
        return host == "localhost" or bool(ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        return False


def _preview_hook(value: str) -> str:
    if PurePosixPath(value.replace("\\", "/")).name != PREVIEW_HOOK:
        message = f"{quoted(value)} is not the generator's preview, and a project's settings run no other program"
        raise value_error(Code.NOT_YOUR_SETTING, message, f"write {PREVIEW_HOOK} with its path, or take the line away")
    return value


def _theme_name(value: str) -> str:
    if value != THEME_NAME:
        message = f"the theme is {THEME_NAME}, not {quoted(value)}"
        raise value_error(Code.NOT_YOUR_SETTING, message, f"write {THEME_NAME}, or take the line away")
    return value


def _yes_or_no(value: Any) -> Any:
    words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is neither yes nor no", "write true or false")


def _picture(value: str) -> str:
    path = PurePosixPath(value)
    if "\\" in value or ":" in value or path.is_absolute() or ".." in path.parts:
        message = f"{quoted(value)} is not the path of a file in content/"
        raise value_error(
            Code.INVALID_VALUE, message, "put the picture in content/, and write its path there: logo.svg"
        )
    if path.suffix.lower() not in PICTURE_ENDINGS:
        message = f"{quoted(value)} is not a picture that every browser shows"
        *most, last = PICTURE_ENDINGS
        raise value_error(Code.INVALID_VALUE, message, f"use one that ends in {', '.join(most)} or {last}")
    return str(path)


PICTURE_ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico")

ThemePicture = Annotated[Text, AfterValidator(_picture)]
"""The path of a picture below ``content/``, or that of the generator's own."""


class ThemeSettings(Record):
    """What a partnership may set of the theme."""

    name: Annotated[Text, AfterValidator(_theme_name)] = Field(
        THEME_NAME, description="plain mkdocs asks for it beside a logo or a favicon: material"
    )
    logo: ThemePicture = Field(LOGO, description="your logo at the top of every page, a file in content/")
    favicon: ThemePicture = Field(LOGO, description="your picture in the browser's tab, a file in content/")


class SiteSettings(Record):
    """What a partnership may set in ``mkdocs.yml``, an optional file."""

    site_name: Text | None = Field(
        None, description="plain mkdocs asks for a name; the site's own is `short_name` in data/partnership.yml"
    )
    site_url: WebAddress | None = Field(
        None, description="the address of the site, unless `website` in data/partnership.yml has it"
    )
    site_description: Text | None = Field(
        None, description="what the site is, on a page without a description of its own"
    )
    site_author: Text | None = Field(None, description="who publishes the site, for search engines")
    theme: ThemeSettings = Field(ThemeSettings(), description="your logo and favicon")
    docs_dir: Annotated[Text, _only(CONTENT_FOLDER)] = Field(
        CONTENT_FOLDER, description="plain mkdocs asks for it: content"
    )
    site_dir: Annotated[Text, AfterValidator(_preview_folder)] = Field(
        "build/preview", description="the folder in which plain mkdocs builds its preview"
    )
    hooks: tuple[Annotated[Text, AfterValidator(_preview_hook)], ...] = Field(
        (), description=f"the generator's {PREVIEW_HOOK}, with which plain mkdocs shows a preview"
    )
    dev_addr: Annotated[Text, AfterValidator(_serving_address)] | None = Field(
        None, description="where plain mkdocs serves its preview: 127.0.0.1:8000"
    )
    allowed_html: tuple[ExtraHtml, ...] = Field(
        (), description="HTML that your pages may have besides docs/markdown.md: audio, picture, video"
    )
    strict: Annotated[bool, BeforeValidator(_yes_or_no)] = Field(
        False, description="whether plain mkdocs stops at a warning of its own; `./kb build` always does"
    )


@dataclass(frozen=True, slots=True)
class GeneratorSetting:
    """A setting of the site engine that the generator sets, so that ``mkdocs.yml`` need not and cannot."""

    name: str
    """Its field in mkdocs.yml, with a dot before a field of ``theme``."""
    former: str
    """A regular expression for each value that mkdocs.yml had when it was copied whole. They may be taken away."""
    reason: str
    """Why it is the same for every partnership, or what to set instead."""
    message: str = ""
    """What is wrong with it, unless it is that the generator sets it."""


_MENU = "the menu and the list of pages come from the records and the front matter of the pages"
_NO_REPOSITORY = "no page links to a repository"
_NEVER = r"(?!)"
"""Matches no value, not even an empty one."""

_FORMER_EXTENSIONS = r"attr_list|md_in_html|toc|toc\.permalink: false|toc\.toc_depth: 2"

GENERATOR_SETTINGS = (
    GeneratorSetting(
        "INHERIT", _NEVER, "write what is yours of that file here", "settings are not read from another file"
    ),
    GeneratorSetting("use_directory_urls", r"false", "each page is a file, so that the site also opens from a folder"),
    GeneratorSetting("copyright", _NEVER, "the words on what the site is are `status` in data/partnership.yml"),
    GeneratorSetting("theme", re.escape(THEME_NAME), f"the theme is {THEME_NAME}"),
    GeneratorSetting("theme.custom_dir", r"(.*/)?generator/templates/theme/?", "the layout is the same on every site"),
    GeneratorSetting("theme.font", r"false", "the site has its own fonts, so that no other server learns who reads it"),
    GeneratorSetting("theme.language", r"en", "the language is `language` in data/partnership.yml"),
    GeneratorSetting("theme.locale", r"en", "the language is `language` in data/partnership.yml"),
    GeneratorSetting(
        "theme.palette",
        r"scheme: (default|slate)|(primary|accent): custom|media: \(prefers-color-scheme: (light|dark)\)",
        "write `colour:` in data/partnership.yml; the rest is chosen so that everybody can read it",
    ),
    GeneratorSetting(
        "theme.features", r"navigation\.(tabs|indexes|prune)", "the menu works the same on every site, also by keyboard"
    ),
    GeneratorSetting("theme.icon", _NEVER, "write `logo:` with a file in content/ instead"),
    GeneratorSetting("theme.static_templates", r"404\.html", "every page comes from a record or a file in content/"),
    GeneratorSetting("extra", r"generator: false", "the pages show and load nothing that comes from settings"),
    GeneratorSetting(
        "extra_css", r"assets/[a-z-]+\.css", "the styles are tested as a whole, for contrast, large text and print"
    ),
    GeneratorSetting(
        "extra_javascript", r"assets/[a-z-]+\.js", "the policy in each page blocks every script but the generator's"
    ),
    GeneratorSetting("extra_templates", _NEVER, "put a finished file in content/ instead"),
    GeneratorSetting("plugins", r"search", "a project's settings run no program, and the site has its own search"),
    GeneratorSetting("watch", r".*", "a preview follows every change in data/ and content/ by itself"),
    GeneratorSetting(
        "markdown_extensions",
        "|".join([_FORMER_EXTENSIONS, *map(re.escape, EXTENSIONS)]),
        "site and paper read the same Markdown, so write the page without it",
    ),
    GeneratorSetting("mdx_configs", _NEVER, "site and paper read the same Markdown"),
    GeneratorSetting(
        "validation",
        r"((nav|links)\.)?(omitted_files|not_found|absolute_links|unrecognized_links|anchors): warn",
        "every link that leads nowhere stops the build",
    ),
    GeneratorSetting("nav", _NEVER, _MENU),
    GeneratorSetting("pages", _NEVER, _MENU),
    GeneratorSetting("not_in_nav", r"\*", _MENU),
    GeneratorSetting("exclude_docs", _NEVER, f"{_MENU}; move a file that is no page out of content/"),
    GeneratorSetting("draft_docs", _NEVER, f"{_MENU}; keep a draft outside content/"),
    GeneratorSetting("repo_url", _NEVER, _NO_REPOSITORY),
    GeneratorSetting("repo_name", _NEVER, _NO_REPOSITORY),
    GeneratorSetting("edit_uri", _NEVER, _NO_REPOSITORY),
    GeneratorSetting("edit_uri_template", _NEVER, _NO_REPOSITORY),
    GeneratorSetting("remote_branch", _NEVER, "publish the folder build/public instead"),
    GeneratorSetting("remote_name", _NEVER, "publish the folder build/public instead"),
    GeneratorSetting("google_analytics", _NEVER, "no page counts its visitors or tells another server of them"),
)
"""Every setting of mkdocs 1.6, and of its theme Material, that a partnership does not have."""
