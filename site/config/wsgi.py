"""The entry point of web servers: `gunicorn config.wsgi` with `site/` on the path."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
# Nobody reads a page that took longer, and gunicorn would end its process. Commands have no such limit.
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "20")

application = get_wsgi_application()

from django.db import connections  # noqa: E402  (needs the applications to be there)

from core.process_cache import warm_up  # noqa: E402

warm_up()
connections.close_all()
