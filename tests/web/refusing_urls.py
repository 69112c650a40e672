"""The site's addresses, and one that fails in every way a view can."""

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.coreutils import resolve_model_string

from config.urls import handler400, urlpatterns

FAILURES = {
    "bad request": BadRequest("secret"),
    "suspicious": SuspiciousOperation("secret"),
    "forbidden": PermissionDenied("secret"),
    "not found": Http404("secret"),
    "a mistake of ours": RuntimeError("secret"),
}
EMPTY = {"empty 403": HttpResponseForbidden, "empty 404": HttpResponseNotFound}


@require_safe
def fail(request, way):
    if way in EMPTY:
        return EMPTY[way]()
    raise FAILURES[way]


@csrf_exempt
@require_POST
def take(request):
    """A view that reads what was sent only now."""
    return HttpResponse(str(len(request.POST)))


@csrf_exempt
def count(request):
    """A view of ours that trusts what it is asked."""
    asked = request.POST if request.method == "POST" else request.GET
    return HttpResponse(int(asked.get("number", 0)))


def broken(request):
    """A view of Wagtail that fails whatever it is asked."""
    return resolve_model_string("not a model")


failing = [path(f"{where}fail/<way>", fail) for where in ("", "cy/", "admin/")]
urlpatterns = [*failing, path("take", take), path("admin/count/", count), path("admin/broken/", broken), *urlpatterns]
__all__ = ["handler400", "urlpatterns"]
