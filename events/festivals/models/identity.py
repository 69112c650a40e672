from django.db import models
from django.utils.translation import gettext_lazy as _

from core.publishing.facts import Facts, source_page
from core.timezones import default_timezone
from events.festivals.querysets import FestivalQuerySet


class Festival(Facts):
    """One festival, whatever the number of languages: what its events, sessions and releases belong to.

    It exists from the moment somebody writes the page's first draft, since the programme is planned long before the page
    is public. Dates, hours and venues are those of the published source page (decision 0010).
    """

    page = source_page("events.FestivalPage", related_name="festival")
    timezone = models.CharField(max_length=64, default=default_timezone)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    hours = models.JSONField(default=list, help_text="A list of {day, opens, closes}, in order.")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    venues = models.ManyToManyField("core.Venue", related_name="+")

    objects = FestivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")
        ordering = ["-starts_at", "-pk"]

    def __str__(self):
        return self.page.title

    @property
    def draft_page(self):
        """The page as its editors last saved it: what the draft programme is planned for."""
        return self.page.get_latest_revision_as_object() if self.page.latest_revision_id else self.page

    def draft_venues(self):
        return list(self.draft_page.venues.all())

    def latest_release(self):
        """What readers see, or None before the first release."""
        return self.releases.order_by("-number").first()

    def is_over(self, *, now):
        return self.ends_at is not None and self.ends_at <= now

    def is_on(self, *, now):
        return self.starts_at is not None and self.starts_at <= now < self.ends_at
