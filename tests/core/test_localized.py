from wagtail.models import Locale

from core.localized import in_language
from tests.factories.core import FormatFactory, ThemeFactory


def test_terms_are_said_in_the_readers_language_where_they_are_translated(db, django_assert_num_queries):
    welsh = Locale.objects.get(language_code="cy")
    bees, stars, talk = ThemeFactory(name="Bees"), ThemeFactory(name="Stars"), FormatFactory(name="Talk")
    for term, name in [(bees, "Gwenyn"), (talk, "Sgwrs")]:
        translated = term.copy_for_translation(welsh)
        translated.name = name
        translated.save()

    with django_assert_num_queries(2):
        words = in_language([stars, None, bees, talk], welsh)

    assert [term and term.name for term in words] == ["Stars", None, "Gwenyn", "Sgwrs"]


def test_terms_in_the_readers_language_already_cost_nothing(db, django_assert_num_queries):
    bees = ThemeFactory()
    locale = bees.locale

    with django_assert_num_queries(0):
        assert in_language([bees], locale) == [bees]
