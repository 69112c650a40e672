"""Reads what the answers of facets are called, in every language: terms, festivals and venues."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.text import slugify

from core.choices import AccessAnswer
from core.models import AccessFeature, Audience, Format, Theme, Venue
from core.models.terms import ListedTerm
from core.models.venues import VenueAccess
from events.models import Festival, FestivalPage

#: Answers with which people can count on an access feature.
OFFERED = (AccessAnswer.YES, AccessAnswer.ON_REQUEST)
TERMS = {"theme": Theme, "format": Format, "audience": Audience, "access": AccessFeature}


@dataclass(slots=True)
class Place:
    pk: int
    slug: str
    names: dict
    area: str
    area_name: str
    access: list = field(default_factory=list)

    def name(self, locale_id):
        return self.names.get(locale_id) or next(iter(self.names.values()))


@dataclass(slots=True)
class Word:
    """A term in every language it has."""

    order: tuple
    names: dict
    axis: str = ""
    titles: dict = field(default_factory=dict)

    def name(self, locale_id):
        return self.names.get(locale_id) or next(iter(self.names.values()))

    def title(self, locale_id):
        """What the list of what has this term is called; "" where nobody has said so in the language."""
        return self.titles.get(locale_id, "")


def read_terms():
    """{kind: {slug: Word}}, and {kind: {pk: slug}}"""
    words, slugs = {}, {}
    for kind, model in TERMS.items():
        words[kind], slugs[kind] = {}, {}
        axis = "axis" if kind == "audience" else "group" if kind == "access" else None
        title = "list_title" if issubclass(model, ListedTerm) else "name"
        columns = ["pk", "slug", "name", title, "locale_id", "sort_order", *filter(None, [axis])]
        for pk, slug, name, list_title, locale_id, order, *rest in model.objects.order_by("pk").values_list(*columns):
            slugs[kind][pk] = slug
            word = words[kind].setdefault(slug, Word(order=(*rest, order, name), names={}, axis=rest[0] if rest else ""))
            word.names[locale_id] = name
            if title == "list_title":
                word.titles[locale_id] = list_title
        words[kind] = dict(sorted(words[kind].items(), key=lambda pair: pair[1].order))
    return words, slugs


def read_festivals(restricted):
    """{slug: Word} and {pk: slug} of public festivals, latest first; its public pages in every language give the words."""
    words, slugs = {}, {}
    titles = defaultdict(dict)
    pages = FestivalPage.objects.live().values_list("path", "translation_key", "locale_id", "title")
    for path, key, locale_id, title in pages:
        if not path.startswith(restricted):
            titles[key][locale_id] = title
    rows = Festival.objects.filter(is_public=True)
    rows = rows.values_list("pk", "page__path", "translation_key", "page__slug", "page__title")
    for order, (pk, path, key, slug, title) in enumerate(rows):
        if path.startswith(restricted):
            continue
        slugs[pk] = slug
        words.setdefault(slug, Word(order=(order,), names=titles.get(key) or {0: title}))
    return words, slugs


def read_venues(slugs):
    """{pk: Place}. A place in another language has the same slug."""
    places = {
        pk: Place(pk=pk, slug=slug, names={locale: name}, area=slugify(locality, allow_unicode=True), area_name=locality)
        for pk, slug, name, locality, locale in Venue.objects.values_list("pk", "slug", "name", "locality", "locale_id")
    }
    names = defaultdict(dict)
    for place in places.values():
        names[place.slug].update(place.names)
    for place in places.values():
        place.names = names[place.slug]
    rows = VenueAccess.objects.filter(answer__in=OFFERED).values_list("venue_id", "feature_id")
    for venue, feature in rows:
        places[venue].access.append(slugs["access"][feature])
    return places
