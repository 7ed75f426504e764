"""What a finished page may have: nothing that could run, fetch or lead away, but the generator's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from markupsafe import Markup

from generator.model.markdown import EXTENSIONS
from generator.publishing.engine.finished_pages import finish_page
from generator.rendering.environment import TEMPLATES, environment
from generator.rendering.pages.theme_text import theme_text

THEMES_OWN = (
    "var target=document.getElementById(location.hash.slice(1));target&&target.name&&"
    '(target.checked=target.name.startsWith("__tabbed_"))'
)
"""A script of Material 9.8 that is in every page."""


def faults(body: str, head: str = "") -> tuple[str, ...]:
    page = f"<!doctype html><html><head><meta charset=utf-8><title>A</title>{head}</head><body>{body}</body></html>"
    return finish_page(page, language="en").facts.faults


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<script type=module>alert(1)</script>",
        "<script type='application/json' src=x.js></script>",
        "<script type='application/x-json'>alert(1)</script>",
        f"<script>{THEMES_OWN};alert(1)</script>",
        "<script>__md_scope=new URL('.',location);alert(1)</script>",
        "<script src=evil.js></script>",
        "<script src=assets/evil.js></script>",
        "<script src=assets/site.js>alert(1)</script>",
        "<script src=https://example.org/assets/site.js></script>",
        "<script src=//example.org/assets/site.js></script>",
        "<script src=assets/../evil.js></script>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)></svg>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<svg><animate attributeName=href to=javascript:alert(1)></svg>",
        "<svg><set attributeName=href to=javascript:alert(1)></svg>",
        "<svg><use href='x.svg#a'></use></svg>",
        "<img src=x onerror=alert(1)>",
        "<p onclick='alert(1)'>Words</p>",
        "<P ONCLICK='alert(1)'>Words</P>",
        "<details ontoggle=alert(1) open></details>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<a href='&#x01;javascript:alert(1)'>x</a>",
        "<a href='JAVASCRIPT:alert(1)'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<a href='data:text/html,<p>x'>x</a>",
        "<img src='data:image/svg+xml,<svg/>'>",
        "<a href='file:///etc/passwd'>x</a>",
        "<iframe src=index.html></iframe>",
        "<iframe srcdoc='x'></iframe>",
        "<object data=x.pdf></object>",
        "<embed src=x.pdf>",
        "<base href='https://example.org/'>",
        "<form action='https://example.org/'><button>Go</button></form>",
        "<form><button formaction='https://example.org/'>Go</button></form>",
        "<form target=_blank></form>",
        "<style>p { position: fixed }</style>",
        "<p style='position: fixed; inset: 0'>x</p>",
        "<p style='background: url(https://example.org/x)'>x</p>",
        "<p style='width: 10%; position: fixed'>x</p>",
        "<link rel=prefetch href=https://example.org/>",
        "<link rel='stylesheet preload' href=x.css>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<math><mi>x</mi></math>",
        "<template><p>x</p></template>",
        "<xmp>x</xmp>",
    ],
)
def test_a_page_with_something_live_has_a_fault(body: str) -> None:
    assert faults(body)


@pytest.mark.parametrize("head", ["<meta http-equiv=refresh content='0;url=https://example.org/'>", "<base href=x>"])
def test_a_head_that_leads_away_is_a_fault(head: str) -> None:
    assert faults("<p>Words</p>", head)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words &lt;script&gt;alert(1)&lt;/script&gt; onclick= javascript: style=</p>",
        "<p title='javascript:alert(1)'>Words</p>",
        f"<script>{THEMES_OWN}</script>",
        "<script src=assets/site.js></script>",
        "<script src=../../assets/search.js></script>",
        "<script src=/kb/assets/when.js></script>",
        "<script type='application/json'>{\"a\": 1}</script>",
        '<script type=\'application/ld+json\'>{"a": "\\u003cscript"}</script>',
        "<a href='tell.html#javascript:x'>x</a>",
        "<a href='https://example.org/javascript:x?data:y'>x</a>",
        "<a href='tel:999'>999</a> <a href='sms:60066'>Text</a> <a href='mailto:desk@example.org'>Write</a>",
        "<img src='guides/phone.svg' alt='A phone'>",
        "<img src='data:image/png;base64,AAAA' alt='A phone'>",
        "<td style='text-align: center;'>9am</td>",
        "<span style='width: 84%'></span><span style='width: 0.5%'></span>",
        "<form role=search hidden><input type=search></form>",
        "<span lang=cy xml:lang=cy>Croeso</span>",
        "<p data-once=1 data-on=2>Words</p>",
    ],
)
def test_what_pages_need_is_no_fault(body: str) -> None:
    assert faults(body) == ()


@pytest.mark.parametrize("base", [".", "..", "../..", "/kb/", "/"])
def test_the_themes_script_is_known_on_every_page_and_signed(base: str) -> None:
    source = (TEMPLATES / "theme" / "main.html").read_text()
    assert "__md_scope" not in source, "the theme's own template has it"
    script = (
        f'__md_scope=new URL("{base}",location),__md_hash=e=>[...e].reduce(((e,_)=>(e<<5)-e+_.charCodeAt(0)),0),'
        '__md_get=(e,_=localStorage,t=__md_scope)=>JSON.parse(_.getItem(t.pathname+"."+e)),__md_set=(e,_,t=localStorage,'
        'a=__md_scope)=>{try{t.setItem(a.pathname+"."+e,JSON.stringify(_))}catch(e){}}'
    )
    page = finish_page(
        f"<html><head><title>A</title><script>{script}</script></head><body></body></html>", language="en"
    )
    assert page.facts.faults == ()
    assert len(page.facts.scripts) == 1


def test_the_policy_names_no_script_that_is_not_known() -> None:
    page = finish_page(
        "<html><head><title>A</title></head><body><script>alert(1)</script></body></html>", language="en"
    )
    assert page.facts.faults == ("this page has a script that is not the generator's: 'alert(1)'",)
    (exit_hash,) = page.facts.scripts
    assert re.findall(r"script-src 'self' ('sha256-[^']+');", page.html) == [exit_hash]
    assert "alert(1)" not in page.html


@pytest.mark.parametrize("remark", ["<!-- ask the desk -->", "<!--><img src=x onerror=alert(1)>-->", "<?php x ?>"])
def test_remarks_of_editors_are_not_published(remark: str) -> None:
    page = finish_page(f"<html><head><title>A</title></head><body><p>A{remark}b</p></body></html>", language="en")
    assert "<!--" not in page.html
    assert "desk" not in page.html
    assert "<?" not in page.html


TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=60)


@given(TYPED)
@example('A "quoted" title & more')
@example("</title><script>alert(1)</script>")
@example("&lt; &amp; &copy;")
def test_the_theme_shows_every_text_as_it_was_typed(text: str) -> None:
    page = html.document_fromstring(
        f'<title>{theme_text(text)}</title><p title="{theme_text(text)}">{theme_text(text)}</p>'
    )
    (paragraph,) = page.cssselect("p")
    assert [page.findtext(".//title"), paragraph.get("title"), paragraph.text] == [text, text, text]
    assert len(list(page.iter())) == 5


def test_only_html_by_its_type_reaches_the_theme_as_html() -> None:
    given_values = {"a<": ["<b>", Markup("<b>"), 5, None, True], "c": {"d": ("&",)}}
    assert theme_text(given_values) == {"a&lt;": ["&lt;b&gt;", "<b>", 5, None, True], "c": {"d": ["&amp;"]}}


@settings(max_examples=200)
@given(TYPED.map(lambda text: " ".join(text.split())).filter(bool))
@example("[x](javascript:alert(1))")
@example("![x](https://example.org/x)")
@example("<https://example.org> https://example.org")
@example("Words {: onclick=alert(1) }")
@example("Words { #other .x }")
@example("`code` *stress* __bold__ # #")
@example("AT&T, &lt;b&gt; and &copy;")
@example("a\\")
@example("\\`")
def test_a_title_in_a_heading_is_text_whatever_signs_it_has(text: str) -> None:
    source = environment().from_string("## {{ text | md }} { #{{ anchor }} }").render(text=text, anchor="place")
    extensions = [name for name in EXTENSIONS if name != "toc"]
    heading = html.fragment_fromstring(Markdown(extensions=extensions).convert(source))
    assert heading.tag == "h2"
    assert heading.items() == [("id", "place")]
    assert [*heading] == []
    assert heading.text == text


def test_every_value_in_a_heading_of_a_page_is_escaped_for_markdown() -> None:
    for template in sorted((TEMPLATES / "site").glob("*.jinja")):
        for line in template.read_text().splitlines():
            if re.match(r'#{1,6} |\{\{ "#', line):
                words = line.rpartition(" { #")[0] or line
                values = re.findall(r"\{\{ (.*?) \}\}", words)
                unescaped = [value for value in values if not value.endswith("| md") and '"##' not in value]
                assert [one for one in unescaped if "| upper" not in one] == [], template.name
