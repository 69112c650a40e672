"""People in what Wagtail and the worker write down about what was done: kept, but without their addresses."""

from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry

from core.people import Keeping, Mentions

MODELS = Mentions(ModelLogEntry.objects.all, ["label", "data"])
PAGES = Mentions(PageLogEntry.objects.all, ["label", "data"])
_TASKS = Mentions(DBTaskResult.objects.all, ["args_kwargs", "return_value", "traceback"])


def _erase_tasks(*, address):
    """A task that names somebody can't be done without the name, so it goes as a whole."""
    return DBTaskResult.objects.filter(pk__in=[row.pk for row in _TASKS(address)]).delete()[0]


PEOPLE = {
    "log of the admin": Keeping(MODELS.find, MODELS.erase),
    "log of pages": Keeping(PAGES.find, PAGES.erase),
    "tasks of the worker": Keeping(_TASKS.find, _erase_tasks),
}
