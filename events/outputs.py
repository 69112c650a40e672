"""The files and further pages behind an address: what a list offers besides itself."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpResponse
from django.utils.text import slugify


def page_of(paginator, request):
    """The page that the query string names. Raises Http404 where there is none, rather than showing another one."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(str(error)) from error


def output_url(page, name, request):
    """The address of one of a page's files. Wagtail routes it with a slash at the end, which files don't have."""
    return page.get_url(request) + page.reverse_subpage(name).rstrip("/")


def calendar_response(calendar, *, name):
    """An iCalendar as a download that calendars also accept as a subscription."""
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "events"}.ics"'
    return response
