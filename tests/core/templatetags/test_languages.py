import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import Locale

from tests.factories.core import VenueFactory


@pytest.mark.parametrize(
    ("reader", "words", "attributes"),
    [
        ("en", "cy", ' lang="cy" dir="ltr"'),
        ("en", "ar", ' lang="ar" dir="rtl"'),
        ("ar", "en", ' lang="en" dir="ltr"'),
        ("ar", "ar", ""),
        ("en", "", ""),
        ("en", None, ""),
    ],
)
def test_words_in_another_language_are_marked(reader, words, attributes):
    with translation.override(reader):
        assert Template("{% load languages %}<p{% marked words %}>").render(Context({"words": words})) == f"<p{attributes}>"


def test_a_term_knows_its_own_language(db):
    english, welsh = VenueFactory(), VenueFactory(locale=Locale.objects.get(language_code="cy"))
    template = Template("{% load languages %}{% for one in venues %}<p{% marked one %}>{% endfor %}")

    with translation.override("en"):
        assert template.render(Context({"venues": [english, welsh]})) == '<p><p lang="cy" dir="ltr">'
