"""What has to be done regularly about the mailing list."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.periodic_tasks import PeriodicTask
from core.retention import Promise
from mailinglist import services
from mailinglist.models import Subscriber


def forget(*, now):
    forgotten = services.forget_unconfirmed(now=now)
    return f"{forgotten} forgotten" if forgotten else ""


FORGET = PeriodicTask(timedelta(hours=1), forget)
UNCONFIRMED = Promise(
    services.UNCONFIRMED_RETENTION, _("30 days"), "forget unconfirmed addresses", Subscriber.objects.unanswered
)
