"""The timetable of a run, by day. Days are counted from the first, so that it stays true when the run moves to next year."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

LONGEST_RUN = 60


class SlotBlock(blocks.StructBlock):
    starts = blocks.TimeBlock(label=_("from"))
    ends = blocks.TimeBlock(required=False, label=_("to"))
    title = blocks.CharBlock(max_length=160, label=_("what"))
    where = blocks.CharBlock(required=False, max_length=120, label=_("where"))
    who = blocks.CharBlock(required=False, max_length=120, label=_("with whom"))

    class Meta:
        icon = "time"
        label = _("part of the day")

    def clean(self, value):
        value = super().clean(value)
        if value["ends"] and value["ends"] <= value["starts"]:
            raise blocks.StructBlockValidationError({"ends": ValidationError(_("It ends before it starts."))})
        return value


class DayBlock(blocks.StructBlock):
    """One day of a run."""

    number = blocks.IntegerBlock(
        min_value=1,
        max_value=LONGEST_RUN,
        label=_("day"),
        help_text=_("1 is the day the run starts. Its date comes by itself."),
    )
    title = blocks.CharBlock(required=False, max_length=120, label=_("what the day is about"))
    slots = blocks.ListBlock(SlotBlock(), min_num=1, max_num=30, label=_("parts of the day"))

    class Meta:
        icon = "date"
        label = _("Day")
        description = _("One day of the timetable, with its parts.")


class TimetableBlock(blocks.StreamBlock):
    """What happens on each day, in order."""

    day = DayBlock()

    class Meta:
        required = False
        max_num = LONGEST_RUN

    def clean(self, value):
        value = super().clean(value)
        numbers = [child.value["number"] for child in value]
        if twice := next((number for number in numbers if numbers.count(number) > 1), None):
            sentence = _("Day %(number)s is there twice: put its parts together.") % {"number": twice}
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(sentence)])
        return value
