"""Times of day in the reader's words."""

from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.outputs.timezones import is_unclear


def clock_words(at):
    """The time of day, as GOV.UK's style writes it: "4pm", "4:30pm", "midday". Midnight is the first minute of its day.

    A moment that clocks show twice says which of the two is meant: "1:30am GMT".
    """
    words = _clock_words(at)
    return f"{words}\N{NO-BREAK SPACE}{at:%Z}" if isinstance(at, datetime) and is_unclear(at) else words


def _clock_words(at):
    if at.minute == 0 and at.hour in {0, 12}:
        return pgettext("time of day", "midday") if at.hour else pgettext("time of day", "midnight")
    # Translators: a Django time format; use "H:i" for a 24-hour clock.
    pattern = pgettext("time format, full hours", "gA") if at.minute == 0 else pgettext("time format", "g:iA")
    # Where a language writes a space before "pm", the two stay on one line.
    return formats.time_format(at, pattern).lower().replace(" ", "\N{NO-BREAK SPACE}")


def hours_words(starts, ends):
    """From one time of day to another: "6pm to 7:30pm"."""
    return _("%(start)s to %(end)s") % {"start": clock_words(starts), "end": clock_words(ends)}
