from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale, Orderable, PreviewableMixin, Site

from core.colours import validate_hex_colour, weak_pairs
from core.panels import InlinePanel
from core.site_context import current_site_context


@register_setting(icon="site")
class SiteSettings(PreviewableMixin, BaseSiteSetting, ClusterableModel):
    """Who runs this site and how it looks: the same in every language. What it says is in `SiteWords`."""

    logo = models.ForeignKey(
        "core.Picture",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown in the header at 48 pixels high. Without one, the name stands alone."),
    )
    brand_colour = models.CharField(
        _("brand colour"),
        max_length=7,
        default="#0b3d5c",
        validators=[validate_hex_colour],
        help_text=_("Header, links and buttons. Written like #0b3d5c."),
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#ffb81c",
        validators=[validate_hex_colour],
        help_text=_("Date blocks and highlights; dark text stands on it."),
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)
    security_contact = models.CharField(
        _("security contact"),
        max_length=255,
        blank=True,
        help_text=_("Where to report a weakness: mailto:… or https://… Published in security.txt (RFC 9116)."),
    )
    announcement_starts_at = models.DateTimeField(_("announcement from"), null=True, blank=True)
    announcement_ends_at = models.DateTimeField(_("announcement until"), null=True, blank=True)

    shows_all_sites = models.BooleanField(
        _("lists show what all sites have"),
        default=False,
        help_text=_("Otherwise events and opportunities are listed on the site they are written for, and on no other."),
    )

    select_related = ["logo"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    InlinePanel("words", heading=_("Words, one set for each language"), label=_("language"), min_num=1),
                    MultiFieldPanel(
                        [FieldRowPanel(["announcement_starts_at", "announcement_ends_at"])],
                        heading=_("When the announcement shows"),
                        help_text=_("Leave both empty and it shows as long as it has words."),
                    ),
                ],
                heading=_("Words"),
            ),
            ObjectList(["logo", FieldRowPanel(["brand_colour", "accent_colour"])], heading=_("Look")),
            ObjectList(
                [
                    *("contact_email", "contact_phone", "contact_address", "security_contact"),
                    InlinePanel("social_links", heading=_("Social media"), label=_("link")),
                ],
                heading=_("Contact"),
            ),
            ObjectList(["shows_all_sites"], heading=_("Lists")),
        ]
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def clean(self):
        super().clean()
        errors = {}
        for field, message in weak_pairs(brand=self.brand_colour, accent=self.accent_colour):
            errors.setdefault(field, []).append(message)
        starts, ends = self.announcement_starts_at, self.announcement_ends_at
        if starts and ends and ends <= starts:
            errors["announcement_ends_at"] = _("The announcement must end after it starts.")
        if errors:
            raise ValidationError(errors)

    @classmethod
    def for_request(cls, request):
        """As Wagtail's, but from what each process keeps, and without writing a row while somebody only reads."""
        name = cls.get_cache_attr_name()
        if not hasattr(request, name):
            site = Site.find_for_request(request)
            setattr(request, name, cls.of(site) if site else super().for_request(request))
        return getattr(request, name)

    @classmethod
    def of(cls, site):
        """A site's settings with their words and links, from what each process keeps."""
        return current_site_context().setup.cached(("settings", site.pk), lambda: cls._read(site))

    @classmethod
    def _read(cls, site):
        # Wagtail's own `for_site` would write a row while somebody only reads.
        settings = cls.objects.filter(site=site).select_related("logo").first() or cls(site=site)
        settings.words_for("")
        settings.links = list(settings.social_links.all())
        return settings

    @property
    def profiles(self):
        """The site's profiles elsewhere: as each process keeps them, or those of a preview."""
        known = getattr(self, "links", None)
        return self.social_links.all() if known is None else known

    def get_preview_template(self, request, mode_name):
        return "core/site_settings_preview.html"

    def words_for(self, language_code):
        """The words in this language, else in the site's own, else in any: never nothing.

        Costs one query for each instance, whatever the number of languages.
        """
        words = self._words_by_language
        return words.get(language_code) or words.get(settings.LANGUAGE_CODE) or next(iter(words.values()), None) or SiteWords()

    @cached_property
    def _words_by_language(self):
        return {row.locale.language_code: row for row in self.words.select_related("locale")}

    def is_announcing(self, *, now=None):
        """Whether the announcement's time has come and not passed. The end itself no longer counts."""
        now = now or timezone.now()
        starts, ends = self.announcement_starts_at, self.announcement_ends_at
        return (starts is None or starts <= now) and (ends is None or now < ends)


class SiteWords(Orderable):
    """What the site says of itself in one language."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="words")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name of the site"), max_length=80, default="Engage")
    strapline = models.CharField(_("strapline"), max_length=160, blank=True)
    organisation = models.CharField(_("university or institute"), max_length=120, blank=True)
    footer = models.TextField(_("footer"), blank=True, help_text=_("A sentence or two at the foot of every page."))
    announcement = models.CharField(_("announcement"), max_length=255, blank=True)
    announcement_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("announcement links to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = ["locale", "name", "strapline", "organisation", "footer", "announcement", "announcement_page"]

    class Meta(Orderable.Meta):
        verbose_name = _("words of the site")
        verbose_name_plural = _("words of the site")
        constraints = [models.UniqueConstraint(fields=["settings", "locale"], name="core_sitewords_once_per_locale")]

    @property
    def publisher(self):
        """Who speaks here: the university or institute, else the site itself."""
        return self.organisation or self.name


class SocialLink(Orderable):
    """A profile elsewhere: a plain link, never an embedded button."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="social_links")
    name = models.CharField(_("name"), max_length=40)
    url = models.URLField(_("address"))

    panels = [FieldRowPanel(["name", "url"])]

    class Meta(Orderable.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")
