"""The tree of pages: first their places, so that each can link to any other, then their words."""

from wagtail.models import Locale, Page, Site

from events.models import EventsPage
from home.demo.stories import story
from home.demo.texts import lasting_id, read
from home.models import HomePage, StandardPage
from opportunities.models import OpportunitiesPage

KINDS = {"standard": StandardPage, "events": EventsPage, "opportunities": OpportunitiesPage}
#: Page types of which a home page has only one.
SINGLE = (EventsPage, OpportunitiesPage)


class Pages:
    """Places pages in the tree and writes them, each once in its life."""

    def __init__(self, memory):
        self.memory = memory
        self.source = Locale.get_default()
        self.placed = set()

    def get(self, key):
        return self.memory.get(f"page:{key}")

    def page_id(self, key):
        page = self.get(key)
        return page and page.pk

    def find(self, key):
        """The id of a page, picture or term by its key: see home.demo.stories."""
        known = self.memory.get(key)
        return known and known.pk

    def place_all(self):
        """Give every page its place, as a draft."""
        for row in read("pages")["page"]:
            if row["key"] == "home":
                self._take_home()
            elif self.memory.fresh(f"page:{row['key']}"):
                parent = self.get(row.get("parent", "home"))
                if parent:
                    self._place(row, parent)

    def _place(self, row, parent):
        model = KINDS[row.get("kind", "standard")]
        known = model.objects.child_of(parent).first() if model in SINGLE else None
        if known:
            # There can be only one, and a person made it.
            self.memory.remember(f"page:{row['key']}", known)
            return
        page = model(title=row["title"], slug=row.get("slug", row["key"]), show_in_menus=row.get("in_menu", False))
        if model is StandardPage:
            page.show_in_footer = row.get("in_footer", False)
        self.place(row["key"], page, parent)

    def place(self, key, page, parent):
        """Put a new page into the tree as a draft."""
        page.locale = parent.locale
        page.translation_key = lasting_id(f"page:{key}")
        page.slug = free_slug(parent, page.slug)
        page.live = False
        parent.add_child(instance=page)
        self.memory.remember(f"page:{key}", page)
        self.placed.add(key)
        return page

    def _take_home(self):
        """Use the site's own home page; write on it only if it is still as the first migration left it."""
        if not self.memory.fresh("page:home"):
            return
        home = HomePage.objects.filter(pk=Site.objects.get(is_default_site=True).root_page_id).first()
        if home is None:
            home = HomePage.objects.filter(locale=self.source).first()
        self.memory.remember("page:home", home)
        if home.latest_revision_id is None and not home.story and not home.ways:
            self.placed.add("home")

    def write_all(self):
        """Fill and publish what was placed in this run."""
        for row in read("pages")["page"]:
            if row["key"] in self.placed:
                self.publish(self.fill(self.get(row["key"]), row))

    def fill(self, page, words):
        """Put words on a page, in whichever language they are."""
        page.title = page.draft_title = words["title"]
        page.summary = words["summary"]
        if "image" in words:
            page.image = self.memory.get(f"picture:{words['image']}")
        if "story" in words:
            page.story = story(words["story"], find=self.find)
        if words.get("ways"):
            page.ways = [{"type": "way", "value": self._way(way)} for way in words["ways"]]
        return page

    def _way(self, way):
        picture = self.memory.get(f"picture:{way['image']}")
        values = {
            "title": way["title"],
            "text": way["text"],
            "page": self.page_id(way["page"]),
            "image": picture and picture.pk,
        }
        return values

    @staticmethod
    def publish(page):
        page.save_revision().publish()


def free_slug(parent, slug):
    """The slug, or the first of slug-2, slug-3 … that nobody has taken."""
    taken = set(Page.objects.child_of(parent).filter(slug__startswith=slug).values_list("slug", flat=True))
    candidates = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)
