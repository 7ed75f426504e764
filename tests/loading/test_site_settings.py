"""mkdocs.yml: what a partnership may set, what the generator sets, and what an old copy is told to take away."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.build import build_site, check
from generator.diagnostics import Code, Severity
from generator.loading.site_settings import read_site_settings
from generator.model.languages import PageLanguage
from generator.model.site_settings import SiteSettings
from tests.conftest import REPOSITORY, TODAY

one_folder = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])

FORMER = (
    'copyright: ""',
    "use_directory_urls: false",
    "theme:\n  name: material\n  custom_dir: ../generator/templates/theme\n  font: false\n  language: en",
    "theme: material",
    "theme:\n  name: material\n\n  # It.\n  palette:\n    - {scheme: default, accent: custom}\n    - scheme: slate",
    "extra:\n  generator: false",
    "extra_css:\n  - assets/tokens.css\n\n  - assets/law.css",
    "extra_css: [\n  assets/tokens.css,\n  assets/law.css\n]",
    "extra_javascript: [assets/site.js, assets/powers.js]",
    "plugins: []",
    "plugins:\n- search",
    "watch: [data, generator/templates]",
    "markdown_extensions:\n  - attr_list\n  - toc:\n      permalink: false\n      toc_depth: 2",
    "validation:\n  anchors: warn\n  links: {not_found: warn}",
    'not_in_nav: "*"',
    f"INHERIT: {REPOSITORY / 'mkdocs.yml'}",
)
"""Settings that a file copied from an earlier version has. Some are there twice, in another form."""
THEIRS = (
    "site_name: Loamshire",
    "site_description: >-\n  What we promise,\n  and by when",
    "docs_dir: content",
    "hooks: [mkdocs_hook.py]",
    "dev_addr: localhost:8080",
    "strict: yes",
)


def read(folder: Path, text: str) -> tuple[SiteSettings | None, list[str]]:
    """Return the settings of a file, and its problems as text."""
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8", errors="surrogatepass")
    located, problems = read_site_settings(folder)
    return located.record if located else None, [str(problem) for problem in problems]


def name_of(block: str) -> str:
    return block.partition(":")[0]


@st.composite
def files_of_blocks(draw: st.DrawFn, needed: tuple[str, ...]) -> str:
    """Return a file of settings in any order, with blank lines and comments between them, and some of ``needed``."""
    blocks = draw(st.lists(st.sampled_from(needed), min_size=1, max_size=8, unique_by=name_of))
    blocks += draw(st.lists(st.sampled_from(THEIRS), max_size=4, unique_by=name_of))
    between = st.sampled_from(("\n", "\n\n", "\n# A comment.\n", "\n\n# One.\n\n# Another.\n\n"))
    return "".join(block + draw(between) for block in draw(st.permutations(blocks)))


def without_lines(text: str, hint: str) -> str:
    """Return the text without the lines that the hint names."""
    named = re.match(r"hint: take lines? ([\d, toand]+) away", hint.strip())
    assert named, hint
    lines = text.split("\n")
    for span in re.findall(r"(\d+)(?: to (\d+))?", named[1]):
        first, last = int(span[0]), int(span[1] or span[0])
        lines[first - 1 : last] = [None] * (last - first + 1)  # type: ignore[list-item]
    return "\n".join(line for line in lines if line is not None)


@one_folder
@given(text=files_of_blocks(FORMER))
def test_an_old_copy_is_one_warning_whose_lines_can_be_taken_away(text: str, tmp_path: Path) -> None:
    before, problems = read(tmp_path, text)
    assert [problem.partition("[")[0].partition(" ")[2] for problem in problems] == ["warning"], problems
    message, _, hint = problems[0].partition("\n")
    after, problems = read(tmp_path, without_lines(text, hint))
    assert problems == []
    assert after == before
    assert all(name_of(block) not in text or name_of(block) in message for block in FORMER if block in text)


OTHERS = (
    ("INHERIT", "nowhere.yml"),
    ("INHERIT", "mkdocs.yml"),
    ("INHERIT", "[a.yml]"),
    ("use_directory_urls", "true"),
    ("copyright", "Loamshire 2026"),
    ("theme", "readthedocs"),
    ("extra", "{analytics: {provider: google}}"),
    ("extra", "{generator: true}"),
    ("extra_css", "my.css"),
    ("extra_css", "[assets/tokens.css, ../my.css]"),
    ("extra_css", "[https://example.org/my.css]"),
    ("extra_javascript", "[{path: my.js, type: module}]"),
    ("extra_templates", "[feed.xml]"),
    ("plugins", "[search, {macros: {}}]"),
    ("plugins", "{blog: {enabled: true}}"),
    ("plugins", "{blog: {}, search: }"),
    ("markdown_extensions", "[attr_list, footnotes]"),
    ("markdown_extensions", "[pymdownx.snippets: {base_path: /}]"),
    ("markdown_extensions", "[toc: {permalink: true}]"),
    ("markdown_extensions", "{admonition: {}, attr_list: {}, x: y}"),
    ("validation", "{anchors: ignore}"),
    ("nav", "[Home: index.md]"),
    ("exclude_docs", '"*.tmp"'),
    ("repo_url", "https://example.org/code"),
    ("edit_uri", "edit/main"),
    ("remote_branch", "gh-pages"),
    ("google_analytics", "[UA-1, example.org]"),
)


@pytest.mark.parametrize(("name", "value"), OTHERS)
def test_a_value_of_ones_own_for_what_the_generator_sets_is_an_error_at_its_line(
    name: str, value: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"# Ours.\nsite_name: Loamshire\n{name}: {value}\nstrict: no\n")
    located, (problem,) = read_site_settings(tmp_path)
    assert (problem.code, problem.severity, problem.span.line) == (Code.NOT_YOUR_SETTING, Severity.ERROR, 3)
    assert problem.hint.startswith("take line 3 away; ")
    assert located


EXTENSIONS_OF_OTHER_SITES = (
    "abbr",
    "admonition",
    "codehilite",
    "def_list",
    "footnotes",
    "legacy_attrs",
    "mdx_truly_sane_lists",
    "meta",
    "nl2br",
    "pymdownx.details",
    "pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }",
    "pymdownx.snippets: {base_path: /etc}",
    "pymdownx.superfences",
    "pymdownx.tabbed: {alternate_style: true}",
    "pymdownx.tasklist",
    "smarty",
    "wikilinks",
    "my_own.extension",
    "toc: {permalink: true}",
    "toc: {toc_depth: 6}",
)


@one_folder
@given(
    own=st.sampled_from(EXTENSIONS_OF_OTHER_SITES),
    before=st.lists(st.sampled_from(("attr_list", "md_in_html", "toc: {permalink: false}")), max_size=3, unique=True),
    after=st.lists(st.just("attr_list"), max_size=1),
)
def test_markdown_that_paper_does_not_read_is_an_error_at_its_line(
    own: str, before: list[str], after: list[str], tmp_path: Path
) -> None:
    lines = [f"  - {name}" for name in (*before, own, *after)]
    (tmp_path / "mkdocs.yml").write_text("\n".join(["markdown_extensions:", *lines, "strict: no", ""]))
    _, (problem,) = read_site_settings(tmp_path)
    assert (problem.severity, problem.span.line) == (Severity.ERROR, len(before) + 2)
    assert problem.code is (Code.YAML_ALIAS if "!!" in own else Code.NOT_YOUR_SETTING)
    assert "!!" in own or problem.hint.startswith(
        f"take lines 1 to {len(lines) + 1} away; site and paper read the same"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("custom_dir", "overrides"),
        ("custom_dir", "/nowhere"),
        ("custom_dir", "generator/templates/them"),
        ("font", "{text: Roboto}"),
        ("language", "cy"),
        ("locale", "fr"),
        ("palette", "{primary: indigo}"),
        ("features", "[navigation.instant]"),
        ("icon", "{logo: material/library}"),
    ],
)
def test_so_is_one_in_the_theme(name: str, value: str, tmp_path: Path) -> None:
    text = f"site_name: Loamshire\ntheme:\n  name: material\n  logo: a.svg\n  {name}: {value}\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    _, (problem,) = read_site_settings(tmp_path)
    assert (problem.code, problem.severity, problem.span.line) == (Code.NOT_YOUR_SETTING, Severity.ERROR, 5)
    assert problem.message == f"the generator sets theme.{name} itself"
    assert problem.hint.startswith("take line 5 away; ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# Nothing yet.\n",
        "\ufeffsite_name: Loamshire\r\nstrict: false\r\n",
        "site_name: Loamshire\nhooks: []\n",
        "site_name: Loamshire\nhooks: [../promises/mkdocs_hook.py]\nsite_dir: site\ndocs_dir: content/\n",
        "site_url: https://example.org/promises/\nsite_author: Loamshire\nsite_description: What we promise\n",
        "theme: {name: material, logo: logo.svg}\n",
        "theme:\n  name: material\n  favicon: pictures/icon.png\n",
        "dev_addr: 127.0.0.1:8000\n",
        "dev_addr: '[::1]:8000'\n",
        '"site_name": "no"\n',
        "---\nsite_name: Loamshire\n...\n",
        "{site_name: Loamshire, strict: true}\n",
    ],
)
def test_what_is_a_partnerships_own_passes(text: str, tmp_path: Path) -> None:
    found, problems = read(tmp_path, text)
    assert problems == []
    assert found


def test_a_file_that_is_not_there_sets_nothing(tmp_path: Path) -> None:
    located, problems = read_site_settings(tmp_path)
    assert located
    assert (located.record, problems) == (SiteSettings(), ())


@pytest.mark.parametrize(
    "line",
    [
        "dev_addr: nonsense",
        "dev_addr: 127.0.0.1",
        "dev_addr: 127.0.0.1:0",
        "dev_addr: 127.0.0.1:99999",
        "dev_addr: example:8000",
        "dev_addr: [127.0.0.1, 8000]",
        "docs_dir: docs",
        "docs_dir: ../content",
        "site_dir: content",
        "site_dir: data/public",
        "site_dir: .",
        "site_dir: /srv",
        "site_dir: build/../..",
        "site_dir: .git",
        "site_dir: Content",
        'site_url: "javascript:alert(1)"',
        "site_url: https://someone@example.org/",
        "site_url: example.org",
        "site_url: ftp://example.org/",
        "strict: maybe",
        "strict: 2",
        "site_name: [Loamshire]",
        "site_nam: Loamshire",
        "hook: [mkdocs_hook.py]",
        "hooks: mkdocs_hook.py",
        "hooks: [mkdocs_hooks.py]",
        "theme: {name: material, logo: ../logo.svg}",
        "theme: {name: material, logo: https://example.org/logo.svg}",
        "theme: {name: mkdocs, logo: logo.svg}",
        "theme: {nam: material, logo: logo.svg}",
        "site_author: !ENV NAME",
        "site_author: &who me",
        "site_author: *who",
        "site_author: The desk \uff1eb",
    ],
)
def test_a_slip_is_one_error_at_its_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"# Ours.\n\n{line}\n")
    _, problems = read_site_settings(tmp_path)
    assert [(problem.span.line, problem.severity, bool(problem.hint)) for problem in problems] == [
        (3, Severity.ERROR, True)
    ]


CODE = (
    "hooks: [{mark}.py]",
    "hooks: [!!python/name:os.system mkdocs_hook.py]",
    "site_name: !!python/object/apply:os.system ['touch {mark}']",
    "site_name: !!python/object/new:os.system ['touch {mark}']",
    "site_name: !!python/module:antigravity x",
    "site_name: !!python/name:os.system",
    "? !!python/object/apply:os.system ['touch {mark}']\n: x",
    "site_author: !ENV [HOME, nobody]",
    "site_author: !!binary aGVsbG8=",
    "%TAG ! tag:yaml.org,2002:python/\n---\nsite_name: !object/apply:os.system ['touch {mark}']",
    "INHERIT: {mark}.yml",
    "plugins: [{{macros: {{module_name: {mark}}}}}]",
    "plugins: [search, {{exec: {{command: touch {mark}}}}}]",
    "markdown_extensions: [{{pymdownx.snippets: {{base_path: [/], url_download: true}}}}]",
    "markdown_extensions: [{{toc: {{slugify: !!python/name:os.system x}}}}]",
    "theme: {{name: material, custom_dir: {mark}}}",
    "theme: {{name: null, custom_dir: {mark}}}",
    "extra_javascript: [https://example.org/a.js]",
    "extra_css: [https://example.org/a.css]",
    "extra_templates: [{mark}.html]",
    "extra: {{analytics: {{provider: google, property: G-1}}}}",
    "extra: {{social: [{{icon: a, link: 'javascript:alert(1)'}}]}}",
    "nav: [{{Home: 'javascript:alert(1)'}}, /etc/passwd, ../../secret.md]",
    "copyright: <script>alert(1)</script>",
    "repo_url: javascript:alert(1)",
    "edit_uri: javascript:alert(1)",
    "watch: [/]",
    "validation: {{nav: {{not_found: ignore}}}}",
    "docs_dir: /",
    "site_dir: ../..",
    "trusted: yes",
)
"""What a settings file could have to run a program, read another file or put something into every page."""


@pytest.mark.parametrize("line", CODE)
def test_nothing_in_the_settings_runs_or_reaches_the_site(line: str, loamshire: Path) -> None:
    mark = loamshire / "ran"
    text = line.format(mark=mark) if "{{" in line or "{mark}" in line else line
    (loamshire / "mkdocs.yml").write_text(f"{text}\n")
    (loamshire / "ran.py").write_text(f"open({str(mark)!r}, 'w')\n")
    site = build_site(loamshire, today=TODAY, with_prints=False)
    assert not mark.exists()
    problems = [problem for problem in site.diagnostics if problem.span.path == "mkdocs.yml"]
    assert problems
    assert all(problem.hint for problem in problems)
    assert site.pages == () or [problem.severity for problem in problems] == [Severity.WARNING]


def test_what_is_too_large_too_deep_or_no_file_is_an_error_too(tmp_path: Path) -> None:
    for text, code in (
        ("theme: " + "[" * 9_000, Code.TOO_DEEP),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", Code.YAML_ALIAS),
        ("site_name: " + "x" * 5_000_000, Code.FILE_TOO_LARGE),
    ):
        (tmp_path / "mkdocs.yml").write_text(text)
        located, problems = read_site_settings(tmp_path)
        assert located is None
        assert [problem.code for problem in problems] == [code]
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "mkdocs.yml").mkdir()
    assert read_site_settings(tmp_path)[1][0].code is Code.UNREADABLE_FILE


def test_an_address_and_a_logo_that_the_records_have_too_pass(loamshire: Path) -> None:
    (loamshire / "mkdocs.yml").write_text(
        "site_url: https://example.org/kb\ntheme: {name: material, logo: guides/phone.svg, favicon: assets/mark.svg}\n"
    )
    assert check(loamshire, TODAY)[1] == ()


NAMES = st.sampled_from(("theme", "INHERIT", "extra", "hooks", "site_name", "plugins", "nav", "a"))
VALUES = st.recursive(
    st.text(string.printable, max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def in_flow(value: object) -> str:
    """Return a value as YAML in one line, each text in quotation marks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {in_flow(child)}" for name, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_flow, value)) + "]"
    return "'" + re.sub(r"[^\w ./*-]", "", str(value)) + "'"


@one_folder
@given(content=st.dictionaries(NAMES, VALUES, max_size=5) | VALUES)
def test_whatever_the_values_are_each_problem_has_a_place_and_a_hint(content: object, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(in_flow(content) + "\n")
    _, problems = read_site_settings(tmp_path)
    assert all(problem.span.path == "mkdocs.yml" and problem.span.line == 1 and problem.hint for problem in problems)


@one_folder
@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str, tmp_path: Path) -> None:
    found, problems = read(tmp_path, text)
    assert found or problems


LANGUAGE: TypeAdapter[str] = TypeAdapter(PageLanguage)


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-gb", "en-IE", "en-AU", "en-US", "en-Latn-GB", "en-GB-scotland"])
def test_english_of_any_country_is_a_language_of_pages(tag: str) -> None:
    assert LANGUAGE.validate_python(tag) == tag


def refusal(tag: str) -> tuple[str, str]:
    """Return the message and the hint of a tag that is refused."""
    with pytest.raises(ValidationError) as caught:
        LANGUAGE.validate_python(tag)
    (error,) = caught.value.errors()
    return error["msg"], error["ctx"]["hint"]


@pytest.mark.parametrize(
    "tag", ["cy", "cy-GB", "ga", "gd", "pl", "ur", "ur-PK", "fr-CH", "zh-Hant", "bn", "bfi", "eng"]
)
def test_a_language_without_interface_words_is_refused(tag: str) -> None:
    message, hint = refusal(tag)
    assert message == f"pages cannot be in '{tag}' yet: buttons, headings and dates are written in English only"
    assert "en-GB" in hint


@given(st.from_regex(r"[a-z]{2,3}", fullmatch=True).filter(lambda tag: tag != "en"))
@settings(max_examples=50)
def test_so_is_every_other_language(tag: str) -> None:
    assert refusal(tag)[0].startswith(f"pages cannot be in '{tag}' yet")


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        ("en-UK", "en-GB"),
        ("en-EN", "en-GB"),
        ("en_GB", "en-GB"),
        ("en GB", "en-GB"),
        ("EN-GB", "en-GB"),
        ("EN", "en"),
        ("en_ie", "en-IE"),
        ("English", "en-GB"),
        ("british", "en-GB"),
        ("en-", "en"),
        ("en-G", "en-GB"),
        ("en-GBR", "en-GB"),
        ("welsh", "en-GB"),
        ("true", "en-GB"),
    ],
)
def test_what_is_no_tag_is_told_the_nearest(tag: str, nearest: str) -> None:
    assert refusal(tag) == (f"'{tag}' is not the tag of a language", f"write {nearest}")
