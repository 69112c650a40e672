from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = _("mail")

    def ready(self):
        from mail import startup  # noqa: PLC0415 – there are no models before

        startup.start()
