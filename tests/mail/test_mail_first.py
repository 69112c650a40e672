"""Mail leaves within seconds while hundreds of pictures wait: with the workers as they are started everywhere."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django_tasks_db.models import DBTaskResult
from PIL import Image

from core.models import Picture
from core.periodic_tasks import WORKERS
from core.pictures import make_renditions
from mail import services
from mail.models import OutboxMessage
from tests.config.test_production import COMPLETE
from tests.mail.servers import working

#: How long a worker may take to start on a machine that has much to do.
PATIENCE = 180  # seconds
MOST = 5  # seconds
PICTURES = 300


def database_url():
    is_at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{is_at['NAME']}"
    return f"postgres://{is_at['USER']}:{is_at['PASSWORD']}@{is_at['HOST']}:{is_at['PORT']}/{is_at['NAME']}"


@contextmanager
def workers(**environment):
    environment = {"PATH": os.environ["PATH"], **COMPLETE, "DATABASE_URL": database_url(), **environment}
    command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--verbosity", "0"]
    running = [
        subprocess.Popen([*command, *options], cwd=django_settings.REPOSITORY, env=environment) for options in WORKERS.values()
    ]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def wait_for(is_so, *, seconds):
    """How long it took."""
    start = time.monotonic()
    while not is_so():
        assert time.monotonic() - start < seconds
        time.sleep(0.05)
    return time.monotonic() - start


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_leaves_within_five_seconds_while_hundreds_of_pictures_are_made(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": settings.TASKS["default"]["QUEUES"]}}
    folder = tmp_path / "media" / "original_images"
    folder.mkdir(parents=True)
    Image.effect_noise((1800, 1200), 60).convert("RGB").save(folder / "noise.jpg")
    picture = {"file": "original_images/noise.jpg", "width": 1800, "height": 1200, "purpose": "decorative"}
    pictures = Picture.objects.bulk_create(Picture(title=f"Picture {number}", **picture) for number in range(PICTURES))
    for each in pictures:
        make_renditions.enqueue(each.pk)
    at_work = DBTaskResult.objects.filter(queue_name="pictures").exclude(status="READY")

    def write():
        return services.send(recipient="amina@example.org", subject="Hello", text="Hi.", purpose="test")

    def has_left(message):
        return lambda: OutboxMessage.objects.filter(pk=message.pk, state="sent").exists()

    with working() as mailbox, workers(EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}", VAR_DIR=str(tmp_path)):
        wait_for(has_left(write()), seconds=PATIENCE)
        wait_for(at_work.exists, seconds=PATIENCE)
        took = [wait_for(has_left(write()), seconds=MOST) for _mail in range(5)]
        waiting = PICTURES - at_work.count()

    assert len(mailbox.taken) == 1 + len(took)
    assert waiting > PICTURES / 2
