from http import HTTPMethod

from django.conf import settings
from django.db import models
from django.template.response import TemplateResponse
from django.utils.functional import cached_property, classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import StoryBlock
from core.fields import StreamField
from core.forms import TermAwarePageForm
from core.lines import OneLineMixin
from core.restrictions import restrictions_of
from core.routing import route_from
from core.site_context import current_site_context
from core.structured_data import breadcrumb_list


class BasePage(OneLineMixin, Page):
    """What every page has: a sentence about it, a picture for teasers, a story, and its place among the others."""

    several_lines = ("summary",)

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: shown in lists, search results and when somebody shares the page."),
    )
    image = models.ForeignKey(
        "core.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top of the page and on cards. Landscape, at least 1,600 pixels wide."),
    )
    story = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)

    #: Abstract models whose fields are facts, facts the page has besides, and what of all that is words all the same.
    fact_fields = ()
    own_facts = ()
    words_among_facts = ()

    #: What is sent has an address of its own: a page is only read.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    base_form_class = TermAwarePageForm
    #: By core.indexing, as always but where many are saved together.
    search_auto_update = False
    content_panels = [*Page.content_panels, "summary", "image", "story"]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("story")]

    class Meta:
        abstract = True

    @classproperty
    def override_translatable_fields(cls):
        """What wagtail-localize asks of every kind of page: which fields are not for translators."""
        return facts_alone(cls)

    @cached_property
    def home(self):
        """The home page this page hangs under: the second level of Wagtail's tree."""
        return self if self.depth == 2 else current_site_context().home_of(self)

    @cached_property
    def breadcrumbs(self):
        """Live pages from home to this page's parent, in one query at most."""
        if self.depth <= 3:
            return [self.home] if self.depth == 3 and self.home.live else []
        return list(self.get_ancestors().filter(depth__gt=1).live())

    def route(self, request, path_components):
        """As Wagtail does, which asks twice for each step; from a home page the whole way is found at once."""
        if path_components and self.depth == 2:
            found = route_from(self, request, path_components)
            if found is not None:
                return found
        return super().route(request, path_components)

    def get_view_restrictions(self):
        """Those that hold in any language, for Wagtail which asks a reader for them: see `core.restrictions`."""
        return PageViewRestriction.objects.none() if current_site_context().is_public(self) else restrictions_of(self)

    def serve_password_required_response(self, request, form, action_url):
        """Asks for the password with nothing of this page around it: Wagtail hands on all that the page itself would show."""
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE, context)

    @property
    def public_translations(self):
        """This page in every language it is public in, itself included: for the language switch and hreflang."""
        return [page for page in current_site_context().translations_of(self) if page.alias_of_id is None]

    @property
    def seo_description(self):
        """What search engines and shared links show."""
        return self.search_description or self.summary

    def get_context(self, request, *args, **kwargs):
        # What every page shows of its language, without asking for it again.
        self.locale = current_site_context().locales[self.locale_id]
        return super().get_context(request, *args, **kwargs)

    def get_structured_data(self, request):
        """schema.org objects about this page, for JSON-LD. Subclasses add what they are."""
        return [breadcrumb_list(self, request)] if self.breadcrumbs else []


def facts_alone(page_class):
    """For wagtail-localize: the facts of a kind of page, copied along and not to be edited in a translation."""
    names = [field.name for model in page_class.fact_fields for field in model._meta.fields]
    facts = dict.fromkeys([*names, *page_class.own_facts])
    return [SynchronizedField(name, overridable=False) for name in facts if name not in page_class.words_among_facts]


class SearchText(models.Model):
    """What is said on one published page, as lists look for it: each word once. See `core.search.words`.

    Publishing writes it, for each language by itself; it goes with the page.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="search_text")
    text = models.TextField()

    def __str__(self):
        return str(self.page_id)
