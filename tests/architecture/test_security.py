"""docs/security.md names tests that are there, and every guard of `make mutants` is watched by a test."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.REPOSITORY)


def test_every_promise_names_tests_that_are_there():
    lines = [line for line in (ROOT / "docs/security.md").read_text().splitlines() if line.startswith("|")]
    promises = [line for line in lines if not line.startswith(("|---", "| Promise"))]

    assert len(promises) >= 35
    assert [line for line in promises if not re.findall(r"`tests/[\w/.]+`", line)] == []
    named = {name for line in promises for name in re.findall(r"`(tests/[\w/.]+)`", line)}
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
