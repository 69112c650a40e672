"""docs/configuration.md, .env.example and what production asks for say the same."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.REPOSITORY)
#: Of compose.yaml, not of the site.
OTHERS = {"POSTGRES_PASSWORD"}


def documented():
    """Variable → whether production needs it."""
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \| (\w*) *\|", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE)
    return {name: needed == "yes" for names, needed in rows for name in re.findall(r"`([A-Z_]+)`", names)}


def exemplified():
    """Variable → whether it is to be filled in, rather than left as a comment."""
    lines = re.findall(r"^(# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    return {name: not comment for comment, name in lines}


def test_the_example_has_what_production_needs():
    needed = {name for name, is_needed in documented().items() if is_needed}

    assert {name for name, is_filled in exemplified().items() if is_filled} - OTHERS == needed


def test_the_example_has_nothing_that_is_not_documented():
    assert set(exemplified()) - OTHERS - set(documented()) == set()


def test_what_the_settings_read_is_documented():
    settings_files = [*(ROOT / "site/config").rglob("*.py"), ROOT / "gunicorn.conf.py"]
    read = set()
    for path in settings_files:
        read |= set(re.findall(r"(?:env(?:\.\w+)?\(|environ\.get\()\s*\"([A-Z_]+)\"", path.read_text()))

    assert len(read) > 20
    assert read - set(documented()) - {"TEST_DIR", "PYTEST_XDIST_WORKER"} == set()
