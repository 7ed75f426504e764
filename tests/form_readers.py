"""Fill in the forms of a PDF with three readers, print them, and read back what is on paper.

Most programs are made with one of these readers: PDFium (Chromium), pdf.js (Firefox) and Poppler (Evince, Okular).
"""

import base64
import ctypes
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Name

from tests.firefox import Firefox
from tests.pdf import pdf_of

TOLERANCE = 0.5
"""How far a letter may reach beyond its box, in points."""


class Box(NamedTuple):
    """A text field: its page from 0, its name, its corners in points, and the letters it takes at most."""

    page: int
    name: str
    left: float
    bottom: float
    right: float
    top: float
    limit: int


def fonts_of_fields(content: bytes) -> set[str]:
    """Return the names of the fonts that the texts in the fields of a filled form are drawn with."""
    used = set()
    with pdf_of(content) as pdf:
        for field in (one for page in pdf.pages for one in page.get("/Annots", ()) if one.get("/FT") == Name.Tx):
            names = re.findall(r"(/\S+) \S+ Tf", field.AP.N.read_bytes().decode("latin-1"))
            used |= {str(field.AP.N.Resources.Font[name].BaseFont) for name in names}
    return used


class Letter(NamedTuple):
    """A letter on paper, with its size in points."""

    text: str
    size: float


def boxes(content: bytes) -> list[Box]:
    """Return the text fields of a form, in order."""
    found = []
    with pdf_of(content) as pdf:
        for number, page in enumerate(pdf.pages):
            for one in page.get("/Annots", ()):
                if one.get("/FT") == Name.Tx:
                    left, bottom, right, top = map(float, one.Rect)
                    found.append(Box(number, str(one.T), left, bottom, right, top, int(one.MaxLen)))
    return found


def letters_by_box(printed: bytes, form: bytes) -> dict[str, list[Letter]]:
    """Return the letters without spaces that are on paper within each text field of a form, by its name."""
    document = pypdfium2.PdfDocument(printed)
    found: dict[str, list[Letter]] = {}
    for number, on_page in groupby(boxes(form), key=lambda box: box.page):
        letters = list(_letters(document[number].get_textpage()))
        found |= {box.name: [letter for letter, *corners in letters if _is_within(box, *corners)] for box in on_page}
    return found


def _is_within(box: Box, left: float, bottom: float, right: float, top: float) -> bool:
    rightmost, highest = box.right + TOLERANCE, box.top + TOLERANCE
    return box.left - TOLERANCE <= left and right <= rightmost and box.bottom - TOLERANCE <= bottom and top <= highest


def _letters(text: Any) -> Iterator[tuple[Letter, float, float, float, float]]:
    """Yield each letter of a page with its corners."""
    matrix = pdfium.FS_MATRIX()
    for n in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, n))
        if letter.strip() and letter.isprintable():
            pdfium.FPDFText_GetMatrix(text.raw, n, matrix)
            size = pdfium.FPDFText_GetFontSize(text.raw, n) * abs(matrix.d)
            yield Letter(letter, size), *text.get_charbox(n)


def marks(printed: bytes, form: bytes) -> Counter[str]:
    """Return how many buttons of each field have a mark in them on a printed form."""
    found: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(printed)
    pictures = [page.render(scale=2, grayscale=True).to_pil() for page in document]
    with pdf_of(form) as pdf:
        for picture, page in zip(pictures, pdf.pages, strict=True):
            for one in page.get("/Annots", ()):
                if one.get("/FT") == Name.Btn:
                    left, bottom, right, top = (2 * float(corner) for corner in one.Rect)
                    inside = picture.crop((left + 3, picture.height - top + 3, right - 3, picture.height - bottom - 3))
                    found[str(one.get("/Parent", one).T)] += inside.getextrema()[0] < 128
    return found


def printed_by_pdfium(content: bytes) -> bytes:
    """Return a form as PDFium prints it: its fields are part of the page."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    for page in document:
        assert pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT) != pdfium.FLATTEN_FAIL
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def filled_by_pdfium(content: bytes, text: str, typed: str = "") -> bytes:
    """Return a form whose text fields were filled in with PDFium, and whose buttons were all pressed.

    The text is pasted into each field, but typed key by key into the field with the name ``typed``.
    """
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    form = document.formenv.raw
    for page in document:
        pdfium.FORM_OnAfterLoadPage(page.raw, form)
        for n in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            field = pdfium.FPDFPage_GetAnnot(page.raw, n)
            kind = pdfium.FPDFAnnot_GetFormFieldType(form, field)
            if kind >= pdfium.FPDF_FORMFIELD_PUSHBUTTON:
                _press(form, page.raw, field)
            if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and _name(form, field) == typed:
                for letter in text:
                    pdfium.FORM_OnChar(form, page.raw, ord(letter), 0)
            elif kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
                pdfium.FORM_ReplaceSelection(form, page.raw, _utf_16(text))
            pdfium.FORM_ForceToKillFocus(form)
            pdfium.FPDFPage_CloseAnnot(field)
        pdfium.FORM_OnBeforeClosePage(page.raw, form)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _press(form: Any, page: Any, field: Any) -> None:
    corners = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(field, corners)
    middle = ((corners.left + corners.right) / 2, (corners.top + corners.bottom) / 2)
    pdfium.FORM_OnLButtonDown(form, page, 0, *middle)
    pdfium.FORM_OnLButtonUp(form, page, 0, *middle)


def _name(form: Any, field: Any) -> str:
    size = pdfium.FPDFAnnot_GetFormFieldName(form, field, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetFormFieldName(form, field, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _utf_16(text: str) -> Any:
    content = text.encode("utf-16-le") + b"\0\0"
    return ctypes.cast(ctypes.create_string_buffer(content), ctypes.POINTER(ctypes.c_ushort))


DEBIAN_PYTHON = "/usr/bin/python3"
_HAS_POPPLER = 'import gi; gi.require_version("Poppler", "0.18")'
_FILL_WITH_POPPLER = """
import sys, gi
gi.require_version("Poppler", "0.18")
from gi.repository import Poppler
text, *names = sys.argv[1:]
for name in names:
    document = Poppler.Document.new_from_file("file://" + name, None)
    for number in range(document.get_n_pages()):
        for one in document.get_page(number).get_form_field_mapping():
            if one.field.get_field_type() == Poppler.FormFieldType.TEXT:
                one.field.text_set_text(text[: one.field.text_get_max_len()])
            elif one.field.get_field_type() == Poppler.FormFieldType.BUTTON:
                one.field.button_set_state(True)
    document.save("file://" + name + ".saved")
"""


def has_poppler() -> bool:
    """Return whether Poppler is here, with its bindings for Debian's Python."""
    if not (shutil.which("pdftocairo") and Path(DEBIAN_PYTHON).exists()):
        return False
    return subprocess.run([DEBIAN_PYTHON, "-c", _HAS_POPPLER], capture_output=True, check=False).returncode == 0


def printed_by_poppler(forms: dict[str, bytes], text: str, folder: Path) -> dict[str, bytes]:
    """Return the forms, filled in, saved and printed with Poppler."""
    for name, content in forms.items():
        (folder / name).write_bytes(content)
    paths = [str(folder / name) for name in forms]
    subprocess.run([DEBIAN_PYTHON, "-c", _FILL_WITH_POPPLER, text, *paths], check=True)
    for path in paths:
        subprocess.run(["pdftocairo", "-pdf", f"{path}.saved", f"{path}.printed"], check=True)
    return {name: (folder / f"{name}.printed").read_bytes() for name in forms}


_FILL = """
const fill = async (document, text) => {
  const groups = new Set();
  for (let number = 1; number <= document.numPages; number++) {
    for (const field of await (await document.getPage(number)).getAnnotations()) {
      if (field.fieldType === "Tx") document.annotationStorage.setValue(field.id, {value: text.slice(0, field.maxLen)});
      if (field.fieldType === "Btn") {
        document.annotationStorage.setValue(field.id, {value: field.checkBox || !groups.has(field.fieldName)});
        groups.add(field.fieldName);
      }
    }
  }
};
const ready = async () => {
  while (!globalThis.PDFViewerApplication?.pdfDocument) await new Promise((go) => setTimeout(go, 20));
  await PDFViewerApplication.pdfViewer.pagesPromise;
};
"""


class PdfJs:
    """The reader of Firefox, with a form open in it."""

    def __init__(self, firefox: Firefox, form: Path) -> None:
        self._firefox = firefox
        firefox.open(form.as_uri())
        self.run("await ready()")

    def run(self, statements: str) -> str:
        """Run statements in the page of the reader, and return what they return, a text."""
        result = self._firefox.ask(
            "script.evaluate",
            expression=f"(async () => {{ {_FILL} {statements} }})()",
            target={"context": self._firefox.window},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return str(result["result"].get("value"))

    def show(self, field: str, page: int) -> None:
        """Go to a page, from 0, and give the focus to the first field there with this name."""
        self.run(
            f"PDFViewerApplication.page = {page + 1};"
            f"const find = () => document.querySelector('[name=\"{field}\"]');"
            "while (!find()) await new Promise((go) => setTimeout(go, 20));"
            "find().focus();"
        )

    def press(self, *keys: str) -> None:
        """Press and release keys one after another."""
        self._firefox.press(*keys)

    def type_in(self, text: str) -> str:
        """Press the keys of a text, and return what the field with the focus then holds."""
        self.press(*text)
        return self.run("return document.activeElement.value")

    def fill_all(self, text: str) -> None:
        """Put a text into every field of the form, tick every box and choose the first of several answers."""
        self.run(f"await fill(PDFViewerApplication.pdfDocument, {json.dumps(text)})")

    def printed(self) -> bytes:
        """Return what Firefox prints on A4."""
        result = self._firefox.ask(
            "browsingContext.print",
            context=self._firefox.window,
            page={"width": 21.0, "height": 29.7},
            margin={"top": 0, "bottom": 0, "left": 0, "right": 0},
            shrinkToFit=False,
        )
        return base64.b64decode(result["data"])

    def saved(self, content: bytes, text: str) -> bytes:
        """Return another form as pdf.js saves it, with a text in every field and a mark for every question."""
        data = base64.b64encode(content).decode()
        return base64.b64decode(
            self.run(
                f'const task = pdfjsLib.getDocument({{data: Uint8Array.fromBase64("{data}")}});'
                f"const form = await task.promise; await fill(form, {json.dumps(text)});"
                "const bytes = await form.saveDocument(); await task.destroy(); return bytes.toBase64();"
            )
        )
