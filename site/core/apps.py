from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import startup  # noqa: PLC0415 – there are no models before

        startup.start(self)
