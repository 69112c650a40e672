"""Nothing but the outbox delivers mail: neither our code nor what is installed."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture.test_house import ROOT, tracked

#: Who may speak to a mail server or choose who does. Everybody else's mail goes through EMAIL_BACKEND.
MAY_DELIVER = {"site/mail/services.py": {"get_connection", "smtplib", "EmailMultiAlternatives"}}
#: What leads past the outbox, or would put mail there without saying what for.
NAMES = {
    "smtplib", "aiosmtplib", "get_connection", "send_mail", "send_mass_mail", "mail_admins", "mail_managers",
    "EmailMessage", "EmailMultiAlternatives",
}  # fmt: skip


def names_in(path):
    """What a file imports or looks up under one of the names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [getattr(node, "module", "") or "", *(alias.name for alias in node.names)]
            found |= {module.partition(".")[0] for module in modules}
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found & NAMES


def test_our_code_writes_mail_by_the_service_only():
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in tracked("*.py")
        if path.relative_to(ROOT).parts[0] != "tests" and (names := names_in(path))
    }

    assert found == MAY_DELIVER


def leads_past(node):
    """Whether this speaks to a mail server, or calls `get_connection()` for anything but whatever EMAIL_BACKEND says."""
    if isinstance(node, ast.Import):
        return any(alias.name == "smtplib" for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith(("smtplib", "django.core.mail.backends"))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "get_connection":
        return bool(node.args) or not {keyword.arg for keyword in node.keywords} <= {"username", "password", "fail_silently"}
    return False


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("import smtplib", True),
        ("from django.core.mail.backends.smtp import EmailBackend", True),
        ("get_connection('django.core.mail.backends.smtp.EmailBackend')", True),
        ("get_connection(backend=other)", True),
        ("get_connection(username=None, fail_silently=True)", False),
    ],
)
def test_what_leads_past_the_outbox_is_seen(words, leads):
    assert any(map(leads_past, ast.walk(ast.parse(words)))) is leads


def test_no_installed_app_leads_past_the_outbox():
    past = {
        path.as_posix()
        for app in apps.get_app_configs()
        if not Path(app.path).is_relative_to(ROOT / "site")
        for path in Path(app.path).rglob("*.py")
        if ("smtplib" in (source := path.read_text()) or "get_connection" in source or "mail.backends" in source)
        and any(map(leads_past, ast.walk(ast.parse(source))))
    }

    assert past == set()


def test_no_logger_mails_past_the_outbox():
    """Django's handler for mail to ADMINS may name a backend of its own."""
    assert [name for name, handler in settings.LOGGING["handlers"].items() if "mail" in str(handler).lower()] == []


def test_who_delivers_is_set_in_every_environment():
    """A mail backend stands in two places of the settings: where all mail goes, and what each environment delivers by."""
    for name in ("dev", "test", "production"):
        source = (ROOT / f"site/config/settings/{name}.py").read_text()
        assert ("MAIL_DELIVERY_BACKEND = " in source, "\nEMAIL_BACKEND" in source) == (True, False), name
    assert import_module("config.settings.base").EMAIL_BACKEND == settings.EMAIL_BACKEND == "mail.backends.OutboxBackend"
