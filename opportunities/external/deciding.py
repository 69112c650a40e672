"""What becomes of a call that was found: onto our list, watched, or not for us."""

from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from opportunities.choices import Mode
from opportunities.external.models import FoundCall
from opportunities.models import CallRound, FundingCallPage

#: Where a source gives only the day a call counts as open until its end.
END_OF_DAY = time(23, 59)
State = FoundCall.State


def decide(*, found, state, user, now):
    """Watch a call, leave it, or look at it anew. One that is on our list stays there: its page is what can be unpublished."""
    if state not in (State.NEW, State.WATCH, State.NOT_FOR_US) or found.state == state:
        return False
    decided = FoundCall.objects.filter(pk=found.pk).exclude(state=State.PUBLISHED)
    if not decided.update(state=state, decided_at=now, decided_by=user, changed_at=None):
        return False
    found.refresh_from_db()
    log(found, f"opportunities.found_{state}", user=user)
    return True


@transaction.atomic
def put_on_list(*, found, parent, values, user, now, publish):
    """Make the page of a call that was found, as a draft or published. Raises ValidationError; then nothing is kept.

    `values` are the fields of the page and of its one round, by their names.
    """
    if not FoundCall.objects.filter(pk=found.pk, page=None).update(state=State.PUBLISHED):
        raise ValidationError("Somebody else has put this call on the list.")
    page = FundingCallPage(
        **{name: values[name] for name in ("title", "summary", "funder", "contact_name", "contact_email")},
        is_external=True,
        source_url=found.link,
        apply_url=found.link,
        last_checked_on=timezone.localdate(now),
        slug=find_available_slug(parent, slugify(values["title"])[:200] or "call"),
        locale=parent.locale,
        owner=user,
        live=False,
    )
    one = CallRound(
        mode=Mode.OPEN if values["closes_date"] else Mode.ROLLING,
        **{name: values[name] for name in ("opens_date", "closes_date", "internal_date")},
        closes_time=values["closes_time"] or END_OF_DAY,
    )
    one.full_clean(exclude=["page"])
    page.rounds.set([one])
    page.clean()
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=not publish)
    if publish:
        revision.publish(user=user)
    FoundCall.objects.filter(pk=found.pk).update(page=page, decided_at=now, decided_by=user, changed_at=None)
    log(found, "opportunities.found_published", user=user, data={"page": page.pk, "title": page.title})
    return page
