"""Long work on imports, away from the request. Each can be started again after a stop."""

from django_tasks import task

from events.imports.applying import run_import
from events.imports.checking import check_import, open_file
from events.imports.undoing import undo_import
from events.models import Import

State = Import.State
WORK = {State.READING: open_file, State.CHECKING: check_import, State.IMPORTING: run_import, State.UNDOING: undo_import}


@task(queue_name="imports")
def work_on_import(import_id):
    """Do what the state of the import asks for. Nothing to do if it is deleted or done meanwhile."""
    batch = Import.objects.select_related("user", "parent__locale").filter(pk=import_id).first()
    if batch is not None and batch.user is not None and batch.is_working:
        WORK[batch.state](batch)
