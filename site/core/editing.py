"""Two people, or a person and an autosave, who change the same page at the same moment."""

from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from core.questions import refuse_nonsense

#: What changes nothing may run beside what does.
ONLY_LOOKS = ("preview",)


class OneEditAtATimeMiddleware:
    """Whatever is sent to change a page waits for what is changing it, and then sees the outcome; if it fails, nothing stays.

    Wagtail saves a form, a revision and what is published in steps, each of which trusts the one before.
    docs/decisions/0148-one-edit-at-a-time.md
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        is_editors = request.path.startswith(reverse("wagtailadmin_home"))
        if request.method == "POST" and is_editors and "page_id" in kwargs and not name.startswith(ONLY_LOOKS):
            try:
                return self._alone(request, view, args, kwargs)
            except Exception as error:
                # Django tells no middleware of what fails here.
                refuse_nonsense(request, error)
                raise
        return None

    def _alone(self, request, view, args, kwargs):
        with transaction.atomic():
            # On SQLite the transaction itself is the lock: it begins as a writer.
            Page.objects.select_for_update().filter(pk=kwargs["page_id"]).first()
            response = view(request, *args, **kwargs)
            # While the lock is held, so that the answer tells of what was done here.
            return response.render() if hasattr(response, "render") and callable(response.render) else response
