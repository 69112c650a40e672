"""What people are called and where they are reached stays in the outbox: not in logs, and not in tasks."""

import json
import logging

import pytest
from django.conf import settings as django_settings
from django.core.mail import send_mail
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from mail import services
from mail.models import OutboxMessage
from tests.factories.users import UserFactory
from tests.mail.servers import broken

SECRETS = ["amina", "Ms Amina Adeyemi", "something nobody else should read"]
GREETING = b"220 mail.example.org\r\n"


@pytest.fixture
def lines():
    """Every record that any logger makes, as it is and with all it carries."""
    records = []

    class Keeper(logging.Handler):
        def emit(self, record):
            records.append(f"{record.getMessage()} {record.__dict__} {self.formatException(record)}")

        def formatException(self, record):
            return logging.Formatter().formatException(record.exc_info) if record.exc_info else ""

    keeper, names = Keeper(level=logging.DEBUG), [None, *django_settings.LOGGING["loggers"], "mail.log"]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(keeper)
        logger.setLevel(logging.DEBUG)
    yield records
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(keeper)
        logger.setLevel(level)


@pytest.fixture
def real_tasks(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": settings.TASKS["default"]["QUEUES"]}}
    assert isinstance(task_backends["default"], DatabaseBackend)


def work():
    """What a worker does with what is there, in this process and its transaction."""
    options = {"queue_names": ["*"], "interval": 0, "batch": True, "backend_name": "default", "startup_delay": False}
    worker = Worker(**options, max_tasks=None, worker_id="test", excluded_queue_names=[])
    for row in DBTaskResult.objects.ready():
        row.claim(worker.worker_id)
        worker.run_task(row)


@pytest.mark.django_db
def test_no_log_and_no_task_names_a_recipient_or_what_they_are_told(
    real_tasks, lines, settings, client, django_capture_on_commit_callbacks
):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
    UserFactory(email="amina@example.org")
    refuses = [GREETING, b"250 mail\r\n", b"250 OK\r\n", b"550 amina@example.org is unknown\r\n", b"250 OK\r\n", b"221 Bye\r\n"]

    with broken(*refuses) as server:
        settings.EMAIL_PORT = server.port
        with django_capture_on_commit_callbacks(execute=True):
            send_mail("Ms Amina Adeyemi", "something nobody else should read", None, ["amina@example.org"])
            client.post("/admin/password_reset/", {"email": "amina@example.org"})
        with django_capture_on_commit_callbacks(execute=True):
            work()
        work()

    assert {row.last_error for row in OutboxMessage.objects.all()} == {"SMTPRecipientsRefused"}
    tasks = list(DBTaskResult.objects.values("args_kwargs", "return_value", "traceback", "status"))
    assert {task["status"] for task in tasks} == {"SUCCESSFUL"}
    assert lines
    for secret in SECRETS:
        assert secret not in json.dumps(tasks)
        assert [line for line in lines if secret in line] == []


@pytest.mark.django_db
def test_a_row_is_shown_by_its_number_only():
    message = services.send(recipient="amina@example.org", subject="Ms Amina Adeyemi", text="Hi.", purpose="test")

    assert (str(message), "amina" in repr(message)) == (str(message.uid), False)
