"""What in a PowerPoint file a screen reader could not use, found in its parts; empty for a good file."""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from generator.rendering.zip_files import unpacked

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
TITLES = {"title", "ctrTitle"}


def slide_names(content: bytes) -> list[str]:
    """Return the names of the slides of a file, in order."""
    names = [name for name, _ in unpacked(content) if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    return sorted(names, key=lambda name: int(re.sub(r"\D", "", name)))


def parts(content: bytes) -> dict[str, etree._Element]:
    return {name: etree.fromstring(part) for name, part in unpacked(content) if name.endswith((".xml", ".rels"))}


def words(element: etree._Element) -> str:
    """Return the words of an element, with a space between paragraphs."""
    lines = ("".join(one.text or "" for one in line.iter(f"{A}t")) for line in element.iter(f"{A}p"))
    return " ".join(" ".join(lines).split())


def shapes(slide: etree._Element) -> list[etree._Element]:
    """Return the shapes of a slide in the order in which they are read."""
    tree = slide.find(f"{P}cSld/{P}spTree")
    assert tree is not None
    return [one for one in tree if one.tag in {f"{P}sp", f"{P}pic", f"{P}cxnSp", f"{P}graphicFrame", f"{P}grpSp"}]


def kind(shape: etree._Element) -> str:
    """Return the kind of placeholder that a shape is; empty if it is none."""
    place = shape.find(f".//{P}nvPr/{P}ph")
    return "" if place is None else place.get("type", "body")


def notes(content: bytes) -> dict[str, str]:
    """Return the notes of each slide that has any."""
    all_parts = parts(content)
    found = {}
    for name in slide_names(content):
        relations = all_parts[f"ppt/slides/_rels/{posixpath.basename(name)}.rels"]
        for one in relations:
            if one.get("Type", "").endswith("/notesSlide"):
                page = all_parts[posixpath.normpath(posixpath.join("ppt/slides", one.get("Target", "")))]
                bodies = [words(shape) for shape in shapes(page) if kind(shape) == "body"]
                found[name] = " ".join(bodies)
    return found


def pptx_faults(content: bytes) -> list[str]:
    """Return a sentence for each fault of a PowerPoint file."""
    all_parts, all_notes = parts(content), notes(content)
    faults = [] if all_parts["docProps/core.xml"].findtext(TITLE) else ["it has no title"]
    languages = {one.get("lang") for part in all_parts.values() for one in part.iter() if one.get("lang")}
    if languages != {all_parts["docProps/core.xml"].findtext(LANGUAGE)}:
        faults.append("its language is not that of all its words")
    titles = [words(shapes(all_parts[name])[0]) for name in slide_names(content)]
    for name, title in zip(slide_names(content), titles, strict=True):
        problems = (*_slide_faults(all_parts[name]), *([] if all_notes.get(name) else ["no notes"]))
        faults += [f"{name}, {title}: {problem}" for problem in problems]
    return faults


def _slide_faults(slide: etree._Element) -> Iterator[str]:
    found = shapes(slide)
    kinds = [kind(one) for one in found]
    if kinds[0] not in TITLES or sum(one in TITLES for one in kinds) != 1:
        yield "the title is not the first thing, or not the only title"
    identifiers = [one.get("id") for one in slide.iter(f"{P}cNvPr")]
    if len(set(identifiers)) < len(identifiers):
        yield "two shapes have one number"
    for shape in found:
        properties = shape.find(f".//{P}cNvPr")
        if shape.tag != f"{P}sp" and (properties is None or not properties.get("descr")):
            yield "a picture has no alternative"
        if shape.tag == f"{P}sp" and not words(shape):
            yield "a place for words is empty"
    for run in slide.iter(f"{A}r", f"{A}fld"):
        properties = run.find(f"{A}rPr")
        if properties is None or not properties.get("lang"):
            yield "words have no language"
