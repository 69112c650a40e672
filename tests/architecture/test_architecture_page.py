"""docs/architecture.md is true: the files, modules and names it speaks of are there, and so is what its recipe imports."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.test_house import OUR_NAMES, tracked

ROOT = Path(settings.REPOSITORY)
PAGE = ROOT / "docs" / "architecture.md"
TOPS = OUR_NAMES | {"docs", "site", "static", "templates", "tests"}
ENDINGS = r"(?:py|md|html|css|txt)"
#: A file or folder, as it is written: below the top of the repository, or below site/.
PATHS = re.compile(rf"(?<![\w/.-])((?:{'|'.join(sorted(TOPS))})(?:/[\w.-]+)*/(?:[\w-]+\.{ENDINGS}|[\w-]*))(?![\w-])")
#: What the recipe makes is not there.
MADE = "maker_programme"
#: A module, or something in it.
NAMES = re.compile(rf"(?<![\w/.-])((?:{'|'.join(sorted(OUR_NAMES))})(?:\.[A-Za-z_]\w*)+)(?![\w/-])")


def drawn_and_written(text):
    """The page without the code of its recipe, which makes what is not there yet."""
    return re.sub(r"^```(?:python|django)\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def missing_paths(text):
    return [path for path in PATHS.findall(text) if not any((top / path).exists() for top in (ROOT, ROOT / "site"))]


def missing_names(text):
    return [name for name in NAMES.findall(text) if not _is_there(name)]


def _is_there(name):
    parts = name.split(".")
    if parts[-1] in ("ics", "py"):
        return True
    for end in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def test_files_and_folders_are_there():
    text = drawn_and_written(PAGE.read_text())

    assert len(PATHS.findall(text)) > 25
    assert [path for path in missing_paths(text) if MADE not in path] == []


def test_modules_and_names_are_there():
    text = drawn_and_written(PAGE.read_text())

    assert len(NAMES.findall(text)) > 8
    assert missing_names(text) == []


def test_the_rooms_are_drawn_in_the_order_that_imports_have():
    drawing = re.search(r"^## The rooms$.*?^```\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)[1]
    drawn = [
        line.split()[:3:2] if "│" in line else line.split()[:1] for line in drawing.splitlines() if re.match(r" [a-z]", line)
    ]
    contract = re.search(r"^layers = \[(.*)\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]

    assert drawn == [layer.split(" | ") for layer in re.findall(r'"([^"]+)"', contract)]


def test_a_name_that_is_not_there_is_found():
    text = "`core/publishing/nothing.py`, `site/core/models/`, `core.models.Nothing`, `core.models.BasePage`, `nobody.at.all`"

    assert missing_paths(text) == ["core/publishing/nothing.py"]
    assert missing_names(text) == ["core.models.Nothing"]


def test_the_recipe_imports_what_is_there():
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    own = set(re.findall(r"^\*\*`(?:site/)?([\w/]+)\.py`\*\*", PAGE.read_text(), re.MULTILINE))
    names = [
        f"{node.module}.{alias.name}"
        for block in blocks
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and node.module.replace(".", "/") not in own
        for alias in node.names
    ]
    ours = [name for name in names if name.partition(".")[0] in OUR_NAMES]

    assert len(ours) > 5
    assert [name for name in ours if not _is_there(name)] == []


@pytest.mark.parametrize("ending", ["py", "html"])
def test_code_cites_no_document_that_is_not_in_the_repository(ending):
    cited = re.compile(r"\bDESIGN(?:\.md)?\b")
    found = {str(path.relative_to(ROOT)) for path in tracked(f"*.{ending}") if path != Path(__file__)}

    assert found
    assert {path for path in found if cited.search((ROOT / path).read_text())} == set()
