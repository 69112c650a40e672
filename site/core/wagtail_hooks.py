from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import AccessFeature, Audience, Format, Organisation, Theme, Venue
from core.privacy import PrivatePageViewSet


class TermViewSet(SnippetViewSet):
    """A listing of one taxonomy: retired words stay findable, marked as such."""

    list_display = ["name", "slug", "is_retired"]
    list_filter = ["is_retired"]
    ordering = ["sort_order", "name"]
    copy_view_enabled = False


def term_viewset(model, icon, **attributes):
    return type(f"{model.__name__}ViewSet", (TermViewSet,), {"model": model, "icon": icon, **attributes})


class TermsGroup(SnippetViewSetGroup):
    menu_label = _("Words and places")
    menu_icon = "tag"
    menu_order = 300
    items = (
        term_viewset(Theme, "tag"),
        term_viewset(Format, "tag"),
        term_viewset(
            Audience, "group", list_display=["name", "axis", "slug", "is_retired"], list_filter=["axis", "is_retired"]
        ),
        term_viewset(AccessFeature, "tick", list_display=["name", "group", "slug", "is_retired"]),
        term_viewset(Organisation, "site"),
        term_viewset(Venue, "home", list_display=["name", "locality", "postcode", "is_retired"]),
    )


register_snippet(TermsGroup)


@hooks.register("register_admin_viewset")
def restrict_pages_in_every_language():
    return PrivatePageViewSet()


@hooks.register("construct_image_chooser_queryset")
def offer_only_usable_pictures(pictures, request):
    """A picture somebody has withdrawn from is kept, so that it is known, but is not offered for anything new."""
    return pictures.usable()
