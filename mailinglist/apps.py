from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingListConfig(AppConfig):
    name = "mailinglist"
    verbose_name = _("mailing list")

    def ready(self):
        from core import registries
        from mailinglist.people import SUBSCRIBERS
        from mailinglist.periodic_tasks import FORGET, UNCONFIRMED

        registries.periodic_tasks.register(UNCONFIRMED.task, FORGET)
        registries.promises.register("unconfirmed addresses", UNCONFIRMED)
        registries.people.register("mailing list", SUBSCRIBERS)
