"""Wagtail's own doors slowed down for whoever guesses. `config.urls` puts each before the one it stands for."""

from functools import partial

from django.contrib.auth import views as auth_views
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin.views import account
from wagtail.documents.views import serve as documents

from accounts import throttle
from accounts.forms import SaysWhenToTryAgain
from core import limits

pages_login = auth_views.LoginView.as_view(
    template_name=wagtail_urls.WAGTAIL_FRONTEND_LOGIN_TEMPLATE, authentication_form=SaysWhenToTryAgain
)


@never_cache
def page_password(request, page_view_restriction_id, page_id):
    ask = partial(wagtail_views.authenticate_with_password, request, page_view_restriction_id, page_id)
    return _ask_for_password(request, f"page {page_view_restriction_id}", ask)


@never_cache
def collection_password(request, restriction_id):
    return _ask_for_password(
        request, f"collection {restriction_id}", partial(documents.authenticate_with_password, request, restriction_id)
    )


def _ask_for_password(request, what, ask):
    """Count a try before it is made, and give it back if it was right: Wagtail's views answer that with a redirect."""
    if request.method != "POST":
        return ask()
    now = timezone.now()
    mine = f"{what} {limits.network_of(request)}"
    until = limits.refused_until_for(request, purpose="page-password", who=mine, now=now)
    until = until or limits.refused_until("page-password.everywhere", what, now=now)
    if until:
        return _wait(request, until, now=now)
    response = ask()
    if response.status_code == 302:
        limits.give_back("page-password", mine)
        limits.give_back("page-password.everywhere", what)
    return response


@never_cache
def password_reset(request):
    now = timezone.now()
    if request.method == "POST" and (until := limits.refused_until_for(request, purpose="password-reset", now=now)):
        return _wait(request, until, now=now)
    return account.PasswordResetView.as_view()(request)


class PasswordResetConfirmView(account.PasswordResetConfirmView):
    """Choosing a new password. Who can read the owner's mail is the owner: this browser is theirs from now on."""

    def form_valid(self, form):
        response = super().form_valid(form)
        throttle.remember_browser(self.request, throttle.name_of(form.user.get_username()))
        return response


def _wait(request, until, *, now):
    return render(request, "accounts/wait.html", {"when": limits.wait_words(until, now=now)}, status=429)
