"""What has to be done regularly about imports."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.periodic_tasks import PeriodicTask
from core.retention import Promise
from events.imports.steps import RETENTION, forget_files, old_files


def forget(*, now):
    """Files hold more about people than was taken from them, and nobody may upload another one for months."""
    forget_files(now=now)


FORGET = PeriodicTask(timedelta(hours=1), forget)
UPLOADS = Promise(RETENTION, _("7 days"), "forget imported files", old_files)
