from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.festivals.permissions import may_edit
from events.festivals.services.planning import duplicate_session
from events.models import Session


class DuplicateSessionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    with_times = forms.BooleanField(
        label=gettext_lazy("Take its times along"),
        required=False,
        help_text=gettext_lazy("On other days with its rooms, on the same day without: they are taken."),
    )
    days = forms.IntegerField(label=gettext_lazy("Days later"), initial=0, required=False, min_value=-60, max_value=60)


class DuplicateSessionView(WagtailAdminTemplateMixin, FormView):
    """Ask what the new session is called and when it is, then open it."""

    form_class = DuplicateSessionForm
    template_name = "events/admin/duplicate_session.html"
    header_icon = "copy"

    @cached_property
    def session(self):
        return get_object_or_404(Session.objects.whole(), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not (request.user.has_perm("events.add_session") and may_edit(request.user, self.session.festival)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"title": self.session.title}

    def get_page_title(self):
        return _("Duplicate")

    def get_page_subtitle(self):
        return self.session.title

    def form_valid(self, form):
        values = form.cleaned_data
        days = (values["days"] or 0) if values["with_times"] else None
        copy = duplicate_session(session=self.session, title=values["title"], days=days)
        messages.success(self.request, _("“%(title)s” is in the draft now. Look it through.") % {"title": copy.title})
        return redirect(AdminURLFinder(self.request.user).get_edit_url(copy) or "festival_programmes")
