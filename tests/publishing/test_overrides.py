"""What a partnership may override: seen on built pages and in a PDF, and nowhere else."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pdfplumber
import pytest
from lxml import html
from lxml.html import HtmlElement

from generator.build import check
from generator.cache import Cache, project_cache
from generator.diagnostics import Code
from generator.model.overrides import DEFAULT_WORDS, OVERRIDE_FILES, OVERRIDE_TEMPLATES, VARIABLES, WORDINGS
from generator.model.vocabulary import Edition
from generator.publishing.fingerprints import input_fingerprint, input_folders
from generator.publishing.incremental import run_build
from generator.publishing.publish import publish
from generator.rendering.override_styles import FUNCTIONS, LEAST, PROPERTIES
from generator.rendering.override_templates import ATTRIBUTES, ELEMENTS
from generator.views.shared.surroundings import surroundings_view
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, knowledge_base

slow = pytest.mark.slow
SCRIPT = "<script>alert(1)</script>"
OVERRIDES = {
    "wording.yml": f"""\
exit: Leave now
report-link: "{{report}}: the police need not know"
menu-professionals: For people at work
foot-ways: {SCRIPT}
not-found: Nothing is here
staff-only: For colleagues alone.
""",
    "styles/site.css": """\
.kb-foot { border-top: 7px solid #123456 }
* { font-size: 12px; letter-spacing: 3px }
@media print { .kb-foot { margin-top: 11px } }
""",
    "styles/print.css": ".owner { color: #ff0000 }\n",
    "templates/site-foot.html": """\
<p class="own-line">{{ short_name }} thanks its volunteers.</p>
{% if website %}<p><a href="{{ website }}">Us</a></p>{% endif %}
""",
    "templates/print-cover.html": "<p>{{ title }}, with the bell ringers of Loam</p>\n",
}


@dataclass(frozen=True)
class Built:
    """Loamshire with overrides and one print, in both editions."""

    public: Path
    staff: Path

    def page(self, name: str) -> HtmlElement:
        return html.parse(self.public / name).getroot()


def write(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (project / "overrides" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "overrides" / name).write_text(text)


def with_one_print(project: Path) -> None:
    publications = project / "data" / "publications.yml"
    head, *entries = re.split(r"(?m)^(?=  - )", publications.read_text())
    publications.write_text(head + "".join(one for one in entries if "id: charter-print\n" in one))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, shared_cache: Cache) -> Built:
    project = copy_of(LOAMSHIRE, tmp_path_factory.mktemp("overrides") / "loamshire")
    with_one_print(project)
    partnership = project / "data" / "partnership.yml"
    partnership.write_text(partnership.read_text().replace("short_name: Loamshire\n", "short_name: Loam & <b>Shire\n"))
    write(project, OVERRIDES)
    public = publish(project, today=TODAY, cache=shared_cache)
    staff = publish(project, today=TODAY, edition=Edition.STAFF, with_prints=False, name="staff", cache=shared_cache)
    assert public.folder, "\n".join(map(str, public.diagnostics))
    assert staff.folder, "\n".join(map(str, staff.diagnostics))
    return Built(public.folder, staff.folder)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@slow
def test_wordings_are_on_every_page(built: Built) -> None:
    for name in ("index.html", "contacts.html", "404.html"):
        page = built.page(name)
        assert words(page.cssselect(".kb-exit span")[0]) == "Leave now"
        assert "For people at work" in [words(link) for link in page.cssselect(".kb-tabs a")]
    assert words(built.page("404.html").cssselect("h1")[0]) == "Nothing is here"


@slow
def test_a_script_in_a_wording_is_text(built: Built) -> None:
    page = built.page("index.html")
    assert words(page.cssselect(".kb-foot h2")[0]) == SCRIPT
    assert "alert(1)" not in "".join(script.text or "" for script in page.iter("script"))


@slow
def test_the_staff_edition_has_its_warning_and_the_public_one_none(built: Built) -> None:
    staff = html.parse(built.staff / "index.html").getroot()
    assert words(staff.cssselect(".kb-staff-only")[0]) == "For colleagues alone."
    assert "colleagues" not in words(built.page("index.html"))


@slow
def test_the_foot_of_every_page_has_the_template_with_its_values_as_text(built: Built) -> None:
    for page in (built.page("index.html"), built.page("contacts.html")):
        (line,) = page.cssselect(".kb-foot p.own-line")
        assert words(line) == "Loam & <b>Shire thanks its volunteers."
        (link,) = page.cssselect(".kb-foot .kb-foot__own a")
        assert link.get("href") == "https://example.org/kb/"


@slow
def test_styles_follow_ours_in_the_page_and_its_policy_names_them(built: Built) -> None:
    page = built.page("index.html")
    (style,) = page.cssselect("head > style")
    text = style.text or ""
    assert text.index("border-top:7px solid #123456") > text.rindex(".kb-foot__links")
    assert "@media print{.kb-foot" in text
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert not (built.public / "assets" / "own-styles.css").exists()


@slow
def test_no_style_reaches_what_is_for_danger(built: Built, browser: object) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto((built.public / "contacts.html").as_uri())
    style = "e => [getComputedStyle(e).fontSize, getComputedStyle(e).letterSpacing]"

    def of(selector: str) -> list[str]:
        found: list[str] = page.locator(selector).first.evaluate(style)
        return found

    assert of("main p")[1] == "3px"
    assert of(".own-line") == ["12px", "3px"]
    for selector in (".kb-emergency p", ".kb-emergency a", ".kb-exit"):
        size, spacing = of(selector)
        assert float(size.removesuffix("px")) >= 14, selector
        assert spacing == "normal", selector
    assert of("body")[1] == "normal"
    assert float(of(".kb-tel")[0].removesuffix("px")) >= 14
    page.close()


@slow
def test_the_cover_of_a_print_has_the_template_and_the_style(built: Built) -> None:
    (path,) = (built.public / "downloads").glob("charter*.pdf")
    with pdfplumber.open(path) as document:
        cover = document.pages[0]
        assert "The charter, with the bell ringers of Loam" in " ".join((cover.extract_text() or "").split())
        red = "".join(one["text"] for one in cover.chars if one["non_stroking_color"] == (1, 0, 0))
    assert "Loamshire" in red


@slow
def test_an_edit_of_an_override_is_in_the_next_build(loamshire: Path) -> None:
    cache = project_cache(loamshire)
    for text, colour in (("Leave", "#111111"), ("Leave now", "#222222")):
        write(loamshire, {"wording.yml": f"exit: {text}\n", "styles/site.css": f"main {{ color: {colour} }}\n"})
        built = run_build(loamshire, today=TODAY, edition=Edition.PUBLIC, with_prints=False, cache=cache)
        assert built.is_published
        page = html.parse(loamshire / "build" / "public" / "contacts.html").getroot()
        assert words(page.cssselect(".kb-exit span")[0]) == text
        assert f"{{color:{colour}}}" in (page.cssselect("head > style")[0].text or "")


@slow
def test_a_staff_value_in_a_wording_is_not_published(loamshire: Path, shared_cache: Cache) -> None:
    write(loamshire, {"wording.yml": "foot-ways: Ring 01632 960777\n"})
    published = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    assert published.folder is None
    assert {one.code for one in published.diagnostics} == {Code.STAFF_ONLY_LEAK}


def test_the_link_to_the_pages_on_reporting_keeps_what_they_are_about(loamshire: Path) -> None:
    write(loamshire, {"wording.yml": 'report-link: "{report}: the police need not know"\n'})
    around = surroundings_view(knowledge_base(loamshire, TODAY))
    assert around.report_link == f"{around.report_title}: the police need not know"


def test_an_empty_folder_and_hidden_files_override_nothing(loamshire: Path) -> None:
    write(loamshire, {"styles/.DS_Store": "x", ".gitkeep": ""})
    base, problems = check(loamshire, TODAY)
    assert problems == ()
    assert base is not None
    assert base.records.overrides.words == DEFAULT_WORDS
    assert base.records.overrides.files == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("styles/site.css", "(" * 9_000),
        ("styles/site.css", "p { color: " + "rgb(" * 2_000 + "}"),
        ("styles/print.css", "p { color: red }\n" * 1_000),
        ("templates/site-foot.html", "{{ " + "(" * 9_000),
        ("templates/site-foot.html", "{% if name %}\n" * 300 + "x" + "{% endif %}" * 300),
        ("templates/site-foot.html", "<div>" * 1_500),
        ("templates/print-cover.html", "{{ " + "not " * 2_000 + "name }}"),
        ("templates/print-cover.html", "x" * 9_000 + "\n" + "y" * 9_000),
    ],
)
def test_what_is_endless_is_an_error_at_its_file(loamshire: Path, name: str, text: str) -> None:
    write(loamshire, {name: text})
    problems = check(loamshire, TODAY)[1]
    assert problems
    assert {one.span.path for one in problems} == {f"overrides/{name}"}


def test_two_entries_of_the_menu_are_not_called_the_same(loamshire: Path) -> None:
    write(loamshire, {"wording.yml": "menu-help: About\n"})
    (problem,) = check(loamshire, TODAY)[1]
    assert str(problem) == (
        "overrides/wording.yml:1:12: error[invalid-value] the menu would have 'About' twice: 'menu-about' says it too\n"
        "  hint: give each entry of the menu words of its own"
    )


def test_letters_that_the_print_font_lacks_are_an_error_in_what_is_printed(loamshire: Path) -> None:
    write(loamshire, {"templates/print-cover.html": "<p>欢迎</p>\n"})
    (problem,) = check(loamshire, TODAY)[1]
    assert str(problem.span) == "overrides/templates/print-cover.html:1:1"
    assert problem.code is Code.PRINT_PROBLEM


def test_a_link_out_of_the_project_is_not_followed(loamshire: Path) -> None:
    (loamshire / "overrides").symlink_to(LOAMSHIRE)
    assert [one.code for one in check(loamshire, TODAY)[1]] == [Code.OUTSIDE_PROJECT]


def test_overrides_are_input_of_a_build(loamshire: Path) -> None:
    assert loamshire / "overrides" in input_folders(loamshire)
    seen = [input_fingerprint(loamshire)]
    for text in ("exit: Leave\n", "exit: Leave now\n"):
        write(loamshire, {"wording.yml": text})
        seen.append(input_fingerprint(loamshire))
    assert None not in seen
    assert len(set(seen)) == 3


DOCUMENT = (REPOSITORY / "docs" / "overrides.md").read_text()


def test_the_document_lists_every_override() -> None:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|")) for line in DOCUMENT.split("\n") if "| `" in line
    ]
    files = [(f"`{one.path}`", one.description, one.since) for one in OVERRIDE_FILES]
    wordings = [(f"`{one.id}`", one.text, one.description, one.since) for one in WORDINGS]
    values = [
        (f"`{name}`", what, ", ".join(f"`{one.path}`" for one in OVERRIDE_TEMPLATES if name in one.variables))
        for name, what in VARIABLES.items()
    ]
    assert rows == [*files, *wordings, *values]
    plain = " ".join(DOCUMENT.split())
    for names in (PROPERTIES, FUNCTIONS, ELEMENTS, ATTRIBUTES):
        assert ", ".join(f"`{name}`" for name in names) in plain
    for name, least in LEAST.items():
        sizes = " or ".join(f"{value}{unit}" for unit, value in least.items())
        assert re.search(rf"`{name}` (is )?at least {re.escape(sizes)}", plain)


def test_the_examples_of_the_document_have_no_problem(loamshire: Path) -> None:
    (wording,), (style,), (template,) = (
        re.findall(rf"```{kind}\n(.+?)```", DOCUMENT, re.DOTALL) for kind in ("yaml", "css", "html")
    )
    files = {"wording.yml": wording, "styles/site.css": style, "styles/print.css": ".sub { color: #222222 }"}
    write(loamshire, {**files, **{one.path: template for one in OVERRIDE_TEMPLATES}})
    assert check(loamshire, TODAY)[1] == ()
