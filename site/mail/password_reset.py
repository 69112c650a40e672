"""A new password by mail, without telling anybody who has an account here."""

from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from mail import services

PURPOSE = "users.password_reset"
WORDS = {
    "subject_template_name": "wagtailadmin/account/password_reset/email_subject.txt",
    "email_template_name": "wagtailadmin/account/password_reset/email.txt",
}


class PasswordResetForm(WagtailPasswordResetForm):
    """Looks nobody up: what is done for an address is the same whether somebody has an account with it or not."""

    def save(self, **options):
        services.send(recipient=self.cleaned_data["email"], subject="", text="", purpose=PURPOSE, unsolicited=True)


def answer(message):
    """Write to everybody who has an account with the address; to nobody if there is none."""
    form = WagtailPasswordResetForm({"email": message.recipient})
    if form.is_valid():
        with translation.override(message.headers["Content-Language"]):
            # Links begin with BASE_URL; the name of a host is asked for, but not shown.
            form.save(domain_override="-", **WORDS)
