"""How editors build criteria. What they built becomes `Criteria` by `core.eligibility.criteria`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from core.blocks.words import refused

MOST_MEMBERS = 20

HINT = {
    "required": False,
    "max_length": 255,
    "label": _("hint"),
    "help_text": _("Shown below: what is meant, where to look it up."),
}
EVIDENCE = {
    "required": False,
    "max_length": 255,
    "label": _("evidence"),
    "help_text": _("What you will ask for later, such as: a letter from your school. Leave empty if nothing."),
}


class TickBlock(blocks.StructBlock):
    statement = blocks.CharBlock(
        max_length=255, label=_("statement"), help_text=_("In the visitor's own words: I am in Year 12 at a state school.")
    )
    hint = blocks.CharBlock(**HINT)
    evidence = blocks.CharBlock(**EVIDENCE)

    class Meta:
        icon = "tick"
        label = _("Statement to tick")
        label_format = "{statement}"
        description = _("Something that is true of a visitor or not.")


class NumberBlock(blocks.StructBlock):
    statement = blocks.CharBlock(
        max_length=255, label=_("question"), help_text=_("Ask for a whole number: How old will you be on 1 August?")
    )
    minimum = blocks.IntegerBlock(required=False, min_value=0, max_value=999_999, label=_("lowest that counts"))
    maximum = blocks.IntegerBlock(required=False, min_value=0, max_value=999_999, label=_("highest that counts"))
    hint = blocks.CharBlock(**HINT)
    evidence = blocks.CharBlock(**EVIDENCE)

    class Meta:
        icon = "order"
        label = _("Number, such as an age")
        label_format = "{statement}"
        description = _("A question that is answered with a whole number.")

    def clean(self, value):
        value = super().clean(value)
        low, high = value.get("minimum"), value.get("maximum")
        if low is None and high is None:
            raise refused("minimum", _("Say which numbers count: the lowest, the highest or both."))
        if low is not None and high is not None and high < low:
            raise refused("maximum", _("The highest number is below the lowest."))
        return value


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=120, label=_("answer"))
    counts = blocks.BooleanBlock(required=False, label=_("who answers this can apply"))

    class Meta:
        icon = "radio-empty"
        label = _("answer")


class ChoiceBlock(blocks.StructBlock):
    statement = blocks.CharBlock(max_length=255, label=_("question"), help_text=_("Such as: Which year are you in?"))
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=MOST_MEMBERS, label=_("answers"))
    hint = blocks.CharBlock(**HINT)
    evidence = blocks.CharBlock(**EVIDENCE)

    class Meta:
        icon = "list-ul"
        label = _("Choice, such as a year group")
        label_format = "{statement}"
        description = _("A question with answers to choose one from.")

    def clean(self, value):
        value = super().clean(value)
        if not any(option["counts"] for option in value["options"]):
            raise refused("options", _("Say of at least one answer that who gives it can apply."))
        return value


class MembersBlock(blocks.StreamBlock):
    tick = TickBlock()
    number = NumberBlock()
    choice = ChoiceBlock()

    class Meta:
        required = False  # the group says it in its own words
        max_num = MOST_MEMBERS


class AllOfBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("heading"), help_text=_("Such as: Where you are now."))
    members = MembersBlock(label=_("criteria"))

    class Meta:
        icon = "tick-inverse"
        label = _("All of these")
        label_format = _("All of these: {title}")
        description = _("A group of which everything must be true.")

    def clean(self, value):
        value = super().clean(value)
        if not value["members"]:
            raise refused("members", _("This group is empty: add a criterion or delete the group."))
        return value


class AnyOfBlock(AllOfBlock):
    title = blocks.CharBlock(max_length=120, label=_("heading"), help_text=_("Such as: Your circumstances."))
    at_least = blocks.IntegerBlock(min_value=1, max_value=MOST_MEMBERS, default=1, label=_("how many must be true"))
    members = MembersBlock(label=_("criteria"))

    class Meta:
        icon = "list-ol"
        label = _("Any of these")
        label_format = _("Any of these: {title}")
        description = _("A group of which one, two or more must be true.")
        form_layout = ["title", "at_least", "members"]

    def clean(self, value):
        value = super().clean(value)
        listed = len(value["members"])
        if value["at_least"] > listed:
            sentence = ngettext(
                "Only one is listed below, so %(needed)s can't be needed.",
                "Only %(listed)s are listed below, so %(needed)s can't be needed.",
                listed,
            )
            raise refused("at_least", sentence % {"listed": listed, "needed": value["at_least"]})
        return value


class DeeperMembersBlock(MembersBlock):
    """What is asked in an outer group, which may hold groups in turn."""

    all_of = AllOfBlock()
    any_of = AnyOfBlock()


class OuterAllOfBlock(AllOfBlock):
    members = DeeperMembersBlock(label=_("criteria"))

    class Meta:
        form_layout = ["title", "members"]


class OuterAnyOfBlock(AnyOfBlock):
    members = DeeperMembersBlock(label=_("criteria"))

    class Meta:
        form_layout = ["title", "at_least", "members"]


class CriteriaBlock(blocks.StreamBlock):
    """Who can take part: groups that must all hold. Use it as `StreamField(CriteriaBlock(), blank=True)`."""

    all_of = OuterAllOfBlock()
    any_of = OuterAnyOfBlock()

    class Meta:
        required = False
        max_num = 10
