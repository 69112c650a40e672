"""Asking again who somebody is before they take what a screen left open would give to anybody."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.limits import allow

#: How long a password that was typed, or a sign-in, speaks for whoever sits there.
CONFIRMED_FOR = timedelta(minutes=10)
#: Wrong passwords in a quarter of an hour: enough for a bad day, too few for guessing.
MOST_TRIES, TRIES_PER = 10, timedelta(minutes=15)
CONFIRMED, SIGNED_IN = "password_confirmed", "signed_in"


def note(request, what, *, now=None):
    request.session[what] = [request.user.pk, (now or timezone.now()).timestamp()]


def was_lately(request, what, *, now=None):
    user, moment = request.session.get(what) or [None, 0]
    age = (now or timezone.now()) - datetime.fromtimestamp(moment, UTC)
    return user == request.user.pk and timedelta(0) <= age <= CONFIRMED_FOR


def note_sign_in(sender, request, user, **_more):
    if request is not None and hasattr(request, "session"):
        request.session[SIGNED_IN] = [user.pk, timezone.now().timestamp()]


def connect():
    user_logged_in.connect(note_sign_in, dispatch_uid="core.reauthentication")


class ConfirmForm(forms.Form):
    """Why, and who: the password of whoever has not just typed it.

    Somebody who signs in elsewhere (single sign-on) has no password here: they are asked to sign out and in again instead,
    and have ten minutes from then.
    """

    reason = forms.CharField(
        label=_("Why do you need it?"),
        help_text=_("Kept with your name for two years. Name no people here."),
        max_length=200,
        min_length=5,
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("We ask again because the file leaves this site."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **options):
        super().__init__(*args, **options)
        self.request = request
        self.signs_in_elsewhere = not request.user.has_usable_password()
        self.must_sign_in = self.signs_in_elsewhere and not was_lately(request, SIGNED_IN)
        if self.signs_in_elsewhere or was_lately(request, CONFIRMED):
            del self.fields["password"]

    def clean_reason(self):
        reason = " ".join(self.cleaned_data["reason"].split())
        if "@" in reason:
            raise ValidationError(_("Say why without an address: this is kept when the person is long forgotten."))
        return reason

    def clean_password(self):
        user, password = self.request.user, self.cleaned_data["password"]
        if not allow("confirm password", user.pk, most=MOST_TRIES, per=TRIES_PER):
            raise ValidationError(_("Too many tries. Wait a quarter of an hour."))
        if not user.check_password(password):
            raise ValidationError(_("That is not your password."))
        return password

    def clean(self):
        if self.must_sign_in:
            raise ValidationError(_("You sign in elsewhere: sign out and in again, then you have ten minutes."))
        if "password" in self.cleaned_data:
            note(self.request, CONFIRMED)
        return self.cleaned_data
