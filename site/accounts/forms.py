from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms.auth import LoginForm as AdminLoginForm

from core.limits import wait_words

#: What Wagtail says and has no Welsh for: collected here, and so translated by ours.
WAGTAILS_WORDS = [gettext_noop("The password you have entered is not correct. Please try again.")]


class SaysWhenToTryAgain(AuthenticationForm):
    """Says the same of every name, whether there is such an account or not."""

    def get_invalid_login_error(self):
        until = getattr(self.request, "login_refused_until", None)
        if until is None:
            return super().get_invalid_login_error()
        words = _("There were too many wrong passwords. %(when)s A new password by e-mail lets you in at once.")
        return ValidationError(words % {"when": wait_words(until)}, code="wait")


class LoginForm(SaysWhenToTryAgain, AdminLoginForm):
    """The editors' door."""
