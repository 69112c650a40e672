from django.db import transaction


@transaction.atomic
def add_dates_to_draft(*, page, dates, user=None):
    """Write more dates to the latest draft of an event. Nothing that is public changes until the page is published."""
    draft = page.get_latest_revision_as_object()
    rows = [*draft.dates.all(), *dates]
    for order, date in enumerate(rows):
        date.sort_order = order
    draft.dates = rows
    if not draft.live:
        # As the page editor does: what nobody can see yet needs no revision to be kept apart from.
        draft.save()
    return draft.save_revision(user=user, log_action=True)
