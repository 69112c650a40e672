"""A new event from one there is: its next edition, or one like it."""

from datetime import timedelta

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
    """The first day of the latest draft, if it has any."""
    days = [row.start_date for row in page.get_latest_revision_as_object().dates.all() if row.start_date]
    return min(days, default=None)


def parents_of(page, user):
    """Where somebody may put a copy: pages of the same language that hold events."""
    pages = Page.objects.type(*EventPage.allowed_parent_page_models()).filter(locale=page.locale_id).order_by("path")
    return pages.filter(pk__in=[one.pk for one in pages if one.permissions_for_user(user).can_add_subpage()])
