"""What goes into the image of a container, and what git takes: what is listed, so that no secret gets in by lying about."""

import re
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.REPOSITORY)


def as_expression(pattern):
    """One pattern of .dockerignore, as Docker reads it: `**` is any number of folders, `*` a part of one name."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts) + "(?:/.*)?$")


def patterns():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            yield not line.startswith("!"), as_expression(line.removeprefix("!"))


def goes_in(path):
    """The last pattern that fits decides. https://docs.docker.com/build/concepts/context/#dockerignore-files"""
    kept_out = False
    for is_out, expression in patterns():
        if expression.match(str(PurePosixPath(path))):
            kept_out = is_out
    return not kept_out


def tracked(*where):
    listed = subprocess.run(["git", "ls-files", "--", *where], cwd=ROOT, capture_output=True, text=True, check=True)
    return [line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


@pytest.mark.parametrize(
    "path",
    [
        ".env", ".env.production", "site/.env", "templates/.env", "site/static/.env.local", ".git/config", ".venv/bin/python",
        "var/engage.sqlite3", "var/login.txt", "var/media/documents/minutes.pdf", "site/engage.sqlite3", "engage.sqlite3-wal",
        "backup.sql", "events/dump.sql", "server.key", "site/config/server.pem", "id_ed25519", "tests/conftest.py",
        "tests/requirements.txt", "docs/security.md", "compose.yaml", "compose.override.yaml", "notes.txt", "pyproject.toml",
        "site/core/__pycache__/cache.cpython-311.pyc", "mailinglist/subscribers.csv", "home/demo/words/secrets.json",
        "local_settings.py", "site/locale/cy/LC_MESSAGES/django.mo", ".ci/run", "a/new/folder/main.py",
    ],
)  # fmt: skip
def test_what_is_not_listed_stays_out(path):
    assert not goes_in(path)


def test_all_that_the_site_needs_goes_in():
    needed = ["manage.py", "gunicorn.conf.py", "requirements.txt"]
    rooms = {Path(config.path).relative_to(ROOT).parts[0] for config in apps.get_app_configs() if is_ours(config)}
    rooms |= {Path(folder).relative_to(ROOT).parts[0] for folder in settings.TEMPLATES[0]["DIRS"]}
    needed += tracked(*rooms, "site")

    assert len(needed) > 500
    assert [path for path in needed if not goes_in(path)] == []


def is_ours(config):
    return Path(config.path).is_relative_to(ROOT) and ".venv" not in Path(config.path).parts


def test_the_image_copies_nothing_past_the_list():
    copied = re.findall(r"^(?:COPY|ADD) (?!--from)(.+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert copied == ["requirements.txt .", ". ."]


@pytest.mark.parametrize(
    "path", [".env", ".env.production", "deploy/.env", "server.key", "tls.pem", "var/x", "engage.sqlite3-wal"]
)
def test_git_does_not_take_secrets_by_accident(path):
    asked = subprocess.run(["git", "check-ignore", "--no-index", "--quiet", path], cwd=ROOT)

    assert asked.returncode == 0
