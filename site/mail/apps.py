from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = _("mail")

    def ready(self):
        from core import registries
        from mail.chores import MAIL

        for name, chore in MAIL.items():
            registries.chores.register(name, chore)
