from urllib.parse import urljoin

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404

from core.models import SiteSettings

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


def page_of(paginator, request):
    """The page that the query string names. Raises Http404 where there is none, rather than showing another one."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(str(error)) from error
