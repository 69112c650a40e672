from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingListConfig(AppConfig):
    name = "mailinglist"
    verbose_name = _("mailing list")

    def ready(self):
        from core import registries
        from mailinglist.periodic_tasks import FORGET, UNCONFIRMED
        from mailinglist.people import SUBSCRIBERS

        registries.chores.register(UNCONFIRMED.chore, FORGET)
        registries.promises.register("unconfirmed addresses", UNCONFIRMED)
        registries.people.register("mailing list", SUBSCRIBERS)
