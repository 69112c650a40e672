"""The site speaks Welsh and Arabic as well as English: every word of it has a translation that keeps its placeholders."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")


def catalogue(language, ending):
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django.{ending}"
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
    """The compiled files are in git, as a fresh machine has no gettext."""
    written, compiled = catalogue(language, "po"), catalogue(language, "mo")

    assert {(entry.msgctxt, entry.msgid): versions(entry) for entry in compiled} == {
        (entry.msgctxt, entry.msgid): versions(entry) for entry in written if not entry.obsolete
    }
