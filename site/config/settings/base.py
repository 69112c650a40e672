"""What every environment shares. Anything a deployment may change comes from an environment variable.

All variables are listed in docs/configuration.md.
"""

import logging
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from config.databases import cache_settings, database_settings
from config.limits import limits_from, networks_from
from config.logs import logging_settings
from config.translations import compiled

REPOSITORY = Path(__file__).resolve().parents[3]
SITE_DIR = REPOSITORY / "site"

env = environ.Env()

# Everything the running site writes lives in one folder, so that one folder is what to back up.
VAR_DIR = Path(env.str("VAR_DIR", default=str(REPOSITORY / "var")))

DEBUG = False
# Whether a proxy of ours is in front, whose X-Forwarded-* headers are true.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
PROXIES = max(1, env.int("PROXIES", default=1))
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Links in mail and hashes of addresses outlive the key above: they have keys of their own. Empty: the site's. See core.links
LINK_KEY = env.str("LINK_KEY", default="")
LINK_KEY_FALLBACKS = env.list("LINK_KEY_FALLBACKS", default=[])
SUPPRESSION_KEY = env.str("SUPPRESSION_KEY", default="")
SUPPRESSION_KEY_FALLBACKS = env.list("SUPPRESSION_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "home",
    "opportunities",
    "events",
    "mailinglist",
    "accounts",
    "mail",
    "core",
    "users",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_filters",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # What every answer has, so around everything that may refuse a request.
    "core.middleware.ContentPolicyMiddleware",
    "core.middleware.SameOriginResourcesMiddleware",
    "core.middleware.SecurityHeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.RequestLogMiddleware",
    "core.middleware.NulBytesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.CompressedTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "core.middleware.RefusalPagesMiddleware",
    "core.middleware.SensibleQuestionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.throttle.RememberedBrowsersMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.redirects.RedirectMiddleware",
    "core.middleware.PrivacyMiddleware",
    "core.middleware.OneEditAtATimeMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPOSITORY / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {"default": database_settings(env, VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": cache_settings(env)}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        # Every queue is declared: a task on an undeclared one is refused when enqueued.
        "QUEUES": ["default", "mail", "pictures", "imports"],
    }
}

# Wagtail's own in the database, asked in plain words.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search.backend"}}

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["accounts.throttle.ThrottledBackend"]
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.LoginForm"
# What readers see at the doors of private pages and documents.
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "accounts/login.html"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "accounts/password.html"
DEVICE_COOKIE_NAME = "device"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        # NIST SP 800-63B: length is what counts.
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("cy", _("Welsh")),
    ("ar", _("Arabic")),
]
# What translators write, and what is read of it.
LOCALE_PATHS = [SITE_DIR / "locale", compiled(SITE_DIR / "locale", VAR_DIR / "locale")]
USE_I18N = WAGTAIL_I18N_ENABLED = True
#: What prices are in unless somebody says otherwise (ISO 4217).
CURRENCY = env.str("CURRENCY", default="GBP")
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_files.BundlingStaticFilesStorage"},
}

# All mail waits in the outbox, whoever writes it. What delivers it is MAIL_DELIVERY_BACKEND, which each environment sets.
EMAIL_BACKEND = "mail.backends.OutboxBackend"
EMAIL_TIMEOUT = 10  # seconds; Django's own default waits for ever
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Engage <engage@localhost>")
# How much mail that anybody can cause by typing an address one mailbox gets, over all forms.
UNSOLICITED_MAIL_PER_HOUR = env.int("UNSOLICITED_MAIL_PER_HOUR", default=3)
UNSOLICITED_MAIL_PER_DAY = env.int("UNSOLICITED_MAIL_PER_DAY", default=10)
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "mail.password_reset.PasswordResetForm"

WAGTAIL_SITE_NAME = "Engage"
# The one source of the site's own address, for mail and for the first row of Wagtail's sites. Empty: nobody has said.
BASE_URL = env.str("BASE_URL", default="").strip().rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL or "http://localhost:8000"
# Nothing in the admin may call a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

WAGTAILIMAGES_IMAGE_MODEL = "core.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.forms.PictureForm"
# What Pillow is told when it writes a rendition. Measured: docs/decisions/0035-pictures-are-made-before-they-are-seen.md
PICTURE_ENCODING = {
    "avif": {"quality": 55, "speed": 8},
    "webp": {"quality": 75, "method": 2},
    "jpeg": {"quality": 80, "progressive": True, "optimize": True},
}
WAGTAILDOCS_DOCUMENT_MODEL = "core.Download"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Always saved, never opened under this site's own address.
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
# Said here, since what Python guesses depends on the machine.
WAGTAILDOCS_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

# How often anything may be asked for, and networks that very many people share.
LIMITS = limits_from(env)
# How much of a role's places that are left one network may hold for half an hour at a time, in percent.
SHIFT_HOLDS_SHARE = min(100, max(1, env.int("SHIFT_HOLDS_SHARE", default=50)))
# How much of them all may hold together; of the rest each network gets one place, if it holds no other.
SHIFT_HOLDS_TOGETHER = min(100, max(1, env.int("SHIFT_HOLDS_TOGETHER", default=80)))
CAMPUS_NETWORKS = networks_from(env.list("CAMPUS_NETWORKS", default=[]))

# Feeds of other funders are only read from the open internet. Only tests need it otherwise.
EXTERNAL_CALLS_MAY_BE_PRIVATE = False

# What the worker gives a file that somebody brought, to be read in: seconds, and memory of its own.
READING_SECONDS = env.int("READING_SECONDS", default=30)
READING_MEGABYTES = env.int("READING_MEGABYTES", default=512)

# A long story or a big festival posts many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# What a browser may do on a public page: nothing but what is listed, and nothing from elsewhere.
# https://www.w3.org/TR/CSP3/
VIDEO_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # The service worker that keeps a festival's programme readable without a network.
        "worker-src": [SELF],
        # Only after the reader has pressed play.
        "frame-src": VIDEO_HOSTS,
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# The editors' side is Wagtail's own, with inline scripts and styles: docs/decisions/0003-two-content-policies.md
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF, *VIDEO_HOSTS],
    "object-src": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = {
    name: []
    for name in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

LOGGING = logging_settings(json=False)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None  # which would also ask the database who it is, for every answer
# The line at the end says all that the one at the start would.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
