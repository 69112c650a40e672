"""Tests: offline, fast, and as strict as production where it matters."""

import tempfile
from pathlib import Path

from .base import *
from .base import DATABASES, STORAGES, TASKS, env

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
# Everything a run writes. Name a folder that stays, and `pytest --reuse-db` starts at once the second time.
TEST_DIR = Path(env.str("TEST_DIR", default="") or tempfile.mkdtemp(prefix="engage-test-"))
TEST_DIR.mkdir(exist_ok=True)
# Each worker its own, so that no test meets the files of another.
MEDIA_ROOT = TEST_DIR / "media" / env.str("PYTEST_XDIST_WORKER", default="")
STATIC_ROOT = TEST_DIR / "static"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: what is in memory is shared by threads that then lock each other out.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "engage.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # A machine that is busy with tests is no outage; tests/faults makes real ones.
    DATABASES["default"]["DEADLINE"] = 60
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
