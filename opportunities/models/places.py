from django.utils.translation import gettext_lazy as _

from core.choices import AttendanceMode


def refuse_a_venue_nobody_goes_to(page):
    """{field: words} if a page names a venue although people take part online only."""
    if page.attendance_mode == AttendanceMode.ONLINE and page.venue_id:
        return {"venue": _("Nobody needs to come: take the venue out, or say that people take part in person.")}
    return {}
