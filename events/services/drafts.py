"""What editors do to drafts of events: dates from a pattern, words on many at once, a new event from one there is."""

from datetime import datetime, time, timedelta
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.rollover import copied_row
from core.timezones import known_timezones
from events.festivals import routes
from events.models import EventPage, FactFields
from events.services.spans import MOST_DATES

#: What kinds of words can be added to many events at once.
TAGS = ("themes", "meant_for", "open_to")


class Pattern(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY_DAY = "monthly-day", _("Every month on the same day, such as the 18th")
    MONTHLY_WEEKDAY = "monthly-weekday", _("Every month on the same weekday, such as the third Thursday")
    MONTHLY_LAST = "monthly-last", _("Every month on the last such weekday, such as the last Thursday")
    CHOSEN = "chosen", _("On days that I choose")


def generate_days(*, first, pattern, until=None, count=None, skip=()):
    """Days from `first` on, up to and including `until`, else `count` of them, without those in `skip`.

    A month without such a day (the 31st, a fifth Thursday) is left out rather than moved. Skipped days count towards
    `count`, so that ten weeks stay ten weeks. Never more than `MOST_DATES`. Raises ValueError where neither end is given.
    """
    if until is None and count is None:
        raise ValueError("Say until when, or how many.")
    if until is not None and until < first:
        return []
    repeats = {
        Pattern.WEEKLY: {"freq": WEEKLY},
        Pattern.FORTNIGHTLY: {"freq": WEEKLY, "interval": 2},
        Pattern.MONTHLY_DAY: {"freq": MONTHLY, "bymonthday": first.day},
        Pattern.MONTHLY_WEEKDAY: {"freq": MONTHLY, "byweekday": weekday(first.weekday(), (first.day - 1) // 7 + 1)},
        Pattern.MONTHLY_LAST: {"freq": MONTHLY, "byweekday": weekday(first.weekday(), -1)},
    }[pattern]
    ends = {"until": datetime.combine(until, time.min)} if until else {"count": min(count, MOST_DATES)}
    days = (moment.date() for moment in rrule(dtstart=datetime.combine(first, time.min), **repeats, **ends))
    return list(islice((day for day in days if day not in skip), MOST_DATES))


@transaction.atomic
def add_dates_to_draft(*, page, dates, user=None):
    """Write more dates to the latest draft of an event. Nothing that is public changes until the page is published."""
    draft = page.get_latest_revision_as_object()
    rows = [*draft.dates.all(), *dates]
    for order, row in enumerate(rows):
        row.sort_order = order
    draft.dates = rows
    if not draft.live:
        # As the page editor does: what nobody can see yet needs no revision to be kept apart from.
        draft.save()
    return draft.save_revision(user=user, log_action=True)


@transaction.atomic
def tag_event(page, *, add, remove, user):
    """Add and take away terms, `{name of a list: terms}`, on the latest draft, as a new revision. Returns in words what it did.

    Published only where the event was live without changes that somebody else has not published, and where `user` may.
    """
    draft = page.get_latest_revision_as_object()
    is_changed = False
    for name in TAGS:
        before = set(getattr(draft, name).all())
        after = (before | set(add.get(name, ()))) - set(remove.get(name, ()))
        if after != before:
            setattr(draft, name, sorted(after, key=lambda term: term.pk))
            is_changed = True
    if not is_changed:
        return _("has them already")
    can_publish = page.live and not page.has_unpublished_changes and page.permissions_for_user(user).can_publish()
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if can_publish:
        revision.publish(user=user)
        return _("changed and published")
    return _("changed in its draft, which waits to be published") if page.live else _("changed, a draft as before")


WORDS = ("summary", "story", "how_to_take_part", "content_notes", "search_description", "seo_title")
TRANSLATED = ("title", "draft_title", *WORDS, "supervision")
CONTACT = ("contact_name", "contact_email", "partners")
AUDIENCE = ("meant_for", "open_to")


class Part(models.TextChoices):
    """What of an event can be copied."""

    WORDS = "words", _("Words")
    PICTURE = "picture", _("Picture")
    FACTS = "facts", _("Facts: format, themes, audience, place, ages, price and booking")
    ACCESS = "access", _("Access")
    PEOPLE = "people", _("People, partners and contact")
    DATES = "dates", _("Dates")


FIELDS = {
    Part.WORDS: WORDS,
    Part.PICTURE: ("image",),
    Part.FACTS: (*(field.name for field in FactFields._meta.fields if field.name not in CONTACT), "themes", *AUDIENCE),
    Part.PEOPLE: CONTACT,
}
#: Rows that hang on an event, by the part they belong to; what is not named here belongs to the words.
ROWS = {"dates": Part.DATES, "access": Part.ACCESS, "people": Part.PEOPLE}
#: Belong to this very page, or to Wagtail.
NEVER = {"comments", "facts"}


@transaction.atomic
def duplicate_event(page, *, parent, title, parts, user, shift=timedelta(0), with_translations=False):
    """A draft with the chosen parts of the latest draft of `page`, dates moved by `shift`. Dates get identities of their own.

    It may be as unfinished as what it is a copy of: what is wrong with it is told where it is edited. Raises ValidationError,
    in words, where its title would give it an address that nobody could see it at.
    """
    source = page.get_latest_revision_as_object()
    copy = EventPage(title=title, draft_title=title, live=False, locale=parent.locale, owner=user, timezone=source.timezone)
    for part in parts:
        for name in FIELDS.get(part, ()):
            value = getattr(source, name)
            setattr(copy, name, list(value.all()) if hasattr(value, "all") else value)
    _copy_rows(source, copy, parts, shift)
    parent.add_child(instance=copy)
    if routes.is_reserved(copy.slug, parent):
        raise ValidationError(routes.why_reserved(copy.slug))
    copy.save_revision(user=user, log_action="wagtail.copy", clean=False)
    if with_translations:
        _copy_translations(page, copy, user)
    return copy


def _copy_rows(source, copy, parts, shift):
    for relation in get_all_child_relations(EventPage):
        name = relation.get_accessor_name()
        if name in NEVER or relation.related_model._meta.app_label != "events" or ROWS.get(name, Part.WORDS) not in parts:
            continue
        rows = getattr(source, name).all()
        if name == "dates":
            # A draft may have a date that nobody has given a day yet.
            rows = [row for row in rows if row.start_date]
        # A time that clocks show twice was said of another night.
        left_out = (relation.field.name, "which_time") if shift else (relation.field.name,)
        setattr(copy, name, [copied_row(row, shift=shift, left_out=left_out) for row in rows])


def clock_questions(page):
    """What its dates leave open, or can't be, because clocks change: in words."""
    if page.timezone not in known_timezones():
        return []
    return list(dict.fromkeys(words for row in page.dates.all() for words in row.clock_errors(page.timezone).values()))


def _copy_translations(page, copy, user):
    """Each translation's words, as a draft, where the parent has a page in that language."""
    # So that it stays known in which language the facts are edited, whatever is published first.
    TranslationSource.get_or_create_from_instance(copy)
    for translation in page.get_translations().filter(alias_of=None).specific():
        if copy.get_parent().get_translation_or_none(translation.locale) is None:
            continue
        words = translation.get_latest_revision_as_object()
        new = copy.copy_for_translation(translation.locale)
        for name in TRANSLATED:
            setattr(new, name, getattr(words, name))
        new.save_revision(user=user, clean=False)


def first_day(page):
    days = [row.start_date for row in page.get_latest_revision_as_object().dates.all() if row.start_date]
    return min(days, default=None)


def parents_for(user, **asked):
    """Where somebody may add events: pages that hold them, of one language where that is asked for."""
    pages = Page.objects.type(*EventPage.allowed_parent_page_models()).filter(**asked)
    pages = pages.select_related("locale").order_by("path")
    return pages.filter(pk__in=[one.pk for one in pages if one.permissions_for_user(user).can_add_subpage()])
