"""Taxonomies and venues, in every language they are translated into."""

from wagtail.models import Locale

from core.models import AccessFeature, Audience, Format, Organisation, Theme, Venue, VenueAccess, VenueRoom
from home.demo.stories import rich_text
from home.demo.texts import lasting_id, read
from opportunities.models import Applicant

ANSWERS = {"yes": "yes", "request": "on-request", "no": "no"}


class Terms:
    """Finds terms by slug, and writes those that were never loaded."""

    def __init__(self, memory):
        self.memory = memory
        self.source = Locale.get_default()
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def load(self):
        words = read("terms")
        for kind, rows in (("theme", words["themes"]), ("format", words["formats"])):
            self._load_all({"theme": Theme, "format": Format}[kind], kind, rows)
        self._load_all(Audience, "audience", words["open_to"], axis=Audience.Axis.OPEN_TO)
        self._load_all(Audience, "audience", words["meant_for"], axis=Audience.Axis.MEANT_FOR)
        for row in words["access_features"]:
            self._load_all(AccessFeature, "access", [row], group=row["group"], first=words["access_features"].index(row))
        for order, row in enumerate(words["applicants"]):
            self._load_all(Applicant, "applicant", [row], axis=row["axis"], first=order)
        for order, row in enumerate(words["organisations"]):
            fields = {name: value for name, value in row.items() if name != "slug"}
            self._load(Organisation, f"organisation:{row['slug']}", self.source, row["slug"], {**fields, "sort_order": order})
        for order, row in enumerate(read("venues")["venue"]):
            self._load_venue(row, order)

    def get(self, kind, slug):
        """A loaded term in the source language; None if somebody deleted it."""
        return slug and self.memory.get(f"{kind}:{slug}")

    def all(self, kind, slugs):
        return [term for slug in slugs if (term := self.get(kind, slug))]

    def _load_all(self, model, kind, rows, first=0, **fields):
        titles = read("terms")["list_titles"].get(kind, {})
        for order, row in enumerate(rows, start=first):
            for code, locale in self._languages():
                if code in row:
                    suffix = "" if locale == self.source else f":{code}"
                    values = {"name": row[code], "sort_order": order, **fields}
                    if row["slug"] in titles:
                        values["list_title"] = titles[row["slug"]][code]
                    self._load(model, f"{kind}:{row['slug']}{suffix}", locale, row["slug"], values)

    def _languages(self):
        """The source language first: others are its translations."""
        return sorted(self.locales.items(), key=lambda pair: pair[1] != self.source)

    def _load(self, model, key, locale, slug, values):
        """Write a term once. One that a person made under the same name is used as it is."""
        if not self.memory.fresh(key):
            return None
        known = model.objects.filter(locale=locale, slug=slug).first()
        if known:
            self.memory.remember(key, known)
            return None
        source = model.objects.filter(locale=self.source, slug=slug).first()
        translation_key = source.translation_key if source else lasting_id(f"{model.__name__}:{slug}")
        return self.memory.remember(
            key, model.objects.create(locale=locale, slug=slug, translation_key=translation_key, **values)
        )

    def _load_venue(self, row, order):
        for code, locale in self._languages():
            suffix = "" if locale == self.source else f"_{code}"
            if f"travel{suffix}" not in row:
                continue
            values = {
                "name": row["name"],
                "sort_order": order,
                "street": row["street"],
                "locality": "Caldermouth",
                "postcode": row["postcode"],
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "image": self.memory.get(f"picture:{row['image']}"),
                "travel": rich_text(row[f"travel{suffix}"]),
                "access_notes": rich_text(row[f"access_notes{suffix}"]),
            }
            key = f"venue:{row['slug']}" + (f":{code}" if suffix else "")
            venue = self._load(Venue, key, locale, row["slug"], values)
            if venue:
                self._furnish(venue, row, locale)

    def _furnish(self, venue, row, locale):
        for order, line in enumerate(row["rooms"]):
            name, floor, capacity = (part.strip() for part in line.split("|"))
            VenueRoom.objects.create(venue=venue, sort_order=order, name=name, floor=floor, capacity=int(capacity))
        order = 0
        for column, answer in ANSWERS.items():
            for slug in row.get(column, ()):
                feature = AccessFeature.objects.filter(slug=slug, locale=locale).first()
                if feature:
                    VenueAccess.objects.create(venue=venue, sort_order=order, feature=feature, answer=answer)
                    order += 1
