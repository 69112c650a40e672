"""Production refuses to start half configured. Each case is a process of its own, as settings are read once."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.databases import refuse_unsafe_sqlite

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "not-guessed-by-anybody-0123456789-abcdefghijklmnopqrstuvwxyz",
    "LINK_KEY": "for-links-in-mail-0123456789-abcdefghijklmnopqrstuvwxyz-0123",
    "SUPPRESSION_KEY": "for-hashes-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "ALLOWED_HOSTS": "engage.example.org",
    "BASE_URL": "https://engage.example.org",
    "DEFAULT_FROM_EMAIL": "Engage <engage@example.org>",
    "EMAIL_URL": "smtp://localhost:25",
}


def manage(*arguments, **environment):
    """Run manage.py with nothing in the environment but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.REPOSITORY,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )


def test_complete_settings_pass_djangos_own_deployment_check(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE, VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), done.stderr


@pytest.mark.parametrize("name", [name for name in COMPLETE if name != "DJANGO_SETTINGS_MODULE"])
def test_a_missing_variable_is_named(name, tmp_path):
    done = manage("check", **COMPLETE | {name: " "}, VAR_DIR=str(tmp_path))

    assert done.returncode == 1
    assert f"Engage needs these environment variables: {name}. See docs/configuration.md." in done.stderr


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "only-for-development-never-in-production-only-for-development"),
        ("LINK_KEY", "short"),
        ("SUPPRESSION_KEY", "short"),
    ],
)
def test_a_key_that_could_be_guessed_is_refused(name, key, tmp_path):
    done = manage("check", **COMPLETE | {name: key}, VAR_DIR=str(tmp_path))

    assert done.returncode == 1
    assert f"{name} must be 50 random characters or more." in done.stderr


def test_one_key_for_everything_is_refused(tmp_path):
    done = manage("check", **COMPLETE | {"SUPPRESSION_KEY": COMPLETE["LINK_KEY"]}, VAR_DIR=str(tmp_path))

    assert done.returncode == 1
    assert "SECRET_KEY, LINK_KEY, SUPPRESSION_KEY must differ from each other." in done.stderr


def test_cookies_can_only_be_set_by_this_host_over_https(tmp_path):
    words = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG"
    code = f"from django.conf import settings as s; print({words})"
    done = manage("shell", "-v", "0", "-c", code, **COMPLETE, VAR_DIR=str(tmp_path))

    assert done.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "False"], done.stderr


def test_mail_goes_into_the_outbox_and_from_there_to_the_server_that_is_named(tmp_path):
    words = "s.EMAIL_BACKEND, s.MAIL_DELIVERY_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_TIMEOUT"
    code = f"from django.conf import settings as s; print({words})"
    url = "smtp+tls://name:password@mail.example.org:587"
    done = manage("shell", "-v", "0", "-c", code, **COMPLETE | {"EMAIL_URL": url}, VAR_DIR=str(tmp_path))

    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert done.stdout.split() == ["mail.backends.OutboxBackend", smtp, "mail.example.org", "587", "True", "10"], done.stderr


class SQLite:
    """A SQLite connection in one of the modes that a file system or a setting may leave it in."""

    vendor = "sqlite"

    def __init__(self, journal, transactions):
        self.transaction_mode = transactions
        self.raw = sqlite3.connect(":memory:" if journal == "memory" else "")
        self.raw.execute(f"PRAGMA journal_mode={journal}")

    def cursor(self):
        return closing(self.raw.cursor())


@pytest.mark.parametrize(
    ("journal", "transactions", "words"),
    [
        ("delete", "IMMEDIATE", "SQLite runs in journal mode 'delete'; production needs WAL on a local disk, or PostgreSQL."),
        ("memory", None, "SQLite must begin its transactions IMMEDIATE in production."),
    ],
)
def test_sqlite_that_would_lose_writes_is_refused(journal, transactions, words):
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe_sqlite(SQLite(journal, transactions))

    assert str(refusal.value) == words


def test_sqlite_as_it_is_set_up_here_is_accepted(tmp_path):
    done = manage("migrate", "users", "--verbosity", "0", **COMPLETE, VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")
