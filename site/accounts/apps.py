from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("accounts of staff")

    def ready(self):
        from accounts import owners  # noqa: PLC0415 – there are no models before

        owners.start()
