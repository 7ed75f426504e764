"""Which files besides pages may lie in ``content/``: what readers open or download, and nothing that acts.

A file is known by the ending of its name, because web servers and browsers go by it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """A kind of file that is published as it is."""

    name: str
    """In an editor's words, with its article."""
    endings: tuple[str, ...]
    starts: tuple[bytes, ...] = ()
    """The first bytes of such a file; any, if empty."""
    offset: int = 0
    """Where those bytes are, from the start of the file."""
    search: int = 0
    """How many bytes may come before them, for kinds that allow some."""
    text: bool = False
    """Whether it is text, which has no byte 0."""


DRAWING_ENDING = "svg"
"""Drawings are read in full: ``loading/svg.py``."""
ZIPPED = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip")

ATTACHMENT_KINDS = (
    AttachmentKind("a PDF", ("pdf",), (b"%PDF-",), search=1024),
    AttachmentKind("a drawing", (DRAWING_ENDING,)),
    AttachmentKind("a PNG picture", ("png",), (b"\x89PNG\r\n\x1a\n",)),
    AttachmentKind("a JPEG picture", ("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    AttachmentKind("a GIF picture", ("gif",), (b"GIF87a", b"GIF89a")),
    AttachmentKind("a WebP picture", ("webp",), (b"WEBP",), offset=8),
    AttachmentKind("an icon", ("ico",), (b"\0\0\1\0",)),
    AttachmentKind("a Word document", ("docx",), (b"PK\x03\x04",)),
    AttachmentKind("an Excel workbook", ("xlsx",), (b"PK\x03\x04",)),
    AttachmentKind("a PowerPoint presentation", ("pptx",), (b"PK\x03\x04",)),
    AttachmentKind("an OpenDocument text", ("odt",), (b"PK\x03\x04",)),
    AttachmentKind("an OpenDocument spreadsheet", ("ods",), (b"PK\x03\x04",)),
    AttachmentKind("an OpenDocument presentation", ("odp",), (b"PK\x03\x04",)),
    AttachmentKind("a zip file", ("zip",), (b"PK\x03\x04", b"PK\x05\x06")),
    AttachmentKind("a table as text", ("csv", "tsv"), text=True),
    AttachmentKind("plain text", ("txt",), text=True),
    AttachmentKind("data as JSON", ("json", "geojson"), text=True),
    AttachmentKind("a calendar", ("ics",), (b"BEGIN:VCALENDAR",), search=3, text=True),
    AttachmentKind("a contact card", ("vcf",), (b"BEGIN:VCARD",), search=3, text=True),
    AttachmentKind("subtitles", ("vtt",), (b"WEBVTT",), search=3, text=True),
    AttachmentKind("a sound recording", ("mp3",), (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")),
    AttachmentKind("a sound recording", ("ogg", "oga", "opus"), (b"OggS",)),
    AttachmentKind("a sound recording", ("wav",), (b"WAVE",), offset=8),
    AttachmentKind("a film or sound recording", ("mp4", "m4a", "m4v"), (b"ftyp",), offset=4),
    AttachmentKind("a film", ("webm",), (b"\x1a\x45\xdf\xa3",)),
)
"""Every kind of file that may be attached."""

NAMED_FILES = frozenset({"CNAME"})
"""Files without an ending that hosts ask for. Each is one line of text: GitHub Pages reads its domain from CNAME."""


@dataclass(frozen=True, slots=True)
class RefusedKind:
    """A kind of file that is not published, and the way out."""

    endings: tuple[str, ...]
    message: str
    hint: str
    acts: bool = False
    """Whether a server or browser may act on it, also where another ending follows."""


REFUSED_KINDS = (
    RefusedKind(
        ("html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "hta"),
        "a web page in content/ could run programs in a reader's browser",
        "write it as a page in Markdown, which ends in .md, or save it as a PDF",
        acts=True,
    ),
    RefusedKind(
        (
            "js",
            "mjs",
            "cjs",
            "ts",
            "wasm",
            "swf",
            "jar",
            "exe",
            "msi",
            "bat",
            "cmd",
            "com",
            "ps1",
            "vbs",
            "scr",
            "lnk",
            "apk",
            "dmg",
            "sh",
            "py",
            "rb",
            "pl",
        ),
        "a program in content/ could run on a reader's device",
        "take it away: the site needs no program of yours",
        acts=True,
    ),
    RefusedKind(
        (
            "php",
            "php3",
            "php4",
            "php5",
            "php7",
            "phtml",
            "phar",
            "asp",
            "aspx",
            "jsp",
            "jspx",
            "cgi",
            "cfm",
            "htaccess",
            "config",
            "conf",
            "ini",
            "toml",
        ),
        "a program or setting in content/ could run on the web server",
        "take it away: no program runs on the server; its settings are in docs/hosting.md",
        acts=True,
    ),
    RefusedKind(
        ("css", "scss", "less"),
        "a style sheet in content/ changes nothing that readers should see",
        "take it away: the styles of the site decide how a page looks",
        acts=True,
    ),
    RefusedKind(
        ("xml", "xsl", "xslt", "rss", "atom", "rdf", "kml", "gml", "dtd", "ent", "xaml"),
        "an XML file in content/ could run programs in a reader's browser",
        "save it as a table (.csv), as JSON (.json) or as a PDF",
        acts=True,
    ),
    RefusedKind(("svgz",), "a compressed drawing cannot be checked", "save it as plain SVG, which ends in .svg"),
    RefusedKind(
        ("doc", "dot", "xls", "ppt", "rtf", "pub", "vsd", "wps"),
        "a document in this old form may hold programs, and cannot be checked",
        "open it, and save it as a PDF or in the form that ends in .docx, .xlsx or .pptx",
    ),
    RefusedKind(
        ("docm", "dotm", "dotx", "xlsm", "xlsb", "xltm", "xltx", "xlam", "pptm", "potm", "ppsm", "ppam"),
        "a document in this form may hold macros, programs that run when it is opened",
        "open it, and save it as a PDF or in the form that ends in .docx, .xlsx or .pptx",
    ),
    RefusedKind(
        ("gz", "tgz", "br", "zst", "bz2", "xz", "tar", "7z", "rar", "iso", "cab"),
        "a packed file of this kind cannot be checked",
        "put the files themselves here, or pack them as .zip",
    ),
    RefusedKind(
        ("bmp", "tif", "tiff", "heic", "heif", "avif", "eps", "ai", "psd", "wmf", "emf", "xcf"),
        "not every browser can show a picture in this form",
        "save it as .png, .jpg or .svg",
    ),
    RefusedKind(
        ("mov", "avi", "wmv", "mkv", "flv"),
        "not every browser can show a film in this form",
        "save it as .mp4",
    ),
    RefusedKind(
        ("yml", "yaml"),
        "records in content/ are read by nothing",
        "move it to data/, or take it away",
    ),
)
"""What is refused with a way out of its own. Any other ending is refused too."""

SERVER_SETTINGS = frozenset({"vercel.json", "now.json", "firebase.json", "staticwebapp.config.json", "package.json"})
"""Names by which a host's settings are read, though their ending is harmless."""
INNER_ENDINGS = frozenset(ending for kind in REFUSED_KINDS if kind.acts for ending in kind.endings) - {
    "com",
    "pl",
    "ts",
}
"""Endings that a server may obey although another follows: ``report.php.png``. No code of a language is one."""
