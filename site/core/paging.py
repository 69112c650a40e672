"""Long lists in parts."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404


def page_of(paginator, request):
    """The page that the query string names. Raises Http404 where there is none, rather than showing another one."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(str(error)) from error
