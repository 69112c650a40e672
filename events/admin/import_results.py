"""What the dry run of an import found, or the import did, and what has to be decided about it."""

from django.core.paginator import Paginator
from django.db.models import Count

from core.imports.columns import problem_lines
from events.admin import import_rows
from events.admin.import_forms import ConfirmForm, WhichTimeForm
from events.imports.columns import ANNOUNCED, COLUMNS
from events.models import Import, ImportRow

State, Outcome, Result = Import.State, ImportRow.Outcome, ImportRow.Result
ROWS_PER_PAGE = 50
MOST_PROBLEMS = 100


def confirm_form(batch, data=None):
    """None where there is nothing to confirm."""
    if batch.state != State.CHECKED:
        return None
    rows = batch.rows
    if not rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).exists():
        return None
    announced = rows.filter(outcome=Outcome.CHANGED, page__live=True, changes__has_any_keys=sorted(ANNOUNCED))
    return ConfirmForm(
        data,
        may_publish=batch.parent.permissions_for_user(batch.user).can_publish_subpage(),
        has_errors=rows.filter(outcome=Outcome.ERROR).exists(),
        moves_published=announced.exists(),
    )


def clock_form(batch):
    """None where no row needs to be asked which of two times it means."""
    if batch.state != State.CHECKED or batch.content is None or not batch.rows.filter(problems__has_key="which_time").exists():
        return None
    return WhichTimeForm(initial={"which_time": batch.which_time})


def results(request, batch):
    counts = dict(batch.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    done = dict(batch.rows.exclude(result="").order_by().values_list("result").annotate(number=Count("pk")))
    rows, chosen = batch.rows.select_related("page"), request.GET.get("show")
    if chosen in Outcome.values:
        rows = rows.filter(outcome=chosen)
    names = import_rows.names_of(batch)
    shown = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("p"))
    problems = batch.rows.filter(outcome=Outcome.ERROR)[:MOST_PROBLEMS]
    return {
        "counts": [(outcome.value, outcome.label, counts.get(outcome.value, 0)) for outcome in Outcome],
        "results": [(Result(result).label, number) for result, number in done.items()],
        "chosen": chosen,
        "headings": import_rows.headings(names),
        "rows": [import_rows.shown(row, names) for row in shown],
        "rows_page": shown,
        "clock_form": clock_form(batch),
        "problems": list(problem_lines([(row.number, row.problems) for row in problems], COLUMNS)),
        "can_undo": batch.state == State.IMPORTED and done.get(Result.DONE),
    }
