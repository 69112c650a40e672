"""The site speaks Welsh and Arabic as well as English: every word of it has a translation that keeps its placeholders."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from config.translations import compiled

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
