"""Imports only point back along the pipeline, and each library is imported in one layer only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"
LAYERS = (
    "diagnostics",
    "disk",
    "build_folder",
    "cache",
    "progress",
    "workers",
    "command",
    "model",
    "version",
    "bill_of_materials",
    "words",
    "loading",
    "linking",
    "views",
    "rendering",
    "build",
    "compare",
    "explain",
    "fix",
    "migrate",
    "mark_reviewed",
    "release",
    "editor",
    "spreadsheets",
    "new_project",
    "new_answers",
    "publishing",
    "fleet",
    "completion",
    "terminal",
    "build_verb",
    "release_verb",
    "schema_verb",
    "migrate_verb",
    "spreadsheet_verbs",
    "new_verb",
    "fleet_verb",
    "cli",
    "__main__",
)
HOMES = {
    "markdown": "model",
    "nh3": "model",
    "phonenumbers": "model",
    "yaml": "loading",
    "openpyxl": "loading",
    "holidays": "linking",
    "pyphen": "linking",
    "icalendar": "rendering",
    "jinja2": "rendering",
    "segno": "rendering",
    "docx": "rendering",
    "pptx": "rendering",
    "xlsxwriter": "rendering",
    "tinycss2": "rendering",
    "weasyprint": "rendering",
    "pydyf": "rendering",
    "pikepdf": "rendering",
    "pypdfium2": "rendering",
    "PIL": "rendering",
    "fontTools": "rendering",
    "filelock": "publishing",
    "dask": "fleet",
    "distributed": "fleet",
    "fsspec": "fleet",
    "shtab": "completion",
    "mkdocs": "publishing",
    "lxml": "publishing",
}


def modules(package: Path = PACKAGE) -> Iterator[tuple[str, str, ast.Module]]:
    for path in sorted(package.rglob("*.py")):
        layer = path.relative_to(package).with_suffix("").parts[0]
        if layer != "__init__":
            yield layer, path.relative_to(package).as_posix(), ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module if node.module != "generator" else f"generator.{node.names[0].name}"
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def wrong_imports(package: Path = PACKAGE) -> list[str]:
    wrong = []
    for layer, path, tree in modules(package):
        for name in imported(tree):
            top, *below = name.split(".")
            if top == "generator" and below and LAYERS.index(below[0]) > LAYERS.index(layer):
                wrong.append(f"{path} imports {name}")
            if HOMES.get(top, layer) != layer:
                wrong.append(f"{path} imports {name}")
    return wrong


def test_imports_point_back_along_the_pipeline_and_each_library_has_one_home() -> None:
    assert wrong_imports() == []


@pytest.mark.parametrize(
    ("layer", "line"),
    [("model", "import yaml"), ("views", "from generator.rendering import pages"), ("loading", "import mkdocs.utils")],
)
def test_a_planted_wrong_import_is_seen(tmp_path: Path, layer: str, line: str) -> None:
    (tmp_path / layer).mkdir()
    (tmp_path / layer / "planted.py").write_text(line)
    assert len(wrong_imports(tmp_path)) == 1


def circle(package: Path = PACKAGE) -> list[str]:
    """Return the modules of one circle of imports, including those for type checkers; empty if there is none."""
    paths = {f"generator.{path.removesuffix('.py').replace('/', '.')}": path for _, path, _ in modules(package)}
    imports = {f"generator.{path.removesuffix('.py').replace('/', '.')}": tree for _, path, tree in modules(package)}
    sound: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in sound:
            return []
        for name in imported(imports[module]):
            if name in paths and (found := walk(name, (*way, module))):
                return found
        sound.add(module)
        return []

    return next((found for module in paths if (found := walk(module, ()))), [])


def test_no_imports_go_round_in_a_circle() -> None:
    assert circle() == []


def test_a_planted_circle_is_seen(tmp_path: Path) -> None:
    for name, line in (("one", "from generator.views.two import x"), ("two", "from generator.views.one import y")):
        (tmp_path / "views").mkdir(exist_ok=True)
        (tmp_path / "views" / f"{name}.py").write_text(line)
    assert circle(tmp_path) == ["generator.views.one", "generator.views.two", "generator.views.one"]


def test_every_layer_is_there() -> None:
    assert {layer for layer, _, _ in modules()} == set(LAYERS)


def test_nothing_in_the_generator_knows_a_partnership() -> None:
    named = [path for path in PACKAGE.rglob("*.*") if path.suffix != ".pyc" and b"orthampton" in path.read_bytes()]
    assert named == []
