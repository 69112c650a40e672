"""Saying afterwards why something changed that was published without a reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.models import Change
from events.reasons import validate_reason


@transaction.atomic
def explain_changes(*, facts, reason, now, translations=None, user=None):
    """Give the public the reason for every change of an event that has none. Returns how many lines of the log got it.

    Calendars fetch the dates again (RFC 5545, LAST-MODIFIED); their sequence stays, since nothing about them changes.
    Raises ValidationError, with words for the editor.
    """
    validate_reason(reason)
    changes = list(facts.changes.unexplained(now=now))
    number = Change.objects.filter(pk__in=[one.pk for one in changes]).explain(
        reason=reason.strip(), language=facts.page.locale.language_code, translations=translations or {}
    )
    if not number:
        raise ValidationError(_("Every change of this event has its reason by now."))
    about = {one.occurrence_id for one in changes}
    for row in facts.occurrences.filter(ends_at__gt=now):
        if row.pk in about or None in about:
            row.modified = now
            row.save(update_fields=["modified"])
    log(instance=facts.page, action="events.explain_change", user=user, data={"reason": reason.strip()})
    return number
