"""The house as it is drawn, and the traps of a folder named `site`."""

import ast
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from core.static_files import SHEETS

ROOT = Path(settings.REPOSITORY)
#: What may stand at the top of the repository, besides what git itself needs.
TOP = {
    ".ci", ".dockerignore", ".editorconfig", ".env.example", ".gitattributes", ".github", ".gitignore",
    ".pre-commit-config.yaml", "CHANGELOG.md", "CONTRIBUTING.md", "Dockerfile", "LICENSE", "Makefile", "README.md",
    "SECURITY.md", "compose.yaml", "docs", "events", "gunicorn.conf.py", "home", "mailinglist", "manage.py", "opportunities",
    "pyproject.toml", "requirements.txt", "site", "templates", "tests",
}  # fmt: skip
OUR_NAMES = {"accounts", "config", "core", "events", "home", "mail", "mailinglist", "opportunities", "users"}
MOST_LINES = 400


def tracked(*patterns):
    """Files git knows or would know, so that what a machine leaves lying about does not count."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_nothing_unexpected_stands_at_the_top():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - TOP == set()


def test_site_is_a_folder_and_never_a_package():
    """A package of this name would replace Python's own `site` module."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(sys.modules["site"].__file__).parent != ROOT / "site"


def test_git_does_not_ignore_the_folder_site():
    """The .gitignore of many templates does."""
    asked = subprocess.run(["git", "check-ignore", "--no-index", "site", "site/config/urls.py"], cwd=ROOT, capture_output=True)

    assert (asked.returncode, asked.stdout) == (1, b"")


def test_nothing_deletes_the_folder_site():
    """MkDocs empties it before each build."""
    assert not (ROOT / "mkdocs.yml").exists()


def test_rows_are_edited_by_the_panel_that_reads_their_own_form():
    """Wagtail's own inline panel ignores a row's `base_form_class`, and offers retired terms."""
    wagtails = re.compile(r"from wagtail\.admin\.panels import (?:\([^)]*|[^\n(]*)\bInlinePanel\b")
    found = {path.relative_to(ROOT).as_posix() for path in tracked("*.py") if wagtails.search(path.read_text())}

    assert found == {"site/core/panels.py"}


def test_no_installed_distribution_owns_one_of_our_names():
    """opensearch-py would install a package `events` over ours."""
    assert {name: owners for name, owners in metadata.packages_distributions().items() if name in OUR_NAMES} == {}


@pytest.mark.parametrize("name", sorted(OUR_NAMES - {"config"}))
def test_our_names_are_ours(name):
    assert Path(apps.get_app_config(name).path).is_relative_to(ROOT)


def test_no_file_is_too_long_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > MOST_LINES
    }

    assert long == {}


def test_migrations_have_names_that_say_something():
    automatic = [path.name for path in tracked("*/migrations/*.py") if re.search(r"_auto_\d|^\d{4}_alter_", path.name)]

    assert automatic == []


def test_templates_have_nothing_inline():
    """The content policy of the public site forbids it."""
    inline = re.compile(r"<style\b|\sstyle=|\son(?:click|load|change|submit)=|<script(?![^>]*\b(?:src=|ld\+json))")
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in tracked("templates/*.html")
        if (match := inline.search(path.read_text()))
    }

    assert found == {}


def test_stylesheets_take_their_colours_from_the_tokens():
    """So that a brand, the dark scheme and forced colours reach every component."""
    colour = re.compile(r"(?<![\w-])(?:#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\()", re.IGNORECASE)
    found = {
        path.name: match[0]
        for path in tracked("site/static/css/components/*.css")
        if (match := colour.search(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)))
    }

    assert found == {}


def test_every_component_stylesheet_is_in_one_bundle():
    """That of every page, or that of a festival's pages."""
    bundles = [(ROOT / "site/static" / sheet).read_text() for sheet in SHEETS]
    names = [path.name for path in tracked("site/static/css/components/*.css")]

    assert {name: times for name in names if (times := sum(f'"components/{name}"' in one for one in bundles)) != 1} == {}


def test_no_code_mocks_our_own():
    found = {
        str(path.relative_to(ROOT))
        for path in tracked("tests/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "unittest.mock" in {getattr(node, "module", None), *(alias.name for alias in node.names)}
    }

    assert found == set()


def test_every_folder_of_tests_is_a_package():
    """Two files of one name in different folders would hide each other."""
    folders = {path.parent for path in tracked("tests/*.py")}

    assert [str(folder) for folder in sorted(folders) if not os.path.exists(folder / "__init__.py")] == []


def test_an_address_keeps_its_own_direction():
    """Between Arabic words "1 Lantern Court" would be shown as "Lantern Court 1"."""
    found = {
        str(path.relative_to(ROOT)): re.findall(r"(.{5})\{\{ [\w.]+\.address \}\}", path.read_text())
        for path in tracked("templates/*.html")
    }

    assert {path: before for path, before in found.items() if set(before) - {"<bdi>"}} == {}
    assert sum(map(len, found.values())) >= 9


#: Rows of facts that know by themselves which of them everybody may read, by the name of their model.
WITH_PUBLIC = {"Occurrence", "Festival", "SchoolFacts", "IntakeFacts", "StateInterval"}


def test_what_is_public_is_asked_in_one_place():
    """Wagtail's own `public()` and restrictions know nothing of other languages: see core/restrictions.py."""
    ours = [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] != "tests" and "migrations" not in path.parts]
    calls = {
        (path.relative_to(ROOT).as_posix(), ast.unparse(node.func.value))
        for path in ours
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("public", "not_public")
    }
    others = {(path, asked) for path, asked in calls if asked.removesuffix(".objects") not in WITH_PUBLIC}
    named = {path.relative_to(ROOT).as_posix() for path in ours if "PageViewRestriction" in path.read_text()}

    assert others == set()
    assert named == {
        "site/core/site_context.py",
        "site/core/models/pages.py",
        "site/core/restrictions.py",
    }
