"""What the owner of an account is told by mail: that somebody guesses their password, or has logged in with a new browser."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import throttle
from core import limits
from core.periodic_tasks import PeriodicTask
from core.registries import periodic_tasks
from mail import services as mail

#: More than anybody mistypes.
SUSPICIOUS = 10


def tell_of_guessing(*, now):
    """Write to everybody whose password is being guessed. Regularly and not in a request, whose time would tell who exists."""
    owners = {throttle.name_of(user.get_username()): user for user in get_user_model().objects.filter(is_active=True)}
    guessed = limits.taken_of("login.account", owners, now=now)
    subject = _("Somebody is guessing your password")
    suspicious = [owners[name] for name, tries in guessed.items() if tries >= SUSPICIOUS]
    told = [_tell(user, "login.told", subject, "guessing", now=now) for user in suspicious]
    return f"{len(told)} told" if any(told) else ""


def _tell(user, purpose, subject, template, *, now):
    """Write to the owner, unless they have heard the same lately. Whether they were written to."""
    if not user.email or limits.refused_until(purpose, user.pk, now=now, quietly=True):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        link = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("wagtailadmin_password_reset")
        text = render_to_string(f"emails/accounts/{template}.txt", {"link": link, "site": settings.WAGTAIL_SITE_NAME})
        mail.send(recipient=user.email, subject=subject, text=text, purpose=f"accounts.{template}", now=now)
    return True


def remember_browser(sender, request, user, **kwargs):
    """Somebody has logged in with their password: this browser is theirs, and if it is a new one they hear of it."""
    if not getattr(request, "login_counted", None):
        return
    name = throttle.name_of(user.get_username())
    if not throttle.known_browser(request, name):
        _tell(user, "login.new-device", _("A new browser for your account"), "new_browser", now=timezone.now())
    throttle.remember_browser(request, name)


def start():
    periodic_tasks.register("tell owners whose password is guessed", PeriodicTask(timedelta(minutes=5), tell_of_guessing))
    user_logged_in.connect(remember_browser, dispatch_uid="accounts.remember_browser")
