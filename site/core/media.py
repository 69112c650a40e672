"""Pictures on one machine, where no web server or storage stands in front to serve them."""

from pathlib import PurePosixPath

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from core.models import Rendition

FOREVER = 365 * 24 * 60 * 60  # seconds
#: What a rendition can be. Said here, since what Python guesses depends on the machine.
TYPES = {".jpg": "image/jpeg"} | {f".{name}": f"image/{name}" for name in ("avif", "gif", "jpeg", "png", "webp")}


@require_safe
def picture_file(request, path):
    """A rendition that the database knows by this very name, kept for ever: its name changes with the picture.

    Nothing is looked for on the disk by what somebody asked for. Originals and documents are not served here: originals
    may be private, and documents go through Wagtail, which knows who may read them.
    """
    rendition = _known(path)
    if rendition is None or not (rendition.is_public or _may_see(request, rendition.image)):
        raise Http404
    response = _sent(request, rendition.file)
    response["Cache-Control"] = f"public, max-age={FOREVER}, immutable" if rendition.is_public else "private, no-store"
    return response


def _sent(request, file):
    """The file, or that it has not changed. Raises Http404 if the disk has lost it."""
    try:
        modified = int(file.storage.get_modified_time(file.name).timestamp())
        response = get_conditional_response(request, last_modified=modified) or FileResponse(
            file.storage.open(file.name), content_type=TYPES.get(PurePosixPath(file.name).suffix, "application/octet-stream")
        )
    except OSError as error:
        raise Http404 from error
    response["Last-Modified"] = http_date(modified)
    return response


def _known(name):
    """The rendition stored under a name, and whether everybody may see it, in one query."""
    restrictions = CollectionViewRestriction.objects.alias(
        inner=ExpressionWrapper(OuterRef("image__collection__path"), output_field=CharField())
    )
    is_restricted = Exists(restrictions.filter(inner__startswith=F("collection__path")))
    is_usable = ~Q(image__consent=get_image_model().Consent.WITHDRAWN)
    found = Rendition.objects.filter(file=name).select_related("image__collection")
    return found.annotate(is_public=is_usable & ~is_restricted).first()


def _may_see(request, picture):
    """Whether a picture that is not for everybody is for this reader: an editor who may use it, or whom its collection lets in.

    Wagtail asks that of documents only; what is said of a collection holds here for the pictures in it, too.
    """
    policy = policy_registry.get_by_type(get_image_model())
    if policy.user_has_any_permission_for_instance(request.user, ["choose", "change", "delete"], picture):
        return True
    restrictions = picture.collection.get_view_restrictions()
    return picture.is_usable and all(one.accept_request(request) for one in restrictions)
