"""One door to foreign servers: whoever goes past it goes without its guards."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from .test_house import tracked

ROOT = Path(settings.REPOSITORY)
#: What opens connections, and what fetches by an address it is given.
DOORS = {"aiohttp", "ftplib", "http.client", "httpx", "niquests", "pycurl", "requests", "socket", "ssl", "telnetlib",
         "urllib.request", "urllib3", "xmlrpc.client"}  # fmt: skip
ALLOWED = {
    "site/core/fetching.py": {"http.client", "socket", "ssl"},
    # Looks for a free port of this machine.
    "site/core/management/commands/serve.py": {"socket"},
}


def imported(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def doors(source):
    return {name for name in imported(source) if name in DOORS or name.split(".")[0] in DOORS}


def test_only_one_module_asks_foreign_servers():
    ours = [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] != "tests"]

    found = {path.relative_to(ROOT).as_posix(): doors(path.read_text()) for path in ours}

    assert {path: names for path, names in found.items() if names - ALLOWED.get(path, set())} == {}


def test_a_feed_is_parsed_from_bytes_and_never_by_its_address():
    """`feedparser.parse` fetches whatever looks like an address."""
    calls = [
        (path.relative_to(ROOT).as_posix(), ast.unparse(node.args[0]))
        for path in tracked("*.py")
        if path.relative_to(ROOT).parts[0] != "tests"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "feedparser.parse"
    ]

    assert calls == [("opportunities/external/entries.py", "io.BytesIO(data)")]


@pytest.mark.parametrize("line", ["import requests", "from urllib.request import urlopen", "from urllib import request",
                                  "import http.client as web", "from http import client"])  # fmt: skip
def test_a_way_past_the_door_is_seen(line):
    assert doors(line)
