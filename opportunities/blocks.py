from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class KeyDate(blocks.StructValue):
    def as_fact(self, uid):
        """The language-neutral part with the name it was first given; plain values, as a JSON column keeps them."""
        clock = self["time"]
        return {
            "id": str(uid or ""),
            "name": self["name"],
            "day": self["day"].isoformat(),
            "time": clock.isoformat("minutes") if clock is not None else "",
        }


class KeyDateBlock(blocks.StructBlock):
    """A named day in the life of a round that is not a deadline: a briefing, interviews, a feedback day."""

    name = blocks.CharBlock(label=_("What happens"), max_length=80)
    day = blocks.DateBlock(label=_("Day"))
    time = blocks.TimeBlock(label=_("At"), required=False)

    class Meta:
        icon = "date"
        label = _("Key date")
        value_class = KeyDate
