from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.registries import page_lists


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("home")

    def ready(self):
        from home.models import footer_pages  # noqa: PLC0415 – there are no models before

        page_lists.register("footer", footer_pages)
