from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.changelog.log import log_of
from core.changelog.views import ExplainView, UnexplainedReport
from core.models import AccessFeature, Audience, Format, Organisation, PublicChange, Theme, Venue
from core.page_views import PrivatePageViewSet
from core.publishing import project, source_of
from core.registries import publications
from core.reports import AccessReport, LimitsReport, register_report
from core.snippets import ChoosableOnly, SnippetViewSet, TranslationsReport


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


def works_on_pages(user):
    return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])


register_report(UnexplainedReport, "changed-without-a-reason", order=710, may_see=works_on_pages)
register_report(AccessReport, "access-to-people", order=900, may_see=lambda user: user.has_perm("core.view_accessrecord"))
register_report(LimitsReport, "limits", order=900, may_see=lambda user: user.has_perm("core.view_refusal"))


@hooks.register("register_permissions")
def permissions_to_read_reports():
    return Permission.objects.filter(content_type__app_label="core", codename__in=["view_accessrecord", "view_refusal"])


# Before wagtail-localize's own addresses, which ask for no permission.
@hooks.register("register_admin_urls", order=-1)
def only_with_a_permission():
    snippets, report = "localize/api/snippets/<slug:app_label>/<slug:model_name>/", "localize/reports/translations/"
    return [
        path(snippets, ChoosableOnly.as_view({"get": "list"})),
        path(f"{snippets}<str:pk>/", ChoosableOnly.as_view({"get": "retrieve"})),
        path(report, TranslationsReport.as_view()),
        path(f"{report}results/", TranslationsReport.as_view(results_only=True)),
    ]


@hooks.register("register_admin_viewset")
def restrict_pages_in_every_language():
    return PrivatePageViewSet()


@hooks.register("construct_image_chooser_queryset")
def offer_only_usable_pictures(pictures, request):
    """A picture somebody has withdrawn from is kept, so that it is known, but is not offered for anything new."""
    return pictures.usable()


@hooks.register("after_convert_alias_page")
def publish_what_is_a_page_of_its_own_now(request, page):
    """Wagtail publishes nothing when an alias becomes an ordinary page; its facts must be in the lists all the same."""
    if page.specific_class in publications and page.live:
        project(page.specific_class.objects.get(pk=page.pk), now=timezone.now())


@hooks.register("register_admin_urls")
def urls_of_changes():
    return [path("pages/<int:page_id>/say-why/", ExplainView.as_view(), name="core_explain_changes")]


@hooks.register("register_log_actions")
def history_of_reasons(actions):
    @actions.register_action("core.explain_change")
    class ExplainChange(LogFormatter):
        label = _("Say why it changed")

        def format_message(self, entry):
            return _("Said why it changed: %(reason)s") % {"reason": entry.data["reason"]}


@hooks.register("after_publish_page")
def warn_of_changes_without_a_reason(request, page):
    """For whatever the form did not see coming, such as a change that somebody else announced meanwhile."""
    name, log = log_of(page)
    source = log and source_of(page)
    if source is None or source.pk != page.pk:
        return
    if PublicChange.objects.about(name, page.translation_key).unexplained(now=timezone.now()).exists():
        messages.warning(
            request,
            _("The public log says that dates or places of “%(title)s” have changed, and not why.") % {"title": page.title},
            buttons=[messages.button(reverse("core_explain_changes", args=[page.pk]), _("Say why"), new_window=False)],
        )


@hooks.register("after_edit_page")
def warn_of_what_was_approved(request, page):
    """A workflow publishes what is approved in the editor, and Wagtail tells of that by no other hook."""
    if request.POST.get("action-workflow-action"):
        warn_of_changes_without_a_reason(request, page)
