"""Production: refuses to start without its secrets, and on a database that would lose writes."""

import sys
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created
from django.http.request import validate_host

from config.databases import refuse_unsafe_sqlite
from config.logs import log_uncaught

from .base import *
from .base import (
    ALLOWED_HOSTS,
    BASE_URL,
    BEHIND_PROXY,
    LINK_KEY,
    SECRET_KEY,
    SUPPRESSION_KEY,
    env,
    logging_settings,
)

KEYS = {"SECRET_KEY": SECRET_KEY, "LINK_KEY": LINK_KEY, "SUPPRESSION_KEY": SUPPRESSION_KEY}
REQUIRED = [*KEYS, "ALLOWED_HOSTS", "BASE_URL", "DEFAULT_FROM_EMAIL", "EMAIL_URL"]
if missing := [name for name in REQUIRED if not env.str(name, default="").strip()]:
    raise ImproperlyConfigured(f"Engage needs these environment variables: {', '.join(missing)}. See docs/configuration.md.")
if weak := [name for name, key in KEYS.items() if len(key) < 50 or "only-for-" in key]:
    raise ImproperlyConfigured(f"{', '.join(weak)} must be 50 random characters or more. See docs/configuration.md.")
if len(set(KEYS.values())) < len(KEYS):
    raise ImproperlyConfigured(f"{', '.join(KEYS)} must differ from each other. See docs/configuration.md.")

address = urlsplit(BASE_URL)
if address.scheme not in ("http", "https") or not address.hostname or address.path or address.query:
    raise ImproperlyConfigured("BASE_URL must be an address such as https://engage.example.org, without a path.")
if not validate_host(address.hostname, ALLOWED_HOSTS):
    raise ImproperlyConfigured(f"ALLOWED_HOSTS must have {address.hostname}, the host of BASE_URL.")

connection_created.connect(refuse_unsafe_sqlite, dispatch_uid="config.refuse_unsafe_sqlite")

server = env.email_url("EMAIL_URL")
MAIL_DELIVERY_BACKEND = server.pop("EMAIL_BACKEND")
locals().update(server)

# Plain HTTP is for trying production out on one's own machine.
HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    # A cookie with this prefix can only have been set by this very host over HTTPS (RFC 6265bis, 4.1.3.2).
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logging_settings(json=True, level=env.str("LOG_LEVEL", default="INFO"))
if not sys.stderr.isatty():  # somebody who types a command wants to read why it failed
    log_uncaught()
