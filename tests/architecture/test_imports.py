"""Who imports whom, counted from the syntax trees: imports inside functions count like any other.

import-linter proves the order of the rooms; here it is shown that no module needs another that needs it.
"""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.test_house import OUR_NAMES, tracked

ROOT = Path(settings.REPOSITORY)
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
#: Such an import needs a reason, in a comment behind it; more than so many would be a habit.
MOST_INLINE = 30
REASON = re.compile(r"# noqa: PLC0415 – \w+")
#: What a room that may import from events takes from there: names of what is about events, such as dates to volunteer at.
MOST_FROM_EVENTS = 8


class Imports:
    """The imports of a package of modules, given as {name of the module: (whether it is a package, its source)}."""

    def __init__(self, sources):
        self.modules = set(sources)
        self.edges = {name: set() for name in sources}
        #: (module, line of source) of each import inside a function.
        self.inline = []
        #: {(importing module, where from, name)}
        self.names = set()
        for name, (is_package, source) in sources.items():
            self._read(name, is_package, source)

    def _read(self, module, is_package, source):
        lines = source.splitlines()
        for node, is_inline in _imports(ast.parse(source)):
            if is_inline:
                self.inline.append((module, lines[node.lineno - 1].strip()))
            for base, name in _targets(node, module, is_package):
                self.names.add((module, base, name))
                target = f"{base}.{name}" if f"{base}.{name}" in self.modules else base
                if target in self.modules and target != module:
                    self.edges[module].add(target)

    def circles(self):
        """Groups of modules each of which needs all others, as Tarjan finds them."""
        order, low, stack, found = {}, {}, [], []

        def visit(module):
            order[module] = low[module] = len(order)
            stack.append(module)
            for target in sorted(self.edges[module]):
                if target not in order:
                    visit(target)
                if target in stack:
                    low[module] = min(low[module], low[target])
            if low[module] == order[module]:
                group = [stack.pop()]
                while group[-1] != module:
                    group.append(stack.pop())
                if len(group) > 1:
                    found.append(sorted(group))

        for module in sorted(self.modules):
            if module not in order:
                visit(module)
        return sorted(found)


def _imports(tree, *, is_inline=False):
    """(node, whether it stands inside a function) of every import."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, is_inline
        else:
            yield from _imports(node, is_inline=is_inline or isinstance(node, FUNCTIONS))


def _targets(node, module, is_package):
    """(module, name) of all that one import names."""
    if isinstance(node, ast.Import):
        return [(alias.name, "") for alias in node.names]
    base = node.module or ""
    if node.level:
        here = module.split(".") if is_package else module.split(".")[:-1]
        base = ".".join([*here[: len(here) - node.level + 1], *([node.module] if node.module else [])])
    return [(base, alias.name) for alias in node.names]


@pytest.fixture(scope="module")
def house():
    """All modules of the site, without tests and migrations."""
    sources = {}
    for path in tracked("*.py"):
        parts = [part for part in path.relative_to(ROOT).with_suffix("").parts if part != "site"]
        if parts[0] in OUR_NAMES and "migrations" not in parts:
            is_package = parts[-1] == "__init__"
            sources[".".join(parts[:-1] if is_package else parts)] = is_package, path.read_text()
    return Imports(sources)


def test_no_module_needs_one_that_needs_it(house):
    assert len(house.modules) > 300
    assert house.circles() == []


def test_an_import_inside_a_function_has_its_reason_and_is_rare(house):
    assert [f"{module}: {line}" for module, line in house.inline if not REASON.search(line)] == []
    assert 0 < len(house.inline) <= MOST_INLINE


def test_opportunities_know_little_of_events(house):
    names = {(base, name) for module, base, name in house.names if _room(module) == "opportunities" and _room(base) == "events"}

    assert 0 < len(names) <= MOST_FROM_EVENTS, sorted(names)


def _room(module):
    return module.partition(".")[0]


def test_a_circle_is_found_wherever_its_imports_stand():
    imports = Imports(
        {
            "a": (True, ""),
            "a.one": (False, "from a import two\nfrom a.five import x\n"),
            "a.two": (False, "def f():\n    from .three import name  # noqa: PLC0415 – late\n"),
            "a.three": (False, "class C:\n    def f(self):\n        return lambda: __import__\n    import a.one\n"),
            "a.four": (False, "import a.one\n"),
            "a.five": (False, "if True:\n    import os\n"),
        }
    )

    assert imports.circles() == [["a.one", "a.three", "a.two"]]
    assert imports.inline == [("a.two", "from .three import name  # noqa: PLC0415 – late")]
    assert [bool(REASON.search(line)) for line in ("x  # noqa: PLC0415 – late", "x  # noqa: PLC0415", "x")] == [
        True,
        False,
        False,
    ]
    assert ("a.two", "a.three", "name") in imports.names
