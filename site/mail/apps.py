from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = _("mail")

    def ready(self):
        from core import registries
        from mail import checks, password_reset, services  # noqa: F401 (checks register themselves)
        from mail.people import OUTBOX
        from mail.periodic_tasks import MAIL, OLD_MAIL

        for name, task in MAIL.items():
            registries.periodic_tasks.register(name, task)
        services.answers.register(password_reset.PURPOSE, password_reset.answer)
        registries.people.register("outbox", OUTBOX)
        registries.promises.register("finished mail", OLD_MAIL)
