"""The words things are sorted by. Each is data, translated, and can be retired without breaking old pages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.forms import TermAwareForm
from core.lines import OneLineMixin


class TermQuerySet(models.QuerySet):
    def in_use(self):
        """Terms an editor may still choose."""
        return self.filter(is_retired=False)


class Term(OneLineMixin, TranslatableMixin, index.Indexed, models.Model):
    """One word of a taxonomy, with an address name (`slug`) that is the same in every language."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("name in addresses"),
        max_length=80,
        help_text=_("Appears in web addresses of filtered lists, so keep it once it is public."),
    )
    description = models.CharField(_("description"), max_length=255, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Low numbers come first."))
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Old pages keep it; nobody can choose it for something new.")
    )

    objects = TermQuerySet.as_manager()

    base_form_class = TermAwareForm
    panels = ["name", "slug", "description", "sort_order", "is_retired"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("is_retired"),
        index.FilterField("locale_id"),
        # Without these, what is looked for could not be put in order.
        *(index.FilterField(name) for name in ("name", "slug", "sort_order")),
    ]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="%(app_label)s_%(class)s_slug_once_per_locale"),
        ]

    def __str__(self):
        return self.name

    @staticmethod
    def offered_in(locale_id):
        """What an editor may choose in one language. See `core.forms`."""
        return Q(is_retired=False, locale_id=locale_id)


class ListedTerm(Term):
    """A word whose list is a page that people look for and search engines show."""

    list_title = models.CharField(
        _("title of its list"),
        max_length=80,
        blank=True,
        help_text=_("What the list of these events is called, such as “Talks”. Leave empty and the name says it."),
    )

    panels = [*Term.panels[:3], "list_title", *Term.panels[3:]]

    class Meta(Term.Meta):
        abstract = True


class Theme(ListedTerm):
    """What something is about: health, climate, the past."""

    class Meta(ListedTerm.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Format(ListedTerm):
    """What kind of thing happens: a talk, a workshop, an open lab."""

    class Meta(ListedTerm.Meta):
        verbose_name = _("format")
        verbose_name_plural = _("formats")


class Audience(ListedTerm):
    """People something is made for, or is open to: two separate questions."""

    class Axis(models.TextChoices):
        MEANT_FOR = "meant-for", _("Meant for")
        OPEN_TO = "open-to", _("Open to")

    axis = models.CharField(_("answers the question"), max_length=12, choices=Axis)

    panels = [*ListedTerm.panels[:2], "axis", *ListedTerm.panels[2:]]
    search_fields = [*ListedTerm.search_fields, index.FilterField("axis")]

    class Meta(ListedTerm.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["axis", "sort_order", "name"]


class AccessFeature(Term):
    """Something that lets people take part, named by the feature and never by an impairment."""

    class Group(models.TextChoices):
        BUILDING = "building", _("Getting in and around")
        COMMUNICATION = "communication", _("Seeing, hearing and following")
        COMFORT = "comfort", _("Comfort and company")

    group = models.CharField(_("group"), max_length=16, choices=Group)

    panels = [*Term.panels[:2], "group", *Term.panels[2:]]
    search_fields = [*Term.search_fields, index.FilterField("group")]

    class Meta(Term.Meta):
        verbose_name = _("access feature")
        verbose_name_plural = _("access features")
        ordering = ["group", "sort_order", "name"]


class Organisation(Term):
    """A partner or funder, inside the university or outside."""

    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.Picture", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_funder = models.BooleanField(_("gives money"), default=False)
    is_partner = models.BooleanField(_("works with us"), default=True)

    panels = [*Term.panels[:3], "url", "logo", "is_funder", "is_partner", *Term.panels[3:]]

    class Meta(Term.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
