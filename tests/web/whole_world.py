"""Something behind every address: what the sweep of the admin has, every kind of page and word, and what is half done."""

import re

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Locale, Page, Site, UploadedFile
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from core.models import Download, Picture
from core.outputs import FORMATS
from events.festivals.routes import OUTPUTS
from events.models import Import
from mailinglist import tokens
from mailinglist.models import Topic
from opportunities.shifts import holds
from tests.addresses import World
from tests.factories import core, opportunities
from tests.factories.home import StandardPageFactory
from tests.factories.mailinglist import SubscriberFactory
from tests.factories.schools import SummerSchoolPageFactory
from tests.factories.shifts import shifts_of


class WholeWorld(World):
    """`user` is who has begun what is half done. `parts` are the parts of the addresses below each prefix, by their names."""

    def __init__(self, home_page, events_page, user):
        super().__init__(home_page, events_page)
        self.user, self.events_page = user, events_page
        self.parts = {
            "admin/pages/": {"revision_id": self.event.latest_revision_id},
            "admin/workflows/tasks/add/": {"app_label": "wagtailcore", "model_name": "groupapprovaltask"},
            "admin/settings/": {"app_name": "core", "model_name": "sitesettings", "pk": Site.objects.get().pk},
            "admin/tag-autocomplete/": {"app_name": "taggit", "model_name": "tag"},
            **self._words(),
            **self._pages(home_page),
            **self._half_done(),
            **self._for_readers(),
        }

    def _words(self):
        kinds = ("Theme", "Format", "Audience", "AccessFeature", "Organisation", "Venue")
        words = [getattr(core, f"{kind}Factory")() for kind in kinds]
        words += [opportunities.ApplicantFactory(), Topic.objects.first()]
        labels = {one._meta.label_lower.replace(".", "/"): one.pk for one in words}
        return {f"admin/snippets/{way}{label}/": {"pk": key} for label, key in labels.items() for way in ("", "choose/")}

    def _pages(self, home_page):
        StandardPageFactory(parent=home_page)
        school, parent = SummerSchoolPageFactory(parent=self.events_page), Page.objects.get(slug="opportunities")
        for kind in ("Award", "ContributorCall", "FundingCall", "Training"):
            getattr(opportunities, f"{kind}PageFactory")(parent=parent)
        return {"admin/summer-schools/": {"page_id": school.pk}}

    def _half_done(self):
        """An import, a translation, uploads without their words, somebody who is editing."""
        now, me = timezone.now(), self.user
        batch = Import.objects.create(parent=self.events_page, user=me, state="checked", created_at=now, moved_at=now)
        page_type = ContentType.objects.get_for_model(self.event)
        session = EditingSession.objects.create(user=me, content_type=page_type, object_id=self.event.pk, last_seen_at=now)
        source, _made = TranslationSource.get_or_create_from_instance(self.event)
        source.update_or_create_from_instance(self.event)
        welsh = Locale.objects.get_or_create(language_code="cy")[0]
        translation = Translation.objects.create(source=source, target_locale=welsh)
        translation.save_target()
        string = StringSegment.objects.filter(source=source).first()
        uploads = {
            model: UploadedFile.objects.create(
                file=ContentFile(b"x", name="x"), uploaded_by_user=me, for_content_type=ContentType.objects.get_for_model(model)
            ).pk
            for model in (Picture, Download)
        }
        return {
            "admin/events/import/": {"pk": batch.pk},
            "admin/editing-sessions/": {"session_id": session.pk, "model_name": "page", "object_id": self.event.pk},
            "admin/localize/update/": {"translation_source_id": source.pk},
            "admin/localize/translate/": {"translation_id": translation.pk, "string_segment_id": string.pk if string else 1},
            "admin/images/multiple/create_from_uploaded_image/": {"uploaded_file_id": uploads[Picture]},
            "admin/images/multiple/delete_upload/": {"uploaded_file_id": uploads[Picture]},
            "admin/documents/multiple/create_from_uploaded_document/": {"uploaded_file_id": uploads[Download]},
            "admin/documents/multiple/delete_upload/": {"uploaded_file_id": uploads[Download]},
        }

    def _for_readers(self):
        person, role = SubscriberFactory(), Page.objects.get(pk=self.keys["admin/opportunities/roles/"]).specific
        shift, *_others = shifts_of(role, self.event)
        held = holds.hold_places(role=role.opportunity_facts, shifts=[shift], now=timezone.now())
        ours = {name: tokens.make(person, getattr(tokens, name)) for name in ("CONFIRM", "PREFERENCES", "REFUSE")}
        return {
            "admin/opportunities/roles/": {"shift_uid": shift.uid},
            "documents/": {"": core.DownloadFactory().pk},
            "venues/": {"slug": core.VenueFactory().slug, "extension": "ics"},
            "am-i-eligible/": {"page_id": Page.objects.get(slug__startswith="summer-school").pk},
            "mailing-list/": {"token": ours["PREFERENCES"]},
            "mailing-list/confirm/": {"token": ours["CONFIRM"]},
            "mailing-list/never/": {"token": ours["REFUSE"]},
            "volunteer-shifts/": {"role": role.translation_key},
            "volunteer-shifts/held/": {"token": held},
        }

    def fill(self, route, **instead):
        known = max((prefix for prefix in self.parts if route.startswith(prefix)), key=len, default=None)
        return super().fill(route, **self.parts.get(known, {}) | instead)


def pages():
    """(address, kind of page) of every page with everything behind it: its files in every format, its lists."""
    for page in Page.objects.live().filter(depth__gt=1).specific():
        for ending in _endings(page):
            yield page.url + ending, type(page)


def _endings(page):
    yield ""
    for pattern in page.get_subpage_urls() if isinstance(page, RoutablePageMixin) else ():
        route = str(pattern.pattern).strip("^$/")
        if "extension" in route:
            names = sorted({getattr(page, "output_name", "list"), *OUTPUTS})
            yield from (f"{name}.{extension}" for name in names for extension in FORMATS)
        elif route:
            yield re.sub("<.*?>", "1", route) + ("" if "." in route else "/")
