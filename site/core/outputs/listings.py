from urllib.parse import urljoin

from django.core.paginator import Paginator

from core.models import SiteSettings
from core.paging import page_of

from .serializers import Listing


def part_of(rows, *, format, url, request):
    """As many rows as the format takes, or of JSON the part that `page` names, and the address of the part after it.

    Raises Http404 for a part that there isn't.
    """
    if not format.is_paged:
        return rows[: format.limit], ""
    part = page_of(Paginator(rows, format.limit), request)
    if not part.has_next():
        return part.object_list, ""
    query = request.GET.copy()
    query["page"] = part.next_page_number()
    return part.object_list, urljoin(url, f"{request.path}?{query.urlencode()}")


def listing_of(entries, *, title, description, url, locale, request, fields, next_url=""):
    """The entries as the list behind the address `url`, with what every list says of itself."""
    words = SiteSettings.for_request(request).words_for(locale.language_code)
    return Listing(
        title=title,
        description=description,
        url=url,
        file_url=urljoin(url, request.get_full_path()),
        next_url=next_url,
        language=locale.language_code,
        publisher=words.publisher,
        entries=entries,
        fields=fields,
    )
