"""Tables that editors bring: kept, read by the worker, looked at, and forgotten."""

import logging
import uuid
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from core import registries
from core.limits import allow
from core.models import Upload
from core.people import PersonalData, Redactor, may_mention
from core.uploads.apart import NotRead, read_apart

logger = logging.getLogger(__name__)
State = Upload.State

#: How long a table waits for its editor to say yes.
RETENTION = timedelta(days=1)
#: Tables one person may have read in an hour, whatever they are for.
MOST_PER_HOUR = 60


class TooOften(NotRead):
    """Somebody has brought more tables than anybody can look at."""


def refuse_too_often(user, *, now=None):
    if not allow("tables read", f"user {user.pk}", most=MOST_PER_HOUR, now=now):
        raise TooOften(_("You have brought very many files in the last hour. Wait a little."))


def bring(*, content, name, purpose, about, user, now=None):
    """Keep a table and have the worker read it. What the same person brought for the same thing before is forgotten."""
    refuse_too_often(user, now=now)
    Upload.objects.filter(purpose=purpose, about=str(about), user=user).delete()
    upload = Upload.objects.create(
        purpose=purpose, about=str(about), user=user, file_name=name[:255], content=content, brought_at=now or timezone.now()
    )
    read_upload.enqueue(upload.pk)
    upload.refresh_from_db()
    return upload


def brought(*, key, purpose, user, about=None):
    """What somebody brought for this, or None: of others nobody sees anything. Without `about`, for whatever it was."""
    try:
        key = uuid.UUID(str(key))
    except ValueError:
        return None
    mine = Upload.objects.defer("content").filter(key=key, purpose=purpose, user=user)
    return (mine if about is None else mine.filter(about=str(about))).first()


def in_words(error):
    """What is told to whoever brought a file that was not read. What nobody thought of is in the log, without what it said."""
    if isinstance(error, NotRead):
        return str(error)
    logger.error("upload_not_read", extra={"problem": type(error).__name__})
    return _("This file can't be read.")


def language_of(user):
    """The language somebody reads the admin in."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else translation.get_language()


@task(queue_name="imports")
def read_upload(upload_id):
    """Read a table apart from everything else. Either all of it is kept, or why not."""
    upload = Upload.objects.select_related("user").filter(pk=upload_id, state=State.WAITING).first()
    if upload is None:
        return
    values = {"content": None, "state": State.READ}
    with translation.override(language_of(upload.user)):
        try:
            read = registries.upload_readers[upload.purpose]
            values["table"] = read_apart(read, bytes(upload.content or b""), upload.file_name)
        except Exception as error:
            values |= {"state": State.REFUSED, "problem": in_words(error)}
    Upload.objects.filter(pk=upload_id, state=State.WAITING).update(**values)


def forget_uploads(*, now):
    """Tables nobody said yes to: they hold more about people than what was taken from them."""
    return Upload.objects.filter(brought_at__lt=now - RETENTION).delete()[0]


_TABLES = Redactor(Upload.objects.all, ["file_name", "table", "problem"])


def erase(*, address):
    unread = Upload.objects.exclude(content=None).iterator()
    keys = {row.pk for row in _TABLES(address)} | {one.pk for one in unread if may_mention(one.content, address)}
    return Upload.objects.filter(pk__in=keys).delete()[0]


UPLOADED = PersonalData(_TABLES.find, erase)
