"""One published thing, and what everybody sees of it: in lists, in its facts, on its page and in its file, in each language."""

import re

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from core.publishing import rebuild
from core.registries import publications
from tests.factories.opportunities import OpportunitiesPageFactory

from .kinds import KINDS, NOW

MAIN = re.compile(r"<main.*</main>", re.DOTALL)


class World:
    """A page of one kind under its list, and its readers."""

    def __init__(self, model, lists):
        self.model, self.kind, self.lists = model, KINDS[model], lists
        self.reader, self.urls = Client(), {}

    @property
    def list_page(self):
        return Page.objects.get(pk=self.lists[self.kind.list_page].pk)

    def publish(self, **values):
        page = self.kind.make(self.list_page, **values)
        self.urls["en"] = page.url
        return page

    def fresh(self, page):
        """The page as the database has it."""
        return self.model.objects.get(pk=page.pk)

    def edit(self, page, day):
        draft = self.fresh(page).get_latest_revision_as_object()
        self.kind.change(draft, day).save_revision().publish()
        return self.fresh(page)

    def translate(self, page):
        """A published translation, made by wagtail-localize."""
        welsh = Locale.objects.get(language_code="cy")
        for above in page.get_ancestors().filter(depth__gt=1).specific():
            if not above.has_translation(welsh):
                above.copy_for_translation(welsh).save_revision().publish()
        source, _made = TranslationSource.update_or_create_from_instance(page.get_latest_revision_as_object())
        asked, _made = Translation.objects.get_or_create(source=source, target_locale=welsh)
        # It would publish once the transaction is over, which is after the test.
        asked.save_target(publish=False)
        page.get_translation(welsh).specific.get_latest_revision().publish()
        translated = page.get_translation(welsh).specific
        self.urls["cy"] = translated.url
        return translated

    def facts(self):
        return publications[self.model].facts.objects

    def seen(self, page, day):
        """{where: who sees it}: the language of the page that a list leads to; else whether it tells this day."""
        facts = self.facts().filter(translation_key=page.translation_key).first()
        found = {"facts": bool(facts and facts.is_public) and self.kind.days(facts) == {f"{day:%Y-%m-%d}"}}
        for code, url in self.urls.items():
            found[f"list {code}"] = self._listed(code)
            with translation.override(code):
                words = date_format(day, "j F")
            found[f"page {code}"] = words in self._text(url)
            if self.kind.file:
                found[f"file {code}"] = f"{day:%Y%m%d}" in self._text(f"{url}{self.kind.file}.ics")
        return found

    def _listed(self, code):
        page = self.list_page.get_translation(Locale.objects.get(language_code=code)) if code != "en" else self.list_page
        main = MAIN.search(self._text(page.url))[0]
        return next((code for code, url in self.urls.items() if f'href="{url}"' in main), None)

    def _text(self, url):
        response = self.reader.get(url)
        assert response.status_code in (200, 302, 403, 404)
        return response.content.decode() if response.status_code == 200 else ""


@pytest.fixture(params=KINDS, ids=lambda model: model.__name__)
def world(request, home_page, events_page):
    """One world of each kind. Whatever a test does in it, making all facts anew finds nothing to correct."""
    lists = {"events": events_page, "opportunities": OpportunitiesPageFactory(parent=home_page)}
    with time_machine.travel(NOW, tick=False):
        yield World(request.param, lists)
        assert rebuild(now=NOW) == []
