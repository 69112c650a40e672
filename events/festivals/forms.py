"""How a session is edited: only with rooms, tracks and words of its own festival."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.changelog.forms import RowReasonForm, reasons_form
from core.forms import TermAwareForm
from core.models import VenueRoom
from events.festivals.hours import clock_problems


class SlotForm(RowReasonForm, reasons_form("reason"), TermAwareForm):
    """One run: the rooms offered are those of the festival's venues, if it has named any."""

    reason_name, translations_name = "reason", "reason_words"

    def __init__(self, *args, rooms=None, timezone_name="", **kwargs):
        super().__init__(*args, **kwargs)
        room = self.fields.get("room")
        if room is not None and rooms is not None:
            # The one that is chosen already stays, wherever it is.
            room.queryset = room.queryset.filter(Q(pk__in=rooms.values("pk")) | Q(pk=self.initial.get("room")))
        self.timezone_name = timezone_name

    def clean(self):
        values = super().clean()
        when = [values.get(name) for name in ("day", "starts", "ends")]
        if self.timezone_name and None not in when:
            for name, words in clock_problems(*when, self.timezone_name).items():
                self.add_error(name, words)
        return values


class FestivalPartForm(TermAwareForm):
    """A part of a festival: of one whose page the person may edit."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "festival" in self.fields and self.for_user is not None:
            festivals = self.fields["festival"].queryset
            self.fields["festival"].queryset = festivals.editable_by(self.for_user).select_related("page")


class SessionForm(FestivalPartForm):
    """A session of a festival that was chosen before, or by the form itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        festival = self.instance.festival if self.instance.festival_id else None
        if festival is not None:
            if "track" in self.fields:
                self.fields["track"].queryset = festival.tracks.all()
            if "festival" in self.fields:
                # A session stays with its festival: its rooms, tracks and days are that one's.
                self.fields["festival"].queryset = type(festival).objects.filter(pk=festival.pk)
                self.fields["festival"].empty_label = None
        if "runs" in self.formsets:
            page = festival and festival.draft_page
            self.formsets["runs"].form_kwargs |= {
                "rooms": rooms_of(page),
                "timezone_name": page.timezone if page else "",
                "language": page.locale.language_code if page else "",
            }

    def clean(self):
        values = super().clean()
        festival, track = values.get("festival"), values.get("track")
        if festival and track and track.festival_id != festival.pk:
            self.add_error("track", _("This track belongs to another festival."))
        if festival and "words" in self.formsets:
            self._check_words(festival.page.locale_id)
        return values

    def _check_words(self, own):
        rows = self.formsets["words"]
        for form in rows.forms if rows.is_valid() else ():
            locale = form.cleaned_data.get("locale")
            if locale and locale.pk == own and form not in rows.deleted_forms:
                form.add_error("locale", _("This is the festival's own language: its words stand above."))


def rooms_of(page):
    """The rooms a festival can use; those of every venue where it has named none, or nobody says which festival."""
    rooms, venues = VenueRoom.objects.filter(venue__is_retired=False), list(page.venues.all()) if page else []
    return rooms.filter(venue__in=venues) if venues else rooms.filter(venue__locale=Locale.get_default())
