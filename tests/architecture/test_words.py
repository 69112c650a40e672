"""The site speaks Welsh and Arabic as well as English: every word of it has a translation that keeps its placeholders."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from config.translations import compiled
from tests.architecture.test_house import tracked

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")


def catalogue(language, ending):
    path = Path(settings.LOCALE_PATHS[ending == "mo"]) / language / "LC_MESSAGES" / f"django.{ending}"
    return (polib.pofile if ending == "po" else polib.mofile)(str(path))


def versions(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_collected_is_left_untranslated(language):
    entries = [entry for entry in catalogue(language, "po") if not entry.obsolete]

    assert len(entries) > 1000
    assert [entry.msgid for entry in entries if entry.fuzzy or not all(versions(entry))] == []


def marked(tree):
    """(msgctxt, msgid) of every text that Python code gives to one of Django's functions, under whatever name it has there."""
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := names.get(getattr(node.func, "id", ""))):
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if texts and "pgettext" in function:
                yield texts[0], texts[1]
            elif texts:
                yield None, texts[0]


def test_everything_that_code_marks_is_collected():
    """The tool that collects knows no other names for these functions, and reads nothing inside an f-string."""
    found = {words for path in tracked("*.py") if "tests" not in path.parts for words in marked(ast.parse(path.read_text()))}
    collected = {(entry.msgctxt, entry.msgid) for entry in catalogue(LANGUAGES[0], "po") if not entry.obsolete}

    assert len(found) > 1000
    assert found - collected == set()


def test_what_goes_by_another_name_is_found():
    code = "from django.utils.translation import gettext_lazy as lazy, pgettext\nlazy('Full')\nf\"{pgettext('month', 'May')}\""

    assert set(marked(ast.parse(code))) == {(None, "Full"), ("month", "May")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_the_original(language):
    wrong = []
    for entry in catalogue(language, "po"):
        one, many = (set(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural or entry.msgid))
        # A plural form for one may say "one" instead of the number.
        wrong += [text for text in versions(entry) if not (one & many <= set(PLACEHOLDER.findall(text)) <= one | many)]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_site_reads_is_what_translators_wrote(language):
    """Compiled when the settings were read: a fresh machine has no gettext."""
    written, compiled = catalogue(language, "po"), catalogue(language, "mo")

    assert {(entry.msgctxt, entry.msgid): versions(entry) for entry in compiled} == {
        (entry.msgctxt, entry.msgid): versions(entry) for entry in written if not entry.obsolete
    }


def test_changed_words_are_compiled_anew_and_others_are_not(tmp_path):
    source, folder = tmp_path / "locale", tmp_path / "var"
    words = source / "cy" / "LC_MESSAGES" / "django.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid "Hello"\nmsgstr "Helo"\n')
    first = compiled(source, folder)
    again = compiled(source, folder)
    words.write_text('msgid "Hello"\nmsgstr "Shwmae"\n')
    changed = compiled(source, folder)

    read = [polib.mofile(str(made / "cy/LC_MESSAGES/django.mo"))[0].msgstr for made in (first, again, changed)]
    assert (first == again, read) == (True, ["Helo", "Helo", "Shwmae"])
    assert sorted(path.name for path in folder.iterdir()) == sorted([first.name, changed.name])


def test_where_nothing_can_be_written_they_are_compiled_elsewhere(tmp_path):
    (tmp_path / "file").touch()
    made = compiled(Path(settings.LOCALE_PATHS[0]), tmp_path / "file" / "locale")

    assert sorted(path.name for path in made.rglob("*.mo")) == ["django.mo"] * len(LANGUAGES)
    assert not made.is_relative_to(tmp_path)
