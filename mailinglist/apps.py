from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingListConfig(AppConfig):
    name = "mailinglist"
    verbose_name = _("mailing list")

    def ready(self):
        from mailinglist import startup  # noqa: PLC0415 – there are no models before

        startup.start()
