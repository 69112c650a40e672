"""Pictures on one machine, where no web server or storage stands in front to serve them."""

from django.conf import settings
from django.http import Http404
from django.views.static import serve

FOREVER = 365 * 24 * 60 * 60  # seconds


def picture_file(request, path):
    """A rendition, kept for ever: its name changes with the picture.

    Originals and documents are not served here: originals may be private, and documents go through Wagtail,
    which knows who may read them.
    """
    if not path.startswith("images/"):
        raise Http404(path)
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = f"public, max-age={FOREVER}, immutable"
    return response
