from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

handler400 = "core.errors.bad_request"

urlpatterns = [
    path("", include("core.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.DEBUG:
    urlpatterns.append(path("outbox/", include("mail.urls")))

urlpatterns += i18n_patterns(
    path("volunteer-shifts/", include("opportunities.shifts.urls")),
    path("mailing-list/", include("mailinglist.urls")),
    path("am-i-eligible/", include("core.eligibility.urls")),
    path("", include("events.urls")),
    # The files of a page, such as whats-on/events.ics: Wagtail's own pattern takes no dots.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.[a-z]+)$", serve_page, name="page_file"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
