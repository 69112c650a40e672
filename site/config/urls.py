from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404
from django.urls import include, path, re_path
from django.views.defaults import page_not_found
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from accounts import views as accounts
from core.eligibility.check import check as eligibility_check
from mail.views import outbox

handler400 = "core.errors.bad_request"
#: 503 while the database is away.
handler500 = "core.errors.server_error"

# Wagtail's own addresses that ask for a password are slowed down for whoever guesses: what comes first answers.
urlpatterns = [
    path("", include("core.urls")),
    path("admin/password_reset/", accounts.password_reset),
    path("admin/password_reset/confirm/<uidb64>/<token>/", accounts.PasswordResetConfirmView.as_view()),
    # Wagtail fails here on purpose, to try how faults are told of. Whoever may look at the admin could fill the log with them.
    path("admin/failwhale/", page_not_found, {"exception": Http404()}),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/authenticate_with_password/<int:restriction_id>/", accounts.collection_password),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.DEBUG:
    urlpatterns.append(path("outbox/", include(([path("", outbox, name="outbox")], "mail"))))

urlpatterns += i18n_patterns(
    path("volunteer-shifts/", include("opportunities.shifts.urls")),
    path("mailing-list/", include("mailinglist.urls")),
    path("am-i-eligible/<int:page_id>/", eligibility_check, name="eligibility"),
    path("", include("events.urls")),
    path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", accounts.page_password),
    path("_util/login/", accounts.pages_login),
    # The files of a page, such as whats-on/events.ics: Wagtail's own pattern takes no dots.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.[a-z]+)$", serve_page, name="page_file"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
