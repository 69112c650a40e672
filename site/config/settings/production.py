"""Production: refuses to start without its secrets, and on a database that would lose writes."""

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created

from config.databases import refuse_unsafe_sqlite

from .base import *
from .base import BEHIND_PROXY, SECRET_KEY, env, logging_settings

REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DEFAULT_FROM_EMAIL", "EMAIL_URL"]
if missing := [name for name in REQUIRED if not env.str(name, default="").strip()]:
    raise ImproperlyConfigured(f"Engage needs these environment variables: {', '.join(missing)}. See docs/configuration.md.")
if len(SECRET_KEY) < 50 or "only-for-" in SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY must be 50 random characters or more. See docs/configuration.md.")

connection_created.connect(refuse_unsafe_sqlite, dispatch_uid="config.refuse_unsafe_sqlite")

locals().update(env.email_url("EMAIL_URL"))

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
