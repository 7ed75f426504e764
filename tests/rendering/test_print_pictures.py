"""A print shows its fonts, its own pictures and drawings written in it: never a file of the machine, never a server."""

import base64
from pathlib import Path

import pytest
import weasyprint

from generator.diagnostics import captured_log
from generator.rendering.pdf.make import PackageFetcher
from tests.conftest import REPOSITORY

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"{}/></svg>'
SECRET = "kept in this very file 5f1c"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.svg"
    path.write_text(SVG.format("") + f"<!-- {SECRET} -->")
    return path


REFUSED = (
    "kb:x/{secret}",
    "kb:x//{secret}",
    "kb:style/{secret}",
    "kb:style/../../../pyproject.toml",
    "kb:style/prints/print.css",
    "kb:picture/{secret}",
    "kb:picture/../../data/pictures/email.svg",
    "kb:picture/other.svg",
    "kb:picture/A.SVG",
    "kb:picture/a.svg#part",
    "kb:picture/",
    "KB:picture/a.svg",
    "kb:font/{secret}",
    "kb:font/italic",
    "kb:words",
    "kb:",
    "",
    "{secret}",
    "file://{secret}",
    "FILE://{secret}",
    "file://localhost{secret}",
    "http://127.0.0.1:9/a.svg",
    "https://example.org/a.svg",
    "//example.org/a.svg",
    "ftp://example.org/a.svg",
    "data:text/html,<b>a</b>",
    "data:text/css,a{}",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/svg+xml;base64," + base64.b64encode(SVG.format("").encode()).decode(),
    "data:image/svg+xml," + SVG.format(' onload="a()"'),
    'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="file://{secret}"/></svg>',
    'data:image/svg+xml,<!DOCTYPE s [<!ENTITY a SYSTEM "file://{secret}">]><svg>&a;</svg>',
)


@pytest.mark.parametrize("address", REFUSED)
def test_nothing_but_what_belongs_to_the_print_is_fetched(address: str, secret: Path) -> None:
    fetcher = PackageFetcher({"a.svg": SVG.format("").encode()})
    with pytest.raises(ValueError, match=r"."):
        fetcher.fetch(address.replace("{secret}", str(secret)))


def test_its_fonts_its_pictures_and_drawings_written_in_it_are_there() -> None:
    drawing = SVG.format("").encode()
    fetcher = PackageFetcher({"a.svg": drawing})
    assert fetcher.fetch("kb:picture/a.svg").read() == drawing
    assert fetcher.fetch("data:image/svg+xml," + SVG.format("").replace("<", "%3C")).read() == drawing
    assert fetcher.fetch("kb:font/bold").read().startswith(b"OTTO")


MARKUP = (
    '<img src="{address}">',
    '<div style="width:9px;height:9px;background:url({address})"></div>',
    "<style>@import url({address});</style>",
    "<style>@font-face { font-family: a; src: url({address}) } p { font-family: a }</style><p>A</p>",
    "<style>p { list-style: url({address}); display: list-item }</style><p>A</p>",
    "<style>p::before { content: url({address}) }</style><p>A</p>",
    '<link rel="stylesheet" href="{address}">',
    '<link rel="attachment" href="{address}">',
    '<a rel="attachment" href="{address}">A</a>',
    '<object data="{address}"></object>',
    '<embed src="{address}">',
    '<base href="file:///"><img src="{address}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image width="9" height="9" href="{address}"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{address}#a"/></svg>',
)


@pytest.mark.slow
@pytest.mark.parametrize("markup", MARKUP)
def test_no_way_of_naming_a_file_puts_it_into_a_pdf(markup: str, secret: Path) -> None:
    for address in (f"kb:x/{secret}", secret.as_uri(), f"kb:style/../../../{REPOSITORY.name}"):
        html = weasyprint.HTML(string=markup.replace("{address}", address), url_fetcher=PackageFetcher({}))
        with captured_log("weasyprint") as warnings:
            written = html.write_pdf(uncompressed_pdf=True)
        assert SECRET.encode() not in written
        assert b"/EmbeddedFile" not in written
        assert warnings or "object" in markup or "embed" in markup or "use" in markup
