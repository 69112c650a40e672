"""Pages in Welsh and Arabic: their words only, since facts live once (decision 0010)."""

from wagtail.models import Locale

from events.schools.models import SummerSchoolPage
from home.demo.schools import translate_school
from home.demo.stories import story
from home.demo.texts import read

LANGUAGES = ("cy", "ar")
STORIES = ("story", "record", "content_notes", "how_to_take_part", "practical", "access_statement")


def load_translations(pages):
    """Publish the translation of every page that has one, parents first."""
    for code in LANGUAGES:
        locale = Locale.objects.filter(language_code=code).first()
        if locale:
            _Translation(pages, code, locale).load()


class _Translation:
    def __init__(self, pages, code, locale):
        self.pages, self.memory, self.code, self.locale = pages, pages.memory, code, locale

    def load(self):
        words = {row["key"]: row for row in read(self.code)["page"]}
        placed = [key for key in words if self._place(key)]
        for key in placed:
            self._write(self._get(key), words[key], key)

    def _get(self, key):
        return self.memory.get(f"page:{key}:{self.code}")

    def find(self, key):
        """A link leads to the page in the same language where there is one."""
        known = self.memory.get(f"{key}:{self.code}") or self.memory.get(key)
        return known and known.pk

    def _place(self, key):
        source = self.pages.get(key)
        if source is None or not self.memory.fresh(f"page:{key}:{self.code}"):
            return False
        known = source.get_translation_or_none(self.locale)
        if known is None and source.depth > 2 and source.get_parent().get_translation_or_none(self.locale) is None:
            return False
        page = known or source.copy_for_translation(self.locale)
        self.memory.remember(f"page:{key}:{self.code}", page)
        return known is None

    def _write(self, page, row, key):
        # Its children came after it was made: an old copy would write their number back as none.
        page = type(page.specific).objects.get(pk=page.pk)
        page.title = page.draft_title = row["title"]
        page.summary = row["summary"]
        page.search_description = ""
        for name in STORIES:
            if hasattr(page, name):
                setattr(page, name, story(row.get(name, ""), find=self.find))
        if isinstance(page, SummerSchoolPage):
            translate_school(page, row, find=self.find)
        if "ways" in row:
            page.ways = [{"type": "way", "value": way} for way in self._ways(row["ways"], key)]
        self.pages.publish(page)

    def _ways(self, ways, key):
        """Pictures and targets are those of the source page, in the same order."""
        source = next(row for row in read("pages")["page"] if row["key"] == key)
        for mine, its in zip(ways, source["ways"], strict=True):
            picture = self.memory.get(f"picture:{its['image']}")
            yield {**mine, "page": self.find(f"page:{its['page']}"), "image": picture and picture.pk}
