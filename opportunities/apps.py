from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("opportunities")

    def ready(self):
        from opportunities import startup  # noqa: PLC0415 – there are no models before

        startup.start()
