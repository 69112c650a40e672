from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.blocks import StoryBlock
from core.fields import StreamField
from core.models import BasePage
from core.panels import InlinePanel
from core.publishing.presenting import PresentedPage
from core.publishing.publication import Facts, source_page
from core.site_context import current_site_context
from core.timezones import default_timezone, validate_timezone
from events.festivals.routes import FestivalRoutes


class FestivalPage(PresentedPage, FestivalRoutes, BasePage):
    """Several days with many things on, some of them events of their own, most of them sessions of a programme."""

    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_timezone,
        validators=[validate_timezone],
        help_text=_("Days and times are wall-clock times in this zone."),
    )
    venues = ParentalManyToManyField("core.Venue", verbose_name=_("venues"), blank=True, related_name="+")
    practical = StreamField(
        StoryBlock(),
        verbose_name=_("practical information"),
        blank=True,
        help_text=_("Getting there, eating and drinking, toilets, weather, lost children."),
    )
    access_statement = StreamField(
        StoryBlock(),
        verbose_name=_("access statement"),
        blank=True,
        help_text=_("What everybody can count on across the festival, and whom to ask for what is not there."),
    )
    record = StreamField(
        StoryBlock(),
        verbose_name=_("afterwards: what happened"),
        blank=True,
        help_text=_("Shown first once the festival is over."),
    )
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)

    presenter = "events.festivals.presenter.FestivalPresenter"
    own_facts = ("timezone", "contact_name", "contact_email")
    edit_handler = TabbedInterface(
        [
            ObjectList([*BasePage.content_panels, "practical", "access_statement"], heading=_("Words")),
            ObjectList(
                [
                    InlinePanel("days", heading=_("Days"), label=_("day"), min_num=1, max_num=60),
                    "timezone",
                    FieldPanel("venues", widget=forms.CheckboxSelectMultiple),
                    MultiFieldPanel([FieldRowPanel(["contact_name", "contact_email"])], heading=_("Questions")),
                ],
                heading=_("Days and places"),
            ),
            ObjectList(["record"], heading=_("Afterwards")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("practical", "access_statement", "record")),
    ]
    parent_page_types = ["events.EventsPage"]
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("festival page")
        verbose_name_plural = _("festival pages")

    def clean(self):
        super().clean()
        days = [one.day for one in self.days.all() if one.day]
        if len(days) != len(set(days)):
            raise ValidationError(_("A day is there twice: give one line of opening hours to each day."))

    @property
    def preview_modes(self):
        return [*super().preview_modes, ("programme", _("Draft programme"))]

    def serve_preview(self, request, mode_name):
        if mode_name == "programme":
            return self.presents.draft_programme(self, request)
        return super().serve_preview(request, mode_name)

    @cached_property
    def released(self):
        """Its programme as it was last released, or None."""
        return self.presents.released(self)


class FestivalDay(Orderable):
    """One day of a festival and when its gates are open, on the clocks of the festival's time zone."""

    page = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("A time before it opens is taken to be after midnight."))

    panels = [FieldRowPanel(["day", "opens", "closes"])]

    class Meta(Orderable.Meta):
        verbose_name = _("day of a festival")
        verbose_name_plural = _("days of a festival")

    def __str__(self):
        return str(self.day)

    def clean(self):
        super().clean()
        if self.opens and self.opens == self.closes:
            raise ValidationError({"closes": _("It closes at the moment it opens.")})


class FestivalQuerySet(models.QuerySet):
    def public(self):
        """Festivals whose page is published and needs no password or login."""
        return current_site_context().only_public(self.filter(is_public=True), "page__path")

    def of(self, page):
        """The festival whose page, in any language, is the page's parent."""
        parents = Page.objects.filter(path=page.path[: -page.steplen])
        return self.filter(translation_key__in=parents.values("translation_key"))

    def editable_by(self, user):
        """Those whose sessions somebody may change, as far as the page tree is concerned."""
        if user.is_superuser:
            return self.all()
        known = self.select_related("page")
        return self.filter(pk__in=[one.pk for one in known if one.page.permissions_for_user(user).can_edit()])


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

    def latest_release(self):
        """What readers see, or None before the first release."""
        return self.releases.order_by("-number").first()

    def is_over(self, *, now):
        return self.ends_at is not None and self.ends_at <= now

    def is_on(self, *, now):
        return self.starts_at is not None and self.starts_at <= now < self.ends_at
